#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "daemon/fetch/fetcher.hpp"

// How long fetching and reading take, counted into the buckets of Prometheus histograms.
namespace tidings::ingest {

// A histogram; any thread may observe and read.
class Histogram {
 public:
  static constexpr std::size_t kMostBuckets = 16;

  // `bounds`: the upper ends of the buckets, in seconds, ascending, at most kMostBuckets; must
  // outlive the histogram.
  explicit Histogram(std::span<const double> bounds) : bounds_(bounds) {}

  // None: nothing happened, nothing is counted.
  void observe(std::optional<std::chrono::microseconds> time);
  // Its lines in the text format 0.0.4; `labels` as they stand between the braces, or empty.
  [[nodiscard]] std::string samples(std::string_view name, std::string_view labels) const;

 private:
  std::span<const double> bounds_;
  std::array<std::atomic<std::uint64_t>, kMostBuckets + 1>
      counts_{};  // the last: beyond all bounds
  std::atomic<std::uint64_t> microseconds_ = 0;
};

// How long an exchange took; none where nothing was sent.
[[nodiscard]] std::optional<std::chrono::microseconds> time_of(const fetch::Result& result);

struct Timings {
  Timings();

  Histogram page_fetches;     // from the first request of a page to its last byte
  Histogram listing_fetches;  // of a feed or sitemap
  Histogram extractions;      // a page's bytes to its document

  // tidings_fetch_duration_seconds{kind="page|listing"}, tidings_extraction_duration_seconds.
  [[nodiscard]] std::string metrics() const;
};

}  // namespace tidings::ingest
