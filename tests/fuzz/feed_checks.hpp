#pragma once

#include <cstddef>
#include <cstdlib>
#include <string_view>

#include "parsers/charset/utf8.hpp"
#include "parsers/feed/feed.hpp"

namespace tidings::feed {

// Reads `bytes` and holds the result against what feed.hpp promises.
inline void check_feed(std::string_view bytes) {
  const Options options{.base_url = "https://news.example/a/feed.xml",
                        .max_items = 100,
                        .max_field_bytes = 10'000,
                        .max_text_bytes = 100'000};
  const auto feed = parse(bytes, options);
  if (!feed) {
    if (feed.error().empty()) std::abort();
    return;
  }
  if (feed->items.size() > options.max_items) std::abort();
  for (const Item& item : feed->items) {
    if (!item.link.empty() && item.link.substr(0, 4) != "http" &&
        item.link.substr(0, 4) != "HTTP") {
      if ((item.link[0] | 0x20) != 'h') std::abort();
    }
    for (const std::string* text :
         {&item.id, &item.link, &item.title, &item.summary, &item.content}) {
      if (!utf8::is_valid(*text)) std::abort();
    }
    if (item.title.find('\n') != std::string::npos) std::abort();
    if (item.authors.size() > kMaxListed || item.enclosures.size() > kMaxListed) std::abort();
  }
}

}  // namespace tidings::feed
