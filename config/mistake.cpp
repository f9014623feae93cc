#include "config/mistake.hpp"

#include <fmt/format.h>

namespace tidings::config {

std::string Mistake::text() const {
  if (line == 0) return fmt::format("{}: {}", file, what);
  return fmt::format("{}:{}:{}: {}", file, line, column, what);
}

}  // namespace tidings::config
