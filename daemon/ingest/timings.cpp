#include "daemon/ingest/timings.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tidings::ingest {
namespace {

constexpr std::array kFetchBounds = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0};
constexpr std::array kExtractionBounds = {0.001, 0.0025, 0.005, 0.01, 0.025,
                                          0.05,  0.1,    0.25,  0.5,  1.0};

std::string head(std::string_view name, std::string_view help) {
  return fmt::format("# HELP {0} {1}\n# TYPE {0} histogram\n", name, help);
}

}  // namespace

void Histogram::observe(std::optional<std::chrono::microseconds> time) {
  if (!time) return;
  const double seconds = std::chrono::duration<double>(*time).count();
  const auto bucket = std::ranges::lower_bound(bounds_, seconds) - bounds_.begin();
  ++counts_[static_cast<std::size_t>(bucket)];
  microseconds_ += static_cast<std::uint64_t>(std::max<std::int64_t>(0, time->count()));
}

std::string Histogram::samples(std::string_view name, std::string_view labels) const {
  std::string text;
  std::uint64_t total = 0;
  const std::string_view comma = labels.empty() ? "" : ",";
  for (std::size_t i = 0; i <= bounds_.size(); ++i) {
    total += counts_[i];
    const std::string bound = i < bounds_.size() ? fmt::format("{}", bounds_[i]) : "+Inf";
    text += fmt::format("{}_bucket{{{}{}le=\"{}\"}} {}\n", name, labels, comma, bound, total);
  }
  const std::string braces = labels.empty() ? "" : fmt::format("{{{}}}", labels);
  const auto sum = std::chrono::duration<double>(std::chrono::microseconds(microseconds_)).count();
  return text + fmt::format("{0}_sum{1} {2}\n{0}_count{1} {3}\n", name, braces, sum, total);
}

std::optional<std::chrono::microseconds> time_of(const fetch::Result& result) {
  const auto& timings = result ? result->timings : result.error().timings;
  if (timings.total.count() == 0) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::microseconds>(timings.total);
}

Timings::Timings()
    : page_fetches(kFetchBounds), listing_fetches(kFetchBounds), extractions(kExtractionBounds) {}

std::string Timings::metrics() const {
  constexpr std::string_view kFetch = "tidings_fetch_duration_seconds";
  constexpr std::string_view kExtraction = "tidings_extraction_duration_seconds";
  return head(kFetch, "Time from the first request of an address to its last byte.") +
         page_fetches.samples(kFetch, "kind=\"page\"") +
         listing_fetches.samples(kFetch, "kind=\"listing\"") +
         head(kExtraction, "Time from the bytes of a page to its document.") +
         extractions.samples(kExtraction, "");
}

}  // namespace tidings::ingest
