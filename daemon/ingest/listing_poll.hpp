#pragma once

#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "daemon/ingest/context.hpp"
#include "daemon/ingest/listing.hpp"
#include "daemon/schedule/source_schedule.hpp"
#include "daemon/state/records.hpp"

namespace tidings::ingest {

struct PollLimits {
  std::size_t max_body = 8'000'000;
  std::size_t max_sitemap = 50'000'000;
  fetch::Millis timeout{30'000};
};

// A listing that one request brought.
struct ReadListing {
  Listing listing;
  std::string fingerprint;  // of the body
  bool same_body = false;   // the one that the record knows; nothing else is filled in then
  schedule::PollHints hints;
};

// How a poll of a feed, sitemap or site ended. `record` holds the new validators.
struct PollEnd {
  state::Source record;
  std::vector<ListedItem> items;  // of the listing itself; those of its parts were posted already
  std::vector<std::string> gone_parts;
  bool unchanged = false;
  bool unconditional = false;  // the listing itself was asked for without validators
  schedule::PollHints hints;
  // Without its body; its hold is what the items take. Null: it failed.
  std::unique_ptr<fetch::Response> response;
  bool cancelled = false;  // shutdown: as if it had not begun
  std::string error;
  std::optional<WallTime> retry_at;
  std::chrono::microseconds took{0};
};

// One poll of a source that lists items: its feed or sitemap, the parts of a sitemap index, the
// feeds of a site. Parts have records of their own in the state ("SOURCE URL", kind "part"). Lives
// until it has ended; on the transfers' thread.
class ListingPoll : public std::enable_shared_from_this<ListingPoll> {
 public:
  using Parts = std::map<std::string, state::Source>;  // by URL
  using Done = std::move_only_function<void(PollEnd)>;

  ListingPoll(Context& context, std::shared_ptr<const ActiveSource> source, PollLimits limits,
              Parts& parts)
      : context_(context), source_(std::move(source)), limits_(limits), parts_(parts) {}

  // Asks at `address`; `conditional`: with the record's validators. `done` comes once, when the
  // parts have ended too.
  void start(const std::string& address, state::Source record, bool conditional, Done done);

 private:
  struct Endpoint {
    state::Source record;
    std::string url;
    int depth = 0;  // 0: the source itself
    bool conditional = true;
  };
  using Read = std::expected<ReadListing, std::string>;

  void ask(Endpoint endpoint);
  void answered(Endpoint endpoint, fetch::Result result);
  void read(Endpoint endpoint, fetch::Response response);
  void was_read(Endpoint endpoint, fetch::Response response, Read read);
  void remember(const Endpoint& part);
  void root_was_read(Endpoint endpoint, ReadListing read);
  void part_was_read(Endpoint endpoint, ReadListing read, fetch::BudgetHold hold);
  void failed(const Endpoint& endpoint, const std::string& error, const fetch::Failure* failure);
  void ask_parts(const std::vector<ListedChild>& children, int depth);
  void ask_known_parts();
  void ended();

  Context& context_;
  std::shared_ptr<const ActiveSource> source_;
  PollLimits limits_;
  Parts& parts_;
  PollEnd end_;
  Done done_;
  std::size_t open_ = 0;  // endpoints that have not ended
};

}  // namespace tidings::ingest
