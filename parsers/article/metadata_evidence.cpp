#include "parsers/article/metadata_evidence.hpp"

#include <algorithm>
#include <utility>

#include "parsers/article/metadata_regions.hpp"
#include "parsers/article/metadata_text.hpp"
#include "parsers/html/node.hpp"
#include "parsers/html/strip.hpp"

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
    const Regions own = regions_.read(node);
    const Regions outer = open_.empty() ? 0 : open_.back();
    open_.push_back(outer | own);
    read_element(node, tag, own, outer);
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
    evidence_.text_bytes += text.size();
    if (text.size() < 4 || !has_digit(text)) return;
    if (evidence_.texts.size() < 4 * kMaxKept) {
      evidence_.texts.push_back(
          {&node, text, open_.empty() ? 0 : open_.back(), evidence_.text_bytes});
    }
  }

  void read_element(const GumboNode& node, GumboTag tag, Regions own, Regions outer) {
    if (tag == GUMBO_TAG_HTML) evidence_.language = html::attribute(node, "lang");
    read_heading(node, tag, own);
    const std::string_view property = html::attribute(node, "itemprop");
    read_date(node, tag, own, outer, property);
    read_byline(node, tag, own, outer, property);
  }

  void read_heading(const GumboNode& node, GumboTag tag, Regions own) {
    const bool dressed = (own & kTitleClass) != 0 &&
                         (tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3 || tag == GUMBO_TAG_P ||
                          tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_SPAN);
    const bool heading = tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3;
    if ((!dressed && !heading) || evidence_.headings.size() >= kMaxKept) return;
    std::string text = short_text(node, kLongestTitle);
    if (text.empty()) return;
    evidence_.headings.push_back(
        {&node, std::move(text), open_.back(), evidence_.text_bytes, tag == GUMBO_TAG_H1});
  }

  void read_date(const GumboNode& node, GumboTag tag, Regions own, Regions outer,
                 std::string_view property) {
    if (property.empty()) property = html::attribute(node, "property");
    const bool stated = is_date_property(property);
    const bool time = tag == GUMBO_TAG_TIME;
    const bool dressed = (own & kDateClass) != 0 && (outer & kDateClass) == 0;
    const bool abbr = tag == GUMBO_TAG_ABBR && !html::attribute(node, "title").empty();
    const bool unix_time = html::has_attribute(node, "data-unixtime");
    if (!stated && !time && !dressed && !abbr && !unix_time) {
      const bool meta = (own & kMetaClass) != 0 && (outer & kMetaClass) == 0;
      if (!meta) return;
    }
    if (evidence_.dates.size() >= kMaxKept) return;
    DateElement date{&node,    {},           short_text(node, kLongestDate),
                     property, open_.back(), evidence_.text_bytes,
                     time};
    for (const char* const key : {"datetime", "content", "data-unixtime", "data-utime",
                                  "data-datetime", "data-timestamp", "title"}) {
      if (date.stated.empty()) date.stated = html::attribute(node, key);
    }
    if (!date.stated.empty() || has_digit(date.text)) evidence_.dates.push_back(std::move(date));
  }

  void read_byline(const GumboNode& node, GumboTag tag, Regions own, Regions outer,
                   std::string_view property) {
    const bool rel = tag == GUMBO_TAG_A && html::has_token(html::attribute(node, "rel"), "author");
    const bool stated = html::has_token(property, "author") || html::has_token(property, "creator");
    const bool dressed = (own & kAuthorClass) != 0 && (own & kComments) == 0;
    if ((!rel && !stated && !dressed) || evidence_.bylines.size() >= kMaxKept) return;
    const BylineKind kind = stated ? BylineKind::kProperty
                            : rel  ? BylineKind::kRel
                                   : BylineKind::kClass;
    std::string text = short_text(node, kLongestByline);
    if (text.empty()) text = clean_line(html::attribute(node, "content"));
    if (text.empty()) return;
    evidence_.bylines.push_back(
        {&node, std::move(text), kind, open_.back() | outer, evidence_.text_bytes});
  }

  Evidence& evidence_;
  RegionReader regions_;
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
    if (lower_ascii(script.type).find("ld+json") == std::string::npos) continue;
    if (evidence.json_ld.size() < kMaxKept) evidence.json_ld.push_back(script.text);
  }
  Gatherer gatherer(evidence);
  html::walk(
      *page.root(), [&](const GumboNode& node) { return gatherer.enter(node); },
      [&](const GumboNode& node) { gatherer.leave(node); });
  return evidence;
}

}  // namespace tidings::article
