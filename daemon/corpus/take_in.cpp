#include "daemon/corpus/take_in.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "daemon/corpus/identity.hpp"
#include "daemon/corpus/imported_text.hpp"
#include "parsers/document/document.hpp"

namespace tidings::corpus {
namespace {

constexpr std::size_t kBatch = 1000;  // documents a transaction

struct Named {
  std::uint64_t number = 0;
  std::string name;
  std::string hash_prefix;
};

class Taker {
 public:
  Taker(os::Folder& folder, state::State& state, const TakeInOptions& options, WallTime now)
      : folder_(folder), state_(state), options_(options), now_(now) {}

  Result<TakenIn> run();

 private:
  Result<void> read_memory();
  Result<std::vector<Named>> list();
  Result<void> take(const Named& file);
  Result<std::optional<state::Document>> record_of(const Named& file);
  Result<void> set_aside(const Named& file);
  Result<void> add_removed();
  void add(state::Document document);
  Result<void> flush();

  os::Folder& folder_;
  state::State& state_;
  TakeInOptions options_;
  WallTime now_;
  std::map<std::string, document::ContentHash> imported_;
  std::vector<state::Document> removed_;
  state::Batch batch_;
  std::vector<ImportedFile> newly_imported_;
  TakenIn result_;
};

Result<void> Taker::read_memory() {
  const auto imported = read_imported(folder_);
  if (!imported) return failed(imported);
  for (const ImportedFile& file : *imported) imported_[file.name] = file.hash;
  auto removed = read_removed(folder_);
  if (!removed) return failed(removed);
  removed_ = std::move(*removed);
  return {};
}

// In number order. Where two files claim a number, the one that the state or the first in name
// order has keeps it; verify names the other.
Result<std::vector<Named>> Taker::list() {
  std::vector<Named> files;
  const auto listed = folder_.list([&](std::string_view name) {
    const auto parsed = document::parse_file_name(name);
    if (parsed && parsed->number >= options_.from) {
      files.push_back({parsed->number, std::string(name), parsed->hash_prefix});
    }
  });
  if (!listed) return failed(listed);
  std::ranges::sort(files, {}, [](const Named& file) { return std::pair(file.number, file.name); });
  const auto twins = std::ranges::unique(files, {}, &Named::number);
  files.erase(twins.begin(), twins.end());
  return files;
}

// None: the file was set aside.
Result<std::optional<state::Document>> Taker::record_of(const Named& file) {
  const auto bytes = os::read_whole(folder_, file.name);
  if (!bytes) return failed(bytes);
  if (const auto imported = imported_.find(file.name); imported != imported_.end()) {
    state::Document record = imported_record(*bytes, now_);
    record.file_hash = imported->second;
    return record;
  }
  const auto document = document::parse(*bytes);
  const document::ContentHash hash = document::content_hash(*bytes);
  const bool whole = document && document::hex(hash).starts_with(file.hash_prefix);
  if (!whole && !options_.was_corpus) {
    state::Document record = imported_record(*bytes, now_);
    newly_imported_.push_back({file.name, *record.file_hash});
    return record;
  }
  if (!whole && options_.last_row && file.number > *options_.last_row) {
    const auto done = set_aside(file);
    if (!done) return failed(done);
    return std::nullopt;
  }
  state::Document record = describe(document ? *document : clean_imported(*bytes), now_);
  record.hash = hash;
  record.bytes = bytes->size();
  return record;
}

Result<void> Taker::take(const Named& file) {
  const auto known = state_.document(file.number);
  if (!known) return failed(known);
  if (*known) return {};
  auto record = record_of(file);
  if (!record) return failed(record);
  if (!*record) return {};
  (*record)->number = file.number;
  (*record)->file = file.name;
  add(std::move(**record));
  return batch_.documents.size() < kBatch ? Result<void>() : flush();
}

void Taker::add(state::Document document) {
  if (!document.url.empty()) {
    state::KnownUrl url;
    url.key = document.url;
    url.document = document.number;
    url.removed = document.removed_at.has_value();
    url.reason = url.removed ? state::Reason::kRemoved : state::Reason::kNew;
    url.fetched_at = document.fetched_at;
    batch_.urls.push_back(std::move(url));
  }
  if (!document.removed_at) ++result_.documents;
  batch_.documents.push_back(std::move(document));
}

Result<void> Taker::set_aside(const Named& file) {
  ++result_.set_aside;
  const auto done = folder_.rename(file.name, ".torn-" + file.name, true);
  return done ? Result<void>() : failed(done);
}

Result<void> Taker::add_removed() {
  std::set<std::uint64_t> added;
  for (state::Document& document : removed_) {
    const auto known = state_.document(document.number);
    if (!known) return failed(known);
    if (!*known && added.insert(document.number).second) add(std::move(document));
  }
  return {};
}

Result<void> Taker::flush() {
  if (!newly_imported_.empty()) {
    const auto noted = append_imported(folder_, newly_imported_);
    if (!noted) return noted;
    newly_imported_.clear();
  }
  const auto applied = state_.apply(std::exchange(batch_, {}));
  return applied ? Result<void>() : failed(applied);
}

Result<TakenIn> Taker::run() {
  if (const auto done = read_memory(); !done) return failed(done);
  const auto files = list();
  if (!files) return failed(files);
  for (const Named& file : *files) {
    if (const auto done = take(file); !done) return failed(done);
  }
  if (const auto done = flush(); !done) return failed(done);
  if (const auto done = add_removed(); !done) return failed(done);
  if (const auto done = flush(); !done) return failed(done);
  return result_;
}

}  // namespace

Result<TakenIn> take_in(os::Folder& folder, state::State& state, const TakeInOptions& options,
                        WallTime now) {
  return Taker(folder, state, options, now).run();
}

}  // namespace tidings::corpus
