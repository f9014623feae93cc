#include "daemon/fetch/robots_cache.hpp"

#include <algorithm>
#include <functional>

#include <fmt/core.h>

#include "daemon/fetch/rights_class.hpp"

namespace tidings::fetch {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr hours kKept{24};
constexpr minutes kFirstRetry{5};
constexpr std::size_t kMaxNew = 10'000;  // nobody asks for them: keep no more

WallTime retry_time(int failures, const Failure& failure, WallTime now) {
  const auto wait = kFirstRetry * (1 << std::min(failures - 1, 10));
  const WallTime own = now + std::min<std::chrono::milliseconds>(wait, kKept);
  return failure.retry_at ? std::max(own, *failure.retry_at) : own;
}

// What a failure says about the rules, as a status. RFC 9309 2.3.1.2: redirects without an end may
// count as 4xx, which opens the site; 2.3.1.4: 5xx and no whole answer (0) close it.
int status_of(const Failure& failure) {
  if (failure.kind == FailureKind::kRedirect) return 404;
  return failure.status >= 400 ? failure.status : 0;
}

}  // namespace

std::string RobotsCache::key(std::string_view origin, const config::Access& access) {
  static const std::string kPlain = RightsClass::key(config::Access{});
  const std::string rights = RightsClass::key(access);
  if (rights == kPlain) return std::string(origin);
  return fmt::format("{} {:016x}", origin, std::hash<std::string>()(rights));
}

const RobotsEntry* RobotsCache::find(const std::string& key, WallTime now) const {
  const auto found = entries_.find(key);
  return found == entries_.end() || found->second.expires <= now ? nullptr : &found->second;
}

const RobotsEntry& RobotsCache::store(const std::string& key, const Result& result, WallTime now) {
  RobotsEntry& entry = entries_[key];
  RobotsCopy copy{.key = key,
                  .status = result ? result->status : status_of(result.error()),
                  .body = result ? result->body : std::string(),
                  .fetched = now};
  entry.rules =
      std::make_shared<const robots::Rules>(robots::Rules::of_response(copy.status, copy.body));
  entry.failure.reset();
  const bool closed = copy.status == 0 || copy.status >= 500;
  if (closed) entry.failure = result.error();
  if (closed || copy.status == 429) {
    entry.expires = retry_time(++entry.failures, result.error(), now);
    return entry;
  }
  entry.failures = 0;
  entry.expires = now + kKept;
  if (new_.size() < kMaxNew) new_.push_back(std::move(copy));
  return entry;
}

void RobotsCache::restore(const RobotsCopy& copy, WallTime now) {
  if (copy.fetched > now || copy.fetched + kKept <= now) return;
  RobotsEntry& entry = entries_[copy.key];
  entry.rules =
      std::make_shared<const robots::Rules>(robots::Rules::of_response(copy.status, copy.body));
  entry.expires = copy.fetched + kKept;
}

void RobotsCache::prune(WallTime now) {
  // A failure's count is kept for a while, so that the retries go on getting rarer.
  std::erase_if(entries_, [now](const auto& item) { return item.second.expires + kKept < now; });
}

std::string_view product_token(std::string_view user_agent) {
  const auto end = std::ranges::find_if_not(user_agent, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
  });
  return user_agent.substr(0, static_cast<std::size_t>(end - user_agent.begin()));
}

}  // namespace tidings::fetch
