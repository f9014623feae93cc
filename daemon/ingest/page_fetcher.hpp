#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "daemon/ingest/context.hpp"

namespace tidings::ingest {

struct PageLimits {
  std::size_t max_body = 8'000'000;
  fetch::Millis timeout{30'000};
};

// Takes pages whose turn has come through fetch and extraction to the store. On the transfers'
// thread.
class PageFetcher {
 public:
  PageFetcher(Context& context, SourceByName source_by_name, PageLimits limits);

  void take(std::vector<state::PendingPage> pages);
  // Reads a page that is here already, on a worker, and where the site's rules name a single page
  // or next pages of the article (on the same host, ten at most), those too; `record` is stored
  // with what becomes of it. `afterwards` is called on the transfers' thread when the store has
  // been told.
  void read(state::PendingPage page, std::shared_ptr<const ActiveSource> source,
            fetch::Response response, std::optional<state::Source> record = std::nullopt,
            Mailbox::Letter afterwards = nullptr);
  [[nodiscard]] std::size_t under_way() const { return under_way_; }
  void set_limits(PageLimits limits) { limits_ = limits; }

 private:
  struct Reading;
  struct Further;
  using Outcome = std::variant<PreparedDocument, Refusal, Retry>;

  [[nodiscard]] fetch::FetchJob job_for(const std::string& url, const ActiveSource& source) const;
  [[nodiscard]] static std::optional<Further> further(Reading& reading, const std::string& address,
                                                      const article::Article& article);
  void read_page(std::unique_ptr<Reading> reading);
  [[nodiscard]] std::variant<Further, Outcome> read_last(Reading& reading);
  [[nodiscard]] Outcome whole(Reading& reading);
  void ask_further(std::unique_ptr<Reading> reading, Further next);
  void further_came(std::unique_ptr<Reading> reading, bool instead, fetch::Result result);
  void finish(std::unique_ptr<Reading> reading, Outcome outcome);
  void take_one(state::PendingPage page);
  void take_saved(state::PendingPage page, std::shared_ptr<const ActiveSource> source);
  // The source's feed carried the text: nothing is fetched.
  void take_listed(state::PendingPage page, std::shared_ptr<const ActiveSource> source);
  void fetched(state::PendingPage page, std::shared_ptr<const ActiveSource> source,
               fetch::Result result);

  Context& context_;
  SourceByName source_by_name_;
  PageLimits limits_;
  std::size_t under_way_ = 0;  // on the network or waiting for it
};

}  // namespace tidings::ingest
