// fault_run PORT: fetches every fault of the shared fault server on that port next to healthy
// sites. Prints what each fault came to and the time of the healthy sites with and without
// them, and fails if memory or descriptors grow, or if a fault outlives its deadline. Every
// connection is led to the server by connect_to, wherever a redirect points.
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <vector>

#include <fmt/core.h>
#include <unistd.h>

#include "daemon/fetch/curl_client.hpp"
#include "daemon/fetch/fetcher.hpp"

namespace {

using tidings::SteadyTime;
using tidings::fetch::Fetcher;
using tidings::fetch::FetchJob;
using tidings::fetch::Millis;
using tidings::fetch::Result;

constexpr int kHealthySites = 100;
constexpr int kPagesEach = 20;
constexpr Millis kTimeout{3000};
constexpr std::size_t kIdleConnections = 32;  // that stay open for reuse

constexpr const char* kFaults[] = {"/ok",
                                   "/etag",
                                   "/cache",
                                   "/enc/gzip",
                                   "/enc/deflate",
                                   "/enc/rawdeflate",
                                   "/enc/br",
                                   "/enc/identity",
                                   "/enc/x-gzip",
                                   "/enc/double",
                                   "/enc/plain-as-gzip",
                                   "/enc/gzip-trunc",
                                   "/enc/gzip-corrupt",
                                   "/enc/gzip-trailing",
                                   "/enc/gzip-multi",
                                   "/enc/unknown",
                                   "/chunked",
                                   "/chunked/tiny",
                                   "/chunked/trailers",
                                   "/chunked/ext",
                                   "/chunked/bad",
                                   "/chunked/trunc",
                                   "/chunked/huge-size",
                                   "/redirect/chain/3",
                                   "/redirect/chain/20",
                                   "/redirect/loop",
                                   "/redirect/self",
                                   "/redirect/cross?to=other.test",
                                   "/redirect/file",
                                   "/redirect/ftp",
                                   "/redirect/gopher",
                                   "/redirect/dict",
                                   "/redirect/javascript",
                                   "/redirect/data",
                                   "/redirect/empty",
                                   "/redirect/blank",
                                   "/redirect/relative",
                                   "/redirect/noslash",
                                   "/redirect/fragment",
                                   "/redirect/userinfo",
                                   "/redirect/huge",
                                   "/redirect/ctl",
                                   "/redirect/two",
                                   "/redirect/utf8",
                                   "/redirect/space",
                                   "/redirect/meta",
                                   "/redirect/js",
                                   "/redirect/downgrade",
                                   "/status/400",
                                   "/status/401",
                                   "/status/403",
                                   "/status/404",
                                   "/status/410",
                                   "/status/429",
                                   "/status/500",
                                   "/status/503?retry-after=2",
                                   "/status/503?retry-date=2",
                                   "/status/503?retry-raw=soon",
                                   "/status/200?empty=1",
                                   "/flaky",
                                   "/slow/first?s=5",
                                   "/slow/body?s=5",
                                   "/slow/trickle?n=100&bps=1",
                                   "/slow/headers?s=1",
                                   "/slow/rate?n=100000&bps=1000",
                                   "/stall",
                                   "/stall/headers",
                                   "/stall/body",
                                   "/stall/chunk",
                                   "/reset",
                                   "/reset/headers",
                                   "/reset/body",
                                   "/reset/chunked",
                                   "/length/short",
                                   "/length/long",
                                   "/length/negative",
                                   "/length/garbage",
                                   "/length/huge",
                                   "/length/dup",
                                   "/length/same2",
                                   "/length/both",
                                   "/length/none",
                                   "/length/zero-with-body",
                                   "/endless",
                                   "/endless/plain",
                                   "/endless/headers",
                                   "/endless/1xx",
                                   "/bomb/gzip?mb=1024",
                                   "/bomb/gzip2?mb=1024",
                                   "/bomb/html?n=1000000",
                                   "/bomb/attrs?n=1000000",
                                   "/bomb/laughs",
                                   "/bomb/quad",
                                   "/bomb/xxe",
                                   "/bomb/deepxml?n=100000",
                                   "/bomb/lt?n=10000000",
                                   "/headers/huge?kb=1024",
                                   "/headers/many?n=10000",
                                   "/headers/bad",
                                   "/headers/fold",
                                   "/headers/latin1",
                                   "/headers/status-garbage",
                                   "/headers/status-long",
                                   "/headers/no-reason",
                                   "/charset/utf16le-bom",
                                   "/charset/utf16be",
                                   "/charset/utf16-meta-lie",
                                   "/charset/nul",
                                   "/charset/iso2022jp",
                                   "/type/html-as-text",
                                   "/type/html-as-octet",
                                   "/type/html-none",
                                   "/type/html-as-xml",
                                   "/type/html-as-json",
                                   "/type/pdf-as-html",
                                   "/type/png-as-html",
                                   "/type/binary",
                                   "/type/feed-as-html",
                                   "/type/feed-as-text",
                                   "/type/json-as-html",
                                   "/type/empty",
                                   "/type/html-as-image",
                                   "/proto/http10",
                                   "/proto/http10-keep",
                                   "/proto/http09",
                                   "/proto/garbage",
                                   "/proto/100",
                                   "/proto/lf",
                                   "/proto/http2-preface",
                                   "/proto/icy",
                                   "/proto/upgrade",
                                   "/keepalive/close",
                                   "/keepalive/race",
                                   "/keepalive/race-rst",
                                   "/keepalive/idle?ms=200",
                                   "/keepalive/extra",
                                   "/keepalive/every?n=3",
                                   "/cookie/set",
                                   "/cookie/many?n=200",
                                   "/cookie/huge",
                                   "/cookie/need",
                                   "/cookie/show",
                                   "/cookie/other-domain"};

constexpr const char* kRobotsVariants[] = {
    "1mb",   "403",   "404",         "410",      "429",      "500",           "503",
    "agent", "allow", "crawl-delay", "crlf-bom", "disallow", "empty",         "gzip",
    "html",  "late",  "others",      "path",     "redirect", "redirect-loop", "redirect6",
    "reset", "slow",  "stall",       "typo",     "utf16",    "wildcard"};

class Run {
 public:
  Run(const std::string& faults, const std::string& healthy) {
    faulty_->allow_private = true;
    faulty_->connect_to = {"::127.0.0.1:" + faults};
    healthy_->allow_private = true;
    healthy_->connect_to = {"::127.0.0.1:" + healthy};
    tidings::fetch::FetcherOptions options;
    options.host = {.gap = Millis(100), .per_host = 1};
    options.user_agent = "tidings/1.0";
    fetcher_ = std::make_unique<Fetcher>(options, *client_, clock_, budget_);
  }

  // The time until all healthy pages are there, with or without the faults beside them.
  Millis run(bool with_faults, bool print) {
    const SteadyTime start = clock_.steady();
    if (with_faults) submit_faults(print);
    for (int site = 0; site < kHealthySites; ++site) {
      for (int page = 0; page < kPagesEach; ++page) {
        const std::string host = "http://healthy" + std::to_string(site) + ".test";
        submit(host + "/ok?n=" + std::to_string(20'000 + page), healthy_, false,
               [this](const Result& result) {
                 --healthy_left_;
                 if (!result) fmt::print("healthy: {}\n", result.error().message);
                 good_ = good_ && result;
               });
        ++healthy_left_;
      }
    }
    while (healthy_left_ > 0) fetcher_->drive(Millis(100));
    const auto took = std::chrono::floor<Millis>(clock_.steady() - start);
    while (faults_left_ > 0) fetcher_->drive(Millis(100));
    return took;
  }
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] std::size_t held() const { return budget_.used(); }

 private:
  using Access = std::shared_ptr<tidings::config::Access>;

  template <typename Done>
  void submit(const std::string& url, const Access& access, bool obey_robots, Done done) {
    FetchJob job;
    job.url = url;
    job.access = access;
    job.obey_robots = obey_robots;
    job.timeout = kTimeout;
    job.max_body = 2'000'000;
    job.patience = Millis(1000);
    fetcher_->submit(std::move(job), [done](const Result& result) { done(result); });
  }
  void submit_faults(bool print) {
    int number = 0;
    ++round_;
    for (const char* path : kFaults) {
      submit_fault(fmt::format("http://fault{}-{}.test{}", round_, number++, path), false, print);
    }
    if (!print) return;  // a robots.txt is kept for a day, so each round would add to the memory
    for (const char* variant : kRobotsVariants) {
      submit_fault(fmt::format("http://robots-{}.test:{}/private/page", variant, 1000 + round_),
                   true, print);
    }
  }
  void submit_fault(const std::string& url, bool robots, bool print) {
    ++faults_left_;
    submit(url, faulty_, robots, [this, url, print](const Result& result) {
      --faults_left_;
      if (!print) return;
      fmt::print("{}: {}\n", url,
                 result ? fmt::format("{} with {} bytes", result->status, result->body.size())
                        : fmt::format("{}: {}", name(result.error().kind), result.error().message));
    });
  }

  tidings::SystemClock clock_;
  tidings::fetch::ByteBudget budget_{64'000'000};
  Access faulty_ = std::make_shared<tidings::config::Access>();
  Access healthy_ = std::make_shared<tidings::config::Access>();
  std::unique_ptr<tidings::fetch::HttpClient> client_ =
      tidings::fetch::make_curl_client({"tidings/1.0", 32}, clock_, budget_);
  std::unique_ptr<Fetcher> fetcher_;
  int healthy_left_ = 0;
  int faults_left_ = 0;
  int round_ = 0;
  bool good_ = true;
};

std::size_t descriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

std::size_t resident_kb() {
  std::ifstream in("/proc/self/statm");
  std::size_t pages = 0;
  in >> pages >> pages;
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::signal(SIGPIPE, SIG_IGN);
  Run run(argv[1], argv[2]);
  run.run(true, true);
  for (int round = 0; round < 4; ++round) run.run(true, false);
  const std::size_t memory = resident_kb();
  const std::size_t open = descriptors();
  std::vector<Millis> alone;
  std::vector<Millis> beside;
  for (int round = 0; round < 5; ++round) {  // the machine may be shared: medians
    alone.push_back(run.run(false, false));
    beside.push_back(run.run(true, false));
  }
  std::ranges::sort(alone);
  std::ranges::sort(beside);
  fmt::print("healthy pages: {} ms alone, {} ms beside the faults, ratio {:.2f}\n",
             alone[2].count(), beside[2].count(),
             static_cast<double>(beside[2].count()) / static_cast<double>(alone[2].count()));
  fmt::print("memory {} -> {} kB, descriptors {} -> {}, budget held {}\n", memory, resident_kb(),
             open, descriptors(), run.held());
  const bool flat = resident_kb() < memory + memory / 5 && descriptors() <= open + kIdleConnections;
  return run.good() && flat && run.held() == 0 ? 0 : 1;
}
