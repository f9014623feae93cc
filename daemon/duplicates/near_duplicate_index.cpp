#include "daemon/duplicates/near_duplicate_index.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include <fmt/core.h>

namespace tidings::duplicates {
namespace {

constexpr std::uint64_t kMaxNumber = std::numeric_limits<std::uint32_t>::max() - 1;

// Features are the small hashes, so it is their low half that is uniform.
std::uint32_t feature_key(std::uint64_t hash) { return static_cast<std::uint32_t>(hash); }

std::uint32_t exact_key(const fingerprint::Signature& signature) {
  return static_cast<std::uint32_t>(signature.exact >> 32U);
}

// Adds a candidate for each run of equal numbers; `numbers` are in order.
std::vector<Candidate> count_runs(const std::vector<std::uint32_t>& numbers) {
  std::vector<Candidate> result;
  for (const std::uint32_t number : numbers) {
    if (result.empty() || result.back().number != number) result.push_back({number, 0, false});
    ++result.back().shared;
  }
  return result;
}

}  // namespace

std::expected<NearDuplicateIndex, std::string> NearDuplicateIndex::open(
    const std::filesystem::path& file) {
  auto table = PostingTable::open(file);
  if (!table) return std::unexpected(std::move(table.error()));
  return NearDuplicateIndex(std::move(*table));
}

std::expected<NearDuplicateIndex, std::string> NearDuplicateIndex::open_temporary() {
  auto table = PostingTable::open_temporary();
  if (!table) return std::unexpected(std::move(table.error()));
  return NearDuplicateIndex(std::move(*table));
}

std::expected<void, std::string> NearDuplicateIndex::insert(
    std::uint64_t number, const fingerprint::Signature& signature) {
  if (number > kMaxNumber) {
    return std::unexpected(fmt::format("duplicates: number {} is too large", number));
  }
  const auto entry = static_cast<std::uint32_t>(number);
  auto status = table_.insert(exact_key(signature), entry);
  for (const std::uint64_t feature : signature.features()) {
    if (!status) break;
    status = table_.insert(feature_key(feature), entry);
  }
  return status;
}

std::expected<std::vector<Candidate>, std::string> NearDuplicateIndex::candidates(
    const fingerprint::Signature& signature) {
  std::vector<std::uint32_t> numbers;
  const auto collect = [&](std::uint32_t number) { numbers.push_back(number); };
  if (auto status = table_.find(exact_key(signature), collect); !status) {
    return std::unexpected(std::move(status.error()));
  }
  const std::vector<std::uint32_t> exact = numbers;
  for (const std::uint64_t feature : signature.features()) {
    if (auto status = table_.find(feature_key(feature), collect); !status) {
      return std::unexpected(std::move(status.error()));
    }
  }
  std::ranges::sort(numbers);
  std::vector<Candidate> result = count_runs(numbers);
  for (Candidate& candidate : result) {
    candidate.exact = std::ranges::find(exact, candidate.number) != exact.end();
    if (candidate.exact) --candidate.shared;
  }
  std::ranges::sort(result, [](const Candidate& a, const Candidate& b) {
    return std::tuple(!a.exact, b.shared, a.number) < std::tuple(!b.exact, a.shared, b.number);
  });
  return result;
}

void NearDuplicateIndex::set_first_number(std::uint64_t number) {
  table_.set_first_number(static_cast<std::uint32_t>(std::min(number, kMaxNumber)));
}

std::uint64_t NearDuplicateIndex::first_number() const { return table_.first_number(); }

std::expected<void, std::string> NearDuplicateIndex::sync(std::uint64_t number) {
  return table_.sync(number);
}

std::optional<std::uint64_t> NearDuplicateIndex::synced() const { return table_.synced(); }

std::uint64_t NearDuplicateIndex::bytes_on_disk() const { return table_.bytes_on_disk(); }

}  // namespace tidings::duplicates
