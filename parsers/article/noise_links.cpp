#include "parsers/article/noise_links.hpp"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <utility>

namespace tidings::article {
namespace {

constexpr double kLinksAlone = 0.95;
constexpr double kMostlyLinks = 0.8;  // of boxes of one kind
constexpr int kListedLinks = 3;
constexpr std::size_t kListedTitles = 3;
constexpr float kTitleLink = 0.25F;
constexpr double kHeadingLength = 60;
constexpr float kPointerLink = 0.3F;
constexpr std::size_t kPointerStart = 3;  // tokens
constexpr std::size_t kPointerBytes = 300;
constexpr int kPointersAlike = 3;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

bool is_heading(const Blocks& page, const Block& block) {
  if (block.stats.length() > kHeadingLength || block.stats.ends_sentence) return false;
  const Element& box = page.elements[index(block.box)];
  return has(box, Mark::kHeadingTag) || has(box, Mark::kTitle) || block.stats.ends_colon ||
         find_topics(block.tokens).at_start[static_cast<std::size_t>(Topic::kReadMore)];
}
bool is_linked_title(const Block& block) {
  return !block.noise.empty() ||
         (block.links > 0 && block.link >= kTitleLink && !block.stats.ends_sentence);
}

std::uint64_t kind_of(const Blocks& page, const Block& block) {
  const Element& box = page.elements[index(block.box)];
  const std::uint64_t around = box.parent < 0 ? 0 : page.elements[index(box.parent)].signature;
  return box.signature * 0x9e3779b97f4a7c15 + around;
}

// Cards and teasers: several boxes of one kind that are links and nothing else.
void mark_cards(Blocks& page) {
  std::unordered_map<std::uint64_t, std::pair<double, double>> kinds;  // length, of links
  std::unordered_map<std::uint64_t, int> sizes;
  for (const Block& block : page.blocks) {
    auto& [length, linked] = kinds[kind_of(page, block)];
    length += block.stats.length();
    linked += block.stats.length() * static_cast<double>(block.link);
    ++sizes[kind_of(page, block)];
  }
  for (Block& block : page.blocks) {
    const auto& [length, linked] = kinds[kind_of(page, block)];
    const bool links_alone =
        static_cast<double>(block.link) >= kLinksAlone && linked >= kMostlyLinks * length;
    if (block.noise.empty() && links_alone && sizes[kind_of(page, block)] >= kListedLinks) {
      block.noise = "list of links";
    }
  }
}

// A list whose items are titles of other texts, each with a link in it, and the line above it.
void mark_lists_of_titles(Blocks& page) {
  for (const Element& element : page.elements) {
    if (element.tag != GUMBO_TAG_UL && element.tag != GUMBO_TAG_OL) continue;
    const auto items =
        std::span(page.blocks)
            .subspan(index(element.first_block), index(element.end_block - element.first_block));
    if (items.size() < kListedTitles || !std::ranges::all_of(items, is_linked_title)) continue;
    for (Block& item : items) {
      if (item.noise.empty()) item.noise = "list of links";
    }
    if (element.first_block == 0) continue;
    Block& above = page.blocks[index(element.first_block - 1)];
    if (above.noise.empty() && is_heading(page, above)) above.noise = "heading of links";
  }
}

// A line that ends in a link to another text, with something before the link.
bool is_pointer(const Blocks& page, const Block& block) {
  const Element& element = page.elements[index(block.element)];
  return block.noise.empty() && block.links > 0 && block.link >= kPointerLink &&
         static_cast<double>(block.link) < kLinksAlone && !block.stats.ends_sentence &&
         block.tokens.size() > kPointerStart && block.text.size() <= kPointerBytes &&
         !within(element, Mark::kListItemTag) && !within(element, Mark::kHeadingTag);
}

TokenHash start_of(const Block& block) {
  return run_of(std::span(block.tokens).first(kPointerStart));
}

// "READ ANOTHER STORY HERE: A headline", several times with the same words, in any language.
void mark_pointers_that_begin_alike(Blocks& page) {
  std::unordered_map<TokenHash, int> starts;
  for (const Block& block : page.blocks) {
    if (is_pointer(page, block)) ++starts[start_of(block)];
  }
  for (Block& block : page.blocks) {
    if (is_pointer(page, block) && starts[start_of(block)] >= kPointersAlike)
      block.noise = "related article";
  }
}

}  // namespace

void mark_lists_of_links(Blocks& page) {
  mark_cards(page);
  mark_lists_of_titles(page);
  mark_pointers_that_begin_alike(page);
}

}  // namespace tidings::article
