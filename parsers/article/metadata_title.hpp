#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gumbo.h>

#include "parsers/article/json_ld.hpp"
#include "parsers/article/metadata_evidence.hpp"

namespace tidings::article {

struct TitleChoice {
  std::string title;
  const GumboNode* node = nullptr;     // the heading that shows it, if one does
  std::vector<std::string> headlines;  // every title stated, cleaned, each once
};

// Chooses the title by agreement: headings, og:title and the like, JSON-LD headline and <title>
// (site names cut off) vote for what they say; equal but for punctuation counts as equal.
// `site_name` may be empty; `articles` as read_json_ld returns them.
[[nodiscard]] TitleChoice choose_title(const Evidence& evidence,
                                       const std::vector<LdArticle>& articles,
                                       std::string_view site_name, std::string_view url);

}  // namespace tidings::article
