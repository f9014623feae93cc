#include "daemon/ingest/timings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidings::ingest {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr std::array kBounds = {0.1, 1.0};

TEST(Histogram, BucketsHoldAllUpToTheirBound) {
  Histogram histogram(kBounds);
  for (const auto time : {50ms, 100ms, 101ms, 2000ms}) histogram.observe(time);
  EXPECT_EQ(histogram.samples("x_seconds", "kind=\"page\""),
            "x_seconds_bucket{kind=\"page\",le=\"0.1\"} 2\n"
            "x_seconds_bucket{kind=\"page\",le=\"1\"} 3\n"
            "x_seconds_bucket{kind=\"page\",le=\"+Inf\"} 4\n"
            "x_seconds_sum{kind=\"page\"} 2.251\n"
            "x_seconds_count{kind=\"page\"} 4\n");
}

TEST(Histogram, WithoutLabelsHasNoBraces) {
  Histogram histogram(kBounds);
  histogram.observe(10ms);
  EXPECT_THAT(histogram.samples("x_seconds", ""), HasSubstr("x_seconds_count 1\n"));
  EXPECT_THAT(histogram.samples("x_seconds", ""), HasSubstr("x_seconds_bucket{le=\"0.1\"} 1\n"));
}

TEST(Histogram, WhatDidNotHappenIsNotCounted) {
  Histogram histogram(kBounds);
  histogram.observe(std::nullopt);
  EXPECT_THAT(histogram.samples("x_seconds", ""), HasSubstr("x_seconds_count 0\n"));
}

TEST(Timings, EveryMetricHasHelpAndTypeOnce) {
  const std::string text = Timings().metrics();
  for (const std::string name :
       {"tidings_fetch_duration_seconds", "tidings_extraction_duration_seconds"}) {
    const std::string type = "# TYPE " + name + " histogram\n";
    EXPECT_NE(text.find(type), std::string::npos);
    EXPECT_EQ(text.find(type), text.rfind(type));
    EXPECT_THAT(text, HasSubstr("# HELP " + name + " "));
  }
}

}  // namespace
}  // namespace tidings::ingest
