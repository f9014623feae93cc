#include <memory>

#include "config/tables.hpp"
#include "daemon/cli/batch.hpp"
#include "daemon/cli/parser_commands.hpp"
#include "parsers/url/url.hpp"

namespace tidings::cli {
namespace {

Json as_json(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

std::expected<Json, std::string> answer(const Json& fields) {
  const url::TrackingTable& tracking = config::tracking_table();
  if (fields.contains("same")) {
    const auto pair = fields.at("same").get<std::pair<std::string, std::string>>();
    const auto first = url::canonical(pair.first, tracking);
    return Json{{"same", first && first == url::canonical(pair.second, tracking)}};
  }
  if (!fields.contains("base")) {
    return Json{
        {"canonical", as_json(url::canonical(fields.at("input").get<std::string>(), tracking))}};
  }
  const auto base = url::parse(fields.at("base").get<std::string>());
  if (!base) return Json{{"canonical", nullptr}};
  const auto input = fields.at("input").get<std::string>();
  return Json{{"canonical", as_json(url::canonical(input, tracking, &*base))}};
}

}  // namespace

void add_url(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand("url", "canonical forms of addresses");
  const auto file = std::make_shared<std::string>();
  command
      ->add_option("--batch", *file,
                   "JSON lines {id, input, base?} or {id, same: [a, b]} (-: standard input)")
      ->required();
  command->callback([file, &invocation] {
    invocation.run = [file] {
      return run_batch(*file, {}, [](BatchRecord& record) { return answer(record.fields); });
    };
  });
}

}  // namespace tidings::cli
