#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parsers/feed/item_sink.hpp"

// JSON Feed 1.0 and 1.1 (jsonfeed.org), in JSON as RFC 8259 has it.
//
// Tolerated: any version or none, numbers as ids and texts, authors as plain names. Limits: nesting
// of 128, 100 characters of a number that is a fraction, those of Options; kMaxListed of each list.
namespace tidings::feed {

// Reads `text`, which is UTF-8. Escapes of lone surrogates become U+FFFD, U+0000 is dropped,
// values of the wrong type count as absent; a feed that ends early or breaks off keeps its whole
// items. The result says why the text is no JSON Feed; none: it is one.
[[nodiscard]] std::optional<std::string> read_json_feed(std::string_view text, ItemSink& sink);

}  // namespace tidings::feed
