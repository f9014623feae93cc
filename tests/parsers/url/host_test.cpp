#include "parsers/url/host.hpp"

#include <gtest/gtest.h>

namespace tidings::url {
namespace {

struct Case {
  std::string input;
  std::string_view expected;
};

class Host : public testing::TestWithParam<Case> {};

TEST_P(Host, IsReadAsTheStandardSays) {
  EXPECT_EQ(parse_host(GetParam().input).value_or("failure"), GetParam().expected);
}

const Case kWhatwgUrl35Host[] = {
    {"News.Example", "news.example"},
    {"a_b~c.example", "a_b~c.example"},
    {"%6E%65ws.example", "news.example"},  // percent-decoded first
    {"news%2Eexample", "news.example"},
    {"a%00b", "failure"},
    {"a%20b", "failure"},
    {"a b", "failure"},
    {"a<b", "failure"},
    {"a^b", "failure"},
    {"a|b", "failure"},
    {"a%b", "failure"},
    {"a\x7F"
     "b",
     "failure"},
    {"a]b", "failure"},
    {"[::1]", "[::1]"},
    {"[::1", "failure"},
    {"[]", "failure"},
    {"", "failure"},
    {"127.1", "127.0.0.1"},
    {"a.0x7f", "failure"},
    {"1.2.3.example", "1.2.3.example"},
    {"0x7f.1", "127.0.0.1"},
    {"a.1a", "a.1a"},
    {"news.example.", "news.example."},
    {"%31%32%37.1", "127.0.0.1"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgUrl3_5, Host, testing::ValuesIn(kWhatwgUrl35Host));

const Case kUts46Host[] = {
    {"zürich.example", "xn--zrich-kva.example"},
    {"Z%C3%BCrich.example", "xn--zrich-kva.example"},
    {"straße.example", "xn--strae-oqa.example"},  // not transitional: no "ss"
    {"новости.example", "xn--b1amnebsh.example"},
    {"日本語。example", "xn--wgv71a119e.example"},  // ideographic full stop
    {"ＮＥＷＳ.example", "news.example"},           // full width
    {"１２７.0.0.1", "127.0.0.1"},
    {"a\xC2\xAD"
     "b",
     "ab"},
    {"\xC2\xAD", "failure"},         // nothing is left
    {"-a-.example", "-a-.example"},  // CheckHyphens is false
    {"ab--ü", "xn--ab---3ra"},
    {"a..b\xC3\xBC", "a..xn--b-eha"},
    {"xn--zrich-kva.example", "xn--zrich-kva.example"},
    {"XN--ZRICH-KVA.example", "xn--zrich-kva.example"},
    {"xn--a", "failure"},  // no valid Punycode
    {"xn--\xC3\xBC", "failure"},
    {"a\xEF\xBF\xBD", "failure"},
    {"a\xCC\x88\xEF\xBC\x8F"
     "b",
     "failure"},  // full-width slash
    {"\xD7\x90"
     "a",
     "failure"},
};

INSTANTIATE_TEST_SUITE_P(Uts46, Host, testing::ValuesIn(kUts46Host));  // CheckBidi

TEST(Host, LabelsMayBeLongerThanDnsAllows) {
  const std::string label(70, 'a');
  EXPECT_EQ(parse_host(label + "\xC3\xBC").value_or("failure"), "xn--" + label + "-tih");
}

TEST(Host, OfMoreThan4096BytesIsAFailure) {
  EXPECT_TRUE(parse_host(std::string(4096, 'a')).has_value());
  EXPECT_FALSE(parse_host(std::string(4097, 'a')).has_value());
}

TEST(EndsInNumber, LooksAtTheLastLabelThatIsNotEmpty) {
  for (const char* yes : {"1", "a.1", "a.1.", "a.0x", "a.0x1F", "a.09"}) {
    EXPECT_TRUE(ends_in_number(yes)) << yes;
  }
  for (const char* no : {"", ".", "a", "1.a", "a.1..", "a.1b", "a.0xg"}) {
    EXPECT_FALSE(ends_in_number(no)) << no;
  }
}

}  // namespace
}  // namespace tidings::url
