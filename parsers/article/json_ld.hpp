#pragma once

#include <string>
#include <string_view>
#include <vector>

// Schema.org statements in <script type="application/ld+json"> (JSON-LD 1.1, schema.org Article).
namespace tidings::article {

// One thing of a page that can be its article. Strings are as stated (entities and markup
// resolved), empty where nothing is said.
struct LdArticle {
  std::string type;  // "NewsArticle"; the most telling one of several
  std::string headline;
  std::string name;
  std::string description;
  std::string body;  // articleBody, or text
  std::string published;
  std::string created;
  std::string modified;
  std::string uploaded;
  std::vector<std::string> authors;
  std::string publisher;
  std::string language;
  std::string image;
  std::string url;
  std::vector<std::string> keywords;
};

// Reads the scripts of a page and returns its articles, the likeliest to be what the page is about
// first: by type (an article before a page, a page before a video), by address (`page_url` may be
// empty), by headline (one of `titles`), by order. References by @id, @graph, arrays and nested
// mainEntity are followed; comments, reviewed claims, teasers of other pages are left out.
[[nodiscard]] std::vector<LdArticle> read_json_ld(const std::vector<std::string_view>& scripts,
                                                  std::string_view page_url,
                                                  const std::vector<std::string>& titles);

}  // namespace tidings::article
