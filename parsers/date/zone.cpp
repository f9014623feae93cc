#include "parsers/date/zone.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include <unicode/timezone.h>

namespace tidings::date {
namespace {

struct Abbreviation {
  std::string_view name;
  int minutes;
};

// Where one abbreviation serves several zones, the one that news publishers mean by it.
constexpr Abbreviation kAbbreviations[] = {
    {"ACDT", 630},  {"ACST", 570}, {"ADT", -180}, {"AEDT", 660}, {"AEST", 600},  {"AKDT", -480},
    {"AKST", -540}, {"ART", -180}, {"AST", -240}, {"AWST", 480}, {"BRST", -120}, {"BRT", -180},
    {"BST", 60},    {"CAT", 120},  {"CDT", -300}, {"CEST", 120}, {"CET", 60},    {"CLST", -180},
    {"CLT", -240},  {"COT", -300}, {"CST", -360}, {"EAT", 180},  {"EDT", -240},  {"EEST", 180},
    {"EET", 120},   {"EST", -300}, {"GMT", 0},    {"GST", 240},  {"HKT", 480},   {"HST", -600},
    {"ICT", 420},   {"IDT", 180},  {"IRST", 210}, {"IST", 330},  {"JST", 540},   {"KST", 540},
    {"MDT", -360},  {"MEST", 120}, {"MESZ", 120}, {"MET", 60},   {"MEZ", 60},    {"MSD", 240},
    {"MSK", 180},   {"MST", -420}, {"MYT", 480},  {"NDT", -150}, {"NPT", 345},   {"NST", -210},
    {"NZDT", 780},  {"NZST", 720}, {"PDT", -420}, {"PET", -300}, {"PHT", 480},   {"PKT", 300},
    {"PST", -480},  {"SAST", 120}, {"SGT", 480},  {"TRT", 180},  {"UT", 0},      {"UTC", 0},
    {"VET", -240},  {"WAST", 120}, {"WAT", 60},   {"WEST", 60},  {"WET", 0},     {"WIB", 420},
    {"WIT", 540},   {"WITA", 480}, {"Z", 0},      {"ZULU", 0}};

// Names of a region's time, whichever of its halves of the year is on.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kRegions{
    {{"ET", "America/New_York"},
     {"CT", "America/Chicago"},
     {"MT", "America/Denver"},
     {"PT", "America/Los_Angeles"},
     {"AKT", "America/Anchorage"},
     {"HT", "Pacific/Honolulu"}}};

std::optional<int> region_offset(std::string_view id, const DateTime& local) {
  const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(
      icu::UnicodeString(id.data(), static_cast<int32_t>(id.size()), US_INV)));
  if (*zone == icu::TimeZone::getUnknown()) return std::nullopt;
  DateTime wall = local;
  wall.offset_minutes = 0;
  std::int32_t raw = 0;
  std::int32_t saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone->getOffset(static_cast<double>(wall.unix_seconds()) * 1000.0, /*local=*/1, raw, saving,
                  status);
  if (U_FAILURE(status)) return std::nullopt;
  return (raw + saving) / 60'000;
}

bool is_invariant(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' ||
           c == '_' || c == '-' || c == '+';
  });
}

}  // namespace

std::optional<Zone> find_zone(std::string_view name, const DateTime& local) {
  if (name.empty() || name.size() > 40 || !is_invariant(name)) return std::nullopt;
  if (name.find('/') != std::string_view::npos) {
    const std::optional<int> offset = region_offset(name, local);
    if (!offset) return std::nullopt;
    return Zone{offset};
  }
  std::string upper(name);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  const auto* const found =
      std::ranges::lower_bound(kAbbreviations, upper, {}, &Abbreviation::name);
  if (found != std::end(kAbbreviations) && found->name == upper) return Zone{found->minutes};
  for (const auto& [abbreviation, id] : kRegions) {
    if (abbreviation == upper) return Zone{region_offset(id, local)};
  }
  if (upper.size() == 1 && upper[0] >= 'A' && upper[0] <= 'Y' && upper[0] != 'J') return Zone{};
  return std::nullopt;
}

}  // namespace tidings::date
