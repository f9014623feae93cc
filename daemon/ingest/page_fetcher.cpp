#include "daemon/ingest/page_fetcher.hpp"

#include <utility>

#include "daemon/ingest/failures.hpp"
#include "daemon/ingest/saved_page.hpp"
#include "parsers/date/parse_date.hpp"

namespace tidings::ingest {
namespace {

using state::Reason;

std::chrono::microseconds since(const Clock& clock, SteadyTime start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(clock.steady() - start);
}

PageInput input_for(const state::PendingPage& page, const fetch::Response& response, WallTime now) {
  PageInput input;
  input.bytes = response.body;
  input.content_type = response.content_type;
  input.url = response.final_url;
  input.x_robots_tag = response.x_robots_tag;
  input.tdm_reservation = response.tdm_reservation;
  input.listed = {page.title, page.summary, parse_date(page.published), page.authors,
                  page.language};
  input.text_only = !page.content.empty();
  input.fetched_at = now;
  return input;
}

std::variant<PreparedDocument, Refusal, Retry> prepare(const Context& context,
                                                       const state::PendingPage& page,
                                                       const ActiveSource& source,
                                                       const fetch::Response& response) {
  const auto parsed = url::parse(response.final_url);
  const auto site = parsed && context.rules_for ? context.rules_for(parsed->host) : nullptr;
  const PageRules rules{source.settings.get(), source.filters.get(), site.get(), &context.tracking};
  const SteadyTime start = context.clock.steady();
  auto prepared = prepare_page(input_for(page, response, context.clock.now()), rules);
  context.timings.extractions.observe(since(context.clock, start));
  if (!prepared) return std::move(prepared.error());
  return std::move(*prepared);
}

}  // namespace

std::shared_ptr<const ActiveSource> make_active(std::shared_ptr<const config::Source> source) {
  auto active = std::make_shared<ActiveSource>();
  active->settings = std::move(source);
  active->access =
      std::shared_ptr<const config::Access>(active->settings, &active->settings->access);
  active->filters = std::make_shared<const Filters>(active->settings->filters);
  return active;
}

PageFetcher::PageFetcher(Context& context, SourceByName source_by_name, PageLimits limits)
    : context_(context), source_by_name_(std::move(source_by_name)), limits_(limits) {}

void PageFetcher::take(std::vector<state::PendingPage> pages) {
  for (state::PendingPage& page : pages) take_one(std::move(page));
}

void PageFetcher::take_one(state::PendingPage page) {
  auto source = source_by_name_(page.source);
  if (!source) {
    config::Source gone;
    gone.name = page.source;
    context_.store.post_now(PageMessage{
        std::move(page), std::make_shared<const config::Source>(std::move(gone)),
        Refusal{Reason::kSourceGone, "its source is not configured any more"}, std::nullopt});
    return;
  }
  if (!page.content.empty()) return take_listed(std::move(page), std::move(source));
  if (page.host == kFilesHost) return take_saved(std::move(page), std::move(source));
  fetch::FetchJob job;
  job.url = page.url;
  job.access = source->access;
  job.credentials_for = source->settings->location;
  job.obey_robots = !source->settings->ignore_robots;
  job.max_body = limits_.max_body;
  job.timeout = limits_.timeout;
  ++under_way_;
  context_.fetcher.submit(
      std::move(job),
      [this, page = std::move(page), source = std::move(source)](fetch::Result result) mutable {
        --under_way_;
        fetched(std::move(page), std::move(source), std::move(result));
      });
}

void PageFetcher::take_saved(state::PendingPage page, std::shared_ptr<const ActiveSource> source) {
  context_.workers.submit([&context = context_, page = std::move(page), source = std::move(source),
                           limit = limits_.max_body]() mutable {
    const SteadyTime start = context.clock.steady();
    auto bytes = read_saved_page(page.url, limit);
    PageMessage message{page, source->settings, Retry{}, std::nullopt};
    if (bytes) {
      fetch::Response response;
      response.body = std::move(*bytes);
      message.outcome = prepare(context, page, *source, response);
    } else {
      message.outcome = bytes.error();
    }
    message.took = since(context.clock, start);
    context.store.post(std::move(message));
  });
}

void PageFetcher::take_listed(state::PendingPage page, std::shared_ptr<const ActiveSource> source) {
  fetch::Response response;
  response.body = page.content;
  response.content_type = "text/html; charset=utf-8";
  response.final_url = page.url;
  read(std::move(page), std::move(source), std::move(response));
}

void PageFetcher::fetched(state::PendingPage page, std::shared_ptr<const ActiveSource> source,
                          fetch::Result result) {
  context_.timings.page_fetches.observe(time_of(result));
  if (result) return read(std::move(page), std::move(source), std::move(*result));
  PageMessage message{std::move(page), source->settings, Retry{}, std::nullopt};
  const auto judged = judge_failure(result.error(), message.page.attempts, context_.clock.now());
  std::visit([&](const auto& each) { message.outcome = each; }, judged);
  message.took = result.error().timings.total;
  context_.store.post_now(std::move(message));
}

void PageFetcher::read(state::PendingPage page, std::shared_ptr<const ActiveSource> source,
                       fetch::Response response, std::optional<state::Source> record,
                       Mailbox::Letter afterwards) {
  context_.workers.submit([&context = context_, page = std::move(page), source = std::move(source),
                           response = std::move(response), record = std::move(record),
                           afterwards = std::move(afterwards)]() mutable {
    const SteadyTime start = context.clock.steady();
    PageMessage message{page, source->settings, prepare(context, page, *source, response),
                        std::move(record)};
    message.took = response.timings.total + since(context.clock, start);
    response = {};
    context.fetcher.wake();  // the body's share of the budget is free again
    context.store.post(std::move(message));
    if (afterwards) context.mailbox.post(std::move(afterwards));
  });
}

}  // namespace tidings::ingest
