#include "parsers/article/noise.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <vector>

#include "parsers/article/noise_form.hpp"
#include "parsers/article/noise_links.hpp"
#include "parsers/article/noise_prompts.hpp"
#include "parsers/article/other_articles.hpp"

namespace tidings::article {
namespace {

constexpr std::size_t kEchoTokens = 60;  // a shorter text is no copy of an article
constexpr double kEchoLength = 400;
constexpr double kEchoShare = 0.85;
constexpr std::size_t kRun = 3;
constexpr std::uint8_t kNear = 2;        // boxes up to the one with a mark
constexpr double kMicrodataShare = 0.6;  // of the page's sentences: more is the article itself
constexpr double kConsentShare = 0.8;
constexpr double kFactsShare = 0.8;
constexpr double kAuthorShare = 0.2;
constexpr double kCaptionShare = 0.3;   // of the page's sentences: more is a slide show
constexpr int kMostProperties = 500;    // elements that are looked at
constexpr int kProperties = 5;          // of a block of microdata
constexpr std::size_t kLeastOfBio = 5;  // tokens behind the name
constexpr double kLeastText = 200;      // that must be left beside comments
constexpr double kSentenceLength = 40;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

class NoiseFinder {
 public:
  NoiseFinder(Blocks& page, const Metadata& metadata) : page_(page) {
    find_title(metadata.title_node);
    for (const std::string& headline : metadata.headlines) headlines_.insert(tokens_of(headline));
    headlines_.insert(tokens_of(metadata.title));
    for (const std::string& tag : metadata.tags) tags_.insert(tokens_of(tag));
    site_name_ = tokens_of(metadata.site_name);
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
    mark_lists_of_links(page_);
    mark_prompt_boxes(page_, title_);
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
    return title_ != nullptr && holds(element, *title_);
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
    if (has(element, Mark::kAuthor) && title_ != nullptr && is_behind_title(element)) {
      const double share = share_of_sentences(element);
      if (share > 0 && share <= kAuthorShare) return "author box";
    }
    if (has(element, Mark::kConsent) && title_ != nullptr && !holds_title(element) &&
        share_of_sentences(element) <= kConsentShare) {
      return "consent";
    }
    return {};
  }

  [[nodiscard]] std::string_view reason_of(const Block& block) const {
    const Element& element = page_.elements[index(block.element)];
    if (headlines_.contains(block.tokens)) return "headline";
    if (is_tag(block, element)) return "tag";
    if (is_made_of_authors(block)) return "byline";
    return noise_by_form(block, element);
  }

  // In a paragraph of its own and without a link it may be where the news comes from: "Pittsburgh".
  [[nodiscard]] bool is_tag(const Block& block, const Element& element) const {
    if (within(element, Mark::kHeadingTag)) return false;
    const bool is_paragraph = block.links == 0 && within(element, Mark::kParagraphTag);
    return block.tokens == site_name_ || (!is_paragraph && tags_.contains(block.tokens));
  }

  // Names of authors and one word between two of them at most.
  [[nodiscard]] bool is_made_of_authors(const Block& block) const {
    std::span<const TokenHash> rest(block.tokens);
    const auto begins = [&](const std::vector<TokenHash>& author) {
      return rest.size() >= author.size() && std::ranges::equal(rest.first(author.size()), author);
    };
    bool between = false;  // a word has been passed since the last name
    while (!rest.empty()) {
      const auto author = std::ranges::find_if(authors_, begins);
      if (author == authors_.end() && (between || rest.size() == block.tokens.size())) return false;
      between = author == authors_.end();
      rest = rest.subspan(between ? 1 : author->size());
    }
    return !between;
  }

  // A text that begins with the author's name, where the name stands alone before it or in a box
  // for authors, or that goes on with "is": who the author is.
  [[nodiscard]] std::string_view reason_by_author(const Block& before, const Block& block) const {
    const Element& element = page_.elements[index(block.element)];
    const bool in_box = element.distance[static_cast<std::size_t>(Mark::kAuthor)] <= kNear ||
                        authors_.contains(before.tokens);
    const auto introduces = [&](const std::vector<TokenHash>& author) {
      if (author.empty()) return false;
      const std::span<const TokenHash> start = first_tokens(block, author.size() + 1);
      const auto name = std::ranges::search(start, author);
      if (name.empty()) return false;
      const auto behind = static_cast<std::size_t>(name.end() - start.begin());
      return in_box || (block.stats.ends_sentence && behind + kLeastOfBio <= block.tokens.size() &&
                        std::ranges::find(copulas_, block.tokens[behind]) != copulas_.end());
    };
    return std::ranges::any_of(authors_, introduces) ? "author box" : std::string_view();
  }

  static std::span<const TokenHash> first_tokens(const Block& block, std::size_t count) {
    return std::span(block.tokens).first(std::min(count, block.tokens.size()));
  }

  // A run of tokens in a long block, and the block that it also stands in: the last of the others,
  // else the first that is long.
  struct Run {
    TokenHash hash;
    std::size_t block;
  };

  // A long block whose text stands in the page once more, cut into several smaller blocks.
  void mark_echoes() {
    std::vector<Run> runs = runs_of_long_blocks();
    if (runs.empty()) return;
    point_to_other_blocks(runs);
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      Block& block = page_.blocks[i];
      if (is_long(block) && block.noise.empty() && is_echo(i, runs))
        block.noise = "said in parts elsewhere";
    }
  }

  // Sorted, each run once.
  [[nodiscard]] std::vector<Run> runs_of_long_blocks() const {
    std::vector<Run> runs;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (!is_long(page_.blocks[i])) continue;
      for_runs(page_.blocks[i], [&](TokenHash hash) { runs.push_back({hash, i}); });
    }
    std::ranges::sort(runs, [](const Run& a, const Run& b) {
      return std::pair(a.hash, a.block) < std::pair(b.hash, b.block);
    });
    const auto rest = std::ranges::unique(runs, {}, &Run::hash);
    runs.erase(rest.begin(), rest.end());
    return runs;
  }

  void point_to_other_blocks(std::vector<Run>& runs) const {
    std::vector<TokenHash> hashes;
    hashes.reserve(runs.size());
    for (const Run& run : runs) hashes.push_back(run.hash);
    const RunFilter filter(hashes);
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (is_long(page_.blocks[i])) continue;
      for_runs(page_.blocks[i], [&](TokenHash hash) {
        if (!filter.may_hold(hash)) return;
        const auto run = std::ranges::lower_bound(runs, hash, {}, &Run::hash);
        if (run != runs.end() && run->hash == hash) run->block = i;
      });
    }
  }

  static bool is_long(const Block& block) {
    return block.tokens.size() >= kEchoTokens && block.stats.length() >= kEchoLength;
  }

  template <typename Use>
  static void for_runs(const Block& block, Use use) {
    for (std::size_t i = 0; i + kRun <= block.tokens.size(); ++i)
      use(run_of(std::span(block.tokens).subspan(i, kRun)));
  }

  [[nodiscard]] bool is_echo(std::size_t at, const std::vector<Run>& runs) const {
    std::size_t all = 0;
    std::size_t elsewhere = 0;
    std::size_t first = at;  // the first of the other blocks
    bool several = false;
    for_runs(page_.blocks[at], [&](TokenHash hash) {
      ++all;
      const std::size_t where = std::ranges::lower_bound(runs, hash, {}, &Run::hash)->block;
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
  std::vector<TokenHash> site_name_;
  std::set<std::vector<TokenHash>> authors_;
  const std::vector<TokenHash> copulas_ = tokens_of("is ist est es é è jest är er este");
  std::vector<double> sentences_{0.0};  // length of whole sentences in the blocks before
  double captions_ = 0;                 // length of whole sentences in captions
};

}  // namespace

void mark_noise(Blocks& page, const Metadata& metadata) { NoiseFinder(page, metadata).run(); }

}  // namespace tidings::article
