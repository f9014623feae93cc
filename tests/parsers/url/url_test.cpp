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

const Case kWhatwgUrl44CleaningAbsolute[] = {
    {" \x01http://a.example/ \n", "http://a.example/"},
    {"ht\ntp:/\t/a.ex\rample/b\nc", "http://a.example/bc"},
    {"http://a.example/\xFF", "http://a.example/%EF%BF%BD"},
    {"http://a.example/\xE2\x82", "http://a.example/%EF%BF%BD"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgUrl4_4_Cleaning, Absolute,
                         testing::ValuesIn(kWhatwgUrl44CleaningAbsolute));

const Case kWhatwgUrl44SchemeAbsolute[] = {
    {"HTTP://a.example", "http://a.example/"},
    {"https:a.example", "https://a.example/"},
    {"https:/a.example", "https://a.example/"},
    {"https:////a.example//", "https://a.example//"},
    {"https:\\\\a.example\\b", "https://a.example/b"},
    {"//a.example/", "failure"},
    {"a.example", "failure"},
    {"", "failure"},
    {"1http://a.example", "failure"},
    {"ftp://a.example/", "failure"},
    {"mailto:a@b.example", "failure"},
    {"file:///etc/passwd", "failure"},
    {"javascript:void(0)", "failure"},
    {"httpx://a.example", "failure"},
    {"http", "failure"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgUrl4_4_Scheme, Absolute,
                         testing::ValuesIn(kWhatwgUrl44SchemeAbsolute));

const Case kWhatwgUrl44AuthorityAbsolute[] = {
    {"http://u:p@a.example/", "http://u:p@a.example/"},
    {"http://u@a.example/", "http://u@a.example/"},
    {"http://:p@a.example/", "http://:p@a.example/"},
    {"http://:@a.example/", "http://a.example/"},
    {"http://u:p:q@a.example/", "http://u:p%3Aq@a.example/"},
    {"http://u@v@a.example/", "http://u%40v@a.example/"},
    {"http://u;[=]@a.example/", "http://u%3B%5B%3D%5D@a.example/"},
    {"http://u@/a", "failure"},
    {"http://", "failure"},
    {"http:///", "failure"},
    {"http://?q", "failure"},
    {"http://#f", "failure"},
    {"http://:80/", "failure"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgUrl4_4_Authority, Absolute,
                         testing::ValuesIn(kWhatwgUrl44AuthorityAbsolute));

const Case kWhatwgUrl44PortAbsolute[] = {
    {"http://a.example:80/", "http://a.example/"},
    {"https://a.example:443/", "https://a.example/"},
    {"https://a.example:80/", "https://a.example:80/"},
    {"http://a.example:/b", "http://a.example/b"},
    {"http://a.example:00008080", "http://a.example:8080/"},
    {"http://a.example:0/", "http://a.example:0/"},
    {"http://[::1]:81/", "http://[::1]:81/"},
    {"http://a.example:65535/", "http://a.example:65535/"},
    {"http://a.example:65536/", "failure"},
    {"http://a.example:99999999999999999999/", "failure"},
    {"http://a.example:8o/", "failure"},
    {"http://a.example:-1", "failure"},
    {"http://[::1]81/", "failure"},
    {"http://a:b:80/", "failure"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgUrl4_4_Port, Absolute, testing::ValuesIn(kWhatwgUrl44PortAbsolute));

const Case kWhatwgUrl44PathAbsolute[] = {
    {"http://a.example/a/./b", "http://a.example/a/b"},
    {"http://a.example/a/../b", "http://a.example/b"},
    {"http://a.example/../../b", "http://a.example/b"},
    {"http://a.example/a/.", "http://a.example/a/"},
    {"http://a.example/a/b/..", "http://a.example/a/"},
    {"http://a.example/..", "http://a.example/"},
    {"http://a.example/a/%2e%2E/b", "http://a.example/b"},
    {"http://a.example/a/.%2e/b", "http://a.example/b"},
    {"http://a.example/a/%2E/b", "http://a.example/a/b"},
    {"http://a.example/a/...", "http://a.example/a/..."},
    {"http://a.example/a/%2e%2e%2e", "http://a.example/a/%2e%2e%2e"},
    {"http://a.example/a//..//b", "http://a.example/a//b"},
    {"http://a.example\\a\\..\\b", "http://a.example/b"},
    {"http://a.example/a b\"<>`{}^|", "http://a.example/a%20b%22%3C%3E%60%7B%7D^|"},
    {"http://a.example/%7e~%zz%", "http://a.example/%7e~%zz%"},
    {"http://a.example/caf\xC3\xA9", "http://a.example/caf%C3%A9"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgUrl4_4_Path, Absolute, testing::ValuesIn(kWhatwgUrl44PathAbsolute));

const Case kWhatwgUrl44QueryAndFragmentAbsolute[] = {
    {"http://a.example?q=/../\\", "http://a.example/?q=/../\\"},
    {"http://a.example/?a?b", "http://a.example/?a?b"},
    {"http://a.example/?", "http://a.example/?"},
    {"http://a.example/#", "http://a.example/#"},
    {"http://a.example/?a b'\"<>`{}", "http://a.example/?a%20b%27%22%3C%3E`{}"},
    {"http://a.example/#a b'\"<>`{}#?", "http://a.example/#a%20b'%22%3C%3E%60{}#?"},
    {"http://a.example/?\xC3\xA9#\xC3\xA9", "http://a.example/?%C3%A9#%C3%A9"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgUrl4_4_QueryAndFragment, Absolute,
                         testing::ValuesIn(kWhatwgUrl44QueryAndFragmentAbsolute));

struct RelativeCase {
  std::string_view input;
  std::string_view expected;
};

class Relative : public testing::TestWithParam<RelativeCase> {};

TEST_P(Relative, IsResolvedAsTheStandardSays) {
  EXPECT_EQ(href(GetParam().input, "http://u:p@a.example:81/x/y/z?q#f"), GetParam().expected);
}

const RelativeCase kWhatwgUrl44RelativeStatesRelative[] = {
    {"", "http://u:p@a.example:81/x/y/z?q"},
    {"#g", "http://u:p@a.example:81/x/y/z?q#g"},
    {"?", "http://u:p@a.example:81/x/y/z?"},
    {"?r#g", "http://u:p@a.example:81/x/y/z?r#g"},
    {"b", "http://u:p@a.example:81/x/y/b"},
    {"./b", "http://u:p@a.example:81/x/y/b"},
    {"../b", "http://u:p@a.example:81/x/b"},
    {"../../../b", "http://u:p@a.example:81/b"},
    {".", "http://u:p@a.example:81/x/y/"},
    {"..", "http://u:p@a.example:81/x/"},
    {"/b?c", "http://u:p@a.example:81/b?c"},
    {"\\b", "http://u:p@a.example:81/b"},
    {"//b.example/c", "http://b.example/c"},
    {"/\\b.example", "http://b.example/"},
    {"///b.example", "http://b.example/"},
    {"http:b", "http://u:p@a.example:81/x/y/b"},
    {"http:/b", "http://u:p@a.example:81/b"},
    {"http:\\\\b.example", "http://b.example/"},
    {"http:", "http://u:p@a.example:81/x/y/z?q"},
    {"https:b.example", "https://b.example/"},
    {"https:/b.example", "https://b.example/"},
    {"b:c", "failure"},
    {":b", "http://u:p@a.example:81/x/y/:b"},
    {"//", "failure"},
    {"data:,x", "failure"},
};

INSTANTIATE_TEST_SUITE_P(WhatwgUrl4_4_RelativeStates, Relative,
                         testing::ValuesIn(kWhatwgUrl44RelativeStatesRelative));

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
