#include "parsers/article/page_facts.hpp"

#include <algorithm>

#include "parsers/html/node.hpp"

namespace tidings::article {
namespace {

constexpr double kGoodLength = 70;
constexpr double kLongLength = 200;
constexpr double kGoodLinkShare = 0.35;
constexpr double kMarginWeight = 0.2;  // of good text in an aside
constexpr double kMainShare = 0.6;     // of the page's good text that its container holds
constexpr double kGrandparentPart = 0.5;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

double good_text(const Block& block, const Element& element) {
  const double length = block.stats.length();
  const bool whole = block.stats.sentence_ends > 0 || length >= kLongLength;
  if (!block.noise.empty() || length < kGoodLength || block.link >= kGoodLinkShare || !whole ||
      element.hidden)
    return 0;
  for (const Mark mark : {Mark::kAsideTag, Mark::kNavTag, Mark::kFooterTag, Mark::kFormTag}) {
    if (element.distance[static_cast<std::size_t>(mark)] < kFar) return kMarginWeight * length;
  }
  return length;
}

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  return (hash ^ value) * 0x9e3779b97f4a7c15 + (hash >> 31);
}

Statements read_statements(const Metadata& metadata) {
  Statements statements;
  for (const std::string& headline : metadata.headlines) statements.titles.add(tokens_of(headline));
  statements.titles.add(tokens_of(metadata.title));
  statements.titles.seal();
  statements.description_tokens = tokens_of(metadata.description);
  statements.description.add(statements.description_tokens);
  statements.description.seal();
  for (const std::string& author : metadata.authors) statements.authors.add(tokens_of(author));
  statements.authors.seal();
  for (const std::string& text : metadata.body_texts) statements.body.add(tokens_of(text));
  statements.body.seal();
  return statements;
}

}  // namespace

PageFacts::PageFacts(const Blocks& page, const Metadata& metadata)
    : page_(page), statements_(read_statements(metadata)) {
  sum_text();
  find_shapes();
  find_containers();
  find_title(metadata);
  find_copies();
  find_said_elsewhere();
  find_articles();
  find_headings();
  find_likeness();
  find_description();
}

void PageFacts::sum_text() {
  for (auto* sums : {&good_, &length_, &link_}) sums->assign(1, 0.0);
  for (const Block& block : page_.blocks) {
    const double length = block.stats.length();
    good_.push_back(good_.back() + good_text(block, page_.elements[index(block.element)]));
    length_.push_back(length_.back() + length);
    link_.push_back(link_.back() + length * static_cast<double>(block.link));
  }
}

int PageFacts::around(int element) const {
  int parent = page_.elements[index(element)].parent;
  while (parent >= 0 && !page_.elements[index(parent)].is_block)
    parent = page_.elements[index(parent)].parent;
  return parent < 0 ? element : parent;
}

const Shape& PageFacts::shape(std::size_t block, std::size_t level) const {
  return shapes_[level].find(shape_of_[level][block])->second;
}

void PageFacts::find_shapes() {
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    const Block& block = page_.blocks[i];
    std::uint64_t hash = 0;
    int element = block.box;
    for (std::size_t level = 0; level < kShapeLevels; ++level) {
      hash = mix(hash, page_.elements[index(element)].signature);
      element = around(element);
      shape_of_[level].push_back(hash);
      Shape& shape = shapes_[level][hash];
      const double length = block.stats.length();
      ++shape.blocks;
      shape.sentence_blocks += block.stats.ends_sentence;
      shape.good += good_[i + 1] - good_[i];
      shape.length += length;
      shape.link += length * static_cast<double>(block.link);
    }
  }
}

Container PageFacts::container(int element) const {
  Container result{.element = element, .steps = {}, .child = {}};
  std::vector<bool> holds(page_.elements.size(), false);
  for (int e = element; e >= 0; e = page_.elements[index(e)].parent) holds[index(e)] = true;
  result.steps.reserve(page_.elements.size());
  result.child.reserve(page_.elements.size());
  for (std::size_t i = 0; i < page_.elements.size(); ++i) {
    const Element& here = page_.elements[i];
    int steps = 0;
    int child = -1;
    if (!holds[i]) {
      steps = std::min<int>(kFar, result.steps[index(here.parent)] + here.is_block);
      child = here.parent == element ? static_cast<int>(i) : result.child[index(here.parent)];
    }
    result.steps.push_back(static_cast<std::uint8_t>(steps));
    result.child.push_back(child);
  }
  return result;
}

void PageFacts::find_containers() {
  if (page_.elements.empty()) return;
  int main = 0;
  for (std::size_t i = 0; i < page_.elements.size(); ++i) {
    const Element& element = page_.elements[i];
    if (element.is_block && total_good() > 0 && good(element) >= kMainShare * total_good()) {
      main = static_cast<int>(i);
    }
  }
  std::vector<double> right_below(page_.elements.size(), 0.0);
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    const double here = good_[i + 1] - good_[i];
    const int parent = around(page_.blocks[i].box);
    right_below[index(parent)] += here;
    right_below[index(around(parent))] += kGrandparentPart * here;
  }
  const auto most = std::ranges::max_element(right_below) - right_below.begin();
  main_ = container(main);
  direct_ = container(static_cast<int>(most));
}

void PageFacts::find_title(const Metadata& metadata) {
  for (std::size_t i = 0; i < page_.elements.size() && title_element_ < 0; ++i) {
    const Element& element = page_.elements[i];
    const bool stated = metadata.title_node != nullptr && element.node == metadata.title_node;
    if (stated || (metadata.title_node == nullptr && element.tag == GUMBO_TAG_H1)) {
      title_element_ = static_cast<int>(i);
      title_block_ =
          element.first_block < static_cast<int>(page_.blocks.size()) ? element.first_block : -1;
    }
  }
  if (title_element_ >= 0) title_ = container(title_element_);
}

int PageFacts::steps_to_title(int element) const {
  return title_element_ < 0 ? kFar : title_.steps[index(element)];
}

void PageFacts::find_copies() {
  std::unordered_map<std::string_view, int> counts;
  for (const Block& block : page_.blocks) repeat_.push_back(counts[block.text]++ > 0);
  for (const Block& block : page_.blocks) copies_.push_back(counts[block.text]);
}

void PageFacts::find_said_elsewhere() {
  const auto length_in_tokens = [&](int block) { return page_.blocks[index(block)].tokens.size(); };
  constexpr std::size_t kRun = 3;
  constexpr std::size_t kMostRuns = 100'000;  // what follows is not compared; real pages have fewer
  std::vector<std::pair<TokenHash, int>> runs;  // and the block
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    const auto& tokens = page_.blocks[i].tokens;
    if (runs.size() > kMostRuns) break;
    for (std::size_t k = 0; k + kRun <= tokens.size() && runs.size() <= kMostRuns; ++k) {
      runs.emplace_back(mix(mix(tokens[k], tokens[k + 1]), tokens[k + 2]), static_cast<int>(i));
    }
  }
  std::ranges::sort(runs);
  std::vector<int> found(page_.blocks.size(), 0);
  for (std::size_t begin = 0; begin < runs.size();) {
    std::size_t end = begin;
    int longest = runs[begin].second;
    for (; end < runs.size() && runs[end].first == runs[begin].first; ++end) {
      if (length_in_tokens(runs[end].second) > length_in_tokens(longest))
        longest = runs[end].second;
    }
    for (; begin < end; ++begin) {
      const int block = runs[begin].second;
      found[index(block)] += length_in_tokens(block) < length_in_tokens(longest);
    }
  }
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    const std::size_t tokens = page_.blocks[i].tokens.size();
    said_elsewhere_.push_back(tokens < kRun ? -1
                                            : found[i] / static_cast<double>(tokens - kRun + 1));
  }
}

void PageFacts::find_articles() {
  for (std::size_t i = 0; i < page_.elements.size(); ++i) {
    const Element& element = page_.elements[i];
    int article = element.parent < 0 ? -1 : article_of_[index(element.parent)];
    if (article < 0 && element.tag == GUMBO_TAG_ARTICLE) {
      article = static_cast<int>(i);
      ++articles_;
    }
    article_of_.push_back(article);
  }
}

void PageFacts::find_headings() {
  int last = -1;
  int first_rank = 0;
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    const Element& box = page_.elements[index(page_.blocks[i].box)];
    heading_before_.push_back(last);
    if (box.tag == GUMBO_TAG_H1) ++first_rank;
    first_headings_.push_back(first_rank);
    if (box.distance[static_cast<std::size_t>(Mark::kHeadingTag)] == 0) last = static_cast<int>(i);
  }
}

void PageFacts::find_likeness() {
  boxed_length_.assign(page_.elements.size(), 0.0);
  for (const Block& block : page_.blocks) {
    const int parent = around(block.box);
    const std::uint64_t kind =
        mix(page_.elements[index(block.box)].signature, static_cast<std::uint64_t>(parent));
    like_length_[kind] += block.stats.length();
    boxed_length_[index(parent)] += block.stats.length();
  }
}

double PageFacts::likeness(std::size_t block) const {
  const Block& here = page_.blocks[block];
  const int parent = around(here.box);
  const std::uint64_t kind =
      mix(page_.elements[index(here.box)].signature, static_cast<std::uint64_t>(parent));
  const double all = boxed_length_[index(parent)];
  return all > 0 ? like_length_.find(kind)->second / all : 0;
}

void PageFacts::find_description() {
  description_near_.assign(page_.elements.size(), 0.0);
  description_in_.assign(page_.blocks.size(), 0.0);
  if (statements_.description.empty()) return;
  RunFinder description(statements_.description_tokens);
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    const Block& block = page_.blocks[i];
    if (block.tokens.size() < 3) continue;
    description_in_[i] = description.share_in(block.tokens);
    double& near = description_near_[index(around(block.box))];
    near = std::max(near, description_in_[i]);
  }
}

}  // namespace tidings::article
