#include "parsers/article/metadata_title.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "parsers/article/metadata_text.hpp"
#include "parsers/html/node.hpp"

namespace tidings::article {
namespace {

constexpr std::size_t kShortestTitle = 4;
constexpr std::size_t kLongestKicker = 120;

// Signs that part a headline from the names of section and site, with blanks around them unless
// `tight`.
struct Separator {
  std::string_view sign;
  bool tight;
};
constexpr auto kSeparators = std::to_array<Separator>({{"|", true},
                                                       {"\u1175", true},  // ᅵ, used as a bar
                                                       {"\uFF5C", true},  // ｜
                                                       {"\u00BB", false},
                                                       {"\u00AB", false},
                                                       {"\u00B7", false},
                                                       {"\u2022", false},
                                                       {"::", false},
                                                       {"--", true},
                                                       {"-", false},
                                                       {"\u2013", false},
                                                       {"\u2014", false},
                                                       {"*", false},
                                                       {"/", false},
                                                       {"<", false},
                                                       {">", false},
                                                       {"\u203A", false},
                                                       {"\u2039", false}});

struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The pieces of `title` between separators.
std::vector<Part> split_title(std::string_view title) {
  std::vector<Part> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < title.size(); ++at) {
    for (const Separator& separator : kSeparators) {
      if (!title.substr(at).starts_with(separator.sign)) continue;
      const std::size_t after = at + separator.sign.size();
      const bool blanks =
          at > 0 && title[at - 1] == ' ' && after < title.size() && title[after] == ' ';
      if (!blanks && !separator.tight) continue;
      parts.push_back({begin, at});
      begin = after;
      at = after - 1;
      break;
    }
  }
  parts.push_back({begin, title.size()});
  return parts;
}

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// The host's labels that can be a site's name: "news.example.co.uk" -> "news", "example".
std::vector<std::string> host_labels(std::string_view url) {
  std::vector<std::string> labels;
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    url.remove_prefix(scheme + 3);
  }
  std::string host = lower_ascii(url.substr(0, url.find_first_of("/?#:")));
  if (host.starts_with("www.")) host.erase(0, 4);
  labels.push_back(title_key(host));
  for (std::size_t begin = 0; begin < host.size();) {
    const std::size_t dot = std::min(host.find('.', begin), host.size());
    const std::string key = title_key(std::string_view(host).substr(begin, dot - begin));
    if (key.size() > 2 && dot != host.size()) labels.push_back(key);
    begin = dot + 1;
  }
  return labels;
}

// True when a piece of a title is the site's name: its og:site_name, or made of its host's labels.
bool names_site(std::string_view part, std::string_view site_name,
                const std::vector<std::string>& labels) {
  const std::string key = title_key(part);
  if (key.empty()) return true;
  if (!site_name.empty() && key == title_key(site_name)) return true;
  return std::ranges::any_of(labels, [&](const std::string& label) {
    return key == label || (label.size() > 3 && (key.starts_with(label) || key.ends_with(label)) &&
                            key.size() < label.size() + 12);
  });
}

// The piece range of `title` that equals one of `others`, if there is one; the longest such.
std::optional<std::string> stated_elsewhere(std::string_view title, const std::vector<Part>& parts,
                                            const std::vector<std::string>& others) {
  constexpr std::size_t kMostParts = 12;
  if (parts.size() < 2 || parts.size() > kMostParts) return std::nullopt;
  std::vector<std::string> keys;
  for (const std::string& other : others) keys.push_back(title_key(other));
  for (std::size_t length = parts.size() - 1; length > 0; --length) {
    for (std::size_t first = 0; first + length <= parts.size(); ++first) {
      const std::string_view piece =
          title.substr(parts[first].begin, parts[first + length - 1].end - parts[first].begin);
      const std::string key = title_key(piece);
      if (key.size() >= kShortestTitle && std::ranges::find(keys, key) != keys.end()) {
        return std::string(trim(piece));
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::string without_site_name(std::string_view title, std::string_view site_name,
                              std::string_view url, const std::vector<std::string>& others) {
  const std::vector<Part> parts = split_title(title);
  if (parts.size() < 2) return std::string(title);
  if (auto piece = stated_elsewhere(title, parts, others)) return *piece;
  const std::vector<std::string> labels = host_labels(url);
  const auto text = [&](std::size_t i) {
    return trim(title.substr(parts[i].begin, parts[i].end - parts[i].begin));
  };
  std::size_t first = 0;
  std::size_t last = parts.size();
  while (last - first > 1 && names_site(text(last - 1), site_name, labels)) --last;
  while (last - first > 1 && names_site(text(first), site_name, labels)) ++first;
  if (first == 0 && last == parts.size()) {
    // No name known: a bar or the last dash before a few words parts the site from the headline.
    const std::string_view tail = text(last - 1);
    const std::string_view sign = trim(title.substr(parts[last - 2].end));
    const bool bar = !sign.starts_with('-') && !sign.starts_with("\u2013");
    const std::size_t head = parts[last - 2].end - parts[first].begin;
    if (tail.size() < (bar ? head : head / 2) && title_words(tail).size() <= (bar ? 6U : 3U))
      --last;
  }
  return std::string(
      trim(title.substr(parts[first].begin, parts[last - 1].end - parts[first].begin)));
}

namespace {

// One place that states a title.
struct Statement {
  std::string text;
  std::string key;
  double weight = 0;
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

bool shares_words(std::string_view a, std::string_view b) { return word_overlap(a, b) >= 0.5; }

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
  }

  [[nodiscard]] bool is_site_name(std::string_view text) const {
    return names_site(text, site_name_, labels_);
  }

  // How much the head of the page supports a heading.
  [[nodiscard]] double support(const std::string& text) const {
    const std::string key = title_key(text);
    double score = 0;
    for (const std::string* const stated : {&og_, &ld_, &document_, &other_}) {
      if (stated->empty()) continue;
      const std::string other = title_key(*stated);
      if (other == key) {
        score += 3;
      } else if (key.size() >= 8 && other.find(key) != std::string::npos) {
        score += 2.5;
      } else if (other.size() >= 8 && key.find(other) != std::string::npos) {
        score += 2;
      } else if (shares_words(text, *stated)) {
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
      supported_ = supported_ || (heading.h1 && score > 1);
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
    statements_.push_back({std::move(text), std::move(key), weight, node});
  }

  void add_heading(const Heading& heading) {
    const double agreed = support(heading.text);
    std::string text = tidy(heading.text);
    const bool stated = !og_.empty() || !ld_.empty() || document_.size() > kShortestTitle;
    double weight = heading.h1 ? 3.6 : 2;
    if (stated && agreed < 1 && (!og_.empty() || !ld_.empty())) weight = 1;
    const auto says = [&](const std::string& where, const std::string& key) {
      return !where.empty() && title_key(without_site_name(where, site_name_, url_, {})) == key;
    };
    const std::string full = title_key(text);
    const bool full_stated = says(og_, full) || says(ld_, full);
    for (const Variant& variant : variants_of(heading)) {
      const std::string key = title_key(variant.text);
      const bool here = says(og_, key) || says(ld_, key);
      if ((here && (!full_stated || variant.marked)) || (variant.marked && !full_stated)) {
        text = variant.text;
        break;
      }
    }
    heading_text_ = text;
    add(std::move(text), weight, heading.node);
  }

  void add_stated() {
    std::vector<std::string> others;
    for (const std::string* const text : {&heading_text_, &ld_, &og_, &other_}) {
      if (!text->empty()) others.push_back(*text);
    }
    const auto cut = [&](const std::string& text) {
      return text.empty() || is_site_name(text) ? std::string()
                                                : without_site_name(text, site_name_, url_, others);
    };
    add(cut(ld_), 2.2);
    add(cut(og_), 2.0);
    add(cut(other_), 0.5);
    add(cut(document_), 1.5);
  }

  // The key with the most weight behind it wins, and of its spellings the one with the most.
  void vote(TitleChoice& choice) const {
    const auto weight_of = [&](auto same) {
      double sum = 0;
      for (const Statement& statement : statements_) {
        if (same(statement)) sum += statement.weight;
      }
      return sum;
    };
    const Statement* best = nullptr;
    double best_weight = 0;
    double best_spelling = 0;
    for (const Statement& statement : statements_) {
      const double weight = weight_of([&](const Statement& s) { return s.key == statement.key; });
      const double spelling =
          weight_of([&](const Statement& s) { return s.text == statement.text; });
      if (weight < best_weight - 1e-9) continue;
      if (weight < best_weight + 1e-9 && spelling <= best_spelling + 1e-9) continue;
      best = &statement;
      best_weight = weight;
      best_spelling = spelling;
    }
    if (best == nullptr) return;
    choice.title = best->text;
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
  std::string heading_text_;
  std::vector<Statement> statements_;
  bool supported_ = false;
};

}  // namespace

TitleChoice choose_title(const Evidence& evidence, const std::vector<LdArticle>& articles,
                         std::string_view site_name, std::string_view url) {
  return Chooser(evidence, articles, site_name, url).choose();
}

}  // namespace tidings::article
