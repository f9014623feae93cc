#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "config/settings.hpp"
#include "config/site_rule_folder.hpp"
#include "daemon/corpus/store.hpp"
#include "daemon/duplicates/near_duplicate_index.hpp"
#include "daemon/fetch/byte_budget.hpp"
#include "daemon/fetch/http_client.hpp"
#include "daemon/ingest/pipeline.hpp"
#include "daemon/ingest/stored_text.hpp"
#include "daemon/log/log.hpp"
#include "daemon/os/clock.hpp"

namespace tidings::service {

// Everything that one ingesting process holds: the locked corpus with its state, the index of
// near-duplicates, the network, and the pipeline between them.
class Station {
 public:
  // Error: why the corpus cannot be used (exit code 3). `socket`: where this process takes
  // requests, empty for none. `log` and `clock` must outlive the station. `advance` is called while
  // texts that were imported, or whose index was lost, are made ready to compare with.
  [[nodiscard]] static std::expected<std::unique_ptr<Station>, corpus::StoreError> open(
      std::shared_ptr<const config::Settings> settings, const std::string& socket,
      const log::Log& log, const Clock& clock, const ingest::Advance& advance);

  // Takes up another configuration: sources, limits, site rules. Corpus and state stay. On the
  // thread of Pipeline::run(). Error: one line; nothing was changed.
  [[nodiscard]] std::expected<void, std::string> configure(
      const std::shared_ptr<const config::Settings>& settings);

  [[nodiscard]] ingest::Pipeline& pipeline() { return *pipeline_; }
  [[nodiscard]] corpus::Store& store() { return *store_; }

 private:
  Station(std::unique_ptr<corpus::Store> store, duplicates::NearDuplicateIndex index,
          std::shared_ptr<const config::Settings> settings, const log::Log& log,
          const Clock& clock);
  [[nodiscard]] std::shared_ptr<const site_rules::Rules> rules_for(std::string_view host) const;

  std::unique_ptr<corpus::Store> store_;
  duplicates::NearDuplicateIndex index_;
  fetch::ByteBudget budget_;
  std::unique_ptr<fetch::HttpClient> client_;
  mutable std::mutex rules_mutex_;
  std::shared_ptr<const config::SiteRuleFolder> rules_;
  std::unique_ptr<ingest::Pipeline> pipeline_;  // the first to go
};

// What is wrong with the clock, given when the newest document was fetched; empty: nothing is known
// to be.
[[nodiscard]] std::string clock_trouble(WallTime now, std::optional<WallTime> last_document);

// Where the index of near-duplicates lies: beside the state.
[[nodiscard]] std::filesystem::path duplicates_file(const config::Settings& settings);

// Where a daemon takes requests: control.sock in systemd's runtime directory, else beside the
// state.
[[nodiscard]] std::filesystem::path control_socket(const config::Settings& settings);

}  // namespace tidings::service
