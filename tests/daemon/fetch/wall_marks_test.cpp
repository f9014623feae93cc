#include "daemon/fetch/wall_marks.hpp"

#include <gtest/gtest.h>

namespace tidings::fetch {
namespace {

Headers with(std::string_view name, std::string_view value) {
  Headers headers;
  headers.add(name, value);
  return headers;
}

TEST(BotWall, IsNamedByItsHeader) {
  EXPECT_EQ(bot_wall(403, with("cf-mitigated", "challenge"), ""), "Cloudflare");
  EXPECT_EQ(bot_wall(202, with("x-amzn-waf-action", "challenge"), ""), "AWS WAF");
  EXPECT_EQ(bot_wall(403, with("x-datadome", "protected"), ""), "DataDome");
}

TEST(BotWall, IsNamedByMarksOfThePage) {
  EXPECT_EQ(bot_wall(503, {}, "<html><title>Just a moment...</title>"), "Cloudflare");
  EXPECT_EQ(bot_wall(403, {}, "<script src='//geo.captcha-delivery.com/c.js'></script>"),
            "DataDome");
  EXPECT_EQ(bot_wall(200, {}, "<html><iframe src='/_Incapsula_Resource?x'></iframe></html>"),
            "Imperva");
}

TEST(BotWall, AnArticleThatMentionsOneIsNone) {
  const std::string article =
      "<html><article><p>The px-captcha script is blocked by many.</p></article></html>";
  EXPECT_EQ(bot_wall(200, {}, article), "");
}

TEST(BotWall, ALargeGoodPageIsNone) {
  EXPECT_EQ(bot_wall(200, {}, std::string(20'000, 'x') + "px-captcha"), "");
}

TEST(BotWall, HeadersThatComeWithGoodAnswersCountOnlyWithErrors) {
  EXPECT_EQ(bot_wall(200, with("x-datadome", "protected"), "<p>text"), "");
}

TEST(BotWall, AMissingPageOnAProtectedSiteIsJustMissing) {
  EXPECT_EQ(bot_wall(404, {}, "<script src='/cdn-cgi/challenge-platform/x.js'></script>"), "");
}

TEST(BotWall, APlainErrorIsNone) {
  EXPECT_EQ(bot_wall(403, with("server", "nginx"), "<h1>403 Forbidden</h1>"), "");
}

TEST(LoginPath, IsAPathSegment) {
  for (const char* url : {"https://a.test/login", "https://a.test/user/SignIn?next=/x",
                          "https://a.test/wp-login.php", "http://a.test/login/"}) {
    EXPECT_TRUE(is_login_path(url)) << url;
  }
  for (const char* url : {"https://a.test/", "https://login.test/news", "https://a.test",
                          "https://a.test/login-problems-at-bank", "https://a.test/x?p=/login"}) {
    EXPECT_FALSE(is_login_path(url)) << url;
  }
}

TEST(LoginForm, IsHtmlWithAPasswordField) {
  EXPECT_TRUE(is_login_form("<!doctype html><html><form><input TYPE=\"password\"></form>"));
  EXPECT_FALSE(is_login_form("<rss><channel><title>type=\"password\"</title></channel></rss>"));
  EXPECT_FALSE(is_login_form("<html><form><input type=text></form></html>"));
  EXPECT_FALSE(is_login_form(""));
}

}  // namespace
}  // namespace tidings::fetch
