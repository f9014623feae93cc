#include "daemon/ingest/page_fetcher.hpp"

#include <set>
#include <span>
#include <utility>

#include "daemon/ingest/failures.hpp"
#include "daemon/ingest/saved_page.hpp"
#include "parsers/date/parse_date.hpp"

namespace tidings::ingest {
namespace {

using state::Reason;

constexpr std::size_t kMostPages = 10;  // of one article

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

using Outcome = std::variant<PreparedDocument, Refusal, Retry>;

// `responses`: the pages of the article, in their order.
Outcome prepare(const Context& context, const state::PendingPage& page, const ActiveSource& source,
                std::span<const fetch::Response> responses) {
  const auto parsed = url::parse(responses.front().final_url);
  const auto site = parsed && context.rules_for ? context.rules_for(parsed->host) : nullptr;
  const PageRules rules{source.settings.get(), source.filters.get(), site.get(), &context.tracking};
  const SteadyTime start = context.clock.steady();
  std::vector<PageInput> inputs;
  for (const fetch::Response& response : responses)
    inputs.push_back(input_for(page, response, context.clock.now()));
  auto prepared = prepare_page(inputs.front(), rules, std::span(inputs).subspan(1));
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

fetch::FetchJob PageFetcher::job_for(const std::string& url, const ActiveSource& source) const {
  fetch::FetchJob job;
  job.url = url;
  job.access = source.access;
  job.credentials_for = source.settings->location;
  job.obey_robots = !source.settings->ignore_robots;
  job.max_body = limits_.max_body;
  job.timeout = limits_.timeout;
  return job;
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
  auto job = job_for(page.url, *source);
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
      message.outcome = prepare(context, page, *source, {&response, 1});
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

// A page that is being read, with the further pages of its article.
struct PageFetcher::Reading {
  state::PendingPage page;
  std::shared_ptr<const ActiveSource> source;
  std::vector<fetch::Response> responses;  // in their order
  std::optional<state::Source> record;
  Mailbox::Letter afterwards;
  std::set<std::string> asked;  // the addresses of the article's pages
  std::chrono::microseconds took{0};
};

// Where the article goes on.
struct PageFetcher::Further {
  std::string url;
  bool instead = false;  // it holds the whole article: what was read before is not needed
};

void PageFetcher::read(state::PendingPage page, std::shared_ptr<const ActiveSource> source,
                       fetch::Response response, std::optional<state::Source> record,
                       Mailbox::Letter afterwards) {
  auto reading = std::make_unique<Reading>();
  reading->page = std::move(page);
  reading->source = std::move(source);
  reading->record = std::move(record);
  reading->afterwards = std::move(afterwards);
  reading->asked.insert(response.final_url);
  reading->took = response.timings.total;
  reading->responses.push_back(std::move(response));
  read_last(std::move(reading));
}

std::optional<PageFetcher::Further> PageFetcher::further(Reading& reading, const Outcome& outcome) {
  const auto* document = std::get_if<PreparedDocument>(&outcome);
  const auto here = url::parse(reading.responses.back().final_url);
  if (document == nullptr || !here || reading.responses.size() >= kMostPages) return std::nullopt;
  const auto usable = [&](const std::string& link) -> std::optional<std::string> {
    if (link.empty()) return std::nullopt;
    auto address = url::parse(link, &*here);
    if (!address || address->host != here->host) return std::nullopt;
    address->fragment.reset();
    std::string text = address->text();
    return reading.asked.insert(text).second ? std::optional(std::move(text)) : std::nullopt;
  };
  if (reading.responses.size() == 1) {
    if (auto whole = usable(document->single_page_url)) return Further{std::move(*whole), true};
  }
  if (auto next = usable(document->next_page_url)) return Further{std::move(*next), false};
  return std::nullopt;
}

// Reads the page that came last, on a worker; then the article goes on, or is complete.
void PageFetcher::read_last(std::unique_ptr<Reading> reading) {
  context_.workers.submit([this, reading = std::move(reading)]() mutable {
    const SteadyTime start = context_.clock.steady();
    auto outcome =
        prepare(context_, reading->page, *reading->source, {&reading->responses.back(), 1});
    reading->took += since(context_.clock, start);
    if (auto next = further(*reading, outcome)) {
      context_.mailbox.post(
          [this, reading = std::move(reading), next = std::move(*next)]() mutable {
            ask_further(std::move(reading), std::move(next));
          });
    } else if (reading->responses.size() == 1) {
      finish(std::move(reading), std::move(outcome));
    } else {
      finish_whole(std::move(reading));
    }
  });
}

void PageFetcher::ask_further(std::unique_ptr<Reading> reading, Further next) {
  fetch::FetchJob job = job_for(next.url, *reading->source);
  job.urgent = true;  // the pages before it wait in memory
  ++under_way_;
  context_.fetcher.submit(std::move(job), [this, reading = std::move(reading),
                                           instead = next.instead](fetch::Result result) mutable {
    --under_way_;
    further_came(std::move(reading), instead, std::move(result));
  });
}

void PageFetcher::further_came(std::unique_ptr<Reading> reading, bool instead,
                               fetch::Result result) {
  if (result) {
    if (instead) reading->responses.clear();
    reading->took += result->timings.total;
    reading->asked.insert(result->final_url);
    reading->responses.push_back(std::move(*result));
    return read_last(std::move(reading));
  }
  const auto judged = judge_failure(result.error(), reading->page.attempts, context_.clock.now());
  const auto* retry = std::get_if<Retry>(&judged);
  const bool can_wait = retry != nullptr && reading->page.id != 0;
  context_.workers.submit(
      [this, reading = std::move(reading),
       outcome = can_wait ? std::optional<Outcome>(*retry) : std::nullopt]() mutable {
        if (outcome) return finish(std::move(reading), std::move(*outcome));
        finish_whole(std::move(reading));  // without the page that is not to be had
      });
}

void PageFetcher::finish_whole(std::unique_ptr<Reading> reading) {
  const SteadyTime start = context_.clock.steady();
  auto outcome = prepare(context_, reading->page, *reading->source, reading->responses);
  reading->took += since(context_.clock, start);
  finish(std::move(reading), std::move(outcome));
}

// On a worker: the store's queue may be full.
void PageFetcher::finish(std::unique_ptr<Reading> reading, Outcome outcome) {
  PageMessage message{std::move(reading->page), reading->source->settings, std::move(outcome),
                      std::move(reading->record)};
  message.took = reading->took;
  reading->responses.clear();
  context_.fetcher.wake();  // the bodies' share of the budget is free again
  context_.store.post(std::move(message));
  if (reading->afterwards) context_.mailbox.post(std::move(reading->afterwards));
}

}  // namespace tidings::ingest
