#include <iterator>
#include <string>
#include <string_view>
#include <utility>

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

TEST(TrackingTable, AnEmptyEntryMatchesNothing) {
  const TrackingTable with_blanks({"", "utm_"}, {""});
  EXPECT_FALSE(with_blanks.matches("u=1"));
  EXPECT_FALSE(with_blanks.matches("=1"));
  EXPECT_TRUE(with_blanks.matches("utm_a=1"));
}

struct Piece {
  std::string_view text;
  bool tracks;
};

class PieceOfAQuery : public testing::TestWithParam<Piece> {};

TEST_P(PieceOfAQuery, IsMatchedByItsDecodedNameWithoutCase) {
  EXPECT_EQ(table().matches(GetParam().text), GetParam().tracks) << GetParam().text;
}

constexpr Piece kPieces[] = {
    {"fbclid", true},       {"fbclid=", true},      {"fbclid=a=b", true},
    {"FBCLID=1", true},     {"%66bclid=1", true},   {"%46%42clid=1", true},
    {"fbclid%3D1", false},  // the whole piece is the name
    {"fbclid+=1", false},   // so is the blank
    {"fbclid%20=1", false}, {"fbclid%=1", false},   {"utm%5Fsource=1", true},
    {"utm_%FF=1", true},    {"utm", false},         {"=fbclid", false},
    {"=", false},           {"%00fbclid=1", false}, {"amp;fbclid=1", false},
};
INSTANTIATE_TEST_SUITE_P(WhatwgUrl5_1, PieceOfAQuery, testing::ValuesIn(kPieces));

// A small language of queries: whatever they are made of, what is left is the pieces that do not
// track, in their order.
TEST(Canonical, KeepsExactlyThePiecesThatDoNotTrackInTheirOrder) {
  constexpr std::string_view kAlphabet[] = {"a=1", "fbclid=x", "", "b", "utm_a=%20"};
  constexpr std::size_t kSize = std::size(kAlphabet);
  for (std::size_t code = 0; code < kSize * kSize * kSize * kSize; ++code) {
    std::string query, kept;
    bool any = false;
    for (std::size_t rest = code, i = 0; i < 4; ++i, rest /= kSize) {
      const std::string_view piece = kAlphabet[rest % kSize];
      query.append(i == 0 ? "?" : "&").append(piece);
      if (piece.starts_with("fbclid") || piece.starts_with("utm_")) continue;
      kept.append(any ? "&" : "?").append(piece);
      any = true;
    }
    if (kept == "?") kept.clear();
    ASSERT_EQ(form("https://a.example/x" + query), "https://a.example/x" + kept) << query;
  }
}

// The short way reads the bytes that need no encoding; each byte there must be told rightly.
TEST(Canonical, OfEachByteInEachPlaceIsWhatTheParserSays) {
  for (int i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    for (const auto& [before, after] :
         {std::pair<std::string_view, std::string_view>{"https://a", "b.example/"},
          {"https://a.example", "/"},
          {"https://a.example/b", "c"},
          {"https://a.example/b?c", "d=e"},
          {"https://a.example/b?c=d&utm_a=", "e"},
          {"https://a.example/b#", "c"}}) {
      const std::string address = std::string(before) + c + std::string(after);
      ASSERT_EQ(canonical(address, table()), canonical(" " + address, table())) << i;
    }
  }
}

TEST(Canonical, OfOtherSchemesIsNoneWhateverTheBase) {
  const auto base = parse("https://a.example/x");
  for (const char* address : {"mailto:a@b.example", "javascript:void(0)", "data:,x", "urn:a:b",
                              "tel:1", "ftp://a.example/", "file:///a", "about:blank"}) {
    EXPECT_EQ(canonical(address, table(), &*base), std::nullopt) << address;
  }
}

TEST(Canonical, OfAnAbsoluteAddressDoesNotDependOnTheBase) {
  const auto base = parse("http://other.example:81/x?y#z");
  for (const Case& each : kCases) {
    if (!each.input.starts_with("https://")) continue;
    EXPECT_EQ(canonical(each.input, table(), &*base), std::string(each.expected)) << each.name;
  }
}

}  // namespace
}  // namespace tidings::url
