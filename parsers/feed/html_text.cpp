#include "parsers/feed/html_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "parsers/feed/links.hpp"
#include "parsers/feed/names.hpp"
#include "parsers/feed/references.hpp"
#include "parsers/feed/tag.hpp"
#include "parsers/text/normalize.hpp"

namespace tidings::feed {
namespace {

constexpr std::array<std::string_view, 22> kBreaking = {
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "h1", "h2",
    "h3",      "h4",      "h5",         "h6", "hr", "li",  "ol", "p",  "pre",    "td", "ul"};
constexpr std::array<std::string_view, 2> kHidden = {"script", "style"};
constexpr std::array<std::string_view, 9> kUrlAttributes = {
    "href", "src", "cite", "action", "longdesc", "background", "poster", "data", "codebase"};

bool is_one_of(auto& names, std::string_view name) {
  return std::ranges::any_of(
      names, [name](std::string_view entry) { return equals_ignoring_case(entry, name); });
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

// Walks over HTML: text, and tags as WHATWG HTML 13.2.5 delimits them.
class HtmlScanner {
 public:
  explicit HtmlScanner(std::string_view html) : html_(html) {}

  // Moves to the next piece. False: the end.
  bool next() {
    start_ = at_;
    if (at_ >= html_.size()) return false;
    name_ = {};
    if (html_[at_] == '<' && read_tag()) return true;
    const std::size_t found = html_.find('<', at_ + (html_[at_] == '<' ? 1 : 0));
    at_ = std::min(found, html_.size());
    is_text_ = true;
    return true;
  }

  [[nodiscard]] bool is_text() const { return is_text_; }
  [[nodiscard]] std::string_view piece() const { return html_.substr(start_, at_ - start_); }
  [[nodiscard]] std::string_view name() const { return name_; }  // of a tag; empty: a comment
  [[nodiscard]] bool is_end_tag() const { return is_end_tag_; }

  // Skips to the end tag of `element`, whose start tag was just read.
  void skip_content(std::string_view element) {
    for (std::size_t end = html_.find("</", at_); end != std::string_view::npos;
         end = html_.find("</", end + 2)) {
      if (!equals_ignoring_case(html_.substr(end + 2, element.size()), element)) continue;
      at_ = end;
      return;
    }
    at_ = html_.size();
  }

 private:
  bool read_tag() {
    const std::string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--")) return skip_to("-->", 4, no_comment_end_);
    if (rest.starts_with("<![CDATA[")) return skip_to("]]>", 9, no_section_end_);
    if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?')) return skip_to(">", 2, no_end_);
    is_end_tag_ = rest.size() > 1 && rest[1] == '/';
    const std::size_t name = is_end_tag_ ? 2 : 1;
    if (rest.size() <= name || !is_letter(rest[name])) return false;
    std::size_t i = name;
    while (i < rest.size() && !is_space(rest[i]) && rest[i] != '>' && rest[i] != '/') ++i;
    name_ = rest.substr(name, i - name);
    for (; i < rest.size(); ++i) {
      if (rest[i] == '>') return found(i + 1);
      if (rest[i] == '<') break;
      if ((rest[i] == '"' || rest[i] == '\'') && follows_equals(rest, i)) {
        const std::size_t end = rest.find(rest[i], i + 1);
        if (end == std::string_view::npos) break;
        i = end;
      }
    }
    return false;
  }

  static bool follows_equals(std::string_view text, std::size_t i) {
    while (i > 0 && is_space(text[i - 1])) --i;
    return i > 0 && text[i - 1] == '=';
  }

  // `missing` remembers that there is no such end, so that it is not looked for again.
  bool skip_to(std::string_view end, std::size_t from, bool& missing) {
    if (missing) return false;
    const std::size_t at = html_.find(end, at_ + from);
    missing = at == std::string_view::npos;
    return !missing && found(at + end.size() - at_);
  }

  bool found(std::size_t size) {
    at_ += size;
    is_text_ = false;
    return true;
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;
  std::string_view name_;
  bool is_text_ = false;
  bool is_end_tag_ = false;
  bool no_comment_end_ = false;
  bool no_section_end_ = false;
  bool no_end_ = false;
};

void append_resolved(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t found = std::min(text.find('&', at), text.size());
    out += text.substr(at, found - at);
    at = found;
    if (at == text.size()) break;
    if (const auto reference = read_html_reference(text.substr(at))) {
      out += reference->text;
      at += reference->size;
    } else {
      out += text[at++];
    }
  }
}

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The next URL in the attributes of a tag, behind `at`; false: none.
bool next_url(std::string_view tag, std::size_t& at, Span& value) {
  while (at < tag.size()) {
    const std::size_t equals = tag.find('=', at);
    if (equals == std::string_view::npos) return false;
    std::size_t name_end = equals;
    while (name_end > 0 && is_space(tag[name_end - 1])) --name_end;
    std::size_t name = name_end;
    while (name > 0 && (is_letter(tag[name - 1]) || tag[name - 1] == '-')) --name;
    std::size_t begin = equals + 1;
    while (begin < tag.size() && is_space(tag[begin])) ++begin;
    if (begin >= tag.size()) return false;
    const char quote = tag[begin];
    std::size_t end = 0;
    if (quote == '"' || quote == '\'') {
      end = std::min(tag.find(quote, ++begin), tag.size());
      at = end + 1;
    } else {
      end = std::min(tag.find_first_of(" \t\r\n>", begin), tag.size());
      at = end;
    }
    if (!is_one_of(kUrlAttributes, tag.substr(name, name_end - name))) continue;
    value = {begin, end};
    return true;
  }
  return false;
}

// Copies HTML with some of its URLs replaced; nothing is copied before the first one.
class LinkRewriter {
 public:
  static constexpr std::size_t kMaxGrowth = 1'000'000;

  LinkRewriter(std::string_view html, std::string_view base) : html_(html), base_(base) {}

  void rewrite_tag(std::string_view tag) {
    const auto start = static_cast<std::size_t>(tag.data() - html_.data());
    std::size_t at = 0;
    for (Span value; result_.size() < copied_ + kMaxGrowth && next_url(tag, at, value);) {
      const std::string_view written = trim(tag.substr(value.begin, value.end - value.begin));
      if (written.empty() || written[0] == '#' || has_scheme(written)) continue;
      std::string reference;
      append_resolved(reference, written);
      const std::string resolved = resolve_link(reference, base_);
      if (resolved.empty()) continue;
      result_ += html_.substr(copied_, start + value.begin - copied_);
      append_html(result_, resolved);
      copied_ = start + value.end;
    }
  }

  [[nodiscard]] bool changed() const { return copied_ > 0; }
  std::string take() {
    result_ += html_.substr(copied_);
    return std::move(result_);
  }

 private:
  std::string_view html_;
  std::string_view base_;
  std::string result_;
  std::size_t copied_ = 0;
};

}  // namespace

std::string html_to_line(std::string_view html) {
  if (html.find_first_of("<&") == std::string_view::npos) return text::one_line(html);
  std::string line;
  HtmlScanner scanner(html);
  while (scanner.next()) {
    if (scanner.is_text()) {
      append_resolved(line, scanner.piece());
    } else if (!scanner.is_end_tag() && is_one_of(kHidden, scanner.name())) {
      scanner.skip_content(scanner.name());
    } else if (is_one_of(kBreaking, scanner.name())) {
      line += ' ';
    }
  }
  return text::one_line(line);
}

void append_html(std::string& html, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '&':
        html += "&amp;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += c;
    }
  }
}

std::string resolve_html_links(std::string html, std::string_view base) {
  if (base.empty() || html.find('=') == std::string::npos) return html;
  LinkRewriter rewriter(html, base);
  HtmlScanner scanner(html);
  while (scanner.next()) {
    if (!scanner.is_text() && !scanner.name().empty() && !scanner.is_end_tag()) {
      rewriter.rewrite_tag(scanner.piece());
    }
  }
  return rewriter.changed() ? rewriter.take() : html;
}

std::string decode_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t group = 0;
  int bits = 0;
  for (const char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
    if (c >= '0' && c <= '9') value = c - '0' + 52;
    if (c == '+') value = 62;
    if (c == '/') value = 63;
    if (c == '=' || is_space(c)) continue;
    if (value < 0) return {};
    group = group << 6 | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(group >> bits & 0xFFU);
  }
  return bytes;
}

}  // namespace tidings::feed
