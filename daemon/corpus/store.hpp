#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/corpus/corpus.hpp"
#include "daemon/corpus/lock.hpp"
#include "daemon/corpus/notice.hpp"
#include "daemon/os/clock.hpp"
#include "daemon/os/file_system.hpp"
#include "daemon/state/state.hpp"

// Corpus and state as one thing that a writer opens: locked, recovered, ready for commits.
namespace tidings::corpus {

struct StoreOptions {
  std::filesystem::path corpus;  // its last component is created; a missing parent is an error
  std::filesystem::path state;
  std::string socket;  // where this process takes requests, for the lock file
  // Puts something between the store and the disk; for tests.
  std::function<std::unique_ptr<os::Folder>(std::unique_ptr<os::Folder>)> wrap_folder;
};

// Where the table of near-duplicates lies: beside the state ("state.duplicates").
[[nodiscard]] std::filesystem::path duplicates_file(std::filesystem::path state);

// Why a store cannot be opened (exit code 3).
struct StoreError {
  std::string message;           // one line
  std::optional<Holder> holder;  // set if another process holds the corpus
};

class Store {
 public:
  // Takes the lock, opens the state (a damaged one is set aside and rebuilt from corpus and index),
  // finishes or takes back what was in flight, repairs the end of INDEX.md. O(what was in flight),
  // except after damage or a reboot in mid-work: then the folder is listed once. `clock` must
  // outlive the store.
  [[nodiscard]] static std::expected<std::unique_ptr<Store>, StoreError> open(StoreOptions options,
                                                                              const Clock& clock);
  ~Store();

  [[nodiscard]] state::State& state() { return *state_; }
  [[nodiscard]] Corpus& corpus() { return *corpus_; }
  [[nodiscard]] const StoreOptions& options() const { return options_; }
  // What opening (or reopening) had to set right.
  [[nodiscard]] const std::vector<Notice>& notices() const { return notices_; }

  // Opens state and corpus anew under the same lock, after Error::Kind::kState or when a check
  // (state::check_sqlite) found damage; references from state() and corpus() are dead afterwards.
  // `damaged`: the state is set aside and rebuilt whatever it looks like.
  [[nodiscard]] std::expected<void, StoreError> reopen(bool damaged = false);

 private:
  Store(StoreOptions options, Lock lock, std::unique_ptr<os::Folder> folder, const Clock& clock);
  [[nodiscard]] std::expected<void, StoreError> open_state();
  [[nodiscard]] std::expected<void, StoreError> set_state_aside(const std::string& why);

  StoreOptions options_;
  Lock lock_;
  Lock::Last last_;
  std::unique_ptr<os::Folder> folder_;
  const Clock& clock_;
  std::unique_ptr<state::State> state_;
  std::unique_ptr<Corpus> corpus_;
  std::vector<Notice> notices_;
};

}  // namespace tidings::corpus
