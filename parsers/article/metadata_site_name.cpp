#include "parsers/article/metadata_site_name.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "parsers/article/metadata_text.hpp"

namespace tidings::article {
namespace {

constexpr std::size_t kShortestTitle = 4;

// Signs that part a headline from the names of section and site, with blanks around them unless
// `tight`.
struct Separator {
  std::string_view sign;
  bool tight;
};
constexpr auto kSeparators = std::to_array<Separator>({{"|", true},
                                                       {"\u1175", true},  // ᅵ, used as a bar
                                                       {"\u3163", true},  // ㅣ, the same
                                                       {"\uFF5C", true},  // ｜
                                                       {"\u00BB", false},
                                                       {"\u00AB", false},
                                                       {"\u00B7", false},
                                                       {"\u2022", false},
                                                       {"::", false},
                                                       {"--", true},
                                                       {"-", false},
                                                       {"\u2013", false},
                                                       {"\u2014", false},
                                                       {"*", false},
                                                       {"/", false},
                                                       {"<", false},
                                                       {">", false},
                                                       {"\u203A", false},
                                                       {"\u2039", false}});

struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The pieces of `title` between separators.
std::vector<Part> split_title(std::string_view title) {
  std::vector<Part> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < title.size(); ++at) {
    for (const Separator& separator : kSeparators) {
      if (!title.substr(at).starts_with(separator.sign)) continue;
      const std::size_t after = at + separator.sign.size();
      const bool blanks =
          at > 0 && title[at - 1] == ' ' && after < title.size() && title[after] == ' ';
      if (!blanks && !separator.tight) continue;
      parts.push_back({begin, at});
      begin = after;
      at = after - 1;
      break;
    }
  }
  parts.push_back({begin, title.size()});
  return parts;
}

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// True when `rest`, which stands at an end of a title, is parted from it by a sign.
bool begins_with_separator(std::string_view rest) {
  constexpr auto kSigns = std::to_array<std::string_view>(
      {"|",      "-",      "\u2013", "\u2014", "\u00B7", "\u2022", ":",      "\u00BB",
       "\u00AB", "/",      "<",      "*",      "[",      "(",      "\uFF1A", "\uFF08",
       "\uFF5C", "\u3163", "\u1175", "_",      "\u203A", "\u2039", ">"});
  rest = trim(rest);
  return std::ranges::any_of(kSigns, [&](std::string_view sign) { return rest.starts_with(sign); });
}

// The longest of `others` that `title` begins with, a sign behind it.
std::string_view stated_beginning(std::string_view title, const std::vector<std::string>& others) {
  constexpr std::size_t kShortest = 12;
  std::string_view best;
  for (const std::string& other : others) {
    if (other.size() < kShortest || other.size() <= best.size() || !title.starts_with(other))
      continue;
    if (begins_with_separator(title.substr(other.size()))) best = other;
  }
  return best;
}

// The piece range of `title` that equals one of `others`, if there is one; the longest such.
std::optional<std::string> stated_elsewhere(std::string_view title, const std::vector<Part>& parts,
                                            const std::vector<std::string>& others) {
  constexpr std::size_t kMostParts = 12;
  if (parts.size() < 2 || parts.size() > kMostParts) return std::nullopt;
  std::vector<std::string> keys;
  keys.reserve(others.size());
  for (const std::string& other : others) keys.push_back(title_key(other));
  for (std::size_t length = parts.size() - 1; length > 0; --length) {
    for (std::size_t first = 0; first + length <= parts.size(); ++first) {
      const std::string_view piece =
          title.substr(parts[first].begin, parts[first + length - 1].end - parts[first].begin);
      const std::string key = title_key(piece);
      if (key.size() >= kShortestTitle && std::ranges::find(keys, key) != keys.end()) {
        return std::string(trim(piece));
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> host_labels(std::string_view url) {
  std::vector<std::string> labels;
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    url.remove_prefix(scheme + 3);
  }
  std::string host = lower_ascii(url.substr(0, url.find_first_of("/?#:")));
  if (host.starts_with("www.")) host.erase(0, 4);
  labels.push_back(title_key(host));
  for (std::size_t begin = 0; begin < host.size();) {
    const std::size_t dot = std::min(host.find('.', begin), host.size());
    const std::string key = title_key(std::string_view(host).substr(begin, dot - begin));
    if (key.size() > 2 && dot != host.size()) labels.push_back(key);
    begin = dot + 1;
  }
  return labels;
}

bool names_site(std::string_view part, std::string_view site_name,
                const std::vector<std::string>& labels) {
  const std::string key = title_key(part);
  if (key.empty()) return true;
  if (!site_name.empty() && key == title_key(site_name)) return true;
  return std::ranges::any_of(labels, [&](const std::string& label) {
    return key == label || (label.size() > 3 && (key.starts_with(label) || key.ends_with(label)) &&
                            key.size() < label.size() + 12);
  });
}

std::string without_site_name(std::string_view title, std::string_view site_name,
                              std::string_view url, const std::vector<std::string>& others,
                              bool guess) {
  if (const std::string_view head = stated_beginning(title, others); !head.empty()) {
    return std::string(head);
  }
  const std::vector<Part> parts = split_title(title);
  if (parts.size() < 2) return std::string(title);
  if (auto piece = stated_elsewhere(title, parts, others)) return *piece;
  const std::vector<std::string> labels = host_labels(url);
  const auto text = [&](std::size_t i) {
    return trim(title.substr(parts[i].begin, parts[i].end - parts[i].begin));
  };
  std::size_t first = 0;
  std::size_t last = parts.size();
  while (last - first > 1 && names_site(text(last - 1), site_name, labels)) --last;
  while (last - first > 1 && names_site(text(first), site_name, labels)) ++first;
  if (guess && first == 0 && last == parts.size()) {
    // No name known: a bar or the last dash before a few words parts the site from the headline.
    const std::string_view tail = text(last - 1);
    const std::string_view sign = trim(title.substr(parts[last - 2].end));
    const bool bar = !sign.starts_with('-') && !sign.starts_with("\u2013");
    const std::size_t head = parts[last - 2].end - parts[first].begin;
    if (tail.size() < (bar ? head : head / 2) && title_words(tail).size() <= (bar ? 6U : 3U))
      --last;
  }
  return std::string(
      trim(title.substr(parts[first].begin, parts[last - 1].end - parts[first].begin)));
}

}  // namespace tidings::article
