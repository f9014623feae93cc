#include <memory>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "config/tables.hpp"
#include "daemon/cli/corpus_commands.hpp"
#include "daemon/cli/open_corpus.hpp"
#include "daemon/cli/settings.hpp"
#include "daemon/corpus/forget.hpp"
#include "daemon/corpus/lock.hpp"
#include "daemon/service/control_client.hpp"

namespace tidings::cli {
namespace {

int print_lines(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) fmt::print("{}\n", line);
  return kOk;
}

int ask_daemon(const std::string& socket, const std::string& what) {
  const auto done = service::ControlClient(socket).forget(what);
  if (done) return print_lines(*done);
  fmt::print(stderr, "tidings: {}\n", done.error());
  return kPartial;
}

int forget(const GlobalOptions& global, const std::string& what) {
  const auto settings = load_settings(global, Needs::kCorpus);
  if (!settings) return settings.error();
  if (const auto holder = corpus::holder_of(settings->corpus); holder && !holder->socket.empty()) {
    return ask_daemon(holder->socket, what);
  }
  const SystemClock clock;
  const auto store = open_store(*settings, clock);
  if (!store) return store.error();
  const auto done = corpus::forget(**store, what, config::tracking_table(), clock.now());
  if (done) return print_lines(corpus::lines(*done));
  fmt::print(stderr, "tidings: {}\n", done.error().message);
  return done.error().kind == corpus::Error::Kind::kNotThere ? kUsage : kUnusable;
}

}  // namespace

void add_forget(CLI::App& app, Invocation& invocation) {
  CLI::App* command = app.add_subcommand("forget", "remove a document and never fetch it again");
  const auto what = std::make_shared<std::string>();
  command->add_option("NUMBER|URL", *what, "of the document")->required();
  command->callback([what, &invocation] {
    invocation.run = [what, &invocation] { return forget(invocation.global, *what); };
  });
}

}  // namespace tidings::cli
