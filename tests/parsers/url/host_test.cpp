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

INSTANTIATE_TEST_SUITE_P(
    WhatwgUrl3_5, Host,
    testing::Values(Case{"News.Example", "news.example"}, Case{"a_b~c.example", "a_b~c.example"},
                    Case{"%6E%65ws.example", "news.example"},  // percent-decoded first
                    Case{"news%2Eexample", "news.example"}, Case{"a%00b", "failure"},
                    Case{"a%20b", "failure"}, Case{"a b", "failure"}, Case{"a<b", "failure"},
                    Case{"a^b", "failure"}, Case{"a|b", "failure"}, Case{"a%b", "failure"},
                    Case{"a\x7F"
                         "b",
                         "failure"},
                    Case{"a]b", "failure"}, Case{"[::1]", "[::1]"}, Case{"[::1", "failure"},
                    Case{"[]", "failure"}, Case{"", "failure"}, Case{"127.1", "127.0.0.1"},
                    Case{"a.0x7f", "failure"}, Case{"1.2.3.example", "1.2.3.example"},
                    Case{"0x7f.1", "127.0.0.1"}, Case{"a.1a", "a.1a"},
                    Case{"news.example.", "news.example."}, Case{"%31%32%37.1", "127.0.0.1"}));

INSTANTIATE_TEST_SUITE_P(
    Uts46, Host,
    testing::Values(Case{"zürich.example", "xn--zrich-kva.example"},
                    Case{"Z%C3%BCrich.example", "xn--zrich-kva.example"},
                    Case{"straße.example", "xn--strae-oqa.example"},  // not transitional: no "ss"
                    Case{"новости.example", "xn--b1amnebsh.example"},
                    Case{"日本語。example", "xn--wgv71a119e.example"},  // ideographic full stop
                    Case{"ＮＥＷＳ.example", "news.example"},           // full width
                    Case{"１２７.0.0.1", "127.0.0.1"},
                    Case{"a\xC2\xAD"
                         "b",
                         "ab"},
                    Case{"\xC2\xAD", "failure"},         // nothing is left
                    Case{"-a-.example", "-a-.example"},  // CheckHyphens is false
                    Case{"ab--ü", "xn--ab---3ra"}, Case{"a..b\xC3\xBC", "a..xn--b-eha"},
                    Case{"xn--zrich-kva.example", "xn--zrich-kva.example"},
                    Case{"XN--ZRICH-KVA.example", "xn--zrich-kva.example"},
                    Case{"xn--a", "failure"},  // no valid Punycode
                    Case{"xn--\xC3\xBC", "failure"}, Case{"a\xEF\xBF\xBD", "failure"},
                    Case{"a\xCC\x88\xEF\xBC\x8F"
                         "b",
                         "failure"},  // full-width slash
                    Case{"\xD7\x90"
                         "a",
                         "failure"}));  // CheckBidi

TEST(Host, LabelsMayBeLongerThanDnsAllows) {
  const std::string label(70, 'a');
  EXPECT_EQ(parse_host(label + "\xC3\xBC").value_or("failure"), "xn--" + label + "-tih");
}

TEST(Host, OfMoreThan16KiBIsAFailure) {
  EXPECT_FALSE(parse_host(std::string(20'000, 'a')).has_value());
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
