#include "daemon/fetch/curl_client.hpp"

#include <algorithm>
#include <csignal>
#include <deque>
#include <map>
#include <new>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include <curl/curl.h>

#include "daemon/fetch/transfer.hpp"

namespace tidings::fetch {
namespace {

constexpr Millis kPausedPoll{50};               // how often paused transfers look at the budget
constexpr std::chrono::minutes kClassIdle{10};  // then a class and its connections are dropped
constexpr std::chrono::seconds kClassSweep{30};

struct MultiDeleter {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

// curl_global_init is counted and thread-safe in this libcurl. OpenSSL writes to closed connections
// without MSG_NOSIGNAL, and libcurl leaves the signal to us (CURLOPT_NOSIGNAL).
struct CurlGlobal {
  CurlGlobal() {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    std::signal(SIGPIPE, SIG_IGN);
  }
  ~CurlGlobal() { curl_global_cleanup(); }
  CurlGlobal(const CurlGlobal&) = delete;
  CurlGlobal& operator=(const CurlGlobal&) = delete;
};

struct Running {
  std::unique_ptr<Transfer> transfer;
  HttpClient::Done done;
  SteadyTime deadline;
  SteadyTime paused_at{};
};

struct Finished {
  HttpClient::Done done;
  std::expected<Answer, Failure> result;
};

class CurlClient final : public HttpClient {
 public:
  CurlClient(CurlOptions options, const Clock& clock, ByteBudget& budget)
      : options_(std::move(options)), clock_(clock), budget_(budget), multi_(curl_multi_init()) {
    if (!multi_) throw std::bad_alloc();
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, long{options_.max_connections});
    curl_multi_setopt(multi_.get(), CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
  }
  ~CurlClient() override {
    for (const auto& [id, running] : running_) detach(*running.transfer);
  }
  CurlClient(const CurlClient&) = delete;
  CurlClient& operator=(const CurlClient&) = delete;

  Id start(Exchange exchange, Done done) override;
  void cancel(Id id) override;
  void drive(Millis timeout) override;
  void wake() override { curl_multi_wakeup(multi_.get()); }

 private:
  struct Class {
    std::shared_ptr<RightsClass> rights;
    SteadyTime last_used;
  };
  struct Known {
    std::weak_ptr<const config::Access> access;
    Class* entry = nullptr;
  };
  using Table = std::map<Id, Running>;  // in the order of their start

  std::shared_ptr<RightsClass> class_of(const std::shared_ptr<const config::Access>& access);
  void detach(const Transfer& transfer) const {
    curl_multi_remove_handle(multi_.get(), transfer.easy());
  }
  void erase(Table::iterator position);
  void finish(Id id, CURLcode code);
  void collect();
  void expire();
  void deliver();
  void note_paused();
  void balance();
  void unpause(Id id);
  void sweep_classes();
  [[nodiscard]] std::size_t held_by_running() const;
  [[nodiscard]] Millis wait_time(Millis timeout) const;

  CurlOptions options_;
  const Clock& clock_;
  ByteBudget& budget_;
  CurlGlobal global_;
  std::map<std::string, Class> classes_;
  std::unordered_map<const config::Access*, Known> known_;  // spares the comparison of rights
  std::unique_ptr<CURLM, MultiDeleter> multi_;
  Table running_;
  std::set<std::pair<SteadyTime, Id>> deadlines_;  // of those that are not paused
  std::set<Id> paused_;
  std::vector<Id> newly_paused_;
  std::deque<Finished> finished_;
  Id last_id_ = 0;
  Id privileged_ = 0;
  SteadyTime next_sweep_{};
};

std::shared_ptr<RightsClass> CurlClient::class_of(
    const std::shared_ptr<const config::Access>& access) {
  const SteadyTime now = clock_.steady();
  Known& known = known_[access.get()];
  if (known.access.lock() != access) {  // new, or another one in the same place
    Class& entry = classes_[RightsClass::key(*access)];
    if (!entry.rights) entry.rights = std::make_shared<RightsClass>(*access);
    known = {access, &entry};
  }
  known.entry->last_used = now;
  return known.entry->rights;
}

HttpClient::Id CurlClient::start(Exchange exchange, Done done) {
  const Id id = ++last_id_;
  const SteadyTime deadline = clock_.steady() + exchange.timeout;
  const auto access = exchange.access;
  auto transfer = std::make_unique<Transfer>(std::move(exchange), class_of(access), budget_, clock_,
                                             [this, id] { newly_paused_.push_back(id); });
  if (auto failure = transfer->prepare(options_.user_agent)) {
    finished_.push_back({std::move(done), std::unexpected(std::move(*failure))});
    transfer->release();
    return id;
  }
  curl_easy_setopt(transfer->easy(), CURLOPT_PRIVATE, reinterpret_cast<void*>(id));
  curl_multi_add_handle(multi_.get(), transfer->easy());
  running_.emplace(id, Running{std::move(transfer), std::move(done), deadline});
  deadlines_.emplace(deadline, id);
  return id;
}

void CurlClient::cancel(Id id) {
  const auto found = running_.find(id);
  if (found == running_.end()) return;
  detach(*found->second.transfer);
  erase(found);
}

void CurlClient::erase(Table::iterator position) {
  const auto& [id, running] = *position;
  deadlines_.erase({running.deadline, id});
  paused_.erase(id);
  if (privileged_ == id) privileged_ = 0;
  running_.erase(position);
}

void CurlClient::finish(Id id, CURLcode code) {
  const auto found = running_.find(id);
  Running& running = found->second;
  auto result = running.transfer->conclude(code);
  detach(*running.transfer);
  finished_.push_back({std::move(running.done), std::move(result)});
  running.transfer->release();
  erase(found);
}

void CurlClient::collect() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    void* id = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &id);
    finish(reinterpret_cast<Id>(id), message->data.result);
  }
}

void CurlClient::expire() {
  const SteadyTime now = clock_.steady();
  while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
    finish(deadlines_.begin()->second, CURLE_OPERATION_TIMEDOUT);
  }
}

// Callbacks may start exchanges that fail at once: those wait for the next round.
void CurlClient::deliver() {
  for (std::size_t count = finished_.size(); count > 0; --count) {
    Finished finished = std::move(finished_.front());
    finished_.pop_front();
    finished.done(std::move(finished.result));
  }
}

// The time of a transfer that we hold back ourselves stands still.
void CurlClient::note_paused() {
  for (const Id id : std::exchange(newly_paused_, {})) {
    const auto found = running_.find(id);
    if (found == running_.end()) continue;
    found->second.paused_at = clock_.steady();
    deadlines_.erase({found->second.deadline, id});
    paused_.insert(id);
  }
}

std::size_t CurlClient::held_by_running() const {
  std::size_t held = 0;
  for (const auto& [id, running] : running_) held += running.transfer->held();
  return held;
}

// Paused transfers go on when there is room again. If transfers hold the budget themselves, one of
// them goes on all the same, so that whole bodies come out; if others hold it, all wait for them.
void CurlClient::balance() {
  note_paused();
  const std::vector<Id> waiting(paused_.begin(), paused_.end());
  for (const Id id : waiting) {
    if (budget_.exhausted()) break;
    if (running_.at(id).transfer->may_go_on()) unpause(id);
  }
  if (paused_.empty() || privileged_ != 0) return;
  const std::size_t used = budget_.used();
  if (used - std::min(used, held_by_running()) >= budget_.limit() / 2) return;
  const auto begun =
      std::ranges::find_if(paused_, [this](Id id) { return running_.at(id).transfer->held() > 0; });
  privileged_ = begun == paused_.end() ? *paused_.begin() : *begun;
  running_.at(privileged_).transfer->set_privileged();
  unpause(privileged_);
}

void CurlClient::unpause(Id id) {
  Running& running = running_.at(id);
  paused_.erase(id);
  running.deadline += clock_.steady() - running.paused_at;
  deadlines_.emplace(running.deadline, id);
  curl_easy_pause(running.transfer->easy(), CURLPAUSE_CONT);
  note_paused();  // libcurl writes what it held at once, which may pause it again
}

void CurlClient::sweep_classes() {
  const SteadyTime now = clock_.steady();
  if (now < next_sweep_) return;
  next_sweep_ = now + kClassSweep;
  known_.clear();
  std::erase_if(classes_, [now](const auto& entry) {
    const Class& known = entry.second;
    return known.rights.use_count() == 1 && now - known.last_used > kClassIdle;
  });
}

Millis CurlClient::wait_time(Millis timeout) const {
  if (!finished_.empty()) return Millis(0);
  if (!paused_.empty()) timeout = std::min(timeout, kPausedPoll);
  if (!deadlines_.empty()) {
    const auto left = std::chrono::ceil<Millis>(deadlines_.begin()->first - clock_.steady());
    timeout = std::min(timeout, left);
  }
  return std::max(timeout, Millis(0));
}

void CurlClient::drive(Millis timeout) {
  curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(wait_time(timeout).count()), nullptr);
  int running = 0;
  curl_multi_perform(multi_.get(), &running);
  collect();
  expire();
  balance();
  deliver();
  sweep_classes();
}

}  // namespace

std::unique_ptr<HttpClient> make_curl_client(CurlOptions options, const Clock& clock,
                                             ByteBudget& budget) {
  return std::make_unique<CurlClient>(std::move(options), clock, budget);
}

}  // namespace tidings::fetch
