#include <memory>

#include <fmt/core.h>

#include "daemon/cli/batch.hpp"
#include "daemon/cli/input_file.hpp"
#include "daemon/cli/parser_commands.hpp"
#include "daemon/cli/settings.hpp"
#include "daemon/cli/web_reader.hpp"
#include "daemon/fetch/content_decoder.hpp"
#include "parsers/feed/feed.hpp"
#include "parsers/text/normalize.hpp"

namespace tidings::cli {
namespace {

constexpr std::size_t kMaxBytes = 100'000'000;
constexpr int kMaxWrappings = 2;  // a gzip file in a gzip file, no deeper

struct FeedOptions {
  std::string file;
  std::string batch;
  std::string content_type;
  std::string base_url;
  std::string format = "text";
};

std::string_view name(feed::Type type) {
  switch (type) {
    case feed::Type::kUrlset:
      return "urlset";
    case feed::Type::kSitemapIndex:
      return "sitemapindex";
    case feed::Type::kFeed:
      break;
  }
  return "feed";
}

Json as_json(const std::optional<DateTime>& date) { return date ? Json(date->rfc3339()) : Json(); }

Json as_json(const feed::Enclosure& enclosure) {
  Json json{{"url", enclosure.url}};
  if (!enclosure.type.empty()) json["type"] = enclosure.type;
  if (enclosure.length) json["length"] = *enclosure.length;
  return json;
}

Json as_json(const feed::Item& item) {
  Json enclosures = Json::array();
  for (const feed::Enclosure& enclosure : item.enclosures) enclosures.push_back(as_json(enclosure));
  return Json{{"id", item.id},
              {"link", item.link},
              {"title", item.title},
              {"published", as_json(item.published)},
              {"updated", as_json(item.updated)},
              {"summary", item.summary.empty() ? item.content : item.summary},
              {"content", item.content},
              {"authors", item.authors},
              {"categories", item.categories},
              {"enclosures", std::move(enclosures)},
              {"language", item.language}};
}

Json as_json(const feed::Feed& feed) {
  Json items = Json::array();
  for (const feed::Item& item : feed.items) items.push_back(as_json(item));
  Json json{{"type", name(feed.type)},     {"format", feed.format},     {"title", feed.title},
            {"link", feed.link},           {"language", feed.language}, {"items", std::move(items)},
            {"truncated", feed.truncated}, {"note", feed.note}};
  if (feed.schedule.minutes) json["ttl"] = *feed.schedule.minutes;
  if (!feed.schedule.skip_hours.empty()) json["skip_hours"] = feed.schedule.skip_hours;
  if (!feed.schedule.skip_days.empty()) json["skip_days"] = feed.schedule.skip_days;
  return json;
}

std::expected<std::string, std::string> unwrap(std::string bytes) {
  for (int i = 0; i < kMaxWrappings && bytes.starts_with("\x1F\x8B"); ++i) {
    fetch::ContentDecoder decoder("gzip", kMaxBytes, /*unwrap_gzip=*/false);
    std::string plain;
    const fetch::DecodeStatus status = decoder.write(bytes, plain);
    if (status == fetch::DecodeStatus::kTooLarge) {
      return std::unexpected("too large when unpacked: over 100 MB");
    }
    if (status != fetch::DecodeStatus::kGood && plain.empty()) {
      return std::unexpected("this is damaged gzip");
    }
    bytes = std::move(plain);
  }
  return bytes;
}

std::expected<feed::Feed, std::string> parse(std::string bytes, std::string_view content_type,
                                             std::string_view base_url) {
  const auto plain = unwrap(std::move(bytes));
  if (!plain) return std::unexpected(plain.error());
  return feed::parse(*plain, {.content_type = content_type, .base_url = base_url});
}

std::expected<Json, std::string> answer(BatchRecord& record) {
  const auto feed = parse(std::move(record.bytes), record.fields.value("content_type", ""),
                          record.fields.value("base_url", ""));
  if (!feed) return std::unexpected(feed.error());
  return Json{{"feed", as_json(*feed)}};
}

void print_text(const feed::Feed& feed) {
  fmt::print("{}: {}\n{}\n", feed.format, feed.title.empty() ? "-" : feed.title,
             feed.link.empty() ? "-" : feed.link);
  for (const feed::Item& item : feed.items) {
    const auto& date = item.published ? item.published : item.updated;
    fmt::print("\n{}  {}\n            {}\n", date ? date->day_text() : "-         ",
               item.title.empty() ? "-" : item.title, text::one_line(item.link));
  }
  if (!feed.note.empty()) fmt::print(stderr, "tidings: {}\n", feed.note);
  if (feed.truncated) fmt::print(stderr, "tidings: the document breaks off; these are its items\n");
}

std::expected<feed::Feed, std::string> read_named(const config::Settings& settings,
                                                  const FeedOptions& options) {
  if (is_address(options.file)) {
    WebReader web(settings);
    auto answer = web.get(options.file, fetch::Purpose::kSitemap);
    if (!answer) return std::unexpected(answer.error().message);
    return parse(std::move(answer->body), answer->content_type, answer->final_url);
  }
  auto bytes = read_input_file(options.file, kMaxBytes);
  if (!bytes) return std::unexpected(bytes.error());
  return parse(*std::move(bytes), options.content_type, options.base_url);
}

int run_one(const GlobalOptions& global, const FeedOptions& options) {
  const auto settings = load_settings(global, Needs::kNothing);
  if (!settings) return settings.error();
  const auto feed = read_named(*settings, options);
  if (!feed) {
    fmt::print(stderr, "tidings: {}: {}\n", options.file, feed.error());
    return kPartial;
  }
  if (options.format == "json") {
    fmt::print("{}\n", as_json(*feed).dump(-1, ' ', false, Json::error_handler_t::replace));
  } else {
    print_text(*feed);
  }
  return kOk;
}

}  // namespace

void add_feed(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand("feed", "prints a parsed feed or sitemap");
  const auto options = std::make_shared<FeedOptions>();
  CLI::Option* file =
      command->add_option("FILE|URL", options->file, "a feed or sitemap, gzip or not");
  command->add_option("--content-type", options->content_type,
                      "the Content-Type header that came with it");
  command->add_option("--base-url", options->base_url, "the address that it came from");
  command->add_option("--format", options->format, "json or text")
      ->check(CLI::IsMember({"json", "text"}));
  CLI::Option* batch =
      command->add_option("--batch", options->batch,
                          "JSON lines {id, path, content_type?, base_url?} (-: standard input)");
  file->excludes(batch);
  command->callback([options, command, &invocation] {
    if (options->file.empty() && options->batch.empty()) {
      throw CLI::RequiredError(command->get_name() + ": FILE, URL or --batch");
    }
    invocation.run = [options, &invocation] {
      if (options->batch.empty()) return run_one(invocation.global, *options);
      return run_batch(options->batch, {.read_file = true, .max_unpacked_bytes = kMaxBytes},
                       answer);
    };
  });
}

}  // namespace tidings::cli
