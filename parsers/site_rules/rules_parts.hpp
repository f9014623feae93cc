#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parsers/site_rules/site_rules.hpp"

namespace tidings::site_rules {

// An XPath that gives a link, and the one that must find something for it to count.
struct LinkRule {
  std::string xpath;
  std::string condition;  // empty: none
};

// `wrap_in(tag): xpath` and `move_into(xpath): xpath`.
struct TargetRule {
  std::string target;
  std::string xpath;
};

// A rule file as values, in the order of the file. Every XPath here compiles.
struct Rules::Parts {
  std::vector<std::string> title;
  std::vector<std::string> body;
  std::vector<std::string> date;
  std::vector<std::string> author;
  std::vector<std::string> strip;
  std::vector<std::string> strip_id_or_class;
  std::vector<std::string> strip_image_src;
  std::vector<std::string> dissolve;
  std::vector<std::string> native_ad_clue;
  std::vector<LinkRule> single_page_link;
  std::vector<LinkRule> next_page_link;
  std::vector<TargetRule> wrap_in;
  std::vector<TargetRule> move_into;
  std::vector<std::pair<std::string, std::string>> replacements;
  std::vector<std::pair<std::string, std::string>> http_headers;
  std::vector<std::string> test_urls;
  bool prune = true;
  bool skip_json_ld = false;
  bool autodetect_on_failure = true;
};

}  // namespace tidings::site_rules
