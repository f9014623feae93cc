// The fetcher against a bare libcurl multi loop with the same options, on an nginx of our own:
// conditional polls that get a 304, and pages of 238 kB that come as 50 kB of gzip. The rounds take
// turns and medians are compared, because the machine is shared.
#include <algorithm>
#include <array>
#include <random>
#include <vector>

#include <curl/curl.h>
#include <fmt/core.h>
#include <sys/resource.h>

#include "daemon/fetch/curl_client.hpp"
#include "daemon/fetch/fetcher.hpp"
#include "tests/support/nginx.hpp"

namespace {

using tidings::fetch::Fetcher;
using tidings::test::Nginx;

struct Load {
  const char* name;
  std::string file;
  std::string etag;  // conditional, if it is not empty
  int requests;
};

struct Measured {
  double per_second = 0;
  double cpu_micros = 0;
};

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](timeval t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

template <typename Work>
Measured measure(int requests, const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  const double cpu = cpu_seconds();
  work();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  return {requests / wall.count(), (cpu_seconds() - cpu) / requests * 1e6};
}

std::string news_page() {
  std::minstd_rand random(5);
  std::string page = "<html><body>\n";
  while (page.size() < 238'000) {
    page += "<p>";
    for (int word = 0; word < 12; ++word) {
      page += "w" + std::to_string(random() % 3000) + (word % 4 == 0 ? ", " : " ");
    }
    page += "</p><script>var a" + std::to_string(random() % 9) +
            " = 'constant padding text';"
            "</script>\n";
  }
  return page;
}

// --- The bare loop ---

class Bare {
 public:
  explicit Bare(const Nginx& server) : server_(server), multi_(curl_multi_init()) {}
  ~Bare() { curl_multi_cleanup(multi_); }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;

  void run(const Load& load) {
    started_ = 0;
    finished_ = 0;
    for (int host = 1; host <= Nginx::kHosts; ++host) {
      slots_.push_back(std::make_unique<Slot>(Slot{.easy = make(), .host = host}));
      begin(*slots_.back(), load);
    }
    while (finished_ < load.requests) {
      int running = 0;
      curl_multi_poll(multi_, nullptr, 0, 1000, nullptr);
      curl_multi_perform(multi_, &running);
      collect(load);
    }
    for (const auto& slot : slots_) {
      curl_easy_cleanup(slot->easy);
      curl_slist_free_all(slot->headers);
    }
    slots_.clear();
  }

 private:
  static std::size_t take(char* data, std::size_t size, std::size_t count, void* body) {
    static_cast<std::string*>(body)->append(data, size * count);
    return size * count;
  }
  struct Slot {
    CURL* easy;
    int host;
    std::string body{};
    curl_slist* headers = nullptr;
  };
  CURL* make() {
    CURL* easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate, br, zstd");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 65'536L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 30'000L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "bench/1.0");
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Bare::take);
    return easy;
  }
  // One poll: its address and validators are set, as for any list of sources.
  void begin(Slot& slot, const Load& load) {
    if (started_++ >= load.requests) return;
    slot.body = std::string();
    curl_slist_free_all(slot.headers);
    slot.headers = curl_slist_append(nullptr, "Accept: text/html, */*;q=0.5");
    if (!load.etag.empty()) {
      slot.headers = curl_slist_append(slot.headers, ("If-None-Match: " + load.etag).c_str());
    }
    curl_easy_setopt(slot.easy, CURLOPT_HTTPHEADER, slot.headers);
    curl_easy_setopt(slot.easy, CURLOPT_URL, server_.url(slot.host, load.file).c_str());
    curl_easy_setopt(slot.easy, CURLOPT_WRITEDATA, &slot.body);
    curl_easy_setopt(slot.easy, CURLOPT_PRIVATE, &slot);
    curl_multi_add_handle(multi_, slot.easy);
  }
  void collect(const Load& load) {
    int queued = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &queued)) {
      if (message->data.result != CURLE_OK) fmt::print("bare: a transfer failed\n");
      char* slot = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &slot);
      curl_multi_remove_handle(multi_, message->easy_handle);
      ++finished_;
      begin(*reinterpret_cast<Slot*>(slot), load);
    }
  }
  const Nginx& server_;
  CURLM* multi_;
  std::vector<std::unique_ptr<Slot>> slots_;
  int started_ = 0;
  int finished_ = 0;
};

// --- Ours ---

class Ours {
 public:
  explicit Ours(const Nginx& server) : server_(server) {
    access_->allow_private = true;
    options_.host = {.gap = tidings::fetch::Millis(0), .per_host = 1};
    options_.concurrency = Nginx::kHosts;
    options_.user_agent = "bench/1.0";
    fetcher_ = std::make_unique<Fetcher>(options_, *client_, clock_, budget_);
  }
  void run(const Load& load) {
    left_ = load.requests;
    open_ = 0;
    for (int host = 1; host <= Nginx::kHosts; ++host) submit(load, host);
    while (open_ > 0) fetcher_->drive(std::chrono::seconds(1));
  }

 private:
  void submit(const Load& load, int host) {
    if (left_-- <= 0) return;
    ++open_;
    tidings::fetch::FetchJob job;
    job.url = server_.url(host, load.file);
    job.access = access_;
    job.obey_robots = false;
    job.validators.etag = load.etag;
    fetcher_->submit(std::move(job), [this, &load, host](tidings::fetch::Result result) {
      --open_;
      if (!result) fmt::print("ours: {}\n", result.error().message);
      submit(load, host);
    });
  }
  const Nginx& server_;
  tidings::SystemClock clock_;
  tidings::fetch::ByteBudget budget_{64'000'000};
  std::shared_ptr<tidings::config::Access> access_ = std::make_shared<tidings::config::Access>();
  tidings::fetch::FetcherOptions options_;
  std::unique_ptr<tidings::fetch::HttpClient> client_ =
      tidings::fetch::make_curl_client({"bench/1.0"}, clock_, budget_);
  std::unique_ptr<Fetcher> fetcher_;
  int left_ = 0;
  int open_ = 0;
};

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

void compare(const Nginx& server, const Load& load) {
  constexpr int kRounds = 9;
  Bare bare(server);
  Ours ours(server);
  std::vector<double> speed;
  std::vector<double> cpu;
  std::vector<double> ours_speed;
  std::vector<double> ours_cpu;
  for (int round = 0; round < kRounds; ++round) {
    const Measured theirs = measure(load.requests, [&] { bare.run(load); });
    const Measured own = measure(load.requests, [&] { ours.run(load); });
    speed.push_back(theirs.per_second);
    cpu.push_back(theirs.cpu_micros);
    ours_speed.push_back(own.per_second);
    ours_cpu.push_back(own.cpu_micros);
  }
  fmt::print(
      "{}: bare {:.0f}/s, {:.1f} us CPU; fetcher {:.0f}/s, {:.1f} us CPU; "
      "ratio {:.2f} (by CPU {:.2f})\n",
      load.name, median(speed), median(cpu), median(ours_speed), median(ours_cpu),
      median(ours_speed) / median(speed), median(cpu) / median(ours_cpu));
}

std::string etag_of(const std::string& url) {
  std::string etag;
  CURL* easy = curl_easy_init();
  curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
  curl_easy_perform(easy);
  curl_header* header = nullptr;
  if (curl_easy_header(easy, "etag", 0, CURLH_HEADER, -1, &header) == CURLHE_OK) {
    etag = header->value;
  }
  curl_easy_cleanup(easy);
  return etag;
}

}  // namespace

int main() {
  const auto server = Nginx::start();
  if (!server) {
    fmt::print("nginx (package nginx-light) is needed for this\n");
    return 0;
  }
  server->add("feed.html", std::string(20'000, 'x'), false);
  server->add("page.html", news_page(), true);
  compare(*server,
          {"conditional polls, 304", "feed.html", etag_of(server->url(1, "feed.html")), 6000});
  compare(*server, {"pages of 238 kB in gzip", "page.html", "", 600});
}
