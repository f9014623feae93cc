#include "parsers/html/node.hpp"

#include <algorithm>
#include <array>

#include "parsers/html/tag_scanner.hpp"

namespace tidings::html {
namespace {

constexpr auto kBlocks = std::to_array<GumboTag>(
    {GUMBO_TAG_HTML,   GUMBO_TAG_BODY,       GUMBO_TAG_ADDRESS,  GUMBO_TAG_ARTICLE,
     GUMBO_TAG_ASIDE,  GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_CAPTION,  GUMBO_TAG_CENTER,
     GUMBO_TAG_DD,     GUMBO_TAG_DETAILS,    GUMBO_TAG_DIR,      GUMBO_TAG_DIV,
     GUMBO_TAG_DL,     GUMBO_TAG_DT,         GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGCAPTION,
     GUMBO_TAG_FIGURE, GUMBO_TAG_FOOTER,     GUMBO_TAG_FORM,     GUMBO_TAG_H1,
     GUMBO_TAG_H2,     GUMBO_TAG_H3,         GUMBO_TAG_H4,       GUMBO_TAG_H5,
     GUMBO_TAG_H6,     GUMBO_TAG_HEADER,     GUMBO_TAG_HGROUP,   GUMBO_TAG_HR,
     GUMBO_TAG_LEGEND, GUMBO_TAG_LI,         GUMBO_TAG_MAIN,     GUMBO_TAG_MENU,
     GUMBO_TAG_NAV,    GUMBO_TAG_OL,         GUMBO_TAG_OPTGROUP, GUMBO_TAG_OPTION,
     GUMBO_TAG_P,      GUMBO_TAG_PRE,        GUMBO_TAG_SECTION,  GUMBO_TAG_SUMMARY,
     GUMBO_TAG_TABLE,  GUMBO_TAG_TBODY,      GUMBO_TAG_TD,       GUMBO_TAG_TFOOT,
     GUMBO_TAG_TH,     GUMBO_TAG_THEAD,      GUMBO_TAG_TR,       GUMBO_TAG_UL});

constexpr auto kIsBlock = [] {
  std::array<bool, GUMBO_TAG_LAST + 1> table{};
  for (const GumboTag tag : kBlocks) table[static_cast<std::size_t>(tag)] = true;
  return table;
}();

constexpr GumboVector kNoChildren{nullptr, 0, 0};

// gumbo has put names in lower case.
const GumboAttribute* find_attribute(const GumboNode& node, std::string_view name) {
  if (!is_element(node)) return nullptr;
  const GumboVector& attributes = node.v.element.attributes;
  for (unsigned i = 0; i < attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
    if (name == attribute->name) return attribute;
  }
  return nullptr;
}

// False for most characters, at a glance.
bool may_be_space(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= ' ' || byte == 0xC2 || byte == 0xE2 || byte == 0xE3;
}

// Bytes of the white space character that `text` begins with; 0 when it begins with another.
std::size_t space_length(std::string_view text) {
  if (is_space(text.front()) || text.front() == '\v') return 1;
  if (text.starts_with("\xC2\xA0") || text.starts_with("\xC2\x85")) return 2;  // U+00A0
  if (text.starts_with("\xE3\x80\x80") || text.starts_with("\xE2\x80\xAF"))
    return 3;                                              // U+3000, U+202F
  if (text.size() >= 3 && text.starts_with("\xE2\x80")) {  // U+2000..U+200A, U+2028, U+2029
    const auto last = static_cast<unsigned char>(text[2]);
    if ((last >= 0x80 && last <= 0x8A) || last == 0xA8 || last == 0xA9) return 3;
  }
  return 0;
}

}  // namespace

bool is_block(GumboTag tag) { return kIsBlock[static_cast<std::size_t>(tag)]; }

std::string tag_name(const GumboNode& node) {
  if (!is_element(node)) return {};
  if (node.v.element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(node.v.element.tag);
  GumboStringPiece name = node.v.element.original_tag;
  if (name.data == nullptr) return {};
  gumbo_tag_from_original_text(&name);
  return lower_case(std::string_view(name.data, name.length));
}

std::string_view attribute(const GumboNode& node, std::string_view name) {
  const GumboAttribute* found = find_attribute(node, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool has_attribute(const GumboNode& node, std::string_view name) {
  return find_attribute(node, name) != nullptr;
}

bool has_token(std::string_view tokens, std::string_view token) {
  return has_any_token(tokens, {token});
}

bool has_any_token(std::string_view tokens, std::initializer_list<std::string_view> wanted) {
  for (std::size_t begin = 0; begin < tokens.size();) {
    std::size_t end = begin;
    while (end < tokens.size() && !is_space(tokens[end])) ++end;
    const std::string_view token = tokens.substr(begin, end - begin);
    if (std::ranges::any_of(wanted, [&](std::string_view one) { return equals_lower(token, one); }))
      return true;
    begin = end + 1;
  }
  return false;
}

const GumboVector& children(const GumboNode& node) {
  return is_element(node) ? node.v.element.children : kNoChildren;
}

void append_collapsed(std::string& out, std::string_view text) {
  while (!text.empty()) {
    std::size_t length = 0;
    bool blank = false;
    while (!text.empty() && (length = space_length(text)) > 0) {
      blank = true;
      text.remove_prefix(length);
    }
    if (blank && !out.empty() && out.back() != ' ' && out.back() != '\n') out.push_back(' ');
    std::size_t end = 0;
    while (end < text.size() && (!may_be_space(text[end]) || space_length(text.substr(end)) == 0)) {
      ++end;
    }
    out.append(text.substr(0, end));
    text.remove_prefix(end);
  }
}

std::string text_of(const GumboNode& root) {
  std::string text;
  const auto part = [&](const GumboNode& node) {
    if (is_block(tag_of(node)) || tag_of(node) == GUMBO_TAG_BR) append_collapsed(text, " ");
  };
  walk(
      root,
      [&](const GumboNode& node) {
        if (is_text(node)) append_collapsed(text, node.v.text.text);
        part(node);
        return is_element(node);
      },
      part);
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

}  // namespace tidings::html
