#include "daemon/cli/open_corpus.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/core.h>

#include "daemon/state/sqlite_state.hpp"

namespace tidings::cli {
namespace {

constexpr const char* kWhatToDo =
    "; this command needs the corpus to itself: wait until that has ended, or stop the service "
    "(systemctl stop tidings), and call it again";

}  // namespace

std::expected<std::unique_ptr<corpus::Store>, int> open_store(const config::Settings& settings,
                                                              const Clock& clock) {
  corpus::StoreOptions options;
  options.corpus = settings.corpus;
  options.state = settings.state;
  auto store = corpus::Store::open(std::move(options), clock);
  if (!store) {
    fmt::print(stderr, "tidings: {}{}\n", store.error().message,
               store.error().holder ? kWhatToDo : "");
    return std::unexpected(kUnusable);
  }
  for (const corpus::Notice& notice : (*store)->notices()) {
    fmt::print(stderr, "tidings: {}\n", notice.message);
  }
  return std::move(*store);
}

std::expected<std::unique_ptr<state::Reader>, int> open_reader(const config::Settings& settings) {
  std::error_code error;
  if (!std::filesystem::exists(settings.state, error)) {
    fmt::print(stderr, "tidings: there is no state {}: nothing was fetched or imported yet\n",
               settings.state.string());
    return std::unexpected(kUnusable);
  }
  auto reader = state::open_sqlite_reader(settings.state);
  if (!reader) return std::unexpected(report(reader.error()));
  return std::move(*reader);
}

int report(const corpus::Error& error) {
  fmt::print(stderr, "tidings: {}\n", error.message);
  return kUnusable;
}

int report(const state::Error& error) {
  fmt::print(stderr, "tidings: {}\n", error.message);
  return kUnusable;
}

}  // namespace tidings::cli
