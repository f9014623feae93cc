#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

// Lists of subscriptions in OPML (opml.org/spec2.opml), which feed readers export and import.
namespace tidings::opml {

struct Subscription {
  std::string title;  // the attribute `title`, else `text`; may be empty
  std::string feed;   // xmlUrl
  std::string site;   // htmlUrl; may be empty
};

// Reads every outline with an xmlUrl, nested or not, in the order of the file. Broken markup is
// read as far as it goes; entities other than XML's own are left out. At most 1,000,000 entries.
[[nodiscard]] std::vector<Subscription> parse(std::string_view bytes);

// OPML 2.0 with these subscriptions.
[[nodiscard]] std::string write(std::string_view title,
                                std::span<const Subscription> subscriptions);

}  // namespace tidings::opml
