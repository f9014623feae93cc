#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/feed/names.hpp"
#include "parsers/feed/xml_format.hpp"

// Tables that say which element fills which member of a struct that mirrors a format.
namespace tidings::feed {

// What a member keeps of a value.
enum class Form : std::uint8_t {
  kLine,   // plain text, one line
  kToken,  // the characters, trimmed: addresses, dates, numbers, people
  kHtml,
};

template <typename Record>
struct FieldRow {
  Namespace space;
  std::string_view name;  // lower case
  Form form;
  std::string Record::* one = nullptr;  // the first value that is not empty stays
  std::vector<std::string> Record::* many = nullptr;
};

// The row for an element; -1: none.
template <typename Record>
[[nodiscard]] int find_row(std::span<const FieldRow<Record>> rows, Namespace space,
                           std::string_view name) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].space == space && rows[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

[[nodiscard]] inline std::string in_form(Form form, Value& value) {
  switch (form) {
    case Form::kLine:
      return value.line();
    case Form::kHtml:
      return std::move(value).html();
    case Form::kToken:
      break;
  }
  return std::string(trim(value.text));
}

template <typename Record>
void store(Record& record, const FieldRow<Record>& row, Value& value) {
  if (row.one != nullptr && !(record.*row.one).empty()) return;
  std::string text = in_form(row.form, value);
  if (text.empty()) return;
  if (row.one != nullptr) {
    record.*row.one = std::move(text);
  } else {
    (record.*row.many).push_back(std::move(text));
  }
}

}  // namespace tidings::feed
