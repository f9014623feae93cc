#include "daemon/duplicates/near_duplicate_index.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include <fmt/core.h>

namespace tidings::duplicates {
namespace {

constexpr std::size_t kMaxRecent = 32'768;           // postings: those of some 600 documents
constexpr std::size_t kMostRecent = 4 * kMaxRecent;  // while they cannot be written
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
  recent_.add(exact_key(signature), entry);
  for (const std::uint64_t feature : signature.features()) recent_.add(feature_key(feature), entry);
  return recent_.size() < kMaxRecent ? std::expected<void, std::string>() : write_recent();
}

// After an error what is recent stays, to be written again: that changes nothing in the table.
std::expected<void, std::string> NearDuplicateIndex::write_recent() {
  auto status = table_.reserve(recent_.size());
  for (const auto& [key, number] : recent_.sorted()) {
    if (!status) break;
    status = table_.insert(key, number);
  }
  if (status || recent_.size() > kMostRecent) recent_.clear();
  return status;
}

// Adds the key's numbers, each once.
std::expected<void, std::string> NearDuplicateIndex::collect(
    std::uint32_t key, std::vector<std::uint32_t>& numbers) const {
  const auto first = static_cast<std::ptrdiff_t>(numbers.size());
  auto status = table_.find(key, [&](std::uint32_t number) { numbers.push_back(number); });
  recent_.find(key, [&](std::uint32_t number) {
    if (number < table_.first_number()) return;
    if (std::find(numbers.begin() + first, numbers.end(), number) == numbers.end())
      numbers.push_back(number);
  });
  return status;
}

std::expected<std::vector<Candidate>, std::string> NearDuplicateIndex::candidates(
    const fingerprint::Signature& signature) {
  std::vector<std::uint32_t> numbers;
  if (auto status = collect(exact_key(signature), numbers); !status) {
    return std::unexpected(std::move(status.error()));
  }
  const std::vector<std::uint32_t> exact = numbers;
  for (const std::uint64_t feature : signature.features()) {
    if (auto status = collect(feature_key(feature), numbers); !status) {
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
  if (auto status = write_recent(); !status) return status;
  return table_.sync(number);
}

std::optional<std::uint64_t> NearDuplicateIndex::synced() const { return table_.synced(); }

std::uint64_t NearDuplicateIndex::bytes_on_disk() const { return table_.bytes_on_disk(); }

}  // namespace tidings::duplicates
