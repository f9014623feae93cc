#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/state/checkpointer.hpp"
#include "daemon/state/page_queue.hpp"
#include "daemon/state/sqlite.hpp"
#include "daemon/state/sqlite_lookup.hpp"
#include "daemon/state/state.hpp"

// The State that open_sqlite() gives. Its functions are spread over sqlite_queries.cpp (what can be
// asked), sqlite_apply.cpp (batches) and sqlite_frontier.cpp (leases).
namespace tidings::state::sqlite {

class SqliteState final : public State {
 public:
  SqliteState(const std::filesystem::path& file, Mode mode)
      : log_(file.string() + "-wal"), is_reader_(mode == Mode::kReadOnly), database_(file, mode) {}
  ~SqliteState() override;

  Database& database() { return database_; }
  // From now on its log is checkpointed behind.
  void keep_log_short(const std::filesystem::path& file) { checkpointer_.emplace(file, database_); }
  // Before the first batch and the first lease; throws Failure.
  void load() {
    lookup_.catch_up();
    load_queue();
  }

  Result<std::vector<Source>> sources() override;
  Result<std::optional<Source>> source(std::string_view name) override;
  Result<std::vector<Host>> hosts() override;
  Result<std::optional<Host>> host(std::string_view name) override;
  Result<std::optional<KnownUrl>> url(std::string_view key) override;
  Result<std::optional<KnownItem>> item(std::string_view source, std::string_view id) override;
  Result<std::vector<KnownUrl>> revisits(WallTime now, std::size_t limit) override;
  Result<bool> waits(std::string_view key) override;
  Result<std::optional<Document>> document(std::uint64_t number) override;
  Result<std::optional<std::uint64_t>> words_of(std::uint64_t document) override;
  Result<std::optional<Document>> document_by_hash(const document::ContentHash& hash) override;
  Result<void> documents(const DocumentQuery& query,
                         const std::function<bool(const Document&)>& visit) override;
  Result<std::vector<Document>> latest(std::string_view source, std::size_t limit) override;
  Result<std::vector<Sighting>> sightings(std::uint64_t document) override;
  Result<std::vector<RepeatedText>> repeated(std::string_view source, std::size_t limit) override;
  Result<std::optional<std::uint64_t>> highest_number() override;
  Result<std::vector<Ledger>> ledger(std::string_view source, std::string_view from,
                                     std::string_view to) override;
  Result<std::vector<Event>> events(std::string_view source, std::size_t limit) override;
  Result<Totals> totals() override;
  Result<std::uint64_t> fetched_since(WallTime time) override;
  Result<std::string> label() override;

  Result<std::unique_ptr<Change>> begin() override;
  Result<void> sync() override;
  Result<void> apply(const Batch& batch) override;
  Result<std::vector<WaitingHost>> due_hosts(WallTime now, std::size_t limit) override;
  Result<std::optional<WallTime>> next_due() override;
  Result<std::vector<PendingPage>> lease(std::string_view host, WallTime now, std::size_t limit,
                                         WallTime until) override;
  void release(std::uint64_t id) override;

 private:
  // What a batch does to the queue once it is durable.
  struct QueueChanges {
    std::vector<std::uint64_t> ended;                     // leases
    std::set<std::string> stale;                          // hosts to look at again
    std::vector<std::pair<std::string, WallTime>> added;  // host, when
  };

  class OpenChange;

  void load_queue();
  void add(const Batch& batch, QueueChanges& changes);
  void put_label(const std::string& label);
  void apply_sources(const Batch& batch);
  void apply_frontier(const Batch& batch, QueueChanges& changes);
  void take_page(std::uint64_t id, QueueChanges& changes);
  void add_page(const PendingPage& page, QueueChanges& changes);
  void add_documents(const std::vector<Document>& documents);
  void add_document(const Document& document);
  void count_new_documents();
  void remove_document(const Removal& removal);
  void put_url(const KnownUrl& url);
  void put_item(const KnownItem& item);
  void add_sighting(const Sighting& sighting);
  void book(const std::vector<LedgerChange>& changes);
  void add_to_count(std::string_view source, std::string_view day, std::string_view reason,
                    std::int64_t count);
  void add_events(const std::vector<Event>& events);
  void add_to_total(const char* name, std::int64_t difference);
  void follow(const QueueChanges& changes);

  // Of rows that may have this hash.
  [[nodiscard]] std::vector<std::int64_t> candidates(std::int64_t hash);
  [[nodiscard]] std::optional<std::int64_t> url_id(std::string_view key);
  [[nodiscard]] std::optional<std::int64_t> item_id(std::int64_t hash);
  [[nodiscard]] bool is_waiting(std::string_view key);
  [[nodiscard]] std::optional<std::string> key_by_hash(std::int64_t key_hash);
  [[nodiscard]] std::vector<Document> piece(const DocumentQuery& wanted, std::size_t limit);
  // What the table `total` holds; documents behind the one named `counted` are not in it yet.
  [[nodiscard]] std::int64_t total(const char* name);
  [[nodiscard]] std::int64_t counted();
  struct Uncounted {
    std::int64_t documents = 0;
    std::int64_t bytes = 0;
  };
  [[nodiscard]] Uncounted uncounted();
  // When the host's first page that is not lent out falls due.
  [[nodiscard]] std::optional<WallTime> earliest(const std::string& host);
  void refresh(const std::string& host) { queue_.set_earliest(host, earliest(host)); }
  void end_old_leases(WallTime now);

  std::filesystem::path log_;
  int log_descriptor_ = -1;  // opened by the first sync()
  bool is_reader_;
  Database database_;
  Lookup lookup_{database_};
  std::optional<std::int64_t> counted_;  // what `total` says, once it was asked for
  std::optional<Checkpointer> checkpointer_;
  PageQueue queue_;
};

}  // namespace tidings::state::sqlite
