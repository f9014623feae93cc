#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parsers/robots/path_pattern.hpp"

// robots.txt as RFC 9309 reads it.
//
// Tolerated beyond the RFC, as Google's parser does: a missing colon where only key and value stand
// on the line, the known misspellings of "disallow" and "user-agent", a user-agent value that goes
// on after its product token ("bot/1.0", "bot stuff"). Rules that do not begin with '/' or '*'
// match nothing. All functions are pure; a Rules object may be read from many threads.
namespace tidings::robots {

// RFC 9309 2.5: at least 500 KiB are parsed. Here: exactly so many; a line cut there is ignored.
inline constexpr std::size_t kMaxBytes = 512'000;

struct Verdict {
  bool allowed = true;
  std::size_t line = 0;   // of the rule that decided, counted from 1; 0: none did
  std::string_view text;  // that line, or why there are no rules; lives as long as the Rules
};

class Rules {
 public:
  // Reads a file that was served. Never fails: what is no rule is skipped.
  [[nodiscard]] static Rules parse(std::string_view bytes);

  // What an answer to the request for /robots.txt means (RFC 9309 2.3.1): 2xx, its rules; 4xx and
  // 3xx (redirects that were not followed to an end), everything is allowed; anything else, 0 for
  // no answer included, nothing is.
  [[nodiscard]] static Rules of_response(int status, std::string_view bytes);

  // Whether a crawler with this product token may fetch a URL's path with its query, "/a?b". The
  // longest matching rule decides, allow before disallow (2.2.2); /robots.txt itself is allowed.
  [[nodiscard]] Verdict verdict(std::string_view product_token, std::string_view path) const;

  // Seconds between two requests, from the same groups as the rules; the largest, if there are
  // more.
  [[nodiscard]] std::optional<double> crawl_delay(std::string_view product_token) const;

  // The values of all sitemap lines in their order, as written.
  [[nodiscard]] const std::vector<std::string>& sitemaps() const { return sitemaps_; }

 private:
  friend class Reader;

  struct Rule {
    PathPattern pattern;
    bool allow = false;
    std::size_t line = 0;
    std::string text;
  };
  struct Group {
    std::vector<Rule> rules;  // the one that decides first
    std::optional<double> crawl_delay;
  };
  using Agent = std::pair<std::string, std::uint32_t>;  // lower case or "*", index of a group

  [[nodiscard]] std::span<const Agent> agents_of(std::string_view product_token) const;
  static bool decides_before(const Rule& a, const Rule& b);

  std::vector<Group> groups_;
  std::vector<Agent> agents_;  // sorted
  std::vector<std::string> sitemaps_;
  std::string closed_;  // why nothing is allowed; empty: the rules count
};

}  // namespace tidings::robots
