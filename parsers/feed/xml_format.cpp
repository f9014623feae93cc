#include "parsers/feed/xml_format.hpp"

#include <algorithm>

#include "parsers/charset/utf8.hpp"
#include "parsers/feed/feed.hpp"
#include "parsers/feed/html_text.hpp"
#include "parsers/feed/links.hpp"
#include "parsers/feed/tag.hpp"
#include "parsers/text/normalize.hpp"
#include "parsers/url/url.hpp"

namespace tidings::feed {
namespace {

constexpr std::size_t kMaxBaseBytes = 2048;

}  // namespace

void Value::cut(std::size_t most) {
  if (text.size() <= most) return;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  text.resize(most);
}

std::string Value::line() const { return is_html ? html_to_line(text) : text::one_line(text); }

std::string Value::html() && {
  if (is_html) return resolve_html_links(std::move(text), base);
  std::string escaped;
  append_html(escaped, trim(text));
  return escaped;
}

FormatReader::FormatReader(XmlFormat& format, std::string_view base_url,
                           std::size_t max_value_bytes)
    : format_(format), max_value_bytes_(max_value_bytes) {
  bases_.push_back({0, std::string(base_url)});
}

std::string_view FormatReader::base() const { return bases_.back().value; }

std::string_view FormatReader::language() const {
  return languages_.empty() ? std::string_view() : languages_.back().value;
}

// XML Base (W3C 2009) and XML 1.0 2.12; both hold for the element and what is in it.
void FormatReader::inherit(const Element& element) {
  if (element.attributes.empty()) return;
  const std::string_view base_here = element.attribute(Namespace::kXml, "base");
  if (!base_here.empty()) {
    const std::string resolved = resolve_link(base_here, base());
    const bool usable =
        resolved.size() <= kMaxBaseBytes && is_web_url(resolved) && url::parse(resolved);
    if (usable) bases_.push_back({depth_, resolved});
  }
  const std::string_view language_here = element.attribute(Namespace::kXml, "lang");
  if (!language_here.empty() && language_here.size() <= kMaxLentBytes) {
    languages_.push_back({depth_, std::string(language_here)});
  }
}

bool FormatReader::start(const Element& element) {
  ++depth_;
  if (skipped_ > 0) {
    ++skipped_;
    return true;
  }
  if (collecting_ > 0) {
    ++collecting_;
    open_markup(element);
    return true;
  }
  inherit(element);
  step_ = format_.open(element, {scopes_.back(), base(), language()});
  switch (step_.kind) {
    case Step::Kind::kSkip:
      skipped_ = 1;
      break;
    case Step::Kind::kEnter:
      scopes_.push_back(step_.id);
      break;
    case Step::Kind::kCollect:
      collecting_ = 1;
      text_.clear();
      full_ = false;
      markup_ = step_.type == TextType::kXhtml;
      break;
  }
  return true;
}

bool FormatReader::end() {
  bool goes_on = true;
  if (skipped_ > 0) {
    --skipped_;
  } else if (collecting_ > 1) {
    --collecting_;
    if (!tags_.back().empty()) append("</" + tags_.back() + ">");
    tags_.pop_back();
  } else if (collecting_ == 1) {
    collecting_ = 0;
    finish_value();
  } else {
    const int scope = scopes_.back();
    scopes_.pop_back();
    goes_on = format_.close(scope);
  }
  while (bases_.size() > 1 && bases_.back().depth >= depth_) bases_.pop_back();
  while (!languages_.empty() && languages_.back().depth >= depth_) languages_.pop_back();
  --depth_;
  return goes_on;
}

void FormatReader::text(std::string_view piece) {
  if (collecting_ == 0 || skipped_ > 0) return;
  if (!markup_) {
    append(piece);
    return;
  }
  std::string escaped;
  append_html(escaped, piece);
  append(escaped);
}

void FormatReader::append(std::string_view piece) {
  if (full_) return;
  const std::size_t room = max_value_bytes_ - std::min(text_.size(), max_value_bytes_);
  if (piece.size() > room) {
    std::size_t size = room;
    while (size > 0 && (piece[size] & 0xC0) == 0x80) --size;
    piece = piece.substr(0, size);
    full_ = true;
    cut_ = true;
  }
  text_ += piece;
}

// Elements within a value that was thought to be text: what came before them was text.
void FormatReader::start_markup() {
  if (markup_) return;
  markup_ = true;
  std::string escaped;
  append_html(escaped, text_);
  text_ = std::move(escaped);
}

void FormatReader::open_markup(const Element& element) {
  start_markup();
  std::string tag = "<" + std::string(element.raw_name);
  for (const Attribute& attribute : element.attributes) {
    if (attribute.space != Namespace::kNone) continue;
    tag += ' ';
    tag += attribute.name;
    tag += "=\"";
    append_html(tag, attribute.value);
    tag += '"';
  }
  append(tag + ">");
  tags_.emplace_back(is_void_element(element.raw_name) ? std::string_view() : element.raw_name);
}

void FormatReader::finish_value() {
  Value value;
  value.text = std::move(text_);
  value.is_html = markup_ || step_.type == TextType::kHtml;
  if (step_.type == TextType::kBase64 && !markup_) {
    if (const std::string decoded = decode_base64(value.text); !decoded.empty()) {
      value.text = utf8::repair(decoded);
    }
    value.is_html = true;
  }
  value.base = base();
  format_.value(step_.id, std::move(value));
  text_.clear();
}

}  // namespace tidings::feed
