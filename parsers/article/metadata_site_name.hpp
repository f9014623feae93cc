#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidings::article {

// Keys (title_key) of the host of `url` and of its labels that can be a site's name:
// "news.example.co.uk" gives "newsexamplecouk", "news", "example".
[[nodiscard]] std::vector<std::string> host_labels(std::string_view url);

// True when `part` is the site's name: `site_name`, or made of its host's `labels`.
[[nodiscard]] bool names_site(std::string_view part, std::string_view site_name,
                              const std::vector<std::string>& labels);

// `title` without the site's name at its ends ("Headline - News | Site"), by the separators in use.
// `others` are titles stated elsewhere in the page: what is left when one of them is found between
// separators is taken first. `guess`: where no name is known, the last few words behind a bar or
// dash count as one.
[[nodiscard]] std::string without_site_name(std::string_view title, std::string_view site_name,
                                            std::string_view url,
                                            const std::vector<std::string>& others,
                                            bool guess = true);

}  // namespace tidings::article
