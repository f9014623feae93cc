#include "parsers/robots/path_pattern.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tidings::robots {
namespace {

enum Class : std::uint8_t { kEncoded, kPlain, kUnreserved, kPercent, kSpecial };

constexpr std::array<Class, 256> make_classes() {
  std::array<Class, 256> classes{};
  const auto set = [&classes](std::string_view bytes, Class value) {
    for (const char c : bytes) classes[static_cast<unsigned char>(c)] = value;
  };
  set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~", kUnreserved);
  set(":/?#[]@!&'()+,;=", kPlain);
  set("%", kPercent);
  set("*$", kSpecial);
  return classes;
}

constexpr std::array<Class, 256> kClasses = make_classes();

Class class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void append_escape(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

// Appends what the '%' at `at` means and returns the index after it.
std::size_t append_percent(std::string& out, std::string_view text, std::size_t at) {
  const int high = at + 2 < text.size() ? hex_value(text[at + 1]) : -1;
  const int low = at + 2 < text.size() ? hex_value(text[at + 2]) : -1;
  if (high < 0 || low < 0) {
    append_escape(out, '%');  // a percent sign that is no escape
    return at + 1;
  }
  const char byte = static_cast<char>(high * 16 + low);
  if (class_of(byte) == kUnreserved) {
    out += byte;
  } else {
    append_escape(out, byte);
  }
  return at + 3;
}

std::string normalise(std::string_view text, bool keep_wildcards) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Class kind = class_of(text[i]);
    if (kind == kPercent) {
      i = append_percent(out, text, i);
      continue;
    }
    if (kind == kEncoded || (kind == kSpecial && !(keep_wildcards && text[i] == '*'))) {
      append_escape(out, text[i]);
    } else {
      out += text[i];
    }
    ++i;
  }
  return out;
}

}  // namespace

bool is_normal_path(std::string_view path) {
  return std::ranges::all_of(path, [](char c) {
    return class_of(c) == Class::kPlain || class_of(c) == Class::kUnreserved;
  });
}

std::string normalise_path(std::string_view path) { return normalise(path, false); }

PathPattern::PathPattern(std::string_view value) : anchored_(value.ends_with('$')) {
  if (anchored_) value.remove_suffix(1);
  pattern_ = normalise(value, true);
  literal_ = std::min(pattern_.find('*'), pattern_.size());
}

bool PathPattern::matches(std::string_view path) const {
  if (!path.starts_with(std::string_view(pattern_).substr(0, literal_))) return false;
  if (literal_ == pattern_.size()) return !anchored_ || path.size() == literal_;
  return matches_wildcards(path.substr(literal_));
}

// Each piece between two '*' is taken at its first place: nothing is ever tried again.
bool PathPattern::matches_wildcards(std::string_view path) const {
  std::string_view rest = std::string_view(pattern_).substr(literal_ + 1);
  for (std::size_t star = rest.find('*'); star != std::string_view::npos; star = rest.find('*')) {
    const std::size_t found = path.find(rest.substr(0, star));
    if (found == std::string_view::npos) return false;
    path.remove_prefix(found + star);
    rest.remove_prefix(star + 1);
  }
  return anchored_ ? path.ends_with(rest) : path.find(rest) != std::string_view::npos;
}

}  // namespace tidings::robots
