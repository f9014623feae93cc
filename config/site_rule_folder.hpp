#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/mistake.hpp"
#include "parsers/site_rules/site_rules.hpp"

namespace tidings::config {

// A folder of site rules: HOST.txt serves HOST and www.HOST, .HOST.txt its other sub-domains.
// Immutable after loading, may be shared between threads.
class SiteRuleFolder {
 public:
  // Holds no rules.
  SiteRuleFolder() = default;

  // Reads every *.txt of `folder` (not below it; files over 1 MB are mistakes). Mistakes in a file
  // are appended to `mistakes`, what tidings does not do to `ignored`; the rest of the file is
  // used. Error: the folder cannot be read.
  [[nodiscard]] static std::expected<SiteRuleFolder, Mistake> load(
      const std::filesystem::path& folder, std::vector<Mistake>* mistakes = nullptr,
      std::vector<Mistake>* ignored = nullptr);

  // The rules for an ASCII host of any case, null if there are none; the nearest file wins.
  [[nodiscard]] const site_rules::Rules* find(std::string_view host) const;

  [[nodiscard]] std::size_t size() const { return files_.size(); }

 private:
  std::map<std::string, site_rules::Rules, std::less<>> files_;  // by name without ".txt"
};

}  // namespace tidings::config
