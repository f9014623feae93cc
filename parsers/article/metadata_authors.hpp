#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gumbo.h>

#include "parsers/article/json_ld.hpp"
#include "parsers/article/metadata_evidence.hpp"

namespace tidings::article {

struct AuthorChoice {
  std::vector<std::string> names;       // as written, in order, each once
  std::vector<const GumboNode*> nodes;  // bylines in the page that were read
};

// Chooses the authors: JSON-LD, <meta>, microdata, rel=author, bylines by class and by words ("By",
// "Von", "Par", ...). A person anywhere is preferred to the site's own name. `title_order` is where
// the title stands in the page's text (Heading::order).
[[nodiscard]] AuthorChoice choose_authors(const Evidence& evidence,
                                          const std::vector<LdArticle>& articles,
                                          std::string_view site_name, std::string_view url,
                                          Regions title_regions, std::size_t title_order);

}  // namespace tidings::article
