#include "parsers/article/noise_prompts.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace tidings::article {
namespace {

constexpr int kPrompts = 2;
constexpr double kLongestText = 120;  // of the others: no paragraph of an article
constexpr double kMostText = 3;       // of the others, for each of the prompts'
constexpr double kShortPrompt = 40;   // a link that asks for something is no more
constexpr double kLinksAlone = 0.95;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

// "Sign in", "Subscribe": the buttons of such a box.
bool is_button(const Block& block) {
  if (static_cast<double>(block.link) < kLinksAlone || block.stats.length() > kShortPrompt)
    return false;
  const TopicHits topics = find_topics(block.tokens);
  return topics.anywhere[static_cast<std::size_t>(Topic::kSubscribe)] > 0 ||
         topics.anywhere[static_cast<std::size_t>(Topic::kPrompt)] > 0;
}

// What stands in the blocks up to here.
struct Sum {
  int prompts = 0;
  double asked = 0;    // length of prompts
  double others = 0;   // length of what is no noise yet
  int long_texts = 0;  // such that are too long for a box
};

std::vector<Sum> sums_of(const Blocks& page) {
  std::vector<Sum> sums(1);
  for (const Block& block : page.blocks) {
    Sum sum = sums.back();
    if (block.noise == "prompt" || is_button(block)) {
      ++sum.prompts;
      sum.asked += block.stats.length();
    } else if (block.noise.empty()) {
      sum.others += block.stats.length();
      if (block.stats.length() > kLongestText) ++sum.long_texts;
    }
    sums.push_back(sum);
  }
  return sums;
}

}  // namespace

void mark_prompt_boxes(Blocks& page, const Element* title) {
  const std::vector<Sum> sums = sums_of(page);
  if (sums.back().prompts < kPrompts) return;
  int done = 0;  // the blocks that lie in boxes already
  for (const Element& element : page.elements) {
    if (element.end_block <= done) continue;
    const Sum& before = sums[index(element.first_block)];
    const Sum& after = sums[index(element.end_block)];
    if (after.prompts - before.prompts < kPrompts || after.long_texts > before.long_texts) continue;
    const double others = after.others - before.others;
    if (others == 0 || others > kMostText * (after.asked - before.asked)) continue;
    if (title != nullptr && holds(element, *title)) continue;
    const auto blocks =
        std::span(page.blocks)
            .subspan(index(element.first_block), index(element.end_block - element.first_block));
    for (Block& block : blocks) {
      if (block.noise.empty()) block.noise = "prompt";
    }
    done = element.end_block;
  }
}

}  // namespace tidings::article
