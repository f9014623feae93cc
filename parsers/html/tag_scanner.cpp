#include "parsers/html/tag_scanner.hpp"

#include <algorithm>

namespace tidings::html {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Reads attributes one by one from behind the tag name up to '>'.
class AttributeReader {
 public:
  AttributeReader(std::string_view page, std::size_t at) : page_(page), at_(at) {
    while (at_ < page_.size() && !is_space(page_[at_]) && page_[at_] != '/' && page_[at_] != '>')
      ++at_;
  }

  // False at the end of the tag, which end() then tells.
  bool next(Attribute& attribute) {
    self_closing_ = false;
    while (at_ < page_.size() && (is_space(page_[at_]) || page_[at_] == '/')) {
      self_closing_ = page_[at_++] == '/';
    }
    if (at_ >= page_.size() || page_[at_] == '>') return false;
    const std::size_t begin = at_++;  // a '=' here belongs to the name (HTML 13.2.5.32)
    while (at_ < page_.size() && !is_space(page_[at_]) && page_[at_] != '/' && page_[at_] != '>' &&
           page_[at_] != '=') {
      ++at_;
    }
    attribute = {.begin = begin, .end = at_, .name = page_.substr(begin, at_ - begin), .value = {}};
    skip_spaces();
    if (at_ < page_.size() && page_[at_] == '=') {
      ++at_;
      skip_spaces();
      attribute.value = read_value();
      attribute.end = at_;
    }
    return true;
  }

  [[nodiscard]] std::size_t end() const { return at_ < page_.size() ? at_ + 1 : kNone; }
  [[nodiscard]] bool self_closing() const { return self_closing_; }

 private:
  void skip_spaces() {
    while (at_ < page_.size() && is_space(page_[at_])) ++at_;
  }

  std::string_view read_value() {
    if (at_ >= page_.size() || page_[at_] == '>') return {};
    const char quote = page_[at_];
    if (quote == '"' || quote == '\'') {
      const std::size_t begin = at_ + 1;
      const std::size_t close = page_.find(quote, begin);
      at_ = close == kNone ? page_.size() : close + 1;
      return page_.substr(begin, close == kNone ? 0 : close - begin);
    }
    const std::size_t begin = at_;
    while (at_ < page_.size() && !is_space(page_[at_]) && page_[at_] != '>') ++at_;
    return page_.substr(begin, at_ - begin);
  }

  std::string_view page_;
  std::size_t at_;
  bool self_closing_ = false;
};

}  // namespace

bool equals_lower(std::string_view written, std::string_view name) {
  return written.size() == name.size() &&
         std::ranges::equal(written, name, {}, [](char c) { return lower(c); });
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

bool names_tag(std::string_view page, std::size_t at, std::string_view name) {
  if (at + name.size() >= page.size() || !equals_lower(page.substr(at, name.size()), name))
    return false;
  const char behind = page[at + name.size()];
  return is_space(behind) || behind == '/' || behind == '>';
}

Tag scan_tag(std::string_view page, std::size_t at) {
  AttributeReader reader(page, at + 1);
  Attribute attribute;
  while (reader.next(attribute)) {
  }
  return {at, reader.end(), reader.self_closing()};
}

Tag scan_tag(std::string_view page, std::size_t at, std::vector<Attribute>& attributes) {
  AttributeReader reader(page, at + 1);
  attributes.clear();
  for (Attribute attribute; reader.next(attribute);) attributes.push_back(attribute);
  return {at, reader.end(), reader.self_closing()};
}

std::string_view tag_attribute(std::string_view page, const Tag& tag, std::string_view name) {
  AttributeReader reader(page, tag.begin + 1);
  for (Attribute attribute; reader.next(attribute);) {
    if (equals_lower(attribute.name, name)) return attribute.value;
  }
  return {};
}

}  // namespace tidings::html
