#include "daemon/corpus/recovery.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/core.h>

#include "daemon/corpus/in_flight.hpp"
#include "daemon/corpus/index_file.hpp"
#include "daemon/corpus/take_in.hpp"
#include "parsers/document/document.hpp"

namespace tidings::corpus {
namespace {

using Number = std::optional<std::uint64_t>;

class Recovery {
 public:
  Recovery(os::Folder& folder, state::State& state, Lock::Last last, WallTime now)
      : folder_(folder), state_(state), index_(folder, state), last_(last), now_(now) {}

  Result<Recovered> run();

 private:
  Result<void> look();
  Result<std::optional<bool>> holds_last_document();
  Result<void> settle_identity();
  void remove_temporaries();
  Result<void> settle_in_flight();
  Result<void> take_back(const InFlight& work);
  Result<void> finish_removal(const InFlight& work);
  Result<void> take_in_unknown();
  // The state has seen less than the folder: it is new, or was put back to an earlier time.
  [[nodiscard]] bool is_outdated() const {
    return !highest_ || last_row_ > highest_ || (identity_ && identity_->highest > highest_);
  }

  os::Folder& folder_;
  state::State& state_;
  IndexFile index_;
  Lock::Last last_;
  WallTime now_;
  Number highest_;   // in the state
  Number last_row_;  // of INDEX.md
  std::optional<Identity> identity_;
  bool is_bound_ = false;  // folder and state bore the same label before
  Recovered result_;
};

Result<void> Recovery::look() {
  const auto highest = state_.highest_number();
  if (!highest) return failed(highest);
  highest_ = *highest;
  const auto last_row = index_.last_number();
  if (!last_row) return failed(last_row);
  last_row_ = *last_row;
  auto identity = read_identity(folder_);
  if (!identity) return failed(identity);
  identity_ = std::move(*identity);
  return {};
}

// True if the state's last document lies in the folder, false if its file is not there.
Result<std::optional<bool>> Recovery::holds_last_document() {
  if (!highest_) return std::nullopt;
  const auto last = state_.document(*highest_);
  if (!last) return failed(last);
  if (!*last || (*last)->removed_at) return std::nullopt;
  return folder_.size((*last)->file).has_value();
}

// One state belongs to one corpus. Where the labels differ or the folder has lost its own, the last
// document decides: its name holds a hash, and a label is as easily damaged as anything else.
Result<void> Recovery::settle_identity() {
  const auto label = state_.label();
  if (!label) return failed(label);
  const auto holds = holds_last_document();
  if (!holds) return failed(holds);
  const bool differ = identity_ && !label->empty() && identity_->label != *label;
  if ((differ && highest_ && !holds->value_or(false)) || (!identity_ && !holds->value_or(true))) {
    return std::unexpected(
        Error{Error::Kind::kUnwritable,
              fmt::format("the state belongs to another corpus than {}: name its own with --state, "
                          "or move it away to have it built from the corpus",
                          folder_.path().string())});
  }
  is_bound_ = identity_ && identity_->label == *label;
  const std::string settled =
      identity_ ? identity_->label : (label->empty() ? random_label() : *label);
  if (*label != settled) {
    state::Batch batch;
    batch.label = settled;
    if (const auto applied = state_.apply(batch); !applied) return failed(applied);
  }
  if (identity_) return {};
  return write_identity(folder_, {settled, {}});
}

void Recovery::remove_temporaries() {
  for (std::size_t i = 0; i < kMaxGroup; ++i) (void)folder_.remove(temporary_name(i));
  (void)folder_.remove(kNewIndexName);
  (void)folder_.remove(kNewIdentityName);
}

Result<void> Recovery::settle_in_flight() {
  const auto work = read_in_flight(folder_);
  if (!work) return {};
  Result<void> done;
  if (work->kind == InFlight::Kind::kRemove) {
    done = finish_removal(*work);
  } else if (last_ == Lock::Last::kRebooted) {
    // The note may be of any time. What lies in the folder whole is taken in, see below.
  } else if (!is_outdated() || (is_bound_ && !highest_ && !last_row_)) {
    done = take_back(*work);
  }
  if (done) clear_in_flight(folder_);
  return done;
}

// Named, but not recorded, hence never reported: their pages are still waiting.
Result<void> Recovery::take_back(const InFlight& work) {
  std::size_t count = 0;
  for (const std::string& file : work.files) {
    const auto name = document::parse_file_name(file);
    if (!name) continue;
    const auto known = state_.document(name->number);
    if (!known) return failed(known);
    if (*known && (*known)->file == file) continue;
    const auto removed = folder_.remove(file);
    if (removed) ++count;
    if (!removed && !removed.error().is_missing()) return failed(removed);
  }
  if (count == 0) return {};
  const auto synced = folder_.sync_names();
  return synced ? Result<void>() : failed(synced);
}

Result<void> Recovery::finish_removal(const InFlight& work) {
  state::Batch batch;
  for (const std::string& file : work.files) {
    const auto name = document::parse_file_name(file);
    if (!name) continue;
    const auto removed = folder_.remove(file);
    if (!removed && !removed.error().is_missing()) return failed(removed);
    batch.removals.push_back({name->number, now_, work.reason});
  }
  if (const auto synced = folder_.sync_names(); !synced) return failed(synced);
  const auto applied = state_.apply(batch);
  if (!applied) return failed(applied);
  return index_.rebuild();
}

Result<void> Recovery::take_in_unknown() {
  if (!is_outdated() && last_ != Lock::Last::kRebooted) return {};
  TakeInOptions options;
  options.was_corpus = identity_.has_value() || last_row_.has_value();
  options.last_row = last_row_;
  if (highest_ && !is_outdated()) options.from = *highest_ + 1;
  const auto taken = take_in(folder_, state_, options, now_);
  if (!taken) return failed(taken);
  if (taken->documents > 0) {
    result_.notices.push_back(
        {"state.rebuilt", fmt::format("took {} documents of {} into the state", taken->documents,
                                      folder_.path().string())});
  }
  if (taken->set_aside > 0) {
    result_.notices.push_back(
        {"corpus.recovered", fmt::format("moved {} half-written documents aside (.torn-*) in {}",
                                         taken->set_aside, folder_.path().string())});
  }
  return {};
}

Result<Recovered> Recovery::run() {
  if (const auto done = look(); !done) return failed(done);
  if (const auto done = settle_identity(); !done) return failed(done);
  if (const auto done = settle_in_flight(); !done) return failed(done);
  remove_temporaries();
  if (const auto done = take_in_unknown(); !done) return failed(done);
  const bool rebooted = last_ == Lock::Last::kRebooted;
  const auto indexed = rebooted ? index_.check_whole() : index_.repair();
  if (!indexed) return failed(indexed);
  const auto highest = state_.highest_number();
  if (!highest) return failed(highest);
  for (const Number& number : {*highest, last_row_, identity_ ? identity_->highest : Number{}}) {
    if (number) result_.next_number = std::max(result_.next_number, *number + 1);
  }
  return std::move(result_);
}

}  // namespace

Result<Recovered> recover(os::Folder& folder, state::State& state, Lock::Last last,
                          const Clock& clock) {
  return Recovery(folder, state, last, clock.now()).run();
}

}  // namespace tidings::corpus
