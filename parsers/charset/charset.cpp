#include "parsers/charset/charset.hpp"

#include <algorithm>
#include <utility>

#include "parsers/charset/declaration.hpp"
#include "parsers/charset/decoder.hpp"
#include "parsers/charset/detect.hpp"
#include "parsers/charset/double_encoding.hpp"
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

// How much of ill-formed text is UTF-8 all the same.
struct Sequences {
  std::size_t good = 0;  // well-formed sequences of several bytes
  std::size_t bad = 0;   // ill-formed ones; not the one that the end of the bytes cuts off

  // Not damaged UTF-8 but another encoding.
  [[nodiscard]] bool refute_utf8() const { return bad > good; }
  // No other encoding looks like this.
  [[nodiscard]] bool prove_utf8() const { return good >= 10 && bad * 10 <= good; }
};

Sequences count_sequences(std::string_view bytes) {
  Sequences count;
  while (!bytes.empty()) {
    bytes.remove_prefix(utf8::ascii_prefix(bytes));
    if (bytes.empty()) break;
    const utf8::Sequence sequence = utf8::next(bytes);
    const bool cut_off = sequence.length == bytes.size() && sequence.length > 1;
    if (sequence.valid) {
      ++count.good;
    } else if (!cut_off) {
      ++count.bad;
    }
    bytes.remove_prefix(sequence.length);
  }
  return count;
}

Decoded decode_detected(std::string_view bytes) {
  const std::string_view found = detect(bytes);
  if (found.empty()) return decode_as(bytes, "windows-1252", Source::kDefault);
  return decode_as(bytes, found, Source::kDetected);
}

// Bytes that are not UTF-8. `inner` is the label inside the document, for where the header's is
// wrong.
template <typename FindLabel>
Decoded decode_ill_formed(std::string_view bytes, const Label& label, FindLabel inner) {
  const Sequences count = count_sequences(bytes);
  if (label.encoding == "UTF-8") {
    if (!count.refute_utf8()) return decode_as(bytes, "UTF-8", label.source);
    const Label other = inner(false);
    if (other.encoding.empty() || other.encoding == "UTF-8") return decode_detected(bytes);
    return decode_as(bytes, other.encoding, other.source);
  }
  if (count.prove_utf8() && (label.encoding.empty() || is_single_byte(label.encoding))) {
    return decode_as(bytes, "UTF-8", Source::kDetected);
  }
  if (label.encoding.empty()) return decode_detected(bytes);
  return decode_as(bytes, label.encoding, label.source);
}

Decoded utf8_text(std::string_view bytes, Source source) {
  auto repaired = undo_double_encoding(bytes);
  return {repaired ? std::move(*repaired) : std::string(bytes), "UTF-8", source};
}

bool has_escapes(std::string_view bytes) { return bytes.find('\x1B') != std::string_view::npos; }

// ASCII alone means the same in nearly all encodings; ISO-2022-JP and UTF-16 are the exceptions.
Decoded decode_ascii(std::string_view bytes, const Label& label) {
  if (label.encoding == "replacement" || (label.encoding == "ISO-2022-JP" && has_escapes(bytes))) {
    return decode_as(bytes, label.encoding, label.source);
  }
  if (label.encoding.empty() && has_escapes(bytes) && !detect(bytes).empty()) {
    return decode_as(bytes, "ISO-2022-JP", Source::kDetected);
  }
  const bool none = label.encoding.empty() || is_utf16(label.encoding);
  return {std::string(bytes), none ? "UTF-8" : std::string(label.encoding), label.source};
}

// Well-formed UTF-8 beyond ASCII. A legacy label is believed only where it is of several bytes a
// character and reads the bytes without a fault.
Decoded decode_utf8(std::string_view bytes, const Label& label) {
  if (label.encoding.empty()) return utf8_text(bytes, Source::kUtf8Valid);
  if (label.encoding == "UTF-8") return utf8_text(bytes, label.source);
  if (!is_single_byte(label.encoding) && !is_utf16(label.encoding)) {
    DecodedBytes labelled = decode(bytes, label.encoding);
    if (!labelled.ill_formed || label.encoding == "replacement") {
      return {std::move(labelled.text), std::string(label.encoding), label.source};
    }
  }
  return utf8_text(bytes, Source::kUtf8Valid);
}

// What all formats share; `find_label` gives the label inside the document, and is told whether the
// bytes are well-formed UTF-8.
template <typename FindLabel>
Decoded decode_document(std::string_view bytes, std::string_view content_type,
                        FindLabel find_label) {
  if (const auto bom = encoding_of_bom(bytes); !bom.empty()) {
    return decode_as(bytes, bom, Source::kBom);
  }
  Label label{encoding_of_content_type(content_type), Source::kHeader};
  if (const auto utf16 = detect_utf16(bytes); !utf16.empty()) {
    return decode_as(bytes, utf16, is_utf16(label.encoding) ? Source::kHeader : Source::kDetected);
  }
  const utf8::Scan scan = utf8::scan(bytes);
  const bool valid = scan.valid_bytes == bytes.size();
  if (is_utf16(label.encoding) && !(valid && is_text(bytes))) {
    return decode_as(bytes, label.encoding, label.source);
  }
  if (label.encoding.empty()) label = find_label(valid);
  if (!valid) return decode_ill_formed(bytes, label, find_label);
  return scan.multi_byte ? decode_utf8(bytes, label) : decode_ascii(bytes, label);
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
