#include "daemon/corpus/corpus.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

#include <fmt/core.h>

#include "daemon/corpus/document_line.hpp"
#include "daemon/corpus/identity.hpp"
#include "parsers/document/document.hpp"

namespace tidings::corpus {
namespace {

constexpr std::size_t kCountsAsOne = 16;   // documents of a group, of those that may be unsynced
constexpr std::size_t kWorthAThread = 16;  // documents
constexpr int kMaxTakenNames = 100;  // numbers skipped because files of others bear their names

// `changes` of a document that was given the number `number`, or that is a copy of it; a copy of
// one that was removed is a tombstone too.
state::Batch settled(state::Batch changes, std::uint64_t number, bool duplicate, bool removed) {
  const auto reason = [&](state::Reason given) {
    return duplicate && outcome_of(given) == state::Outcome::kWritten ? state::Reason::kSameText
                                                                      : given;
  };
  for (state::KnownUrl& url : changes.urls) {
    url.document = number;
    url.reason = reason(url.reason);
    url.removed = url.removed || removed;
  }
  for (state::Sighting& sighting : changes.sightings) sighting.document = number;
  for (state::LedgerChange& change : changes.ledger) change.reason = reason(change.reason);
  return changes;
}

std::string imported_name(std::uint64_t number, const ImportedAs& imported) {
  return fmt::format("{:03}_{}.txt", number, imported.hash_prefix);
}

std::unexpected<Error> reopen_needed() {
  return std::unexpected(Error{Error::Kind::kState, "an earlier step failed half-way"});
}

}  // namespace

// A group with its numbers given and its copies found.
struct Corpus::Group {
  struct Entry {
    const PendingDocument* pending = nullptr;
    std::string file;
    std::string temporary;
    std::optional<document::ContentHash> file_hash;  // of an imported one
  };
  std::vector<Entry> written;
  std::vector<Committed> results;  // one for each pending document
  state::Batch changes;            // its documents are those of `written`
  std::uint64_t next_number = 0;
  std::size_t renamed = 0;  // how many of `written` bear their names

  void add(const PendingDocument& one, const Committed& result) {
    state::Document& record = changes.documents.emplace_back(one.record);
    record.number = result.number;
    record.file = result.file;
    record.bytes = one.bytes.size();
    if (one.imported) record.file_hash = document::sha256(one.bytes);
    next_number = std::max(next_number, result.number + 1);
    written.push_back({&one, result.file, temporary_name(written.size()), record.file_hash});
  }

  [[nodiscard]] InFlight note() const {
    InFlight work;
    for (const Entry& entry : written) work.files.push_back(entry.file);
    return work;
  }

  [[nodiscard]] std::vector<ImportedFile> imported() const {
    std::vector<ImportedFile> files;
    for (const Entry& entry : written) {
      if (entry.file_hash) files.push_back({entry.file, *entry.file_hash});
    }
    return files;
  }
};

Corpus::Corpus(os::Folder& folder, state::State& state, std::uint64_t next_number)
    : folder_(folder), state_(state), index_(folder, state), next_number_(next_number) {}

Result<std::vector<Committed>> Corpus::commit(std::span<const PendingDocument> pending,
                                              const state::Batch& with) {
  assert(pending.size() <= kMaxGroup);
  if (broken_) return reopen_needed();
  const std::uint64_t first_number = next_number_;
  for (int taken = 0;; ++taken) {
    auto change = state_.begin();
    if (!change) return failed(change);
    auto group = arrange(pending);
    if (!group) return failed(group);
    if (const auto done = write_and_record(*group, with, **change); !done) {
      change->reset();
      const bool again = done.error().kind == Error::Kind::kNameTaken && taken < kMaxTakenNames;
      if (!again) return next_number_ = first_number, failed(done);
      ++next_number_;
      continue;
    }
    next_number_ = group->next_number;
    unsynced_ += 1 + group->written.size() / kCountsAsOne;
    if (unsynced_ >= kMaxUnsynced) (void)sync();  // an error stays until the caller's own sync()
    return std::move(group->results);
  }
}

Result<void> Corpus::sync() {
  if (broken_) return reopen_needed();
  if (unsynced_ == 0) return {};
  if (const auto done = state_.sync(); !done) return broken_ = true, failed(done);
  unsynced_ = 0;
  // INDEX.md can be completed from the state at any time: a failure here is no loss.
  (void)index_.sync();
  return {};
}

Result<std::uint64_t> Corpus::number_for(const PendingDocument& pending, const Group& group) const {
  if (!pending.imported || !pending.imported->number) return group.next_number;
  const std::uint64_t wanted = *pending.imported->number;
  if (folder_.size(imported_name(wanted, *pending.imported))) return group.next_number;
  const auto given = state_.document(wanted);
  if (!given) return failed(given);
  const bool taken =
      std::ranges::count(group.changes.documents, wanted, &state::Document::number) > 0;
  return *given || taken ? group.next_number : wanted;
}

Result<Corpus::Group> Corpus::arrange(std::span<const PendingDocument> pending) {
  Group group;
  group.next_number = next_number_;
  std::map<document::ContentHash, std::size_t> in_group;
  for (const PendingDocument& one : pending) {
    const document::ContentHash& hash = one.record.hash;
    Committed result;
    bool removed = false;
    if (const auto twin = in_group.find(hash); twin != in_group.end()) {
      result = group.results[twin->second];
      result.duplicate = true;
    } else {
      const auto earlier = state_.document_by_hash(hash);
      if (!earlier) return failed(earlier);
      in_group.emplace(hash, group.results.size());
      if (*earlier) {
        result = {(*earlier)->number, (*earlier)->file, true};
        removed = (*earlier)->removed_at.has_value();
      } else {
        const auto number = number_for(one, group);
        if (!number) return failed(number);
        result = {*number, document::file_name(*number, hash), false};
        if (one.imported) result.file = imported_name(*number, *one.imported);
        group.add(one, result);
      }
    }
    group.changes.append(settled(one.changes, result.number, result.duplicate, removed));
    group.results.push_back(std::move(result));
  }
  return group;
}

// The rows of a large group are made while its files are put in place, and kept only when the files
// are safe. (For a few documents a second thread costs more than it saves.)
Result<void> Corpus::write_and_record(Group& group, const state::Batch& with,
                                      state::Change& change) {
  Result<void> done;
  Result<void> added;
  std::string rows;
  const auto put = [&] { done = put_files(group); };
  const auto record = [&] {
    rows = index_rows(group.changes.documents);
    auto taken = change.add(with);
    if (taken) taken = change.add(group.changes);
    if (!taken) added = failed(taken);
  };
  if (group.written.size() >= kWorthAThread) {
    if (!rows_thread_) rows_thread_.emplace("tidings-rows");
    rows_thread_->run_both(record, put);
  } else {
    put();
    record();
  }
  if (!added) done = added;
  if (done) {
    if (const auto kept = change.keep(); !kept) done = failed(kept);
  }
  if (!done) {
    const Error::Kind kind = done.error().kind;
    broken_ = broken_ || kind == Error::Kind::kState || kind == Error::Kind::kDamaged;
    if (!broken_) take_back(group);
    return done;
  }
  const bool in_order =
      group.written.empty() || group.changes.documents.front().number >= next_number_;
  // INDEX.md can be completed from the state at any time: a failure here is no loss.
  if (!in_order) return (void)index_.rebuild(), Result<void>();
  index_.append(rows);
  return {};
}

// A document is durable under its own name when this is done.
Result<void> Corpus::put_files(Group& group) {
  if (group.written.empty()) return {};
  if (const auto done = write_files(group); !done) return done;
  if (const auto done = name_files(group); !done) return done;
  const auto imported = group.imported();
  return imported.empty() ? Result<void>() : append_imported(folder_, imported);
}

Result<void> Corpus::write_files(const Group& group) {
  if (const auto noted = write_in_flight(folder_, group.note()); !noted) return failed(noted);
  const os::Sync sync = group.written.size() == 1 ? os::Sync::kNow : os::Sync::kLater;
  for (const Group::Entry& entry : group.written) {
    const auto done = folder_.write(entry.temporary, entry.pending->bytes, sync);
    if (!done) return failed(done);
  }
  if (sync == os::Sync::kNow) return {};
  const auto done = folder_.sync_all();
  return done ? Result<void>() : failed(done);
}

Result<void> Corpus::name_files(Group& group) {
  for (const Group::Entry& entry : group.written) {
    const auto done = folder_.rename(entry.temporary, entry.file, false);
    if (!done) return failed(done);
    ++group.renamed;
  }
  const auto done = folder_.sync_names();
  return done ? Result<void>() : failed(done);
}

void Corpus::take_back(const Group& group) {
  for (std::size_t i = 0; i < group.written.size(); ++i) {
    const bool named = i < group.renamed;
    const auto removed = folder_.remove(named ? group.written[i].file : group.written[i].temporary);
    if (named && !removed) broken_ = true;
  }
  if (group.renamed > 0 && !folder_.sync_names()) broken_ = true;
}

Result<void> Corpus::adopt(std::vector<state::Document> documents, state::Batch with) {
  if (broken_) return reopen_needed();
  std::uint64_t next = next_number_;
  bool in_order = true;
  for (const state::Document& document : documents) {
    in_order = in_order && document.number >= next_number_;
    next = std::max(next, document.number + 1);
  }
  std::ranges::sort(documents, {}, &state::Document::number);
  with.documents.insert(with.documents.end(), documents.begin(), documents.end());
  if (const auto applied = state_.apply(with); !applied) return failed(applied);
  next_number_ = next;
  if (!in_order) return index_.rebuild();
  index_.append(index_rows(documents));
  return index_.sync();
}

Result<std::size_t> Corpus::remove(std::span<const std::uint64_t> numbers,
                                   const std::string& reason, WallTime now) {
  if (broken_) return reopen_needed();
  std::size_t removed = 0;
  std::vector<state::Document> documents;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    auto document = state_.document(numbers[i]);
    if (!document) return failed(document);
    if (*document && !(*document)->removed_at) {
      (*document)->removed_at = now;
      documents.push_back(std::move(**document));
    }
    if (documents.size() < kMaxGroup && i + 1 < numbers.size()) continue;
    const auto done = remove_group(documents, reason, now);
    if (!done) return failed(done);
    removed += *done;
    documents.clear();
  }
  if (removed == 0) return 0;
  const auto rebuilt = index_.rebuild();
  if (!rebuilt) return failed(rebuilt);
  return removed;
}

// What is noted as in flight is finished by recovery; so the note goes first, the state last.
Result<std::size_t> Corpus::remove_group(const std::vector<state::Document>& documents,
                                         const std::string& reason, WallTime now) {
  if (documents.empty()) return 0;
  const auto identity = read_identity(folder_);
  if (!identity) return failed(identity);
  Identity raised = identity->value_or(Identity{random_label(), {}});
  raised.highest = next_number_ - 1;
  if (const auto done = write_identity(folder_, raised); !done) return failed(done);
  if (const auto done = append_removed(folder_, documents); !done) return failed(done);
  InFlight work{InFlight::Kind::kRemove, reason, {}};
  state::Batch batch;
  for (const state::Document& document : documents) {
    work.files.push_back(document.file);
    batch.removals.push_back({document.number, now, reason});
  }
  if (const auto noted = write_in_flight(folder_, work); !noted) return failed(noted);
  for (const std::string& file : work.files) {
    const auto done = folder_.remove(file);
    if (!done && !done.error().is_missing()) return broken_ = true, failed(done);
  }
  if (const auto done = folder_.sync_names(); !done) return broken_ = true, failed(done);
  if (const auto applied = state_.apply(batch); !applied) return broken_ = true, failed(applied);
  return documents.size();
}

Result<std::string> Corpus::read(const state::Document& document) {
  auto bytes = os::read_whole(folder_, document.file);
  if (!bytes) return failed(bytes);
  return std::move(*bytes);
}

Result<std::string> Corpus::text(const state::Document& document) {
  const auto bytes = read(document);
  if (!bytes) return failed(bytes);
  return body_text(document, *bytes);
}

}  // namespace tidings::corpus
