#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gumbo.h>

#include "parsers/article/json_ld.hpp"
#include "parsers/article/metadata_evidence.hpp"
#include "parsers/date/date_time.hpp"
#include "parsers/date/parse_date.hpp"

namespace tidings::article {

struct DateChoice {
  std::optional<DateTime> published;
  std::string source;  // as Metadata::published_source
  std::optional<DateTime> modified;
  std::vector<const GumboNode*> nodes;  // date lines of the article that were read
};

// Reads a date stated for machines, or the first one inside a line like "Posted: 4 May 2021,
// 10:39".
[[nodiscard]] std::optional<DateTime> read_stated_date(std::string_view text,
                                                       const DateOptions& options);

// What language and address say of "03/04/2024".
[[nodiscard]] DateOptions date_options(std::string_view language, std::string_view url);

// Chooses the day of publication: JSON-LD, <meta>, microdata, <time>, the address, elements that
// are dressed as dates, visible text near the title. Publication comes before modification; dates
// of comments, teasers and copyright lines are not taken. Of two statements of one instant the one
// in a local offset is taken: it names the publisher's day. `title` may be null.
[[nodiscard]] DateChoice choose_date(const Evidence& evidence,
                                     const std::vector<LdArticle>& articles, const Heading* title,
                                     std::string_view url, const DateOptions& options);

}  // namespace tidings::article
