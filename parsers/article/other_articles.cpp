#include "parsers/article/other_articles.hpp"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "parsers/html/node.hpp"

namespace tidings::article {
namespace {

constexpr int kHeadBlocks = 3;  // of a box, that its head is looked for in
constexpr double kHeadLength = 15;
constexpr float kHeadLink = 0.9F;
constexpr std::size_t kFewestBoxes = 3;
constexpr double kLinkedHeads = 0.75;   // of the boxes of one kind
constexpr double kMostSentences = 0.5;  // of the page: more is a list of links that is the article
constexpr double kSentenceLength = 40;
constexpr double kEntryText = 100;
constexpr float kFewLinks = 0.3F;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

bool overlaps(const Element& a, const Element& b) {
  return a.first_block < b.end_block && b.first_block < a.end_block;
}

class Finder {
 public:
  Finder(const Blocks& page, const Element& title)
      : page_(page), title_(title), found_(page.elements.size()) {
    for (const Block& block : page.blocks) {
      const bool sentence = block.stats.ends_sentence && !block.stats.ends_ellipsis &&
                            block.stats.length() >= kSentenceLength;
      sentences_.push_back(sentences_.back() + (sentence ? block.stats.length() : 0));
    }
  }

  std::vector<bool> run() && {
    mark_boxes();
    title_has_entry_ = has_entry_with_text();
    for (std::size_t i = 0; i < page_.elements.size(); ++i) {
      if (is_foreign_article(page_.elements[i]) || is_foreign_entry(page_.elements[i]))
        found_[i] = true;
    }
    return std::move(found_);
  }

 private:
  // A block element that holds text. Those of one kind have parent and signature in common.
  struct Box {
    std::pair<int, std::uint64_t> kind;
    std::size_t element;
    auto operator<=>(const Box&) const = default;
  };

  void mark_boxes() {
    std::vector<Box> boxes;
    for (std::size_t i = 0; i < page_.elements.size(); ++i) {
      const Element& element = page_.elements[i];
      if (element.is_block && element.first_block < element.end_block)
        boxes.push_back({{element.parent, element.signature}, i});
    }
    std::ranges::sort(boxes);
    for (auto begin = boxes.begin(); begin != boxes.end();) {
      const auto end =
          std::find_if(begin, boxes.end(), [&](const Box& box) { return box.kind != begin->kind; });
      mark_kind({begin, end});
      begin = end;
    }
  }

  void mark_kind(std::span<const Box> boxes) {
    if (boxes.size() < kFewestBoxes) return;
    std::size_t linked = 0;
    double sentences = 0;
    for (const Box& box : boxes) {
      const Element& element = page_.elements[box.element];
      if (overlaps(element, title_)) return;
      linked += has_linked_head(element);
      sentences += sentence_length(element);
    }
    if (static_cast<double>(linked) < kLinkedHeads * static_cast<double>(boxes.size())) return;
    if (sentences > kMostSentences * sentences_.back()) return;
    for (const Box& box : boxes) found_[box.element] = true;
  }

  [[nodiscard]] double sentence_length(const Element& element) const {
    return sentences_[index(element.end_block)] - sentences_[index(element.first_block)];
  }

  [[nodiscard]] bool has_linked_head(const Element& box) const {
    if (box.end_block - box.first_block == 1) return begins_with_link(box);
    const int end = std::min(box.end_block, box.first_block + kHeadBlocks);
    for (int i = box.first_block; i < end; ++i) {
      if (is_link(page_.blocks[index(i)])) return true;
    }
    return false;
  }

  // A linked title that the text follows in the same line.
  [[nodiscard]] bool begins_with_link(const Element& box) const {
    const Block& block = page_.blocks[index(box.first_block)];
    if (block.links == 0 || block.link >= kHeadLink || !block.stats.ends_sentence) return false;
    const std::string text = first_link_text(*box.node);
    return static_cast<double>(text.size()) >= kHeadLength && block.text.starts_with(text);
  }

  static std::string first_link_text(const GumboNode& box) {
    std::string text;
    bool found = false;
    html::walk(box, [&](const GumboNode& node) {
      if (!found && html::is_element(node, GUMBO_TAG_A)) {
        text = html::text_of(node);
        found = !text.empty();
      }
      return !found;
    });
    return text;
  }

  static bool is_link(const Block& block) {
    return block.link >= kHeadLink && block.stats.length() >= kHeadLength;
  }

  [[nodiscard]] bool is_foreign_article(const Element& element) const {
    if (element.tag != GUMBO_TAG_ARTICLE || overlaps(element, title_)) return false;
    if (sentence_length(element) > kMostSentences * sentences_.back()) return false;
    const int end = std::min(element.end_block, element.first_block + kHeadBlocks);
    for (int i = element.first_block; i < end; ++i) {
      const Block& block = page_.blocks[index(i)];
      const Element& inner = page_.elements[index(block.element)];
      if (inner.distance[static_cast<std::size_t>(Mark::kHeadingTag)] != 0) continue;
      return is_link(block) && leads_elsewhere(inner, element);
    }
    return false;
  }

  // An entry of hAtom, as WordPress marks every article, that is not the one with the title.
  [[nodiscard]] bool is_foreign_entry(const Element& element) const {
    return title_has_entry_ && !overlaps(element, title_) && is_entry(element);
  }

  // The title stands in an entry that says something before the next entry begins.
  [[nodiscard]] bool has_entry_with_text() const {
    int end = 0;
    for (const Element& element : page_.elements) {
      if (!is_entry(element)) continue;
      if (overlaps(element, title_)) {
        end = element.end_block;
      } else if (element.first_block >= title_.end_block) {
        end = std::min(end, element.first_block);
      }
    }
    double text = 0;
    for (int i = title_.end_block; i < end; ++i) {
      const Block& block = page_.blocks[index(i)];
      if (block.stats.length() >= kSentenceLength && block.link < kFewLinks)
        text += block.stats.length();
    }
    return text >= kEntryText;
  }

  static bool is_entry(const Element& element) {
    return html::has_any_token(html::attribute(*element.node, "class"), {"hentry", "type-post"});
  }

  // The link in or around a heading has a path of its own, not only a fragment.
  [[nodiscard]] bool leads_elsewhere(const Element& heading, const Element& article) const {
    for (const Element* e = &heading; e->depth > article.depth;
         e = &page_.elements[index(e->parent)]) {
      if (e->tag == GUMBO_TAG_A) return is_elsewhere(*e->node);
    }
    bool found = false;
    html::walk(*heading.node, [&](const GumboNode& node) {
      found |= html::is_element(node, GUMBO_TAG_A) && is_elsewhere(node);
      return !found;
    });
    return found;
  }

  static bool is_elsewhere(const GumboNode& link) {
    const std::string_view href = html::attribute(link, "href");
    return !href.empty() && href.front() != '#';
  }

  const Blocks& page_;
  const Element& title_;
  std::vector<bool> found_;
  bool title_has_entry_ = false;
  std::vector<double> sentences_{0.0};  // length of whole sentences in the blocks before, uncut
};

}  // namespace

std::vector<bool> find_other_articles(const Blocks& page, const Element* title) {
  if (title == nullptr) return std::vector<bool>(page.elements.size());
  return Finder(page, *title).run();
}

}  // namespace tidings::article
