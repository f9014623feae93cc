#include "daemon/service/station.hpp"

#include <cstdlib>
#include <utility>

#include "config/tables.hpp"
#include "daemon/fetch/curl_client.hpp"
#include "parsers/date/date_time.hpp"

namespace tidings::service {
namespace {

namespace fs = std::filesystem;

// An index that cannot be used is only a table of what the corpus says: it is made anew.
std::expected<duplicates::NearDuplicateIndex, std::string> open_index(
    const fs::path& file, corpus::Store& store, const log::Log& log,
    const ingest::Advance& advance) {
  auto index = duplicates::NearDuplicateIndex::open(file);
  if (!index) {
    log.event(log::Level::kWarn, "duplicates.rebuilt",
              {{"file", file.string()}, {"why", index.error()}});
    std::error_code ignored;
    fs::rename(file, file.string() + ".damaged", ignored);
    index = duplicates::NearDuplicateIndex::open(file);
  }
  if (!index) return index;
  const auto caught_up =
      ingest::catch_up(store, *index, [&](std::uint64_t done, std::uint64_t all) {
        log.event(log::Level::kInfo, "duplicates.indexing", {{"done", done}, {"documents", all}});
        return advance(done, all);
      });
  if (!caught_up) return std::unexpected(caught_up.error());
  return index;
}

// Dates, schedules and certificates all go by the clock.
void warn_of_clock(corpus::Store& store, const log::Log& log, WallTime now) {
  std::optional<WallTime> last;
  if (const auto highest = store.state().highest_number(); highest && *highest) {
    const auto document = store.state().document(**highest);
    if (document && *document) last = (*document)->fetched_at;
  }
  const std::string trouble = clock_trouble(now, last);
  if (trouble.empty()) return;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  log.event(log::Level::kWarn, "clock.wrong",
            {{"clock", DateTime::from_unix(seconds).rfc3339()},
             {"what", trouble + "; set it (timedatectl), or dates and certificates go wrong"}});
}

std::expected<std::shared_ptr<const config::SiteRuleFolder>, std::string> load_rules(
    const fs::path& folder) {
  if (folder.empty()) return std::make_shared<const config::SiteRuleFolder>();
  auto rules = config::SiteRuleFolder::load(folder);
  if (!rules) return std::unexpected(rules.error().text());
  return std::make_shared<const config::SiteRuleFolder>(std::move(*rules));
}

void add_advice(std::string& message) {
  if (!message.ends_with("Permission denied")) return;
  message +=
      "; run it as the owner of the folder (the service's is tidings), or choose others with "
      "--corpus and --state";
}

}  // namespace

std::string clock_trouble(WallTime now, std::optional<WallTime> last_document) {
  constexpr WallTime kRelease{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
  if (now < kRelease) return "the clock stands before this program was made";
  const bool back = last_document && *last_document - now > std::chrono::hours(24);
  return back ? "the clock stands before the newest document was fetched" : "";
}

fs::path duplicates_file(const config::Settings& settings) {
  fs::path file = settings.state;
  return file.replace_extension(".duplicates");
}

fs::path control_socket(const config::Settings& settings) {
  const char* runtime = std::getenv("RUNTIME_DIRECTORY");  // systemd.exec(5)
  if (runtime != nullptr && *runtime != '\0') {
    const std::string_view first =
        std::string_view(runtime).substr(0, std::string_view(runtime).find(':'));
    return fs::path(first) / "control.sock";
  }
  return settings.state.parent_path() / "control.sock";
}

std::expected<std::unique_ptr<Station>, corpus::StoreError> Station::open(
    std::shared_ptr<const config::Settings> settings, const std::string& socket,
    const log::Log& log, const Clock& clock, const ingest::Advance& advance) {
  corpus::StoreOptions options;
  options.corpus = settings->corpus;
  options.state = settings->state;
  options.socket = socket;
  auto store = corpus::Store::open(std::move(options), clock);
  if (!store) {
    add_advice(store.error().message);
    return std::unexpected(std::move(store.error()));
  }
  for (const corpus::Notice& notice : (*store)->notices()) {
    log.event(log::Level::kWarn, notice.event, {{"what", notice.message}});
  }
  warn_of_clock(**store, log, clock.now());
  auto index = open_index(duplicates_file(*settings), **store, log, advance);
  if (!index) return std::unexpected(corpus::StoreError{index.error(), std::nullopt});
  std::unique_ptr<Station> station(
      new Station(std::move(*store), std::move(*index), std::move(settings), log, clock));
  return station;
}

Station::Station(std::unique_ptr<corpus::Store> store, duplicates::NearDuplicateIndex index,
                 std::shared_ptr<const config::Settings> settings, const log::Log& log,
                 const Clock& clock)
    : store_(std::move(store)),
      index_(std::move(index)),
      budget_(settings->fetch.memory_budget),
      client_(fetch::make_curl_client({settings->user_agent, settings->fetch.concurrency}, clock,
                                      budget_)) {
  auto rules = load_rules(settings->site_rules);
  if (rules) {
    rules_ = std::move(*rules);
  } else {
    log.event(log::Level::kError, "rules.failed", {{"error", rules.error()}});
    rules_ = std::make_shared<const config::SiteRuleFolder>();
  }
  pipeline_ = std::make_unique<ingest::Pipeline>(
      std::move(settings),
      ingest::PipelineParts{*store_, index_, *client_, budget_, log, clock,
                            config::tracking_table(),
                            [this](std::string_view host) { return rules_for(host); }});
}

std::shared_ptr<const site_rules::Rules> Station::rules_for(std::string_view host) const {
  std::shared_ptr<const config::SiteRuleFolder> folder;
  {
    const std::scoped_lock lock(rules_mutex_);
    folder = rules_;
  }
  const site_rules::Rules* found = folder->find(host);
  return {std::move(folder), found};
}

std::expected<void, std::string> Station::configure(
    const std::shared_ptr<const config::Settings>& settings) {
  auto rules = load_rules(settings->site_rules);
  if (!rules) return std::unexpected(rules.error());
  {
    const std::scoped_lock lock(rules_mutex_);
    rules_ = std::move(*rules);
  }
  pipeline_->configure(settings);
  return {};
}

}  // namespace tidings::service
