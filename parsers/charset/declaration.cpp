#include "parsers/charset/declaration.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "parsers/charset/charset.hpp"

namespace tidings::charset {
namespace {

constexpr std::string_view kBlanks = "\t\n\f\r ";
constexpr std::size_t kPrescan = 1024;

bool is_blank(char c) { return kBlanks.find(c) != std::string_view::npos; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool equals_ignoring_case(std::string_view text, std::string_view lower_case) {
  return std::ranges::equal(text, lower_case, {}, lower);
}

bool starts_ignoring_case(std::string_view text, std::string_view lower_case) {
  return equals_ignoring_case(text.substr(0, lower_case.size()), lower_case);
}

std::size_t find_ignoring_case(std::string_view text, std::string_view lower_case,
                               std::size_t from) {
  const auto found =
      std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), lower_case.begin(),
                  lower_case.end(), [](char a, char b) { return lower(a) == b; });
  return found == text.end() ? std::string_view::npos
                             : static_cast<std::size_t>(found - text.begin());
}

void skip_blanks(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
}

// A value that may be in quotes ends at the same quote, another one at a blank or semicolon. None:
// a quote that does not end.
std::optional<std::string_view> read_value(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (text.front() == '"' || text.front() == '\'') {
    const std::size_t end = text.find(text.front(), 1);
    if (end == std::string_view::npos) return std::nullopt;
    return text.substr(1, end - 1);
  }
  return text.substr(0, text.find_first_of("\t\n\f\r ;"));
}

// The encoding behind the first "key =" ("Extracting a character encoding from a meta element",
// HTML 2.7.3, where the key is "charset").
std::string_view encoding_behind(std::string_view key, std::string_view text) {
  for (std::size_t at = 0; (at = find_ignoring_case(text, key, at)) != text.npos;) {
    at += key.size();
    std::string_view rest = text.substr(at);
    skip_blanks(rest);
    if (!rest.starts_with('=')) continue;
    rest.remove_prefix(1);
    skip_blanks(rest);
    const auto value = read_value(rest);
    return value ? encoding_for_label(*value) : std::string_view();
  }
  return {};
}

// What a declaration inside the document can mean, given that it was read as ASCII.
std::string_view as_declared_inside(std::string_view name) {
  if (name == "UTF-16LE" || name == "UTF-16BE") return "UTF-8";
  if (name == "x-user-defined") return "windows-1252";
  return name;
}

struct Attribute {
  std::string name;
  std::string value;
};

// Reads tags as the prescan does: no tree, no raw text, only comments, tags and attributes.
class TagReader {
 public:
  explicit TagReader(std::string_view bytes) : bytes_(bytes) {}

  // Goes on to the next "<" that opens something; false at the end.
  bool next_markup() {
    at_ = std::min(bytes_.find('<', at_), bytes_.size());
    return at_ < bytes_.size();
  }

  [[nodiscard]] std::string_view rest() const { return bytes_.substr(at_); }
  void advance(std::size_t count) { at_ = std::min(at_ + count, bytes_.size()); }

  void skip_past(std::string_view mark, std::size_t from) {
    const std::size_t found = bytes_.find(mark, std::min(at_ + from, bytes_.size()));
    at_ = found == std::string_view::npos ? bytes_.size() : found + mark.size();
  }

  void skip_raw_text(std::string_view element) {
    const std::string end = "</" + std::string(element);
    at_ = std::min(find_ignoring_case(bytes_, end, at_), bytes_.size());
  }

  // "Get an attribute" (HTML 13.2.3.2); none at the end of the tag.
  std::optional<Attribute> next_attribute() {
    while (at_ < bytes_.size() && (is_blank(bytes_[at_]) || bytes_[at_] == '/')) ++at_;
    if (at_ == bytes_.size() || bytes_[at_] == '>') return std::nullopt;
    Attribute attribute;
    while (at_ < bytes_.size()) {
      const char c = bytes_[at_];
      if (c == '=' && !attribute.name.empty()) break;
      if (c == '/' || c == '>') return attribute;
      if (is_blank(c)) {
        skip_blanks_here();
        if (at_ == bytes_.size() || bytes_[at_] != '=') return attribute;
        break;
      }
      attribute.name += lower(c);
      ++at_;
    }
    advance(1);
    skip_blanks_here();
    read_attribute_value(attribute.value);
    return attribute;
  }

 private:
  void skip_blanks_here() {
    while (at_ < bytes_.size() && is_blank(bytes_[at_])) ++at_;
  }

  void read_attribute_value(std::string& value) {
    if (at_ == bytes_.size()) return;
    const char quote = bytes_[at_];
    if (quote == '"' || quote == '\'') {
      const std::size_t end = std::min(bytes_.find(quote, at_ + 1), bytes_.size());
      value = bytes_.substr(at_ + 1, end - at_ - 1);
      at_ = std::min(end + 1, bytes_.size());
      return;
    }
    while (at_ < bytes_.size() && !is_blank(bytes_[at_]) && bytes_[at_] != '>') {
      value += bytes_[at_++];
    }
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

// Reads the attributes of a <meta> tag; of those with the same name the first counts.
std::string_view read_meta(TagReader& reader) {
  bool got_pragma = false;
  bool seen_pragma = false, seen_content = false, seen_charset = false;
  std::string_view in_content, in_charset;
  while (const auto attribute = reader.next_attribute()) {
    if (attribute->name == "http-equiv" && !std::exchange(seen_pragma, true)) {
      got_pragma = equals_ignoring_case(attribute->value, "content-type");
    } else if (attribute->name == "content" && !std::exchange(seen_content, true)) {
      in_content = encoding_behind("charset", attribute->value);
    } else if (attribute->name == "charset" && !std::exchange(seen_charset, true)) {
      in_charset = encoding_for_label(attribute->value);
    }
  }
  if (seen_charset) return as_declared_inside(in_charset);
  return got_pragma ? as_declared_inside(in_content) : std::string_view();
}

// The element whose raw text follows its start tag, empty for another one.
std::string_view raw_text_element(std::string_view tag_name) {
  static constexpr std::array<std::string_view, 8> kRaw{"script", "style",  "title",   "textarea",
                                                        "xmp",    "iframe", "noembed", "noframes"};
  const auto found = std::ranges::find_if(
      kRaw, [&](std::string_view raw) { return equals_ignoring_case(tag_name, raw); });
  return found == kRaw.end() ? std::string_view() : *found;
}

std::string_view search_meta(std::string_view bytes, bool skip_raw_text) {
  TagReader reader(bytes);
  while (reader.next_markup()) {
    const std::string_view rest = reader.rest();
    if (rest.starts_with("<!--")) {
      reader.skip_past("-->", 2);
      continue;
    }
    const bool end_tag = rest.starts_with("</");
    const std::size_t name_at = end_tag ? 2 : 1;
    if (rest.size() <= name_at) return {};
    if (!is_alpha(rest[name_at])) {
      const char c = rest[1];
      if (c == '!' || c == '/' || c == '?') {
        reader.skip_past(">", 1);
      } else {
        reader.advance(1);
      }
      continue;
    }
    const std::size_t name_end = std::min(rest.find_first_of("\t\n\f\r />", name_at), rest.size());
    const std::string_view name = rest.substr(name_at, name_end - name_at);
    reader.advance(name_end);
    if (!end_tag && equals_ignoring_case(name, "meta")) {
      if (const std::string_view encoding = read_meta(reader); !encoding.empty()) return encoding;
      continue;
    }
    while (reader.next_attribute()) {
    }
    if (skip_raw_text && !end_tag) {
      if (const auto raw = raw_text_element(name); !raw.empty()) reader.skip_raw_text(raw);
    }
  }
  return {};
}

}  // namespace

std::string_view encoding_of_content_type(std::string_view header) {
  const std::size_t parameters = header.find(';');
  if (parameters == std::string_view::npos) return {};
  return encoding_behind("charset", header.substr(parameters));
}

std::string_view prescan_meta(std::string_view bytes) {
  return search_meta(bytes.substr(0, kPrescan), false);
}

std::string_view find_meta(std::string_view bytes) { return search_meta(bytes, true); }

std::string_view encoding_of_xml_declaration(std::string_view bytes) {
  constexpr std::size_t kLongest = 512;
  bytes.remove_prefix(std::min(bytes.find_first_not_of(kBlanks), bytes.size()));
  if (!starts_ignoring_case(bytes, "<?xml")) return {};
  bytes = bytes.substr(0, std::min(bytes.find('>'), kLongest));
  return as_declared_inside(encoding_behind("encoding", bytes));
}

}  // namespace tidings::charset
