#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace tidings::text {

// Lines that are known to be no part of an article, whatever site they are found on
// (config/boilerplate.yaml). Compared by line_key(), so quotes, dashes and case do not matter.
class Boilerplate {
 public:
  // What the table lists; each entry as it is written on a page.
  struct Entries {
    std::vector<std::string> lines;     // whole lines
    std::vector<std::string> starts;    // starts of lines
    std::vector<std::string> phrases;   // anywhere in a line of at most 80 words
    std::vector<std::string> headings;  // lists of other articles follow
  };

  Boilerplate() = default;
  explicit Boilerplate(const Entries& entries);

  [[nodiscard]] bool is_known(std::string_view line) const;
  [[nodiscard]] bool is_heading_of_teasers(std::string_view line) const;

 private:
  std::unordered_set<std::string> lines_;
  std::vector<std::string> starts_;
  std::vector<std::string> phrases_;
  std::unordered_set<std::string> headings_;
};

}  // namespace tidings::text
