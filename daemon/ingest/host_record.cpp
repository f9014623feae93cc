#include "daemon/ingest/host_record.hpp"

#include <chrono>

#include <nlohmann/json.hpp>

namespace tidings::ingest {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kHost = "host ";
constexpr std::string_view kRobots = "robots ";

std::int64_t millis(WallTime time) { return time.time_since_epoch().count(); }
WallTime at(std::int64_t millis) { return WallTime(std::chrono::milliseconds(millis)); }

std::string text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

state::Host to_record(const fetch::HostState& host) {
  return {std::string(kHost) + host.host, text({{"last_start", millis(host.last_start)},
                                                {"paused_until", millis(host.paused_until)},
                                                {"backoff_s", host.backoff.count()}})};
}

state::Host to_record(const fetch::RobotsCopy& robots) {
  return {std::string(kRobots) + robots.key, text({{"status", robots.status},
                                                   {"body", robots.body},
                                                   {"fetched", millis(robots.fetched)}})};
}

HostRecords from_records(const std::vector<state::Host>& records) {
  HostRecords result;
  for (const state::Host& record : records) {
    const Json json = Json::parse(record.record, nullptr, false);
    if (!json.is_object()) continue;
    try {
      if (record.name.starts_with(kHost)) {
        result.hosts.push_back({record.name.substr(kHost.size()),
                                at(json.at("last_start").get<std::int64_t>()),
                                at(json.at("paused_until").get<std::int64_t>()),
                                std::chrono::seconds(json.at("backoff_s").get<std::int64_t>())});
      } else if (record.name.starts_with(kRobots)) {
        result.robots.push_back({record.name.substr(kRobots.size()), json.at("status").get<int>(),
                                 json.at("body").get<std::string>(),
                                 at(json.at("fetched").get<std::int64_t>())});
      }
    } catch (const Json::exception&) {
      continue;
    }
  }
  return result;
}

}  // namespace tidings::ingest
