#include "parsers/feed/links.hpp"

#include <string_view>

#include <gtest/gtest.h>

namespace tidings::feed {
namespace {

struct Case {
  std::string_view reference;
  std::string_view base;
  std::string_view expected;
};

class Resolving : public testing::TestWithParam<Case> {};

TEST_P(Resolving, GivesAWebAddressOrNothing) {
  EXPECT_EQ(resolve_link(GetParam().reference, GetParam().base), GetParam().expected);
}

// RFC 3986 5.4.1 with a base on the web.
constexpr std::string_view kBase = "http://a/b/c/d;p?q";
constexpr Case kRfc3986[] = {
    {"g", kBase, "http://a/b/c/g"},
    {"./g", kBase, "http://a/b/c/g"},
    {"g/", kBase, "http://a/b/c/g/"},
    {"/g", kBase, "http://a/g"},
    {"//g", kBase, "http://g/"},
    {"?y", kBase, "http://a/b/c/d;p?y"},
    {"g?y", kBase, "http://a/b/c/g?y"},
    {"#s", kBase, "http://a/b/c/d;p?q#s"},
    {"g#s", kBase, "http://a/b/c/g#s"},
    {";x", kBase, "http://a/b/c/;x"},
    {"g;x?y#s", kBase, "http://a/b/c/g;x?y#s"},
    {".", kBase, "http://a/b/c/"},
    {"..", kBase, "http://a/b/"},
    {"../g", kBase, "http://a/b/g"},
    {"../..", kBase, "http://a/"},
    {"../../g", kBase, "http://a/g"},
    {"../../../g", kBase, "http://a/g"},
    {"/./g", kBase, "http://a/g"},
    {"g.", kBase, "http://a/b/c/g."},
    {"..g", kBase, "http://a/b/c/..g"},
    {"g;x=1/../y", kBase, "http://a/b/c/y"},
};
INSTANTIATE_TEST_SUITE_P(Rfc3986_5_4, Resolving, testing::ValuesIn(kRfc3986));

constexpr Case kOthers[] = {
    {"https://h.example/%7Ea?b=c&d", kBase, "https://h.example/%7Ea?b=c&d"},
    {"HTTPS://H.example/a", kBase, "HTTPS://H.example/a"},
    {"  https://h.example/a \n", kBase, "https://h.example/a"},
    {"https://h.example/a b", kBase, "https://h.example/a%20b"},
    {"https:\\\\h.example\\a", kBase, "https://h.example/a"},
    {"mailto:a@b.example", kBase, ""},
    {"javascript:alert(1)", kBase, ""},
    {"data:text/html,x", kBase, ""},
    {"urn:uuid:1", kBase, ""},
    {"ftp://h.example/", "", ""},
    {"https://", kBase, ""},
    {"", kBase, ""},
    {" ", kBase, ""},
    {"/a/1", "", "/a/1"},
    {"a b", "", "a b"},
    {"/a/1", "not a base", "/a/1"},
    {"mailto:a@b.example", "not a base", ""},
};
INSTANTIATE_TEST_SUITE_P(AsPublishersWrite, Resolving, testing::ValuesIn(kOthers));

TEST(HasScheme, Rfc3986_3_1_BeginsWithALetter) {
  for (const std::string_view text : {"a:", "http:", "a+b-c.d:x", "URN:x"}) {
    EXPECT_TRUE(has_scheme(text)) << text;
  }
  for (const std::string_view text : {"", ":", "1a:", "a/b:c", "a?b:c", "a b:c", "abc", "+a:"}) {
    EXPECT_FALSE(has_scheme(text)) << text;
  }
}

TEST(IsWebUrl, NeedsAHostAndNoRepair) {
  for (const std::string_view text : {"http://h", "HTTPS://h.example/\u00E9"}) {
    EXPECT_TRUE(is_web_url(text)) << text;
  }
  for (const std::string_view text : {"http://", "https://", "http:/h", "//h", "http://h/a b",
                                      "http://h\\a", "xhttp://h", "http://h/\n", "ftp://h/"}) {
    EXPECT_FALSE(is_web_url(text)) << text;
  }
}

}  // namespace
}  // namespace tidings::feed
