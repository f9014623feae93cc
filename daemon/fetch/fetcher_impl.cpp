#include "daemon/fetch/fetcher_impl.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "daemon/fetch/header_values.hpp"
#include "daemon/fetch/verdict.hpp"

namespace tidings::fetch {
namespace {

constexpr int kRobotsRedirects = 5;  // RFC 9309 2.3.1.2
constexpr Millis kBudgetPoll{50};    // how often an exhausted budget is looked at
constexpr std::chrono::minutes kPruneEvery{10};

// When the answer to an exchange that ended `now` began to come.
SteadyTime answered_at(const Timings& timings, SteadyTime started, SteadyTime now) {
  if (timings.first_byte <= Micros(0)) return now;
  return std::max(started, now - std::max(Micros(0), timings.total - timings.first_byte));
}

}  // namespace

Failure failure_at(const Job& job, FailureKind kind, std::string message) {
  return Failure{.kind = kind,
                 .message = std::move(message),
                 .url = job.text,
                 .hops = job.hops,
                 .robots = job.robots};
}

Fetcher::Impl::~Impl() {
  for (const auto& [id, job] : jobs_) {
    if (job->exchange) client_.cancel(*job->exchange);
  }
}

HostLimits Fetcher::Impl::limits_of(const std::string& name) const {
  const auto own = options_.hosts.find(name);
  return own == options_.hosts.end() ? options_.host : own->second;
}

Host& Fetcher::Impl::host_of(const std::string& name) {
  auto& host = hosts_[name];
  if (!host) host = std::make_unique<Host>(name, limits_of(name));
  return *host;
}

void Fetcher::Impl::set_options(FetcherOptions options) {
  options_ = std::move(options);
  for (const auto& [name, host] : hosts_) {
    host->set_limits(limits_of(name));
    reschedule(*host);
  }
}

void Fetcher::Impl::reschedule(Host& host) {
  std::optional<SteadyTime> when;
  if (host.wants_start()) when = host.free_at();
  if (when == host.entered) return;
  if (host.entered) agenda_.erase({*host.entered, &host});
  if (when) agenda_.emplace(*when, &host);
  host.entered = when;
}

bool Fetcher::Impl::may_start() const {
  return !paused_ && in_flight_ < static_cast<std::size_t>(options_.concurrency) &&
         !budget_.scarce();
}

void Fetcher::Impl::start_due() {
  const SteadyTime now = clock_.steady();
  while (!agenda_.empty() && agenda_.begin()->first <= now && may_start()) {
    Host& host = *agenda_.begin()->second;
    start_next(host);
    reschedule(host);
  }
}

// Takes one job off the queue: it starts, waits for robots.txt, or is over.
void Fetcher::Impl::start_next(Host& host) {
  Job& job = *host.pop();
  job.waited += std::chrono::floor<Millis>(clock_.steady() - job.queued_at);
  if (job.left() <= Millis(0)) {
    finish(job, std::unexpected(failure_at(job, FailureKind::kTimeout,
                                           "robots.txt or redirects took all of the time")));
  } else if (!job.spec.obey_robots || passes_robots(job)) {
    begin(job);
  }
}

Millis Fetcher::Impl::wait_time(Millis timeout) const {
  if (!finished_.empty()) return Millis(0);
  if (agenda_.empty() || paused_ || in_flight_ >= static_cast<std::size_t>(options_.concurrency)) {
    return timeout;
  }
  if (budget_.scarce()) timeout = std::min(timeout, kBudgetPoll);
  const auto next = std::chrono::ceil<Millis>(agenda_.begin()->first - clock_.steady());
  return budget_.scarce() ? timeout : std::clamp(next, Millis(0), timeout);
}

void Fetcher::Impl::drive(Millis timeout) {
  start_due();
  client_.drive(wait_time(timeout));
  start_due();
  deliver();
  prune();
}

void Fetcher::Impl::prune() {
  const SteadyTime now = clock_.steady();
  if (now < next_prune_) return;
  next_prune_ = now + kPruneEvery;
  robots_.prune(clock_.now());
  std::erase_if(hosts_, [&](const auto& item) { return item.second->idle(clock_.now(), now); });
}

Job& Fetcher::Impl::adopt(FetchJob spec, Done done) {
  auto job = std::make_unique<Job>();
  job->id = ++last_id_;
  job->spec = std::move(spec);
  job->done = std::move(done);
  job->max_redirects =
      job->spec.purpose == Purpose::kRobots ? kRobotsRedirects : options_.max_redirects;
  return *jobs_.emplace(job->id, std::move(job)).first->second;
}

Fetcher::JobId Fetcher::Impl::submit(FetchJob spec, Done done) {
  Job& job = adopt(std::move(spec), std::move(done));
  const JobId id = job.id;
  job.text = job.spec.url.substr(0, 2048);
  auto url = url::parse(job.spec.url);
  if (!url) {
    finish(job,
           std::unexpected(failure_at(job, FailureKind::kBadUrl, "not an http or https address")));
    return id;
  }
  const auto home = job.spec.credentials_for.empty() ? url : url::parse(job.spec.credentials_for);
  job.home = home.value_or(*url);
  if (auto failure = set_address(job, std::move(*url))) {
    finish(job, std::unexpected(std::move(*failure)));
    return id;
  }
  enqueue(job, job.spec.urgent);
  return id;
}

void Fetcher::Impl::enqueue(Job& job, bool urgent) {
  job.queued_at = clock_.steady();
  job.host = &host_of(job.url.host);
  if (impatient(job, *job.host)) {
    refuse_paused(job);
    return;
  }
  job.host->push(&job, urgent);
  reschedule(*job.host);
}

void Fetcher::Impl::begin(Job& job) {
  Host& host = *job.host;
  Exchange exchange;
  exchange.url = job.text;
  exchange.purpose = job.spec.purpose;
  exchange.validators = job.spec.validators;
  exchange.access = job.spec.access;
  exchange.with_credentials = is_home(job);
  exchange.cookie = job.cookies.header_for(job.url);
  exchange.max_body = job.spec.max_body;
  exchange.timeout = job.left();
  if (host.takes_several()) {
    exchange.on_sent = [this, &host] {
      host.sent(clock_.steady());
      reschedule(host);
    };
  }
  job.started = clock_.steady();
  host.started(clock_.now());
  ++in_flight_;
  job.exchange = client_.start(std::move(exchange),
                               [this, &job](auto outcome) { on_answer(job, std::move(outcome)); });
}

void Fetcher::Impl::on_answer(Job& job, std::expected<Answer, Failure> outcome) {
  const SteadyTime now = clock_.steady();
  Host& host = *job.host;
  job.exchange.reset();
  job.spent += std::chrono::ceil<Millis>(now - job.started);
  --in_flight_;
  host.ended(answered_at(outcome ? outcome->timings : outcome.error().timings, job.started, now));
  if (!outcome) {
    Failure failure = std::move(outcome.error());
    failure.hops = job.hops;
    failure.robots = job.robots;
    finish(job, std::unexpected(std::move(failure)));
  } else if (is_redirect(outcome->status)) {
    on_redirect(job, *outcome);
  } else {
    std::optional<WallTime> retry_at;
    if (is_rate_limit(outcome->status)) retry_at = pause_host(host, *outcome);
    finish(job, judge(std::move(*outcome), job, retry_at, clock_.now()));
  }
  reschedule(host);
}

void Fetcher::Impl::on_redirect(Job& job, const Answer& answer) {
  if (auto failure = follow(answer, job)) {
    finish(job, std::unexpected(std::move(*failure)));
  } else {
    enqueue(job, true);
  }
}

std::optional<WallTime> Fetcher::Impl::pause_host(Host& host, const Answer& answer) {
  std::uniform_real_distribution<double> jitter(-1.0, 1.0);
  const WallTime now = clock_.now();
  const WallTime until =
      host.pause(retry_after(answer.headers, now), jitter(random_), now, clock_.steady());
  drop_impatient(host);
  return until;
}

bool Fetcher::Impl::impatient(const Job& job, const Host& host) const {
  return host.paused_beyond(clock_.steady() + job.spec.patience);
}

void Fetcher::Impl::drop_impatient(Host& host) {
  const std::vector<Job*> queue = host.queue();
  for (Job* job : queue) {
    if (!impatient(*job, host)) continue;
    host.remove(job);
    refuse_paused(*job);
  }
}

void Fetcher::Impl::refuse_paused(Job& job) {
  Failure failure =
      failure_at(job, FailureKind::kHostPaused,
                 fmt::format("{} has asked for a pause and is left alone", job.host->name()));
  failure.retry_at = job.host->paused_until();
  finish(job, std::unexpected(std::move(failure)));
}

// Takes the job out of whatever place it is in.
void Fetcher::Impl::detach(Job& job) {
  if (job.exchange) {
    client_.cancel(*job.exchange);
    --in_flight_;
    job.host->ended(clock_.steady());
    reschedule(*job.host);
  } else if (!job.awaits_robots.empty()) {
    const auto waiting = robots_waiting_.find(job.awaits_robots);
    if (waiting != robots_waiting_.end()) std::erase(waiting->second, &job);
  } else if (job.host != nullptr) {
    job.host->remove(&job);
    reschedule(*job.host);
  }
}

void Fetcher::Impl::finish(Job& job, Result result) {
  if (job.reads_robots.empty()) {
    finished_.emplace_back(std::move(job.done), std::move(result));
    jobs_.erase(job.id);
    return;
  }
  const auto sponsor = jobs_.find(job.sponsor);
  if (sponsor != jobs_.end()) sponsor->second->spent += job.spent;
  const std::string key = job.reads_robots;
  jobs_.erase(job.id);
  robots_read(key, result);
}

void Fetcher::Impl::deliver() {
  for (std::size_t count = finished_.size(); count > 0; --count) {
    auto [done, result] = std::move(finished_.front());
    finished_.pop_front();
    done(std::move(result));
  }
}

void Fetcher::Impl::cancel(JobId id) {
  const auto found = jobs_.find(id);
  if (found == jobs_.end() || !found->second->reads_robots.empty()) return;
  Job& job = *found->second;
  detach(job);
  finish(job, std::unexpected(failure_at(job, FailureKind::kCancelled, "cancelled")));
}

void Fetcher::Impl::cancel_all() {
  while (!jobs_.empty()) {
    Job& job = *jobs_.begin()->second;
    detach(job);
    if (job.reads_robots.empty()) {
      finish(job, std::unexpected(failure_at(job, FailureKind::kCancelled, "cancelled")));
    } else {
      jobs_.erase(jobs_.begin());
    }
  }
  robots_waiting_.clear();
  deliver();
}

FetcherCounts Fetcher::Impl::counts() const {
  return {.in_flight = in_flight_, .queued = jobs_.size() - in_flight_, .hosts = hosts_.size()};
}

WallTime Fetcher::Impl::ready_at(std::string_view url) const {
  const auto parsed = url::parse(url);
  const auto host = parsed ? hosts_.find(parsed->host) : hosts_.end();
  if (host == hosts_.end()) return clock_.now();
  const auto wait = std::chrono::ceil<Millis>(host->second->free_at() - clock_.steady());
  return clock_.now() + std::max(wait, Millis(0));
}

std::vector<HostState> Fetcher::Impl::changed_hosts() {
  std::vector<HostState> states;
  for (const auto& [name, host] : hosts_) {
    if (std::exchange(host->changed, false)) states.push_back(host->state());
  }
  return states;
}

void Fetcher::Impl::restore(const std::vector<HostState>& hosts) {
  for (const HostState& state : hosts) {
    Host& host = host_of(state.host);
    host.restore(state, clock_.now(), clock_.steady());
    reschedule(host);
  }
}

void Fetcher::Impl::restore_robots(const std::vector<RobotsCopy>& copies) {
  for (const RobotsCopy& copy : copies) robots_.restore(copy, clock_.now());
}

}  // namespace tidings::fetch
