#include "parsers/text/related_line.hpp"

#include <algorithm>
#include <array>

#include "parsers/text/line_kind.hpp"
#include "parsers/text/line_words.hpp"

namespace tidings::text {
namespace {

constexpr std::size_t kLabelBytes = 40;

constexpr auto kRelatedLabels = std::to_array<std::string_view>({"also read",
                                                                 "also see",
                                                                 "don t miss",
                                                                 "dont miss",
                                                                 "listen",
                                                                 "more",
                                                                 "more on this",
                                                                 "read also",
                                                                 "read more",
                                                                 "read next",
                                                                 "recommended",
                                                                 "recommended reading",
                                                                 "related",
                                                                 "related article",
                                                                 "related articles",
                                                                 "related post",
                                                                 "related posts",
                                                                 "related stories",
                                                                 "related story",
                                                                 "see also",
                                                                 "see more",
                                                                 "watch",
                                                                 "watch also",
                                                                 "auch interessant",
                                                                 "lesen sie auch",
                                                                 "lesen sie dazu auch",
                                                                 "lesen sie mehr",
                                                                 "lies auch",
                                                                 "mehr dazu",
                                                                 "mehr dazu lesen sie hier",
                                                                 "mehr zum thema",
                                                                 "siehe auch",
                                                                 "a lire",
                                                                 "à lire",
                                                                 "à lire aussi",
                                                                 "lire aussi",
                                                                 "lire la suite",
                                                                 "voir aussi",
                                                                 "lea",
                                                                 "lea además",
                                                                 "lea más",
                                                                 "lea también",
                                                                 "lee",
                                                                 "lee también",
                                                                 "le puede interesar",
                                                                 "mira",
                                                                 "mira también",
                                                                 "te puede interesar",
                                                                 "vea",
                                                                 "vea también",
                                                                 "ver también",
                                                                 "leia mais",
                                                                 "leia também",
                                                                 "saiba mais",
                                                                 "veja mais",
                                                                 "veja também",
                                                                 "approfondisci",
                                                                 "guarda anche",
                                                                 "leggi anche",
                                                                 "czytaj też",
                                                                 "czytaj także",
                                                                 "czytaj więcej",
                                                                 "zobacz też",
                                                                 "zobacz także",
                                                                 "читайте также",
                                                                 "читать также",
                                                                 "смотрите также",
                                                                 "читайте також",
                                                                 "lees meer",
                                                                 "lees ook",
                                                                 "läs mer",
                                                                 "läs också",
                                                                 "les også",
                                                                 "læs også",
                                                                 "lue myös",
                                                                 "baca juga",
                                                                 "ayrıca bakınız",
                                                                 "ayrıca okuyun",
                                                                 "اقرأ أيضا",
                                                                 "بیشتر بخوانید"});

// "More AP NBA: https://... and https://...".
bool names_more_pages(std::string_view line) {
  constexpr std::size_t kMostWords = 12;
  return !after_word(line, "more ").empty() && line.find(": http") != std::string_view::npos &&
         split(line, ' ').size() <= kMostWords;
}

// "Also on site.example: A headline".
bool names_a_site(std::string_view line) {
  const std::string_view rest = after_word(line, "also on ");
  const std::string_view site = rest.substr(0, rest.find(' '));
  const std::size_t dot = site.find('.');
  return dot != std::string_view::npos && dot > 0 && dot + 2 < site.size() &&
         std::ranges::none_of(site, is_upper);
}

}  // namespace

bool is_related(std::string_view line) {
  if (names_more_pages(line)) return true;
  const auto is_label = [](std::string_view text) {
    return std::ranges::find(kRelatedLabels, line_key(text)) != kRelatedLabels.end();
  };
  if (line.ends_with(':') && is_label(line)) return true;
  if (line.ends_with(':') && line.find(" | ") != std::string_view::npos) line.remove_suffix(1);
  if (is_terminated(line) && !line.ends_with('?') && !line.ends_with('!')) return false;
  if (names_a_site(line)) return true;
  for (const std::string_view sign : {":", "|", "»", "›"}) {
    const std::size_t at = line.substr(0, kLabelBytes).find(sign);
    if (at == std::string_view::npos || trim(line.substr(at + sign.size())).empty()) continue;
    if (is_label(line.substr(0, at))) return true;
  }
  for (const std::string_view label : {"related", "recommended", "read more", "watch", "more"}) {
    const std::string_view rest = after_word(line, label);
    const bool run_together =
        !rest.empty() && is_lower(line[label.size() - 1]) && is_upper(rest.front());
    if (run_together && split(rest, ' ').size() >= 3) return true;
  }
  return false;
}

}  // namespace tidings::text
