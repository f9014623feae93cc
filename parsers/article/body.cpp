#include "parsers/article/body.hpp"

#include <algorithm>
#include <unordered_set>

#include "parsers/article/features.hpp"
#include "parsers/article/page_facts.hpp"
#include "parsers/text/normalize.hpp"

namespace tidings::article {
namespace {

constexpr double kThreshold = 0.42;
constexpr std::size_t kFewTokens = 40;  // fewer than this is no article
constexpr double kOfTheBest = 0.45;     // then what comes near the best block is taken
constexpr double kSurelyNoise = 0.05;   // dropped even where a site rule says that the text is
constexpr double kListPart = 0.7;       // of its list's mean in an item's score
constexpr double kLinksAlone = 0.95;
constexpr double kShortLink = 25;

std::size_t index(int i) { return static_cast<std::size_t>(i); }
bool within(const Element& element, Mark mark) {
  return element.distance[static_cast<std::size_t>(mark)] < kFar;
}

// Why a block is not even asked about; empty: it is.
std::string_view plain_noise(const Block& block, const Element& element) {
  if (within(element, Mark::kNavTag)) return "navigation";
  if (static_cast<double>(block.link) > kLinksAlone && block.stats.length() < kShortLink &&
      !within(element, Mark::kParagraphTag)) {
    return "short link";
  }
  return {};
}

class Judge {
 public:
  Judge(const Blocks& page, const Metadata& metadata, const BodyOptions& options)
      : page_(page), facts_(page, metadata), options_(options), verdicts_(page.blocks.size()) {}

  std::vector<Verdict> run() {
    score();
    even_lists();
    double threshold = kThreshold;
    apply(threshold);
    if (kept_tokens() < kFewTokens) {
      double best = 0;
      for (const Verdict& verdict : verdicts_) best = std::max(best, verdict.score);
      threshold = std::min(threshold, kOfTheBest * best);
      apply(threshold);
    }
    return std::move(verdicts_);
  }

 private:
  void score() {
    std::vector<float> row;
    for (std::size_t i = 0; i < verdicts_.size(); ++i) {
      const Block& block = page_.blocks[i];
      verdicts_[i].reason = plain_noise(block, page_.elements[index(block.element)]);
      if (!verdicts_[i].reason.empty()) continue;
      describe(facts_, i, row);
      verdicts_[i].score = options_.model->probability(row);
    }
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
};

}  // namespace

bool is_asked(const Blocks& page, std::size_t block) {
  const Block& asked = page.blocks[block];
  return plain_noise(asked, page.elements[index(asked.element)]).empty();
}

std::vector<Verdict> judge(const Blocks& page, const Metadata& metadata,
                           const BodyOptions& options) {
  if (page.blocks.empty()) return {};
  return Judge(page, metadata, options).run();
}

std::vector<Verdict> judge_within(const Blocks& page, const std::vector<Verdict>& generic,
                                  const std::vector<const GumboNode*>& roots,
                                  const BodyOptions& options) {
  std::vector<bool> inside;
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

std::vector<std::string> paragraphs(const Blocks& page, const std::vector<Verdict>& verdicts) {
  std::vector<std::string> lines;
  bool open = false;  // the block before was kept: a <br> continues its line
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (verdicts[i].kept) {
      std::string line = text::one_line(page.blocks[i].text);
      if (open && page.blocks[i].after_br) {
        lines.back() += ' ' + line;
      } else {
        lines.push_back(std::move(line));
      }
    }
    open = verdicts[i].kept;
  }
  std::unordered_set<std::string> seen;
  std::erase_if(lines,
                [&](const std::string& line) { return line.empty() || !seen.insert(line).second; });
  return lines;
}

}  // namespace tidings::article
