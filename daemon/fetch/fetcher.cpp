#include "daemon/fetch/fetcher.hpp"

#include <utility>

#include "daemon/fetch/fetcher_impl.hpp"

namespace tidings::fetch {

FetcherOptions fetcher_options(const config::Settings& settings) {
  FetcherOptions options;
  options.host = {.gap = settings.fetch.host_delay, .per_host = settings.fetch.per_host};
  for (const auto& [name, host] : settings.hosts) {
    options.hosts[name] = {.gap = host.host_delay.value_or(settings.fetch.host_delay),
                           .per_host = host.per_host > 0 ? host.per_host : settings.fetch.per_host};
  }
  options.concurrency = settings.fetch.concurrency;
  options.max_redirects = settings.fetch.max_redirects;
  options.user_agent = settings.user_agent;
  return options;
}

Fetcher::Fetcher(FetcherOptions options, HttpClient& client, const Clock& clock, ByteBudget& budget)
    : impl_(std::make_unique<Impl>(std::move(options), client, clock, budget)) {}
Fetcher::~Fetcher() = default;

Fetcher::JobId Fetcher::submit(FetchJob job, Done done) {
  return impl_->submit(std::move(job), std::move(done));
}
void Fetcher::cancel(JobId id) { impl_->cancel(id); }
void Fetcher::drive(Millis timeout) { impl_->drive(timeout); }
void Fetcher::wake() { impl_->wake(); }
void Fetcher::pause() { impl_->set_paused(true); }
void Fetcher::resume() { impl_->set_paused(false); }
void Fetcher::cancel_all() { impl_->cancel_all(); }
void Fetcher::set_options(FetcherOptions options) { impl_->set_options(std::move(options)); }
FetcherCounts Fetcher::counts() const { return impl_->counts(); }
WallTime Fetcher::ready_at(std::string_view url) const { return impl_->ready_at(url); }
std::vector<HostState> Fetcher::changed_hosts() { return impl_->changed_hosts(); }
void Fetcher::restore(const std::vector<HostState>& hosts) { impl_->restore(hosts); }
std::vector<RobotsCopy> Fetcher::new_robots() { return impl_->new_robots(); }
void Fetcher::restore_robots(const std::vector<RobotsCopy>& copies) {
  impl_->restore_robots(copies);
}

}  // namespace tidings::fetch
