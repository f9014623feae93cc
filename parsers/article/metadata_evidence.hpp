#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gumbo.h>

#include "parsers/html/document.hpp"

// Everything in a page that can say something about its article, gathered in one walk. Views live
// as long as the Document.
namespace tidings::article {

// Regions of a page, by element, class and id; a node has the bits of all its ancestors.
enum Region : std::uint32_t {
  kNavigation = 1U << 0,
  kHeaderElement = 1U << 1,
  kFooter = 1U << 2,
  kAside = 1U << 3,
  kComments = 1U << 4,
  kRelated = 1U << 5,  // teasers, widgets, lists of other pages
  kArticleElement = 1U << 6,
  kMain = 1U << 7,
  kLink = 1U << 8,
  kAuthorClass = 1U << 9,
  kDateClass = 1U << 10,     // "date", "time", "published", ...
  kMetaClass = 1U << 11,     // "meta", "info", "byline"
  kUpdatedClass = 1U << 12,  // "updated", "modified"
  kForm = 1U << 13,
  kFigure = 1U << 14,
  kProse = 1U << 15,  // p, blockquote, li
  kPublishedClass = 1U << 16,
  kTitleClass = 1U << 17,
  kBiography = 1U << 18,  // "bio", "about-author", "author-box"
};
using Regions = std::uint32_t;

// <meta>: property, name, itemprop or http-equiv, in lower case.
struct MetaTag {
  std::string name;
  std::string_view content;
};

// h1, or another element that is dressed as the title.
struct Heading {
  const GumboNode* node = nullptr;
  std::string text;
  Regions regions = 0;
  std::size_t order = 0;
  bool h1 = false;
};

// An element that holds a date: <time>, an itemprop, a class like "date".
struct DateElement {
  const GumboNode* node = nullptr;
  std::string_view stated;    // datetime, content or title attribute, may be empty
  std::string text;           // visible
  std::string_view property;  // itemprop or property, may be empty
  Regions regions = 0;
  std::size_t order = 0;
  bool time_element = false;
};

// A text node with digits, for dates in running text.
struct DatedText {
  const GumboNode* node = nullptr;
  std::string_view text;
  Regions regions = 0;
  std::size_t order = 0;
};

// How a byline is known: microdata, rel=author, a link to an author's page, a class, its words ("By
// ..."), or a short first paragraph in bold that could be a name.
enum class BylineKind : std::uint8_t { kProperty, kRel, kLink, kClass, kText, kBold };

// An element that may name authors.
struct Byline {
  const GumboNode* node = nullptr;
  std::string text;
  BylineKind kind = BylineKind::kClass;
  Regions regions = 0;
  std::size_t order = 0;
};

struct Evidence {
  std::string_view language;  // <html lang>
  std::string document_title;
  std::string_view canonical;
  std::string_view amp;
  std::string_view base;
  std::vector<MetaTag> metas;
  std::vector<std::string_view> json_ld;
  std::vector<std::string_view> data_scripts;  // other JSON
  std::vector<Heading> headings;
  std::vector<DateElement> dates;
  std::vector<DatedText> texts;
  std::vector<Byline> bylines;
  std::size_t text_bytes = 0;  // of visible text; `order` counts in it

  // The first meta tag of this name (lower case) with content; empty if there is none.
  [[nodiscard]] std::string_view meta(std::string_view name) const;
};

[[nodiscard]] Evidence gather_evidence(const html::Document& page);

}  // namespace tidings::article
