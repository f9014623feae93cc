#include "daemon/cli/reference.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "config/reference.hpp"

namespace tidings::cli {
namespace {

using config::roff;

constexpr std::string_view kFoot = R"(.SH EXIT STATUS
.TP
.B 0
All is well.
.TP
.B 1
Finished, but something failed; it is named on standard error.
.TP
.B 2
Bad usage or configuration.
.TP
.B 3
The corpus or the state cannot be used: locked by another process, damaged, or the disk is full.
.SH SIGNALS
.TP
.B SIGTERM, SIGINT
The daemon finishes what is in flight, or drops it safely, and exits within 5 seconds.
.TP
.B SIGHUP
The daemon reads the configuration again. A broken one changes nothing, and is named in the log.
.SH FILES
.TP
.I /etc/tidings/tidings.yaml
The configuration; see
.BR tidings.yaml (5).
.TP
.I /etc/tidings/sources.d/*.yaml
Further sources.
.TP
.I /etc/tidings/sites/*.txt
Rules of single sites.
.TP
.I /var/lib/tidings/corpus/
The documents, NUMBER_HASH.txt, and
.IR INDEX.md .
.TP
.I /var/lib/tidings/state.db
What is known of sources, pages and documents.
.TP
.I /run/tidings/
The socket of the running daemon.
.SH ENVIRONMENT
.TP
.B CREDENTIALS_DIRECTORY
Where {credential: NAME} is looked up; set by systemd.
.TP
.B NOTIFY_SOCKET, WATCHDOG_USEC
The service manager; see
.BR sd_notify (3).
.TP
.B JOURNAL_STREAM
Standard error is the journal: log entries go there with their fields.
.SH SEE ALSO
.BR tidings.yaml (5),
.BR journalctl (1),
.BR systemd.service (5)
)";

// "--config FILE", "-f,--follow", "FILE"
std::string synopsis(const CLI::Option& option) {
  std::string name = option.get_positional() ? option.get_name(true) : option.get_name(false, true);
  const bool takes_value = option.get_type_size() != 0 && !option.get_positional();
  if (!takes_value) return name;
  const std::string type = option.get_type_name();  // "FORMAT:{text,json}"
  return fmt::format("{} {}", name, type.substr(0, type.find(':')));
}

std::string sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text.ends_with('.') ? text : text + '.';
}

// An option with its explanation.
std::string man_entry(const CLI::Option& option) {
  return fmt::format(".TP\n.B {}\n{}\n", roff(synopsis(option)),
                     roff(sentence(option.get_description())));
}

std::string man_options(const CLI::App& app) {
  std::string text;
  for (const CLI::Option* option : app.get_options()) text += man_entry(*option);
  return text;
}

// "[OPTIONS] FILE [MORE]"
std::string usage(const CLI::App& command) {
  std::string text = command.get_name();
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_positional()) continue;
    const std::string name = option->get_name(true);
    const char* more = option->get_items_expected_max() > 1 ? "..." : "";
    text += option->get_required() ? fmt::format(" {}{}", name, more)
                                   : fmt::format(" [{}{}]", name, more);
  }
  return text + " [OPTIONS]";
}

bool is_help(const CLI::Option* option) { return option->check_lname("help"); }

std::string man_command(const CLI::App& command) {
  std::string text =
      fmt::format(".SS {}\n{}\n", roff(usage(command)), roff(sentence(command.get_description())));
  for (const CLI::Option* option : command.get_options()) {
    if (!is_help(option)) text += man_entry(*option);
  }
  return text;
}

std::string option_words(const CLI::App& app) {
  std::string words;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) words += fmt::format("--{} ", name);
  }
  if (!words.empty()) words.pop_back();
  return words;
}

}  // namespace

std::string command_man_page(const CLI::App& app, std::string_view version) {
  std::string page = fmt::format(
      ".TH TIDINGS 1 \"\" \"tidings {}\"\n.SH NAME\ntidings \\- streaming news ingest\n.SH "
      "SYNOPSIS\n.B tidings\n[OPTIONS] COMMAND [ARGUMENTS]\n.SH DESCRIPTION\n{}\nResults go to "
      "standard output; logs, progress and errors to standard error.\n.SH OPTIONS\nThese may stand "
      "before or after the command.\n",
      version, roff(app.get_description()));
  page += man_options(app);
  page += ".SH COMMANDS\n";
  for (const CLI::App* command : app.get_subcommands({})) page += man_command(*command);
  return page += kFoot;
}

std::string bash_completion(const CLI::App& app) {
  std::string names;
  std::string cases;
  for (const CLI::App* command : app.get_subcommands({})) {
    names += fmt::format("{}{}", names.empty() ? "" : " ", command->get_name());
    cases += fmt::format("    {}) options='{}' ;;\n", command->get_name(), option_words(*command));
  }
  return fmt::format(R"(# bash completion for tidings
_tidings() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} command='' i
  local commands='{}' global='{}' options=''
  for ((i = 1; i < COMP_CWORD; ++i)); do
    [[ " $commands " == *" ${{COMP_WORDS[i]}} "* ]] && command=${{COMP_WORDS[i]}} && break
  done
  case "$command" in
{}  esac
  COMPREPLY=()
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$global $options" -- "$word")
  elif [[ -z $command ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$word")
  fi
}}
complete -o default -F _tidings tidings
)",
                     names, option_words(app), cases);
}

}  // namespace tidings::cli
