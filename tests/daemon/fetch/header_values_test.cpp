#include "daemon/fetch/header_values.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace tidings::fetch {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const WallTime kNow = std::chrono::sys_days{std::chrono::year{2026} / 3 / 12} + hours{9};

Headers headers(std::initializer_list<std::pair<const char*, const char*>> fields) {
  Headers all;
  for (const auto& [name, value] : fields) all.add(name, value);
  return all;
}

TEST(HttpDate, IsReadInAllThreeFormsOfRfc9110Section5_6_7) {
  for (const char* text : {"Thu, 12 Mar 2026 09:00:00 GMT", "Thursday, 12-Mar-26 09:00:00 GMT",
                           "Thu Mar 12 09:00:00 2026"}) {
    EXPECT_EQ(http_date(text), kNow) << text;
  }
}

TEST(HttpDate, NonsenseIsNoDate) {
  for (const char* text : {"", "0", "-1", "tomorrow", "Thu, 99 Foo 2026"}) {
    EXPECT_EQ(http_date(text), std::nullopt) << text;
  }
}

TEST(RetryAfter, InSeconds) {
  EXPECT_EQ(retry_after(headers({{"retry-after", "120"}}), kNow), kNow + minutes(2));
}

TEST(RetryAfter, AsADate) {
  EXPECT_EQ(retry_after(headers({{"retry-after", "Thu, 12 Mar 2026 09:30:00 GMT"}}), kNow),
            kNow + minutes(30));
}

TEST(RetryAfter, IsCappedAt24Hours) {
  for (const char* text : {"86401", "99999999999999999999", "Fri, 12 Mar 2027 09:00:00 GMT"}) {
    EXPECT_EQ(retry_after(headers({{"retry-after", text}}), kNow), kNow + hours(24)) << text;
  }
}

TEST(RetryAfter, InThePastIsNow) {
  EXPECT_EQ(retry_after(headers({{"retry-after", "Thu, 12 Mar 2020 09:30:00 GMT"}}), kNow), kNow);
}

TEST(RetryAfter, MissingOrNonsenseIsNone) {
  EXPECT_EQ(retry_after(headers({}), kNow), std::nullopt);
  EXPECT_EQ(retry_after(headers({{"retry-after", "soon"}}), kNow), std::nullopt);
  EXPECT_EQ(retry_after(headers({{"retry-after", "-5"}}), kNow), std::nullopt);
}

struct Freshness {
  const char* what;
  std::vector<std::pair<const char*, const char*>> fields;
  std::optional<seconds> expected;
};
void PrintTo(const Freshness& c, std::ostream* out) { *out << c.what; }

class FreshnessOfRfc9111Section4_2_1 : public testing::TestWithParam<Freshness> {};

TEST_P(FreshnessOfRfc9111Section4_2_1, Holds) {
  Headers all;
  for (const auto& [name, value] : GetParam().fields) all.add(name, value);
  EXPECT_EQ(freshness(all, kNow), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, FreshnessOfRfc9111Section4_2_1,
    testing::Values(
        Freshness{"nothing", {}, std::nullopt},
        Freshness{"max-age", {{"cache-control", "public, Max-Age=300"}}, seconds(300)},
        Freshness{"quoted", {{"cache-control", "max-age=\"60\""}}, seconds(60)},
        Freshness{
            "age taken off", {{"cache-control", "max-age=300"}, {"age", "100"}}, seconds(200)},
        Freshness{"older than its age", {{"cache-control", "max-age=5"}, {"age", "9"}}, seconds(0)},
        Freshness{"no-cache", {{"cache-control", "no-cache, max-age=300"}}, seconds(0)},
        Freshness{"no-store in a second field",
                  {{"cache-control", "max-age=300"}, {"cache-control", "no-store"}},
                  seconds(0)},
        Freshness{"shared caches are others", {{"cache-control", "s-maxage=300"}}, std::nullopt},
        Freshness{"too large",
                  {{"cache-control", "max-age=99999999999999999999"}},
                  seconds(std::int64_t{1} << 31)},
        Freshness{"not a number", {{"cache-control", "max-age=soon"}}, std::nullopt},
        Freshness{"max-age before Expires",
                  {{"cache-control", "max-age=10"}, {"expires", "Thu, 12 Mar 2026 10:00:00 GMT"}},
                  seconds(10)},
        Freshness{"Expires less Date",
                  {{"expires", "Thu, 12 Mar 2026 10:00:00 GMT"},
                   {"date", "Thu, 12 Mar 2026 09:50:00 GMT"}},
                  seconds(600)},
        Freshness{"Expires alone", {{"expires", "Thu, 12 Mar 2026 10:00:00 GMT"}}, seconds(3600)},
        Freshness{"Expires 0", {{"expires", "0"}}, seconds(0)},
        Freshness{"Expires -1", {{"expires", "-1"}}, seconds(0)}));

TEST(MediaType, IsLoweredAndWithoutParameters) {
  EXPECT_EQ(media_type(" Text/HTML ; charset=utf-8"), "text/html");
  EXPECT_EQ(media_type("text/html,text/html"), "text/html");
  EXPECT_EQ(media_type(""), "");
}

TEST(HeadersOf, TheFirstOfANameAndAllOfIt) {
  const Headers all = headers({{"a", "1"}, {"b", "2"}, {"a", "3"}});
  EXPECT_EQ(all.get("a"), "1");
  EXPECT_EQ(all.all("a"), (std::vector<std::string_view>{"1", "3"}));
  EXPECT_EQ(all.get("c"), "");
}

TEST(FailureNames, AreDistinct) {
  std::vector<std::string_view> names;
  for (int i = 0; i < kFailureKinds; ++i) names.push_back(name(static_cast<FailureKind>(i)));
  std::ranges::sort(names);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

}  // namespace
}  // namespace tidings::fetch
