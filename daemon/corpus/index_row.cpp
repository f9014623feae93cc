#include "daemon/corpus/index_row.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include <fmt/core.h>

namespace tidings::corpus {
namespace {

constexpr std::string_view kHeader =
    "# Index\n"
    "\n"
    "| No. | Date | Title | Source | Words | File |\n"
    "|----:|:-----|:------|:-------|------:|:-----|\n";

bool is_alphanumeric(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

// "&name;" or "&#12;" (CommonMark 2.5): only then does the ampersand mean anything.
bool is_entity(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && (is_alphanumeric(text[end]) || text[end] == '#')) ++end;
  return end > 1 && end < text.size() && text[end] == ';';
}

// GFM 6.9 makes links of bare addresses: "www.", "http://", "a@b".
bool starts_autolink(std::string_view before, std::string_view rest) {
  if (rest.starts_with("://")) return true;
  if (rest.front() == '@') return true;
  if (rest.front() != '.' || before.size() < 3) return false;
  const std::string_view last = before.substr(before.size() - 3);
  return std::ranges::equal(last, std::string_view("www"), {},
                            [](char c) { return std::tolower(static_cast<unsigned char>(c)); });
}

// An underscore within a word is no emphasis (CommonMark 6.2, rules 2 and 4).
bool is_within_word(std::string_view text, std::size_t at) {
  return at > 0 && at + 1 < text.size() && is_alphanumeric(text[at - 1]) &&
         is_alphanumeric(text[at + 1]);
}

bool is_markup(std::string_view text, std::size_t at) {
  constexpr std::string_view kAlways = "\\`*[]<>|~";
  if (kAlways.find(text[at]) != std::string_view::npos) return true;
  if (text[at] == '_') return !is_within_word(text, at);
  const std::string_view rest = text.substr(at);
  return (text[at] == '&' && is_entity(rest)) || starts_autolink(text.substr(0, at), rest);
}

// Plain text in a table cell: ASCII punctuation may be escaped (CommonMark 2.4).
void add_cell(std::string& row, std::string_view text) {
  if (text.empty()) row += '-';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7f) {
      row += ' ';
      continue;
    }
    if (!is_alphanumeric(text[i]) && is_markup(text, i)) row += '\\';
    row += text[i];
  }
}

// A link destination without blanks, parentheses or anything that binds tighter than a link
// (CommonMark 6.3).
void add_destination(std::string& row, std::string_view url) {
  constexpr std::string_view kEncoded = " ()<>|\\`\"";
  for (std::size_t i = 0; i < url.size(); ++i) {
    const auto byte = static_cast<unsigned char>(url[i]);
    if (byte <= 0x20 || byte >= 0x7f || kEncoded.find(url[i]) != std::string_view::npos) {
      row += fmt::format("%{:02X}", byte);
    } else {
      if (url[i] == '&' && is_entity(url.substr(i))) row += '\\';
      row += url[i];
    }
  }
}

void add_link(std::string& row, std::string_view text, std::string_view url) {
  row += '[';
  add_cell(row, text);
  row += "](";
  add_destination(row, url);
  row += ')';
}

std::string_view host_of(std::string_view url) {
  url.remove_prefix(url.find("://") + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t user = url.rfind('@'); user != std::string_view::npos) {
    url.remove_prefix(user + 1);
  }
  return url.starts_with("www.") ? url.substr(4) : url;
}

void add_source(std::string& row, std::string_view url) {
  const bool is_web = url.starts_with("http://") || url.starts_with("https://");
  if (is_web) {
    add_link(row, host_of(url), url);
  } else {
    add_cell(row, "");
  }
}

void add_number(std::string& row, std::uint64_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  row.append(digits - std::min(digits, text.size()), '0').append(text);
}

std::string_view next_cell(std::string_view& row) {
  constexpr std::string_view kBar = " | ";
  const std::string_view text = row.substr(0, row.find(kBar));
  row.remove_prefix(std::min(row.size(), text.size() + kBar.size()));
  return text;
}

}  // namespace

std::string_view index_header() { return kHeader; }

std::string index_row(const state::Document& document) {
  constexpr std::string_view kBar = " | ";
  std::string row = "| ";
  row.reserve(2 * document.file.size() + document.title.size() + 2 * document.url.size() + 64);
  add_number(row, document.number, 3);
  add_cell(row += kBar, document.day);
  add_cell(row += kBar, document.title);
  add_source(row += kBar, document.url);
  add_number(row += kBar, document.words, 1);
  add_link(row += kBar, document.file, document.file);
  return row += " |\n";
}

std::optional<std::uint64_t> index_row_number(std::string_view line) {
  constexpr std::string_view kStart = "| ";
  if (!line.starts_with(kStart)) return std::nullopt;
  line.remove_prefix(kStart.size());
  const std::string_view digits = next_cell(line);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace tidings::corpus
