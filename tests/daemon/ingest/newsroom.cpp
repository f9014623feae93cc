#include "tests/daemon/ingest/newsroom.hpp"

#include <fstream>
#include <future>

#include <gtest/gtest.h>

#include "config/tables.hpp"
#include "daemon/ingest/host_record.hpp"

namespace tidings::test {

using namespace std::chrono_literals;

struct Newsroom::Session {
  Session(Newsroom& room, const std::shared_ptr<const config::Settings>& settings)
      : store(std::move(
            corpus::Store::open({settings->corpus, settings->state, "", {}}, room.clock_).value())),
        index(std::move(duplicates::NearDuplicateIndex::open_temporary().value())),
        fetcher(fetch::fetcher_options(*settings), room.client_, room.clock_, budget),
        mailbox([] {}),
        thread(*store, index, *settings, room.log_, room.clock_,
               {[this](std::vector<state::PendingPage> pages) {
                  mailbox.post([this, pages = std::move(pages)]() mutable {
                    pages_fetcher.take(std::move(pages));
                  });
                },
                [](bool) {}, [](const std::string& why) { ADD_FAILURE() << why; }}),
        workers(1, room.clock_),
        context{fetcher,
                workers,
                thread,
                mailbox,
                room.log_,
                room.clock_,
                config::tracking_table(),
                room.rules_for,
                timings},
        pages_fetcher(context, [this](std::string_view name) { return poller.find(name); },
                      {settings->fetch.max_body, settings->fetch.timeout}),
        poller(context, pages_fetcher) {
    on_store([&] {
      fetcher.restore(ingest::from_records(store->state().hosts().value()).hosts);
      poller.configure(settings, store->state().sources().value());
    });
  }
  ~Session() {
    fetcher.cancel_all();
    workers.finish();
    mailbox.open();
    save_hosts();
    thread.stop();
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // On the store's thread, behind everything that was posted before.
  void on_store(std::move_only_function<void()> work) {
    const auto done = std::make_shared<std::promise<void>>();
    thread.post_now(ingest::CallMessage{[done, &work] {
      work();
      done->set_value();
    }});
    done->get_future().wait();
  }
  void wait_for_workers() {
    const auto done = std::make_shared<std::promise<void>>();
    workers.submit([done] { done->set_value(); });
    done->get_future().wait();
  }
  void save_hosts() {
    ingest::HostsMessage message;
    for (const auto& host : fetcher.changed_hosts())
      message.hosts.push_back(ingest::to_record(host));
    thread.post_now(std::move(message));
  }

  std::unique_ptr<corpus::Store> store;
  duplicates::NearDuplicateIndex index;
  fetch::ByteBudget budget{64'000'000};
  fetch::Fetcher fetcher;
  ingest::Mailbox mailbox;
  ingest::StoreThread thread;
  ingest::WorkerPool workers;
  ingest::Timings timings;
  ingest::Context context;
  ingest::PageFetcher pages_fetcher;
  ingest::Poller poller;
};

Newsroom::Newsroom(FakeHttpClient::Script script)
    : client_(clock_, std::move(script)),
      log_({log::Level::kInfo, log::Format::kText}, clock_, log_text_) {}

Newsroom::~Newsroom() = default;

void Newsroom::open(std::vector<config::Source> sources, config::Fetch fetch) {
  close();
  auto settings = std::make_shared<config::Settings>();
  settings->corpus = folder_.path() / "corpus";
  settings->state = folder_.path() / "state.db";
  settings->user_agent = "tidings/1.0";
  settings->fetch = fetch;
  settings->sources = std::move(sources);
  session_ = std::make_unique<Session>(*this, settings);
}

void Newsroom::close() { session_.reset(); }

// Until nothing is under way: the network, the workers, the store, and what they started anew.
void Newsroom::settle() {
  int idle = 0;
  while (idle < 3) {
    const auto counts = session_->fetcher.counts();
    const bool busy = counts.in_flight + counts.queued > 0;
    session_->fetcher.drive(busy ? 100ms : 0ms);
    session_->wait_for_workers();
    session_->on_store([] {});
    session_->mailbox.open();
    idle = busy ? 0 : idle + 1;
  }
}

void Newsroom::run_for(std::chrono::milliseconds time) {
  const WallTime end = clock_.now() + time;
  while (true) {
    session_->poller.poll_due();
    settle();
    const auto due = session_->poller.next_due();
    if (!due || *due > end) break;
    if (*due > clock_.now()) clock_.advance(*due - clock_.now());
  }
  if (end > clock_.now()) clock_.advance(end - clock_.now());
}

state::Source Newsroom::record(const std::string& name) {
  state::Source record;
  session_->on_store(
      [&] { record = session_->store->state().source(name).value().value_or(state::Source{}); });
  return record;
}

std::vector<state::Document> Newsroom::documents() {
  std::vector<state::Document> all;
  session_->on_store([&] {
    (void)session_->store->state().documents({}, [&](const state::Document& document) {
      all.push_back(document);
      return true;
    });
  });
  return all;
}

std::string Newsroom::text_of(const state::Document& document) const {
  std::ifstream in(folder_.path() / "corpus" / document.file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> Newsroom::take_asked() {
  auto urls = client_.urls();
  client_.asked.clear();
  return urls;
}

config::Source feed_source(const std::string& name, const std::string& url) {
  config::Source source;
  source.name = name;
  source.location = url;
  source.kind = config::SourceKind::kFeed;
  return source;
}

}  // namespace tidings::test
