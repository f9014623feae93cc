#pragma once

#include <string_view>

namespace tidings::charset {

// The encoding of unlabelled bytes that are not UTF-8, by their statistics: a WHATWG name, empty
// where nothing fits. Reads at most the first 64 KiB that hold other bytes than ASCII.
[[nodiscard]] std::string_view detect(std::string_view bytes);

// UTF-16 without a byte order mark, told by the zero bytes of its ASCII characters (mark-up,
// blanks, digits): "UTF-16LE", "UTF-16BE" or empty.
[[nodiscard]] std::string_view detect_utf16(std::string_view bytes);

}  // namespace tidings::charset
