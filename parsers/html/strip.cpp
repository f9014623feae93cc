#include "parsers/html/strip.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "parsers/html/tag_scanner.hpp"

namespace tidings::html {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// Offset behind a comment whose "<!--" stands at `at` (HTML 13.2.5.43: "<!-->" and "<!--->" are
// whole comments, "--!>" ends one too).
std::size_t comment_end(std::string_view page, std::size_t at) {
  const std::size_t body = at + 4;
  if (page.substr(body, 1) == ">") return body + 1;
  if (page.substr(body, 2) == "->") return body + 2;
  for (std::size_t dashes = body; (dashes = page.find("--", dashes)) != kNone; ++dashes) {
    if (page.substr(dashes + 2, 1) == ">") return dashes + 3;
    if (page.substr(dashes + 2, 2) == "!>") return dashes + 4;
  }
  return page.size();
}

// Offset of the next "</name" that ends an element of raw text.
std::size_t raw_text_end(std::string_view page, std::size_t at, std::string_view name) {
  while ((at = page.find("</", at)) != kNone) {
    if (names_tag(page, at + 2, name)) return at;
    at += 2;
  }
  return kNone;
}

// Offset of the "</script" that ends a script whose text begins at `at`.
std::size_t script_end(std::string_view page, std::size_t at) {
  bool escaped = false;         // behind "<!--"
  bool double_escaped = false;  // and behind "<script" inside it
  for (; at < page.size(); ++at) {
    at = escaped ? page.find_first_of("-<", at) : page.find('<', at);
    if (at == kNone) return kNone;
    const std::string_view rest = page.substr(at);
    if (escaped && rest.starts_with("-->")) {
      escaped = double_escaped = false;
    } else if (!escaped && rest.starts_with("<!--")) {
      escaped = true;
      at += 1;  // "<!-->" closes what it opens
    } else if (rest.starts_with("</") && names_tag(page, at + 2, "script")) {
      if (!double_escaped) return at;
      double_escaped = false;
    } else if (escaped && rest.front() == '<' && names_tag(page, at + 1, "script")) {
      double_escaped = true;
    }
  }
  return kNone;
}

// Offset behind the "</svg>" that closes the svg whose content begins at `at`.
std::size_t svg_end(std::string_view page, std::size_t at) {
  for (int depth = 1; (at = page.find('<', at)) != kNone; ++at) {
    if (names_tag(page, at + 1, "svg")) {
      const Tag tag = scan_tag(page, at);
      if (tag.end == kNone) return kNone;
      if (!tag.self_closing) ++depth;
    } else if (page.substr(at + 1, 1) == "/" && names_tag(page, at + 2, "svg") && --depth == 0) {
      const std::size_t close = page.find('>', at);
      return close == kNone ? kNone : close + 1;
    }
  }
  return kNone;
}

class Stripper {
 public:
  Stripper(std::string& text, Detail detail) : text_(text), page_(text), detail_(detail) {}

  std::vector<JsonScript> run() {
    for (std::size_t at = 0;;) {
      const std::size_t open = std::min(page_.find('<', at), page_.size());
      if (detail_ == Detail::kReadable) thin_blanks(at, open);
      if (open == page_.size()) break;
      const std::size_t end = noise_end(open);
      if (end == kNone) {
        at = next_;
        continue;
      }
      keep_until(open);
      read_ = at = end;
    }
    keep_until(page_.size());
    text_.resize(written_);
    return std::move(scripts_);
  }

 private:
  // Offset behind the noise that begins at `at`; kNone when none does: go on at next_.
  std::size_t noise_end(std::size_t at) {
    next_ = at + 1;
    if (next_ >= page_.size()) return kNone;
    const char first = page_[next_];
    if (first == '!') return page_.substr(at).starts_with("<!--") ? comment_end(page_, at) : kNone;
    if (!is_letter(first)) return kNone;
    const Tag tag = scan_tag(page_, at, attributes_);
    next_ = std::min(tag.end, page_.size());  // a tag that never ends hides the rest of the page
    if (tag.end == kNone) return kNone;
    if (first != 's' && first != 'S') {
      skip_raw_text(at);
    } else if (names_tag(page_, at + 1, "script")) {
      return take_script(tag);
    } else if (names_tag(page_, at + 1, "style")) {
      return element_end(raw_text_end(page_, tag.end, "style"));
    } else if (names_tag(page_, at + 1, "svg")) {
      const std::size_t end = take_svg(tag);
      if (end != kNone) return end;
    }
    if (detail_ == Detail::kReadable) thin_attributes();
    return kNone;
  }

  // Leaves out the attributes that nothing reads, each with the blanks before it; where no blank
  // parts it from the next one, those stay.
  void thin_attributes() {
    for (const Attribute& attribute : attributes_) {
      if (is_readable_attribute(attribute.name)) continue;
      const char behind = page_[attribute.end];
      std::size_t begin = attribute.begin;
      if (is_space(behind) || behind == '/' || behind == '>') {
        while (is_space(page_[begin - 1])) --begin;
      }
      keep_until(begin);
      read_ = attribute.end;
    }
  }

  // Keeps the first of each run of blanks in a stretch of text.
  void thin_blanks(std::size_t at, std::size_t end) {
    while (at < end) {
      if (!is_space(page_[at++])) continue;
      const std::size_t begin = at;
      while (at < end && is_space(page_[at])) ++at;
      if (at == begin) continue;
      keep_until(begin);
      read_ = at;
    }
  }

  // Nothing inside <textarea>, <title> or <iframe> is a tag.
  void skip_raw_text(std::size_t at) {
    for (const std::string_view name : {"textarea", "title", "iframe"}) {
      if (!names_tag(page_, at + 1, name)) continue;
      const std::size_t close = raw_text_end(page_, next_, name);
      next_ = close == kNone ? page_.size() : close + 1;
    }
  }

  std::size_t take_svg(const Tag& tag) {
    if (tag.self_closing) return tag.end;
    if (open_svg_) return kNone;
    const std::size_t end = svg_end(page_, tag.end);
    open_svg_ = end == kNone;
    return end;
  }

  std::size_t take_script(const Tag& tag) {
    std::size_t close = open_script_ ? kNone : script_end(page_, tag.end);
    if (close == kNone) {
      open_script_ = true;
      close = raw_text_end(page_, tag.end, "script");
    }
    std::string type = lower_case(tag_attribute(page_, tag, "type"));
    type.resize(std::min(type.size(), type.find_first_of("; \t\n")));
    if (type.find("json") != kNone && close != kNone) {
      scripts_.push_back({std::move(type), std::string(tag_attribute(page_, tag, "id")),
                          std::string(page_.substr(tag.end, close - tag.end))});
    }
    return element_end(close);
  }

  [[nodiscard]] std::size_t element_end(std::size_t close) const {
    if (close == kNone) return page_.size();
    const std::size_t end = page_.find('>', close);
    return end == kNone ? page_.size() : end + 1;
  }

  void keep_until(std::size_t end) {
    if (written_ != read_) std::memmove(text_.data() + written_, text_.data() + read_, end - read_);
    written_ += end - read_;
    read_ = end;
  }

  std::string& text_;
  const std::string_view page_;  // what lies before read_ may be overwritten
  const Detail detail_;
  std::vector<Attribute> attributes_;  // of the last tag
  std::vector<JsonScript> scripts_;
  std::size_t read_ = 0;     // what is kept was copied up to here
  std::size_t written_ = 0;  // to here
  std::size_t next_ = 0;
  // Met once, not looked for again: keeps the pass linear.
  bool open_svg_ = false;
  bool open_script_ = false;
};

}  // namespace

bool is_readable_attribute(std::string_view name) {
  constexpr auto kReadable = std::to_array<std::string_view>({"class",          "id",
                                                              "href",           "rel",
                                                              "role",           "name",
                                                              "content",        "property",
                                                              "http-equiv",     "itemprop",
                                                              "itemtype",       "datetime",
                                                              "title",          "lang",
                                                              "type",           "style",
                                                              "hidden",         "aria-hidden",
                                                              "data-testid",    "data-type",
                                                              "data-component", "data-qa",
                                                              "data-module",    "data-unixtime",
                                                              "data-utime",     "data-datetime",
                                                              "data-timestamp"});
  return std::ranges::any_of(
      kReadable, [&](std::string_view readable) { return equals_lower(name, readable); });
}

std::vector<JsonScript> strip_noise(std::string& text, Detail detail) {
  return Stripper(text, detail).run();
}

}  // namespace tidings::html
