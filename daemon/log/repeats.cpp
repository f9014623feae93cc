#include "daemon/log/repeats.hpp"

#include <algorithm>
#include <utility>

namespace tidings::log {
namespace {

using std::string_view;

constexpr std::size_t kMostErrors = 16;
constexpr auto kWrittenAgain = std::chrono::hours{24};

string_view text_of(std::span<const Field> fields, string_view name) {
  for (const Field& field : fields) {
    const auto* text = std::get_if<string_view>(&field.value.any());
    if (field.name == name && text != nullptr) return *text;
  }
  return {};
}

}  // namespace

Repeats::Verdict Repeats::judge(Level level, string_view name, std::span<const Field> fields) {
  const string_view source = text_of(fields, "source");
  if (source.empty()) return {};
  const string_view error = text_of(fields, "error");
  if (level >= Level::kWarn && !error.empty()) return failed(source, name, error);
  if (name == "source.polled" || name == "source.unchanged") return recovered(source);
  return {};
}

Repeats::Verdict Repeats::failed(string_view source, string_view name, string_view error) {
  const std::scoped_lock lock(mutex_);
  auto errors = written_.find(source);
  if (errors == written_.end()) errors = written_.emplace(source, std::vector<Written>()).first;
  auto& list = errors->second;
  const auto known = std::ranges::find_if(
      list, [&](const Written& written) { return written.name == name && written.error == error; });
  const SteadyTime now = clock_.steady();
  if (known == list.end()) {
    if (list.size() == kMostErrors) list.erase(list.begin());
    list.push_back({std::string(name), std::string(error), now, 0});
    return {};
  }
  if (now - known->at < kWrittenAgain) {
    ++known->suppressed;
    return {false, 0};
  }
  known->at = now;
  return {true, std::exchange(known->suppressed, 0)};
}

// Failures of the source itself end; those of its pages go on being counted.
Repeats::Verdict Repeats::recovered(string_view source) {
  const std::scoped_lock lock(mutex_);
  const auto errors = written_.find(source);
  if (errors == written_.end()) return {};
  Verdict verdict;
  std::erase_if(errors->second, [&](const Written& written) {
    if (!written.name.starts_with("source.")) return false;
    verdict.suppressed += written.suppressed;
    return true;
  });
  if (errors->second.empty()) written_.erase(errors);
  return verdict;
}

}  // namespace tidings::log
