#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

// The characters of XML text as publishers write them.
namespace tidings::feed {

// The entities that a document declares itself: name to text.
using Entities = std::unordered_map<std::string, std::string>;

// Whether text holds characters that XML 1.0 2.2 does not allow, or C1 ones, which are meant to be
// windows-1252. `text` is UTF-8.
[[nodiscard]] bool has_unclean(std::string_view text);

// Appends text without what is not allowed, C1 characters as what windows-1252 has in their place.
void append_clean(std::string& out, std::string_view text);

// Appends text with its references resolved: HTML's names, numbers, and `entities`; what is no
// reference stays as it is. `dirty`: the text may hold what append_clean() sets right.
void append_decoded(std::string& out, std::string_view text, const Entities& entities, bool dirty);

// Reads <!ENTITY name "text"> out of an internal subset (XML 1.0 4.2.1): at most 256 entities of up
// to 1 kB each, in the first 100 kB; only text, no reference to another entity, nothing from
// outside.
[[nodiscard]] Entities read_entities(std::string_view subset);

}  // namespace tidings::feed
