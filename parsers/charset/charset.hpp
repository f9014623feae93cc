#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Which encoding bytes are in, and their text: WHATWG Encoding and HTML 13.2.3, RFC 7303 for XML.
//
// Where a browser would show rubbish, the bytes are believed rather than the label:
// - well-formed UTF-8 beyond ASCII is UTF-8 under any single-byte label, and under one of several
//   bytes a character that cannot read it;
// - bytes that refute UTF-8 (more ill-formed than well-formed sequences) are read as the label
//   inside the document says, else as their statistics say;
// - text that is UTF-8 but for a few bytes is UTF-8, each ill-formed maximal subpart one U+FFFD;
// - UTF-16 without a byte order mark is told by the zero bytes of its mark-up;
// - text that was encoded twice throughout is decoded twice.
// Any input gives text. Valid UTF-8 costs one pass and one copy (some 2 to 15 GB/s), a legacy page
// of 200 kB less than 1 ms, detection about 2 ms. All functions are pure; any thread may call them.
namespace tidings::charset {

// What decided.
enum class Source : std::uint8_t {
  kBom,
  kHeader,          // the charset of the Content-Type header
  kMeta,            // <meta charset> or http-equiv, within 1024 bytes or later
  kXmlDeclaration,  // <?xml encoding="...">
  kUtf8Valid,       // the bytes, against a label or without one
  kDetected,        // statistics
  kDefault          // nothing: UTF-8 for ASCII and XML, windows-1252 for the rest
};

struct Decoded {
  std::string text;      // UTF-8, without a byte order mark; ill-formed input is U+FFFD
  std::string encoding;  // WHATWG name, e.g. "windows-1252"
  Source source = Source::kDefault;
};

// HTML: BOM, header, <meta>, XML declaration, the bytes. `content_type` is the HTTP header's whole
// value, empty when there was none.
[[nodiscard]] Decoded decode_html(std::string_view bytes, std::string_view content_type);

// XML and feeds: BOM, header, XML declaration, UTF-8.
[[nodiscard]] Decoded decode_xml(std::string_view bytes, std::string_view content_type);

// JSON and plain text: BOM, header, UTF-8 if valid, else detection.
[[nodiscard]] Decoded decode_text(std::string_view bytes, std::string_view content_type);

// The WHATWG name of a label ("latin1" -> "windows-1252", without case, blanks around); empty: no
// such label (WHATWG Encoding 4.2).
[[nodiscard]] std::string_view encoding_for_label(std::string_view label);

// "bom", "header", "meta", "xml-declaration", "valid-utf-8", "detected" or "default".
[[nodiscard]] std::string_view name(Source source);

}  // namespace tidings::charset
