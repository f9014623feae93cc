#include "daemon/ingest/page_fetcher.hpp"

#include <set>
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

Outcome outcome_of(std::expected<PreparedDocument, Refusal> prepared) {
  if (!prepared) return std::move(prepared.error());
  return std::move(*prepared);
}

// What the pages of one address are read by; keeps the site's rules alive.
class RulesOf {
 public:
  RulesOf(const Context& context, const ActiveSource& source, const std::string& address) {
    const auto parsed = url::parse(address);
    if (parsed && context.rules_for) site_ = context.rules_for(parsed->host);
    rules_ = {source.settings.get(), source.filters.get(), site_.get(), &context.tracking};
  }
  [[nodiscard]] const PageRules& operator*() const { return rules_; }

 private:
  std::shared_ptr<const site_rules::Rules> site_;
  PageRules rules_;
};

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
      const RulesOf rules(context, *source, response.final_url);
      const SteadyTime read = context.clock.steady();
      message.outcome =
          outcome_of(prepare_page(input_for(page, response, context.clock.now()), *rules));
      context.timings.extractions.observe(since(context.clock, read));
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

// An article that is being read, page by page. Of the pages that have been read only their article
// is kept, so that an article in many pages holds nothing of the budget while it waits for the
// next.
struct PageFetcher::Reading {
  state::PendingPage page;
  std::shared_ptr<const ActiveSource> source;
  fetch::Response first;                    // the page that the document is of
  std::optional<fetch::Response> next;      // the next page of its article, to be read
  std::optional<article::Article> article;  // of the pages that have been read
  std::optional<state::Source> record;
  Mailbox::Letter afterwards;
  std::set<std::string> asked;  // the addresses of the article's pages
  std::size_t pages = 0;        // that have been read
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
  reading->first = std::move(response);
  read_page(std::move(reading));
}

// Where the article goes on behind the page that said so.
std::optional<PageFetcher::Further> PageFetcher::further(Reading& reading,
                                                         const std::string& address,
                                                         const article::Article& article) {
  const auto here = url::parse(address);
  if (!here || reading.pages >= kMostPages) return std::nullopt;
  const auto usable = [&](const std::string& link) -> std::optional<std::string> {
    if (link.empty()) return std::nullopt;
    auto address_of_link = url::parse(link, &*here);
    if (!address_of_link || address_of_link->host != here->host) return std::nullopt;
    address_of_link->fragment.reset();
    std::string text = address_of_link->text();
    return reading.asked.insert(text).second ? std::optional(std::move(text)) : std::nullopt;
  };
  if (reading.pages == 1) {
    if (auto whole = usable(article.single_page_url)) return Further{std::move(*whole), true};
  }
  if (auto next = usable(article.next_page_url)) return Further{std::move(*next), false};
  return std::nullopt;
}

// Reads the page that came last, on a worker; then the article goes on, or is complete.
void PageFetcher::read_page(std::unique_ptr<Reading> reading) {
  context_.workers.submit([this, reading = std::move(reading)]() mutable {
    const SteadyTime start = context_.clock.steady();
    auto outcome = read_last(*reading);
    context_.timings.extractions.observe(since(context_.clock, start));
    reading->took += since(context_.clock, start);
    if (auto* next = std::get_if<Further>(&outcome)) {
      context_.mailbox.post(
          [this, reading = std::move(reading), next = std::move(*next)]() mutable {
            ask_further(std::move(reading), std::move(next));
          });
    } else {
      finish(std::move(reading), std::move(std::get<Outcome>(outcome)));
    }
  });
}

std::variant<PageFetcher::Further, PageFetcher::Outcome> PageFetcher::read_last(Reading& reading) {
  fetch::Response& response = reading.next ? *reading.next : reading.first;
  const PageInput input = input_for(reading.page, response, context_.clock.now());
  const RulesOf rules(context_, *reading.source, response.final_url);
  auto article = extract(input, *rules);
  ++reading.pages;
  response.body = {};
  response.hold.release();
  context_.fetcher.wake();  // its share of the budget is free again
  std::optional<Further> further_page;
  if (article) further_page = further(reading, response.final_url, *article);
  if (!reading.next) {
    if (!article) return Outcome(std::move(article.error()));
    if (further_page) {
      if (auto refusal = refuse(input, *rules, *article)) return Outcome(std::move(*refusal));
    }
    reading.article = std::move(*article);
  } else if (article) {
    add_page(*reading.article, std::move(*article));
  }
  if (further_page) return std::move(*further_page);
  return whole(reading);
}

// The document of all pages that have been read.
PageFetcher::Outcome PageFetcher::whole(Reading& reading) {
  const RulesOf rules(context_, *reading.source, reading.first.final_url);
  const PageInput input = input_for(reading.page, reading.first, context_.clock.now());
  return outcome_of(prepare(input, *rules, std::move(*reading.article)));
}

void PageFetcher::ask_further(std::unique_ptr<Reading> reading, Further next) {
  fetch::FetchJob job = job_for(next.url, *reading->source);
  job.urgent = true;  // the pages before it wait
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
    reading->took += result->timings.total;
    reading->asked.insert(result->final_url);
    if (instead) {
      reading->first = std::move(*result);
    } else {
      reading->next = std::move(*result);
    }
    return read_page(std::move(reading));
  }
  const auto judged = judge_failure(result.error(), reading->page.attempts, context_.clock.now());
  const auto* retry = std::get_if<Retry>(&judged);
  const bool can_wait = retry != nullptr && reading->page.id != 0;
  context_.workers.submit(
      [this, reading = std::move(reading),
       outcome = can_wait ? std::optional<Outcome>(*retry) : std::nullopt]() mutable {
        if (!outcome) outcome = whole(*reading);  // without the page that is not to be had
        finish(std::move(reading), std::move(*outcome));
      });
}

// On a worker: the store's queue may be full.
void PageFetcher::finish(std::unique_ptr<Reading> reading, Outcome outcome) {
  PageMessage message{std::move(reading->page), reading->source->settings, std::move(outcome),
                      std::move(reading->record)};
  message.took = reading->took;
  context_.store.post(std::move(message));
  if (reading->afterwards) context_.mailbox.post(std::move(reading->afterwards));
}

}  // namespace tidings::ingest
