#include "daemon/ingest/pipeline.hpp"

#include <algorithm>
#include <future>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "config/nearest_name.hpp"
#include "daemon/corpus/forget.hpp"
#include "daemon/ingest/host_record.hpp"

namespace tidings::ingest {
namespace {

using namespace std::chrono_literals;

constexpr auto kTurn = 200ms;
constexpr auto kSaveHostsEvery = 2s;

unsigned worker_count(const config::Fetch& fetch) {
  const unsigned wanted = fetch.workers > 0 ? static_cast<unsigned>(fetch.workers)
                                            : std::thread::hardware_concurrency();
  return std::max(1U, wanted);
}

bool is_address(std::string_view name) {
  return name.starts_with("http://") || name.starts_with("https://");
}

}  // namespace

Pipeline::Pipeline(std::shared_ptr<const config::Settings> settings, PipelineParts parts)
    : parts_(std::move(parts)),
      fetcher_(fetch::fetcher_options(*settings), parts_.client, parts_.clock, parts_.budget),
      mailbox_([this] { fetcher_.wake(); }),
      store_(parts_.store, parts_.index, *settings, parts_.log, parts_.clock, hooks()),
      workers_(worker_count(settings->fetch), parts_.clock),
      context_{fetcher_,     workers_,        store_,           mailbox_, parts_.log,
               parts_.clock, parts_.tracking, parts_.rules_for, timings_},
      pages_(context_, [this](std::string_view name) { return poller_.find(name); },
             {settings->fetch.max_body, settings->fetch.timeout}),
      poller_(context_, pages_),
      heart_(parts_.clock) {
  // The store's thread owns the state from its start on, so it is asked there.
  std::promise<void> configured;
  store_.post_now(CallMessage{[&] {
    const auto records = parts_.store.state().sources();
    const auto hosts = parts_.store.state().hosts();
    const HostRecords known = from_records(hosts.value_or(std::vector<state::Host>{}));
    fetcher_.restore(known.hosts);
    fetcher_.restore_robots(known.robots);
    poller_.configure(settings, records.value_or(std::vector<state::Source>{}));
    configured.set_value();
  }});
  configured.get_future().wait();
}

Pipeline::~Pipeline() { shut_down(); }

StoreHooks Pipeline::hooks() {
  StoreHooks hooks;
  hooks.fetch = [this](std::vector<state::PendingPage> pages) {
    mailbox_.post([this, pages = std::move(pages)]() mutable { pages_.take(std::move(pages)); });
  };
  hooks.pause = [this](bool pause) {
    mailbox_.post([this, pause] { pause ? fetcher_.pause() : fetcher_.resume(); });
  };
  hooks.give_up = [this](const std::string& why) {
    {
      const std::scoped_lock lock(failure_mutex_);
      failure_ = why;
    }
    stop();
  };
  return hooks;
}

std::string Pipeline::failure() const {
  const std::scoped_lock lock(failure_mutex_);
  return failure_;
}

std::string Pipeline::stuck(std::chrono::milliseconds limit) const {
  if (heart_.stopped(limit)) return "the fetching thread does not move";
  if (store_.stopped(limit)) return "the committing thread does not move";
  const bool parsing = workers_.stopped(limit) && !store_.paused();
  return parsing ? "the parsing threads do not move" : "";
}

std::string Pipeline::unknown_name(const std::string& name) const {
  const auto names = poller_.enabled_sources();
  const std::vector<std::string_view> views(names.begin(), names.end());
  const auto nearest = config::nearest_name(name, views);
  return fmt::format("there is no source '{}'{}", name,
                     nearest ? fmt::format("; did you mean '{}'?", *nearest) : "");
}

std::expected<std::shared_ptr<Run>, std::string> Pipeline::start(const Wanted& wanted) {
  std::vector<std::string> sources =
      wanted.names.empty() ? poller_.enabled_sources() : std::vector<std::string>{};
  std::vector<PollMessage> pages;  // as if a poll had listed them
  for (const std::string& name : wanted.names) {
    if (poller_.find(name)) {
      sources.push_back(name);
    } else if (auto item = is_address(name) ? item_for_url(name, parts_.tracking) : std::nullopt) {
      PollMessage& message = pages.emplace_back();
      message.source = poller_.source_for_page(item->host)->settings;
      message.items.push_back(std::move(*item));
    } else {
      return std::unexpected(unknown_name(name));
    }
  }
  auto run = std::make_shared<Run>();
  WatchMessage watch{run, sources, wanted.limit, wanted.names.empty() && wanted.limit == 0};
  for (const PollMessage& message : pages) watch.polls.push_back(message.source->name);
  store_.post_now(std::move(watch));
  for (PollMessage& message : pages) store_.post_now(std::move(message));
  for (const std::string& name : sources) poller_.poll(name);
  return run;
}

void Pipeline::configure(const std::shared_ptr<const config::Settings>& settings) {
  fetcher_.set_options(fetch::fetcher_options(*settings));
  pages_.set_limits({settings->fetch.max_body, settings->fetch.timeout});
  store_.configure(*settings);
  poller_.configure(settings, {});
}

void Pipeline::run(bool scheduled, const std::function<bool()>& turn) {
  WallTime save_hosts_at = parts_.clock.now() + kSaveHostsEvery;
  while (!stopping_) {
    mailbox_.open();
    if (scheduled) poller_.poll_due();
    const WallTime now = parts_.clock.now();
    if (now >= save_hosts_at) {
      save_hosts();
      save_hosts_at = now + kSaveHostsEvery;
    }
    auto wait = std::chrono::duration_cast<fetch::Millis>(kTurn);
    if (const auto due = poller_.next_due(); scheduled && due)
      wait = std::clamp<fetch::Millis>(*due - now, 0ms, wait);
    fetcher_.drive(wait);
    heart_.beat();
    if (!turn()) break;
  }
}

void Pipeline::save_hosts() {
  HostsMessage message;
  for (const fetch::HostState& host : fetcher_.changed_hosts())
    message.hosts.push_back(to_record(host));
  for (const fetch::RobotsCopy& robots : fetcher_.new_robots())
    message.hosts.push_back(to_record(robots));
  if (!message.hosts.empty()) store_.post_now(std::move(message));
}

void Pipeline::stop() {
  stopping_ = true;
  fetcher_.wake();
}

std::expected<std::vector<std::string>, std::string> Pipeline::forget(const std::string& what) {
  using Said = std::expected<std::vector<std::string>, std::string>;
  auto promise = std::make_shared<std::promise<Said>>();
  auto future = promise->get_future();
  store_.post_now(CallMessage{[this, promise, what] {
    const auto done = corpus::forget(parts_.store, what, parts_.tracking, parts_.clock.now());
    promise->set_value(done ? Said(corpus::lines(*done)) : std::unexpected(done.error().message));
  }});
  if (future.wait_for(10s) != std::future_status::ready)
    return std::unexpected("the corpus is busy or full");
  return future.get();
}

void Pipeline::shut_down() {
  fetcher_.cancel_all();
  workers_.finish();
  mailbox_.open();
  save_hosts();
  store_.stop();
}

}  // namespace tidings::ingest
