#include "parsers/url/url.hpp"

#include <gtest/gtest.h>

namespace tidings::url {
namespace {

std::string href(std::string_view input) {
  const auto url = parse(input);
  return url ? url->text() : "failure";
}

std::string href(std::string_view input, std::string_view base_text) {
  const auto base = parse(base_text);
  if (!base) return "bad base";
  const auto url = parse(input, &*base);
  return url ? url->text() : "failure";
}

struct Case {
  std::string input;
  std::string_view expected;
};

class Absolute : public testing::TestWithParam<Case> {};

TEST_P(Absolute, IsReadAsTheStandardSays) {
  EXPECT_EQ(href(GetParam().input), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    WhatwgUrl4_4_Cleaning, Absolute,
    testing::Values(Case{" \x01http://a.example/ \n", "http://a.example/"},
                    Case{"ht\ntp:/\t/a.ex\rample/b\nc", "http://a.example/bc"},
                    Case{"http://a.example/\xFF", "http://a.example/%EF%BF%BD"},
                    Case{"http://a.example/\xE2\x82", "http://a.example/%EF%BF%BD"}));

INSTANTIATE_TEST_SUITE_P(
    WhatwgUrl4_4_Scheme, Absolute,
    testing::Values(Case{"HTTP://a.example", "http://a.example/"},
                    Case{"https:a.example", "https://a.example/"},
                    Case{"https:/a.example", "https://a.example/"},
                    Case{"https:////a.example//", "https://a.example//"},
                    Case{"https:\\\\a.example\\b", "https://a.example/b"},
                    Case{"//a.example/", "failure"}, Case{"a.example", "failure"},
                    Case{"", "failure"}, Case{"1http://a.example", "failure"},
                    Case{"ftp://a.example/", "failure"}, Case{"mailto:a@b.example", "failure"},
                    Case{"file:///etc/passwd", "failure"}, Case{"javascript:void(0)", "failure"},
                    Case{"httpx://a.example", "failure"}, Case{"http", "failure"}));

INSTANTIATE_TEST_SUITE_P(
    WhatwgUrl4_4_Authority, Absolute,
    testing::Values(Case{"http://u:p@a.example/", "http://u:p@a.example/"},
                    Case{"http://u@a.example/", "http://u@a.example/"},
                    Case{"http://:p@a.example/", "http://:p@a.example/"},
                    Case{"http://:@a.example/", "http://a.example/"},
                    Case{"http://u:p:q@a.example/", "http://u:p%3Aq@a.example/"},
                    Case{"http://u@v@a.example/", "http://u%40v@a.example/"},
                    Case{"http://u;[=]@a.example/", "http://u%3B%5B%3D%5D@a.example/"},
                    Case{"http://u@/a", "failure"}, Case{"http://", "failure"},
                    Case{"http:///", "failure"}, Case{"http://?q", "failure"},
                    Case{"http://#f", "failure"}, Case{"http://:80/", "failure"}));

INSTANTIATE_TEST_SUITE_P(
    WhatwgUrl4_4_Port, Absolute,
    testing::Values(Case{"http://a.example:80/", "http://a.example/"},
                    Case{"https://a.example:443/", "https://a.example/"},
                    Case{"https://a.example:80/", "https://a.example:80/"},
                    Case{"http://a.example:/b", "http://a.example/b"},
                    Case{"http://a.example:00008080", "http://a.example:8080/"},
                    Case{"http://a.example:0/", "http://a.example:0/"},
                    Case{"http://[::1]:81/", "http://[::1]:81/"},
                    Case{"http://a.example:65535/", "http://a.example:65535/"},
                    Case{"http://a.example:65536/", "failure"},
                    Case{"http://a.example:99999999999999999999/", "failure"},
                    Case{"http://a.example:8o/", "failure"}, Case{"http://a.example:-1", "failure"},
                    Case{"http://[::1]81/", "failure"}, Case{"http://a:b:80/", "failure"}));

INSTANTIATE_TEST_SUITE_P(
    WhatwgUrl4_4_Path, Absolute,
    testing::Values(Case{"http://a.example/a/./b", "http://a.example/a/b"},
                    Case{"http://a.example/a/../b", "http://a.example/b"},
                    Case{"http://a.example/../../b", "http://a.example/b"},
                    Case{"http://a.example/a/.", "http://a.example/a/"},
                    Case{"http://a.example/a/b/..", "http://a.example/a/"},
                    Case{"http://a.example/..", "http://a.example/"},
                    Case{"http://a.example/a/%2e%2E/b", "http://a.example/b"},
                    Case{"http://a.example/a/.%2e/b", "http://a.example/b"},
                    Case{"http://a.example/a/%2E/b", "http://a.example/a/b"},
                    Case{"http://a.example/a/...", "http://a.example/a/..."},
                    Case{"http://a.example/a/%2e%2e%2e", "http://a.example/a/%2e%2e%2e"},
                    Case{"http://a.example/a//..//b", "http://a.example/a//b"},
                    Case{"http://a.example\\a\\..\\b", "http://a.example/b"},
                    Case{"http://a.example/a b\"<>`{}^|",
                         "http://a.example/a%20b%22%3C%3E%60%7B%7D^|"},
                    Case{"http://a.example/%7e~%zz%", "http://a.example/%7e~%zz%"},
                    Case{"http://a.example/caf\xC3\xA9", "http://a.example/caf%C3%A9"}));

INSTANTIATE_TEST_SUITE_P(
    WhatwgUrl4_4_QueryAndFragment, Absolute,
    testing::Values(
        Case{"http://a.example?q=/../\\", "http://a.example/?q=/../\\"},
        Case{"http://a.example/?a?b", "http://a.example/?a?b"},
        Case{"http://a.example/?", "http://a.example/?"},
        Case{"http://a.example/#", "http://a.example/#"},
        Case{"http://a.example/?a b'\"<>`{}", "http://a.example/?a%20b%27%22%3C%3E`{}"},
        Case{"http://a.example/#a b'\"<>`{}#?", "http://a.example/#a%20b'%22%3C%3E%60{}#?"},
        Case{"http://a.example/?\xC3\xA9#\xC3\xA9", "http://a.example/?%C3%A9#%C3%A9"}));

struct RelativeCase {
  std::string_view input;
  std::string_view expected;
};

class Relative : public testing::TestWithParam<RelativeCase> {};

TEST_P(Relative, IsResolvedAsTheStandardSays) {
  EXPECT_EQ(href(GetParam().input, "http://u:p@a.example:81/x/y/z?q#f"), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(WhatwgUrl4_4_RelativeStates, Relative,
                         testing::Values(RelativeCase{"", "http://u:p@a.example:81/x/y/z?q"},
                                         RelativeCase{"#g", "http://u:p@a.example:81/x/y/z?q#g"},
                                         RelativeCase{"?", "http://u:p@a.example:81/x/y/z?"},
                                         RelativeCase{"?r#g", "http://u:p@a.example:81/x/y/z?r#g"},
                                         RelativeCase{"b", "http://u:p@a.example:81/x/y/b"},
                                         RelativeCase{"./b", "http://u:p@a.example:81/x/y/b"},
                                         RelativeCase{"../b", "http://u:p@a.example:81/x/b"},
                                         RelativeCase{"../../../b", "http://u:p@a.example:81/b"},
                                         RelativeCase{".", "http://u:p@a.example:81/x/y/"},
                                         RelativeCase{"..", "http://u:p@a.example:81/x/"},
                                         RelativeCase{"/b?c", "http://u:p@a.example:81/b?c"},
                                         RelativeCase{"\\b", "http://u:p@a.example:81/b"},
                                         RelativeCase{"//b.example/c", "http://b.example/c"},
                                         RelativeCase{"/\\b.example", "http://b.example/"},
                                         RelativeCase{"///b.example", "http://b.example/"},
                                         RelativeCase{"http:b", "http://u:p@a.example:81/x/y/b"},
                                         RelativeCase{"http:/b", "http://u:p@a.example:81/b"},
                                         RelativeCase{"http:\\\\b.example", "http://b.example/"},
                                         RelativeCase{"http:", "http://u:p@a.example:81/x/y/z?q"},
                                         RelativeCase{"https:b.example", "https://b.example/"},
                                         RelativeCase{"https:/b.example", "https://b.example/"},
                                         RelativeCase{"b:c", "failure"},
                                         RelativeCase{":b", "http://u:p@a.example:81/x/y/:b"},
                                         RelativeCase{"//", "failure"},
                                         RelativeCase{"data:,x", "failure"}));

TEST(Url, PartsAreThoseOfTheText) {
  const auto url = parse("https://u:p@News.Example:8443/a/b?c=d#e");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->scheme, "https");
  EXPECT_EQ(url->username, "u");
  EXPECT_EQ(url->password, "p");
  EXPECT_EQ(url->host, "news.example");
  EXPECT_EQ(url->port, 8443);
  EXPECT_EQ(url->path, "/a/b");
  EXPECT_EQ(url->query, "c=d");
  EXPECT_EQ(url->fragment, "e");
}

TEST(Url, OriginHasNoDefaultPortAndNoCredentials) {
  EXPECT_EQ(parse("http://u:p@a.example:80/x")->origin(), "http://a.example");
  EXPECT_EQ(parse("http://a.example:81/x")->origin(), "http://a.example:81");
}

TEST(Url, EffectivePortIsTheSchemesDefault) {
  EXPECT_EQ(parse("http://a.example")->effective_port(), 80);
  EXPECT_EQ(parse("https://a.example")->effective_port(), 443);
  EXPECT_EQ(parse("https://a.example:8443")->effective_port(), 8443);
}

}  // namespace
}  // namespace tidings::url
