#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gumbo.h>

#include "parsers/date/date_time.hpp"
#include "parsers/html/document.hpp"
#include "parsers/site_rules/site_rules.hpp"

// What a page says of its article outside the body: title, day, authors, language, addresses.
namespace tidings::article {

struct Hints;

// All text is UTF-8, white space collapsed, entities resolved. Empty: the page does not say.
struct Metadata {
  std::string title;
  std::string description;              // stated summary: JSON-LD, og:description, description
  std::vector<std::string> headlines;   // every headline stated: JSON-LD, og:title, <title>, h1
  std::vector<std::string> body_texts;  // JSON-LD articleBody, markup removed, line breaks kept
  std::optional<DateTime> published;    // the day as the publisher states it, in its own offset
  std::string published_source;         // "json-ld", "meta", "time", "url", "text", "rules", "feed"
  std::optional<DateTime> modified;     // stated last change
  std::vector<std::string> authors;     // in the page's order, without roles
  std::string language;                 // BCP 47 primary subtag, lower case
  std::string canonical_url;            // rel=canonical, else og:url; absolute, or empty
  std::string amp_url;                  // rel=amphtml
  std::string image;                    // og:image or JSON-LD image
  std::string site_name;                // og:site_name or the publisher's name
  std::vector<std::string> tags;        // keywords and article:tag, each once
  std::string robots;                   // directives of <meta name=robots>, lower case
  const GumboNode* title_node = nullptr;      // the heading that holds the title, if there is one
  std::vector<const GumboNode*> aside_nodes;  // bylines and date lines that were read
};

// Reads the metadata of a parsed page. `url` is its address (may be empty): it resolves relative
// links, and its path may name the day. `hints` (may be null) fill what the page leaves open. What
// the rules of the site found (`findings`, may be null) goes before what is read here, where it can
// be read: a title, a day, authors. Pure, never fails; time is linear in the size of the tree.
[[nodiscard]] Metadata read_metadata(const html::Document& page, std::string_view url,
                                     const Hints* hints = nullptr,
                                     const site_rules::Findings* findings = nullptr);

// The metadata of a text without a page: what the feed said.
[[nodiscard]] Metadata read_metadata(const Hints& hints);

}  // namespace tidings::article
