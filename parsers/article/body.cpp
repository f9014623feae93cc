#include "parsers/article/body.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "parsers/article/features.hpp"
#include "parsers/article/noise.hpp"
#include "parsers/article/page_facts.hpp"
#include "parsers/article/script_text.hpp"
#include "parsers/html/tag_scanner.hpp"
#include "parsers/text/normalize.hpp"

namespace tidings::article {
namespace {

constexpr double kThreshold = 0.30;
constexpr double kSureMean = 0.9;  // of what is kept; where it is less, the threshold is less too
constexpr std::size_t kFewTokens = 40;      // fewer than this is no article
constexpr double kOfTheBest = 0.45;         // then what comes near the best block is taken
constexpr double kOnceLength = 40;          // of a sentence that is not repeated
constexpr double kRefrainLength = 150;      // of what comes again on purpose, in the same element
constexpr std::size_t kShortestQuote = 40;  // bytes
constexpr std::size_t kLongestQuote = 600;
constexpr std::size_t kMostSearched = 4'000'000;  // blocks and bytes; a real page takes 100,000
constexpr float kAllBold = 0.9F;
constexpr double kLeadShare = 0.25;   // of the good text that a stand-first can have
constexpr double kStatedShare = 0.6;  // of a stand-first that the page states as its summary
constexpr double kSureScore = 0.7;    // of the paragraphs around a gap
constexpr double kMendedScore = 0.5;
constexpr double kFewLinks = 0.3;
constexpr double kHeadingLength = 80;
constexpr double kSurelyNoise = 0.05;  // dropped even where a site rule says that the text is
constexpr double kListPart = 0.7;      // of its list's mean in an item's score

std::size_t index(int i) { return static_cast<std::size_t>(i); }

bool ends_a_word(std::string_view text, std::size_t length) {
  if (length == text.size()) return true;
  const char next = text[length];
  return !html::is_letter(next) && (next < '0' || next > '9');
}

// Without the marks around a quotation and the sign that ends its sentence.
std::string_view without_quotation_marks(std::string_view text) {
  constexpr auto kMarks =
      std::to_array<std::string_view>({"\"", "'", "“", "”", "„", "‘", "’", "«", "»", "‹", "›", "「",
                                       "」", "『", "』", ".", ",", " "});
  const auto strip = [&](std::string_view mark) {
    if (text.starts_with(mark)) return text.remove_prefix(mark.size()), true;
    if (text.ends_with(mark)) return text.remove_suffix(mark.size()), true;
    return false;
  };
  while (std::ranges::any_of(kMarks, strip)) continue;
  return text;
}

class Judge {
 public:
  Judge(const Blocks& page, const Metadata& metadata, const BodyOptions& options)
      : page_(page), facts_(page, metadata), options_(options), verdicts_(page.blocks.size()) {}

  std::vector<Verdict> run() {
    score();
    even_lists();
    mend_gaps();
    apply(kThreshold);
    const double threshold = kThreshold * std::min(1.0, mean_score() / kSureMean);
    apply(threshold);
    if (kept_tokens() < kFewTokens) {
      double best = 0;
      for (const Verdict& verdict : verdicts_) best = std::max(best, verdict.score);
      apply(std::min(threshold, kOfTheBest * best));
    }
    drop_pull_quotes();
    drop_dangling_headings();
    if (!options_.keep_lead) drop_lead();
    return std::move(verdicts_);
  }

 private:
  [[nodiscard]] const Element& element_of(std::size_t block) const {
    return page_.elements[index(page_.blocks[block].element)];
  }
  [[nodiscard]] bool is_heading(std::size_t block) const {
    return element_of(block).distance[static_cast<std::size_t>(Mark::kHeadingTag)] == 0;
  }

  // The stand-first: what is kept before the element that holds most of the text, and what is
  // marked as a lead, as far as it is short and sums the article up.
  void drop_lead() {
    const Element& body = page_.elements[index(facts_.direct().element)];
    double left = kLeadShare * facts_.total_good();
    for (std::size_t i = 0; i < verdicts_.size(); ++i) {
      if (!verdicts_[i].kept) continue;
      const bool marked = element_of(i).distance[static_cast<std::size_t>(Mark::kLead)] <= 2;
      const bool stated =
          facts_.statements().description.share(page_.blocks[i].tokens) >= kStatedShare;
      const bool outside = static_cast<int>(i) < body.first_block && (stated || is_heading(i));
      left -= page_.blocks[i].stats.length();
      if ((!marked && !outside) || left < 0) return;
      verdicts_[i].kept = false;
      verdicts_[i].reason = "lead";
    }
  }

  // A subheading or a list between two paragraphs of one element belongs to them.
  void mend_gaps() {
    for (std::size_t i = 1; i + 1 < verdicts_.size();) {
      const int list = list_of(page_.blocks[i]);
      std::size_t end = i + 1;
      while (list >= 0 && end < verdicts_.size() && list_of(page_.blocks[end]) == list) ++end;
      const int holder = list >= 0 ? facts_.around(list) : facts_.around(page_.blocks[i].box);
      if ((list >= 0 || is_heading(i)) && end < verdicts_.size() &&
          is_paragraph_of(holder, i - 1) && is_paragraph_of(holder, end) && has_few_links(i, end)) {
        for (; i < end; ++i) raise(verdicts_[i]);
      }
      i = end;
    }
  }

  static void raise(Verdict& verdict) {
    if (verdict.reason.empty()) verdict.score = std::max(verdict.score, kMendedScore);
  }
  [[nodiscard]] bool is_paragraph_of(int holder, std::size_t block) const {
    return verdicts_[block].score >= kSureScore && facts_.around(page_.blocks[block].box) == holder;
  }
  [[nodiscard]] bool has_few_links(std::size_t begin, std::size_t end) const {
    const int first = static_cast<int>(begin);
    const int last = static_cast<int>(end);
    return facts_.link(first, last) <= kFewLinks * facts_.length(first, last);
  }

  // What the text says anyway, shown once more in large letters.
  void drop_pull_quotes() {
    searched_ = 0;
    for (std::size_t i = 0; i < verdicts_.size() && searched_ < kMostSearched; ++i) {
      if (!verdicts_[i].kept || !is_quotation(i) || !is_said_in_a_longer_block(i)) continue;
      verdicts_[i].kept = false;
      verdicts_[i].reason = "pull quote";
    }
  }
  [[nodiscard]] bool is_quotation(std::size_t block) const {
    const std::string_view text = page_.blocks[block].text;
    return page_.blocks[block].stats.sentence_ends > 0 && !is_heading(block) &&
           (within(element_of(block), Mark::kQuoteTag) ||
            without_quotation_marks(text).data() != text.data());
  }
  [[nodiscard]] bool is_said_in_a_longer_block(std::size_t at) {
    std::string_view words = page_.blocks[at].text;
    if (words.size() < kShortestQuote || words.size() > kLongestQuote) return false;
    words = without_quotation_marks(words);
    for (std::size_t i = 0; i < verdicts_.size(); ++i) {
      const std::string_view other = page_.blocks[i].text;
      ++searched_;
      if (i == at || !verdicts_[i].kept || other.size() <= page_.blocks[at].text.size()) continue;
      searched_ += other.size();
      const std::size_t found = other.find(words);
      if (found != std::string_view::npos && ends_a_word(other.substr(found), words.size()))
        return true;
    }
    return false;
  }

  // A heading or a line that ends in a colon introduces what follows; if that is noise, or nothing
  // follows, it goes too.
  void drop_dangling_headings() {
    bool followed = false;
    for (std::size_t i = verdicts_.size(); i-- > 0;) {
      const TextStats& stats = page_.blocks[i].stats;
      const bool introduces =
          (is_heading(i) || stats.ends_colon) && stats.length() < kHeadingLength;
      const bool noise_next =
          i + 1 < verdicts_.size() && is_introduced_noise(page_.blocks[i + 1].noise);
      if (verdicts_[i].kept && introduces && (!followed || noise_next)) {
        verdicts_[i].kept = false;
        verdicts_[i].reason = "heading of nothing";
      }
      followed |= verdicts_[i].kept;
    }
  }

  static bool is_introduced_noise(std::string_view reason) {
    return reason == "disclaimer" || reason == "list of links" || reason == "other article";
  }

  void score() {
    constexpr std::size_t kBatch = 64;  // rows that the model is asked for at a time
    std::vector<std::size_t> asked;
    std::vector<float> rows;
    const auto ask = [&] {
      const std::vector<double> scores = options_.model->probabilities(rows, asked.size());
      for (std::size_t i = 0; i < asked.size(); ++i) verdicts_[asked[i]].score = scores[i];
      asked.clear();
      rows.clear();
    };
    for (std::size_t i = 0; i < verdicts_.size(); ++i) {
      verdicts_[i].reason = page_.blocks[i].noise;
      if (!verdicts_[i].reason.empty()) continue;
      describe(facts_, i, rows);
      asked.push_back(i);
      if (asked.size() == kBatch) ask();
    }
    ask();
  }

  // The list that a block's item belongs to; -1: the block is in no list.
  [[nodiscard]] int list_of(const Block& block) const {
    for (int e = block.box; e >= 0; e = page_.elements[index(e)].parent) {
      const Element& element = page_.elements[index(e)];
      if (!within(element, Mark::kListItemTag)) return -1;
      if (element.tag == GUMBO_TAG_LI) return facts_.around(e);
    }
    return -1;
  }

  // Items of a list go together.
  void even_lists() {
    for (std::size_t i = 0; i < verdicts_.size();) {
      const int list = list_of(page_.blocks[i]);
      std::size_t end = i + 1;
      while (list >= 0 && end < verdicts_.size() && list_of(page_.blocks[end]) == list) ++end;
      if (list >= 0) even(i, end);
      i = end;
    }
  }

  void even(std::size_t begin, std::size_t end) {
    double sum = 0;
    double weight = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const double length = page_.blocks[i].stats.length();
      sum += verdicts_[i].score * length;
      weight += length;
    }
    for (std::size_t i = begin; i < end; ++i) {
      verdicts_[i].score = kListPart * sum / weight + (1 - kListPart) * verdicts_[i].score;
    }
  }

  void apply(double threshold) {
    for (Verdict& verdict : verdicts_) {
      verdict.kept = verdict.score >= threshold;
      if (verdict.kept) verdict.reason = "text";
      if (!verdict.kept && (verdict.reason.empty() || verdict.reason == "text")) {
        verdict.reason = "model";
      }
    }
  }

  // Of what is kept, by length. It is low on a page unlike those that the model has seen.
  [[nodiscard]] double mean_score() const {
    double sum = 0;
    double length = 0;
    for (std::size_t i = 0; i < verdicts_.size(); ++i) {
      if (!verdicts_[i].kept) continue;
      sum += verdicts_[i].score * page_.blocks[i].stats.length();
      length += page_.blocks[i].stats.length();
    }
    return length > 0 ? sum / length : 1;
  }

  [[nodiscard]] std::size_t kept_tokens() const {
    std::size_t tokens = 0;
    for (std::size_t i = 0; i < verdicts_.size(); ++i) {
      if (verdicts_[i].kept) tokens += page_.blocks[i].tokens.size();
    }
    return tokens;
  }

  const Blocks& page_;
  PageFacts facts_;
  const BodyOptions& options_;
  std::vector<Verdict> verdicts_;
  std::size_t searched_ = 0;  // blocks, and their bytes, that were searched for quotations
};

}  // namespace

std::vector<Verdict> judge(const Blocks& page, const Metadata& metadata,
                           const BodyOptions& options) {
  if (page.blocks.empty()) return {};
  return Judge(page, metadata, options).run();
}

std::vector<Verdict> judge_within(const Blocks& page, const std::vector<Verdict>& generic,
                                  const std::vector<const GumboNode*>& roots,
                                  const BodyOptions& options) {
  std::vector<bool> inside;
  inside.reserve(page.elements.size());
  for (const Element& element : page.elements) {
    inside.push_back((element.parent >= 0 && inside[index(element.parent)]) ||
                     std::ranges::find(roots, element.node) != roots.end());
  }
  std::vector<Verdict> verdicts;
  for (std::size_t i = 0; i < generic.size(); ++i) {
    Verdict verdict = generic[i];
    const bool in_body = inside[index(page.blocks[i].element)];
    verdict.kept = in_body && (!options.prune || verdict.score >= kSurelyNoise);
    verdict.reason = in_body ? (verdict.kept ? "site rule" : verdict.reason) : "outside the rule";
    verdicts.push_back(verdict);
  }
  return verdicts;
}

namespace {

// Whole sentences are said once in an article, but those that come again in the same element on
// purpose; short lines (of a plan, a table) and the bold questions of interviews may come again
// anywhere.
class Said {
 public:
  explicit Said(const Blocks& page) : page_(page) {}

  // Whether a block says again what another element has said.
  bool is_copy(const Block& block) {
    if (block.stats.sentence_ends == 0 || block.stats.length() < kOnceLength) return false;
    if (is_question(block)) return false;
    const int holder = holder_of(block);
    const auto [first, is_new] = said_.try_emplace(block.text, holder);
    return !is_new && (first->second != holder || block.stats.length() > kRefrainLength);
  }

 private:
  static bool is_question(const Block& block) {
    return block.bold >= kAllBold && block.stats.length() <= kRefrainLength &&
           (block.text.ends_with('?') || block.text.ends_with("？"));
  }

  [[nodiscard]] int holder_of(const Block& block) const {
    int element = page_.elements[index(block.box)].parent;
    while (element > 0 && !page_.elements[index(element)].is_block)
      element = page_.elements[index(element)].parent;
    return element;
  }

  const Blocks& page_;
  std::unordered_map<std::string_view, int> said_;
};

}  // namespace

std::vector<std::string> paragraphs(const Blocks& page, const std::vector<Verdict>& verdicts) {
  std::vector<std::string> lines;
  Said said(page);
  bool open = false;  // the block before was kept: a <br> continues its line
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const Block& block = page.blocks[i];
    const bool kept = verdicts[i].kept && !said.is_copy(block);
    if (kept) {
      if (open && block.after_br) {
        lines.back() += ' ' + block.text;
      } else if (lines.empty() || lines.back() != block.text) {
        lines.push_back(block.text);
      }
    }
    open = kept;
  }
  return lines;
}

bool is_meagre(const std::vector<std::string>& paragraphs) {
  std::size_t tokens = 0;
  for (const std::string& paragraph : paragraphs) tokens += tokens_of(paragraph).size();
  return tokens < kFewTokens;
}

std::vector<std::string> paragraphs_outside_the_tree(std::string_view page,
                                                     const Metadata& metadata) {
  for (const std::string& body : metadata.body_texts) {
    std::vector<std::string> lines = text::split_lines(body);
    if (!is_meagre(lines)) return lines;
  }
  std::string markup = markup_in_scripts(page);
  if (markup.empty()) return {};
  const auto document = html::Document::parse(std::move(markup));
  if (!document) return {};
  Blocks blocks = cut_blocks(*document->root());
  mark_noise(blocks, metadata);
  std::vector<Verdict> verdicts;
  verdicts.reserve(blocks.blocks.size());
  for (const Block& block : blocks.blocks)
    verdicts.push_back({.kept = block.noise.empty(), .score = 1, .reason = "script"});
  std::vector<std::string> lines = paragraphs(blocks, verdicts);
  return is_meagre(lines) ? std::vector<std::string>() : lines;
}

}  // namespace tidings::article
