#include "daemon/ingest/listing_poll.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "daemon/ingest/discovery.hpp"
#include "parsers/document/document.hpp"

namespace tidings::ingest {
namespace {

using config::SourceKind;

constexpr int kMaxDepth = 2;  // a site's sitemap index and its parts

bool is_site_page(const ActiveSource& source, int depth) {
  return depth == 0 && source.settings->kind == SourceKind::kSite;
}

fetch::Purpose purpose_of(const ActiveSource& source, int depth) {
  if (is_site_page(source, depth)) return fetch::Purpose::kPage;
  const bool feed = depth == 0 ? source.settings->kind == SourceKind::kFeed : false;
  return feed ? fetch::Purpose::kFeed : fetch::Purpose::kSitemap;
}

std::vector<WallTime> publication_times(const feed::Feed& feed) {
  std::vector<WallTime> times;
  for (const feed::Item& item : feed.items) {
    const auto& stated = item.published ? item.published : item.updated;
    if (stated) times.emplace_back(std::chrono::seconds(stated->unix_seconds()));
  }
  return times;
}

struct ReadTask {
  std::shared_ptr<const ActiveSource> source;
  std::string known_fingerprint;
  bool first = false;
  bool site_page = false;
};

// On a worker.
std::expected<ReadListing, std::string> read_body(const Context& context, const ReadTask& task,
                                                  const fetch::Response& response) {
  ReadListing result;
  result.fingerprint = document::hex(document::sha256(response.body));
  result.hints.max_age = response.max_age;
  result.same_body = result.fingerprint == task.known_fingerprint;
  if (result.same_body) return result;
  if (task.site_page) {
    auto found = discover_links(response.body, response.content_type, response.final_url);
    if (!found) return std::unexpected(found.error());
    for (const Discovered& link : *found)
      result.listing.children.push_back({link.url, std::nullopt});
    if (found->empty())
      return std::unexpected(
          "the site names no feed and no sitemap: list one as feed: or sitemap:");
    return result;
  }
  feed::Options options;
  options.content_type = response.content_type;
  options.base_url = response.final_url;
  const auto feed = feed::parse(response.body, options);
  if (!feed) return std::unexpected(feed.error());
  result.hints.publisher = feed->schedule;
  result.hints.published = publication_times(*feed);
  result.listing = read_listing(*feed, *task.source->settings, *task.source->filters,
                                context.tracking, context.clock.now(), task.first);
  return result;
}

}  // namespace

void ListingPoll::start(const std::string& address, state::Source record, bool conditional,
                        Done done) {
  done_ = std::move(done);
  Endpoint root;
  root.url = address;
  if (record.location != root.url) {  // validators of another address say nothing
    record.etag.clear();
    record.last_modified.clear();
    record.body_fingerprint.clear();
    record.location = root.url;
  }
  root.record = std::move(record);
  root.conditional = conditional;
  ask(std::move(root));
}

void ListingPoll::ask(Endpoint endpoint) {
  fetch::FetchJob job;
  job.url = endpoint.url;
  job.purpose = purpose_of(*source_, endpoint.depth);
  if (endpoint.conditional) job.validators = {endpoint.record.etag, endpoint.record.last_modified};
  if (endpoint.depth == 0) end_.unconditional = job.validators.empty();
  job.access = source_->access;
  job.credentials_for = source_->settings->location;
  job.obey_robots = endpoint.depth > 0 && !source_->settings->ignore_robots;
  job.urgent = true;
  job.max_body = job.purpose == fetch::Purpose::kSitemap ? limits_.max_sitemap : limits_.max_body;
  job.timeout = limits_.timeout;
  ++open_;
  context_.fetcher.submit(
      std::move(job),
      [self = shared_from_this(), endpoint = std::move(endpoint)](fetch::Result result) mutable {
        self->answered(std::move(endpoint), std::move(result));
      });
}

void ListingPoll::answered(Endpoint endpoint, fetch::Result result) {
  context_.timings.listing_fetches.observe(time_of(result));
  if (!result) {
    failed(endpoint, result.error().message, &result.error());
    return ended();
  }
  if (endpoint.depth == 0) end_.took = result->timings.total;
  if (!result->not_modified()) return read(std::move(endpoint), std::move(*result));
  ReadListing same;
  same.same_body = true;
  same.fingerprint = endpoint.record.body_fingerprint;
  same.hints.max_age = result->max_age;
  was_read(std::move(endpoint), std::move(*result), std::move(same));
}

void ListingPoll::read(Endpoint endpoint, fetch::Response response) {
  ReadTask task{source_, endpoint.record.body_fingerprint, !endpoint.record.first_poll.has_value(),
                is_site_page(*source_, endpoint.depth)};
  context_.workers.submit([self = shared_from_this(), endpoint = std::move(endpoint),
                           response = std::move(response), task = std::move(task)]() mutable {
    auto read = read_body(self->context_, task, response);
    response.body = {};
    response.hold.resize(read ? read->listing.bytes() : 0);
    self->context_.fetcher.wake();  // the body's share of the budget is free again
    self->context_.mailbox.post([self, endpoint = std::move(endpoint),
                                 response = std::move(response), read = std::move(read)]() mutable {
      self->was_read(std::move(endpoint), std::move(response), std::move(read));
    });
  });
}

void ListingPoll::was_read(Endpoint endpoint, fetch::Response response, Read read) {
  if (!read) {
    failed(endpoint, read.error(), nullptr);
    return ended();
  }
  state::Source& record = endpoint.record;
  if (!response.not_modified()) {
    record.etag = response.validators.etag;
    record.last_modified = response.validators.last_modified;
    record.body_fingerprint = read->fingerprint;
  }
  const WallTime now = context_.clock.now();
  if (!record.first_poll) record.first_poll = now;
  if (endpoint.depth == 0) {
    end_.response = std::make_unique<fetch::Response>(std::move(response));
    root_was_read(std::move(endpoint), std::move(*read));
  } else {
    record.last_poll = now;
    record.last_success = now;
    part_was_read(std::move(endpoint), std::move(*read), std::move(response.hold));
  }
  ended();
}

void ListingPoll::root_was_read(Endpoint endpoint, ReadListing read) {
  end_.record = std::move(endpoint.record);
  end_.hints = std::move(read.hints);
  end_.unchanged = read.same_body;
  end_.hints.unchanged = read.same_body;
  end_.items = std::move(read.listing.items);
  if (read.same_body) return ask_known_parts();
  std::unordered_set<std::string> listed;
  for (const ListedChild& child : read.listing.children) listed.insert(child.url);
  std::erase_if(parts_, [&](const auto& part) {
    if (listed.contains(part.first)) return false;
    end_.gone_parts.push_back(part.second.name);
    return true;
  });
  ask_parts(read.listing.children, 1);
}

void ListingPoll::part_was_read(Endpoint endpoint, ReadListing read, fetch::BudgetHold hold) {
  parts_[endpoint.url] = endpoint.record;
  PollMessage message;
  message.source = source_->settings;
  message.records.push_back(std::move(endpoint.record));
  message.items = std::move(read.listing.items);
  message.hold = std::move(hold);
  message.unchanged = read.same_body;
  message.last = false;
  if (!read.same_body) end_.unchanged = false;
  std::ranges::move(read.hints.published, std::back_inserter(end_.hints.published));
  context_.store.post_now(std::move(message));
  ask_parts(read.listing.children, endpoint.depth + 1);
}

void ListingPoll::failed(const Endpoint& endpoint, const std::string& error,
                         const fetch::Failure* failure) {
  if (failure != nullptr && failure->kind == fetch::FailureKind::kCancelled) {
    end_.cancelled = true;
    return;
  }
  if (endpoint.depth == 0) {
    end_.record = endpoint.record;
    end_.error = error;
    if (failure != nullptr) {
      end_.retry_at = failure->retry_at;
      end_.took = failure->timings.total;
    }
    return;
  }
  context_.log.event(
      log::Level::kWarn, "source.failed",
      {{"source", source_->settings->name}, {"url", endpoint.url}, {"error", error}});
  if (!parts_.contains(endpoint.url)) remember(endpoint);
}

// A part that could not be read is asked for with every poll, also where its index says that it is
// the same as before.
void ListingPoll::remember(const Endpoint& part) {
  parts_[part.url] = part.record;
  PollMessage message;
  message.source = source_->settings;
  message.records.push_back(part.record);
  message.unchanged = true;
  message.last = false;
  context_.store.post_now(std::move(message));
}

void ListingPoll::ask_parts(const std::vector<ListedChild>& children, int depth) {
  if (depth > kMaxDepth) return;
  for (const ListedChild& child : children) {
    Endpoint part;
    part.url = child.url;
    part.depth = depth;
    const auto known = parts_.find(child.url);
    if (known != parts_.end()) {
      part.record = known->second;
      const auto& read_at = part.record.last_success;
      if (child.changed && read_at && *child.changed < *read_at) continue;
    } else {
      part.record.name = source_->settings->name + " " + child.url;
      part.record.kind = "part";
      part.record.location = child.url;
    }
    ask(std::move(part));
  }
}

void ListingPoll::ask_known_parts() {
  std::vector<ListedChild> children;
  for (const auto& [url, record] : parts_) children.push_back({url, std::nullopt});
  ask_parts(children, 1);
}

void ListingPoll::ended() {
  if (--open_ == 0) std::exchange(done_, nullptr)(std::move(end_));
}

}  // namespace tidings::ingest
