#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Whether a body can be text at all. Both checks answer with what it is instead ("a PDF document",
// "an image"), or nothing.
namespace tidings::fetch {

inline constexpr std::size_t kSniffBytes = 1024;

// By Content-Type alone: only types that never are text are named; a wrong but possible one
// (application/octet-stream) is left to the bytes.
[[nodiscard]] std::string not_text_by_type(std::string_view content_type);

// By the first bytes (WHATWG MIME Sniffing 6 and 7.1): magic numbers, and more than one binary byte
// in 16 unless the text looks like, or is labelled as, UTF-16 or UTF-32.
[[nodiscard]] std::string_view not_text_by_bytes(std::string_view head,
                                                 std::string_view content_type);

}  // namespace tidings::fetch
