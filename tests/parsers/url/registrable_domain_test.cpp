#include <gtest/gtest.h>

#include "parsers/url/url.hpp"

namespace tidings::url {
namespace {

TEST(RegistrableDomain, IsOneLabelMoreThanThePublicSuffix) {
  EXPECT_EQ(registrable_domain("news.bbc.co.uk"), "bbc.co.uk");
  EXPECT_EQ(registrable_domain("www.lemonde.fr"), "lemonde.fr");
  EXPECT_EQ(registrable_domain("lemonde.fr"), "lemonde.fr");
}

TEST(RegistrableDomain, FollowsWildcardAndExceptionRules) {
  EXPECT_EQ(registrable_domain("a.b.c.ck"), "b.c.ck");
  EXPECT_EQ(registrable_domain("a.www.ck"), "www.ck");
}

TEST(RegistrableDomain, TakesThePrivateSectionIntoAccount) {
  EXPECT_EQ(registrable_domain("x.someone.github.io"), "someone.github.io");
}

TEST(RegistrableDomain, OfAnUnlistedSuffixIsTheLastTwoLabels) {
  EXPECT_EQ(registrable_domain("a.news.example"), "news.example");
}

TEST(RegistrableDomain, OfAPublicSuffixOrAnAddressIsTheHost) {
  for (const char* host : {"co.uk", "com", "localhost", "192.0.2.1", "[2001:db8::1]", ""}) {
    EXPECT_EQ(registrable_domain(host), host);
  }
}

TEST(RegistrableDomain, KnowsSuffixesInPunycode) {
  EXPECT_EQ(registrable_domain("www.xn--80ak6aa92e.xn--p1ai"), "xn--80ak6aa92e.xn--p1ai");
}

}  // namespace
}  // namespace tidings::url
