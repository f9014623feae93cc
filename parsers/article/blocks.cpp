#include "parsers/article/blocks.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "parsers/article/screen_reader.hpp"
#include "parsers/html/node.hpp"

namespace tidings::article {
namespace {

constexpr std::size_t kMaxElements = 20'000;  // and blocks; real pages have under 5,000
constexpr int kAltReach = 3;                  // lines behind an image that may repeat its alt text
constexpr std::size_t kAltTokens = 3;         // fewer say nothing
constexpr std::size_t kAltDifference = 12;    // bytes: signs and blanks
constexpr int kMaxDepth = 400;                // real pages stay under 60
constexpr int kBlockBoundary = 2;             // as many breaks as part paragraphs

// Elements whose text is not shown, or is no running text.
bool is_left_out(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_TEMPLATE:
      return true;
    default:
      return false;
  }
}

// Formatting inside a line, which gets no Element.
bool is_formatting(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_B:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_I:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_U:
    case GUMBO_TAG_S:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_ACRONYM:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_BR:
      return true;
    default:
      return false;
  }
}

bool is_word_attribute(std::string_view name) {
  return name == "class" || name == "id" || name == "role" || name == "itemprop" ||
         name == "data-testid" || name == "data-component" || name == "data-type" ||
         name == "data-module" || name == "data-qa";
}

// schema.org's Article, NewsArticle, BlogPosting and the like.
bool is_article_type(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("Posting");
}

// A heading's id is made of its words, to link to it.
bool is_slug(const GumboNode& node, std::string_view attribute) {
  return attribute == "id" && (marks_of_tag(node.v.element.tag) & bit(Mark::kHeadingTag)) != 0;
}

// What the words of attributes mark; a page has the same ones again and again.
class WordMarks {
 public:
  MarkSet of(std::string_view value) {
    const auto [known, is_new] = marks_.try_emplace(value);
    if (is_new) known->second = marks_of_words(value);
    return known->second;
  }

 private:
  std::unordered_map<std::string_view, MarkSet> marks_;
};

MarkSet marks_of(const GumboNode& node, WordMarks& words) {
  MarkSet marks = marks_of_tag(node.v.element.tag);
  const GumboVector& attributes = node.v.element.attributes;
  for (unsigned i = 0; i < attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
    if (std::string_view(attribute->name) == "itemtype" && is_article_type(attribute->value)) {
      marks |= bit(Mark::kMicrodata);
    }
    if (std::string_view(attribute->name) == "itemprop") marks |= bit(Mark::kProperty);
    if (is_word_attribute(attribute->name) && !is_slug(node, attribute->name))
      marks |= words.of(attribute->value);
  }
  return marks;
}

// Classes that differ in a running number alone are the same.
std::uint64_t signature_of(const GumboNode& node) {
  std::uint64_t hash = 0xcbf29ce484222325;
  const auto add = [&](char c) { hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3; };
  const GumboTag tag = node.v.element.tag;
  if (tag == GUMBO_TAG_UNKNOWN) {
    for (const char c : html::tag_name(node)) add(c);
  } else {
    add(static_cast<char>(tag));
  }
  add('.');
  for (const char c : html::attribute(node, "class")) {
    if (c < '0' || c > '9') add(c);
  }
  return hash;
}

class Cutter {
 public:
  explicit Cutter(const std::unordered_set<const GumboNode*>& left_out) : left_out_(left_out) {}

  Blocks cut(const GumboNode& root) {
    html::walk(
        root, [this](const GumboNode& node) { return enter(node); },
        [this](const GumboNode& node) { leave(node); });
    flush();
    for (Element& element : page_.elements) {
      element.end_block = std::min(element.end_block, static_cast<int>(page_.blocks.size()));
    }
    return std::move(page_);
  }

 private:
  bool enter(const GumboNode& node) {
    if (html::is_text(node)) {
      add_text(node.v.text.text);
      return false;
    }
    if (!html::is_element(node)) return false;
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_BR) {
      flush();
      ++breaks_;
      if (!page_.blocks.empty()) page_.blocks.back().at_br = true;
      return false;
    }
    count_media(node);
    if (is_left_out(tag) || left_out_.contains(&node)) return false;
    if (is_for_screen_readers(node)) return false;
    count_formatting(tag, 1);
    if (is_formatting(tag) && open_ >= 0) return true;
    if (page_.elements.size() == kMaxElements || page_.blocks.size() >= kMaxElements) {
      page_.truncated = true;
      count_formatting(tag, -1);
      return false;
    }
    const bool block = html::is_block(tag) || open_ < 0;
    if (block) end_line();
    if (tag == GUMBO_TAG_A) count_link(node);
    if (open_ < 0 || page_.elements[index(open_)].depth < kMaxDepth) open(node, block);
    return true;
  }

  void leave(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    count_formatting(tag, -1);
    if (node_of(open_) != &node) {  // formatting, or too deep for an element of its own
      if (html::is_block(tag)) end_line();
      return;
    }
    if (page_.elements[index(open_)].is_block) end_line();
    page_.elements[index(open_)].end_block = next_block();
    is_open_[index(open_)] = false;
    open_ = page_.elements[index(open_)].parent;
  }

  void open(const GumboNode& node, bool block) {
    Element element{.node = &node, .parent = open_, .tag = node.v.element.tag, .is_block = block};
    element.signature = signature_of(node);
    element.hidden = is_hidden(node);
    element.first_block = next_block();
    element.end_block = std::numeric_limits<int>::max();
    element.distance.fill(kFar);
    if (open_ >= 0) inherit(element, page_.elements[index(open_)]);
    if (open_ >= 0 && element.tag != GUMBO_TAG_BODY) {
      element.own = marks_of(node, words_);
      for (MarkSet rest = element.own; rest != 0; rest &= rest - 1)
        element.distance[static_cast<std::size_t>(std::countr_zero(rest))] = 0;
    }
    open_ = static_cast<int>(page_.elements.size());
    page_.elements.push_back(element);
    is_open_.push_back(true);
  }

  static void inherit(Element& element, const Element& parent) {
    element.depth = parent.depth + 1;
    element.hidden |= parent.hidden;
    const std::uint8_t step = element.is_block ? 1 : 0;
    for (std::size_t i = 0; i < element.distance.size(); ++i) {
      element.distance[i] =
          std::min<std::uint8_t>(kFar, static_cast<std::uint8_t>(parent.distance[i] + step));
    }
  }

  void count_formatting(GumboTag tag, int change) {
    if (tag == GUMBO_TAG_A) in_link_ += change;
    if (tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG) in_bold_ += change;
    if (tag == GUMBO_TAG_I || tag == GUMBO_TAG_EM) in_italic_ += change;
  }

  void count_link(const GumboNode& node) {
    ++links_;
    if (html::has_any_token(html::attribute(node, "rel"), {"tag"})) ++tag_links_;
  }

  void count_media(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_IMG) note_alt(html::attribute(node, "alt"));
    const bool image = tag == GUMBO_TAG_IMG || tag == GUMBO_TAG_VIDEO || tag == GUMBO_TAG_AUDIO;
    if (image) ++(line_.text.empty() ? images_ : line_.images_inside);
    if (tag == GUMBO_TAG_IFRAME || tag == GUMBO_TAG_OBJECT) ++frames_;
  }

  // The twin of an image in <noscript> may have none.
  void note_alt(std::string_view alt) {
    if (alt.empty()) return;
    alt_ = alt;
    alt_reach_ = kAltReach;
  }

  void add_text(std::string_view text) {
    const std::size_t before = line_.text.size();
    html::append_collapsed(line_.text, text);
    if (line_.text.size() == before || line_.text == " ") {
      if (line_.text == " ") line_.text.clear();
      return;
    }
    if (before == 0) line_.element = open_;
    while (!is_open_[index(line_.element)])
      line_.element = page_.elements[index(line_.element)].parent;
    const auto added = static_cast<float>(line_.text.size() - before);
    if (in_link_ > 0) line_.link += added;
    if (in_bold_ > 0) line_.bold += added;
    if (in_italic_ > 0) line_.italic += added;
  }

  // Whether a line's words are those of the alt text of an image right before it.
  [[nodiscard]] bool says_alt(const Block& block) {
    if (alt_reach_ == 0) return false;
    --alt_reach_;
    const std::size_t longest = std::max(alt_.size(), block.text.size());
    const std::size_t shortest = std::min(alt_.size(), block.text.size());
    return block.tokens.size() >= kAltTokens && longest - shortest <= kAltDifference &&
           tokens_of(alt_) == block.tokens;
  }

  void end_line() {
    flush();
    breaks_ = kBlockBoundary;
  }

  // Ends the block that is being read, if it says anything.
  void flush() {
    Block block = std::move(line_);
    line_ = Block();
    const int links = std::exchange(links_, 0);
    const int tag_links = std::exchange(tag_links_, 0);
    if (block.text.ends_with(' ')) block.text.pop_back();
    block.stats = text_stats(block.text);
    if (block.stats.letters + block.stats.digits == 0) return;
    block.box = block.element;
    while (!page_.elements[index(block.box)].is_block)
      block.box = page_.elements[index(block.box)].parent;
    const auto size = static_cast<float>(block.text.size());
    block.link = std::min(1.0F, block.link / size);
    block.bold = std::min(1.0F, block.bold / size);
    block.italic = std::min(1.0F, block.italic / size);
    block.links = links;
    block.tag_links = tag_links;
    block.images_before = std::exchange(images_, 0);
    block.frames_before = std::exchange(frames_, 0);
    block.tokens = tokens_of(block.text);
    block.says_alt = says_alt(block);
    block.after_br = breaks_ == 1 && !page_.blocks.empty() && page_.blocks.back().box == block.box;
    block.at_br = breaks_ > 0 && breaks_ < kBlockBoundary;
    breaks_ = 0;
    if (page_.blocks.size() == kMaxElements) {
      page_.truncated = true;
      return;
    }
    page_.blocks.push_back(std::move(block));
  }

  static std::size_t index(int i) { return static_cast<std::size_t>(i); }
  [[nodiscard]] const GumboNode* node_of(int element) const {
    return element < 0 ? nullptr : page_.elements[index(element)].node;
  }
  [[nodiscard]] int next_block() const { return static_cast<int>(page_.blocks.size()); }

  const std::unordered_set<const GumboNode*>& left_out_;
  Blocks page_;
  std::vector<bool> is_open_;
  WordMarks words_;
  Block line_;
  int open_ = -1;  // the innermost open element
  int breaks_ = kBlockBoundary;
  int links_ = 0;
  int tag_links_ = 0;
  std::string_view alt_;  // of the last image that has one
  int alt_reach_ = 0;     // lines that may repeat it
  int images_ = 0;
  int frames_ = 0;
  int in_link_ = 0;
  int in_bold_ = 0;
  int in_italic_ = 0;
};

}  // namespace

Blocks cut_blocks(const GumboNode& root, const std::unordered_set<const GumboNode*>& left_out) {
  return Cutter(left_out).cut(root);
}

}  // namespace tidings::article
