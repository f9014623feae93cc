#include <gtest/gtest.h>

#include "parsers/url/url.hpp"

namespace tidings::url {
namespace {

TrackingTable table() { return {{"utm_", "at_custom"}, {"fbclid", "cmp", "s_cid"}}; }

std::string form(std::string_view input) { return canonical(input, table()).value_or("none"); }

struct Case {
  std::string_view name;
  std::string_view input;
  std::string_view expected;
};

class CanonicalForm : public testing::TestWithParam<Case> {};

TEST_P(CanonicalForm, IsTheExpectedOne) { EXPECT_EQ(form(GetParam().input), GetParam().expected); }

TEST_P(CanonicalForm, OfACanonicalFormIsItself) {
  const std::string once = form(GetParam().input);
  EXPECT_EQ(once == "none" ? once : form(once), once);
}

constexpr Case kCases[] = {
    {"PlainStays", "https://a.example/b/c-d_1.html?id=7&x=y",
     "https://a.example/b/c-d_1.html?id=7&x=y"},
    {"RootGetsItsSlash", "https://a.example", "https://a.example/"},
    {"RootWithQuery", "https://a.example?a=b", "https://a.example/?a=b"},
    {"NamesOfTheTable", "https://a.example/?a=1&fbclid=2&b=3", "https://a.example/?a=1&b=3"},
    {"PrefixesOfTheTable", "https://a.example/?utm_x=1&at_custom9=2&a", "https://a.example/?a"},
    {"APrefixAloneCounts", "https://a.example/?utm_=1&a=2", "https://a.example/?a=2"},
    {"OnlyTheStartIsAPrefix", "https://a.example/?xutm_a=1&fbclid2=3",
     "https://a.example/?xutm_a=1&fbclid2=3"},
    {"NamesWithoutAValue", "https://a.example/?fbclid&a", "https://a.example/?a"},
    {"NamesInUpperCase", "https://a.example/?CMP=x&UTM_Source=y&A=b", "https://a.example/?A=b"},
    {"NamesInEscapes", "https://a.example/?%75tm_x=1&s%5fcid=2&b=3", "https://a.example/?b=3"},
    {"APlusIsABlank", "https://a.example/?utm_+x=1&+cmp=2", "https://a.example/?+cmp=2"},
    {"NothingLeft", "https://a.example/b?utm_a=1&cmp=2", "https://a.example/b"},
    {"EmptyQuery", "https://a.example/b?", "https://a.example/b"},
    {"EmptyPiecesStay", "https://a.example/?&&a&&", "https://a.example/?&&a&&"},
    {"LoneEmptyPieceGoes", "https://a.example/?cmp=1&", "https://a.example/"},
    {"OnlyAmpersandsSplit", "https://a.example/?a=1;cmp=2&b", "https://a.example/?a=1;cmp=2&b"},
    {"ValuesAreNotLookedAt", "https://a.example/?a=fbclid=1", "https://a.example/?a=fbclid=1"},
    {"FragmentGoes", "https://a.example/b#c", "https://a.example/b"},
    {"EmptyFragmentGoes", "https://a.example/b#", "https://a.example/b"},
    {"HashBangStays", "https://a.example/b?cmp=1#!/c", "https://a.example/b#!/c"},
    {"EmptyHashBangGoes", "https://a.example/b#!", "https://a.example/b"},
    {"QueryInAFragmentIsNoQuery", "https://a.example/#!a?cmp=1", "https://a.example/#!a?cmp=1"},
    {"EscapesKeepTheirCase", "https://a.example/%e4%E4?q=%c3", "https://a.example/%e4%E4?q=%c3"},
    {"CredentialsStay", "https://u:p@a.example/", "https://u:p@a.example/"},
    {"DotSegments", "https://a.example/a/../b/./c", "https://a.example/b/c"},
    {"DotFilesAreNoDotSegments", "https://a.example/.well-known/x/..y",
     "https://a.example/.well-known/x/..y"},
    {"HostInUpperCase", "HTTPS://A.Example/B", "https://a.example/B"},
    {"DefaultPort", "https://a.example:443/b", "https://a.example/b"},
    {"UnicodeHost", "https://\xC3\xBC.example/\xC3\xBC?\xC3\xBC",
     "https://xn--tda.example/%C3%BC?%C3%BC"},
    {"NumericHost", "http://2130706433/", "http://127.0.0.1/"},
    {"OtherSchemes", "ftp://a.example/", "none"},
    {"Relative", "/a/b", "none"},
};

INSTANTIATE_TEST_SUITE_P(Steps1To4, CanonicalForm, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Canonical, ResolvesAgainstTheBase) {
  const auto base = parse("https://a.example/x/y?z");
  EXPECT_EQ(canonical("../b?utm_source=q#c", table(), &*base), "https://a.example/b");
}

// Addresses that look plain are read without the parser; these must not be.
TEST(Canonical, OfAnAddressThatOnlyLooksPlainIsTheParsersOne) {
  EXPECT_EQ(form("https://1.2.3/"), "https://1.2.0.3/");
  EXPECT_EQ(form("https://a.0x7f/"), "none");
  EXPECT_EQ(form("https://xn--a/"), "none");
  EXPECT_EQ(form("https:///a.example/"), "https://a.example/");
  EXPECT_EQ(form("https://a.example/b/%2E%2e/c"), "https://a.example/c");
  EXPECT_EQ(form("https://a.example/b\\c"), "https://a.example/b/c");
  EXPECT_EQ(form("https://a.example/b#\t!/c"), "https://a.example/b#!/c");
  EXPECT_EQ(form("https://a.example/b?c d"), "https://a.example/b?c%20d");
  EXPECT_EQ(form("https://a.example/b "), "https://a.example/b");
  EXPECT_EQ(form("https://a.example./"), "https://a.example./");
}

// A blank before an address is stripped, but sends it to the parser: both ways must agree.
TEST(Canonical, OfPlainAddressesIsWhatTheParserSays) {
  const auto table_of_names = table();
  for (const char* scheme : {"http://", "https://", "https:/", "http:"}) {
    for (const char* host :
         {"a.example", "a.example.", "A.example", "a.b-c.example:80", "1.2.3.4", "a.1", "a.0x1",
          "localhost", "xn--a", "u@a.example", "a..b", "-a.example", ""}) {
      for (const char* path :
           {"", "/", "/b/c.html", "/b/./c", "/b/../c", "/.", "/%2e%2E/b", "/b%2fc", "/b c", "/b\\c",
            "/caf\xC3\xA9", "/b'c", "/b\"c", "/{b}", "/b|c^d"}) {
        for (const char* rest : {"", "?", "?a=b", "?cmp=1", "?cmp=1&a", "?a&cmp=1&", "?a b", "?a'b",
                                 "#", "#b", "#!", "#!b", "?a#b?c", "#b\tc", "?a%20b#", "#\t!b"}) {
          const std::string address = std::string(scheme) + host + path + rest;
          ASSERT_EQ(canonical(address, table_of_names), canonical(" " + address, table_of_names))
              << address;
        }
      }
    }
  }
}

TEST(Canonical, KeepsWhatDistinguishesDocuments) {
  EXPECT_NE(form("http://a.example/b"), form("https://a.example/b"));
  EXPECT_NE(form("http://a.example/b"), form("http://www.a.example/b"));
  EXPECT_NE(form("http://a.example/b"), form("http://a.example/b/"));
  EXPECT_NE(form("http://a.example/b"), form("http://a.example/B"));
  EXPECT_NE(form("http://a.example/?a=1&b=2"), form("http://a.example/?b=2&a=1"));
}

TEST(TrackingTable, ThatIsEmptyMatchesNothing) {
  EXPECT_FALSE(TrackingTable().matches("utm_source=x"));
  EXPECT_FALSE(TrackingTable().matches(""));
}

}  // namespace
}  // namespace tidings::url
