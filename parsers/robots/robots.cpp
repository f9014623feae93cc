#include "parsers/robots/robots.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

namespace tidings::robots {
namespace {

constexpr std::string_view kBlanks = " \t\v\f";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

std::string to_lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

enum class Key : std::uint8_t { kUserAgent, kAllow, kDisallow, kSitemap, kCrawlDelay };

struct KeyName {
  std::string_view name;
  Key key;
};

constexpr std::array kKeyNames{
    KeyName{"user-agent", Key::kUserAgent},   KeyName{"useragent", Key::kUserAgent},
    KeyName{"user agent", Key::kUserAgent},   KeyName{"allow", Key::kAllow},
    KeyName{"disallow", Key::kDisallow},      KeyName{"dissallow", Key::kDisallow},
    KeyName{"dissalow", Key::kDisallow},      KeyName{"disalow", Key::kDisallow},
    KeyName{"diasllow", Key::kDisallow},      KeyName{"disallaw", Key::kDisallow},
    KeyName{"sitemap", Key::kSitemap},        KeyName{"site-map", Key::kSitemap},
    KeyName{"crawl-delay", Key::kCrawlDelay},
};

std::optional<Key> key_of(std::string_view name) {
  const auto found = std::ranges::find_if(kKeyNames, [name](const KeyName& known) {
    return std::ranges::equal(name, known.name, {}, lower);
  });
  return found == kKeyNames.end() ? std::nullopt : std::optional(found->key);
}

struct Field {
  Key key;
  std::string_view value;
};

// "key: value # comment". Without a colon, a blank separates where just two words stand on the
// line.
std::optional<Field> read_field(std::string_view line) {
  line = trim(line.substr(0, line.find('#')));
  std::size_t separator = line.find(':');
  if (separator == std::string_view::npos) {
    separator = line.find_first_of(kBlanks);
    if (separator == std::string_view::npos) return std::nullopt;
    if (trim(line.substr(separator)).find_first_of(kBlanks) != std::string_view::npos) {
      return std::nullopt;
    }
  }
  const auto key = key_of(trim(line.substr(0, separator)));
  if (!key) return std::nullopt;
  return Field{*key, trim(line.substr(separator + 1))};
}

// The product token that a user-agent value begins with (RFC 9309 2.2.1), "*" for all.
std::string product_token(std::string_view value) {
  if (value == "*" || (value.size() > 1 && value[0] == '*' && kBlanks.contains(value[1]))) {
    return "*";
  }
  const auto end = std::ranges::find_if_not(
      value, [](char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || c == '_'; });
  return to_lower(value.substr(0, static_cast<std::size_t>(end - value.begin())));
}

// Seconds in plain decimal notation.
std::optional<double> read_delay(std::string_view value) {
  if (value.empty() || value.find_first_not_of("0123456789.") != std::string_view::npos) {
    return std::nullopt;
  }
  double seconds = 0;
  const char* const end = std::to_address(value.end());
  const auto [stop, error] =
      std::from_chars(std::to_address(value.begin()), end, seconds, std::chars_format::fixed);
  if (error != std::errc() || stop != end) return std::nullopt;
  return seconds;
}

}  // namespace

// Builds Rules line by line.
class Reader {
 public:
  void read(std::string_view bytes) {
    for (const char c : std::string_view("\xEF\xBB\xBF")) {  // a byte order mark, or its start
      if (!bytes.starts_with(c)) break;
      bytes.remove_prefix(1);
    }
    const bool cut = bytes.size() > kMaxBytes;
    bytes = bytes.substr(0, kMaxBytes);
    for (std::size_t number = 1; !bytes.empty(); ++number) {
      const std::size_t end = bytes.find_first_of("\r\n");
      if (end == std::string_view::npos && cut) return;
      read_line(bytes.substr(0, end), number);
      if (end == std::string_view::npos) return;
      bytes.remove_prefix(end + (bytes.substr(end).starts_with("\r\n") ? 2 : 1));
    }
  }

  Rules finish() {
    std::ranges::sort(rules_.agents_);
    for (Rules::Group& group : rules_.groups_) {
      std::ranges::sort(group.rules, Rules::decides_before);
    }
    return std::move(rules_);
  }

 private:
  void read_line(std::string_view line, std::size_t number) {
    const auto field = read_field(line);
    if (!field) return;
    switch (field->key) {
      case Key::kUserAgent:
        start_group(field->value);
        break;
      case Key::kAllow:
      case Key::kDisallow:
        in_agents_ = false;
        if (!field->value.empty() && !rules_.groups_.empty()) {
          rules_.groups_.back().rules.push_back({PathPattern(field->value),
                                                 field->key == Key::kAllow, number,
                                                 std::string(trim(line))});
        }
        break;
      case Key::kSitemap:
        if (!field->value.empty()) rules_.sitemaps_.emplace_back(field->value);
        break;
      case Key::kCrawlDelay:
        if (const auto delay = read_delay(field->value); delay && !rules_.groups_.empty()) {
          auto& known = rules_.groups_.back().crawl_delay;
          known = std::max(known.value_or(*delay), *delay);
        }
        break;
    }
  }

  // User-agent lines that follow each other share one group; only a rule ends their list (2.2).
  void start_group(std::string_view value) {
    if (!in_agents_) rules_.groups_.emplace_back();
    in_agents_ = true;
    if (std::string token = product_token(value); !token.empty()) {
      rules_.agents_.emplace_back(std::move(token),
                                  static_cast<std::uint32_t>(rules_.groups_.size() - 1));
    }
  }

  Rules rules_;
  bool in_agents_ = false;
};

Rules Rules::parse(std::string_view bytes) {
  Reader reader;
  reader.read(bytes);
  return reader.finish();
}

Rules Rules::of_response(int status, std::string_view bytes) {
  if (status >= 200 && status <= 299) return parse(bytes);
  Rules rules;
  if (status >= 300 && status <= 499) return rules;
  rules.closed_ = status == 0 ? "no answer" : "status " + std::to_string(status);
  return rules;
}

bool Rules::decides_before(const Rule& a, const Rule& b) {
  if (a.pattern.length() != b.pattern.length()) return a.pattern.length() > b.pattern.length();
  if (a.allow != b.allow) return a.allow;
  return a.line < b.line;
}

// All groups of the token count as one (2.2.1); those of "*" only where there is none.
std::span<const Rules::Agent> Rules::agents_of(std::string_view product_token) const {
  auto found = std::ranges::equal_range(agents_, to_lower(product_token), {}, &Agent::first);
  if (found.empty()) found = std::ranges::equal_range(agents_, "*", {}, &Agent::first);
  return found;
}

Verdict Rules::verdict(std::string_view product_token, std::string_view path) const {
  std::string store;
  if (path.empty()) path = "/";
  if (!is_normal_path(path)) path = store = normalise_path(path);
  if (path == "/robots.txt") return {};
  if (!closed_.empty()) return {false, 0, closed_};
  const Rule* best = nullptr;
  for (const auto& [token, group] : agents_of(product_token)) {
    const auto& rules = groups_[group].rules;
    const auto found = std::ranges::find_if(
        rules, [path](const Rule& rule) { return rule.pattern.matches(path); });
    if (found == rules.end()) continue;
    if (best == nullptr || decides_before(*found, *best)) best = &*found;
  }
  if (best == nullptr) return {};
  return {best->allow, best->line, best->text};
}

std::optional<double> Rules::crawl_delay(std::string_view product_token) const {
  std::optional<double> delay;
  for (const auto& [token, group] : agents_of(product_token)) {
    const auto& stated = groups_[group].crawl_delay;
    if (stated) delay = std::max(delay.value_or(0), *stated);
  }
  return delay;
}

}  // namespace tidings::robots
