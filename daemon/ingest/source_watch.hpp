#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/ingest/messages.hpp"
#include "daemon/state/state.hpp"

// Notices that a source still answers and yet gives nothing any more.
namespace tidings::ingest {

enum class Alarm : std::uint8_t {
  kNone,
  kQuiet,     // nothing new for longer than twice its longest gap
  kFrozen,    // new items come, but their dates have stood still for so long
  kTextless,  // its pages come, but hold no article any more
};
[[nodiscard]] std::string_view name(Alarm alarm);  // "", "quiet", "frozen", "textless"

struct AlarmChange {
  Alarm before = Alarm::kNone;
  Alarm now = Alarm::kNone;
  std::size_t pages = 0;  // in a row without text

  [[nodiscard]] bool changed() const { return before != now; }
};

// What came of the pages of a source so far.
struct PageHistory {
  std::int64_t texts = 0;
  std::int64_t textless = 0;
};

// How many pages in a row must be without text before that is no chance: one in 10,000, by the
// share of such pages in the history (between 3 and 50).
[[nodiscard]] std::size_t textless_pages_for_alarm(const PageHistory& history);

// Keeps count of each source. Used by the store's thread. What it starts from is read from the
// state when a source is first seen.
class SourceWatch {
 public:
  // `has_news`: it listed items that were not known. Only for polls that succeeded.
  AlarmChange polled(state::Reader& state, const PollMessage& poll, bool has_news);
  // A page of the source was read. None: what became of it says nothing about its text.
  std::optional<AlarmChange> settled(state::Reader& state, const std::string& source,
                                     state::Reason reason);
  [[nodiscard]] Alarm alarm(state::Reader& state, const std::string& source);

 private:
  struct Watched {
    PageHistory history;  // before the present run
    std::size_t run = 0;  // pages without text in a row
    int stale_polls = 0;  // with news, since the dates moved last
    bool silent = false;
    Alarm alarm = Alarm::kNone;
  };
  Watched& find(state::Reader& state, const std::string& source);
  static AlarmChange update(Watched& watched);

  std::map<std::string, Watched, std::less<>> sources_;
};

}  // namespace tidings::ingest
