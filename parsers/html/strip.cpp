#include "parsers/html/strip.hpp"

#include <algorithm>
#include <array>
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

// What Detail::kReadable keeps, by the name as written.
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
                                                              "data-timestamp", "alt"});
  return std::ranges::any_of(
      kReadable, [&](std::string_view readable) { return equals_lower(name, readable); });
}

// Attributes whose values HTML 13.2.6 looks at: of <input> and of MathML's annotations.
bool decides_tree(std::string_view name) {
  return equals_lower(name, "type") || equals_lower(name, "encoding");
}

class Stripper {
 public:
  Stripper(std::string_view page, Detail detail, StandIns* stand_ins)
      : page_(page), detail_(detail), stand_ins_(stand_ins) {}

  Stripped run() {
    stripped_.markup.reserve(page_.size() / 4);
    for (std::size_t at = 0;;) {
      const std::size_t open = std::min(page_.find('<', at), page_.size());
      take_text(at, open);
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
    return std::move(stripped_);
  }

 private:
  // Offset behind the noise that begins at `at`; kNone when none does: go on at next_.
  std::size_t noise_end(std::size_t at) {
    next_ = at + 1;
    if (next_ >= page_.size()) return kNone;
    const char first = page_[next_];
    if (page_.substr(at).starts_with("<!--")) return comment_end(page_, at);
    if (!is_letter(first)) {
      if (first == '/' || first == '!' || first == '?') next_ = behind_other_tag(at);
      return kNone;
    }
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
    take_attributes();
    return kNone;
  }

  // Offset behind an end tag, a doctype or another declaration.
  [[nodiscard]] std::size_t behind_other_tag(std::size_t at) const {
    const bool end_tag = page_[at + 1] == '/' && at + 2 < page_.size() && is_letter(page_[at + 2]);
    if (end_tag) return std::min(scan_tag(page_, at + 1).end, page_.size());
    const std::size_t close = page_.find('>', at);
    return close == kNone ? page_.size() : close + 1;
  }

  void take_attributes() {
    for (const Attribute& attribute : attributes_) {
      if (detail_ == Detail::kReadable && !is_readable_attribute(attribute.name)) {
        leave_out(attribute);
      } else if (stand_ins_ != nullptr && !decides_tree(attribute.name) &&
                 !attribute.value.empty()) {
        const auto begin = static_cast<std::size_t>(attribute.value.data() - page_.data());
        const std::size_t end = begin + attribute.value.size();
        keep_until(begin);
        if (stand_ins_->add_value(begin, end, stripped_.markup)) read_ = end;
      }
    }
  }

  // With the blanks before it; where no blank parts it from the next one, those stay.
  void leave_out(const Attribute& attribute) {
    const char behind = page_[attribute.end];
    std::size_t begin = attribute.begin;
    if (is_space(behind) || behind == '/' || behind == '>') {
      while (is_space(page_[begin - 1])) --begin;
    }
    keep_until(begin);
    read_ = attribute.end;
  }

  // Text between two tags.
  void take_text(std::size_t at, std::size_t end) {
    if (stand_ins_ == nullptr && detail_ == Detail::kAll) return;
    while (at < end) {
      if (is_space(page_[at])) {
        at = thin_blanks(at, end);
      } else if (const std::size_t changed = StandIns::changed_bytes(page_, at); changed > 0) {
        at = page_[at] == '&' ? behind_reference(at, end) : at + changed;
      } else {
        at = take_words(at, end);
      }
    }
  }

  // Keeps the first of a run of blanks.
  std::size_t thin_blanks(std::size_t at, std::size_t end) {
    const std::size_t begin = ++at;
    while (at < end && is_space(page_[at])) ++at;
    if (at > begin && detail_ == Detail::kReadable) {
      keep_until(begin);
      read_ = at;
    }
    return at;
  }

  // Offset behind the character reference whose ampersand stands at `at`.
  [[nodiscard]] std::size_t behind_reference(std::size_t at, std::size_t end) const {
    const auto belongs = [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '#'; };
    do ++at;
    while (at < end && belongs(page_[at]));
    return at < end && page_[at] == ';' ? at + 1 : at;
  }

  // Words and the blanks between them; what is not worth a stand-in is taken word by word.
  std::size_t take_words(std::size_t at, std::size_t end) {
    std::size_t stop = at;
    if (stand_ins_ != nullptr && !stand_ins_->is_full()) {
      while (stop < end && StandIns::changed_bytes(page_, stop) == 0) ++stop;
      while (is_space(page_[stop - 1])) --stop;
      keep_until(at);
      if (stand_ins_->add_text(at, stop, stripped_.markup)) return read_ = stop;
    }
    while (at < end && !is_space(page_[at]) && StandIns::changed_bytes(page_, at) == 0) ++at;
    return at;
  }

  // Nothing inside <textarea>, <title> or <iframe> is a tag.
  void skip_raw_text(std::size_t at) {
    for (const std::string_view name : {"textarea", "title", "iframe"}) {
      if (!names_tag(page_, at + 1, name)) continue;
      const std::size_t close = raw_text_end(page_, next_, name);
      next_ = close == kNone ? page_.size() : close;
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
      stripped_.scripts.push_back({std::move(type), std::string(tag_attribute(page_, tag, "id")),
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
    stripped_.markup.append(page_.substr(read_, end - read_));
    read_ = end;
  }

  const std::string_view page_;
  const Detail detail_;
  StandIns* const stand_ins_;          // null: nothing stands in
  std::vector<Attribute> attributes_;  // of the last tag
  Stripped stripped_;
  std::size_t read_ = 0;  // what is kept was appended up to here
  std::size_t next_ = 0;
  // Met once, not looked for again: keeps the pass linear.
  bool open_svg_ = false;
  bool open_script_ = false;
};

}  // namespace

Stripped strip_noise(std::string_view page, Detail detail, StandIns* stand_ins) {
  return Stripper(page, detail, stand_ins).run();
}

}  // namespace tidings::html
