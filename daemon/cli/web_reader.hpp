#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "daemon/fetch/byte_budget.hpp"
#include "daemon/fetch/fetcher.hpp"
#include "daemon/fetch/http_client.hpp"
#include "daemon/os/clock.hpp"

namespace tidings::cli {

// True for what is fetched rather than opened.
[[nodiscard]] bool is_address(std::string_view text);

// Asks for single addresses under the same rules as the daemon: robots.txt for pages, guarded
// addresses, limits. A host that a configured source names is asked with that source's rights.
class WebReader {
 public:
  explicit WebReader(const config::Settings& settings);
  ~WebReader();

  // Waits for the answer.
  [[nodiscard]] fetch::Result get(const std::string& url, fetch::Purpose purpose);

 private:
  [[nodiscard]] std::shared_ptr<const config::Access> access_for(std::string_view url) const;

  const config::Settings& settings_;
  SystemClock clock_;
  fetch::ByteBudget budget_;
  std::unique_ptr<fetch::HttpClient> client_;
  std::unique_ptr<fetch::Fetcher> fetcher_;
};

}  // namespace tidings::cli
