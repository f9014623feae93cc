#include "parsers/article/metadata_authors.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "parsers/article/metadata_names.hpp"
#include "parsers/article/metadata_text.hpp"
#include "parsers/html/node.hpp"

namespace tidings::article {
namespace {

constexpr std::size_t kMostAuthors = 24;
constexpr std::size_t kLongestByline = 160;

constexpr auto kMetaNames = std::to_array<std::string_view>(
    {"author",          "article:author",  "article:author_name", "authors",
     "article:authors", "parsely-author",  "sailthru.author",     "byl",
     "dc.creator",      "dcterms.creator", "dc.contributor",      "cxenseparse:author",
     "citation_author", "creator",         "og:author",           "og:article:author",
     "dcsext.author",   "page.author",     "vr:author",           "article.author",
     "content_author",  "writer"});

bool contains_word(std::string_view text, std::string_view word) {
  const std::string lower = lower_ascii(text);
  return lower.find(word) != std::string::npos;
}

class Chooser {
 public:
  Chooser(const Evidence& evidence, std::string_view site_name, std::string_view url,
          Regions title_regions, std::size_t title_order)
      : evidence_(evidence), title_order_(title_order) {
    ignored_regions_ = title_regions;
    add_site(site_name);
    std::string_view host = url;
    if (const std::size_t at = host.find("://"); at != std::string_view::npos) {
      host.remove_prefix(at + 3);
    }
    host = host.substr(0, host.find_first_of("/?#:"));
    if (host.starts_with("www.")) host.remove_prefix(4);
    add_site(host);
    add_site(host.substr(0, host.find('.')));
  }

  AuthorChoice choose(const std::vector<LdArticle>& articles) {
    AuthorChoice stated = {from_json_ld(articles), {}};
    AuthorChoice meta = {from_meta(), {}};
    AuthorChoice shown = from_bylines();
    for (AuthorChoice* const choice : {&stated, &meta, &shown}) {
      if (has_person(choice->names)) {
        if (choice != &shown) choice->nodes = shown.nodes;
        return std::move(*choice);
      }
    }
    for (AuthorChoice* const choice : {&stated, &meta, &shown}) {
      if (!choice->names.empty()) return std::move(*choice);
    }
    return {};
  }

 private:
  void add_site(std::string_view name) {
    std::string key = title_key(name);
    if (key.size() > 1) sites_.push_back(std::move(key));
  }

  // The site itself or its desk: right only where nobody else signs.
  [[nodiscard]] bool is_site(std::string_view name) const {
    const std::string key = title_key(name);
    if (std::ranges::any_of(sites_, [&](const std::string& site) {
          return key == site || (site.size() > 3 && key.starts_with(site));
        })) {
      return true;
    }
    constexpr auto kDesks = std::to_array<std::string_view>(
        {"redaktion", "redaction", "r\u00e9daction", "redacci\u00f3n", "redazione", "editorial",
         "newsroom", "newsdesk", "news desk", "webmaster", "admin", "nachrichten", "staff",
         "agencies", "agenturen", "agences", "agencias"});
    return std::ranges::any_of(kDesks,
                               [&](std::string_view desk) { return contains_word(name, desk); });
  }

  [[nodiscard]] bool has_person(const std::vector<std::string>& names) const {
    return std::ranges::any_of(
        names, [&](const std::string& name) { return !is_site(name) && is_personal(name); });
  }

  static void add_names(const std::vector<std::string>& more, std::vector<std::string>& names) {
    for (const std::string& name : more) {
      const std::string key = title_key(name);
      const bool known = std::ranges::any_of(
          names, [&](const std::string& other) { return title_key(other) == key; });
      if (!known && names.size() < kMostAuthors) names.push_back(name);
    }
  }

  // Names of one statement; the site's own among others says where they work.
  [[nodiscard]] std::vector<std::string> read(std::string_view stated) const {
    std::vector<std::string> names = split_stated_names(stated);
    if (names.size() > 1 && has_person(names)) {
      std::erase_if(names, [&](const std::string& name) { return is_site(name); });
    }
    return names;
  }

  [[nodiscard]] std::vector<std::string> from_json_ld(
      const std::vector<LdArticle>& articles) const {
    std::vector<std::string> names;
    for (const LdArticle& article : articles) {
      for (const std::string& author : article.authors) add_names(read(author), names);
      if (!names.empty()) break;
    }
    return names;
  }

  [[nodiscard]] std::vector<std::string> from_meta() const {
    std::vector<std::string> fallback;
    for (const std::string_view wanted : kMetaNames) {
      std::vector<std::string> names;
      for (const MetaTag& tag : evidence_.metas) {
        if (tag.name == wanted) add_names(read(clean_line(tag.content)), names);
      }
      if (has_person(names)) {
        std::erase_if(names, [&](const std::string& name) { return is_site(name); });
        return names;
      }
      if (fallback.empty()) fallback = std::move(names);
    }
    return fallback;
  }

  // Whether a byline stands where the article's would.
  [[nodiscard]] bool in_place(const Byline& byline) const {
    Regions regions = byline.regions & ~ignored_regions_;
    if ((byline.regions & kArticleElement) != 0) regions &= ~static_cast<Regions>(kFooter);
    if ((regions & (kComments | kRelated | kNavigation | kFooter | kForm | kFigure)) != 0)
      return false;
    const bool stated = byline.kind == BylineKind::kProperty || byline.kind == BylineKind::kRel;
    if ((regions & kAside) != 0 && !stated) return false;
    // "By Ann Lee" inside a link signs the page that it leads to.
    if ((regions & kLink) != 0 && byline.kind == BylineKind::kText) return false;
    return byline.text.size() <= kLongestByline;
  }

  [[nodiscard]] bool holds_another(const Byline& outer) const {
    const auto inside = [&](const Byline& inner) {
      for (const GumboNode* node = inner.node->parent; node != nullptr; node = node->parent) {
        if (node == outer.node) return true;
      }
      return false;
    };
    return std::ranges::any_of(evidence_.bylines, [&](const Byline& other) {
      return &other != &outer && other.order >= outer.order &&
             other.order <= outer.order + kLongestByline && inside(other) &&
             !split_names(other.text).empty();
    });
  }

  // Names of the byline that stands nearest to the title, and of its siblings.
  [[nodiscard]] AuthorChoice from_bylines() const {
    const Byline* best = nullptr;
    double best_score = 0;
    for (const Byline& byline : evidence_.bylines) {
      if (!in_place(byline) || holds_another(byline)) continue;
      const std::vector<std::string> names = split_names(byline.text);
      if (names.empty()) continue;
      const double score = score_of(byline, names);
      if (score > best_score) {
        best = &byline;
        best_score = score;
      }
    }
    AuthorChoice choice;
    if (best == nullptr) return choice;
    for (const Byline& byline : evidence_.bylines) {
      const bool sibling = &byline == best || (in_place(byline) && !holds_another(byline) &&
                                               are_siblings(byline, *best));
      if (!sibling) continue;
      add_names(split_names(byline.text), choice.names);
      choice.nodes.push_back(byline.node);
    }
    return choice;
  }

  [[nodiscard]] static bool are_siblings(const Byline& a, const Byline& b) {
    const std::size_t gap = a.order > b.order ? a.order - b.order : b.order - a.order;
    return a.kind == b.kind && gap < kLongestByline &&
           html::attribute(*a.node, "class") == html::attribute(*b.node, "class");
  }

  [[nodiscard]] double score_of(const Byline& byline, const std::vector<std::string>& names) const {
    double score = 1;
    switch (byline.kind) {
      case BylineKind::kProperty:
        score = 4;
        break;
      case BylineKind::kRel:
        score = 3.5;
        break;
      case BylineKind::kLink:
        score = 3;
        break;
      case BylineKind::kClass:
        score = 2.5;
        break;
      case BylineKind::kText:
        score = 2;
        break;
      case BylineKind::kBold:
        return score_of_bold(byline, names);
    }
    if (byline_prefix(byline.text) > 0) score += 1;
    if (std::ranges::all_of(names, [&](const std::string& name) { return is_site(name); }))
      score -= 3;
    if ((byline.regions & kBiography) != 0) score -= 0.5;
    const std::size_t distance = byline.order > title_order_ ? byline.order - title_order_
                                                             : 2 * (title_order_ - byline.order);
    return score - std::min(3.0, static_cast<double>(distance) / 1500.0);
  }

  // A first paragraph that is nothing but a name.
  [[nodiscard]] double score_of_bold(const Byline& byline,
                                     const std::vector<std::string>& names) const {
    constexpr std::size_t kNear = 1'500;
    constexpr std::size_t kLongestName = 50;
    const bool near = byline.order >= title_order_ && byline.order <= title_order_ + kNear;
    if (!near || names.size() != 1 || byline.text.size() > kLongestName) return 0;
    if (names.front() != byline.text || !is_personal(byline.text) || is_site(byline.text)) return 0;
    bool capital = byline.text.find_first_of("?!:;") == std::string::npos;
    for (std::size_t i = 0; i < byline.text.size(); ++i) {
      const bool begins = i == 0 || byline.text[i - 1] == ' ';
      capital = capital && !(begins && byline.text[i] >= 'a' && byline.text[i] <= 'z');
    }
    return capital && title_words(byline.text).size() <= 3 ? 1 : 0;
  }

  const Evidence& evidence_;
  std::size_t title_order_;
  Regions ignored_regions_ = 0;
  std::vector<std::string> sites_;
};

}  // namespace

AuthorChoice choose_authors(const Evidence& evidence, const std::vector<LdArticle>& articles,
                            std::string_view site_name, std::string_view url, Regions title_regions,
                            std::size_t title_order) {
  return Chooser(evidence, site_name, url, title_regions, title_order).choose(articles);
}

}  // namespace tidings::article
