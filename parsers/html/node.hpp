#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <gumbo.h>

// Small readers of gumbo's nodes. Views live as long as the Document.
namespace tidings::html {

[[nodiscard]] inline bool is_element(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
}
[[nodiscard]] inline bool is_element(const GumboNode& node, GumboTag tag) {
  return is_element(node) && node.v.element.tag == tag;
}

// Text, white space, character data (comments are not text).
[[nodiscard]] inline bool is_text(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE ||
         node.type == GUMBO_NODE_CDATA;
}

// GUMBO_TAG_UNKNOWN for what is no element.
[[nodiscard]] inline GumboTag tag_of(const GumboNode& node) {
  return is_element(node) ? node.v.element.tag : GUMBO_TAG_UNKNOWN;
}

// The element's name in lower case, also of elements that HTML does not know ("amp-img").
[[nodiscard]] std::string tag_name(const GumboNode& node);

// The attribute's value (name in lower case); empty when absent.
[[nodiscard]] std::string_view attribute(const GumboNode& node, std::string_view name);
[[nodiscard]] bool has_attribute(const GumboNode& node, std::string_view name);

// True when the space-separated `tokens` (a class or rel attribute) hold `token`, or one of
// `wanted`, ASCII case ignored.
[[nodiscard]] bool has_token(std::string_view tokens, std::string_view token);
[[nodiscard]] bool has_any_token(std::string_view tokens,
                                 std::initializer_list<std::string_view> wanted);

// Children of an element; empty for what is no element.
[[nodiscard]] const GumboVector& children(const GumboNode& node);
[[nodiscard]] inline const GumboNode& child(const GumboVector& nodes, unsigned index) {
  return *static_cast<const GumboNode*>(nodes.data[index]);
}

// Visits `root` and all below it in page order without recursion: enter(node) before a node's
// children, which are left out when it returns false, leave(node) behind them (not for those that
// were left out).
template <typename Enter, typename Leave>
void walk(const GumboNode& root, Enter enter, Leave leave) {
  struct Frame {
    const GumboNode* node;
    unsigned next;
  };
  std::vector<Frame> open;
  if (enter(root)) open.push_back({&root, 0});
  while (!open.empty()) {
    Frame& frame = open.back();
    const GumboVector& nodes = children(*frame.node);
    if (frame.next == nodes.length) {
      leave(*frame.node);
      open.pop_back();
      continue;
    }
    const GumboNode& node = child(nodes, frame.next++);
    if (enter(node)) open.push_back({&node, 0});
  }
}
template <typename Enter>
void walk(const GumboNode& root, Enter enter) {
  walk(root, enter, [](const GumboNode&) {});
}

// Appends `text` with runs of white space (also no-break and ideographic blanks) as one blank;
// no blank is put at the start of `out` or behind a blank or line feed.
void append_collapsed(std::string& out, std::string_view text);

// All text below `node`, white space collapsed, trimmed; block elements and <br> part words.
[[nodiscard]] std::string text_of(const GumboNode& node);

// True for elements that CSS shows as blocks by default (HTML 15.3), <br> not among them.
[[nodiscard]] bool is_block(GumboTag tag);

}  // namespace tidings::html
