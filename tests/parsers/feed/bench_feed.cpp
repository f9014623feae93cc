#include <array>
#include <fstream>
#include <string>
#include <string_view>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <libxml/parser.h>
#include <malloc.h>

#include "parsers/date/parse_date.hpp"
#include "parsers/feed/feed.hpp"
#include "tests/parsers/feed/bench_peers.hpp"

namespace tidings::feed {
namespace {

constexpr std::string_view kParagraph =
    "The harbour office said on Tuesday that the morning ferry would leave an hour later until the "
    "ice on the western side has gone, and that tickets bought before the change stay valid. ";

// Escaped as it is in a description.
std::string escaped(std::string_view html) {
  std::string text;
  for (const char c : html) {
    text += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
  }
  return text;
}

std::string item_text(int number, std::size_t bytes, bool in_section) {
  std::string body;
  while (body.size() < bytes) {
    body += "<p>";
    body += kParagraph;
    body += "<a href=\"https://harbour.example/more?a=1&amp;b=2\">More</a></p>\n";
  }
  return fmt::format(
      "<item>\n<title>Ferry &amp; ice, day {0}</title>\n<link>https://harbour.example/{0}</link>\n"
      "<guid isPermaLink=\"false\">harbour-{0}</guid>\n"
      "<pubDate>Thu, 14 Mar 2024 09:26:53 +0100</pubDate>\n<dc:creator>Mary Pen</dc:creator>\n"
      "<category>Ferries</category>\n<description>{1}</description>\n"
      "<content:encoded>{2}</content:encoded>\n</item>\n",
      number, kParagraph, in_section ? "<![CDATA[" + body + "]]>" : escaped(body));
}

std::string feed_text(std::size_t bytes, std::size_t item_bytes, bool in_section) {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\n<channel>"
      "<title>Harbour</title><link>https://harbour.example/</link>\n";
  for (int i = 0; text.size() < bytes; ++i) text += item_text(i, item_bytes, in_section);
  return text + "</channel>\n</rss>\n";
}

std::string sitemap_text(int urls) {
  std::string text = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (int i = 0; i < urls; ++i) {
    text += fmt::format(
        "<url><loc>https://harbour.example/news/{}</loc>"
        "<lastmod>2024-03-14T09:26:53+01:00</lastmod></url>\n",
        i);
  }
  return text + "</urlset>\n";
}

const std::string& sample(int which) {
  static const std::array<std::string, 4> kSamples = {
      feed_text(300'000, 2'400, true), feed_text(20'000'000, 1'500, true), sitemap_text(50'000),
      feed_text(300'000, 2'000, false)};
  return kSamples.at(static_cast<std::size_t>(which));
}

// The most memory in use since the last call, in bytes above what is in use now (Linux).
long peak_memory(bool start) {
  if (start) {
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";
  }
  std::ifstream status("/proc/self/status");
  for (std::string key; status >> key;) {
    long kilobytes = 0;
    if (key == (start ? "VmRSS:" : "VmHWM:") && status >> kilobytes) return kilobytes * 1024;
  }
  return 0;
}

// The yardstick: libxml2's SAX parser, reading and nothing else.
void libxml2_sax(benchmark::State& state) {
  const std::string& text = sample(static_cast<int>(state.range(0)));
  xmlSAXHandler handler{};
  handler.initialized = XML_SAX2_MAGIC;
  for (auto _ : state) {
    xmlSAXUserParseMemory(&handler, nullptr, text.data(), static_cast<int>(text.size()));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void feed_read(benchmark::State& state) {
  const std::string& text = sample(static_cast<int>(state.range(0)));
  const Options options{.base_url = "https://harbour.example/rss.xml"};
  std::size_t items = 0;
  const long before = peak_memory(/*start=*/true);
  for (auto _ : state) {
    benchmark::DoNotOptimize(read(text, options, [&items](Item&&) { return ++items > 0; }));
  }
  state.counters["memory"] = static_cast<double>(peak_memory(/*start=*/false) - before);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void feed_parse(benchmark::State& state) {
  const std::string& text = sample(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(parse(text, {.base_url = "https://harbour.example/rss.xml"}));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void dates(benchmark::State& state, std::string_view text) {
  for (auto _ : state) benchmark::DoNotOptimize(parse_date(text));
}

// 0: 300 kB with 100 items; 1: 20 MB; 2: a sitemap of 50,000 addresses; 3: as 0, but
// escaped in place of CDATA sections.
BENCHMARK(libxml2_sax)->DenseRange(0, 3)->Unit(benchmark::kMicrosecond);
BENCHMARK(feed_read)->DenseRange(0, 3)->Unit(benchmark::kMicrosecond);
BENCHMARK(feed_parse)->DenseRange(0, 3)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(dates, rfc3339, "2024-03-14T09:26:53+01:00");
BENCHMARK_CAPTURE(dates, rfc822, "Thu, 14 Mar 2024 09:26:53 +0100");
BENCHMARK_CAPTURE(dates, named_zone, "Thu, 14 Mar 2024 09:26:53 EST");
BENCHMARK_CAPTURE(dates, german, "Donnerstag, 14. März 2024, 09:26 Uhr");
BENCHMARK_CAPTURE(dates, no_date, "The harbour office said on Tuesday");

}  // namespace
}  // namespace tidings::feed

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  benchmark::RunSpecifiedBenchmarks();
  tidings::feed::compare_with_peers(tidings::feed::sample(0), tidings::feed::sample(1));
  return 0;
}
