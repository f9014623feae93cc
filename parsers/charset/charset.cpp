#include "parsers/charset/charset.hpp"

#include <algorithm>
#include <utility>

#include "parsers/charset/declaration.hpp"
#include "parsers/charset/decoder.hpp"
#include "parsers/charset/detect.hpp"
#include "parsers/charset/utf8.hpp"

namespace tidings::charset {
namespace {

struct Label {
  std::string_view encoding;  // empty: none
  Source source = Source::kDefault;
};

std::string_view encoding_of_bom(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return "UTF-8";
  if (bytes.starts_with("\xFE\xFF")) return "UTF-16BE";
  if (bytes.starts_with("\xFF\xFE")) return "UTF-16LE";
  return {};
}

bool is_utf16(std::string_view encoding) { return encoding.starts_with("UTF-16"); }

// Text in an encoding that is ASCII below 0x80 has none of these control characters; UTF-16 does.
bool is_text(std::string_view bytes) {
  return std::ranges::none_of(bytes, [](char c) { return c >= 0 && c < '\t'; });
}

Decoded decode_as(std::string_view bytes, std::string_view encoding, Source source) {
  return {decode(bytes, encoding).text, std::string(encoding), source};
}

// Ill-formed sequences outnumber the well-formed ones: these bytes are not damaged UTF-8 but
// another encoding. A sequence that the end of the bytes cuts off does not count.
bool is_not_utf8(std::string_view bytes) {
  std::size_t good = 0, bad = 0;
  while (!bytes.empty()) {
    bytes.remove_prefix(utf8::ascii_prefix(bytes));
    if (bytes.empty()) break;
    const utf8::Sequence sequence = utf8::next(bytes);
    const bool cut_off = sequence.length == bytes.size() && sequence.length > 1;
    if (sequence.valid) {
      ++good;
    } else if (!cut_off) {
      ++bad;
    }
    bytes.remove_prefix(sequence.length);
  }
  return bad > good;
}

Decoded decode_detected(std::string_view bytes) {
  const std::string_view found = detect(bytes);
  if (found.empty()) return decode_as(bytes, "windows-1252", Source::kDefault);
  return decode_as(bytes, found, Source::kDetected);
}

// Bytes that are not UTF-8 and that say so or say nothing.
Decoded decode_other(std::string_view bytes, const Label& label) {
  if (label.encoding.empty()) return decode_detected(bytes);
  if (label.encoding == "UTF-8" && is_not_utf8(bytes)) return decode_detected(bytes);
  return decode_as(bytes, label.encoding, label.source);
}

// Well-formed UTF-8, be it only ASCII.
Decoded decode_valid(std::string_view bytes, const Label& label, bool multi_byte) {
  const bool escapes = bytes.find('\x1B') != std::string_view::npos;  // ISO-2022-JP is ASCII bytes
  if (label.encoding == "ISO-2022-JP" && escapes) {
    return decode_as(bytes, label.encoding, label.source);
  }
  if (label.encoding.empty()) {
    if (!multi_byte && escapes && !detect(bytes).empty()) {
      return decode_as(bytes, "ISO-2022-JP", Source::kDetected);
    }
    return {std::string(bytes), "UTF-8", multi_byte ? Source::kUtf8Valid : Source::kDefault};
  }
  if (label.encoding == "replacement") return decode_as(bytes, label.encoding, label.source);
  if (label.encoding == "UTF-8" || !multi_byte) {
    const std::string_view name = is_utf16(label.encoding) ? "UTF-8" : label.encoding;
    return {std::string(bytes), std::string(name), label.source};
  }
  if (!is_single_byte(label.encoding) && !is_utf16(label.encoding)) {
    DecodedBytes labelled = decode(bytes, label.encoding);
    if (!labelled.ill_formed) {
      return {std::move(labelled.text), std::string(label.encoding), label.source};
    }
  }
  return {std::string(bytes), "UTF-8", Source::kUtf8Valid};
}

// What all formats share once the label inside the document is known; `find_label` is asked for it.
template <typename FindLabel>
Decoded decode_document(std::string_view bytes, std::string_view content_type,
                        FindLabel find_label) {
  if (const auto bom = encoding_of_bom(bytes); !bom.empty()) {
    return decode_as(bytes, bom, Source::kBom);
  }
  Label label{encoding_of_content_type(content_type), Source::kHeader};
  const std::string_view utf16 = detect_utf16(bytes);
  if (!utf16.empty()) {
    return decode_as(bytes, utf16, is_utf16(label.encoding) ? Source::kHeader : Source::kDetected);
  }
  const utf8::Scan scan = utf8::scan(bytes);
  const bool valid = scan.valid_bytes == bytes.size();
  if (is_utf16(label.encoding) && !(valid && is_text(bytes))) {
    return decode_as(bytes, label.encoding, label.source);
  }
  if (label.encoding.empty()) label = find_label(valid);
  return valid ? decode_valid(bytes, label, scan.multi_byte) : decode_other(bytes, label);
}

}  // namespace

Decoded decode_html(std::string_view bytes, std::string_view content_type) {
  return decode_document(bytes, content_type, [bytes](bool valid) -> Label {
    if (const auto meta = prescan_meta(bytes); !meta.empty()) return {meta, Source::kMeta};
    if (const auto xml = encoding_of_xml_declaration(bytes); !xml.empty()) {
      return {xml, Source::kXmlDeclaration};
    }
    if (valid) return {};
    return {find_meta(bytes), Source::kMeta};
  });
}

Decoded decode_xml(std::string_view bytes, std::string_view content_type) {
  return decode_document(bytes, content_type, [bytes](bool) -> Label {
    if (const auto xml = encoding_of_xml_declaration(bytes); !xml.empty()) {
      return {xml, Source::kXmlDeclaration};
    }
    return {"UTF-8", Source::kDefault};
  });
}

Decoded decode_text(std::string_view bytes, std::string_view content_type) {
  return decode_document(bytes, content_type, [](bool) { return Label{}; });
}

std::string_view name(Source source) {
  switch (source) {
    case Source::kBom:
      return "bom";
    case Source::kHeader:
      return "header";
    case Source::kMeta:
      return "meta";
    case Source::kXmlDeclaration:
      return "xml-declaration";
    case Source::kUtf8Valid:
      return "valid-utf-8";
    case Source::kDetected:
      return "detected";
    case Source::kDefault:
      break;
  }
  return "default";
}

}  // namespace tidings::charset
