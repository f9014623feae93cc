#include "parsers/article/noise.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

#include "parsers/article/other_articles.hpp"
#include "parsers/html/tag_scanner.hpp"
#include "parsers/text/line_kind.hpp"

namespace tidings::article {
namespace {

constexpr double kLinksAlone = 0.95;
constexpr double kMostlyLinks = 0.8;  // of boxes of one kind
constexpr double kShortLink = 25;
constexpr std::size_t kEchoTokens = 60;  // a shorter text is no copy of an article
constexpr double kEchoLength = 400;
constexpr double kEchoShare = 0.85;
constexpr std::size_t kRun = 3;
constexpr int kListedLinks = 3;
constexpr std::size_t kListedTitles = 3;
constexpr float kTitleLink = 0.25F;
constexpr double kHeadingLength = 60;
constexpr std::uint8_t kNear = 2;  // boxes up to the one with a mark
constexpr int kDisclaimerHits = 2;
constexpr int kConsentHits = 3;
constexpr double kConsentDensity = 0.03;  // of phrases in tokens
constexpr double kPromptDensity = 0.08;
constexpr std::size_t kPromptTokens = 10;  // a shorter line counts as one of so many
constexpr double kMicrodataShare = 0.6;    // of the page's sentences: more is the article itself
constexpr double kConsentShare = 0.8;
constexpr double kFactsShare = 0.8;
constexpr double kCaptionShare = 0.3;  // of the page's sentences: more is a slide show
constexpr std::size_t kLabelTokens = 6;
constexpr std::size_t kShareTokens = 8;
constexpr std::size_t kLabelBytes = 200;
constexpr std::size_t kCaptionBytes = 500;  // below a picture
constexpr std::size_t kSignBytes = 16;
constexpr std::size_t kTrailTokens = 25;
constexpr auto kTrailSigns = std::to_array<std::string_view>({" » ", " › ", " > ", " → "});
constexpr int kMostProperties = 500;  // elements that are looked at
constexpr int kProperties = 5;        // of a block of microdata
constexpr double kLeastText = 200;    // that must be left beside comments
constexpr double kSentenceLength = 40;

std::size_t index(int i) { return static_cast<std::size_t>(i); }
bool within(const Element& element, Mark mark) {
  return element.distance[static_cast<std::size_t>(mark)] < kFar;
}
bool has(const Element& element, Mark mark) { return (element.own & bit(mark)) != 0; }

class NoiseFinder {
 public:
  NoiseFinder(Blocks& page, const Metadata& metadata) : page_(page) {
    find_title(metadata.title_node);
    for (const std::string& headline : metadata.headlines) headlines_.insert(tokens_of(headline));
    headlines_.insert(tokens_of(metadata.title));
    for (const std::string& tag : metadata.tags) tags_.insert(tokens_of(tag));
    tags_.insert(tokens_of(metadata.site_name));
    for (const std::string& author : metadata.authors) {
      if (auto name = tokens_of(author); name.size() > 1) authors_.insert(std::move(name));
    }
    for (const Block& block : page.blocks)
      sentences_.push_back(sentences_.back() + sentence_length(block));
    for (const Block& block : page.blocks) {
      if (within(page.elements[index(block.element)], Mark::kCaption))
        captions_ += sentence_length(block);
    }
  }

  void run() {
    const std::vector<bool> other_articles = find_other_articles(page_, title_);
    std::vector<std::string_view> reasons;  // for each element
    for (const Element& element : page_.elements) {
      const std::string_view above = element.parent < 0 ? "" : reasons[index(element.parent)];
      reasons.push_back(!above.empty()                   ? above
                        : other_articles[reasons.size()] ? "other article"
                                                         : reason_of(element));
    }
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      Block& block = page_.blocks[i];
      block.noise = reasons[index(block.element)];
      if (block.noise.empty()) block.noise = reason_of(block);
      if (block.noise.empty() && i > 0) block.noise = reason_by_author(page_.blocks[i - 1], block);
    }
    unmark_threads();
    mark_link_lists();
    mark_lists_of_titles();
    mark_echoes();
  }

 private:
  void find_title(const GumboNode* title) {
    for (const Element& element : page_.elements) {
      const bool found = title != nullptr ? element.node == title : element.tag == GUMBO_TAG_H1;
      if (!found) continue;
      title_ = &element;
      return;
    }
  }

  [[nodiscard]] bool holds_title(const Element& element) const {
    return title_ != nullptr && element.first_block <= title_->first_block &&
           title_->first_block < element.end_block;
  }
  // Behind the title; of a page without one, behind its first text.
  [[nodiscard]] bool is_behind_title(const Element& element) const {
    return title_ != nullptr ? element.first_block >= title_->end_block : element.first_block > 1;
  }

  static double sentence_length(const Block& block) {
    return block.stats.length() >= kSentenceLength && block.stats.ends_sentence
               ? block.stats.length()
               : 0;
  }
  [[nodiscard]] double share_of_sentences(const Element& element) const {
    const double inside =
        sentences_[index(element.end_block)] - sentences_[index(element.first_block)];
    return sentences_.back() > 0 ? inside / sentences_.back() : 0;
  }

  // Nearly every text inside is a property of its own, as no paragraph is.
  [[nodiscard]] bool is_made_of_properties(const Element& element) const {
    const Element* end = page_.elements.data() + page_.elements.size();
    int properties = 0;
    for (const Element* inside = &element + 1; inside != end; ++inside) {
      if (inside->depth <= element.depth || inside - &element > kMostProperties) break;
      properties += has(*inside, Mark::kProperty);
    }
    return properties >= kProperties && 2 * properties >= element.end_block - element.first_block;
  }

  // A page of nothing but comments is a thread: they are its text.
  void unmark_threads() {
    double left = 0;
    for (const Block& block : page_.blocks)
      left += block.noise.empty() ? sentence_length(block) : 0;
    if (left >= kLeastText) return;
    for (Block& block : page_.blocks) {
      if (block.noise == "comments") block.noise = {};
    }
  }

  [[nodiscard]] std::string_view reason_of(const Element& element) const {
    if (element.tag == GUMBO_TAG_NAV || element.tag == GUMBO_TAG_BUTTON) return "navigation";
    if (element.tag == GUMBO_TAG_BLOCKQUOTE &&
        (has(element, Mark::kEmbed) || has(element, Mark::kSocial))) {
      return "embedded post";
    }
    if (has(element, Mark::kComment) && is_behind_title(element) &&
        !has(element, Mark::kArticleBody) && !has(element, Mark::kMainTag) &&
        !has(element, Mark::kLive)) {
      return "comments";
    }
    if (has(element, Mark::kCaption) && !holds_title(element) &&
        captions_ <= kCaptionShare * sentences_.back()) {
      return "caption";
    }
    if (has(element, Mark::kFacts) && title_ != nullptr && !holds_title(element) &&
        share_of_sentences(element) <= kFactsShare) {
      return "fact box";
    }
    if (has(element, Mark::kMicrodata) && title_ != nullptr && !holds_title(element) &&
        share_of_sentences(element) <= kMicrodataShare && is_made_of_properties(element)) {
      return "microdata";
    }
    if (has(element, Mark::kConsent) && title_ != nullptr && !holds_title(element) &&
        share_of_sentences(element) <= kConsentShare) {
      return "consent";
    }
    return {};
  }

  [[nodiscard]] std::string_view reason_of(const Block& block) const {
    const Element& element = page_.elements[index(block.element)];
    if (static_cast<double>(block.link) > kLinksAlone && block.stats.length() < kShortLink &&
        !within(element, Mark::kParagraphTag)) {
      return "short link";
    }
    if (headlines_.contains(block.tokens)) return "headline";
    if (tags_.contains(block.tokens) && !within(element, Mark::kHeadingTag)) return "tag";
    if (block.text.starts_with("http") && block.stats.words > 0 &&
        block.text.find(' ') == std::string::npos && !within(element, Mark::kParagraphTag)) {
      return "address";
    }
    if (is_bare_number(block)) return "number";
    if (is_trail(block)) return "breadcrumb";
    if (is_shortcode(block.text)) return "shortcode";
    const TopicHits topics = find_topics(block.tokens);
    if (!within(element, Mark::kHeadingTag)) {
      const std::string_view label = reason_of_label(block, topics);
      if (!label.empty()) return label;
    }
    const int consent = topics.anywhere[static_cast<std::size_t>(Topic::kConsent)];
    if (consent >= kConsentHits &&
        consent >= kConsentDensity * static_cast<double>(block.tokens.size())) {
      return "consent";
    }
    if (topics.anywhere[static_cast<std::size_t>(Topic::kDisclaimer)] >= kDisclaimerHits) {
      return "disclaimer";
    }
    if (topics.anywhere[static_cast<std::size_t>(Topic::kPrompt)] >=
        kPromptDensity * static_cast<double>(std::max(block.tokens.size(), kPromptTokens))) {
      return "prompt";
    }
    return {};
  }

  // A price, a count of comments: in no sentence, table or list.
  [[nodiscard]] bool is_bare_number(const Block& block) const {
    const Element& element = page_.elements[index(block.element)];
    return block.stats.letters == 0 && block.stats.digits > 0 &&
           !within(element, Mark::kParagraphTag) && !within(element, Mark::kTableTag) &&
           !within(element, Mark::kListItemTag) && !within(element, Mark::kHeadingTag);
  }

  // "News » World » Europe", with links.
  static bool is_trail(const Block& block) {
    if (block.links == 0 || block.stats.ends_sentence || block.tokens.size() > kTrailTokens)
      return false;
    return std::ranges::any_of(kTrailSigns, [&](std::string_view sign) {
      const std::size_t first = block.text.find(sign);
      return first != std::string::npos && block.text.find(sign, first + 1) != std::string::npos;
    });
  }

  // A macro of WordPress that no plug-in replaced: "[button link=...]text[/button]".
  static bool is_shortcode(std::string_view text) {
    if (!text.starts_with('[')) return false;
    const std::string_view head = text.substr(0, text.find(']'));
    const std::size_t name = head.find_first_of(" =");
    return name != std::string_view::npos && name > 1 &&
           std::ranges::all_of(head.substr(1, name - 1), is_name_character) &&
           head.find('=') != std::string_view::npos && text.find("[/") != std::string_view::npos;
  }
  static bool is_name_character(char c) { return html::is_letter(c) || c == '_' || c == '-'; }

  // Short lines that are no text by their form, whatever stands around them.
  static std::string_view reason_of_label(const Block& block, const TopicHits& topics) {
    const std::size_t tokens = block.tokens.size();
    if (tokens <= kLabelTokens && topics.anywhere[static_cast<std::size_t>(Topic::kAdvert)] > 0)
      return "label of an advertisement";
    if (tokens <= kShareTokens && topics.at_start[static_cast<std::size_t>(Topic::kShare)] &&
        !block.stats.ends_colon) {
      return "share";
    }
    if (block.text.size() > (block.images_before > 0 ? kCaptionBytes : kLabelBytes)) return {};
    const text::LineKind kind = text::line_kind(block.text);
    if (kind == text::LineKind::kCaption && is_signed_off(block)) return {};
    switch (kind) {
      case text::LineKind::kMoment:
      case text::LineKind::kContact:
      case text::LineKind::kShare:
      case text::LineKind::kSourceCredit:
      case text::LineKind::kByline:
      case text::LineKind::kCaption:
      case text::LineKind::kRelated:
        return text::name_of(kind);
      default:
        return {};
    }
  }

  // A paragraph may end in the name of its agency, "(dpa)", as captions do.
  static bool is_signed_off(const Block& block) {
    return block.images_before == 0 && block.stats.sentence_ends > 0 && block.text.ends_with(')') &&
           block.text.size() - block.text.rfind('(') <= kSignBytes;
  }

  // A text that begins with the author's name, where the name stands alone before it or in a box
  // for authors: who the author is.
  [[nodiscard]] std::string_view reason_by_author(const Block& before, const Block& block) const {
    const Element& element = page_.elements[index(block.element)];
    if (element.distance[static_cast<std::size_t>(Mark::kAuthor)] > kNear &&
        !authors_.contains(before.tokens)) {
      return {};
    }
    const auto begins = [&](const std::vector<TokenHash>& author) {
      return !author.empty() &&
             !std::ranges::search(first_tokens(block, author.size() + 1), author).empty();
    };
    return std::ranges::any_of(authors_, begins) ? "author box" : std::string_view();
  }

  static std::span<const TokenHash> first_tokens(const Block& block, std::size_t count) {
    return std::span(block.tokens).first(std::min(count, block.tokens.size()));
  }

  // Cards and teasers: several boxes of one kind that are links and nothing else.
  void mark_link_lists() {
    std::unordered_map<std::uint64_t, std::pair<double, double>> kinds;  // length, of links
    std::unordered_map<std::uint64_t, int> sizes;
    for (const Block& block : page_.blocks) {
      auto& [length, linked] = kinds[kind_of(block)];
      length += block.stats.length();
      linked += block.stats.length() * static_cast<double>(block.link);
      ++sizes[kind_of(block)];
    }
    for (Block& block : page_.blocks) {
      const auto& [length, linked] = kinds[kind_of(block)];
      const bool links_alone =
          static_cast<double>(block.link) >= kLinksAlone && linked >= kMostlyLinks * length;
      if (block.noise.empty() && links_alone && sizes[kind_of(block)] >= kListedLinks) {
        block.noise = "list of links";
      }
    }
  }

  // A list whose items are titles of other texts, each with a link in it, and the line above it.
  void mark_lists_of_titles() {
    for (const Element& element : page_.elements) {
      if (element.tag != GUMBO_TAG_UL && element.tag != GUMBO_TAG_OL) continue;
      const auto items =
          std::span(page_.blocks)
              .subspan(index(element.first_block), index(element.end_block - element.first_block));
      if (items.size() < kListedTitles || !std::ranges::all_of(items, is_linked_title)) continue;
      for (Block& item : items) {
        if (item.noise.empty()) item.noise = "list of links";
      }
      if (element.first_block == 0) continue;
      Block& above = page_.blocks[index(element.first_block - 1)];
      if (above.noise.empty() && is_heading(above)) above.noise = "heading of links";
    }
  }

  [[nodiscard]] bool is_heading(const Block& block) const {
    if (block.stats.length() > kHeadingLength || block.stats.ends_sentence) return false;
    const Element& box = page_.elements[index(block.box)];
    return has(box, Mark::kHeadingTag) || has(box, Mark::kTitle) || block.stats.ends_colon ||
           find_topics(block.tokens).at_start[static_cast<std::size_t>(Topic::kReadMore)];
  }
  static bool is_linked_title(const Block& block) {
    return !block.noise.empty() ||
           (block.links > 0 && block.link >= kTitleLink && !block.stats.ends_sentence);
  }

  [[nodiscard]] std::uint64_t kind_of(const Block& block) const {
    const Element& box = page_.elements[index(block.box)];
    const std::uint64_t around = box.parent < 0 ? 0 : page_.elements[index(box.parent)].signature;
    return box.signature * 0x9e3779b97f4a7c15 + around;
  }

  // A long block whose text stands in the page once more, cut into several smaller blocks.
  void mark_echoes() {
    if (std::ranges::none_of(page_.blocks, is_long)) return;
    std::unordered_map<TokenHash, std::size_t> runs;  // the last block with each run of tokens
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      for_runs(page_.blocks[i], [&](TokenHash run) {
        if (!is_long(page_.blocks[i]) || !runs.contains(run)) runs[run] = i;
      });
    }
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      Block& block = page_.blocks[i];
      if (is_long(block) && block.noise.empty() && is_echo(i, runs))
        block.noise = "said in parts elsewhere";
    }
  }

  static bool is_long(const Block& block) {
    return block.tokens.size() >= kEchoTokens && block.stats.length() >= kEchoLength;
  }

  template <typename Use>
  static void for_runs(const Block& block, Use use) {
    for (std::size_t i = 0; i + kRun <= block.tokens.size(); ++i) {
      TokenHash run = 0;
      for (std::size_t k = 0; k < kRun; ++k) run = run * 0x9e3779b97f4a7c15 + block.tokens[i + k];
      use(run);
    }
  }

  [[nodiscard]] bool is_echo(std::size_t at,
                             const std::unordered_map<TokenHash, std::size_t>& runs) const {
    std::size_t all = 0;
    std::size_t elsewhere = 0;
    std::size_t first = at;  // the first of the other blocks
    bool several = false;
    for_runs(page_.blocks[at], [&](TokenHash run) {
      ++all;
      const std::size_t where = runs.find(run)->second;
      const Block& other = page_.blocks[where];
      if (where == at || 2 * other.tokens.size() > page_.blocks[at].tokens.size() + kEchoTokens)
        return;
      ++elsewhere;
      if (first == at) first = where;
      several |= where != first;
    });
    return several && static_cast<double>(elsewhere) >= kEchoShare * static_cast<double>(all);
  }

  Blocks& page_;
  const Element* title_ = nullptr;
  std::set<std::vector<TokenHash>> headlines_;
  std::set<std::vector<TokenHash>> tags_;
  std::set<std::vector<TokenHash>> authors_;
  std::vector<double> sentences_{0.0};  // length of whole sentences in the blocks before
  double captions_ = 0;                 // length of whole sentences in captions
};

}  // namespace

void mark_noise(Blocks& page, const Metadata& metadata) { NoiseFinder(page, metadata).run(); }

}  // namespace tidings::article
