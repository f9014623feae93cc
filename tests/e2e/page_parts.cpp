#include <cstdio>
#include <deque>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <curl/curl.h>
#include <fmt/core.h>
#include <gumbo.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "daemon/corpus/store.hpp"
#include "parsers/article/article.hpp"
#include "parsers/document/document.hpp"

// What taking in a page consists of, each part alone and single-threaded, in CPU time of this
// process: libcurl, inflate, extraction (and stock gumbo for comparison), commit.
//   page_parts LIST     lines "URL<tab>FILE.gz"; URL is fetched, FILE.gz holds the same bytes
namespace {

namespace fs = std::filesystem;
using namespace tidings;

constexpr std::size_t kTransfers = 64;
constexpr std::size_t kGroup = 8;  // documents; what waits when pages come at full speed
constexpr std::size_t kMost = 64'000'000;

struct Page {
  std::string url;
  std::string zipped;
  std::string html;
};

double cpu_now() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double microseconds(const std::function<void()>& work, std::size_t pages) {
  const double start = cpu_now();
  work();
  return 1e6 * (cpu_now() - start) / static_cast<double>(pages);
}

std::string inflated(const std::string& zipped) {
  z_stream stream{};
  if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) return {};
  std::string bytes;
  bytes.resize(zipped.size() * 8);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zipped.data()));
  stream.avail_in = static_cast<uInt>(zipped.size());
  int status = Z_OK;
  while (status == Z_OK && bytes.size() < kMost) {
    if (stream.total_out == bytes.size()) bytes.resize(bytes.size() * 2);
    stream.next_out = reinterpret_cast<Bytef*>(bytes.data() + stream.total_out);
    stream.avail_out = static_cast<uInt>(bytes.size() - stream.total_out);
    status = inflate(&stream, Z_NO_FLUSH);
  }
  bytes.resize(stream.total_out);
  inflateEnd(&stream);
  return bytes;
}

std::vector<Page> read_list(const char* list) {
  std::vector<Page> pages;
  std::ifstream in(list);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    std::ifstream file(line.substr(tab + 1), std::ios::binary);
    Page page{line.substr(0, tab), std::string(std::istreambuf_iterator<char>(file), {}), {}};
    page.html = inflated(page.zipped);
    pages.push_back(std::move(page));
  }
  return pages;
}

std::size_t count_bytes(const char*, std::size_t size, std::size_t items, void* sum) {
  *static_cast<std::size_t*>(sum) += size * items;
  return size * items;
}

// Handles are used again and again, as any program for many pages would.
void fetch_all(const std::vector<Page>& pages) {
  CURLM* multi = curl_multi_init();
  std::size_t received = 0;
  std::vector<CURL*> idle;
  for (std::size_t i = 0; i < kTransfers; ++i) {
    CURL* easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, count_bytes);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &received);
    curl_slist* fields = curl_slist_append(nullptr, "Accept-Encoding: gzip");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fields);
    idle.push_back(easy);
  }
  std::size_t next = 0;
  for (int running = 1; running > 0 || next < pages.size();) {
    for (; !idle.empty() && next < pages.size(); ++next) {
      curl_easy_setopt(idle.back(), CURLOPT_URL, pages[next].url.c_str());
      curl_multi_add_handle(multi, idle.back());
      idle.pop_back();
    }
    curl_multi_perform(multi, &running);
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      CURL* easy = message->easy_handle;
      curl_multi_remove_handle(multi, easy);
      idle.push_back(easy);
    }
    if (running > 0) curl_multi_poll(multi, nullptr, 0, 100, nullptr);
  }
  for (CURL* easy : idle) curl_easy_cleanup(easy);
  curl_multi_cleanup(multi);
}

void parse_all(const std::vector<Page>& pages) {
  for (const Page& page : pages) {
    GumboOutput* output =
        gumbo_parse_with_options(&kGumboDefaultOptions, page.html.data(), page.html.size());
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  }
}

std::vector<corpus::PendingDocument> extract_all(const std::vector<Page>& pages) {
  std::vector<corpus::PendingDocument> documents;
  for (const Page& page : pages) {
    article::Options options;
    options.url = page.url;
    auto article = article::extract(page.html, options);
    if (!article || article->paragraphs.empty()) continue;
    corpus::PendingDocument& pending = documents.emplace_back();
    pending.record.title = article->title;
    pending.record.url = page.url;
    pending.record.source = "bench";
    pending.bytes =
        document::format({"2026-03-12", page.url, article->title, std::move(article->paragraphs)});
    pending.record.hash = document::content_hash(pending.bytes);
    state::KnownUrl url;
    url.key = page.url;
    pending.changes.urls.push_back(std::move(url));
    pending.changes.ledger.push_back({"bench", "2026-03-12", state::Reason::kNew, std::nullopt, 1});
  }
  return documents;
}

void commit_all(const std::vector<corpus::PendingDocument>& documents, const fs::path& folder) {
  static const SystemClock clock;
  const auto store = corpus::Store::open({folder / "corpus", folder / "state.db", "", {}}, clock);
  for (std::size_t i = 0; store && i < documents.size(); i += kGroup) {
    const std::size_t count = std::min(kGroup, documents.size() - i);
    (void)(*store)->corpus().commit(std::span(documents).subspan(i, count));
    (void)(*store)->corpus().sync();
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::vector<Page> pages = read_list(argv[1]);
  if (pages.empty()) return 1;
  curl_global_init(CURL_GLOBAL_DEFAULT);
  std::string name = fs::temp_directory_path() / "page-parts-XXXXXX";
  const fs::path folder = mkdtemp(name.data());
  std::vector<corpus::PendingDocument> documents;
  const double fetching = microseconds([&] { fetch_all(pages); }, pages.size());
  const double inflating = microseconds(
      [&] {
        for (const Page& page : pages) (void)inflated(page.zipped);
      },
      pages.size());
  const double parsing = microseconds([&] { parse_all(pages); }, pages.size());
  const double extracting = microseconds([&] { documents = extract_all(pages); }, pages.size());
  const double committing = microseconds([&] { commit_all(documents, folder); }, documents.size());
  fmt::print(
      "{{\"pages\": {}, \"documents\": {}, \"libcurl_us\": {:.0f}, \"inflate_us\": {:.0f}, "
      "\"stock_gumbo_us\": {:.0f}, \"extract_us\": {:.0f}, \"commit_us\": {:.0f}}}\n",
      pages.size(), documents.size(), fetching, inflating, parsing, extracting, committing);
  fs::remove_all(folder);
  return 0;
}
