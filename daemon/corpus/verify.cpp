#include "daemon/corpus/verify.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "daemon/corpus/index_row.hpp"
#include "daemon/corpus/take_in.hpp"
#include "daemon/state/sqlite_state.hpp"
#include "parsers/document/document.hpp"

namespace tidings::corpus {
namespace {

constexpr std::uint64_t kIndexPiece = 1'000'000;
// A writer adds a document's row to INDEX.md right after it has recorded it.
constexpr std::chrono::milliseconds kRowFollows{300};

// Compares INDEX.md with the rows it should have, piece by piece.
class IndexComparison {
 public:
  explicit IndexComparison(os::Folder& folder) : folder_(folder) { expect(index_header()); }

  void expect(std::string_view text) {
    expected_ += text;
    if (expected_.size() >= kIndexPiece) compare();
  }

  // `growing`: another process may have added rows meanwhile.
  bool finish(bool growing) {
    compare();
    const auto size = folder_.size(kIndexName);
    return same_ && size && (*size == offset_ || (growing && *size > offset_));
  }

 private:
  void compare() {
    const auto piece = folder_.read(kIndexName, offset_, expected_.size());
    same_ = same_ && piece && *piece == expected_;
    offset_ += expected_.size();
    expected_.clear();
  }

  os::Folder& folder_;
  std::string expected_;
  std::uint64_t offset_ = 0;
  bool same_ = true;
};

class Verification {
 public:
  // `store`: to repair.
  Verification(const Readable& corpus, Store* store, WallTime now,
               const std::function<void(const Difference&)>& report)
      : corpus_(corpus), store_(store), now_(now), report_(report) {}

  Result<VerifyReport> run();

 private:
  // What is wrong with a document's file; empty: nothing.
  std::string fault_of(const state::Document& document);
  Result<void> check_state();
  Result<void> check_documents();
  Result<void> check_names();
  Result<void> repair();
  void differ(std::string file, std::string what, bool repairable) {
    ++result_.differences;
    const bool repaired = store_ != nullptr && repairable;
    result_.repaired += repaired ? 1 : 0;
    report_({std::move(file), std::move(what), repaired});
  }

  Readable corpus_;
  Store* store_;
  WallTime now_;
  const std::function<void(const Difference&)>& report_;
  std::uint64_t end_ = 0;               // documents from this number on came later
  std::vector<std::size_t> names_;      // hashes of the names that should be there
  std::vector<std::uint64_t> missing_;  // numbers
  bool has_strangers_ = false;
  bool index_differs_ = false;
  VerifyReport result_;
};

Result<void> Verification::check_state() {
  const auto sound = state::check_sqlite(corpus_.state_file);
  if (sound) return {};
  if (sound.error().kind != state::Error::Kind::kDamaged) return failed(sound);
  differ(corpus_.state_file.filename(), sound.error().message, true);
  if (store_ == nullptr) return {};
  const auto reopened = store_->reopen(true);
  corpus_ = readable(*store_);
  if (reopened) return {};
  return std::unexpected(Error{Error::Kind::kState, reopened.error().message});
}

std::string Verification::fault_of(const state::Document& document) {
  const auto bytes = os::read_whole(*corpus_.folder, document.file);
  if (!bytes) {
    if (!corpus_.folder->size(document.file)) return "the file is missing";
    return bytes.error().message;
  }
  if (document.file_hash) {
    return document::sha256(*bytes) == *document.file_hash ? ""
                                                           : "the file is not the one imported";
  }
  const document::ContentHash hash = document::content_hash(*bytes);
  const auto name = document::parse_file_name(document.file);
  if (hash != document.hash || !name || !document::hex(hash).starts_with(name->hash_prefix)) {
    return "its text is not the one that was written";
  }
  const auto parsed = document::parse(*bytes);
  if (!parsed) return parsed.error();
  if (parsed->day != document.day || parsed->url != document.url ||
      parsed->title != document.title) {
    return "its first two lines are not those that were written";
  }
  return "";
}

Result<void> Verification::check_documents() {
  IndexComparison index(*corpus_.folder);
  const auto read = corpus_.state->documents({}, [&](const state::Document& document) {
    if (document.number >= end_) return false;
    ++result_.documents;
    names_.push_back(std::hash<std::string_view>()(document.file));
    index.expect(index_row(document));
    const std::string fault = fault_of(document);
    if (fault.empty()) return true;
    const bool missing = !corpus_.folder->size(document.file);
    if (missing) missing_.push_back(document.number);
    differ(document.file, fault, missing);
    return true;
  });
  if (!read) return failed(read);
  index_differs_ = !index.finish(corpus_.grows);
  if (index_differs_) differ(kIndexName, "its rows are not those of the documents", true);
  std::ranges::sort(names_);
  return {};
}

Result<void> Verification::check_names() {
  const auto listed = corpus_.folder->list([&](std::string_view name) {
    const bool is_torn = name.starts_with(".torn-");
    if (is_torn) differ(std::string(name), "a half-written document that was set aside", false);
    const auto parsed = document::parse_file_name(name);
    if (!parsed || (parsed->number >= end_ && corpus_.grows)) return;
    const std::size_t hash = std::hash<std::string_view>()(name);
    if (std::ranges::binary_search(names_, hash)) return;
    has_strangers_ = true;
    differ(std::string(name), "the state does not know this document", true);
  });
  return listed ? Result<void>() : failed(listed);
}

Result<void> Verification::repair() {
  if (!missing_.empty()) {
    const auto removed = store_->corpus().remove(missing_, "missing", now_);
    if (!removed) return failed(removed);
  }
  if (has_strangers_) {
    TakeInOptions options;
    options.was_corpus = false;  // what is not whole is taken in as it is
    const auto taken = take_in(store_->corpus().folder(), store_->state(), options, now_);
    if (!taken) return failed(taken);
  }
  if (has_strangers_ || index_differs_) return store_->corpus().rebuild_index();
  return {};
}

Result<VerifyReport> Verification::run() {
  if (const auto done = check_state(); !done) return failed(done);
  const auto highest = corpus_.state->highest_number();
  if (!highest) return failed(highest);
  end_ = *highest ? **highest + 1 : 0;
  if (corpus_.grows) std::this_thread::sleep_for(kRowFollows);
  if (const auto done = check_documents(); !done) return failed(done);
  if (const auto done = check_names(); !done) return failed(done);
  if (store_ != nullptr) {
    if (const auto done = repair(); !done) return failed(done);
  }
  return result_;
}

}  // namespace

Readable readable(Store& store) {
  return {&store.state(), &store.corpus().folder(), store.options().state, false};
}

Result<VerifyReport> verify(const Readable& corpus,
                            const std::function<void(const Difference&)>& report) {
  return Verification(corpus, nullptr, {}, report).run();
}

Result<VerifyReport> verify_and_repair(Store& store, WallTime now,
                                       const std::function<void(const Difference&)>& report) {
  return Verification(readable(store), &store, now, report).run();
}

}  // namespace tidings::corpus
