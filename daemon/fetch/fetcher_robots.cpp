#include <chrono>

#include <fmt/core.h>

#include "daemon/fetch/fetcher_impl.hpp"

namespace tidings::fetch {
namespace {

constexpr Millis kForEver = std::chrono::hours(48);

std::string path_and_query(const url::Url& url) {
  return url.query ? url.path + '?' + *url.query : url.path;
}

}  // namespace

// Whether the job may start now; if not, it waits for robots.txt or is over.
bool Fetcher::Impl::passes_robots(Job& job) {
  const std::string key = RobotsCache::key(job.url.origin(), *job.spec.access);
  const RobotsEntry* entry = robots_.find(key, clock_.now());
  if (entry == nullptr) {
    await_robots(job, key);
    return false;
  }
  const std::string& own_agent = job.spec.access->user_agent;
  const auto token = product_token(own_agent.empty() ? options_.user_agent : own_agent);
  const robots::Verdict verdict = entry->rules->verdict(token, path_and_query(job.url));
  job.robots = {.asked = true,
                .allowed = verdict.allowed,
                .robots_url = job.url.origin() + "/robots.txt",
                .reason = std::string(verdict.text),
                .line = verdict.line};
  job.host->set_crawl_delay(entry->rules->crawl_delay(token));
  if (!verdict.allowed) refuse_by_robots(job, *entry);
  return verdict.allowed;
}

void Fetcher::Impl::refuse_by_robots(Job& job, const RobotsEntry& entry) {
  Failure failure = failure_at(job, FailureKind::kRobotsForbidden, {});
  if (entry.failure) {
    failure.retry_at = entry.expires;
    failure.status = entry.failure->status;
    // Without any answer the page would have failed in the same way: that is what to name.
    if (failure.status == 0) failure.kind = entry.failure->kind;
    failure.message =
        fmt::format("robots.txt cannot be read, so nothing is: {}", entry.failure->message);
  } else {
    failure.message =
        fmt::format("robots.txt forbids it, line {}: {}", job.robots.line, job.robots.reason);
  }
  finish(job, std::unexpected(std::move(failure)));
}

// The first job that needs a robots.txt pays for it with its own time; others wait with it.
void Fetcher::Impl::await_robots(Job& job, const std::string& key) {
  const auto [waiting, first] = robots_waiting_.try_emplace(key);
  waiting->second.push_back(&job);
  job.awaits_robots = key;
  job.queued_at = clock_.steady();
  if (first) read_robots(job, key);
}

void Fetcher::Impl::read_robots(const Job& sponsor, const std::string& key) {
  FetchJob spec;
  spec.url = sponsor.url.origin() + "/robots.txt";
  spec.purpose = Purpose::kRobots;
  spec.access = sponsor.spec.access;
  spec.obey_robots = false;
  spec.max_body = robots::kMaxBytes;
  spec.timeout = sponsor.left();
  spec.patience = kForEver;  // those who wait for it have their own
  Job& job = adopt(std::move(spec), nullptr);
  job.reads_robots = key;
  job.sponsor = sponsor.id;
  job.url = *url::parse(job.spec.url);
  job.home = sponsor.home;
  job.text = job.spec.url;
  job.host = sponsor.host;
  begin(job);
}

void Fetcher::Impl::robots_read(const std::string& key, const Result& result) {
  robots_.store(key, result, clock_.now());
  const auto waiting = robots_waiting_.extract(key);
  if (waiting.empty()) return;
  for (Job* job : waiting.mapped()) {
    job->awaits_robots.clear();
    job->waited += std::chrono::floor<Millis>(clock_.steady() - job->queued_at);
    if (job->left() <= Millis(0)) {
      finish(*job, std::unexpected(
                       failure_at(*job, FailureKind::kTimeout, "robots.txt took all of the time")));
    } else if (passes_robots(*job)) {
      enqueue(*job, true);
    }
  }
}

}  // namespace tidings::fetch
