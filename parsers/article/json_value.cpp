#include "parsers/article/json_value.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "parsers/text/utf8.hpp"

namespace tidings::article {
namespace {

constexpr int kMaxDepth = 48;
constexpr std::size_t kMaxValues = 100'000;
constexpr std::size_t kMaxRoots = 64;

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<JsonValue> read_all() {
    std::vector<JsonValue> roots;
    while (roots.size() < kMaxRoots && !spent()) {
      const std::size_t start = text_.find_first_of("{[", at_);
      if (start == std::string_view::npos) break;
      at_ = start;
      // "[CDATA[" is no array.
      if (text_.substr(start).starts_with("[CDATA[")) {
        at_ += 7;
        continue;
      }
      JsonValue root;
      read_container(root, 0);
      if (!root.members.empty()) roots.push_back(std::move(root));
    }
    return roots;
  }

 private:
  [[nodiscard]] bool spent() const { return values_ >= kMaxValues; }
  [[nodiscard]] bool done() const { return at_ >= text_.size() || spent(); }

  // The next character that is neither white space nor part of a comment; 0 at the end.
  char peek() {
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_);
      if (is_space(text_[at_])) {
        ++at_;
      } else if (rest.starts_with("//")) {
        at_ = std::min(text_.size(), text_.find('\n', at_));
      } else if (rest.starts_with("/*")) {
        const std::size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
      } else {
        return text_[at_];
      }
    }
    return 0;
  }

  // Reads an object or array whose bracket is at the current place.
  void read_container(JsonValue& into, int depth) {
    const bool object = text_[at_] == '{';
    const char close = object ? '}' : ']';
    into.kind = object ? JsonValue::Kind::kObject : JsonValue::Kind::kArray;
    ++at_;
    while (!done()) {
      const char c = peek();
      if (c == close) {
        ++at_;
        return;
      }
      if (c == '}' || c == ']') return;  // a missing bracket: this one is the parent's
      if (c == 0) return;
      if (c == ',' || c == ':') {
        ++at_;
        continue;
      }
      JsonMember member;
      if (object) {
        if (c != '"') {
          ++at_;  // no key: skip to something that can be one
          continue;
        }
        member.key = read_string(Place::kKey);
        if (peek() != ':') continue;
        ++at_;
      }
      const bool kept = depth + 1 < kMaxDepth;
      read_value(member.value, object, depth + 1);
      if (kept) into.members.push_back(std::move(member));
    }
  }

  enum class Place : std::uint8_t { kKey, kMember, kItem };

  void read_value(JsonValue& into, bool in_object, int depth) {
    ++values_;
    const char c = peek();
    if (c == '{' || c == '[') {
      if (depth < kMaxDepth) {
        read_container(into, depth);
      } else {
        skip_container();
      }
    } else if (c == '"') {
      into.kind = JsonValue::Kind::kString;
      into.text = read_string(in_object ? Place::kMember : Place::kItem);
    } else if (c != 0 && c != '}' && c != ']' && c != ',') {
      const std::size_t end = std::min(text_.size(), text_.find_first_of(",}]\n\"", at_ + 1));
      std::string_view literal = text_.substr(at_, end - at_);
      while (!literal.empty() && is_space(literal.back())) literal.remove_suffix(1);
      at_ = end;
      if (literal == "null") return;
      into.kind = JsonValue::Kind::kLiteral;
      into.text = literal;
    }
  }

  // Passes over a container that is nested too deep.
  void skip_container() {
    int open = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '"') {
        --at_;
        read_string(Place::kItem);
      } else if (c == '{' || c == '[') {
        ++open;
      } else if ((c == '}' || c == ']') && --open <= 0) {
        return;
      }
    }
  }

  // True if the quote at `quote` ends a string: what follows is what JSON wants there.
  [[nodiscard]] bool ends_string(std::size_t quote, Place place) const {
    std::size_t next = quote + 1;
    bool new_line = false;
    const auto skip = [&] {
      while (next < text_.size() && is_space(text_[next])) new_line |= text_[next++] == '\n';
      return next < text_.size() ? text_[next] : '\0';
    };
    const char c = skip();
    if (c == 0) return true;
    if (place == Place::kKey) return c == ':';
    if (c == '}' || c == ']') return true;
    if (c == '"') return new_line;
    if (c == '/')
      return text_.substr(next).starts_with("//") || text_.substr(next).starts_with("/*");
    if (c != ',') return false;
    ++next;
    const char after = skip();
    if (place == Place::kMember) return after == '"' || after == '}' || after == 0 || after == '/';
    return after != ' ' && (after == '"' || after == '{' || after == '[' || after == ']' ||
                            after == '-' || (after >= '0' && after <= '9') || after == 't' ||
                            after == 'f' || after == 'n' || after == 0);
  }

  std::string read_string(Place place) {
    std::string out;
    ++at_;
    while (at_ < text_.size()) {
      const std::size_t stop = std::min(text_.size(), text_.find_first_of("\"\\", at_));
      out.append(text_, at_, stop - at_);
      at_ = stop;
      if (at_ == text_.size()) break;
      if (text_[at_] == '\\') {
        read_escape(out);
      } else if (ends_string(at_, place)) {
        ++at_;
        break;
      } else {
        out.push_back(text_[at_++]);
      }
    }
    return out;
  }

  [[nodiscard]] std::optional<std::uint32_t> hex4(std::size_t from) const {
    if (from + 4 > text_.size()) return std::nullopt;
    std::uint32_t code = 0;
    for (const char c : text_.substr(from, 4)) {
      code <<= 4;
      if (c >= '0' && c <= '9') {
        code |= static_cast<std::uint32_t>(c - '0');
      } else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') {
        code |= static_cast<std::uint32_t>((c | 0x20) - 'a' + 10);
      } else {
        return std::nullopt;
      }
    }
    return code;
  }

  // A backslash and what it stands for; RFC 8259 section 7, surrogate pairs joined.
  void read_escape(std::string& out) {
    ++at_;
    if (at_ == text_.size()) return;
    const char c = text_[at_++];
    switch (c) {
      case 'n':
        out.push_back('\n');
        return;
      case 't':
        out.push_back('\t');
        return;
      case 'r':
        out.push_back('\r');
        return;
      case 'b':
      case 'f':
        out.push_back(' ');
        return;
      case 'u':
        break;
      default:
        out.push_back(c);
        return;
    }
    std::optional<std::uint32_t> code = hex4(at_);
    if (!code) {
      out.push_back('u');
      return;
    }
    at_ += 4;
    if (*code >= 0xD800 && *code < 0xDC00 && text_.substr(at_).starts_with("\\u")) {
      const std::optional<std::uint32_t> low = hex4(at_ + 2);
      if (low && *low >= 0xDC00 && *low < 0xE000) {
        at_ += 6;
        code = 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
      }
    }
    const bool lone = *code >= 0xD800 && *code < 0xE000;
    text::append_character(out, lone ? text::kReplacement : static_cast<char32_t>(*code));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t values_ = 0;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
  if (kind != Kind::kObject) return nullptr;
  for (const JsonMember& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

std::vector<JsonValue> read_json(std::string_view text) { return Reader(text).read_all(); }

}  // namespace tidings::article
