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
