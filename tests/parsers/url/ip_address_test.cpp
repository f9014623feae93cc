#include "parsers/url/ip_address.hpp"

#include <gtest/gtest.h>

namespace tidings::url {
namespace {

std::string ipv4(std::string_view text) {
  const auto address = parse_ipv4(text);
  return address ? serialise_ipv4(*address) : "failure";
}

std::string ipv6(std::string_view text) {
  const auto pieces = parse_ipv6(text);
  return pieces ? serialise_ipv6(*pieces) : "failure";
}

struct Case {
  std::string_view input;
  std::string_view expected;
};

class Ipv4 : public testing::TestWithParam<Case> {};

TEST_P(Ipv4, IsReadAsTheStandardSays) { EXPECT_EQ(ipv4(GetParam().input), GetParam().expected); }

const Case kWhatwgUrl35Ipv4[] = {
    {"192.0.2.1", "192.0.2.1"},
    {"192.0.2.1.", "192.0.2.1"},  // one trailing dot
    {"0xC0.0.02.1", "192.0.2.1"},
    {"0300.0.2.1", "192.0.2.1"},
    {"3221225985", "192.0.2.1"},
    {"192.513", "192.0.2.1"},  // the last part fills up
    {"192.0.513", "192.0.2.1"},
    {"0x", "0.0.0.0"},
    {"4294967295", "255.255.255.255"},
    {"4294967296", "failure"},
    {"99999999999999999999999", "failure"},
    {"1.2.3.256", "failure"},
    {"256.1", "failure"},
    {"1.2.65536", "failure"},
    {"08.1", "failure"},
    {"0xg", "failure"},
    {"1..2", "failure"},
    {"1.2.3.4.5", "failure"},
    {"1.2.3.4..", "failure"},
    {"", "failure"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgUrl3_5, Ipv4, testing::ValuesIn(kWhatwgUrl35Ipv4));

class Ipv6 : public testing::TestWithParam<Case> {};

TEST_P(Ipv6, IsReadAsTheStandardSays) { EXPECT_EQ(ipv6(GetParam().input), GetParam().expected); }

const Case kWhatwgUrl35Ipv6[] = {
    {"2001:DB8:0:0:0:0:0:1", "2001:db8::1"},
    {"::", "::"},
    {"::1", "::1"},
    {"1::", "1::"},
    {"1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"},
    {"1::8", "1::8"},
    {"::ffff:192.0.2.1", "::ffff:c000:201"},
    {"1:2:3:4:5:6:192.0.2.1", "1:2:3:4:5:6:c000:201"},
    {"00a0::0001", "a0::1"},
    {"1:0:0:2:0:0:0:3", "1:0:0:2::3"},       // the longest run
    {"1:0:0:2:3:0:0:4", "1::2:3:0:0:4"},     // the first of equal runs
    {"1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"},  // one zero is no run
    {"", "failure"},
    {":", "failure"},
    {":1", "failure"},
    {"1", "failure"},
    {"1:", "failure"},
    {"1:::2", "failure"},
    {"1::2::3", "failure"},
    {"1:2:3:4:5:6:7", "failure"},
    {"1:2:3:4:5:6:7:8:9", "failure"},
    {"1:2:3:4:5:6:7:8::", "failure"},
    {"12345::", "failure"},
    {"g::", "failure"},
    {"::1.2.3", "failure"},
    {"::1.2.3.4.5", "failure"},
    {"::1.2.3.256", "failure"},
    {"::1.2.3.04", "failure"},
    {"::1.2.3.", "failure"},
    {"::.1.2.3", "failure"},
    {"1:2:3:4:5:6:7:1.2.3.4", "failure"},
    {"::1%eth0", "failure"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgUrl3_5, Ipv6, testing::ValuesIn(kWhatwgUrl35Ipv6));

TEST(Ipv6, WithANulByteIsAFailure) { EXPECT_EQ(ipv6(std::string_view("::1\0", 4)), "failure"); }

}  // namespace
}  // namespace tidings::url
