#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "config/settings.hpp"
#include "daemon/fetch/fetcher.hpp"
#include "daemon/ingest/mailbox.hpp"
#include "daemon/ingest/store_thread.hpp"
#include "daemon/ingest/timings.hpp"
#include "daemon/ingest/worker_pool.hpp"
#include "daemon/log/log.hpp"
#include "daemon/os/clock.hpp"
#include "parsers/site_rules/site_rules.hpp"
#include "parsers/url/url.hpp"

namespace tidings::ingest {

// The rules for a host; null: there are none. Any thread.
using RulesForHost = std::function<std::shared_ptr<const site_rules::Rules>(std::string_view host)>;

// What the parts on the transfers' thread work with. Owned by the pipeline.
struct Context {
  fetch::Fetcher& fetcher;
  WorkerPool& workers;
  StoreThread& store;
  Mailbox& mailbox;
  const log::Log& log;
  const Clock& clock;
  const url::TrackingTable& tracking;
  RulesForHost rules_for;
  Timings& timings;
};

// A source as the transfers' thread knows it; immutable, replaced by a reload.
struct ActiveSource {
  std::shared_ptr<const config::Source> settings;
  std::shared_ptr<const config::Access> access;
  std::shared_ptr<const Filters> filters;
};

// None: the source is not configured any more.
using SourceByName = std::function<std::shared_ptr<const ActiveSource>(std::string_view name)>;

[[nodiscard]] std::shared_ptr<const ActiveSource> make_active(
    std::shared_ptr<const config::Source> source);

}  // namespace tidings::ingest
