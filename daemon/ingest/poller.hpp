#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/ingest/context.hpp"
#include "daemon/ingest/listing_poll.hpp"
#include "daemon/ingest/page_fetcher.hpp"
#include "daemon/ingest/schedule_record.hpp"
#include "daemon/schedule/due_queue.hpp"
#include "daemon/schedule/redirect_memory.hpp"
#include "daemon/schedule/source_schedule.hpp"

namespace tidings::ingest {

// How many sources there are, and how many of them are in trouble.
struct SourceTally {
  std::size_t all = 0;
  std::size_t failing = 0;
  std::size_t quiet = 0;
};

// Knows the sources and when each is due, and polls them. On the transfers' thread.
class Poller {
 public:
  Poller(Context& context, PageFetcher& pages);

  // Takes up the sources of a configuration, at the start and after a reload: a source keeps its
  // state by its name. `records` are those of the state; only given at the start.
  void configure(const std::shared_ptr<const config::Settings>& settings,
                 const std::vector<state::Source>& records);

  // Polls a source now, unless a poll of it is under way; false: there is no such source.
  bool poll(std::string_view name);
  // Polls what is due.
  void poll_due();
  [[nodiscard]] std::optional<WallTime> next_due() const { return due_.next_due(); }

  [[nodiscard]] std::shared_ptr<const ActiveSource> find(std::string_view name) const;
  // The source whose rights and filters hold for a page that is named by itself: one with a
  // location on its host, else the command line's own.
  [[nodiscard]] std::shared_ptr<const ActiveSource> source_for_page(std::string_view host) const;
  [[nodiscard]] std::vector<std::string> enabled_sources() const;
  [[nodiscard]] SourceTally tally() const;

 private:
  struct Entry {
    std::uint64_t key = 0;
    std::shared_ptr<const ActiveSource> active;
    state::Source record;
    schedule::Rhythm wanted;
    SourceRhythm rhythm;
    ListingPoll::Parts parts;
    bool polling = false;
  };

  void poll_listing(const std::shared_ptr<Entry>& entry);
  void poll_page(const std::shared_ptr<Entry>& entry);
  void poll_files(const std::shared_ptr<Entry>& entry);
  void page_answered(const std::shared_ptr<Entry>& entry, fetch::Result result, bool unconditional);
  void note_full_poll(Entry& entry, const fetch::Response& response, bool same_body);
  void page_came(const std::shared_ptr<Entry>& entry, fetch::Response response,
                 PollMessage message);
  [[nodiscard]] static const std::string& polled_address(const Entry& entry);
  // Where it has moved to, if it has.
  [[nodiscard]] std::optional<std::string> observe_redirect(Entry& entry,
                                                            const fetch::Response& response);
  void listing_ended(const std::shared_ptr<Entry>& entry, PollEnd end);
  void succeeded(Entry& entry, const schedule::PollHints& hints, PollMessage& message);
  [[nodiscard]] std::optional<Silence> silence(Entry& entry, const schedule::PollHints& hints);
  // Where it has moved back to, if it has.
  [[nodiscard]] std::optional<std::string> failed(Entry& entry, const std::string& error,
                                                  std::optional<WallTime> retry_at);
  void end_poll(Entry& entry);
  void post(Entry& entry, PollMessage message);
  [[nodiscard]] bool conditional(const Entry& entry) const;

  Context& context_;
  PageFetcher& pages_;
  PollLimits limits_;
  std::map<std::string, std::shared_ptr<Entry>, std::less<>> entries_;
  std::shared_ptr<const ActiveSource> command_line_;
  std::map<std::uint64_t, std::weak_ptr<Entry>> by_key_;
  schedule::DueQueue due_;
  std::uint64_t next_key_ = 1;
};

}  // namespace tidings::ingest
