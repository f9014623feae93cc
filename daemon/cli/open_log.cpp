#include "daemon/cli/open_log.hpp"

namespace tidings::cli {

log::Log open_log(const GlobalOptions& global, const Clock& clock) {
  log::Options options;
  options.level = log::parse_level(global.log_level).value_or(log::Level::kInfo);
  options.format = log::parse_format(global.log_format).value_or(log::Format::kAuto);
  return {options, clock};
}

}  // namespace tidings::cli
