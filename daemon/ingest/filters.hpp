#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "daemon/os/clock.hpp"
#include "parsers/date/date_time.hpp"

namespace re2 {
class RE2;
}

namespace tidings::ingest {

// The filters of one source, compiled (RE2 syntax, case-insensitive, unanchored). Immutable; any
// thread may ask. Patterns that do not compile were refused when the configuration was read and
// match nothing here.
class Filters {
 public:
  explicit Filters(const config::Filters& settings);
  ~Filters();
  Filters(Filters&&) noexcept;
  Filters& operator=(Filters&&) noexcept;

  // Asked before a page is fetched.
  [[nodiscard]] bool allows_url(std::string_view url) const;
  // False: published longer ago than `max_age`. An unknown date passes.
  [[nodiscard]] bool allows_age(const std::optional<DateTime>& published, WallTime now) const;

  // Asked of an extracted text.
  [[nodiscard]] bool allows_title(std::string_view title) const;
  [[nodiscard]] bool allows_text(std::string_view text) const;
  [[nodiscard]] bool allows_language(
      std::string_view language) const;  // an unknown language passes
  [[nodiscard]] bool allows_words(std::size_t words) const;

 private:
  using Patterns = std::vector<std::unique_ptr<re2::RE2>>;
  static Patterns compile(const std::vector<std::string>& texts);

  config::Filters settings_;
  Patterns include_;
  Patterns exclude_;
  Patterns title_exclude_;
  Patterns text_exclude_;
};

}  // namespace tidings::ingest
