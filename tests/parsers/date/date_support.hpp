#pragma once

#include <string>
#include <string_view>

#include "parsers/date/parse_date.hpp"

namespace tidings {

struct DateCase {
  std::string_view text;
  std::string_view expected;  // RFC 3339, or "none"
};

inline std::string read_date(std::string_view text, const DateOptions& options = {}) {
  const auto date = parse_date(text, options);
  return date ? date->rfc3339() : "none";
}

}  // namespace tidings
