#pragma once

#include <string_view>

// Encodings that a document or its HTTP header states. Each function returns a WHATWG name, empty
// where there is none that is known.
namespace tidings::charset {

// The charset parameter of a Content-Type header (WHATWG MIME Sniffing 4.4, single quotes
// tolerated).
[[nodiscard]] std::string_view encoding_of_content_type(std::string_view header);

// The first <meta> that states an encoding among the first 1024 bytes (HTML 13.2.3.2, "prescan").
// UTF-16 there means UTF-8, x-user-defined means windows-1252.
[[nodiscard]] std::string_view prescan_meta(std::string_view bytes);

// The same for a <meta> anywhere that a tree builder would meet it: not inside scripts, styles or
// titles. Linear in the size of `bytes`.
[[nodiscard]] std::string_view find_meta(std::string_view bytes);

// The encoding of an XML declaration in ASCII-compatible bytes (XML 1.0 4.3.3); UTF-16 there means
// UTF-8, since it could be read.
[[nodiscard]] std::string_view encoding_of_xml_declaration(std::string_view bytes);

}  // namespace tidings::charset
