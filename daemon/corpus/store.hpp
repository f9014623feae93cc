#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "daemon/corpus/corpus.hpp"
#include "daemon/corpus/lock.hpp"
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

// Why a store cannot be opened (exit code 3).
struct StoreError {
  std::string message;           // one line
  std::optional<Holder> holder;  // set if another process holds the corpus
};

// Something that opening had to set right, to be logged once.
struct Notice {
  std::string event;    // "state.rebuilt", "corpus.recovered"
  std::string message;  // one line
};

class Store {
 public:
  // Takes the lock, opens the state (a damaged one is set aside and rebuilt from corpus and index),
  // finishes or takes back what was in flight, repairs the end of INDEX.md. O(what was in flight),
  // except after damage or a reboot in mid-work: then the folder is listed once.
  [[nodiscard]] static std::expected<std::unique_ptr<Store>, StoreError> open(StoreOptions options,
                                                                              const Clock& clock);
  ~Store();

  [[nodiscard]] state::State& state();
  [[nodiscard]] Corpus& corpus();
  [[nodiscard]] const std::vector<Notice>& notices() const;

  // Opens state and corpus anew under the same lock, after Error::Kind::kState or a check that
  // found damage; references from state() and corpus() are dead afterwards.
  [[nodiscard]] std::expected<void, StoreError> reopen();

 private:
  struct Parts;
  explicit Store(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace tidings::corpus
