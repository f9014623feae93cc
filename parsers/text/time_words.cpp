#include "parsers/text/time_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace tidings::text {
namespace {

constexpr std::ptrdiff_t kMaxWords = 16;

// Names of days and months, and what joins them.
constexpr std::array kDayWords = {
    // English
    "january", "jan", "february", "feb", "march", "mar", "april", "apr", "may", "june", "jun",
    "july", "jul", "august", "aug", "september", "sept", "sep", "october", "oct", "november", "nov",
    "december", "dec", "monday", "mon", "tuesday", "tue", "tues", "wednesday", "wed", "thursday",
    "thu", "thur", "thurs", "friday", "fri", "saturday", "sat", "sunday", "sun", "of", "the", "on",
    "st", "nd", "rd", "th",
    // German, French, Spanish, Portuguese, Italian, Turkish
    "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "montag", "dienstag",
    "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "der", "den", "am", "janvier",
    "février", "mars", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "le",
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre", "lunes", "martes", "miércoles", "jueves", "viernes",
    "sábado", "domingo", "de", "del", "janeiro", "fevereiro", "março", "maio", "junho", "julho",
    "setembro", "outubro", "novembro", "dezembro", "gennaio", "febbraio", "aprile", "maggio",
    "giugno", "luglio", "settembre", "ottobre", "dicembre", "ocak", "şubat", "mart", "nisan",
    "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık",
    // Russian, Arabic, Persian
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
    "ноября", "декабря", "г", "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس",
    "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر", "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد",
    "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"};

// What makes more than a day of it: zones, halves of the day, and what was done then.
constexpr std::array kMomentWords = {
    // zones
    "gmt", "utc", "z", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "cet", "cest", "bst",
    "ist", "msk", "trt", "et", "irst", "ct", "mt", "pt", "eat", "cat", "sast", "wat", "wib", "sgt",
    "hkt", "jst", "kst", "aest", "aedt", "nzst",
    // parts of the day
    "pm", "a", "p", "m", "t", "h", "uhr", "at", "time", "local", "hora",
    // what was done
    "published", "updated", "update", "posted", "modified", "edited", "last", "first", "date",
    "stand", "aktualisiert", "veröffentlicht", "publié", "mis", "à", "jour", "modifié",
    "actualizado", "publicado", "atualizado", "aggiornato", "pubblicato", "güncelleme", "обновлено",
    "опубликовано", "created", "erstellt", "geändert", "zuletzt", "letzte", "letztes", "änderung",
    "aktualisierung", "créé", "mise", "publiée", "publicada", "actualizada", "actualización",
    "última", "ultima", "atualizada", "criado", "modificato", "aggiornamento", "publisert",
    "oppdatert", "sist", "endret", "publicerad", "uppdaterad", "senast", "publiceret", "opdateret",
    "offentliggjort", "gepubliceerd", "bijgewerkt", "laatst", "opublikowano", "aktualizacja",
    "julkaistu", "päivitetty", "yayınlanma", "tarihi", "giriş", "diterbitkan", "diperbarui",
    "создано", "изменено", "дата", "публикации", "оновлено", "опубліковано"};

// "ago" and its like: with one of them, the units below may stand.
constexpr std::array kAgoWords = {"ago",  "vor",      "hace",    "há",  "fa",
                                  "önce", "назад",    "پیش",     "قبل", "منذ",
                                  "read", "lesezeit", "lecture", "y",   "just"};

constexpr std::array kUnitWords = {
    "second", "seconds", "sec",      "secs",  "s",        "minute",  "minutes",  "min",     "mins",
    "m",      "hour",    "hours",    "hr",    "hrs",      "h",       "day",      "days",    "d",
    "week",   "weeks",   "w",        "month", "months",   "year",    "years",    "now",     "an",
    "a",      "one",     "il",       "de",    "sekunden", "minuten", "stunde",   "stunden", "tag",
    "tagen",  "seconde", "secondes", "heure", "heures",   "jours",   "segundos", "minutos", "hora",
    "horas",  "día",     "días",     "dias",  "ore",      "ora",     "minuti",   "giorni",  "saat",
    "dakika", "gün",     "час",      "часа",  "часов",    "минут",   "минуты",   "минуту",  "день",
    "дня",    "дней",    "ساعت",     "دقیقه", "روز",      "ساعة",    "ساعات",    "دقيقة",   "دقائق",
    "يوم",    "أيام"};

// The words in order, to be searched.
template <std::size_t N>
consteval std::array<std::string_view, N> sorted(const std::array<const char*, N>& words) {
  std::array<std::string_view, N> result{};
  std::ranges::copy(words, result.begin());
  std::ranges::sort(result);
  return result;
}

constexpr auto kSortedDayWords = sorted(kDayWords);
constexpr auto kSortedMomentWords = sorted(kMomentWords);
constexpr auto kSortedAgoWords = sorted(kAgoWords);
constexpr auto kSortedUnitWords = sorted(kUnitWords);

template <typename Words>
bool contains(const Words& words, std::string_view word) {
  return std::ranges::binary_search(words, word);
}

// Parts of a date or time, and "20260312".
bool is_number(std::string_view word) {
  return (word.size() <= 4 || word.size() == 8) &&
         std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

// "12th", "3pm", "12t03", "07z": a number with letters that belong to it.
bool is_number_with_unit(std::string_view word, bool& moment) {
  const std::size_t digits = word.find_first_not_of("0123456789");
  if (digits == 0 || digits == std::string_view::npos) return false;
  std::string_view rest = word.substr(digits);
  if (rest == "st" || rest == "nd" || rest == "rd" || rest == "th") return true;
  moment = true;
  if (rest.starts_with('t')) rest.remove_prefix(1);
  const std::size_t more = std::min(rest.find_first_not_of("0123456789"), rest.size());
  rest.remove_prefix(more);
  return rest.empty() || rest == "z" || rest == "am" || rest == "pm" || rest == "h" ||
         rest == "m" || rest == "min" || rest == "d";
}

std::string_view take_word(std::string_view& rest) {
  const std::size_t end = rest.find(' ');
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return word;
}

}  // namespace

TimeWords time_words(std::string_view key) {
  TimeWords result;
  if (std::ranges::count(key, ' ') >= kMaxWords) return result;
  bool ago = false;
  for (std::string_view rest = key; !rest.empty();)
    ago |= contains(kSortedAgoWords, take_word(rest));
  std::size_t words = 0;
  std::size_t numbers = 0;
  for (std::string_view rest = key; !rest.empty();) {
    const std::string_view word = take_word(rest);
    ++words;
    if (is_number(word) || is_number_with_unit(word, result.has_moment)) {
      ++numbers;
    } else if (contains(kSortedDayWords, word)) {
      continue;
    } else if (contains(kSortedMomentWords, word) ||
               (ago && (contains(kSortedAgoWords, word) || contains(kSortedUnitWords, word)))) {
      result.has_moment = true;
    } else {
      return {};
    }
  }
  // A day has at most three numbers; hours and minutes make it more.
  result.has_moment |= numbers > 3;
  result.only_time = numbers > 0 || (ago && words > 1);
  return result;
}

}  // namespace tidings::text
