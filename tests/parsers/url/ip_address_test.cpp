#include "parsers/url/ip_address.hpp"

#include <algorithm>
#include <string>

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

// RFC 4291 2.2: the forms in which an address may be written, and that of RFC 5952 4 for each.
const Case kRfc4291[] = {
    {"2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a"},  // form 1
    {"FF01:0:0:0:0:0:0:101", "ff01::101"},
    {"0:0:0:0:0:0:0:1", "::1"},
    {"0:0:0:0:0:0:0:0", "::"},
    {"2001:DB8::8:800:200C:417A", "2001:db8::8:800:200c:417a"},  // form 2
    {"FF01::101", "ff01::101"},
    {"0:0:0:0:0:0:13.1.68.3", "::d01:4403"},  // form 3
    {"0:0:0:0:0:FFFF:129.144.52.38", "::ffff:8190:3426"},
    {"::13.1.68.3", "::d01:4403"},
};
INSTANTIATE_TEST_SUITE_P(Rfc4291_2_2, Ipv6, testing::ValuesIn(kRfc4291));

const Case kRfc5952[] = {
    {"2001:0db8::0001", "2001:db8::1"},                        // 4.1: no leading zeros
    {"2001:db8:0:0:0:0:2:1", "2001:db8::2:1"},                 // 4.2.1: as short as it gets
    {"2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},           // 4.2.2: not for one piece
    {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},                   // 4.2.3: the longest run
    {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},             // 4.2.3: else the first
    {"2001:db8::AAAA:BBBB:CCCC", "2001:db8::aaaa:bbbb:cccc"},  // 4.3: lower case
};
INSTANTIATE_TEST_SUITE_P(Rfc5952_4, Ipv6, testing::ValuesIn(kRfc5952));

std::string hex(std::uint32_t number) {
  std::string text;
  do {
    text.insert(text.begin(), "0123456789abcdef"[number % 16]);
    number /= 16;
  } while (number > 0);
  return text;
}

std::string octal(std::uint32_t number) {
  std::string text;
  for (; number > 0; number /= 8) text.insert(text.begin(), static_cast<char>('0' + number % 8));
  return "0" + text;
}

// Addresses with the first and last value of each part.
constexpr std::uint32_t kAddresses[] = {0,          1,          255,        256,        65'535,
                                        65'536,     16'777'215, 16'777'216, 0x7F000001, 0xC0000201,
                                        0x0A0B0C0D, 0xFFFFFFFE, 0xFFFFFFFF};

TEST(Ipv4, WhatwgUrl3_5_TheSameAddressInEveryNumberOfPartsAndEveryBase) {
  for (const std::uint32_t address : kAddresses) {
    const std::string expected = serialise_ipv4(address);
    for (const auto& write : {+[](std::uint32_t n) { return std::to_string(n); },
                              +[](std::uint32_t n) { return "0x" + hex(n); },
                              +[](std::uint32_t n) { return "0X" + hex(n); }, +octal}) {
      const std::uint32_t a = address >> 24, b = address >> 16 & 255, c = address >> 8 & 255;
      EXPECT_EQ(ipv4(write(address)), expected);
      EXPECT_EQ(ipv4(write(a) + "." + write(address & 0xFFFFFF)), expected);
      EXPECT_EQ(ipv4(write(a) + "." + write(b) + "." + write(address & 0xFFFF)), expected);
      EXPECT_EQ(ipv4(write(a) + "." + write(b) + "." + write(c) + "." + write(address & 255) + "."),
                expected);
    }
  }
}

TEST(Ipv4, WhatwgUrl3_6_SerialisedItIsFourDecimalNumbersThatReadBackAsItself) {
  for (const std::uint32_t address : kAddresses) {
    const std::string text = serialise_ipv4(address);
    EXPECT_EQ(std::ranges::count(text, '.'), 3) << text;
    EXPECT_EQ(parse_ipv4(text), address) << text;
  }
}

TEST(Ipv4Number, WhatwgUrl3_5_BeyondAnyAddressIsCappedNotWrapped) {
  for (const char* text : {"4294967296", "0x100000000", "040000000000", "18446744073709551616",
                           "0xffffffffffffffffffffffff"}) {
    EXPECT_EQ(parse_ipv4_number(text), std::uint64_t{1} << 32) << text;
  }
}

TEST(Ipv4Number, WhatwgUrl3_5_ADigitOfAnotherBaseIsAFailure) {
  for (const char* text : {"08", "0778", "0xfg", "1a", "-1", "+1", " 1", "1_0", "0b1", "0x-1"}) {
    EXPECT_EQ(parse_ipv4_number(text), std::nullopt) << text;
  }
}

// Bit i of `pattern`: whether piece i is zero.
Ipv6Pieces pieces_of(unsigned pattern) {
  Ipv6Pieces pieces{};
  for (std::size_t i = 0; i < 8; ++i) {
    pieces[i] = (pattern >> i & 1U) != 0 ? std::uint16_t{0} : static_cast<std::uint16_t>(i + 0x10a);
  }
  return pieces;
}

std::string joined(const Ipv6Pieces& pieces, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) text += (i > begin ? ":" : "") + hex(pieces[i]);
  return text;
}

TEST(Ipv6, Rfc5952_4_EveryPatternOfZerosReadsBackAsItself) {
  for (unsigned pattern = 0; pattern < 256; ++pattern) {
    const Ipv6Pieces pieces = pieces_of(pattern);
    EXPECT_EQ(parse_ipv6(serialise_ipv6(pieces)), pieces) << serialise_ipv6(pieces);
  }
}

std::size_t written_pieces(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ':' && (i == 0 || text[i - 1] == ':')) ++count;
  }
  return count;
}

TEST(Ipv6, Rfc5952_4_2_3_NoOtherPlaceForTheColonsLeavesOutMore) {
  for (unsigned pattern = 0; pattern < 256; ++pattern) {
    const Ipv6Pieces pieces = pieces_of(pattern);
    const std::size_t written = written_pieces(serialise_ipv6(pieces));
    for (std::size_t begin = 0; begin < 8; ++begin) {
      for (std::size_t end = begin + 1; end < 8 && pieces[begin] == 0 && pieces[end] == 0; ++end) {
        const std::string other =
            joined(pieces, 0, begin) + "::" + joined(pieces, end + 1, pieces.size());
        EXPECT_EQ(parse_ipv6(other), pieces) << other;
        EXPECT_LE(written, written_pieces(other)) << other;
      }
    }
  }
}

TEST(Ipv6, Rfc4291_2_2_AnIpv4AddressMayEndAnyNumberOfPieces) {
  for (std::size_t count = 0; count < 6; ++count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "1:";
    const auto pieces = parse_ipv6(text + (count == 0 ? "::" : ":") + "192.0.2.1");
    ASSERT_TRUE(pieces) << text;
    EXPECT_EQ((*pieces)[6], 0xC000) << text;
    EXPECT_EQ((*pieces)[7], 0x0201) << text;
  }
}

}  // namespace
}  // namespace tidings::url
