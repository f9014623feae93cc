#pragma once

#include <string_view>

namespace tidings::text {

// Whether a line is one that pages put around and into an article for those who read it there, and
// nothing else: "Listen to this article", "Back to top", "12 Kommentare". `key` is its line_key();
// a number stands for any other.
[[nodiscard]] bool is_interface_label(std::string_view key);

}  // namespace tidings::text
