#include <filesystem>
#include <memory>

#include <fmt/core.h>

#include "config/site_rule_folder.hpp"
#include "config/tables.hpp"
#include "daemon/cli/settings.hpp"
#include "daemon/cli/site_commands.hpp"
#include "daemon/cli/web_reader.hpp"
#include "daemon/ingest/page.hpp"
#include "daemon/state/sqlite_state.hpp"
#include "parsers/article/article.hpp"
#include "parsers/text/normalize.hpp"

// `explain URL`: robots.txt, the way there, how the bytes were read, what the article is, and
// whether it would be written.
namespace tidings::cli {
namespace {

void line(const char* what, const std::string& value) {
  fmt::print("{:<12} {}\n", what, text::one_line(value));
}

void show_way(const std::vector<fetch::Hop>& hops, const fetch::RobotsVerdict& robots) {
  if (robots.asked) {
    line("robots.txt", fmt::format("{}: {} ({})", robots.allowed ? "allowed" : "forbidden",
                                   robots.reason, robots.robots_url));
  } else {
    line("robots.txt", "was not asked");
  }
  for (const fetch::Hop& hop : hops)
    line("redirect", fmt::format("{} -> {}", hop.status, hop.target));
}

void show_answer(const fetch::Response& response) {
  const auto ms = [](auto time) { return static_cast<double>(time.count()) / 1000.0; };
  line("answer", fmt::format("{} from {}, {} bytes, {}", response.status, response.remote_address,
                             response.body.size(), response.content_type));
  line("timing",
       fmt::format("DNS {:.1f} ms, connected {:.1f} ms, first byte {:.1f} ms, all {:.1f} ms",
                   ms(response.timings.dns), ms(response.timings.connect),
                   ms(response.timings.first_byte), ms(response.timings.total)));
}

void show_article(const article::Article& article) {
  line("encoding", fmt::format("{} ({})", article.encoding, article.encoding_source));
  line("title", article.title);
  line("date", article.published ? fmt::format("{} (by {})", article.published->rfc3339(),
                                               article.published_source)
                                 : "none stated");
  std::string authors;
  for (const std::string& author : article.authors)
    authors += (authors.empty() ? "" : "; ") + author;
  line("authors", authors.empty() ? "-" : authors);
  line("language", article.language.empty() ? "-" : article.language);
  line("canonical", article.canonical_url.empty() ? "-" : article.canonical_url);
  std::size_t kept = 0;
  for (const article::BlockVerdict& block : article.blocks) kept += block.kept ? 1 : 0;
  line("blocks", fmt::format("{} of {} kept (`tidings extract --explain` lists them)", kept,
                             article.blocks.size()));
}

std::string verdict_of(state::Reader& reader, const std::string& key,
                       const ingest::PreparedDocument& document) {
  const auto known = reader.url(key);
  const auto same = reader.document_by_hash(document.record.hash);
  if (known && *known && (*known)->removed) return "was forgotten: it would not be written";
  if (same && *same)
    return fmt::format("its text is document {} already: {}", (*same)->number, (*same)->file);
  if (known && *known && (*known)->document) {
    return fmt::format("its address is known with document {}; this text would replace it",
                       *(*known)->document);
  }
  if (known && *known)
    return fmt::format("its address is known: {}", state::name((*known)->reason));
  return "it would be written, unless a near-duplicate is found";
}

void show_fate(const config::Settings& settings, const fetch::Response& response,
               const config::SiteRuleFolder& rules) {
  const auto parsed = url::parse(response.final_url);
  config::Source source;
  source.name = "explain";
  const ingest::Filters filters(source.filters);
  const ingest::PageRules page_rules{&source, &filters, parsed ? rules.find(parsed->host) : nullptr,
                                     &config::tracking_table()};
  ingest::PageInput input;
  input.bytes = response.body;
  input.content_type = response.content_type;
  input.url = response.final_url;
  input.fetched_at = SystemClock().now();
  const auto prepared = ingest::prepare_page(input, page_rules);
  if (!prepared)
    return line("verdict", fmt::format("{}: {}", state::name(prepared.error().reason),
                                       prepared.error().message));
  line("document", fmt::format("{} words, day {} ({})", prepared->record.words,
                               prepared->record.day, prepared->record.date_source));
  if (!std::filesystem::exists(settings.state))
    return line("verdict", "it would be written (there is no state yet)");
  const auto reader = state::open_sqlite_reader(settings.state);
  if (!reader) return line("verdict", reader.error().message);
  const std::string key =
      url::canonical(response.url, config::tracking_table()).value_or(response.url);
  line("verdict", verdict_of(**reader, key, *prepared));
}

int explain(const GlobalOptions& global, const std::string& address) {
  const auto settings = load_settings(global, Needs::kNothing);
  if (!settings) return settings.error();
  config::SiteRuleFolder rules;
  if (!settings->site_rules.empty()) {
    auto loaded = config::SiteRuleFolder::load(settings->site_rules);
    if (loaded) rules = std::move(*loaded);
  }
  const auto key = url::canonical(address, config::tracking_table());
  line("address", key.value_or(address + " (not an http address)"));
  WebReader web(*settings);
  const auto answer = web.get(address, fetch::Purpose::kPage);
  show_way(answer ? answer->hops : answer.error().hops,
           answer ? answer->robots : answer.error().robots);
  if (!answer) {
    line("failed", fmt::format("{}: {}", fetch::name(answer.error().kind), answer.error().message));
    return kPartial;
  }
  show_answer(*answer);
  const auto parsed = url::parse(answer->final_url);
  article::Options options;
  options.content_type = answer->content_type;
  options.url = answer->final_url;
  options.rules = parsed ? rules.find(parsed->host) : nullptr;
  options.explain = true;
  line("site rules",
       options.rules != nullptr ? "there are some for this host" : "none for this host");
  const auto article = article::extract(answer->body, options);
  if (article) show_article(*article);
  show_fate(*settings, *answer, rules);
  return kOk;
}

}  // namespace

void add_explain(CLI::App& app, Invocation& invocation) {
  CLI::App* command =
      app.add_subcommand("explain", "show everything that decides the fate of a page");
  const auto url = std::make_shared<std::string>();
  command->add_option("URL", *url, "the page")->required();
  command->callback([url, &invocation] {
    invocation.run = [url, &invocation] { return explain(invocation.global, *url); };
  });
}

}  // namespace tidings::cli
