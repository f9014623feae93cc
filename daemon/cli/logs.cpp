#include "daemon/cli/logs.hpp"

#include <cerrno>
#include <cstring>
#include <memory>

#include <fmt/format.h>
#include <unistd.h>

namespace tidings::cli {
namespace {

// Becomes journalctl, so that its pager, signals and exit status are its own.
int run_journalctl(const LogsQuery& query) {
  std::vector<std::string> call = journalctl_call(query);
  std::vector<char*> arguments;
  arguments.reserve(call.size() + 1);
  for (std::string& argument : call) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  fmt::print(stderr,
             "tidings: journalctl cannot be run ({}); the logs are where the daemon's "
             "standard error goes\n",
             std::strerror(errno));
  return kPartial;
}

}  // namespace

std::vector<std::string> journalctl_call(const LogsQuery& query) {
  std::vector<std::string> call{"journalctl", "--quiet"};
  if (query.follow) call.emplace_back("--follow");
  if (query.lines > 0) call.push_back(fmt::format("--lines={}", query.lines));
  if (!query.since.empty()) call.push_back("--since=" + query.since);
  call.emplace_back(query.json ? "--output=json" : "--output=short-iso");
  std::vector<std::string> filters;
  if (!query.source.empty()) filters.push_back("SOURCE=" + query.source);
  if (!query.event.empty()) filters.push_back("EVENT=" + query.event);
  // Of both units: matches of one field are alternatives.
  call.emplace_back("_SYSTEMD_UNIT=tidings.service");
  call.emplace_back("_SYSTEMD_UNIT=tidings-fetch.service");
  call.insert(call.end(), filters.begin(), filters.end());
  if (!filters.empty()) return call;
  // What systemd itself says of them: started, stopped, failed.
  for (const char* unit : {"UNIT=tidings.service", "UNIT=tidings-fetch.service"}) {
    call.emplace_back("+");
    call.emplace_back("_PID=1");
    call.emplace_back(unit);
  }
  return call;
}

void add_logs(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand("logs", "show the journal of the service (journalctl)");
  const auto query = std::make_shared<LogsQuery>();
  command->add_flag("-f,--follow", query->follow, "go on with what is new");
  command->add_option("--source", query->source, "of one source")->type_name("NAME");
  command->add_option("--event", query->event, "of one event, as document.written")
      ->type_name("EVENT");
  command->add_option("--since", query->since, "since a time, as today or \"10 min ago\"")
      ->type_name("TIME");
  command->add_option("-n,--lines", query->lines, "the last lines only")
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  command->add_flag("--json", query->json, "with all fields, as JSON lines");
  command->callback(
      [query, &invocation] { invocation.run = [query] { return run_journalctl(*query); }; });
}

}  // namespace tidings::cli
