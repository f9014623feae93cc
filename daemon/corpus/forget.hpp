#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "daemon/corpus/error.hpp"
#include "daemon/corpus/store.hpp"
#include "parsers/url/url.hpp"

namespace tidings::corpus {

// What forget() did.
struct Forgotten {
  std::optional<std::uint64_t> document;  // that was removed
  std::vector<std::string> urls;          // that will not be fetched again
};

// For people, one line for each thing done.
[[nodiscard]] std::vector<std::string> lines(const Forgotten& forgotten);

// Removes the document with a number ("17", "017") or of a URL: its file and its row of INDEX.md;
// its number is not given again, none of its URLs is fetched again. A URL without a document is
// only marked, and leaves the list of waiting pages when it is met there. Error kNotThere: no such
// number, no URL.
[[nodiscard]] Result<Forgotten> forget(Store& store, const std::string& number_or_url,
                                       const url::TrackingTable& tracking, WallTime now);

}  // namespace tidings::corpus
