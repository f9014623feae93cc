#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include <gumbo.h>

#include "parsers/article/marks.hpp"
#include "parsers/article/text_stats.hpp"
#include "parsers/article/tokens.hpp"
#include "parsers/html/document.hpp"

// A page as a flat list of text blocks and the elements that hold them.
namespace tidings::article {

constexpr std::uint8_t kFar = 12;  // a distance that means "nowhere above"

// An element that is not mere formatting. Parents stand before their children.
struct Element {
  const GumboNode* node = nullptr;
  int parent = -1;  // index; -1: this is the root
  int depth = 0;
  GumboTag tag = GUMBO_TAG_UNKNOWN;
  bool is_block = false;
  bool hidden = false;          // itself or an ancestor
  MarkSet own = 0;              // its own marks
  std::uint64_t signature = 0;  // of tag and class, digits apart
  int first_block = 0;          // the blocks inside: [first_block, end_block)
  int end_block = 0;
  // Block elements from here up to the nearest one that has the mark (0: here); kFar: none. As long
  // as registers are wide.
  std::array<std::uint8_t, (kMarks + 15) / 16 * 16> distance{};
};

// Whether the element itself, or it or one around it, has the mark.
[[nodiscard]] inline bool has(const Element& element, Mark mark) {
  return (element.own & bit(mark)) != 0;
}
[[nodiscard]] inline bool within(const Element& element, Mark mark) {
  return element.distance[static_cast<std::size_t>(mark)] < kFar;
}

// Whether `inner` begins inside `outer`, by their blocks.
[[nodiscard]] inline bool holds(const Element& outer, const Element& inner) {
  return outer.first_block <= inner.first_block && inner.first_block < outer.end_block;
}

// A run of text between two block boundaries or <br>.
struct Block {
  std::string text;       // white space collapsed, trimmed, never empty
  int element = 0;        // the innermost element that holds all of the text
  int box = 0;            // the innermost block element
  bool after_br = false;  // parted from the block before by a single <br>, in the same box
  bool at_br = false;     // bounded by some <br>
  float link = 0;         // share of its bytes inside <a>
  float bold = 0;
  float italic = 0;
  int links = 0;
  int tag_links = 0;      // of these, links to pages of tags (microformats: rel-tag)
  bool says_alt = false;  // is what the image before it has as its alt text
  int images_before = 0;  // img, video and the like since the block before
  int frames_before = 0;
  int images_inside = 0;
  std::string_view noise;  // static text: why it is no text of the article; empty: it may be
  TextStats stats;
  std::vector<TokenHash> tokens;
};

struct Blocks {
  std::vector<Element> elements;  // [0] is the root that was cut
  std::vector<Block> blocks;
  bool truncated = false;  // the page has more elements than are looked at
};

// Cuts what lies below `root`, without what is no text (head, form controls, frames) and without
// the subtrees in `left_out`. Linear in the nodes; looks at no more than 20,000 elements and
// blocks, real pages have under 5,000; what is nested deeper than 400 counts to what holds it.
[[nodiscard]] Blocks cut_blocks(const GumboNode& root,
                                const std::unordered_set<const GumboNode*>& left_out = {});

}  // namespace tidings::article
