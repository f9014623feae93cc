#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/date/date_time.hpp"
#include "parsers/html/document.hpp"
#include "parsers/site_rules/site_rules.hpp"

// A news page in, its article out.
namespace tidings::article {

// What a feed said of the page; evidence, used where the page itself is silent.
struct Hints {
  std::string title;
  std::string summary;  // plain text
  std::optional<DateTime> published;
  std::vector<std::string> authors;
  std::string language;  // BCP 47
};

struct Options {
  std::string_view content_type;             // HTTP header value
  std::string_view url;                      // the page's address, empty if unknown
  const site_rules::Rules* rules = nullptr;  // rules for its host, not owned
  const Hints* hints = nullptr;              // not owned
  bool keep_lead = true;                     // keep the stand-first
  bool text_only = false;  // the bytes are the text of an article in HTML and no page around it
  bool explain = false;
  html::Limits limits;
};

// One block of the page, what was decided and why (`--explain`).
struct BlockVerdict {
  bool kept = false;
  double score = 0;
  std::string reason;
  std::string text;
};

struct Article {
  std::string title;
  std::vector<std::string> paragraphs;  // one line each, in order; empty: the page holds no article
  std::optional<DateTime> published;
  std::string published_source;  // "json-ld", "meta", "time", "url", "text", "feed"
  std::optional<DateTime> modified;
  std::vector<std::string> authors;
  std::string language;       // BCP 47 primary subtag, lower case
  std::string canonical_url;  // as stated by the page, absolute; empty: none
  std::string amp_url;
  std::string next_page_url;    // by site rules only
  std::string single_page_url;  // by site rules only
  std::string image;
  std::string site_name;
  std::vector<std::string> tags;
  std::string robots;  // directives of <meta name=robots>, lower case
  std::string encoding;
  std::string encoding_source;
  bool truncated = false;            // a parse limit was met
  std::vector<BlockVerdict> blocks;  // filled when Options::explain

  [[nodiscard]] std::string text() const;  // paragraphs joined by '\n'
};

// Decodes, parses once and extracts. Error: one line, when the bytes cannot be read as a page at
// all. Same bytes and options, same result: nothing is kept between pages, any thread may call.
[[nodiscard]] std::expected<Article, std::string> extract(std::string_view bytes,
                                                          const Options& options);

}  // namespace tidings::article
