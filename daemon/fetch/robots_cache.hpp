#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "config/settings.hpp"
#include "daemon/fetch/host_state.hpp"
#include "daemon/fetch/response.hpp"
#include "parsers/robots/robots.hpp"

namespace tidings::fetch {

// What is known of the robots.txt of an origin.
struct RobotsEntry {
  std::shared_ptr<const robots::Rules> rules;
  WallTime expires{};
  int failures = 0;                // in a row, to read it
  std::optional<Failure> failure;  // why it could not be read, so that the site is closed
};

// The robots.txt files of the last 24 hours (RFC 9309 2.4). One that could not be read (5xx, or no
// answer) closes the site and is asked for again after 5 minutes, doubling to 24 hours.
class RobotsCache {
 public:
  // "https://host[:port]", with a mark where the source's rights lead elsewhere than others'.
  [[nodiscard]] static std::string key(std::string_view origin, const config::Access& access);

  // None: not known, or too old.
  [[nodiscard]] const RobotsEntry* find(const std::string& key, WallTime now) const;
  // What a request for robots.txt came to.
  const RobotsEntry& store(const std::string& key, const Result& result, WallTime now);

  // The files that were read since it was last called.
  [[nodiscard]] std::vector<RobotsCopy> take_new() { return std::exchange(new_, {}); }
  void restore(const RobotsCopy& copy, WallTime now);
  void prune(WallTime now);

 private:
  std::unordered_map<std::string, RobotsEntry> entries_;
  std::vector<RobotsCopy> new_;
};

// The product token of a User-Agent value (RFC 9309 2.2.1): "tidings" of "tidings/1.0 (+...)".
[[nodiscard]] std::string_view product_token(std::string_view user_agent);

}  // namespace tidings::fetch
