#include "parsers/article/metadata_evidence.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "parsers/article/metadata_names.hpp"
#include "parsers/article/metadata_regions.hpp"
#include "parsers/article/metadata_text.hpp"
#include "parsers/html/node.hpp"
#include "parsers/html/strip.hpp"
#include "parsers/html/tag_scanner.hpp"

namespace tidings::article {
namespace {

constexpr std::size_t kMaxKept = 400;  // of each kind
constexpr std::size_t kLongestTitle = 600;
constexpr std::size_t kLongestDate = 160;
constexpr std::size_t kLongestByline = 300;

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    // Digits of other scripts are multi-byte: Arabic and Persian (D9, DB), Devanagari (E0).
    return (c >= '0' && c <= '9') || c == '\xD9' || c == '\xDB' || c == '\xE0';
  });
}

bool is_date_property(std::string_view property) {
  return property.find("date") != std::string_view::npos ||
         property.find("Date") != std::string_view::npos ||
         property.find("Published") != std::string_view::npos ||
         property.find("published") != std::string_view::npos || property == "uploadDate";
}

// True for the address of a person's page at a publisher: one with a folder for people in it.
bool is_author_page(std::string_view href) {
  constexpr auto kFolders = std::to_array<std::string_view>(
      {"author",       "authors",   "autor",  "autoren",    "autores",   "auteur",
       "auteurs",      "autore",    "autori", "people",     "person",    "profile",
       "reporter",     "reporters", "staff",  "journalist", "redakteur", "contributor",
       "contributors", "by",        "yazar",  "skribent",   "penulis",   "meet-the-team",
       "columnist",    "writers"});
  constexpr std::size_t kLongest = 300;
  if (href.size() > kLongest) return false;
  std::size_t begin = href.find('/') + 1;  // 0 where there is none
  for (std::size_t end = 0; begin != 0; begin = end + 1) {
    end = href.find('/', begin);
    if (end == std::string_view::npos) return false;
    const std::string_view folder = href.substr(begin, end - begin);
    const auto is_folder = [&](std::string_view name) { return html::equals_lower(folder, name); };
    if (std::ranges::any_of(kFolders, is_folder)) return true;
  }
  return false;
}

// The attributes that say something here, found in one pass.
struct Attributes {
  std::string_view classes;
  std::string_view id;
  std::string_view itemprop;
  std::string_view property;
  std::string_view rel;
  std::string_view href;
  std::string_view title;
  std::string_view content;
  std::string_view datetime;
  std::string_view time_data;  // data-unixtime and the like
  std::string_view lang;
};

Attributes read_attributes(const GumboNode& node) {
  Attributes found;
  const GumboVector& attributes = node.v.element.attributes;
  constexpr unsigned kMost = 64;
  for (unsigned i = 0; i < std::min(attributes.length, kMost); ++i) {
    const auto& attribute = *static_cast<const GumboAttribute*>(attributes.data[i]);
    const std::string_view name = attribute.name;
    switch (name.front()) {
      case 'c':
        if (name == "class") found.classes = attribute.value;
        if (name == "content") found.content = attribute.value;
        break;
      case 'd':
        if (name == "datetime") found.datetime = attribute.value;
        if (name == "data-unixtime" || name == "data-utime" || name == "data-datetime" ||
            name == "data-timestamp") {
          found.time_data = attribute.value;
        }
        break;
      case 'h':
        if (name == "href") found.href = attribute.value;
        break;
      case 'i':
        if (name == "id") found.id = attribute.value;
        if (name == "itemprop") found.itemprop = attribute.value;
        break;
      case 'l':
        if (name == "lang") found.lang = attribute.value;
        break;
      case 'p':
        if (name == "property") found.property = attribute.value;
        break;
      case 'r':
        if (name == "rel") found.rel = attribute.value;
        break;
      case 't':
        if (name == "title") found.title = attribute.value;
        break;
      default:
        break;
    }
  }
  return found;
}

class Gatherer {
 public:
  explicit Gatherer(Evidence& evidence) : evidence_(evidence) {}

  bool enter(const GumboNode& node) {
    if (html::is_text(node)) {
      read_text(node);
      return false;
    }
    if (!html::is_element(node)) return false;
    const GumboTag tag = html::tag_of(node);
    if (tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_TEMPLATE) return false;
    if (read_head_element(node, tag)) return false;
    const Attributes attributes = read_attributes(node);
    const Regions own = regions_.of(node, attributes.classes, attributes.id);
    const Regions outer = open_.empty() ? 0 : open_.back();
    open_.push_back(outer | own);
    read_element(node, tag, attributes, own, outer);
    return true;
  }

  void leave(const GumboNode&) { open_.pop_back(); }

 private:
  // <meta>, <link>, <title>, <base>; true if it was one of them.
  bool read_head_element(const GumboNode& node, GumboTag tag) {
    switch (tag) {
      case GUMBO_TAG_META:
        read_meta(node);
        return true;
      case GUMBO_TAG_LINK:
        read_link(node);
        return true;
      case GUMBO_TAG_BASE:
        evidence_.base = html::attribute(node, "href");
        return true;
      case GUMBO_TAG_TITLE:
        if (evidence_.document_title.empty()) {
          evidence_.document_title = short_text(node, 2 * kLongestTitle);
        }
        return true;
      default:
        return false;
    }
  }

  void read_meta(const GumboNode& node) {
    const std::string_view content = html::attribute(node, "content");
    if (content.empty() || evidence_.metas.size() >= kMaxKept) return;
    for (const char* const key : {"property", "name", "itemprop", "http-equiv"}) {
      const std::string_view name = html::attribute(node, key);
      if (!name.empty()) evidence_.metas.push_back({lower_ascii(name), content});
    }
  }

  void read_link(const GumboNode& node) {
    const std::string_view rel = html::attribute(node, "rel");
    if (evidence_.canonical.empty() && html::has_token(rel, "canonical")) {
      evidence_.canonical = html::attribute(node, "href");
    } else if (evidence_.amp.empty() && html::has_token(rel, "amphtml")) {
      evidence_.amp = html::attribute(node, "href");
    }
  }

  void read_text(const GumboNode& node) {
    const std::string_view text = node.v.text.text;
    if (node.type == GUMBO_NODE_WHITESPACE) return;
    read_byline_text(node, text);
    evidence_.text_bytes += text.size();
    if (text.size() < 4 || !has_digit(text)) return;
    if (evidence_.texts.size() < 4 * kMaxKept) {
      evidence_.texts.push_back(
          {&node, text, open_.empty() ? 0 : open_.back(), evidence_.text_bytes});
    }
  }

  // "By Ann Lee", "(责编：…)": a text that opens like a byline, with what stands beside it.
  void read_byline_text(const GumboNode& node, std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n(");
    if (first == std::string_view::npos || text.size() > kLongestByline) return;
    const std::string_view opening = text.substr(first, 40);
    if (node.parent == nullptr || evidence_.bylines.size() >= kMaxKept) return;
    if (!opens_byline(opening)) return;
    std::string line = short_text(*node.parent, kLongestByline / 2);
    if (line.starts_with('(')) line.erase(0, 1);
    if (line.ends_with(')')) line.pop_back();
    if (byline_prefix(line) == 0) return;
    evidence_.bylines.push_back({node.parent, std::move(line), BylineKind::kText,
                                 open_.empty() ? 0 : open_.back(), evidence_.text_bytes});
  }

  void read_element(const GumboNode& node, GumboTag tag, const Attributes& attributes, Regions own,
                    Regions outer) {
    if (tag == GUMBO_TAG_HTML) evidence_.language = attributes.lang;
    read_heading(node, tag, own, outer);
    read_date(node, tag, attributes, own, outer);
    read_byline(node, tag, attributes, own, outer);
  }

  void read_heading(const GumboNode& node, GumboTag tag, Regions own, Regions outer) {
    const bool dressed =
        (own & kTitleClass) != 0 && (tag == GUMBO_TAG_P || tag == GUMBO_TAG_SPAN ||
                                     (tag == GUMBO_TAG_DIV && (outer & kTitleClass) == 0));
    const bool heading = tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3;
    if ((!dressed && !heading) || evidence_.headings.size() >= kMaxKept) return;
    std::string text = short_text(node, kLongestTitle);
    if (text.empty()) return;
    evidence_.headings.push_back(
        {&node, std::move(text), open_.back(), evidence_.text_bytes, tag == GUMBO_TAG_H1});
  }

  void read_date(const GumboNode& node, GumboTag tag, const Attributes& attributes, Regions own,
                 Regions outer) {
    const std::string_view property =
        attributes.itemprop.empty() ? attributes.property : attributes.itemprop;
    const bool time = tag == GUMBO_TAG_TIME;
    const bool abbr = tag == GUMBO_TAG_ABBR && !attributes.title.empty();
    const bool dressed = (own & ~outer & (kDateClass | kMetaClass)) != 0;
    if (!time && !abbr && !dressed && attributes.time_data.empty() && !is_date_property(property)) {
      return;
    }
    if (evidence_.dates.size() >= kMaxKept) return;
    DateElement date{&node,    {},           short_text(node, kLongestDate),
                     property, open_.back(), evidence_.text_bytes,
                     time};
    for (const std::string_view stated :
         {attributes.datetime, attributes.content, attributes.time_data, attributes.title}) {
      if (date.stated.empty()) date.stated = stated;
    }
    if (!date.stated.empty() || has_digit(date.text)) evidence_.dates.push_back(std::move(date));
  }

  void read_byline(const GumboNode& node, GumboTag tag, const Attributes& attributes, Regions own,
                   Regions outer) {
    const bool link = tag == GUMBO_TAG_A;
    const bool rel = link && html::has_token(attributes.rel, "author");
    const bool stated = html::has_any_token(attributes.itemprop, {"author", "creator"});
    const bool dressed = (own & kAuthorClass) != 0 && (own & kComments) == 0;
    // "teaser__author" is an author's class, not a teaser around one.
    const Regions regions = outer | (own & ~static_cast<Regions>(kRelated));
    if (stated) {
      add_byline(node, BylineKind::kProperty, regions);
    } else if (rel) {
      add_byline(node, BylineKind::kRel, regions);
    } else if (link && is_author_page(attributes.href)) {
      add_byline(node, BylineKind::kLink, regions);
    } else if (dressed) {
      add_byline(node, BylineKind::kClass, regions);
    } else if (tag == GUMBO_TAG_P && is_all_bold(node)) {
      add_byline(node, BylineKind::kBold, regions);
    }
  }

  // True for an element whose only content is one <strong>, <b> or <em>.
  static bool is_all_bold(const GumboNode& node) {
    const GumboNode* only = nullptr;
    const GumboVector& nodes = html::children(node);
    for (unsigned i = 0; i < nodes.length; ++i) {
      const GumboNode& child = html::child(nodes, i);
      if (child.type == GUMBO_NODE_WHITESPACE) continue;
      if (only != nullptr) return false;
      only = &child;
    }
    const GumboTag tag = only == nullptr ? GUMBO_TAG_UNKNOWN : html::tag_of(*only);
    return tag == GUMBO_TAG_STRONG || tag == GUMBO_TAG_B || tag == GUMBO_TAG_EM;
  }

  void add_byline(const GumboNode& node, BylineKind kind, Regions regions) {
    if (evidence_.bylines.size() >= kMaxKept) return;
    std::string text = short_text(node, kLongestByline);
    if (text.empty()) text = clean_line(html::attribute(node, "content"));
    if (text.empty()) return;
    evidence_.bylines.push_back({&node, std::move(text), kind, regions, evidence_.text_bytes});
  }

  Evidence& evidence_;
  RegionFinder regions_;
  std::vector<Regions> open_;
};

}  // namespace

std::string_view Evidence::meta(std::string_view name) const {
  for (const MetaTag& tag : metas) {
    if (tag.name == name) return tag.content;
  }
  return {};
}

Evidence gather_evidence(const html::Document& page) {
  Evidence evidence;
  for (const html::JsonScript& script : page.json_scripts()) {
    const bool linked = script.type.find("ld+json") != std::string::npos;
    auto& list = linked ? evidence.json_ld : evidence.data_scripts;
    if (list.size() < kMaxKept) list.push_back(script.text);
  }
  Gatherer gatherer(evidence);
  html::walk(
      *page.root(), [&](const GumboNode& node) { return gatherer.enter(node); },
      [&](const GumboNode& node) { gatherer.leave(node); });
  return evidence;
}

}  // namespace tidings::article
