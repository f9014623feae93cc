#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Text that a page holds more than once. All functions take lines as text::one_line() gives them,
// compare them by line_key(), take time linear in the text, and mark lines by their index.
namespace tidings::text {

// The sentences of a paragraph: cut behind . ! ? … and closing marks, where white space follows.
// Abbreviations are cut too, alike in every copy.
[[nodiscard]] std::vector<std::string_view> sentences(std::string_view paragraph);

// Which lines hold at least four words and no sentence that was not in an earlier line.
[[nodiscard]] std::vector<bool> repeated_lines(const std::vector<std::string>& lines);

// Which lines are other lines run together: each of their sentences stands in a shorter line too
// (behind a heading of its own, perhaps), two or more of these in all.
[[nodiscard]] std::vector<bool> joined_lines(const std::vector<std::string>& lines);

// The paragraphs without those that repeat earlier ones.
[[nodiscard]] std::vector<std::string> drop_repeated_paragraphs(
    std::vector<std::string> paragraphs);

}  // namespace tidings::text
