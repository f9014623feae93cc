#include <array>
#include <string>

#include <benchmark/benchmark.h>

#include "parsers/charset/charset.hpp"
#include "parsers/charset/utf8.hpp"
#include "parsers/robots/robots.hpp"
#include "parsers/url/url.hpp"

namespace tidings {
namespace {

// What feeds and sitemaps hold: mostly plain article addresses, some with tracking parameters, some
// that need more work.
constexpr std::array<std::string_view, 10> kAddresses{
    "https://www.morning-post.example/politics/2024/05/12/storm-hits-the-coast-1234567.html",
    "https://news.example/world/europe/article/council-agrees-on-a-new-budget-after-long-night",
    "https://www.nachrichten.example/wirtschaft/unternehmen/artikel-17293847/",
    "https://kurier.example/index.php?id=8723&page=1&section=local&find=",
    "https://www.daily.example/story/98765?utm_source=rss&utm_medium=feed&utm_campaign=morning",
    "https://blatt.example/sport/fussball/"
    "spielbericht-a-104.html?at_medium=RSS&at_campaign=x#xtor=1",
    "https://presse.example/2024/05/a.html?fbclid=IwAR0abcdefghijklmnopqrstuvwxyz0123456789",
    "https://agency.example/en/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/2024/5/12/x_1.html",
    "https://www.journal.example/culture/caf\xC3\xA9-litt\xC3\xA9raire?page=2",
    "http://WWW.Example.com:80/a/../b/./c.html#comments",
};

url::TrackingTable tracking() {
  return {{"utm_", "ga_", "mtm_", "pk_", "itm_", "hsa_", "ns_", "at_custom"},
          {"fbclid", "gclid", "msclkid", "at_medium", "at_campaign", "xtor", "cmp", "mc_cid"}};
}

void url_canonical_of_plain_addresses(benchmark::State& state) {
  const url::TrackingTable table = tracking();
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(url::canonical(kAddresses[i++ % 4], table));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(url_canonical_of_plain_addresses);

void url_canonical_of_all_kinds(benchmark::State& state) {
  const url::TrackingTable table = tracking();
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(url::canonical(kAddresses[i++ % kAddresses.size()], table));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(url_canonical_of_all_kinds);

void url_canonical_of_relative_links(benchmark::State& state) {
  const url::TrackingTable table = tracking();
  const auto base = url::parse(kAddresses[0]);
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        url::canonical("/politics/2024/05/13/next-1234568.html", table, &*base));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(url_canonical_of_relative_links);

void url_registrable_domain(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(url::registrable_domain("www.news.bbc.co.uk"));
}
BENCHMARK(url_registrable_domain);

// A file of a news site: two groups, so many rules with wildcards here and there.
std::string robots_txt(std::int64_t rules) {
  std::string text = "User-agent: badbot\nDisallow: /\n\nUser-agent: *\n";
  for (std::int64_t i = 0; i < rules; ++i) {
    const std::string number = std::to_string(i);
    text += i % 5 == 0 ? "Disallow: /*/print" + number + "/*.html$\n"
                       : "Disallow: /section" + number + "/private/\n";
  }
  return text + "Crawl-delay: 5\nSitemap: https://news.example/sitemap.xml\n";
}

void robots_parse(benchmark::State& state) {
  const std::string text = robots_txt(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(robots::Rules::parse(text));
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}
BENCHMARK(robots_parse)->Arg(40)->Arg(1000);

void robots_verdict(benchmark::State& state) {
  const auto rules = robots::Rules::parse(robots_txt(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        rules.verdict("tidings", "/politics/2024/05/12/storm-hits-the-coast-1234567.html"));
  }
}
BENCHMARK(robots_verdict)->Arg(40)->Arg(1000);

std::string page(std::string_view sentence) {
  std::string html = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>x</title></head>";
  while (html.size() < 200'000) {
    html += "<div class=\"article__paragraph\" data-track=\"scroll-depth-marker\"><p>";
    html.append(sentence).append("</p></div>\n");
  }
  return html;
}

void decode_page(benchmark::State& state, std::string_view sentence) {
  const std::string html = page(sentence);
  for (auto _ : state) {
    benchmark::DoNotOptimize(charset::decode_html(html, "text/html; charset=utf-8"));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(html.size()) * state.iterations());
}
BENCHMARK_CAPTURE(decode_page, english, "The council agreed on a new budget after a long night.");
BENCHMARK_CAPTURE(decode_page, french,
                  "Le conseil a adopt\xC3\xA9 le budget apr\xC3\xA8s une nuit.");
BENCHMARK_CAPTURE(decode_page, russian, "Совет утвердил новый бюджет после долгой ночи.");
BENCHMARK_CAPTURE(decode_page, chinese, "市议会昨天通过了旧码头改造方案，计划在河边修建公园。");
BENCHMARK_CAPTURE(decode_page, latin1,
                  "Der Rat hat den neuen Haushalt nach langer Nacht f\xFCr gut befunden.");

void decode_legacy(benchmark::State& state) {
  const std::string html = page("\xC7\xE0\xE2\xF2\xF0\xE0 \xE2 \xE3\xEE\xF0\xEE\xE4\xE5");
  for (auto _ : state) {
    benchmark::DoNotOptimize(charset::decode_html(html, "text/html; charset=windows-1251"));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(html.size()) * state.iterations());
}
BENCHMARK(decode_legacy);

void utf8_scan(benchmark::State& state) {
  const std::string html = page("Le conseil a adopt\xC3\xA9 le budget.");
  for (auto _ : state) benchmark::DoNotOptimize(utf8::scan(html));
  state.SetBytesProcessed(static_cast<std::int64_t>(html.size()) * state.iterations());
}
BENCHMARK(utf8_scan);

}  // namespace
}  // namespace tidings

BENCHMARK_MAIN();
