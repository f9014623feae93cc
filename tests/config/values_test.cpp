#include "config/values.hpp"

#include <gtest/gtest.h>

namespace tidings::config {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(ParseDuration, ReadsEachUnit) {
  EXPECT_EQ(parse_duration("500ms"), milliseconds(500));
  EXPECT_EQ(parse_duration("30s"), seconds(30));
  EXPECT_EQ(parse_duration("5m"), minutes(5));
  EXPECT_EQ(parse_duration("2h"), hours(2));
  EXPECT_EQ(parse_duration("3d"), hours(72));
  EXPECT_EQ(parse_duration("1w"), hours(168));
}

TEST(ParseDuration, AddsSeveralPartsUp) { EXPECT_EQ(parse_duration("1h30m"), minutes(90)); }

TEST(ParseDuration, NeedsNoUnitForZero) { EXPECT_EQ(parse_duration("0"), Duration{0}); }

TEST(ParseDuration, RefusesWhatIsNone) {
  for (const char* text : {"", "s", "30", "30 s", "-1s", "1.5h", "1h30", "5min", "h1", "+1s"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

TEST(ParseDuration, RefusesWhatDoesNotFit) {
  EXPECT_FALSE(parse_duration("9223372036854775807w"));
  EXPECT_FALSE(parse_duration("99999999999999999999s"));
  EXPECT_FALSE(parse_duration("9223372036854775807ms1ms"));
}

TEST(ParseSize, ReadsPowersOf1000And1024) {
  EXPECT_EQ(parse_size("8MB"), 8'000'000U);
  EXPECT_EQ(parse_size("500kB"), 500'000U);
  EXPECT_EQ(parse_size("1KiB"), 1024U);
  EXPECT_EQ(parse_size("2GiB"), 2U << 30);
  EXPECT_EQ(parse_size("7B"), 7U);
}

TEST(ParseSize, RefusesWhatIsNone) {
  for (const char* text : {"", "8", "MB", "8Mb", "8 MB", "-8MB", "1.5MB", "99999999999999TB"}) {
    EXPECT_FALSE(parse_size(text)) << text;
  }
}

TEST(ParseInteger, RefusesBlanksFractionsAndOverflow) {
  EXPECT_EQ(parse_integer("-12"), -12);
  for (const char* text : {"", "1 ", " 1", "1.0", "0x10", "9223372036854775808"}) {
    EXPECT_FALSE(parse_integer(text)) << text;
  }
}

TEST(ParseNumber, RefusesWhatIsNotFinite) {
  EXPECT_EQ(parse_number("0.6"), 0.6);
  for (const char* text : {"", "nan", "inf", "1e999", "0,6"}) {
    EXPECT_FALSE(parse_number(text)) << text;
  }
}

TEST(DurationText, IsWhatParseDurationReads) {
  for (const char* text : {"0s", "500ms", "30s", "1h30m", "14d", "1d2h3m4s5ms"}) {
    EXPECT_EQ(duration_text(*parse_duration(text)), text == std::string("14d") ? "2w" : text);
  }
}

TEST(SizeText, UsesTheLargestUnitThatDivides) {
  EXPECT_EQ(size_text(8'000'000), "8MB");
  EXPECT_EQ(size_text(1'500'000), "1500kB");
  EXPECT_EQ(size_text(1024), "1KiB");
  EXPECT_EQ(size_text(0), "0B");
}

}  // namespace
}  // namespace tidings::config
