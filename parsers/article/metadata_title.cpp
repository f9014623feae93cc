#include "parsers/article/metadata_title.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "parsers/article/metadata_site_name.hpp"
#include "parsers/article/metadata_text.hpp"
#include "parsers/html/node.hpp"

namespace tidings::article {
namespace {

constexpr std::size_t kShortestTitle = 4;
constexpr std::size_t kLongestKicker = 120;

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// One place that states a title.
struct Statement {
  std::string text;
  std::string key;
  WordBag words;
  double weight = 0;
  double spelling = 0;  // weight where only the spelling differs
  const GumboNode* node = nullptr;
};

// Leftovers of a translation plug-in ("Headline[:fa]...") are cut.
std::string tidy(std::string_view stated) {
  std::string text = clean_line(stated);
  if (const std::size_t mark = text.find("[:"); mark != std::string::npos && mark > 0) {
    text.resize(mark);
  }
  return std::string(trim(text));
}

// What the head states, ready for comparison with many headings.
struct Stated {
  explicit Stated(std::string_view text) : key(title_key(text)), words(text) {}

  std::string key;
  WordBag words;
};

// The kicker ("Overline: ") that an element's class tells from the headline proper.
bool is_kicker(const GumboNode& node) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"kicker",  "overline", "dachzeile", "topline",   "suptitle",  "suptitel",   "supertitle",
       "eyebrow", "roofline", "pretitle",  "pre-title", "vorspann",  "ueberzeile", "label",
       "topic",   "category", "rubrik",    "section",   "overtitle", "spitzmarke", "intro"});
  const std::string names = lower_ascii(html::attribute(node, "class"));
  return std::ranges::any_of(
      kNames, [&](std::string_view name) { return names.find(name) != std::string::npos; });
}

// A heading's text without its first or last element child: what stays when that is a kicker. Looks
// into single wrappers ("<h1><span>…</span></h1>").
struct Variant {
  std::string text;
  bool marked = false;  // the child's class says that it is a kicker
};
std::vector<Variant> variants_of(const Heading& heading) {
  const GumboNode* node = heading.node;
  for (int wrappers = 0; wrappers < 4; ++wrappers) {
    const GumboVector& nodes = html::children(*node);
    const GumboNode* only = nullptr;
    unsigned solid = 0;
    for (unsigned i = 0; i < nodes.length; ++i) {
      const GumboNode& child = html::child(nodes, i);
      if (child.type == GUMBO_NODE_WHITESPACE || child.type == GUMBO_NODE_COMMENT) continue;
      ++solid;
      only = &child;
    }
    if (solid != 1 || !html::is_element(*only)) break;
    node = only;
  }
  std::vector<Variant> variants;
  const GumboVector& nodes = html::children(*node);
  for (unsigned i = 0; i < nodes.length && variants.size() < 6; ++i) {
    const GumboNode& child = html::child(nodes, i);
    if (!html::is_element(child) || html::tag_of(child) == GUMBO_TAG_BR) continue;
    const std::string part = short_text(child, kLongestKicker);
    if (part.empty()) continue;
    std::string rest;
    if (heading.text.starts_with(part)) {
      rest = heading.text.substr(part.size());
    } else if (heading.text.ends_with(part)) {
      rest = heading.text.substr(0, heading.text.size() - part.size());
    }
    const std::size_t first = rest.find_first_not_of(" :-|/");
    if (first == std::string::npos) continue;
    rest.erase(0, first);
    rest = tidy(rest);
    if (rest.size() >= kShortestTitle) variants.push_back({std::move(rest), is_kicker(child)});
  }
  return variants;
}

class Chooser {
 public:
  Chooser(const Evidence& evidence, const std::vector<LdArticle>& articles,
          std::string_view site_name, std::string_view url)
      : evidence_(evidence), site_name_(site_name), url_(url), labels_(host_labels(url)) {
    gather_stated(articles);
  }

  TitleChoice choose() {
    TitleChoice choice;
    const Heading* heading = best_heading();
    if (heading != nullptr) add_heading(*heading);
    add_stated();
    vote(choice);
    list_headlines(choice);
    if (choice.node == nullptr) choice.node = node_of(choice.title);
    if (choice.node == nullptr && heading != nullptr) choice.node = heading->node;
    return choice;
  }

 private:
  // The words of head and JSON-LD, before site names are cut off.
  void gather_stated(const std::vector<LdArticle>& articles) {
    for (const char* const name : {"og:title", "twitter:title"}) {
      std::string text = tidy(evidence_.meta(name));
      if (og_.empty()) og_ = std::move(text);
    }
    for (const char* const name : {"headline", "dc.title", "dcterms.title", "parsely-title",
                                   "sailthru.title", "hdl", "cxenseparse:title", "title"}) {
      if (other_.empty()) other_ = tidy(evidence_.meta(name));
    }
    for (const LdArticle& article : articles) {
      if (ld_.empty()) ld_ = tidy(article.headline);
    }
    document_ = tidy(evidence_.document_title);
    for (const std::string* const text : {&og_, &ld_, &document_, &other_}) {
      if (!text->empty()) stated_.emplace_back(*text);
    }
  }

  [[nodiscard]] bool is_site_name(std::string_view text) const {
    return names_site(text, site_name_, labels_);
  }

  // How much the head of the page supports a heading.
  [[nodiscard]] double support(const std::string& text) const {
    constexpr double kShared = 0.5;
    const std::string key = title_key(text);
    const WordBag words(text);
    double score = 0;
    for (const Stated& stated : stated_) {
      if (stated.key == key) {
        score += 3;
      } else if (key.size() >= 8 && stated.key.find(key) != std::string::npos) {
        score += 2.5;
      } else if (stated.key.size() >= 8 && key.find(stated.key) != std::string::npos) {
        score += 2;
      } else if (words.overlap(stated.words) >= kShared) {
        score += 1.5;
      }
    }
    return score;
  }

  // The heading that is the article's: supported by the head, else the first h1 in the content.
  const Heading* best_heading() {
    const Heading* best = nullptr;
    double best_score = 0.9;
    for (const Heading& heading : evidence_.headings) {
      if (heading.text.size() < kShortestTitle || is_site_name(heading.text)) continue;
      double score = support(heading.text);
      if (heading.h1) score += 2;
      if ((heading.regions & (kNavigation | kFooter)) != 0) score -= 2;
      if ((heading.regions & (kComments | kRelated | kAside)) != 0) score -= 1;
      if ((heading.regions & (kArticleElement | kMain)) != 0) score += 0.4;
      if (!heading.h1 && (heading.regions & kLink) != 0) score -= 1;
      if (!heading.h1 && (heading.regions & kTitleClass) != 0) score += 0.3;
      if (score > best_score + 1e-9) {
        best = &heading;
        best_score = score;
      }
    }
    return best;
  }

  void add(std::string text, double weight, const GumboNode* node = nullptr) {
    if (text.empty()) return;
    std::string key = title_key(text);
    if (key.empty()) return;
    // A heading of several elements can lack blanks between them.
    const double spelling = node == nullptr ? weight : 1.2;
    WordBag words(text);
    statements_.push_back(
        {std::move(text), std::move(key), std::move(words), weight, spelling, node});
  }

  // A heading that stands inside an h1 is that h1's text proper.
  static const GumboNode* enclosing_h1(const GumboNode* node) {
    for (int steps = 0; node != nullptr && steps < 4; ++steps, node = node->parent) {
      if (html::tag_of(*node) == GUMBO_TAG_H1) return node;
    }
    return nullptr;
  }

  // True when `where`, without the site's name, says the same as `key`.
  [[nodiscard]] bool says(const std::string& where, const std::string& key) const {
    return !where.empty() && title_key(without_site_name(where, site_name_, url_, {})) == key;
  }

  void add_heading(const Heading& heading) {
    const GumboNode* h1 = enclosing_h1(heading.node);
    double weight = h1 != nullptr ? 4.1 : 2;
    if (support(heading.text) < 1 && (!og_.empty() || !ld_.empty())) weight = 1;
    heading_text_ = without_kicker(heading, tidy(heading.text));
    add(heading_text_, weight, h1 != nullptr ? h1 : heading.node);
  }

  // A heading's text without an overline, told by its element or by what the head states.
  [[nodiscard]] std::string without_kicker(const Heading& heading, std::string text) const {
    constexpr std::size_t kShortest = 15;
    const std::string full = title_key(text);
    const bool full_stated = says(og_, full) || says(ld_, full);
    for (Variant& variant : variants_of(heading)) {
      const std::string key = title_key(variant.text);
      const bool here = says(og_, key) || says(ld_, key);
      const bool kicker =
          variant.marked && variant.text.size() > kShortest && text.ends_with(variant.text);
      if ((here && (!full_stated || kicker)) || (kicker && !full_stated)) return variant.text;
    }
    if (full_stated || says(document_, full)) return text;
    for (const std::string* const stated : {&ld_, &og_}) {
      const std::string key = title_key(*stated);
      if (key.size() > kShortest && full.ends_with(key)) return *stated;
    }
    return text;
  }

  void add_stated() {
    const auto cut = [&](const std::string& text, bool guess) {
      std::vector<std::string> others;
      for (const std::string* const other : {&heading_text_, &ld_, &og_, &other_, &document_}) {
        if (other != &text && !other->empty()) others.push_back(*other);
      }
      if (!text.empty() && title_key(text) == title_key(heading_text_)) return text;
      return text.empty() || is_site_name(text)
                 ? std::string()
                 : without_site_name(text, site_name_, url_, others, guess);
    };
    add(cut(ld_, false), 2.2);
    add(cut(og_, true), 2.0);
    add(cut(other_, true), 0.5);
    add(cut(document_, true), 1.5);
  }

  // How much of what `statement` says stands behind `candidate`: all of it where they say the same,
  // less the fewer words they share.
  static double backing(const Statement& candidate, const Statement& statement) {
    constexpr double kUnlike = 0.3;
    if (statement.key == candidate.key) return statement.weight;
    const double shared = statement.words.overlap(candidate.words);
    return statement.weight * std::max(0.0, (shared - kUnlike) / (1 - kUnlike));
  }

  // The statement with the most weight behind it wins, and of its spellings the one with the most.
  void vote(TitleChoice& choice) const {
    const auto sum = [&](auto share) {
      double total = 0;
      for (const Statement& statement : statements_) total += share(statement);
      return total;
    };
    const Statement* best = nullptr;
    double best_weight = 0;
    double best_spelling = 0;
    for (const Statement& candidate : statements_) {
      const double weight = sum([&](const Statement& s) { return backing(candidate, s); });
      const double spelling =
          sum([&](const Statement& s) { return s.text == candidate.text ? s.spelling : 0; });
      if (weight < best_weight - 1e-9) continue;
      if (weight < best_weight + 1e-9 && spelling <= best_spelling + 1e-9) continue;
      best = &candidate;
      best_weight = weight;
      best_spelling = spelling;
    }
    if (best == nullptr) return;
    choice.title = best->text;
    // What readers see keeps its quotes and dashes.
    if (plain_marks(heading_text_) == plain_marks(choice.title)) choice.title = heading_text_;
    for (const Statement& statement : statements_) {
      if (statement.key == best->key && statement.node != nullptr) choice.node = statement.node;
    }
  }

  void list_headlines(TitleChoice& choice) const {
    const auto add_line = [&](const std::string& line) {
      if (!line.empty() && std::ranges::find(choice.headlines, line) == choice.headlines.end()) {
        choice.headlines.push_back(line);
      }
    };
    add_line(choice.title);
    add_line(heading_text_);
    for (const std::string* const text : {&ld_, &og_, &other_, &document_}) add_line(*text);
    for (const Statement& statement : statements_) add_line(statement.text);
  }

  [[nodiscard]] const GumboNode* node_of(const std::string& title) const {
    const std::string key = title_key(title);
    for (const Heading& heading : evidence_.headings) {
      if (title_key(heading.text) == key) return heading.node;
    }
    return nullptr;
  }

  const Evidence& evidence_;
  std::string_view site_name_;
  std::string_view url_;
  std::vector<std::string> labels_;
  std::string og_;
  std::string ld_;
  std::string other_;
  std::string document_;
  std::vector<Stated> stated_;  // og_, ld_, document_, other_, as far as they are there
  std::string heading_text_;
  std::vector<Statement> statements_;
};

}  // namespace

TitleChoice choose_title(const Evidence& evidence, const std::vector<LdArticle>& articles,
                         std::string_view site_name, std::string_view url) {
  return Chooser(evidence, articles, site_name, url).choose();
}

}  // namespace tidings::article
