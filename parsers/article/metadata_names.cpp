#include "parsers/article/metadata_names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>

#include "parsers/article/metadata_text.hpp"
#include "parsers/text/normalize.hpp"
#include "parsers/text/utf8.hpp"

namespace tidings::article {
namespace {

constexpr std::size_t kLongestName = 80;
constexpr std::size_t kMostWords = 6;

// Words that open a byline, lower case; those that end in a letter need a blank or colon behind.
constexpr auto kPrefixes = std::to_array<std::string_view>({"view all posts by",
                                                            "erstellt von",
                                                            "eingestellt von",
                                                            "publiziert von",
                                                            "artikel von",
                                                            "pressemitteilung von",
                                                            "im wortlaut von",
                                                            "escrito por",
                                                            "publicado por",
                                                            "r\u00e9dig\u00e9 par",
                                                            "publi\u00e9 par",
                                                            "written by",
                                                            "reported by",
                                                            "story by",
                                                            "posted by",
                                                            "published by",
                                                            "text by",
                                                            "words by",
                                                            "analysis by",
                                                            "opinion by",
                                                            "report by",
                                                            "by",
                                                            "von",
                                                            "ein artikel von",
                                                            "eine analyse von",
                                                            "ein kommentar von",
                                                            "geschrieben von",
                                                            "verfasst von",
                                                            "text von",
                                                            "text",
                                                            "autor:in",
                                                            "autor/in",
                                                            "autorin",
                                                            "autoren",
                                                            "autor",
                                                            "authors",
                                                            "author",
                                                            "auteur",
                                                            "autore",
                                                            "autora",
                                                            "autores",
                                                            "par",
                                                            "por",
                                                            "di",
                                                            "a cura di",
                                                            "door",
                                                            "af",
                                                            "av",
                                                            "tekst",
                                                            "skrevet av",
                                                            "skrevet af",
                                                            "oleh",
                                                            "penulis",
                                                            "yazan",
                                                            "yazar",
                                                            "\u0430\u0432\u0442\u043e\u0440",
                                                            "\u0442\u0435\u043a\u0441\u0442",
                                                            "\u4f5c\u8005",
                                                            "\u8bb0\u8005",
                                                            "\u8a18\u8005",
                                                            "\u6587",
                                                            "\u8d23\u4efb\u7f16\u8f91",
                                                            "\u8cac\u4efb\u7de8\u8f2f",
                                                            "writer",
                                                            "reporter",
                                                            "correspondent",
                                                            "redakteur",
                                                            "redakteurin",
                                                            "tu\u1ef3 b\u00fat",
                                                            "opracowa\u0142",
                                                            "opracowa\u0142a",
                                                            "texte",
                                                            "texto",
                                                            "testo",
                                                            "foto",
                                                            "fotos",
                                                            "de notre correspondant"});

// Words between two names.
constexpr auto kJoints = std::to_array<std::string_view>(
    {" and ", " und ", " et ", " y ", " e ", " en ", " og ", " och ", " & ", " ve ", " i ",
     " \u0438 ", " with ", " mit ", " dan ", " sowie ", " + "});

// Signs between two names.
constexpr auto kSigns = std::to_array<std::string_view>(
    {",", ";", "\u3001", "\uff0c", "\u00b7", " / ", "\n", "\u2022", " | ", "|"});

// Pieces of a byline that are a role and no name, lower case, whole words.
constexpr auto kRoles = std::to_array<std::string_view>({"editor",
                                                         "reporter",
                                                         "correspondent",
                                                         "redakteur",
                                                         "redakteurin",
                                                         "journalist",
                                                         "journalistin",
                                                         "journaliste",
                                                         "writer",
                                                         "columnist",
                                                         "contributor",
                                                         "author",
                                                         "autor",
                                                         "autorin",
                                                         "editor-in-chief",
                                                         "chefredakteur",
                                                         "chefredakteurin",
                                                         "korrespondent",
                                                         "korrespondentin",
                                                         "freelance",
                                                         "producer",
                                                         "photographer",
                                                         "fotograf",
                                                         "chief",
                                                         "senior",
                                                         "deputy",
                                                         "managing",
                                                         "staff writer",
                                                         "redacteur",
                                                         "journalista",
                                                         "periodista",
                                                         "redactor",
                                                         "redactora",
                                                         "giornalista",
                                                         "muhabir",
                                                         "professor",
                                                         "professorin",
                                                         "profesorius",
                                                         "phd",
                                                         "m.d.",
                                                         "md",
                                                         "jr",
                                                         "jr.",
                                                         "sr.",
                                                         "ii",
                                                         "iii",
                                                         "updated",
                                                         "aktualisiert",
                                                         "published",
                                                         "gepostet",
                                                         "min read",
                                                         "follow",
                                                         "share",
                                                         "mehr",
                                                         "more",
                                                         "no author",
                                                         "unknown",
                                                         "profile",
                                                         "profil",
                                                         "politik",
                                                         "sport",
                                                         "wirtschaft",
                                                         "kultur",
                                                         "panorama",
                                                         "uhr",
                                                         "for",
                                                         "special to"});

bool ends_with_word(std::string_view name, std::string_view word) {
  return name.ends_with(word) &&
         (name.size() == word.size() || name[name.size() - word.size() - 1] == ' ');
}

std::string_view trim_signs(std::string_view text) {
  constexpr std::string_view kEdges = " \t\n,;:|/-*_\"'";
  const std::size_t first = text.find_first_not_of(kEdges);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kEdges) + 1 - first);
}

// Takes out "(...)" and "[...]".
std::string without_parentheses(std::string_view text) {
  std::string out;
  int open = 0;
  for (const char c : text) {
    if (c == '(' || c == '[') {
      ++open;
    } else if ((c == ')' || c == ']') && open > 0) {
      --open;
    } else if (open == 0) {
      out.push_back(c);
    }
  }
  return out;
}

bool is_role(std::string_view name) {
  const std::string lower = lower_ascii(name);
  if (std::ranges::find(kRoles, lower) != kRoles.end()) return true;
  constexpr auto kEndings = std::to_array<std::string_view>(
      {"editor", "reporter", "correspondent", "redakteur", "redakteurin", "writer", "producer",
       "journalist", "professor", "director", "fellow", "columnist", "chief"});
  return title_words(lower).size() > 1 && std::ranges::any_of(kEndings, [&](std::string_view end) {
           return ends_with_word(lower, end);
         });
}

// "By", "Kommentar von": a byline's opening without a name behind it.
bool is_prefix(std::string_view name) {
  const std::string lower = lower_ascii(name);
  return std::ranges::any_of(kPrefixes, [&](std::string_view prefix) {
    return lower == prefix || (prefix.size() <= 3 && ends_with_word(lower, prefix));
  });
}

// A name as it stays, or nothing where the piece is none.
std::optional<std::string> read_name(std::string_view piece, bool digits) {
  std::string name(trim_signs(piece));
  if (name.empty() || name.size() > kLongestName || looks_like_address(name)) return std::nullopt;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!digits && std::ranges::any_of(name, is_digit)) return std::nullopt;
  if (std::ranges::count_if(name, is_digit) > 4) return std::nullopt;
  for (const std::string_view suffix : {"\uAE30\uC790", "\u8A18\u8005", "\u8BB0\u8005"}) {
    if (name.ends_with(suffix) && name.size() > suffix.size()) {
      name.resize(name.size() - suffix.size());
      name = trim_signs(name);
    }
  }
  for (const std::string_view sign : {"\u2192", "\u00bb", "\u203a", "{", "<", "=", "?", "!"}) {
    if (name.find(sign) != std::string::npos) return std::nullopt;
  }
  if (name.starts_with('@') || is_role(name) || is_prefix(name)) return std::nullopt;
  const std::size_t words = title_words(name).size();
  if (words == 0 || words > kMostWords || title_key(name).size() < 2) return std::nullopt;
  return name;
}

}  // namespace

bool opens_byline(std::string_view text) {
  if (text.empty()) return false;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  for (const std::string_view prefix : kPrefixes) {
    if (prefix.front() != lower(text.front()) || text.size() < prefix.size()) continue;
    bool same = true;
    for (std::size_t i = 1; same && i < prefix.size(); ++i) same = lower(text[i]) == prefix[i];
    if (!same) continue;
    const bool unspaced = static_cast<unsigned char>(prefix.front()) >= 0xE4;
    const char next = text.size() == prefix.size() ? ' ' : text[prefix.size()];
    if (unspaced || next == ' ' || next == ':' || next == '\n' || next == '/') return true;
  }
  return false;
}

std::size_t byline_prefix(std::string_view text) {
  const std::string lower = lower_ascii(text.substr(0, 40));
  std::size_t longest = 0;
  for (const std::string_view prefix : kPrefixes) {
    if (!lower.starts_with(prefix) || prefix.size() <= longest) continue;
    const std::string_view rest = text.substr(prefix.size());
    const bool unspaced = static_cast<unsigned char>(prefix.front()) >= 0xE4;
    const bool colon = rest.starts_with(":") || rest.starts_with("\uff1a") || rest.starts_with("/");
    if (!unspaced && !colon && !rest.starts_with(" ")) continue;
    std::size_t length = prefix.size();
    if (colon) length += rest.starts_with("\uff1a") ? 3U : 1U;
    while (length < text.size() && text[length] == ' ') ++length;
    longest = length;
  }
  return longest;
}

namespace {

// Puts a line feed where one of `marks` stands.
template <std::size_t N>
void part_at(const std::array<std::string_view, N>& marks, std::string& text) {
  for (const std::string_view mark : marks) {
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos; ++at) {
      text.replace(at, mark.size(), "\n");
    }
  }
}

std::vector<std::string> read_names(std::string_view text, bool digits) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view piece = trim_signs(text.substr(begin, end - begin));
    piece.remove_prefix(byline_prefix(piece));
    if (auto name = read_name(piece, digits)) names.push_back(std::move(*name));
    begin = end + 1;
  }
  return names;
}

// A byline without parentheses and the words that open it.
std::string bare(std::string_view byline) {
  std::string text = text::one_line(without_parentheses(byline));
  for (int i = 0; i < 2; ++i) {
    const std::string_view trimmed = trim_signs(text);
    text = std::string(trimmed.substr(byline_prefix(trimmed)));
  }
  return text;
}

}  // namespace

std::vector<std::string> split_names(std::string_view byline) {
  std::string text = bare(byline);
  part_at(kJoints, text);
  part_at(kSigns, text);
  return read_names(text, false);
}

std::vector<std::string> split_stated_names(std::string_view stated) {
  std::string text = bare(stated);
  part_at(kSigns, text);
  std::vector<std::string> names;
  for (std::string& piece : read_names(text, true)) {
    std::string parted = piece;
    part_at(kJoints, parted);
    std::vector<std::string> apart = read_names(parted, true);
    const bool all_full = std::ranges::all_of(
        apart, [](const std::string& name) { return title_words(name).size() > 1; });
    if (!all_full || apart.empty()) {
      names.push_back(std::move(piece));
    } else {
      std::ranges::move(apart, std::back_inserter(names));
    }
  }
  return names;
}

bool is_personal(std::string_view name) {
  bool cased = false;
  for (std::size_t i = 0; i < name.size();) {
    const char32_t c = text::next_character(name, i);
    cased = cased || (c < 0x0590 && c > 0x40);
  }
  const std::size_t words = title_words(name).size();
  return !cased || (words >= 2 && words <= 5);
}

}  // namespace tidings::article
