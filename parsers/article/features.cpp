#include "parsers/article/features.hpp"

#include <algorithm>
#include <cmath>

namespace tidings::article {
namespace {

std::size_t index(int i) { return static_cast<std::size_t>(i); }

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

// Takes the numbers as they are computed, or their names: so that both can never differ.
class Row {
 public:
  Row(std::vector<float>& values, std::vector<std::string>* names)
      : values_(values), names_(names) {}
  void operator()(std::string_view name, double value) {
    values_.push_back(static_cast<float>(value));
    if (names_ != nullptr) names_->emplace_back(name);
  }
  void operator()(std::string_view family, std::string_view member, double value) {
    values_.push_back(static_cast<float>(value));
    if (names_ != nullptr) names_->push_back(std::string(family) + ":" + std::string(member));
  }

 private:
  std::vector<float>& values_;
  std::vector<std::string>* names_;
};

struct Subject {
  const PageFacts& facts;
  std::size_t at;
  const Block& block;
  const Element& element;
  const Element& box;
  const Element& parent;
  const Element& grandparent;
};

Subject subject(const PageFacts& facts, std::size_t at) {
  const auto& elements = facts.page().elements;
  const Block& block = facts.page().blocks[at];
  const int parent = facts.around(block.box);
  return {facts,
          at,
          block,
          elements[index(block.element)],
          elements[index(block.box)],
          elements[index(parent)],
          elements[index(facts.around(parent))]};
}

void describe_text(const Subject& s, Row& row) {
  const TextStats& t = s.block.stats;
  const double length = t.length();
  row("length", length);
  row("words", t.words);
  row("link share", s.block.link);
  row("links", s.block.links);
  row("bold share", s.block.bold);
  row("italic share", s.block.italic);
  row("capital share", share(t.capitals, t.letters));
  row("capital words", share(t.capital_words, t.words));
  row("digit share", share(t.digits, t.characters));
  row("sign share", share(t.signs, t.characters));
  row("sentence ends", t.sentence_ends);
  row("sentence length", share(length, t.sentence_ends));
  row("commas", t.commas);
  row("ends sentence", t.ends_sentence);
  row("ends colon", t.ends_colon);
  row("ends ellipsis", t.ends_ellipsis);
  row("starts small", t.starts_small);
  row("starts quote", t.starts_quote);
  row("starts digit", t.starts_digit);
  row("starts sign", t.starts_sign);
  row("at sign", t.has_at);
  row("copyright sign", t.has_copyright);
  row("url", t.has_url);
  row("at br", s.block.at_br);
  row("after br", s.block.after_br);
  const TopicHits topics = find_topics(s.block.tokens);
  for (std::size_t i = 0; i < kTopics; ++i) {
    row("topic", name(static_cast<Topic>(i)),
        share(topics.anywhere[i], static_cast<double>(s.block.tokens.size())));
    row("topic first", name(static_cast<Topic>(i)), topics.at_start[i]);
  }
}

int tag_rank(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
      return 0;
    case GUMBO_TAG_DIV:
      return 1;
    case GUMBO_TAG_LI:
      return 2;
    case GUMBO_TAG_H1:
      return 3;
    case GUMBO_TAG_H2:
      return 4;
    case GUMBO_TAG_H3:
      return 5;
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
      return 6;
    case GUMBO_TAG_BLOCKQUOTE:
      return 7;
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
      return 8;
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
      return 9;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
      return 10;
    case GUMBO_TAG_TABLE:
      return 11;
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
      return 12;
    default:
      return 13;
  }
}

void describe_marks(const Subject& s, Row& row) {
  for (std::size_t i = 0; i < kMarks; ++i) {
    row("mark", name(static_cast<Mark>(i)), s.element.distance[i]);
  }
  row("hidden", s.element.hidden);
  row("depth", s.box.depth);
  row("box tag", tag_rank(s.box.tag));
  row("parent tag", tag_rank(s.parent.tag));
  row("grandparent tag", tag_rank(s.grandparent.tag));
}

void describe_holder(const Subject& s, std::string_view family, const Element& holder, Row& row) {
  const PageFacts& f = s.facts;
  const double length = f.length(holder);
  row(family, "good share", share(f.good(holder), f.total_good()));
  row(family, "length", length);
  row(family, "link share", share(f.link(holder), length));
  row(family, "blocks", holder.end_block - holder.first_block);
  row(family, "mean length", share(length, holder.end_block - holder.first_block));
  row(family, "part", share(s.block.stats.length(), length));
}

void describe_shapes(const Subject& s, Row& row) {
  for (std::size_t level = 0; level < kShapeLevels; ++level) {
    constexpr std::array<std::string_view, kShapeLevels> kLevels = {"shape1", "shape2", "shape3"};
    const Shape& shape = s.facts.shape(s.at, level);
    row(kLevels[level], "good share", share(shape.good, s.facts.total_good()));
    row(kLevels[level], "blocks", shape.blocks);
    row(kLevels[level], "mean length", share(shape.length, shape.blocks));
    row(kLevels[level], "link share", share(shape.link, shape.length));
    row(kLevels[level], "ends sentence", share(shape.sentence_blocks, shape.blocks));
    row(kLevels[level], "length share", share(shape.length, s.facts.total_length()));
  }
}

int child_rank(const Subject& s, const Container& container) {
  const int child = container.child[index(s.block.element)];
  if (child >= 0) return tag_rank(s.facts.page().elements[index(child)].tag);
  return s.block.element == container.element ? 20 : 30;
}

void describe_container(const Subject& s, std::string_view family, const Container& container,
                        Row& row) {
  const PageFacts& f = s.facts;
  const Element& held = f.page().elements[index(container.element)];
  const int here = static_cast<int>(s.at);
  row(family, "steps", container.steps[index(s.block.element)]);
  row(family, "child", child_rank(s, container));
  row(family, "inside", here >= held.first_block && here < held.end_block);
  row(family, "position", share(here - held.first_block, held.end_block - held.first_block));
  row(family, "good before",
      share(f.good(held.first_block, std::min(here, held.end_block)), f.good(held)));
  row(family, "good after",
      share(f.good(std::max(here + 1, held.first_block), held.end_block), f.good(held)));
  const int child = container.child[index(s.block.element)];
  const Element& part = child >= 0 ? f.page().elements[index(child)] : s.box;
  row(family, "child length", f.length(part));
  row(family, "child good share", share(f.good(part), f.total_good()));
  row(family, "child link share", share(f.link(part), f.length(part)));
  row(family, "child blocks", part.end_block - part.first_block);
}

void describe_place(const Subject& s, Row& row) {
  const PageFacts& f = s.facts;
  const int here = static_cast<int>(s.at);
  const int blocks = static_cast<int>(f.page().blocks.size());
  row("page position", share(f.length(0, here), f.total_length()));
  row("page good", f.total_good());
  row("page length", f.total_length());
  row("good before", share(f.good(0, here), f.total_good()));
  row("good after", share(f.good(here + 1, blocks), f.total_good()));
  row("own good", share(f.good(here, here + 1), f.total_good()));
  const int title = f.title_block();
  row("title known", title >= 0);
  row("blocks from title", title < 0 ? -999 : here - title);
  row("good from title",
      title < 0 ? 0 : (here >= title ? f.good(title, here) : -f.good(here, title)));
  row("title steps", f.steps_to_title(s.block.box));
  row("good within 3", f.good(std::max(0, here - 3), std::min(blocks, here + 4)));
  row("good 3 before", f.good(std::max(0, here - 3), here));
  row("good 3 after", f.good(std::min(blocks, here + 1), std::min(blocks, here + 4)));
  row("good 8 before", f.good(std::max(0, here - 8), here));
  row("good 8 after", f.good(std::min(blocks, here + 1), std::min(blocks, here + 9)));
  row("noise near", (here > 0 && !f.page().blocks[s.at - 1].noise.empty()) +
                        (here + 1 < blocks && !f.page().blocks[s.at + 1].noise.empty()));
  row("copies", f.copies(s.at));
  row("repeat", f.is_repeat(s.at));
  row("said elsewhere", f.said_elsewhere(s.at));
}

void describe_neighbour(const Subject& s, std::string_view family, int offset, Row& row) {
  const auto& blocks = s.facts.page().blocks;
  const int at = static_cast<int>(s.at) + offset;
  const bool there = at >= 0 && at < static_cast<int>(blocks.size());
  const Block& other = there ? blocks[index(at)] : s.block;
  const PageFacts& f = s.facts;
  row(family, "length", there ? other.stats.length() : -1);
  row(family, "link share", there ? other.link : -1.0F);
  row(family, "ends sentence", there && other.stats.ends_sentence);
  row(family, "same parent", there && f.around(other.box) == f.around(s.block.box));
  row(family, "same box tag", there && f.page().elements[index(other.box)].tag == s.box.tag);
  row(family, "heading",
      there && f.page().elements[index(other.box)]
                       .distance[static_cast<std::size_t>(Mark::kHeadingTag)] == 0);
  row(family, "ends colon", there && other.stats.ends_colon);
}

std::vector<TokenHash> first_tokens(const Block& block) {
  const auto& tokens = block.tokens;
  return {tokens.begin(), tokens.begin() + std::min<std::ptrdiff_t>(3, std::ssize(tokens))};
}

void describe_statements(const Subject& s, Row& row) {
  const Statements& said = s.facts.statements();
  row("title share", said.titles.share(s.block.tokens));
  row("author share", said.authors.share(s.block.tokens));
  row("author at start", said.authors.share(first_tokens(s.block)));
  row("author before", s.at == 0 ? 0 : said.authors.share(s.facts.page().blocks[s.at - 1].tokens));
  row("in description", said.description.share(s.block.tokens));
  row("description covered", s.facts.description_in(s.at));
  row("description near", s.facts.description_near(s.facts.around(s.block.box)));
  row("body stated", !said.body.empty());
  row("in body", said.body.empty() ? -1 : said.body.share(s.block.tokens));
}

void describe_heading(const Subject& s, Row& row) {
  const PageFacts& f = s.facts;
  const int heading = f.heading_before(s.at);
  const bool known = heading >= 0;
  const Block& above = known ? f.page().blocks[index(heading)] : s.block;
  row("heading distance", known ? static_cast<int>(s.at) - heading : 999);
  row("heading length", known ? above.stats.length() : -1);
  row("heading tag", known ? tag_rank(f.page().elements[index(above.box)].tag) : -1);
  row("heading same parent", known && f.around(above.box) == f.around(s.block.box));
  row("heading link", known ? above.link : -1.0F);
  const TopicHits topics = known ? find_topics(above.tokens) : TopicHits{};
  row("heading read more", topics.at_start[static_cast<std::size_t>(Topic::kReadMore)]);
  row("heading topics", static_cast<double>(std::ranges::count(topics.at_start, true)));
  row("good since heading", known ? f.good(heading, static_cast<int>(s.at)) : -1);
}

void describe_sections(const Subject& s, Row& row) {
  const PageFacts& f = s.facts;
  const int here = static_cast<int>(s.at);
  const int title = f.title_block();
  const int from_start = f.first_headings(s.at);
  row("first headings", from_start);
  row("first headings from title", title < 0 ? 0 : from_start - f.first_headings(index(title)));
  const int article = f.article_of(s.block.box);
  const Element& around = article < 0 ? s.box : f.page().elements[index(article)];
  row("articles", f.articles());
  row("article good share", article < 0 ? -1 : share(f.good(around), f.total_good()));
  row("title's article", title >= 0 && f.article_of(f.title_element()) == article);
  row("article position", article < 0 ? -1 : here - around.first_block);
  row("likeness", f.likeness(s.at));
}

void describe_media(const Subject& s, Row& row) {
  const auto& blocks = s.facts.page().blocks;
  const bool more = s.at + 1 < blocks.size();
  row("images before", s.block.images_before);
  row("frames before", s.block.frames_before);
  row("images inside", s.block.images_inside);
  row("images after", more ? blocks[s.at + 1].images_before : 0);
  row("frames after", more ? blocks[s.at + 1].frames_before : 0);
}

void describe_all(const Subject& s, Row row) {
  describe_text(s, row);
  describe_marks(s, row);
  describe_holder(s, "box", s.box, row);
  describe_holder(s, "parent", s.parent, row);
  describe_holder(s, "grandparent", s.grandparent, row);
  describe_shapes(s, row);
  describe_container(s, "main", s.facts.main(), row);
  describe_container(s, "direct", s.facts.direct(), row);
  describe_place(s, row);
  describe_neighbour(s, "before", -1, row);
  describe_neighbour(s, "after", 1, row);
  describe_statements(s, row);
  describe_heading(s, row);
  describe_sections(s, row);
  describe_media(s, row);
}

}  // namespace

std::vector<std::string> feature_names() {
  Blocks page;
  page.elements.emplace_back();
  page.elements.back().is_block = true;
  page.elements.back().end_block = 1;
  page.blocks.emplace_back();
  const PageFacts facts(page, {});
  std::vector<float> values;
  std::vector<std::string> names;
  describe_all(subject(facts, 0), Row(values, &names));
  return names;
}

void describe(const PageFacts& facts, std::size_t block, std::vector<float>& rows) {
  describe_all(subject(facts, block), Row(rows, nullptr));
}

}  // namespace tidings::article
