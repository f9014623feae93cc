#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parsers/url/percent.hpp"
#include "parsers/url/url.hpp"

// Properties of the whole parser, byte by byte and against bases.
namespace tidings::url {
namespace {

std::string href(std::string_view input) {
  const auto url = parse(input);
  return url ? url->text() : "failure";
}

std::string resolved(std::string_view input, std::string_view base_text) {
  const auto base = parse(base_text);
  if (!base) return "bad base";
  const auto url = parse(input, &*base);
  return url ? url->text() : "failure";
}

std::string escape(char byte) {
  std::string out;
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  out += '%';
  out += kHex[value >> 4];
  out += kHex[value & 15];
  return out;
}

// WHATWG URL 4.4, what each ASCII byte does in each part. Tabs and line ends vanish anywhere.
bool vanishes(char c) { return c == '\t' || c == '\n' || c == '\r'; }

TEST(EveryByte, WhatwgUrl4_4_PathState) {
  for (int i = 0; i < 128; ++i) {
    const char c = static_cast<char>(i);
    if (c == '?' || c == '#') continue;
    std::string expected = "http://h/a";
    if (c == '\\' || c == '/') {
      expected += '/';
    } else if (!vanishes(c)) {
      expected += is_encoded(c, EncodeSet::kPath) ? escape(c) : std::string(1, c);
    }
    EXPECT_EQ(href(std::string("http://h/a") + c + "b"), expected + "b") << i;
  }
}

TEST(EveryByte, WhatwgUrl4_4_QueryState) {
  for (int i = 0; i < 128; ++i) {
    const char c = static_cast<char>(i);
    if (c == '#') continue;
    std::string expected = "http://h/?a";
    if (!vanishes(c)) {
      expected += is_encoded(c, EncodeSet::kQuery) ? escape(c) : std::string(1, c);
    }
    EXPECT_EQ(href(std::string("http://h/?a") + c + "b"), expected + "b") << i;
  }
}

TEST(EveryByte, WhatwgUrl4_4_FragmentState) {
  for (int i = 0; i < 128; ++i) {
    const char c = static_cast<char>(i);
    std::string expected = "http://h/#a";
    if (!vanishes(c)) {
      expected += is_encoded(c, EncodeSet::kFragment) ? escape(c) : std::string(1, c);
    }
    EXPECT_EQ(href(std::string("http://h/#a") + c + "b"), expected + "b") << i;
  }
}

TEST(EveryByte, WhatwgUrl3_1_ForbiddenDomainCodePoints) {
  constexpr std::string_view kForbidden = "\x20#/:<>?@[\\]^|%\x7F";
  for (int i = 0; i < 128; ++i) {
    const char c = static_cast<char>(i);
    const bool ends_the_host = std::string_view("/\\?#:@").find(c) != std::string_view::npos;
    if (ends_the_host || vanishes(c)) continue;
    const bool forbidden = i < 0x20 || kForbidden.find(c) != std::string_view::npos;
    EXPECT_EQ(href(std::string("http://a") + c + "b/") == "failure", forbidden) << i;
  }
}

TEST(EveryByte, WhatwgUrl3_5_ForbiddenCodePointsStayForbiddenWhenEscaped) {
  for (int i = 0; i < 128; ++i) {
    const char c = static_cast<char>(i);
    const bool forbidden =
        i <= 0x20 || std::string_view("#/:<>?@[\\]^|%\x7F").find(c) != std::string_view::npos;
    EXPECT_EQ(href("http://a" + escape(c) + "b/") == "failure", forbidden) << i;
  }
}

TEST(Serialising, WhatwgUrl4_5_IsReadBackAsItself) {
  for (const std::string_view scheme : {"http:", "https://", "HTTP:///"}) {
    for (const std::string_view user : {"", "u@", "u:@", ":p@", "u:p@", "%41:b c@"}) {
      for (const std::string_view host :
           {"a.example", "A..example", "127.1", "[::1]", "\u00FC.example", "xn--tda.example"}) {
        for (const std::string_view port : {"", ":", ":80", ":443", ":8080"}) {
          for (const std::string_view rest :
               {"", "/", "/a/../b", "//a//", "/%2e/x", "?q", "?", "#f", "#", "/a b?c d#e f",
                "/\u00E9?\u00E9#\u00E9", "/.//p"}) {
            const std::string input = std::string(scheme) + std::string(user) + std::string(host) +
                                      std::string(port) + std::string(rest);
            const std::string once = href(input);
            ASSERT_NE(once, "failure") << input;
            ASSERT_EQ(href(once), once) << input;
          }
        }
      }
    }
  }
}

struct Case {
  std::string_view base;
  std::string_view input;
  std::string_view expected;
};

class Resolution : public testing::TestWithParam<Case> {};

TEST_P(Resolution, IsThatOfTheStandard) {
  EXPECT_EQ(resolved(GetParam().input, GetParam().base), GetParam().expected);
}

// A base without a path, with a file, a folder, a query alone, dots and doubled slashes.
constexpr Case kBases[] = {
    {"http://h.example", "a", "http://h.example/a"},
    {"http://h.example", "?a", "http://h.example/?a"},
    {"http://h.example", "#a", "http://h.example/#a"},
    {"http://h.example", "..", "http://h.example/"},
    {"http://h.example?q", "a", "http://h.example/a"},
    {"http://h.example?q#f", "#a", "http://h.example/?q#a"},
    {"http://h.example/x", "a/", "http://h.example/a/"},
    {"http://h.example/x/", "a", "http://h.example/x/a"},
    {"http://h.example/x//y", "../a", "http://h.example/x/a"},
    {"http://h.example/x//y", "a", "http://h.example/x//a"},
    {"http://h.example/x/y", ".//a", "http://h.example/x//a"},
    {"http://h.example/x/y", "a/./b/../c", "http://h.example/x/a/c"},
    {"http://h.example/x/y", "%2e%2e/a", "http://h.example/a"},
    {"http://h.example/x/y", "..\\a", "http://h.example/a"},
    {"http://h.example/x/y", "a:b", "failure"},
    {"http://h.example/x/y", "./a:b", "http://h.example/x/a:b"},
    {"http://h.example/x/y", "1:b", "http://h.example/x/1:b"},
    {"http://h.example/x/y", " \ta\n ", "http://h.example/x/a"},
    {"http://h.example/x/y", "//", "failure"},
    {"http://h.example/x/y", "//[", "failure"},
    {"http://h.example/x/y", "///g", "http://g/"},
    {"http://h.example/x/y", "\\\\g", "http://g/"},
    {"http://u:p@h.example/x", "a", "http://u:p@h.example/a"},
    {"http://u:p@h.example/x", "//g/a", "http://g/a"},
    {"http://h.example:8080/x", "/a", "http://h.example:8080/a"},
    {"http://h.example:8080/x", "https://g", "https://g/"},
    {"https://h.example/x", "http:a", "http://a/"},
    {"https://h.example/x", "https:a", "https://h.example/a"},
    {"https://h.example/x", "HTTPS:/a", "https://h.example/a"},
    {"https://h.example/x", "https://", "failure"},
    {"https://h.example/x", "//g:443", "https://g/"},
    {"https://h.example/x", "//g:80", "https://g:80/"},
    {"http://[::1]:81/x", "a", "http://[::1]:81/a"},
    {"http://h.example/x?q", "", "http://h.example/x?q"},
    {"http://h.example/x?q#f", " ", "http://h.example/x?q"},
};
INSTANTIATE_TEST_SUITE_P(WhatwgUrl4_4, Resolution, testing::ValuesIn(kBases));

TEST(Resolution, AgainstAnyBaseAnAbsoluteAddressIsItself) {
  for (const std::string_view base : {"http://h.example/x", "http://u@h.example:81/?q#f"}) {
    for (const std::string_view input : {"https://a.example/b", "http://a.example/b?c#d"}) {
      EXPECT_EQ(resolved(input, base), input);
    }
  }
}

// RFC 3986 5.4.2, the abnormal examples, where WHATWG URL agrees with the RFC and where it does
// not.
constexpr std::string_view kRfcBase = "http://a/b/c/d;p?q";
constexpr Case kAbnormal[] = {
    {kRfcBase, "../../../g", "http://a/g"},
    {kRfcBase, "../../../../g", "http://a/g"},
    {kRfcBase, "/./g", "http://a/g"},
    {kRfcBase, "/../g", "http://a/g"},
    {kRfcBase, "g.", "http://a/b/c/g."},
    {kRfcBase, ".g", "http://a/b/c/.g"},
    {kRfcBase, "g..", "http://a/b/c/g.."},
    {kRfcBase, "..g", "http://a/b/c/..g"},
    {kRfcBase, "./../g", "http://a/b/g"},
    {kRfcBase, "./g/.", "http://a/b/c/g/"},
    {kRfcBase, "g/./h", "http://a/b/c/g/h"},
    {kRfcBase, "g/../h", "http://a/b/c/h"},
    {kRfcBase, "g;x=1/./y", "http://a/b/c/g;x=1/y"},
    {kRfcBase, "g;x=1/../y", "http://a/b/c/y"},
    {kRfcBase, "g?y/./x", "http://a/b/c/g?y/./x"},
    {kRfcBase, "g?y/../x", "http://a/b/c/g?y/../x"},
    {kRfcBase, "g#s/./x", "http://a/b/c/g#s/./x"},
    {kRfcBase, "g#s/../x", "http://a/b/c/g#s/../x"},
    {kRfcBase, "http:g", "http://a/b/c/g"},  // as "for backward compatibility"
};
INSTANTIATE_TEST_SUITE_P(Rfc3986_5_4_2, Resolution, testing::ValuesIn(kAbnormal));

// Addresses as feeds and pages hold them, faults of their software included.
constexpr std::string_view kPage = "https://h.example/news/today.html";
constexpr Case kAsPublished[] = {
    {kPage, "www.h.example/a", "https://h.example/news/www.h.example/a"},
    {kPage, "http//g.example/a", "https://h.example/news/http//g.example/a"},
    {kPage, "https:///g.example/a", "https://g.example/a"},
    {kPage, "https:/a", "https://h.example/a"},
    {kPage, "http://g.example\\a\\b", "http://g.example/a/b"},
    {kPage, "//g.example:443/a", "https://g.example/a"},
    {kPage, "/a b|c", "https://h.example/a%20b|c"},
    {kPage, "/caf\u00E9?q=caf\u00E9", "https://h.example/caf%C3%A9?q=caf%C3%A9"},
    {kPage, "/a?u=https://g.example/?b&c", "https://h.example/a?u=https://g.example/?b&c"},
    {kPage, "/a\n  /b", "https://h.example/a%20%20/b"},
    {kPage, "\u00A0/a", "https://h.example/news/%C2%A0/a"},  // no C0 control, no space
    {kPage, "?page=2", "https://h.example/news/today.html?page=2"},
    {kPage, "&page=2", "https://h.example/news/&page=2"},
    {kPage, "http://", "failure"},
    {kPage, "http://g.example:port/", "failure"},
    {kPage, "http://a b.example/", "failure"},
    {kPage, "http://{host}/a", "http://{host}/a"},  // no forbidden code point
    {kPage, "http://%zz/", "failure"},
    {kPage, "[link]", "https://h.example/news/[link]"},
    {kPage, "about:blank", "failure"},
};
INSTANTIATE_TEST_SUITE_P(AsPublished, Resolution, testing::ValuesIn(kAsPublished));

struct Parts {
  std::string_view input;
  std::string_view username, password, host;
  std::optional<int> port;
  std::string_view path;
  std::optional<std::string> query, fragment;
};

class PartsOfAnAddress : public testing::TestWithParam<Parts> {};

TEST_P(PartsOfAnAddress, AreWhereTheStateMachinePutsThem) {
  const auto url = parse(GetParam().input);
  ASSERT_TRUE(url);
  EXPECT_EQ(url->username, GetParam().username);
  EXPECT_EQ(url->password, GetParam().password);
  EXPECT_EQ(url->host, GetParam().host);
  EXPECT_EQ(url->port, GetParam().port);
  EXPECT_EQ(url->path, GetParam().path);
  EXPECT_EQ(url->query, GetParam().query);
  EXPECT_EQ(url->fragment, GetParam().fragment);
}

const Parts kParts[] = {
    {"http://h", "", "", "h", {}, "/", {}, {}},
    {"http://h?", "", "", "h", {}, "/", "", {}},
    {"http://h#", "", "", "h", {}, "/", {}, ""},
    {"http://h?#", "", "", "h", {}, "/", "", ""},
    {"http://h#?", "", "", "h", {}, "/", {}, "?"},
    {"http://h/a@b:c", "", "", "h", {}, "/a@b:c", {}, {}},
    {"http://h?a@b", "", "", "h", {}, "/", "a@b", {}},
    {"http://h#a@b", "", "", "h", {}, "/", {}, "a@b"},
    {"http://u@v:w@h", "u%40v", "w", "h", {}, "/", {}, {}},
    {"http://u:v@w@h", "u", "v%40w", "h", {}, "/", {}, {}},
    {"http://@h", "", "", "h", {}, "/", {}, {}},
    {"http://u:@h", "u", "", "h", {}, "/", {}, {}},
    {"http://[::1]", "", "", "[::1]", {}, "/", {}, {}},
    {"http://[::1]:82", "", "", "[::1]", 82, "/", {}, {}},
    {"http://h:", "", "", "h", {}, "/", {}, {}},
    {"http://h:080", "", "", "h", {}, "/", {}, {}},
    {"http://h:443", "", "", "h", 443, "/", {}, {}},
};
INSTANTIATE_TEST_SUITE_P(WhatwgUrl4_4, PartsOfAnAddress, testing::ValuesIn(kParts));

TEST(Schemes, WhatwgUrl4_4_SchemeStateKnowsTwoHereInAnyCase) {
  for (const std::string_view scheme : {"http", "HTTP", "hTtP", "https", "HttpS"}) {
    EXPECT_NE(href(std::string(scheme) + "://h/"), "failure") << scheme;
  }
  for (const std::string_view scheme : {"ws", "wss", "ftp", "file", "blob", "httpss", "htt",
                                        "http+x", "http-", "http.1", "1http", "+http", "-", ""}) {
    EXPECT_EQ(href(std::string(scheme) + "://h/"), "failure") << scheme;
  }
}

// WHATWG URL 4.4, special authority slashes and ignore slashes states: any number of either kind.
TEST(Slashes, WhatwgUrl4_4_AnyNumberOfEitherKindBeginsTheAuthority) {
  for (int count = 0; count < 64; ++count) {
    std::string slashes;
    for (int bits = count; bits > 0; bits /= 2) slashes += bits % 2 == 0 ? '/' : '\\';
    EXPECT_EQ(href("https:" + slashes + "h.example/a"), "https://h.example/a") << slashes;
  }
}

// Deterministic rubbish: printable bytes, and those that mean something to the parser more often.
std::string rubbish(std::uint32_t seed) {
  constexpr std::string_view kOften = "/\\?#@:[].%& \t\xC3\xBC";
  std::string text;
  for (int i = 0; i < 24; ++i) {
    seed = seed * 1'664'525 + 1'013'904'223;
    const std::uint32_t value = seed >> 16;
    text += value % 3 == 0 ? static_cast<char>(value >> 4 & 0x7F) : kOften[value % kOften.size()];
  }
  return text;
}

TEST(Rubbish, BehindAHostReadsBackAsItself) {
  for (std::uint32_t seed = 0; seed < 20'000; ++seed) {
    const std::string once = href("https://h.example/" + rubbish(seed));
    ASSERT_NE(once, "failure") << seed;
    ASSERT_EQ(href(once), once) << seed;
  }
}

TEST(Rubbish, AsAnAuthorityIsAFailureOrReadsBackAsItself) {
  int read = 0;
  for (std::uint32_t seed = 0; seed < 20'000; ++seed) {
    const std::string once = href("https://" + rubbish(seed));
    if (once == "failure") continue;
    ++read;
    ASSERT_EQ(href(once), once) << seed;
  }
  EXPECT_GT(read, 1000);
}

TEST(Rubbish, ResolvedTwiceIsResolvedOnce) {
  constexpr std::string_view kBase = "https://h.example/a/b?c#d";
  for (std::uint32_t seed = 0; seed < 20'000; ++seed) {
    const std::string once = resolved(rubbish(seed), kBase);
    if (once == "failure") continue;
    ASSERT_EQ(resolved(once, kBase), once) << seed;
  }
}

TEST(Length, AnAddressOfAMegabyteIsReadInLinearTime) {
  const std::string segments = [] {
    std::string text;
    for (int i = 0; i < 200'000; ++i) text += "/a/..";
    return text;
  }();
  EXPECT_EQ(href("http://h.example" + segments), "http://h.example/");
  EXPECT_EQ(href("http://h.example/" + std::string(1'000'000, 'a')).size(), 1'000'017U);
  EXPECT_EQ(href("http://" + std::string(1'000'000, '@') + "h.example/").size(),
            std::string_view("http://h.example/").size() + 3 * 999'999 + 1);
}

}  // namespace
}  // namespace tidings::url
