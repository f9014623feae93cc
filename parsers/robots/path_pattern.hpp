#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Paths and path patterns of robots.txt (RFC 9309 2.2.2, 2.2.3).
namespace tidings::robots {

// A URL's path and query as rules are compared with it: octets that no URI may hold, '*' and '$'
// are percent-encoded, hex digits are upper case, escapes of unreserved characters are decoded.
[[nodiscard]] std::string normalise_path(std::string_view path);

// Whether normalise_path would change nothing, as for most paths; may be false for some of those
// too.
[[nodiscard]] bool is_normal_path(std::string_view path);

// The value of an allow or disallow line: a start of paths, in which '*' stands for any octets
// and a '$' at the end for the end of the path.
class PathPattern {
 public:
  explicit PathPattern(std::string_view value);

  // Whether the normalised path matches. At most the path's length times the number of '*' steps.
  [[nodiscard]] bool matches(std::string_view normalised_path) const;

  // Octets of the normalised pattern: the longest of the matching ones decides.
  [[nodiscard]] std::size_t length() const { return pattern_.size() + (anchored_ ? 1 : 0); }

 private:
  [[nodiscard]] bool matches_wildcards(std::string_view path) const;

  std::string pattern_;      // normalised, without the final '$'
  std::size_t literal_ = 0;  // octets before the first '*'
  bool anchored_ = false;
};

}  // namespace tidings::robots
