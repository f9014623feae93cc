#include "daemon/corpus/import.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "config/tables.hpp"
#include "daemon/corpus/identity.hpp"
#include "daemon/corpus/imported_text.hpp"
#include "parsers/document/document.hpp"
#include "parsers/url/url.hpp"

namespace tidings::corpus {
namespace {

namespace fs = std::filesystem;
using Kind = ImportedLine::Kind;

constexpr std::uint64_t kMaxFile = 64'000'000;
constexpr std::size_t kMaxGroupBytes = 64'000'000;
constexpr std::size_t kHashPrefix = 16;

struct File {
  std::string name;
  std::optional<document::FileName> parsed;  // none: not named like a document
};

bool is_same_folder(const fs::path& a, const fs::path& b) {
  std::error_code error;
  return fs::equivalent(a, b, error) && !error;
}

class Import {
 public:
  Import(Store& store, const ImportOptions& options, WallTime now,
         const std::function<void(const ImportedLine&)>& report)
      : store_(store), options_(options), now_(now), report_(report) {}

  Result<void> run();

 private:
  Result<void> open_folders();
  Result<std::vector<File>> list();
  Result<void> take(const File& file);
  Result<void> stage(const File& file, std::string bytes, state::Document record);
  Result<void> commit_staged();
  Result<void> adopt(const File& file, state::Document record);
  Result<bool> is_known(const File& file, const std::string& bytes);
  Result<void> write_clean(std::uint64_t number, const std::string& bytes);
  void skip(const File& file, std::string why) {
    report_({Kind::kSkipped, file.name, 0, std::move(why)});
  }

  Store& store_;
  const ImportOptions& options_;
  WallTime now_;
  const std::function<void(const ImportedLine&)>& report_;
  bool in_place_ = false;
  std::unique_ptr<os::Folder> folder_;
  std::unique_ptr<os::Folder> clean_;
  std::vector<PendingDocument> staged_;
  std::vector<std::string> staged_names_;
  std::size_t staged_bytes_ = 0;
};

Result<void> Import::open_folders() {
  std::error_code error;
  if (!fs::is_directory(options_.folder, error)) {
    return std::unexpected(Error{Error::Kind::kUnwritable,
                                 fmt::format("there is no folder {}", options_.folder.string())});
  }
  auto folder = os::open_folder(options_.folder);
  if (!folder) return failed(folder);
  folder_ = std::move(*folder);
  in_place_ = is_same_folder(options_.folder, store_.options().corpus);
  if (!options_.clean) return {};
  auto clean = os::open_folder(*options_.clean);
  if (!clean) return failed(clean);
  clean_ = std::move(*clean);
  if (is_same_folder(*options_.clean, options_.folder) ||
      is_same_folder(*options_.clean, store_.options().corpus)) {
    return std::unexpected(Error{Error::Kind::kUnwritable,
                                 "cleaned documents need a folder of their own: not the one that "
                                 "is imported, not the corpus"});
  }
  return {};
}

// Numbered ones first, in number order, so that they find their numbers free.
Result<std::vector<File>> Import::list() {
  std::vector<File> files;
  const auto listed = folder_->list([&](std::string_view name) {
    if (name.ends_with(".txt") && !name.starts_with('.')) {
      files.push_back({std::string(name), document::parse_file_name(name)});
    }
  });
  if (!listed) return failed(listed);
  std::ranges::sort(files, {}, [](const File& file) {
    return std::tuple(!file.parsed, file.parsed ? file.parsed->number : 0, file.name);
  });
  return files;
}

Result<bool> Import::is_known(const File& file, const std::string& bytes) {
  if (!file.parsed) return false;
  const auto document = store_.state().document(file.parsed->number);
  if (!document) return failed(document);
  if (!*document || (*document)->removed_at) return false;
  if (in_place_) return (*document)->file == file.name;
  const auto ours = store_.corpus().read(**document);
  return ours && *ours == bytes;
}

Result<void> Import::take(const File& file) {
  auto bytes = folder_->read(file.name, 0, kMaxFile + 1);
  if (!bytes) return skip(file, bytes.error().message), Result<void>();
  if (bytes->size() > kMaxFile) return skip(file, "it is over 64 MB"), Result<void>();
  if (in_place_ && !file.parsed) {
    return skip(file, "it is not named NUMBER_HASH.txt; import it from another folder"),
           Result<void>();
  }
  const auto known = is_known(file, *bytes);
  if (!known) return failed(known);
  if (*known) {
    report_({Kind::kKnown, file.name, file.parsed->number, ""});
    return write_clean(file.parsed->number, *bytes);
  }
  state::Document record = imported_record(*bytes, now_);
  if (!in_place_) return stage(file, std::move(*bytes), std::move(record));
  return adopt(file, std::move(record));
}

std::vector<state::KnownUrl> known_urls(const state::Document& record) {
  const auto key = url::canonical(record.url, config::tracking_table());
  if (!key) return {};
  state::KnownUrl known;
  known.key = *key;
  known.document = record.number;
  known.fetched_at = record.fetched_at;
  return {known};
}

Result<void> Import::stage(const File& file, std::string bytes, state::Document record) {
  PendingDocument pending;
  pending.imported = ImportedAs{};
  if (file.parsed) {
    pending.imported = ImportedAs{file.parsed->number, file.parsed->hash_prefix};
  } else {
    pending.imported->hash_prefix = document::hex(*record.file_hash).substr(0, kHashPrefix);
  }
  pending.changes.urls = known_urls(record);
  staged_bytes_ += bytes.size();
  pending.bytes = std::move(bytes);
  pending.record = std::move(record);
  staged_.push_back(std::move(pending));
  staged_names_.push_back(file.name);
  const bool is_full = staged_.size() == kMaxGroup || staged_bytes_ > kMaxGroupBytes;
  return is_full ? commit_staged() : Result<void>();
}

Result<void> Import::commit_staged() {
  if (staged_.empty()) return {};
  const auto committed = store_.corpus().commit(staged_);
  if (!committed) return failed(committed);
  if (const auto synced = store_.corpus().sync(); !synced) return failed(synced);
  for (std::size_t i = 0; i < committed->size(); ++i) {
    const Committed& one = (*committed)[i];
    report_({one.duplicate ? Kind::kDuplicate : Kind::kTaken, staged_names_[i], one.number, ""});
    if (one.duplicate) continue;
    if (const auto done = write_clean(one.number, staged_[i].bytes); !done) return done;
  }
  staged_.clear();
  staged_names_.clear();
  staged_bytes_ = 0;
  return {};
}

// The file keeps its name where no other document has its number; else it is renamed.
Result<void> Import::adopt(const File& file, state::Document record) {
  const auto holder = store_.state().document(file.parsed->number);
  if (!holder) return failed(holder);
  record.number = *holder ? store_.corpus().next_number() : file.parsed->number;
  record.file = fmt::format("{:03}_{}.txt", record.number, file.parsed->hash_prefix);
  os::Folder& corpus = store_.corpus().folder();
  if (record.file != file.name) {
    auto renamed = corpus.rename(file.name, record.file, false);
    if (renamed) renamed = corpus.sync_names();
    if (!renamed) return failed(renamed);
  }
  const auto noted = append_imported(corpus, {{record.file, *record.file_hash}});
  if (!noted) return noted;
  state::Batch batch;
  batch.urls = known_urls(record);
  const std::uint64_t number = record.number;
  const auto bytes = store_.corpus().read(record);
  if (!bytes) return failed(bytes);
  const auto adopted = store_.corpus().adopt({std::move(record)}, std::move(batch));
  if (!adopted) return adopted;
  report_({Kind::kTaken, file.name, number, ""});
  return write_clean(number, *bytes);
}

Result<void> Import::write_clean(std::uint64_t number, const std::string& bytes) {
  if (!clean_) return {};
  const std::string text = document::format(clean_imported(bytes));
  const std::string name = document::file_name(number, document::content_hash(text));
  const auto done = clean_->write(name, text, os::Sync::kLater);
  return done ? Result<void>() : failed(done);
}

Result<void> Import::run() {
  if (const auto opened = open_folders(); !opened) return opened;
  const auto files = list();
  if (!files) return failed(files);
  for (const File& file : *files) {
    if (const auto done = take(file); !done) return done;
  }
  if (const auto done = commit_staged(); !done) return done;
  if (!clean_) return {};
  const auto synced = clean_->sync_all();
  return synced ? Result<void>() : failed(synced);
}

}  // namespace

Result<void> import_folder(Store& store, const ImportOptions& options, WallTime now,
                           const std::function<void(const ImportedLine&)>& report) {
  return Import(store, options, now, report).run();
}

}  // namespace tidings::corpus
