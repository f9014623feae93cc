#include "config/reference.hpp"

#include <vector>

#include <fmt/format.h>

#include "config/options.hpp"

namespace tidings::config {
namespace {

using std::string_view;

constexpr string_view kHead = R"(.SH NAME
tidings.yaml \- configuration of tidings(1)
.SH SYNOPSIS
.I /etc/tidings/tidings.yaml
.br
.I /etc/tidings/sources.d/*.yaml
.SH DESCRIPTION
A YAML file. The files of
.I sources.d
beside it hold further sources, as a list or under the key
.BR sources .
Unknown and duplicate keys, values of the wrong type and missing folders are mistakes, which
.B tidings check
names with file, line and column. Relative paths are relative to the folder of the file that holds
them. Aliases are not read.
.PP
Durations are written as 500ms, 30s, 5m, 2h, 3d, 1w or 1h30m; sizes as 500kB or 8MB, where MB is a
million bytes and MiB 2\(ha20.
.PP
A value that is called secret may be taken from the environment, as {env: NAME}, or from a credential
of the unit, as {credential: NAME}; see LoadCredential= in
.BR systemd.exec (5).
Secrets are never logged.
)";

constexpr string_view kFoot = R"(.SH EXAMPLE
.nf
corpus: /var/lib/tidings/corpus
state: /var/lib/tidings/state.db
sources:
  \- {name: paper, feed: https://paper.example/rss.xml}
  \- {name: agency, sitemap: https://agency.example/news.xml, every: 5m, exclude: [/video/]}
  \- name: intranet
    site: https://news.intranet.example/
    allow_private: true
    auth: {username: tidings, password: {credential: intranet}}
.fi
.SH SEE ALSO
.BR tidings (1)
)";

std::string fallback_text(const Option& option) {
  return option.fallback.empty() ? "" : fmt::format(" Default: {}.", option.fallback);
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

std::string man_entry(const Option& option) {
  return fmt::format(".TP\n.B {}\n{}\n{}.{}{}\n", roff(option.name), roff(option.help),
                     roff(capitalised(expectation(option))), option.secret ? " Secret." : "",
                     roff(fallback_text(option)));
}

string_view heading(Section section) {
  switch (section) {
    case Section::kTop:
      return "KEYS";
    case Section::kFetch:
      return "KEYS OF FETCH";
    case Section::kHosts:
      return "KEYS OF EACH OF HOSTS";
    case Section::kDuplicates:
      return "KEYS OF DUPLICATES";
    case Section::kKeep:
      return "KEYS OF KEEP";
    case Section::kSource:
      return "KEYS OF A SOURCE, AND OF DEFAULTS";
    case Section::kAuth:
      return "KEYS OF AUTH";
  }
  return "";
}

// "# text", broken into lines of at most 100 columns.
std::string comment(string_view text, string_view indent) {
  constexpr std::size_t kWidth = 100;
  std::string lines;
  std::string line = fmt::format("{}#", indent);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (line.size() + 1 + end > kWidth) {
      lines += line + '\n';
      line = fmt::format("{}#", indent);
    }
    line += fmt::format(" {}", text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines + line + '\n';
}

// An option of the sample: what it means, and the key with its default or what is expected.
std::string sample_entry(const Option& option, string_view indent) {
  std::string entry = comment(option.help, indent);
  if (option.fallback.empty()) {
    return entry + comment(fmt::format("{}: {}", option.name, expectation(option)), indent) + '\n';
  }
  return entry + fmt::format("{}# {}: {}\n\n", indent, option.name, option.fallback);
}

std::string sample_section(Section section, string_view indent) {
  std::string text;
  for (const Option& option : options()) {
    if (option.section == section && option.type != Type::kSection) {
      text += sample_entry(option, indent);
    }
  }
  return text;
}

std::string sample_top() {
  std::string text;
  for (const Option& option : options()) {
    if (option.section != Section::kTop || option.type == Type::kSection ||
        option.type == Type::kSources) {
      continue;
    }
    text += sample_entry(option, "");
  }
  return text;
}

}  // namespace

std::string roff(string_view text) {
  std::string escaped;
  bool line_begins = true;
  for (const char c : text) {
    if (line_begins && (c == '.' || c == '\'')) escaped += "\\&";
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else if (c == '^') {
      escaped += "\\(ha";
    } else {
      escaped += c;
    }
    line_begins = c == '\n';
  }
  return escaped;
}

std::string configuration_man_page(string_view version) {
  std::string page = fmt::format(".TH TIDINGS.YAML 5 \"\" \"tidings {}\"\n{}", version, kHead);
  for (const Section section : kSections) {
    page += fmt::format(".SH {}\n", heading(section));
    for (const Option& option : options()) {
      if (option.section == section) page += man_entry(option);
    }
  }
  return page += kFoot;
}

std::string sample_configuration() {
  std::string text =
      "# Every key of tidings.yaml with its default. Take the comment sign away to set a key;\n"
      "# `tidings check` reads the file, `man tidings.yaml` tells more.\n\n";
  text += sample_top();
  for (const Section section :
       {Section::kFetch, Section::kHosts, Section::kDuplicates, Section::kKeep}) {
    const Option& option = *find_option(Section::kTop, section_name(section));
    text += comment(option.help, "");
    text += fmt::format("{}:\n{}", option.name, sample_section(section, "  "));
  }
  text += comment(find_option(Section::kTop, "defaults")->help, "") + "defaults:\n";
  text += comment("any key of a source but name, feed, sitemap, site, page and files", "  ") + '\n';
  text += comment(find_option(Section::kTop, "sources")->help, "") + "sources:\n";
  text += "  # - name: example\n  #   feed: https://example.org/feed.xml\n\n";
  text += comment("The keys of a source:", "  ") + '\n' + sample_section(Section::kSource, "  ");
  text += comment("The keys of its auth:", "  ") + '\n' + sample_section(Section::kAuth, "  ");
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

}  // namespace tidings::config
