#pragma once

#include <string_view>

// Lines that say whose a story or a picture is.
namespace tidings::text {

// "SOURCE: An Agency", "The post ... appeared first on ...".
[[nodiscard]] bool is_source_credit(std::string_view line);

// "By Somebody", "(Reporting by Somebody)", "Reporting by Somebody; Editing by Another".
[[nodiscard]] bool is_byline(std::string_view line);

// A picture's text: ends in a credit, or starts like an agency's caption.
[[nodiscard]] bool is_caption(std::string_view line);

}  // namespace tidings::text
