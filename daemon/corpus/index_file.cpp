#include "daemon/corpus/index_file.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "daemon/corpus/in_flight.hpp"

namespace tidings::corpus {
namespace {

constexpr std::uint64_t kTail = 512'000;               // more than a group of rows
constexpr std::uint64_t kUnknown = ~std::uint64_t{0};  // a write failed: no file has this size
constexpr std::size_t kChunk = 1'000'000;              // rows are written in pieces of this size

}  // namespace

std::string index_rows(std::span<const state::Document> documents) {
  std::string rows;
  for (const state::Document& document : documents) rows += index_row(document);
  return rows;
}

// The end of the file from the start of a line on.
struct IndexFile::Tail {
  std::uint64_t offset = 0;
  std::string text;

  [[nodiscard]] std::vector<std::string_view> whole_lines() const {
    std::vector<std::string_view> lines;
    std::string_view rest = text;
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
      lines.push_back(rest.substr(0, end + 1));
      rest.remove_prefix(end + 1);
    }
    return lines;
  }
};

Result<std::optional<IndexFile::Tail>> IndexFile::read_tail() {
  const auto size = folder_.size(kIndexName);
  if (!size && size.error().is_missing()) return std::nullopt;
  if (!size) return failed(size);
  Tail tail;
  tail.offset = *size > kTail ? *size - kTail : 0;
  auto text = folder_.read(kIndexName, tail.offset, kTail);
  if (!text) return failed(text);
  tail.text = std::move(*text);
  if (tail.offset > 0) {
    const std::size_t line = std::min(tail.text.find('\n'), tail.text.size() - 1) + 1;
    tail.text.erase(0, line);
    tail.offset += line;
  }
  return tail;
}

Result<std::optional<std::uint64_t>> IndexFile::last_number() {
  const auto tail = read_tail();
  if (!tail) return failed(tail);
  if (!*tail) return std::nullopt;
  std::optional<std::uint64_t> last;
  for (const std::string_view line : (*tail)->whole_lines()) {
    if (const auto number = index_row_number(line)) last = number;
  }
  return last;
}

Result<void> IndexFile::sync() {
  if (lacks_rows_) return rebuild();
  const std::string rows = std::exchange(rows_, {});
  const auto size = folder_.size(kIndexName);
  if (!size || *size != size_) return repair();
  if (rows.empty()) return {};
  size_ = kUnknown;
  const auto done = folder_.append(kIndexName, rows, os::Sync::kNow);
  if (!done) return failed(done);
  size_ = *size + rows.size();
  return {};
}

Result<std::optional<std::uint64_t>> IndexFile::right_bytes(const Tail& tail) {
  std::uint64_t right = 0;
  std::vector<std::string_view> lines = tail.whole_lines();
  if (tail.offset == 0) {
    if (!tail.text.starts_with(index_header())) return std::nullopt;
    right = index_header().size();
    lines.erase(lines.begin(), lines.begin() + std::ranges::count(index_header(), '\n'));
  }
  if (lines.empty()) return tail.offset == 0 ? std::optional(right) : std::nullopt;
  const auto first = index_row_number(lines.front());
  if (!first) return std::nullopt;
  state::DocumentQuery query;
  if (tail.offset > 0) query.from_number = *first;
  std::size_t matched = 0;
  const auto read = state_.documents(query, [&](const state::Document& document) {
    if (matched == lines.size() || lines[matched] != index_row(document)) return false;
    right += lines[matched++].size();
    return true;
  });
  if (!read) return failed(read);
  if (matched < lines.size()) return std::nullopt;
  return right;
}

Result<void> IndexFile::repair() {
  const auto tail = read_tail();
  if (!tail) return failed(tail);
  if (!*tail) return rebuild();
  const auto right = right_bytes(**tail);
  if (!right) return failed(right);
  if (!*right) return rebuild();
  size_ = (*tail)->offset + **right;
  if (**right < (*tail)->text.size()) {
    const auto cut = folder_.truncate(kIndexName, size_);
    if (!cut) return failed(cut);
  }
  std::uint64_t from = 0;
  for (const std::string_view line : (*tail)->whole_lines()) {
    if (const auto number = index_row_number(line)) from = *number + 1;
  }
  return append_from(kIndexName, from);
}

Result<void> IndexFile::append_from(const char* name, std::uint64_t number) {
  std::string rows;
  Result<void> written;
  const auto flush = [&](os::Sync sync) {
    if (const auto done = folder_.append(name, rows, sync); !done) return written = failed(done);
    size_ += rows.size();
    rows.clear();
    return written;
  };
  state::DocumentQuery query;
  query.from_number = number;
  const auto read = state_.documents(query, [&](const state::Document& document) {
    rows += index_row(document);
    return rows.size() < kChunk || flush(os::Sync::kLater).has_value();
  });
  if (read && written) written = flush(os::Sync::kNow);
  if (!read || !written) size_ = kUnknown;
  return read ? written : failed(read);
}

Result<void> IndexFile::check_whole() {
  std::string expected(index_header());
  std::uint64_t offset = 0;
  bool same = true;
  const auto compare = [&] {
    const auto piece = folder_.read(kIndexName, offset, expected.size());
    same = piece && *piece == expected;
    offset += expected.size();
    expected.clear();
    return same;
  };
  const auto read = state_.documents({}, [&](const state::Document& document) {
    expected += index_row(document);
    return expected.size() < kChunk || compare();
  });
  if (!read) return failed(read);
  if (same) compare();
  const auto size = folder_.size(kIndexName);
  if (!same || !size || *size != offset) return rebuild();
  size_ = offset;
  return {};
}

Result<void> IndexFile::rebuild() {
  rows_.clear();
  lacks_rows_ = true;
  const auto started = folder_.write(kNewIndexName, index_header(), os::Sync::kLater);
  if (!started) return failed(started);
  size_ = index_header().size();
  auto filled = append_from(kNewIndexName, 0);
  if (!filled) {
    (void)folder_.remove(kNewIndexName);
    return filled;
  }
  const std::uint64_t size = std::exchange(size_, kUnknown);
  const auto renamed = folder_.rename(kNewIndexName, kIndexName, true);
  if (!renamed) return failed(renamed);
  size_ = size;
  lacks_rows_ = false;
  const auto synced = folder_.sync_names();
  return synced ? Result<void>() : failed(synced);
}

}  // namespace tidings::corpus
