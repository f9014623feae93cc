#include "parsers/feed/tag.hpp"

#include <algorithm>
#include <iterator>

#include "parsers/feed/names.hpp"

namespace tidings::feed {
namespace {

constexpr std::string_view kVoid[] = {"area", "br",    "col",  "embed", "hr",
                                      "img",  "input", "meta", "param", "wbr"};

constexpr std::string_view kHtml[] = {
    "a",    "abbr",   "area",   "article",  "aside",      "audio",  "b",      "blockquote", "body",
    "br",   "button", "center", "cite",     "code",       "col",    "dd",     "del",        "div",
    "dl",   "dt",     "em",     "embed",    "figcaption", "figure", "font",   "footer",     "form",
    "h1",   "h2",     "h3",     "h4",       "h5",         "h6",     "head",   "header",     "hr",
    "html", "i",      "iframe", "img",      "input",      "ins",    "label",  "li",         "main",
    "meta", "nav",    "nobr",   "noscript", "object",     "ol",     "p",      "param",      "pre",
    "q",    "s",      "script", "section",  "small",      "span",   "strike", "strong",     "style",
    "sub",  "sup",    "table",  "tbody",    "td",         "tfoot",  "th",     "thead",      "tr",
    "tt",   "u",      "ul",     "video",    "wbr"};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool is_name(char c) {
  return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
}

bool contains_ignoring_case(auto& names, std::string_view name) {
  return std::ranges::any_of(
      names, [name](std::string_view entry) { return equals_ignoring_case(entry, name); });
}

// Reads the attributes of a tag and keeps what is fit to be kept.
class AttributeReader {
 public:
  AttributeReader(std::string_view text, Tag& tag) : text_(text), tag_(tag) {}

  // Reads from `at` to the tag's end. False: there is none.
  bool read(std::size_t at) {
    at_ = at;
    while (at_ < text_.size()) {
      const bool spaced = skip_space();
      if (at_ == text_.size()) return false;
      const char c = text_[at_];
      if (c == '>') return finish(1, false);
      if (c == '<') return false;
      if (c == '/' && text_.substr(at_).starts_with("/>")) return finish(2, true);
      if (!spaced) tag_.clean = false;
      if (!is_name_start(c)) {
        tag_.clean = false;
        ++at_;
      } else if (!read_attribute()) {
        return false;
      }
    }
    return false;
  }

 private:
  bool finish(std::size_t bytes, bool self_closing) {
    tag_.size = at_ + bytes;
    tag_.self_closing = self_closing;
    return true;
  }

  bool skip_space() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    return at_ > start;
  }

  bool read_attribute() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    const std::string_view name = text_.substr(start, at_ - start);
    skip_space();
    if (at_ == text_.size()) return false;
    if (text_[at_] != '=') {
      tag_.clean = false;
      return true;
    }
    ++at_;
    skip_space();
    std::string_view value;
    if (!read_value(value)) return false;
    keep(name, value);
    return true;
  }

  bool read_value(std::string_view& value) {
    if (at_ == text_.size()) return false;
    const char quote = text_[at_];
    if (quote != '"' && quote != '\'') {
      const std::size_t start = at_;
      while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '>') ++at_;
      value = text_.substr(start, at_ - start);
      if (value.ends_with('/') && at_ < text_.size() && text_[at_] == '>') {
        value.remove_suffix(1);
        --at_;
      }
      tag_.clean = false;
      return value.size() <= kMaxValueBytes;
    }
    const std::size_t end = text_.substr(0, at_ + kMaxValueBytes + 2).find(quote, at_ + 1);
    if (end == std::string_view::npos) return false;
    value = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    if (value.find_first_of("<&") != std::string_view::npos) tag_.clean = false;
    return true;
  }

  void keep(std::string_view name, std::string_view value) {
    const bool fits = tag_.attributes.size() < kMaxAttributes && name.size() <= kMaxNameBytes &&
                      std::ranges::count(name, ':') <= 1 && name.back() != ':';
    const bool known = !fits || std::ranges::any_of(tag_.attributes, [name](const auto& other) {
      return other.name == name;
    });
    if (known) {
      tag_.clean = false;
    } else {
      tag_.attributes.push_back({name, value});
    }
  }

  std::string_view text_;
  Tag& tag_;
  std::size_t at_ = 0;
};

}  // namespace

std::string_view read_tag_name(std::string_view text) {
  if (text.empty() || !is_name_start(text[0])) return {};
  std::size_t end = 1;
  while (end < text.size() && end <= kMaxNameBytes && is_name(text[end])) ++end;
  const std::string_view name = text.substr(0, end);
  const bool fits = end <= kMaxNameBytes && std::ranges::count(name, ':') <= 1;
  return fits && name.back() != ':' ? name : std::string_view();
}

bool read_tag(std::string_view text, Tag& tag) {
  tag.attributes.clear();
  tag.clean = true;
  tag.name = read_tag_name(text.substr(1));
  if (tag.name.empty()) return false;
  const std::size_t at = 1 + tag.name.size();
  if (at == text.size()) return false;
  const char next = text[at];
  if (!is_space(next) && next != '>' && next != '/') return false;
  return AttributeReader(text, tag).read(at);
}

std::string_view local_name(std::string_view name) {
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

bool is_void_element(std::string_view name) {
  return name.size() <= 5 && contains_ignoring_case(kVoid, name);
}

bool is_html_element(std::string_view name) { return contains_ignoring_case(kHtml, name); }

}  // namespace tidings::feed
