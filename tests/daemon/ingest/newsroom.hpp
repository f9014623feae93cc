#pragma once

#include <chrono>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "daemon/ingest/page_fetcher.hpp"
#include "daemon/ingest/poller.hpp"
#include "tests/support/fake_http_client.hpp"
#include "tests/support/temp_folder.hpp"

namespace tidings::test {

// The ingesting parts of the daemon with a real store, on a network that is scripted and in
// simulated time: nothing that is due later happens before run_for() has come there.
class Newsroom {
 public:
  explicit Newsroom(FakeHttpClient::Script script);
  ~Newsroom();

  // Opens or, as a restart does, closes and opens again, with these sources (each allows what the
  // script says).
  void open(std::vector<config::Source> sources, config::Fetch fetch = {});
  // Polls and fetches what falls due in so much simulated time.
  void run_for(std::chrono::milliseconds time);
  void close();

  [[nodiscard]] FakeHttpClient& client() { return client_; }
  [[nodiscard]] ManualClock& clock() { return clock_; }
  // The source as the state knows it; only while it is open.
  [[nodiscard]] state::Source record(const std::string& name);
  [[nodiscard]] std::vector<state::Document> documents();
  // The text of a document's file.
  [[nodiscard]] std::string text_of(const state::Document& document) const;
  // What was logged.
  [[nodiscard]] std::string log() const { return log_text_.str(); }
  // The addresses that were asked for, since the last call.
  [[nodiscard]] std::vector<std::string> take_asked();

  ingest::RulesForHost rules_for;  // to be set before open()

 private:
  struct Session;
  void settle();

  TempFolder folder_;
  ManualClock clock_;
  FakeHttpClient client_;
  std::ostringstream log_text_;
  log::Log log_;
  std::unique_ptr<Session> session_;
};

[[nodiscard]] config::Source feed_source(const std::string& name, const std::string& url);

}  // namespace tidings::test
