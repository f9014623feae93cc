#include "config/value_reader.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <re2/re2.h>

#include "config/nearest_name.hpp"
#include "config/text_checks.hpp"
#include "config/values.hpp"

namespace tidings::config {
namespace {

using std::string_view;

std::vector<string_view> split(string_view words) {
  std::vector<string_view> parts;
  while (!words.empty()) {
    const std::size_t blank = words.find(' ');
    parts.push_back(words.substr(0, blank));
    words = blank == string_view::npos ? string_view() : words.substr(blank + 1);
  }
  return parts;
}

string_view kind_name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::kNothing:
      return "no value";
    case Node::Kind::kScalar:
      return "a text";
    case Node::Kind::kList:
      return "a list";
    case Node::Kind::kMap:
      return "a map";
  }
  return "";
}

// How much of a foreign text a message shows.
std::string shown(string_view text) {
  constexpr std::size_t kMost = 80;
  std::string safe;
  for (const char c : text.substr(0, kMost)) {
    safe += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
  }
  return text.size() > kMost ? safe + "..." : safe;
}

}  // namespace

Environment process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
}

void ValueReader::set_file(const std::filesystem::path& file) {
  file_ = file.string();
  folder_ = std::filesystem::absolute(file).parent_path();
}

void ValueReader::report_at(const std::string& file, Mark mark, std::string what) {
  if (mistakes_.size() < kMostMistakes) {
    mistakes_.push_back({file, mark.line, mark.column, std::move(what)});
  }
}

void ValueReader::report(Mark mark, std::string what) { report_at(file_, mark, std::move(what)); }

void ValueReader::fail(Mark mark, string_view what) {
  const bool is_inner = option_->section != Section::kTop && option_->section != Section::kSource;
  report(mark, fmt::format("{}{}{}: {}", is_inner ? section_name(option_->section) : "",
                           is_inner ? "." : "", option_->name, what));
}

void ValueReader::wrong(const Node& node, string_view found) {
  std::string what(found);
  if (option_->secret) what = "the value does not fit";
  fail(node.mark, fmt::format("{}; expected {}", what, expectation(*option_)));
}

std::optional<std::string> ValueReader::scalar(const Node& node) {
  if (node.kind == Node::Kind::kScalar) return node.text;
  wrong(node, kind_name(node.kind));
  return std::nullopt;
}

// Numbers, durations and words are written without quotes.
std::optional<std::string> ValueReader::plain(const Node& node) {
  if (node.kind == Node::Kind::kScalar && node.quoted) {
    wrong(node, fmt::format("\"{}\" in quotes is a text", shown(node.text)));
    return std::nullopt;
  }
  return scalar(node);
}

bool ValueReader::is_word(const Node& node) const {
  return node.kind == Node::Kind::kScalar && !option_->words.empty() && node.text == option_->words;
}

std::optional<std::string> ValueReader::credential(const Node& node, const std::string& name) {
  const auto folder = environment_("CREDENTIALS_DIRECTORY");
  if (!folder) {
    if (!require_secrets_) return std::string();
    fail(node.mark, fmt::format("the credential \"{}\" is given by systemd, which did not start "
                                "this program; see LoadCredential= in systemd.exec(5)",
                                shown(name)));
    return std::nullopt;
  }
  const bool plain_name = name.find('/') == std::string::npos && !name.empty() && name[0] != '.';
  std::ifstream in(std::filesystem::path(*folder) / name, std::ios::binary);
  if (!plain_name || !in) {
    fail(node.mark, fmt::format("the service was given no credential \"{}\"; add "
                                "LoadCredential={}:FILE to the unit",
                                shown(name), shown(name)));
    return std::nullopt;
  }
  std::ostringstream bytes;
  bytes << in.rdbuf();
  std::string value = std::move(bytes).str();
  while (!value.empty() && (value.back() == '\n' || value.back() == '\r')) value.pop_back();
  return value;
}

// {env: NAME} or {credential: NAME}.
std::optional<std::string> ValueReader::secret(const Node& node) {
  const Node::Entry* entry = node.entries.size() == 1 ? &node.entries.front() : nullptr;
  if (entry == nullptr || entry->value.kind != Node::Kind::kScalar ||
      (entry->key != "env" && entry->key != "credential")) {
    wrong(node, kind_name(node.kind));
    return std::nullopt;
  }
  if (entry->key == "credential") return credential(entry->value, entry->value.text);
  auto value = environment_(entry->value.text);
  if (!value && !require_secrets_) value = std::string();
  if (!value) {
    fail(entry->value.mark,
         fmt::format("the environment has no variable \"{}\"", shown(entry->value.text)));
  }
  return value;
}

void ValueReader::check_text(const Node& node, const std::string& text) {
  if (text.empty() && node.kind == Node::Kind::kScalar) return wrong(node, "an empty text");
  if (option_->type == Type::kText) return;
  if (const auto fault = text_fault(option_->type, text)) {
    wrong(node, option_->secret ? *fault : fmt::format("\"{}\" {}", shown(text), *fault));
  }
}

void ValueReader::read(const Node& node, std::string& value) {
  const bool reference = option_->secret && node.kind == Node::Kind::kMap;
  auto text = reference ? secret(node) : scalar(node);
  if (!text) return;
  check_text(node, *text);
  value = std::move(*text);
}

void ValueReader::read(const Node& node, std::filesystem::path& value) {
  std::string text;
  read(node, text);
  if (!text.empty()) value = (folder_ / text).lexically_normal();
}

void ValueReader::read(const Node& node, bool& value) {
  const auto text = plain(node);
  if (!text) return;
  if (*text == "true" || *text == "false") {
    value = *text == "true";
  } else {
    wrong(node, fmt::format("\"{}\" is neither true nor false", shown(*text)));
  }
}

template <class Value>
std::optional<Value> ValueReader::in_range(const Node& node,
                                           const std::expected<Value, std::string>& parsed,
                                           double number) {
  if (!parsed) {
    wrong(node, parsed.error());
    return std::nullopt;
  }
  const bool bounded = option_->most > 0 || option_->least > 0;
  if (bounded && (number < option_->least || number > option_->most)) {
    wrong(node, fmt::format("{} is out of range", node.text));
    return std::nullopt;
  }
  return *parsed;
}

void ValueReader::read(const Node& node, int& value) {
  const auto text = plain(node);
  if (!text) return;
  const auto parsed = parse_integer(*text);
  const auto number = in_range(node, parsed, parsed ? static_cast<double>(*parsed) : 0);
  if (number) value = static_cast<int>(*number);
}

void ValueReader::read(const Node& node, double& value) {
  const auto text = plain(node);
  if (!text) return;
  const auto parsed = parse_number(*text);
  if (const auto number = in_range(node, parsed, parsed.value_or(0))) value = *number;
}

void ValueReader::read(const Node& node, std::uint64_t& value) {
  const auto text = plain(node);
  if (!text) return;
  if (option_->type == Type::kSize) {
    const auto parsed = parse_size(*text);
    const auto size = in_range(node, parsed, parsed ? static_cast<double>(*parsed) : 0);
    if (size) value = *size;
    return;
  }
  const auto parsed = parse_integer(*text);
  const auto number = in_range(node, parsed, parsed ? static_cast<double>(*parsed) : 0);
  if (number) value = static_cast<std::uint64_t>(*number);
}

void ValueReader::read(const Node& node, Duration& value) {
  const auto text = plain(node);
  if (!text) return;
  const auto parsed = parse_duration(*text);
  const auto duration = in_range(node, parsed, parsed ? static_cast<double>(parsed->count()) : 0);
  if (duration) value = *duration;
}

void ValueReader::read(const Node& node, std::optional<Duration>& value) {
  if (is_word(node)) return value.reset();
  Duration duration = value.value_or(Duration{0});
  read(node, duration);
  value = duration;
}

void ValueReader::read(const Node& node, std::optional<std::uint64_t>& value) {
  if (is_word(node)) return value.reset();
  std::uint64_t number = value.value_or(0);
  read(node, number);
  value = number;
}

std::optional<std::size_t> ValueReader::read_choice(const Node& node) {
  const auto text = scalar(node);
  if (!text) return std::nullopt;
  const auto choices = split(option_->words);
  const auto found = std::ranges::find(choices, *text);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  const auto meant = nearest_name(*text, choices);
  wrong(node, meant ? fmt::format("\"{}\" is unknown (did you mean \"{}\"?)", shown(*text), *meant)
                    : fmt::format("\"{}\" is unknown", shown(*text)));
  return std::nullopt;
}

void ValueReader::check_pattern(const Node& node, const std::string& pattern) {
  if (good_patterns_.contains(pattern)) return;
  const RE2 expression(pattern, RE2::Quiet);
  if (expression.ok()) {
    good_patterns_.insert(pattern);
  } else {
    wrong(node,
          fmt::format("\"{}\" is no RE2 expression ({})", shown(pattern), expression.error()));
  }
}

void ValueReader::read(const Node& node, std::vector<std::string>& value) {
  if (node.kind != Node::Kind::kList) return wrong(node, kind_name(node.kind));
  std::vector<std::string> texts;
  for (const Node& item : node.items) {
    if (option_->type == Type::kChoices) {
      if (const auto choice = read_choice(item)) texts.push_back(item.text);
      continue;
    }
    const auto text = scalar(item);
    if (!text) continue;
    check_text(item, *text);
    if (option_->type == Type::kPatternList) check_pattern(item, *text);
    texts.push_back(*text);
  }
  value = std::move(texts);
}

void ValueReader::read(const Node& node, std::map<std::string, std::string>& value) {
  if (node.kind != Node::Kind::kMap) return wrong(node, kind_name(node.kind));
  std::map<std::string, std::string> texts;
  for (const Node::Entry& entry : node.entries) {
    if (!is_header_name(entry.key)) {
      fail(entry.mark, fmt::format("\"{}\" is no name of an HTTP header", shown(entry.key)));
    }
    read(entry.value, texts[entry.key]);
  }
  value = std::move(texts);
}

}  // namespace tidings::config
