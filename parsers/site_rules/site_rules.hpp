#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include <gumbo.h>

#include "parsers/html/document.hpp"

// Rules of one site in the Full-Text RSS site-config format: `directive: value` lines, XPath 1.0.
namespace tidings::site_rules {

struct Mistake {
  int line = 0;  // from 1
  std::string message;
};

// A compiled rule file. Immutable after parsing, may be shared between threads.
class Rules {
 public:
  // Reads a rule file. Unsupported directives are listed in `ignored`, broken XPath in `mistakes`;
  // the rest of the file is used.
  [[nodiscard]] static Rules parse(std::string_view text, std::vector<Mistake>* mistakes = nullptr,
                                   std::vector<Mistake>* ignored = nullptr);

  Rules(Rules&&) noexcept;
  Rules& operator=(Rules&&) noexcept;
  ~Rules();

  struct Parts;
  [[nodiscard]] const Parts& parts() const { return *parts_; }

 private:
  explicit Rules(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// What the rules of a site find in one page. Empty or false: the rules say nothing of it, and the
// generic result stands. Nodes belong to the page's Document.
struct Findings {
  std::string title;
  std::string date;                            // as written in the page, to be read by parsers/date
  std::vector<std::string> authors;            // as written in the page
  std::vector<const GumboNode*> body;          // roots of the text, in order, none inside another
  std::unordered_set<const GumboNode*> strip;  // subtrees that are no text, in a body or anywhere
  std::string single_page_url;                 // as written; the whole article on one page
  std::string next_page_url;                   // as written
  bool prune = true;                           // `prune: no`: keep everything in `body` but `strip`
  bool skip_json_ld = false;
  bool native_ad = false;             // an advertisement in the dress of an article
  bool autodetect_on_failure = true;  // no body found: the generic extractor decides
};

// find_string/replace_string: to be applied to the page's UTF-8 text before it is parsed. Returns
// `text` itself where the rules have none.
[[nodiscard]] std::string replace_strings(const Rules& rules, std::string text);

// http_header(name): header fields the site needs, in the order of the file.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> http_headers(const Rules& rules);

// Evaluates the rules on a page: builds a libxml2 tree of at most 300,000 nodes and depth 1,000,
// each XPath has an operation limit; what exceeds a limit finds nothing. Any thread may call.
[[nodiscard]] Findings apply(const Rules& rules, const html::Document& page);

}  // namespace tidings::site_rules
