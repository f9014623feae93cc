#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parsers/feed/feed.hpp"

namespace tidings::feed {

// Where a format's reader hands over what it has read; keeps to the limits of Options.
class ItemSink {
 public:
  ItemSink(Feed& feed, const Options& options, const ItemHandler& handler)
      : feed_(feed), options_(options), handler_(handler) {}

  // The feed's own values; items do not go here.
  [[nodiscard]] Feed& feed() { return feed_; }
  [[nodiscard]] const Options& options() const { return options_; }

  [[nodiscard]] std::size_t count() const { return count_; }

  // Sets what items take over that say nothing of their own, up to kMaxLentBytes of each.
  void lend(std::string_view language, const std::vector<std::string>& authors) {
    feed_.language = language.size() <= kMaxLentBytes ? language : std::string_view();
    feed_.authors.clear();
    std::size_t bytes = 0;
    for (const std::string& author : authors) {
      bytes += author.size();
      if (bytes > kMaxLentBytes) break;
      feed_.authors.push_back(author);
    }
  }

  // Passes an item on. False: a limit is met or the receiver wants no more.
  bool add(Item&& item) {
    text_bytes_ += item.title.size() + item.summary.size() + item.content.size();
    if (count_ == options_.max_items) return stop("there are more items than are read");
    if (text_bytes_ > options_.max_text_bytes) return stop("there is more text than is read");
    ++count_;
    return handler_(std::move(item));
  }

 private:
  bool stop(const char* why) {
    feed_.truncated = true;
    feed_.note = why;
    return false;
  }

  Feed& feed_;
  const Options& options_;
  const ItemHandler& handler_;
  std::size_t count_ = 0;
  std::size_t text_bytes_ = 0;
};

}  // namespace tidings::feed
