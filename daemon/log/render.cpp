#include "daemon/log/render.hpp"

#include <array>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace tidings::log {
namespace {

using std::string_view;

constexpr std::size_t kLongestValue = 1000;
constexpr string_view kCut = "...";

// The length of the UTF-8 character at `at`, and its code point; length 1 and no code point: none.
struct Character {
  std::size_t length = 1;
  std::int32_t code = -1;
};

Character character_at(string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(at);
  if (first < 0x80) return {1, static_cast<std::int32_t>(first)};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || first > 0xF4 || at + length > text.size()) return {};
  std::int32_t code = static_cast<std::int32_t>(first & (0x7FU >> length));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80) return {};
    code = (code << 6) | (byte(at + i) & 0x3F);
  }
  constexpr std::array<std::int32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < kLeast[length] || code > 0x10FFFF || surrogate) return {};
  return {length, code};
}

// Whether a character could end a line, or hide what stands in it.
bool is_harmful(std::int32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 ||
         code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

// The user information of an address, "user:password" of "//user:password@host"; empty: none.
string_view user_information(string_view text, std::size_t slashes) {
  const string_view authority = text.substr(slashes + 2);
  const string_view part = authority.substr(0, authority.find_first_of("/?# \t\r\n\"'<>"));
  const std::size_t end = part.rfind('@');
  return end == string_view::npos ? string_view() : part.substr(0, end);
}

std::string without_credentials(string_view text) {
  std::string clean;
  std::size_t copied = 0;
  for (std::size_t at = text.find("://"); at != string_view::npos; at = text.find("://", at + 3)) {
    const string_view user = user_information(text, at + 1);
    if (user.empty()) continue;
    clean += text.substr(copied, at + 3 - copied);
    clean += "***";
    copied = at + 3 + user.size();
  }
  return clean += text.substr(copied);
}

std::string time_text(WallTime time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time - seconds);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)), ms.count());
}

std::string plain_text(const Value& value) {
  struct Visitor {
    std::string operator()(string_view text) const { return safe_text(text); }
    std::string operator()(bool yes) const { return yes ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
    std::string operator()(double number) const { return fmt::format("{:.6g}", number); }
  };
  return std::visit(Visitor{}, value.any());
}

std::string quoted(string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result += '"';
}

bool is_text(const Value& value) { return std::holds_alternative<string_view>(value.any()); }

// JSON writes numbers as they are, but has none for infinity.
std::string json_value(const Value& value) {
  std::string text = plain_text(value);
  const bool is_number = text.find_first_not_of("0123456789+-.e") == std::string::npos;
  if (std::holds_alternative<bool>(value.any()) || (!is_text(value) && is_number)) return text;
  return quoted(text);
}

std::string journal_name(string_view name) {
  std::string capitals;
  for (const char c : name) {
    capitals += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return capitals;
}

// syslog(3)
int priority(Level level) {
  switch (level) {
    case Level::kError:
      return 3;
    case Level::kWarn:
      return 4;
    case Level::kInfo:
      return 6;
    case Level::kDebug:
    case Level::kTrace:
      return 7;
  }
  return 6;
}

}  // namespace

std::string safe_text(string_view text) {
  const std::string clean = without_credentials(text);
  std::string safe;
  for (std::size_t at = 0; at < clean.size();) {
    if (safe.size() >= kLongestValue) return safe += kCut;
    const Character character = character_at(clean, at);
    if (character.code >= 0 && !is_harmful(character.code)) {
      safe += string_view(clean).substr(at, character.length);
    } else if (character.code >= 0x80) {
      safe += fmt::format("\\u{:04x}", character.code);
    } else {
      safe += fmt::format("\\x{:02x}", static_cast<unsigned char>(clean[at]));
    }
    at += character.length;
  }
  return safe;
}

std::string render_text(const Event& event) {
  std::string line(event.name);
  for (const Field& field : event.fields) {
    const std::string value = plain_text(field.value);
    const bool bare = !value.empty() && value.find_first_of(" \"=\\") == std::string::npos;
    line += fmt::format(" {}={}", field.name, bare ? value : quoted(value));
  }
  return line;
}

std::string render_json(const Event& event) {
  std::string line = fmt::format(R"({{"time":"{}","level":"{}","event":"{}")",
                                 time_text(event.time), level_name(event.level), event.name);
  for (const Field& field : event.fields) {
    line += fmt::format(",\"{}\":{}", field.name, json_value(field.value));
  }
  return line += '}';
}

std::string render_journal(const Event& event) {
  std::string lines = fmt::format("MESSAGE={}\nPRIORITY={}\nSYSLOG_IDENTIFIER=tidings\nEVENT={}",
                                  render_text(event), priority(event.level), event.name);
  for (const Field& field : event.fields) {
    lines += fmt::format("\n{}={}", journal_name(field.name), plain_text(field.value));
  }
  return lines;
}

}  // namespace tidings::log
