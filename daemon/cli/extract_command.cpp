#include <cstdio>
#include <memory>

#include <fmt/core.h>

#include "config/site_rule_folder.hpp"
#include "daemon/cli/batch.hpp"
#include "daemon/cli/input_file.hpp"
#include "daemon/cli/parser_commands.hpp"
#include "daemon/cli/settings.hpp"
#include "daemon/cli/web_reader.hpp"
#include "parsers/article/article.hpp"
#include "parsers/document/document.hpp"
#include "parsers/url/url.hpp"

namespace tidings::cli {
namespace {

struct ExtractOptions {
  std::vector<std::string> files;
  std::string batch;
  std::string url;
  std::string format = "text";
  std::string lead = "keep";
  bool explain = false;
};

// Reads pages with the rules of their hosts.
class Extractor {
 public:
  Extractor(const ExtractOptions& options, config::SiteRuleFolder rules)
      : options_(options), rules_(std::move(rules)) {}

  [[nodiscard]] std::expected<article::Article, std::string> read(
      std::string_view bytes, std::string_view address, std::string_view content_type = {}) const {
    const auto parsed = url::parse(address);
    article::Options options;
    options.url = address;
    options.content_type = content_type;
    options.rules = parsed ? rules_.find(parsed->host) : nullptr;
    options.keep_lead = options_.lead == "keep";
    options.explain = options_.explain;
    return article::extract(bytes, options);
  }

 private:
  const ExtractOptions& options_;
  config::SiteRuleFolder rules_;
};

Json as_json(const article::Article& article) {
  Json json{{"title", article.title},
            {"date", article.published ? article.published->day_text() : ""},
            {"authors", article.authors},
            {"language", article.language},
            {"text", article.text()},
            {"canonical_url", article.canonical_url},
            {"encoding", article.encoding}};
  if (article.published) {
    json["published"] = article.published->rfc3339();
    json["published_source"] = article.published_source;
  }
  if (article.modified) json["modified"] = article.modified->rfc3339();
  if (!article.image.empty()) json["image"] = article.image;
  if (!article.site_name.empty()) json["site_name"] = article.site_name;
  if (!article.tags.empty()) json["tags"] = article.tags;
  if (!article.amp_url.empty()) json["amp_url"] = article.amp_url;
  if (!article.next_page_url.empty()) json["next_page_url"] = article.next_page_url;
  if (!article.single_page_url.empty()) json["single_page_url"] = article.single_page_url;
  if (article.truncated) json["truncated"] = true;
  return json;
}

Json as_json(const std::vector<article::BlockVerdict>& blocks) {
  Json json = Json::array();
  for (const article::BlockVerdict& block : blocks) {
    json.push_back({{"kept", block.kept},
                    {"score", block.score},
                    {"reason", block.reason},
                    {"text", block.text}});
  }
  return json;
}

void print_verdicts(const std::vector<article::BlockVerdict>& blocks) {
  for (const article::BlockVerdict& block : blocks) {
    fmt::print("{} {:.2f} {:<14} {}\n", block.kept ? '+' : '-', block.score, block.reason,
               block.text);
  }
}

void print_text(const article::Article& article, const ExtractOptions& options) {
  if (options.explain) {
    print_verdicts(article.blocks);
    return;
  }
  const std::string& address = article.canonical_url.empty() ? options.url : article.canonical_url;
  fmt::print("{}", document::format({.day = article.published ? article.published->day_text() : "",
                                     .url = address,
                                     .title = article.title,
                                     .paragraphs = article.paragraphs}));
}

std::expected<article::Article, std::string> extract_page(const std::string& page,
                                                          const ExtractOptions& options,
                                                          const Extractor& extractor,
                                                          WebReader& web) {
  if (is_address(page)) {
    const auto answer = web.get(page, fetch::Purpose::kPage);
    if (!answer) return std::unexpected(answer.error().message);
    return extractor.read(answer->body, answer->final_url, answer->content_type);
  }
  const auto bytes = read_input_file(page);
  if (!bytes) return std::unexpected(bytes.error());
  return extractor.read(*bytes, options.url);
}

// False, and a line on standard error, when there is no article.
bool extract_one(const std::string& file, const ExtractOptions& options, const Extractor& extractor,
                 WebReader& web) {
  const auto article = extract_page(file, options, extractor, web);
  if (!article) {
    fmt::print(stderr, "tidings: {}: {}\n", file, article.error());
    return false;
  }
  if (options.format == "json") {
    Json json = as_json(*article);
    if (options.explain) json["blocks"] = as_json(article->blocks);
    fmt::print("{}\n", json.dump(-1, ' ', false, Json::error_handler_t::replace));
  } else {
    print_text(*article, options);
  }
  if (!article->paragraphs.empty()) return true;
  fmt::print(stderr, "tidings: {}: holds no article\n", file);
  return false;
}

int extract(const GlobalOptions& global, const ExtractOptions& options) {
  const auto settings = load_settings(global, Needs::kNothing);
  if (!settings) return settings.error();
  config::SiteRuleFolder rules;
  if (!settings->site_rules.empty()) {
    auto loaded = config::SiteRuleFolder::load(settings->site_rules);
    if (!loaded) {
      fmt::print(stderr, "tidings: {}\n", loaded.error().text());
      return kUsage;
    }
    rules = std::move(*loaded);
  }
  const Extractor extractor(options, std::move(rules));
  if (!options.batch.empty()) {
    return run_batch(options.batch, {.read_file = true},
                     [&](BatchRecord& record) -> std::expected<Json, std::string> {
                       const auto article =
                           extractor.read(record.bytes, record.fields.value("url", ""));
                       if (!article) return std::unexpected(article.error());
                       Json json = as_json(*article);
                       if (options.explain) json["blocks"] = as_json(article->blocks);
                       return json;
                     });
  }
  if (options.files.empty()) {
    fmt::print(
        stderr,
        "tidings: extract: name a file or an address, or --batch; see tidings extract --help\n");
    return kUsage;
  }
  WebReader web(*settings);
  bool all = true;
  for (const std::string& file : options.files) all &= extract_one(file, options, extractor, web);
  return all ? kOk : kPartial;
}

}  // namespace

void add_extract(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand("extract", "print the article of a page");
  const auto options = std::make_shared<ExtractOptions>();
  command->add_option("pages", options->files, "saved pages (.gz is decompressed) or addresses")
      ->type_name("FILE|URL");
  command->add_option("--batch", options->batch, "JSON lines {id, path, url?} (-: standard input)")
      ->type_name("FILE")
      ->excludes("pages");
  command->add_option("--url", options->url, "the address of a saved page")->type_name("URL");
  command->add_option("--format", options->format, "text (the document format) or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
  command->add_option("--lead", options->lead, "keep or drop the stand-first")
      ->check(CLI::IsMember({"keep", "drop"}))
      ->type_name("WHAT");
  command->add_flag("--explain", options->explain, "say why each block was kept or dropped");
  command->callback([options, &invocation] {
    invocation.run = [options, &invocation] { return extract(invocation.global, *options); };
  });
}

}  // namespace tidings::cli
