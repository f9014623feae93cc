#include "daemon/service/daemon.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <future>
#include <utility>

#include <fmt/format.h>

#include "daemon/service/status_report.hpp"
#include "daemon/state/sqlite_state.hpp"

namespace tidings::service {
namespace {

using namespace std::chrono_literals;

constexpr auto kStatusEvery = 5s;
// A thread that has not come around for so long is stuck.
constexpr auto kStuck = 20s;
constexpr auto kAnswer = 10s;

// Runs `work` on the pipeline's thread and waits for what it gives.
template <class T>
std::expected<T, std::string> on_pipeline(ingest::Pipeline& pipeline,
                                          std::function<std::expected<T, std::string>()> work) {
  auto promise = std::make_shared<std::promise<std::expected<T, std::string>>>();
  auto future = promise->get_future();
  pipeline.post([promise, work = std::move(work)] { promise->set_value(work()); });
  if (future.wait_for(kAnswer) != std::future_status::ready)
    return std::unexpected("the daemon is stopping");
  return future.get();
}

}  // namespace

Daemon::Daemon(config::Settings settings, DaemonParts parts)
    : settings_(std::make_shared<const config::Settings>(std::move(settings))),
      parts_(std::move(parts)) {}

std::shared_ptr<const config::Settings> Daemon::settings() const {
  const std::scoped_lock lock(settings_mutex_);
  return settings_;
}

std::expected<void, std::string> Daemon::run() {
  const auto in_force = settings();
  const auto socket = control_socket(*in_force);
  bool stopped = false;
  auto station = Station::open(
      in_force, socket.string(), parts_.log, parts_.clock,
      [&](std::uint64_t done, std::uint64_t all) {
        parts_.notifier.starting(fmt::format("indexing texts: {} of {} documents", done, all));
        const auto signal = parts_.signals.next();
        stopped = signal && *signal != SIGHUP;
        return !stopped;
      });
  if (stopped) return {};
  if (!station) return std::unexpected(station.error().message);
  auto control = ControlServer::start(socket, handlers(**station));
  if (!control) return std::unexpected(control.error());
  auto health = serve_health(in_force->metrics_listen, **station);
  if (!health) return std::unexpected(health.error());
  parts_.log.event(log::Level::kInfo, "service.ready",
                   {{"sources", in_force->sources.size()},
                    {"corpus", in_force->corpus.string()},
                    {"socket", socket.string()}});
  parts_.notifier.ready(fmt::format("{} sources", in_force->sources.size()));
  if (*health) (*health)->ready();
  std::jthread check([this, &pipeline = (*station)->pipeline(), state = in_force->state](
                         const std::stop_token& stop) { check_state(pipeline, state, stop); });
  (*station)->pipeline().run(true, [&] { return turn(**station); });
  check.request_stop();
  check.join();
  parts_.notifier.stopping();
  parts_.log.event(log::Level::kInfo, "service.stopping", {});
  const std::string failure = (*station)->pipeline().failure();
  health->reset();
  control->reset();
  station->reset();
  if (!failure.empty()) return std::unexpected(failure);
  return {};
}

// Behind the start, since it reads the whole file.
void Daemon::check_state(ingest::Pipeline& pipeline, const std::filesystem::path& state,
                         const std::stop_token& stop) const {
  const auto sound = state::check_sqlite(state, stop);
  if (sound) return;
  if (sound.error().kind == state::Error::Kind::kDamaged) {
    pipeline.rebuild_state(sound.error().message);
  } else {
    parts_.log.event(log::Level::kWarn, "state.unchecked", {{"error", sound.error().message}});
  }
}

std::expected<std::unique_ptr<HealthServer>, std::string> Daemon::serve_health(
    const std::string& listen, Station& station) {
  if (listen.empty()) return nullptr;
  const ingest::Pipeline& pipeline = station.pipeline();
  HealthProbes probes;
  probes.metrics = [this, &pipeline] { return metrics(pipeline); };
  probes.trouble = [&pipeline] {
    const std::string failure = pipeline.failure();
    return failure.empty() ? pipeline.stuck(kStuck) : failure;
  };
  return HealthServer::start(listen, std::move(probes));
}

std::string Daemon::metrics(const ingest::Pipeline& pipeline) const {
  const auto report = read_status(*settings(), parts_.clock.now());
  return (report ? status_metrics(*report) : std::string()) + pipeline.timings();
}

bool Daemon::turn(Station& station) {
  while (const auto signal = parts_.signals.next()) {
    if (*signal != SIGHUP) return false;
    if (const auto reloaded = reload(station); !reloaded) {
      parts_.log.event(log::Level::kError, "reload.failed", {{"error", reloaded.error()}});
    }
  }
  tell_systemd(station);
  return true;
}

void Daemon::tell_systemd(Station& station) {
  const SteadyTime now = parts_.clock.steady();
  if (const auto timeout = parts_.notifier.watchdog_timeout(); timeout && now >= next_watchdog_) {
    const auto third = std::chrono::floor<std::chrono::milliseconds>(*timeout / 3);
    if (station.pipeline().stuck(std::min<std::chrono::milliseconds>(kStuck, third)).empty())
      parts_.notifier.watchdog();
    next_watchdog_ = now + *timeout / 3;
  }
  if (now < next_status_) return;
  next_status_ = now + kStatusEvery;
  const auto today = read_today(settings()->state, parts_.clock.now());
  if (today) parts_.notifier.status(status_line(station.pipeline().tally(), *today));
}

std::expected<void, std::string> Daemon::reload(Station& station) {
  parts_.notifier.reloading();
  auto fresh = parts_.reload();
  const auto in_force = settings();
  std::expected<void, std::string> result;
  if (!fresh) {
    result = std::unexpected(
        "the configuration has mistakes; the old one stays in force (see `tidings check`)");
  } else if (fresh->corpus != in_force->corpus || fresh->state != in_force->state) {
    result = std::unexpected("corpus and state cannot change while the daemon runs; restart it");
  } else {
    result = take_up(station, std::make_shared<const config::Settings>(std::move(*fresh)));
  }
  parts_.notifier.ready(fmt::format("{} sources", settings()->sources.size()));
  return result;
}

std::expected<void, std::string> Daemon::take_up(Station& station,
                                                 std::shared_ptr<const config::Settings> settings) {
  const auto configured = station.configure(settings);
  if (!configured) return configured;
  parts_.log.event(log::Level::kInfo, "service.reloaded", {{"sources", settings->sources.size()}});
  const std::scoped_lock lock(settings_mutex_);
  settings_ = std::move(settings);
  return {};
}

ControlHandlers Daemon::handlers(Station& station) {
  ingest::Pipeline& pipeline = station.pipeline();
  ControlHandlers handlers;
  handlers.fetch = [&pipeline](const FetchRequest& request) {
    return on_pipeline<std::shared_ptr<ingest::Run>>(
        pipeline, [&pipeline, request] { return pipeline.start({request.names, request.limit}); });
  };
  handlers.reload = [this, &station, &pipeline] {
    return on_pipeline<void>(pipeline, [this, &station] { return reload(station); });
  };
  handlers.forget = [&pipeline](const std::string& what) { return pipeline.forget(what); };
  handlers.status = [this] {
    const auto report = read_status(*settings(), parts_.clock.now());
    return report ? status_json(*report) : std::string("{}");
  };
  handlers.metrics = [this, &pipeline] { return metrics(pipeline); };
  return handlers;
}

}  // namespace tidings::service
