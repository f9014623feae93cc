#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Which encoding bytes are in, and their text: WHATWG Encoding and HTML 13.2.3, RFC 7303 for XML.
namespace tidings::charset {

enum class Source : std::uint8_t {
  kBom,
  kHeader,
  kMeta,
  kXmlDeclaration,
  kUtf8Valid,
  kDetected,
  kDefault
};

struct Decoded {
  std::string text;      // UTF-8, without a byte order mark; ill-formed input is U+FFFD
  std::string encoding;  // WHATWG name, e.g. "windows-1252"
  Source source = Source::kDefault;
};

// HTML. `content_type` is the HTTP header's whole value, empty when there was none. Text that is
// valid UTF-8 with multi-byte sequences is UTF-8 whatever a single-byte label says.
[[nodiscard]] Decoded decode_html(std::string_view bytes, std::string_view content_type);

// XML and feeds: BOM, header, XML declaration, UTF-8; a label the bytes disprove is not believed.
[[nodiscard]] Decoded decode_xml(std::string_view bytes, std::string_view content_type);

// JSON and plain text: BOM, header, UTF-8 if valid, else detection.
[[nodiscard]] Decoded decode_text(std::string_view bytes, std::string_view content_type);

// The WHATWG name of a label ("latin1" -> "windows-1252"); empty: no such label.
[[nodiscard]] std::string_view encoding_for_label(std::string_view label);

[[nodiscard]] std::string_view name(Source source);

}  // namespace tidings::charset
