#include "parsers/article/metadata_date.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "parsers/article/metadata_date_text.hpp"
#include "parsers/article/metadata_date_words.hpp"
#include "parsers/article/metadata_text.hpp"

namespace tidings::article {
namespace {

template <std::size_t N>
bool holds_any(std::string_view lower, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return lower.find(word) != std::string_view::npos; });
}

bool names_day(const DateTime& date) {
  return date.precision >= DatePrecision::kDay && date.year >= 1990 && date.year <= 2099;
}

struct Candidate {
  DateTime date;
  double score = 0;
  std::string_view source;
  const GumboNode* node = nullptr;
  std::optional<DateTime> shown = {};  // the day that readers see there
};

class Chooser {
 public:
  Chooser(const Evidence& evidence, const Heading* title, std::string_view url,
          const DateOptions& options)
      : evidence_(evidence), url_(url), options_(options) {
    if (title != nullptr) {
      title_order_ = title->order;
      ignored_regions_ = title->regions;
      has_title_ = true;
    }
  }

  DateChoice choose(const std::vector<LdArticle>& articles) {
    add_json_ld(articles);
    add_metas(kPublishedNames, 96);
    add_metas(kVagueNames, 60);
    add_modified_metas();
    add_url();
    add_elements();
    if (best_score() < kSure) add_texts();
    if (best_score() < kLeast + 5) add_scripts();
    DateChoice choice;
    choice.modified = modified_;
    take_best(choice);
    return choice;
  }

 private:
  static constexpr double kSure = 62;
  static constexpr double kLeast = -10;   // below it, no date is given
  static constexpr double kTrusted = 50;  // may correct the day of a UTC stamp

  void add(std::optional<DateTime> date, double score, std::string_view source,
           const GumboNode* node = nullptr, std::optional<DateTime> shown = {}) {
    if (date && names_day(*date)) candidates_.push_back({*date, score, source, node, shown});
  }

  [[nodiscard]] double best_score() const {
    double best = -1'000;
    for (const Candidate& candidate : candidates_) best = std::max(best, candidate.score);
    return best;
  }

  void add_json_ld(const std::vector<LdArticle>& articles) {
    double score = 100;
    for (const LdArticle& article : articles) {
      const bool video = article.type.ends_with("Object");
      add(read_stated_date(article.published, options_), video ? 45 : score, "json-ld");
      add(read_stated_date(article.created, options_), 50, "json-ld");
      add(read_stated_date(article.uploaded, options_), 45, "json-ld");
      const auto modified = read_stated_date(article.modified, options_);
      add(modified, 34, "json-ld");
      if (!modified_) modified_ = modified;
      score = 80;
    }
  }

  // Programs that print "11/01/2023 12:43:42" for machines put the month first (the invariant
  // format of .NET), whatever the page's language.
  [[nodiscard]] std::optional<DateTime> read_meta_date(std::string_view content) const {
    DateOptions options = options_;
    const std::size_t clock = content.find(' ');
    const bool slashes = content.substr(0, clock).find('/') != std::string_view::npos;
    const bool seconds = std::ranges::count(content, ':') == 2;
    if (slashes && seconds) options.order = NumericOrder::kMonthFirst;
    return read_stated_date(content, options);
  }

  template <std::size_t N>
  void add_metas(const std::array<std::string_view, N>& names, double score) {
    for (const std::string_view name : names) {
      for (const MetaTag& tag : evidence_.metas) {
        if (tag.name == name) add(read_meta_date(tag.content), score, "meta");
      }
      score -= 0.25;
    }
  }

  void add_modified_metas() {
    double score = 36;
    for (const std::string_view name : kModifiedNames) {
      for (const MetaTag& tag : evidence_.metas) {
        if (tag.name != name) continue;
        const auto date = read_stated_date(tag.content, options_);
        add(date, score, "meta");
        if (!modified_) modified_ = date;
      }
      score -= 0.25;
    }
  }

  void add_url() {
    for (const std::string_view url : {url_, evidence_.canonical, evidence_.meta("og:url")}) {
      const std::vector<FoundDate> found = find_dates_in_url(url);
      if (found.empty()) continue;
      add(found.front().date, 84, "url");
      break;
    }
    for (const FoundDate& found : find_dates_in_url(evidence_.meta("og:image"))) {
      add(found.date, 2, "url");
    }
  }

  // Regions of a node, apart from those in which the title stands too.
  [[nodiscard]] Regions outside(Regions regions) const { return regions & ~ignored_regions_; }

  [[nodiscard]] bool in_place(Regions regions) const {
    return (outside(regions) & (kComments | kRelated | kNavigation | kFooter | kForm)) == 0;
  }

  // What it costs to stand away from the title; before it counts more.
  [[nodiscard]] double distance_cost(std::size_t order, double most) const {
    if (!has_title_) return std::min(most, static_cast<double>(order) / 400.0);
    const double bytes = static_cast<double>(order) - static_cast<double>(title_order_);
    return std::min(most, bytes >= 0 ? bytes / 150.0 : -bytes / 40.0);
  }

  void add_elements() {
    for (const DateElement& element : evidence_.dates) {
      std::optional<DateTime> date;
      const bool labelled = holds_any(lower_ascii(element.text), kPublishedWords);
      if (!element.stated.empty() && !labelled) date = read_stated_date(element.stated, options_);
      if (!date || !names_day(*date)) date = read_stated_date(element.text, options_);
      if (!date) date = read_stated_date(element.stated, options_);
      if (!date) continue;
      double score = score_of(element);
      const bool footer_note = (element.regions & kUpdatedClass) != 0 && score < 60;
      if (!in_place(element.regions)) score -= footer_note ? 10 : 60;
      if ((outside(element.regions) & kAside) != 0) score -= 15;
      if ((element.regions & (kArticleElement | kMain)) != 0) score += 3;
      score -= distance_cost(element.order, 25);
      const bool stated_time = element.time_element || !element.stated.empty();
      std::optional<DateTime> shown = read_stated_date(element.text, options_);
      if (shown && !names_day(*shown)) shown.reset();
      add(date, score, stated_time ? "time" : "text", element.node, shown);
      if (shown && stated_time && shown->day_text() != date->day_text()) {
        add(shown, score - 4, "text", element.node);
      }
    }
  }

  [[nodiscard]] static double score_of(const DateElement& element) {
    const std::string property = lower_ascii(element.property);
    const std::string text = lower_ascii(element.text);
    if (property.find("modified") != std::string::npos) return 38;
    if (property.find("published") != std::string::npos) return 92;
    if (property.find("created") != std::string::npos) return 80;
    if (holds_any(text, kForeignWords)) return 0;
    double score = element.time_element ? 74 : 66;
    if ((element.regions & kDateClass) == 0 && !element.time_element) score = 58;
    if ((element.regions & kUpdatedClass) != 0) score -= 6;
    if ((element.regions & kPublishedClass) != 0) score += 3;
    const bool published = holds_any(text, kPublishedWords);
    if (!published && holds_any(text, kModifiedWords)) score -= 20;
    if (published) score += 4;
    if ((element.regions & kProse) != 0 && !element.time_element) score -= 8;
    return score;
  }

  void add_texts() {
    constexpr std::size_t kMostPerText = 4;
    for (const DatedText& dated : evidence_.texts) {
      const std::vector<FoundDate> found = find_dates(dated.text, options_, kMostPerText);
      for (const FoundDate& date : found) {
        double score = score_of(dated, date);
        if (!in_place(dated.regions)) score -= 30;
        if ((outside(dated.regions) & kAside) != 0) score -= 10;
        if ((outside(dated.regions) & kLink) != 0) score -= 10;
        score -= distance_cost(dated.order, 22);
        add(date.date, score, "text", dated.node);
      }
    }
  }

  // Scripts that hold the page once more as data: the first date of a telling name.
  void add_scripts() {
    constexpr auto kNames = std::to_array<std::string_view>(
        {"\"datePublished\"", "\"publishedDate\"", "\"published_at\"", "\"publishedAt\"",
         "\"publishDate\"", "\"publicationDate\"", "\"firstPublished\"", "\"createdAt\"",
         "\"created_at\"", "\"createdDateTime\""});
    for (const std::string_view script : evidence_.data_scripts) {
      for (const std::string_view name : kNames) {
        const std::size_t at = script.find(name);
        if (at == std::string_view::npos) continue;
        std::string_view value = script.substr(at + name.size(), 60);
        const std::size_t open = value.find('"');
        if (open == std::string_view::npos) continue;
        value.remove_prefix(open + 1);
        add(read_stated_date(value.substr(0, value.find('"')), options_), 20, "json-ld");
      }
    }
  }

  [[nodiscard]] static double score_of(const DatedText& dated, const FoundDate& found) {
    const std::string before = lower_ascii(dated.text.substr(0, found.begin));
    const std::string near = before.substr(before.size() > 40 ? before.size() - 40 : 0);
    const std::size_t rest = dated.text.size() - (found.end - found.begin);
    double score = rest < 30 ? 46 : rest < 80 ? 38 : found.begin < 40 ? 30 : 14;
    if (holds_any(near, kForeignWords)) return 0;
    if (holds_any(near, kModifiedWords)) {
      score -= 6;
    } else if (holds_any(near, kPublishedWords)) {
      score += 10;
    }
    return score;
  }

  // The best candidate; of statements of the same instant the one in a local offset.
  void take_best(DateChoice& choice) const {
    const Candidate* best = nullptr;
    for (const Candidate& candidate : candidates_) {
      if (candidate.score < kLeast) continue;
      if (best == nullptr || candidate.score > best->score) best = &candidate;
    }
    if (best == nullptr) return;
    const Candidate* chosen = best;
    if (best->date.offset_minutes.value_or(1) == 0 && !shown_as_is(best->date)) {
      double highest = kTrusted;
      for (const Candidate& other : candidates_) {
        if (other.score <= highest || !restates_locally(other.date, best->date)) continue;
        chosen = &other;
        highest = other.score;
      }
    }
    choice.published = chosen->date;
    choice.source = chosen->source;
    for (const Candidate& candidate : candidates_) {
      if (candidate.node != nullptr && candidate.score > kLeast)
        choice.nodes.push_back(candidate.node);
    }
  }

  // True when the page shows its readers a UTC stamp with its own day, or has that in its address.
  [[nodiscard]] bool shown_as_is(const DateTime& utc) const {
    return std::ranges::any_of(candidates_, [&](const Candidate& candidate) {
      if (candidate.source == "url" && candidate.score > kTrusted) {
        return candidate.date.day_text() == utc.day_text();
      }
      return candidate.shown && candidate.score > kTrusted &&
             candidate.date.unix_seconds() == utc.unix_seconds() &&
             candidate.shown->day_text() == utc.day_text();
    });
  }

  // True when `local` is the instant `utc` in the publisher's own time: the same instant with an
  // offset, a clock time without offset that differs by what zones differ by, or only a day that
  // the zones of the world allow, other than that of `utc`.
  [[nodiscard]] static bool restates_locally(const DateTime& local, const DateTime& utc) {
    constexpr std::int64_t kHour = 3600;
    if (utc.precision < DatePrecision::kMinute) return false;
    if (local.precision < DatePrecision::kMinute) {
      const std::int64_t begin = days_from_civil(local.year, local.month, local.day) * 24 * kHour;
      const std::int64_t after = utc.unix_seconds() - begin;
      const bool east = after < 0 && after >= -10 * kHour;
      const bool west = after >= 24 * kHour && after < 32 * kHour;
      return east || west;
    }
    const std::int64_t apart = local.unix_seconds() - utc.unix_seconds();
    if (local.offset_minutes) return *local.offset_minutes != 0 && std::llabs(apart) < 60;
    const std::int64_t rest = (std::llabs(apart) + 60) % (kHour / 4);
    return apart != 0 && rest <= 120 && apart >= -12 * kHour && apart <= 14 * kHour;
  }

  const Evidence& evidence_;
  std::string_view url_;
  const DateOptions& options_;
  std::size_t title_order_ = 0;
  Regions ignored_regions_ = 0;
  bool has_title_ = false;
  std::vector<Candidate> candidates_;
  std::optional<DateTime> modified_;
};

}  // namespace

std::optional<DateTime> read_stated_date(std::string_view text, const DateOptions& options) {
  constexpr std::size_t kLongest = 300;
  if (text.size() < 4 || text.size() > kLongest) return std::nullopt;
  if (auto date = parse_date(text, options)) return date;
  const std::vector<FoundDate> found = find_dates(text, options, 1);
  if (found.empty()) return std::nullopt;
  return found.front().date;
}

DateOptions date_options(std::string_view language, std::string_view url) {
  DateOptions options;
  options.language = language;
  options.order = NumericOrder::kDayFirst;
  const std::string lower = lower_ascii(language);
  if (!lower.starts_with("en")) return options;
  const bool american = lower.starts_with("en-us") || lower.starts_with("en_us");
  const std::size_t scheme = url.find("://");
  const std::string_view rest = url.substr(scheme == std::string_view::npos ? 0 : scheme + 3);
  const std::string_view host = rest.substr(0, rest.find_first_of("/:?#"));
  const bool generic = host.ends_with(".com") || host.ends_with(".org") || host.ends_with(".net") ||
                       host.ends_with(".us") || host.ends_with(".gov") || host.ends_with(".edu");
  if (american || (lower.size() == 2 && generic)) options.order = NumericOrder::kMonthFirst;
  return options;
}

DateChoice choose_date(const Evidence& evidence, const std::vector<LdArticle>& articles,
                       const Heading* title, std::string_view url, const DateOptions& options) {
  return Chooser(evidence, title, url, options).choose(articles);
}

}  // namespace tidings::article
