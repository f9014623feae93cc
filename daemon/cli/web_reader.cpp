#include "daemon/cli/web_reader.hpp"

#include <optional>

#include "daemon/fetch/curl_client.hpp"
#include "parsers/url/url.hpp"

namespace tidings::cli {
namespace {

constexpr fetch::Millis kTurn{200};

fetch::FetcherOptions options_for(const config::Settings& settings) {
  fetch::FetcherOptions options = fetch::fetcher_options(settings);
  options.host.gap = fetch::Millis{0};  // a person waits, and asks for a handful of addresses
  return options;
}

fetch::Failure no_address(const std::string& text) {
  fetch::Failure failure;
  failure.kind = fetch::FailureKind::kBadUrl;
  failure.url = text;
  failure.message = text + " is not an http or https address";
  const bool bare = text.find("://") == std::string::npos && url::parse("https://" + text);
  if (bare) failure.message += "; did you mean https://" + text + "?";
  return failure;
}

}  // namespace

bool is_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

WebReader::WebReader(const config::Settings& settings)
    : settings_(settings),
      budget_(settings.fetch.memory_budget),
      client_(fetch::make_curl_client({settings.user_agent, 4}, clock_, budget_)),
      fetcher_(std::make_unique<fetch::Fetcher>(options_for(settings), *client_, clock_, budget_)) {
}

WebReader::~WebReader() = default;

std::shared_ptr<const config::Access> WebReader::access_for(std::string_view url) const {
  const auto asked = url::parse(url);
  for (const config::Source& source : settings_.sources) {
    const auto listed = url::parse(source.location);
    if (asked && listed && listed->host == asked->host)
      return std::make_shared<const config::Access>(source.access);
  }
  return std::make_shared<const config::Access>();
}

fetch::Result WebReader::get(const std::string& url, fetch::Purpose purpose) {
  if (!url::parse(url)) return std::unexpected(no_address(url));
  fetch::FetchJob job;
  job.url = url;
  job.purpose = purpose;
  job.access = access_for(url);
  job.obey_robots = purpose == fetch::Purpose::kPage;
  job.max_body =
      purpose == fetch::Purpose::kSitemap ? settings_.fetch.max_sitemap : settings_.fetch.max_body;
  job.timeout = settings_.fetch.timeout;
  std::optional<fetch::Result> result;
  fetcher_->submit(std::move(job), [&](fetch::Result answer) { result = std::move(answer); });
  while (!result) fetcher_->drive(kTurn);
  return std::move(*result);
}

}  // namespace tidings::cli
