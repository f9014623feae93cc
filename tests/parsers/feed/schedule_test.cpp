#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>

#include "tests/parsers/feed/feed_support.hpp"

// When a channel asks to be polled: RSS 2.0's ttl, skipHours and skipDays, and the syndication
// module of RSS 1.0.
namespace tidings::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Schedule schedule_of(std::string_view inner) {
  return parsed("<rss><channel>" + std::string(inner) + "</channel></rss>").schedule;
}

struct Case {
  std::string_view name;
  std::string_view channel;
  std::optional<int> minutes;
};

class Interval : public testing::TestWithParam<Case> {};

TEST_P(Interval, IsInMinutes) {
  EXPECT_EQ(schedule_of(GetParam().channel).minutes, GetParam().minutes);
}

constexpr Case kTtl[] = {
    {"OfAnHour", "<ttl>60</ttl>", 60},
    {"InBlanks", "<ttl>\n 60 </ttl>", 60},
    {"OfNothing", "<ttl/>", std::nullopt},
    {"OfZero", "<ttl>0</ttl>", 0},
    {"WithItsUnit", "<ttl>60 minutes</ttl>", 60},
    {"OfWords", "<ttl>an hour</ttl>", std::nullopt},
    {"TheFirst", "<ttl>30</ttl><ttl>60</ttl>", 30},
    {"OfAnItem", "<item><ttl>60</ttl></item>", std::nullopt},
    {"OfAnotherNamespace", "<x:ttl xmlns:x='https://x.example/'>60</x:ttl>", std::nullopt},
};
INSTANTIATE_TEST_SUITE_P(Rss20_Ttl, Interval, testing::ValuesIn(kTtl),
                         [](const auto& test) { return std::string(test.param.name); });

constexpr Case kSyndication[] = {
    {"TwiceADay",
     "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 720},
    {"FrequencyFirst",
     "<sy:updateFrequency>2</sy:updateFrequency><sy:updatePeriod>daily</sy:updatePeriod>", 720},
    {"FrequencyInBlanks",
     "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>\n2\n</sy:updateFrequency>", 720},
    {"ANegativeFrequencyIsOne",
     "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>-2</sy:updateFrequency>", 1440},
    {"FrequencyWithoutAPeriod", "<sy:updateFrequency>2</sy:updateFrequency>", std::nullopt},
    {"ABase", "<sy:updateBase>2000-01-01T12:00+00:00</sy:updateBase>", std::nullopt},
    {"ShorterThanTtl", "<ttl>90</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 90},
    {"LongerThanTtl", "<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 60},
    {"BesideATtlOfWords", "<ttl>often</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 60},
    {"UnknownBesideATtl", "<ttl>30</ttl><sy:updatePeriod>never</sy:updatePeriod>", 30},
};
INSTANTIATE_TEST_SUITE_P(Rss10ModuleSyndication, Interval, testing::ValuesIn(kSyndication),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(SkipHours, AreTheHoursOfADayInTheirOrder) {
  std::string hours;
  std::vector<int> expected;
  for (int hour = 23; hour >= 0; --hour) {
    hours += "<hour>" + std::to_string(hour) + "</hour>";
    expected.push_back(hour);
  }
  EXPECT_EQ(schedule_of("<skipHours>" + hours + "</skipHours>").skip_hours, expected);
}

TEST(SkipHours, AreListedOnceEachHoweverOftenTheyStandThere) {
  std::string hours;
  for (int i = 0; i < 1000; ++i) hours += "<hour>5</hour><hour>7</hour>";
  EXPECT_THAT(schedule_of("<skipHours>" + hours + "</skipHours>").skip_hours, ElementsAre(5, 7));
}

TEST(SkipHours, MayHaveALeadingZeroAndBlanks) {
  EXPECT_THAT(schedule_of("<skipHours><hour> 07 </hour></skipHours>").skip_hours, ElementsAre(7));
}

TEST(SkipHours, AreOnlyHoursWithinThem) {
  EXPECT_THAT(schedule_of("<hour>1</hour><skipHours><day>2</day><x><hour>3</hour></x>"
                          "<hour>4</hour></skipHours>")
                  .skip_hours,
              ElementsAre(4));
}

TEST(SkipDays, AreCountedFromSunday) {
  EXPECT_THAT(schedule_of("<skipDays><day>Sunday</day><day>Monday</day><day>Tuesday</day>"
                          "<day>Wednesday</day><day>Thursday</day><day>Friday</day>"
                          "<day>Saturday</day></skipDays>")
                  .skip_days,
              ElementsAre(0, 1, 2, 3, 4, 5, 6));
}

TEST(SkipDays, AreTheWholeNamesOfDays) {
  EXPECT_THAT(
      schedule_of("<skipDays><day>Sun</day><day>1</day><day> monday </day></skipDays>").skip_days,
      ElementsAre(1));
}

TEST(SkipDays, AreOnlyDaysWithinThem) {
  EXPECT_THAT(schedule_of("<day>Sunday</day><skipDays><hour>Monday</hour></skipDays>").skip_days,
              IsEmpty());
}

TEST(ScheduleOfAChannel, MayStandBehindItsItems) {
  EXPECT_EQ(schedule_of("<item/><ttl>60</ttl>").minutes, 60);
  EXPECT_THAT(schedule_of("<item/><skipHours><hour>4</hour></skipHours>").skip_hours,
              ElementsAre(4));
}

TEST(ScheduleOfAChannel, MayStandBesideItInRdf) {
  const Feed feed = parsed(
      "<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel><sy:updatePeriod>weekly"
      "</sy:updatePeriod></channel><item/></rdf:RDF>");
  EXPECT_EQ(feed.schedule.minutes, 10'080);
}

TEST(ScheduleOfAChannel, IsKnownOfATruncatedFeedToo) {
  EXPECT_EQ(parsed("<rss><channel><ttl>60</ttl><item/><item>").schedule.minutes, 60);
}

TEST(ScheduleOfOtherFormats, IsEmpty) {
  for (const std::string_view text :
       {"<feed xmlns='http://www.w3.org/2005/Atom'><ttl>60</ttl><entry/></feed>",
        R"({"ttl":60,"items":[]})",
        "<urlset><url><loc>https://h.example/</loc><changefreq>daily</changefreq></url></"
        "urlset>"}) {
    const Schedule schedule = parsed(text).schedule;
    EXPECT_EQ(schedule.minutes, std::nullopt) << text;
    EXPECT_THAT(schedule.skip_hours, IsEmpty()) << text;
    EXPECT_THAT(schedule.skip_days, IsEmpty()) << text;
  }
}

}  // namespace
}  // namespace tidings::feed
