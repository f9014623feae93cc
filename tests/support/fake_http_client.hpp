#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/fetch/http_client.hpp"
#include "tests/support/manual_clock.hpp"

namespace tidings::test {

// An HTTP client without a network, in simulated time: drive() turns the clock to the next answer,
// or by its whole timeout if there is none before.
class FakeHttpClient final : public fetch::HttpClient {
 public:
  using Outcome = std::expected<fetch::Answer, fetch::Failure>;
  struct Scripted {
    int status = 200;
    std::string body{};
    std::vector<std::pair<std::string, std::string>> fields{};
    std::optional<fetch::Millis> latency{10};     // none: never answers
    std::optional<fetch::FailureKind> failure{};  // instead of an answer
  };
  using Script = std::function<Scripted(const fetch::Exchange&)>;
  struct Asked {
    fetch::Exchange exchange;
    SteadyTime at;
    int parallel = 0;  // under way to the same host, itself included
  };

  FakeHttpClient(ManualClock& clock, Script script) : clock_(clock), script_(std::move(script)) {}

  Id start(fetch::Exchange exchange, Done done) override {
    const std::string host = host_of(exchange.url);
    const int parallel = ++parallel_[host];
    asked.push_back({exchange, clock_.steady(), parallel});
    const Scripted scripted = script_(exchange);
    const SteadyTime end = clock_.steady() + exchange.timeout;
    const SteadyTime due =
        scripted.latency ? clock_.steady() + *scripted.latency : SteadyTime::max();
    if (exchange.on_sent) unsent_.push_back(exchange.on_sent);
    pending_.emplace(++last_id_, Pending{std::min(due, end), outcome_of(scripted, due > end),
                                         std::move(done), host});
    return last_id_;
  }
  void cancel(Id id) override {
    const auto found = pending_.find(id);
    if (found == pending_.end()) return;
    --parallel_[found->second.host];
    pending_.erase(found);
    ++cancelled;
  }
  void drive(fetch::Millis timeout) override {
    for (const auto& sent : std::exchange(unsent_, {})) sent();
    const auto next = std::ranges::min_element(
        pending_, {}, [](const auto& item) { return std::pair(item.second.due, item.first); });
    const SteadyTime until = clock_.steady() + timeout;
    if (next == pending_.end() || next->second.due > until) {
      clock_.advance(timeout);
      return;
    }
    clock_.advance(std::max(fetch::Millis(0),
                            std::chrono::ceil<fetch::Millis>(next->second.due - clock_.steady())));
    Pending pending = std::move(next->second);
    --parallel_[pending.host];
    pending_.erase(next);
    pending.done(std::move(pending.outcome));
  }
  void wake() override {}

  [[nodiscard]] std::vector<std::string> urls() const {
    std::vector<std::string> all;
    for (const Asked& one : asked) all.push_back(one.exchange.url);
    return all;
  }
  [[nodiscard]] std::size_t under_way() const { return pending_.size(); }

  static std::string host_of(const std::string& url) {
    const std::string rest = url.substr(url.find("://") + 3);
    return rest.substr(0, rest.find_first_of(":/?"));
  }

  std::vector<Asked> asked;
  int cancelled = 0;

 private:
  struct Pending {
    SteadyTime due;
    Outcome outcome;
    Done done;
    std::string host;
  };
  static Outcome outcome_of(const Scripted& scripted, bool late) {
    if (late || scripted.failure) {
      const auto kind = late ? fetch::FailureKind::kTimeout : *scripted.failure;
      return std::unexpected(fetch::Failure{.kind = kind, .message = "scripted"});
    }
    fetch::Answer answer;
    answer.status = scripted.status;
    answer.body = scripted.body;
    for (const auto& [name, value] : scripted.fields) answer.headers.add(name, value);
    return answer;
  }

  ManualClock& clock_;
  Script script_;
  std::map<Id, Pending> pending_;
  std::map<std::string, int> parallel_;
  std::vector<std::function<void()>> unsent_;
  Id last_id_ = 0;
};

// Answers for scripts.
[[nodiscard]] inline FakeHttpClient::Scripted scripted(
    int status, std::string body = {}, std::vector<std::pair<std::string, std::string>> fields = {},
    fetch::Millis latency = fetch::Millis(10)) {
  return {status, std::move(body), std::move(fields), latency};
}
[[nodiscard]] inline FakeHttpClient::Scripted scripted_failure(fetch::FailureKind kind) {
  return {.failure = kind};
}
[[nodiscard]] inline FakeHttpClient::Scripted scripted_hang() { return {.latency = std::nullopt}; }

}  // namespace tidings::test
