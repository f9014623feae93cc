#include "parsers/article/screen_reader.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "parsers/html/node.hpp"
#include "parsers/html/tag_scanner.hpp"

namespace tidings::article {
namespace {

// Out of sight by a style of its own, as the guides of screen readers advise.
bool is_clipped(const GumboNode& node) {
  std::string style = html::lower_case(html::attribute(node, "style"));
  if (style.empty()) return false;
  std::erase(style, ' ');
  return style.find("clip:rect(0") != std::string::npos ||
         style.find("clip:rect(1px") != std::string::npos ||
         style.find("clip-path:inset(50%)") != std::string::npos;
}

// "(opens in a new tab)" inside a link, in several languages.
bool tells_of_a_new_window(const GumboNode& node) {
  constexpr std::size_t kLongest = 60;
  constexpr auto kWindows = std::to_array<std::string_view>(
      {"new tab", "new window", "neuem Tab", "neuen Tab", "neuem Fenster", "neuen Fenster",
       "nouvel onglet", "nouvelle fen", "nueva pesta", "nueva ventana", "nuova scheda",
       "nuova finestra", "nova aba", "nova janela", "nieuw tabblad", "nieuw venster"});
  const GumboNode* parent = node.parent;
  const bool in_link =
      parent != nullptr &&
      (html::is_element(*parent, GUMBO_TAG_A) ||
       (parent->parent != nullptr && html::is_element(*parent->parent, GUMBO_TAG_A)));
  if (!in_link || node.v.element.children.length != 1) return false;
  const auto* child = static_cast<const GumboNode*>(node.v.element.children.data[0]);
  if (!html::is_text(*child)) return false;
  const std::string_view text = child->v.text.text;
  return text.size() <= kLongest && std::ranges::any_of(kWindows, [&](std::string_view words) {
           return text.find(words) != std::string_view::npos;
         });
}

}  // namespace

bool is_for_screen_readers(const GumboNode& node) {
  if (node.v.element.tag != GUMBO_TAG_SPAN) return false;
  return html::has_any_token(html::attribute(node, "class"),
                             {"sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden",
                              "screen-reader", "hidden-visually", "blind"}) ||
         is_clipped(node) || tells_of_a_new_window(node);
}

}  // namespace tidings::article
