#include "daemon/corpus/verify.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/corpus/index_row.hpp"
#include "daemon/corpus/take_in.hpp"
#include "daemon/state/sqlite_state.hpp"
#include "parsers/document/document.hpp"

namespace tidings::corpus {
namespace {

constexpr std::uint64_t kIndexPiece = 1'000'000;

// Compares INDEX.md with the rows it should have, piece by piece.
class IndexComparison {
 public:
  explicit IndexComparison(os::Folder& folder) : folder_(folder) { expect(index_header()); }

  void expect(std::string_view text) {
    expected_ += text;
    if (expected_.size() >= kIndexPiece) compare();
  }

  bool finish() {
    compare();
    const auto size = folder_.size(kIndexName);
    return same_ && size && *size == offset_;
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
  Verification(Store& store, bool repair, WallTime now,
               const std::function<void(const Difference&)>& report)
      : store_(store), repair_(repair), now_(now), report_(report) {}

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
    const bool repaired = repair_ && repairable;
    result_.repaired += repaired ? 1 : 0;
    report_({std::move(file), std::move(what), repaired});
  }

  Store& store_;
  bool repair_;
  WallTime now_;
  const std::function<void(const Difference&)>& report_;
  std::vector<std::size_t> names_;      // hashes of the names that should be there
  std::vector<std::uint64_t> missing_;  // numbers
  bool has_strangers_ = false;
  bool index_differs_ = false;
  VerifyReport result_;
};

Result<void> Verification::check_state() {
  const auto sound = state::check_sqlite(store_.options().state);
  if (sound) return {};
  if (sound.error().kind != state::Error::Kind::kDamaged) return failed(sound);
  differ(store_.options().state.filename(), sound.error().message, true);
  if (!repair_) return {};
  const auto reopened = store_.reopen(true);
  if (reopened) return {};
  return std::unexpected(Error{Error::Kind::kState, reopened.error().message});
}

std::string Verification::fault_of(const state::Document& document) {
  const auto bytes = store_.corpus().read(document);
  if (!bytes) {
    if (!store_.corpus().folder().size(document.file)) return "the file is missing";
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
  IndexComparison index(store_.corpus().folder());
  const auto read = store_.state().documents({}, [&](const state::Document& document) {
    ++result_.documents;
    names_.push_back(std::hash<std::string_view>()(document.file));
    index.expect(index_row(document));
    const std::string fault = fault_of(document);
    if (fault.empty()) return true;
    const bool missing = !store_.corpus().folder().size(document.file);
    if (missing) missing_.push_back(document.number);
    differ(document.file, fault, missing);
    return true;
  });
  if (!read) return failed(read);
  index_differs_ = !index.finish();
  if (index_differs_) differ(kIndexName, "its rows are not those of the documents", true);
  std::ranges::sort(names_);
  return {};
}

Result<void> Verification::check_names() {
  const auto listed = store_.corpus().folder().list([&](std::string_view name) {
    const bool is_torn = name.starts_with(".torn-");
    if (is_torn) differ(std::string(name), "a half-written document that was set aside", false);
    if (!document::parse_file_name(name)) return;
    const std::size_t hash = std::hash<std::string_view>()(name);
    if (std::ranges::binary_search(names_, hash)) return;
    has_strangers_ = true;
    differ(std::string(name), "the state does not know this document", true);
  });
  return listed ? Result<void>() : failed(listed);
}

Result<void> Verification::repair() {
  if (!missing_.empty()) {
    const auto removed = store_.corpus().remove(missing_, "missing", now_);
    if (!removed) return failed(removed);
  }
  if (has_strangers_) {
    TakeInOptions options;
    options.was_corpus = false;  // what is not whole is taken in as it is
    const auto taken = take_in(store_.corpus().folder(), store_.state(), options, now_);
    if (!taken) return failed(taken);
  }
  if (has_strangers_ || index_differs_) return store_.corpus().rebuild_index();
  return {};
}

Result<VerifyReport> Verification::run() {
  if (const auto done = check_state(); !done) return failed(done);
  if (const auto done = check_documents(); !done) return failed(done);
  if (const auto done = check_names(); !done) return failed(done);
  if (repair_) {
    if (const auto done = repair(); !done) return failed(done);
  }
  return result_;
}

}  // namespace

Result<VerifyReport> verify(Store& store, bool repair, WallTime now,
                            const std::function<void(const Difference&)>& report) {
  return Verification(store, repair, now, report).run();
}

}  // namespace tidings::corpus
