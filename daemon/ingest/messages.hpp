#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/settings.hpp"
#include "daemon/fetch/byte_budget.hpp"
#include "daemon/ingest/listing.hpp"
#include "daemon/ingest/page.hpp"
#include "daemon/ingest/run.hpp"
#include "daemon/os/clock.hpp"
#include "daemon/state/records.hpp"

// What the other threads tell the store's thread. Values: whoever posts one lets go of it.
namespace tidings::ingest {

// The source of pages that are named on the command line.
inline constexpr std::string_view kCommandLineSource = "command-line";

// How long a source's dates have stood still, where that is longer than usual.
struct Silence {
  config::Duration silent{0};
  config::Duration longest_gap{0};
};

// A poll, or a part of one, ended. Its items and its new validators become durable together.
struct PollMessage {
  std::shared_ptr<const config::Source> source;
  std::vector<state::Source> records;  // replaced in the state
  std::vector<std::string> gone_records;
  std::vector<ListedItem> items;
  fetch::BudgetHold hold;               // what the items take
  bool unchanged = false;               // 304, or the same body
  std::string error;                    // why it failed, empty if it did not
  std::optional<std::string> moved_to;  // where it is polled from now on
  bool dates_moved = false;             // it lists something younger than ever before
  std::optional<Silence> silence;
  std::chrono::microseconds took{0};
  bool last = true;  // nothing more comes of this poll
};

// A page that could not be had now: it stays in the frontier.
struct Retry {
  state::Reason reason = state::Reason::kTimeout;
  std::string message;
  WallTime not_before{};
  bool counts = true;  // as an attempt; not when nothing was sent
};

// What became of a page. `page.id` is 0 where the page did not come out of the frontier.
struct PageMessage {
  state::PendingPage page;
  std::shared_ptr<const config::Source> source;
  std::variant<PreparedDocument, Refusal, Retry> outcome;
  std::optional<state::Source> record;  // a single page's own source: stored with the outcome
  std::chrono::microseconds took{0};
};

// Hosts whose politeness changed.
struct HostsMessage {
  std::vector<state::Host> hosts;
};

// A run that wants to be told. Empty `sources`: all. It ends when each of `polls` has ended and the
// pages that they listed are done with.
struct WatchMessage {
  std::shared_ptr<Run> run;
  std::vector<std::string> polls;
  std::uint64_t limit = 0;  // pages; 0: none
  bool everything = false;  // also what waited before
};

// Anything else that must happen on the store's thread, between two groups.
struct CallMessage {
  std::move_only_function<void()> call;
};

using Message = std::variant<PollMessage, PageMessage, HostsMessage, WatchMessage, CallMessage>;

}  // namespace tidings::ingest
