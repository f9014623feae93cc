#include "daemon/corpus/store.hpp"

#include <system_error>
#include <utility>

#include <fmt/core.h>

#include "daemon/corpus/in_flight.hpp"
#include "daemon/corpus/recovery.hpp"
#include "daemon/state/sqlite_state.hpp"

namespace tidings::corpus {
namespace {

namespace fs = std::filesystem;

std::unexpected<StoreError> unusable(std::string message) {
  return std::unexpected(StoreError{std::move(message), std::nullopt});
}

std::expected<void, StoreError> check_parent(const fs::path& path, std::string_view what) {
  std::error_code error;
  const fs::path parent = fs::absolute(path / "..").lexically_normal();
  if (fs::is_directory(parent, error)) return {};
  return unusable(fmt::format("the {} {} cannot be made: there is no folder {}", what,
                              path.string(), parent.string()));
}

std::expected<Lock, StoreError> take_lock(const StoreOptions& options) {
  auto lock = Lock::acquire(options.corpus, options.socket);
  if (lock) return std::move(*lock);
  if (const auto* holder = std::get_if<Holder>(&lock.error())) {
    return std::unexpected(StoreError{
        fmt::format("the corpus {} is in use by {}", options.corpus.string(), holder->text()),
        *holder});
  }
  return unusable(std::get<std::string>(lock.error()));
}

}  // namespace

fs::path duplicates_file(fs::path state) { return state.replace_extension(".duplicates"); }

Store::Store(StoreOptions options, Lock lock, std::unique_ptr<os::Folder> folder,
             const Clock& clock)
    : options_(std::move(options)),
      lock_(std::move(lock)),
      last_(lock_.last()),
      folder_(std::move(folder)),
      clock_(clock) {}

Store::~Store() {
  if (corpus_ && corpus_->sync()) clear_in_flight(*folder_);
}

std::expected<std::unique_ptr<Store>, StoreError> Store::open(StoreOptions options,
                                                              const Clock& clock) {
  if (const auto sound = check_parent(options.corpus, "corpus"); !sound) {
    return std::unexpected(sound.error());
  }
  if (const auto sound = check_parent(options.state, "state"); !sound) {
    return std::unexpected(sound.error());
  }
  auto folder = os::open_folder(options.corpus);
  if (!folder) return unusable(folder.error().message);
  if (options.wrap_folder) folder = options.wrap_folder(std::move(*folder));
  auto lock = take_lock(options);
  if (!lock) return std::unexpected(lock.error());
  std::unique_ptr<Store> store(
      new Store(std::move(options), std::move(*lock), std::move(*folder), clock));
  if (const auto opened = store->open_state(); !opened) return std::unexpected(opened.error());
  return store;
}

std::expected<void, StoreError> Store::reopen(bool damaged) {
  corpus_.reset();
  state_.reset();
  notices_.clear();
  last_ = Lock::Last::kKilled;
  if (damaged) {
    const auto moved = set_state_aside("a check found it damaged");
    if (!moved) return moved;
  }
  return open_state();
}

// Damage that shows only while recovery reads is met like damage that shows at once, but only once:
// a state that was built anew and fails again is an error.
std::expected<void, StoreError> Store::open_state() {
  for (int attempt = 0;; ++attempt) {
    auto opened = state::open_sqlite(options_.state);
    if (opened) {
      state_ = std::move(*opened);
      auto recovered = recover(*folder_, *state_, last_, clock_);
      if (recovered) {
        notices_.insert(notices_.end(), recovered->notices.begin(), recovered->notices.end());
        corpus_ = std::make_unique<Corpus>(*folder_, *state_, recovered->next_number);
        return {};
      }
      state_.reset();
      if (recovered.error().kind != Error::Kind::kDamaged || attempt > 0) {
        return unusable(recovered.error().message);
      }
      opened =
          std::unexpected(state::Error{state::Error::Kind::kDamaged, recovered.error().message});
    }
    if (opened.error().kind != state::Error::Kind::kDamaged || attempt > 0) {
      return unusable(opened.error().message);
    }
    if (const auto moved = set_state_aside(opened.error().message); !moved) return moved;
  }
}

std::expected<void, StoreError> Store::set_state_aside(const std::string& why) {
  const auto moved = state::set_aside(options_.state, clock_.now());
  if (!moved) return unusable(moved.error().message);
  notices_.push_back(
      {"state.damaged", fmt::format("{}; it was moved to {} and is built anew from the corpus", why,
                                    moved->string())});
  return {};
}

}  // namespace tidings::corpus
