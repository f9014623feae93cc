#include "parsers/text/credit_line.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "parsers/text/line_kind.hpp"
#include "parsers/text/line_words.hpp"

namespace tidings::text {
namespace {

// "By Jane Doe", "By Jane Doe and John Roe in Paris": few words, the second in upper case.
bool is_name_line(std::string_view line) {
  const std::string_view rest = after_word(line, "by ");
  const std::string_view name = rest.empty() ? after_word(line, "written by ") : rest;
  return !name.empty() && !is_lower(name.front()) && !is_digit(name.front()) &&
         split(name, ' ').size() <= 8 && !is_terminated(line) && digits_in(line) == 0;
}

// "(Reporting by Jane Doe; Editing by John Roe)", as agencies end their stories in several
// languages. Without brackets it must name an editor too: "Reporting by a paper showed that ..." is
// text.
bool is_desk_credit(std::string_view line) {
  constexpr std::array<std::string_view, 12> kOpenings = {
      "reporting by ", "additional reporting by ",
      "writing by ",   "editing by ",
      "bericht von ",  "bearbeitet von ",
      "reportage de ", "reportage par ",
      "reporte de ",   "reporte por ",
      "editado por ",  "reportagem de "};
  const bool in_brackets = line.starts_with('(') && line.ends_with(')');
  if (in_brackets) line = line.substr(1, line.size() - 2);
  const bool opens = std::ranges::any_of(
      kOpenings, [&](std::string_view opening) { return !after_word(line, opening).empty(); });
  return opens && (in_brackets || line.find(" editing by ") != std::string_view::npos ||
                   line.find(" Editing by ") != std::string_view::npos);
}

// "Translated from the German by Jane Doe.", "With files from An Agency".
bool is_help_credit(std::string_view line) {
  constexpr std::size_t kMostWords = 14;
  constexpr auto kOpenings = std::to_array<std::string_view>(
      {"with reporting by ", "with reporting from ", "with files from ", "translated by ",
       "translated from the ", "translation by ", "aus dem englischen von ",
       "aus dem amerikanischen von ", "aus dem französischen von ", "übersetzt von ",
       "übersetzung: ", "traduit par ", "traducción de ", "traducido por ", "traduzione di ",
       "mit agenturmaterial", "mit material von ", "mit material der "});
  return split(line, ' ').size() <= kMostWords &&
         std::ranges::any_of(kOpenings, [&](std::string_view opening) {
           return !after_word(line, opening).empty();
         });
}

constexpr std::array<std::string_view, 12> kCredits = {
    "reuters",      "ap",     "afp",        "epa", "getty images", "getty",
    "shutterstock", "others", "file photo", "dpa", "xinhua",       "anadolu"};

// "... REUTERS/Jane Doe", at the end.
bool ends_in_an_agencys_name(std::string_view line) {
  constexpr std::size_t kMostWords = 3;
  constexpr auto kNames = std::to_array<std::string_view>(
      {"REUTERS/", "IMAGO/", "imago/", "AFP/", "AP Photo/", "EPA/", "dpa/", "Getty Images/",
       "Xinhua/", "TASS/", "NurPhoto/", "Photo/", "Foto/", "Fotoğraf/", "Ljósmynd/",
       "Shutterstock/"});
  return std::ranges::any_of(kNames, [&](std::string_view name) {
    const std::size_t at = line.rfind(name);
    return at != std::string_view::npos && at > 0 && line[at - 1] == ' ' &&
           split(line.substr(at), ' ').size() <= kMostWords;
  });
}

// "... / Agency", "... (Agency)", "... [file photo]", "... © Somebody", "... | Photo: Somebody".
bool has_credit(std::string_view line) {
  if (is_terminated(line) && line.back() != ')' && line.back() != ']') return false;
  const bool labelled = line.find(':') != std::string_view::npos;
  for (const std::string_view mark : {"Photo:", "Foto:", "Image:", "Picture:", "Credit:"}) {
    const std::size_t at = labelled ? line.rfind(mark) : std::string_view::npos;
    if (at != std::string_view::npos && split(line.substr(at), ' ').size() <= 8) return true;
  }
  if (ends_in_an_agencys_name(line)) return true;
  if (line.starts_with("©")) return split(line, ' ').size() <= 15;
  const std::size_t sign = line.rfind("©");
  if (sign != std::string_view::npos && split(line.substr(sign), ' ').size() <= 8) return true;
  const std::size_t slash = line.rfind(" / ");
  if (slash != std::string_view::npos && slash + 3 < line.size() && !is_lower(line[slash + 3]) &&
      split(line.substr(0, slash), ' ').size() >= 4 &&
      split(line.substr(slash + 3), ' ').size() <= 3) {
    return true;
  }
  const std::size_t open = line.find_last_of("([");
  if (open == std::string_view::npos || (line.back() != ')' && line.back() != ']')) return false;
  if (is_lower(line[open + 1]) && !line.ends_with("photo)")) return false;
  const std::string key = ' ' + line_key(line.substr(open)) + ' ';
  if (split(key, ' ').size() > 10) return false;
  return std::ranges::any_of(kCredits, [&](std::string_view credit) {
    return key.find(' ' + std::string(credit) + ' ') != std::string::npos;
  });
}

// "Pictured from left are Jane Doe and John Roe."
bool names_who_is_seen(std::string_view line) {
  return !after_word(line, "pictured ").empty() || !after_word(line, "pictured: ").empty() ||
         !after_word(line, "im bild: ").empty() || !after_word(line, "auf dem foto: ").empty();
}

// "Photo by Jane Doe on An Archive", "Image via An Agency".
bool names_a_photographer(std::string_view line) {
  constexpr std::size_t kMostWords = 12;
  constexpr auto kOpenings =
      std::to_array<std::string_view>({"photo by ",        "photos by ",
                                       "photo: ",          "photo via ",
                                       "photo courtesy ",  "photo credit: ",
                                       "photo credits: ",  "photograph by ",
                                       "photographs by ",  "photo illustration by ",
                                       "picture by ",      "pictures by ",
                                       "image by ",        "images by ",
                                       "image via ",       "image courtesy ",
                                       "image credit: ",   "image credits: ",
                                       "illustration by ", "illustrations by ",
                                       "crédit photo ",    "crédit photo : ",
                                       "crédits photo : ", "créditos: ",
                                       "bildquelle: ",     "fotocredit: ",
                                       "titelbild: "});
  return !is_terminated(line) && split(line, ' ').size() <= kMostWords &&
         std::ranges::any_of(kOpenings, [&](std::string_view opening) {
           return !after_word(line, opening).empty();
         });
}

// "© 2026 Coast News. All rights reserved.", "Copyright: Coast News, 2026".
bool is_rights_notice(std::string_view line) {
  constexpr std::size_t kMostWords = 15;
  const std::string_view behind = trim(after_word(line, "copyright"));
  const bool labelled = behind.starts_with(':') || behind.starts_with("©") ||
                        behind.starts_with("(c)") || behind.starts_with("(C)") ||
                        (!behind.empty() && is_digit(behind.front()));
  return (labelled || (line.starts_with("©") && is_terminated(line))) &&
         split(line, ' ').size() <= kMostWords;
}

// "(jd)", "(agency/jd)": how those who wrote a text sign it in a line of its own.
bool is_sign(std::string_view line) {
  constexpr std::size_t kLongest = 12;
  constexpr std::size_t kLongestPart = 5;
  if (line.size() < 4 || line.size() > kLongest) return false;
  if (line.front() != '(' || line.back() != ')') return false;
  return std::ranges::all_of(split(line.substr(1, line.size() - 2), '/'), [](auto part) {
    return part.size() >= 2 && part.size() <= kLongestPart && std::ranges::all_of(part, is_lower);
  });
}

// "COUNTRY -- What is seen, on some day", the form in which agencies caption pictures: capitals
// before the dash and no sentence's end.
bool is_agency_caption(std::string_view line) {
  const std::size_t dash = line.find(" -- ");
  if (dash == std::string_view::npos || dash == 0 || dash > 40) return false;
  const std::string_view place = line.substr(0, dash);
  return std::ranges::none_of(place, is_lower) && std::ranges::any_of(place, is_upper) &&
         (!is_terminated(line) || line.ends_with(')'));
}

}  // namespace

bool is_source_credit(std::string_view line) {
  if (is_rights_notice(line)) return true;
  for (const std::string_view label : {"source:", "sources:", "quelle:", "fuente:", "kaynak:"}) {
    if (!after_word(line, label).empty()) return split(line, ' ').size() <= 8;
  }
  return !after_word(line, "the post ").empty() &&
         line.find(" appeared first on ") != std::string_view::npos;
}

bool is_byline(std::string_view line) {
  return is_name_line(line) || is_desk_credit(line) || is_help_credit(line) || is_sign(line);
}

bool is_caption(std::string_view line) {
  return has_credit(line) || is_agency_caption(line) || names_who_is_seen(line) ||
         names_a_photographer(line);
}

}  // namespace tidings::text
