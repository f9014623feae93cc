#include "parsers/article/metadata_date.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "parsers/article/metadata_date_text.hpp"
#include "parsers/article/metadata_text.hpp"

namespace tidings::article {
namespace {

constexpr auto kPublishedNames = std::to_array<std::string_view>({"article:published_time",
                                                                  "og:article:published_time",
                                                                  "article:published",
                                                                  "datepublished",
                                                                  "publishdate",
                                                                  "publish-date",
                                                                  "publish_date",
                                                                  "pubdate",
                                                                  "published_time",
                                                                  "published-date",
                                                                  "published_date",
                                                                  "publicationdate",
                                                                  "publication_date",
                                                                  "publication-date",
                                                                  "dc.date.issued",
                                                                  "dcterms.issued",
                                                                  "dc.date.published",
                                                                  "date.issued",
                                                                  "parsely-pub-date",
                                                                  "sailthru.date",
                                                                  "cxenseparse:recs:publishtime",
                                                                  "cxenseparse:recs:published_time",
                                                                  "cxenseparse:publishtime",
                                                                  "article.published",
                                                                  "article:post_date",
                                                                  "displaydate",
                                                                  "pdate",
                                                                  "ptime",
                                                                  "og:pubdate",
                                                                  "og:published_time",
                                                                  "og:release_date",
                                                                  "release_date",
                                                                  "releasedate",
                                                                  "citation_publication_date",
                                                                  "citation_date",
                                                                  "citation_online_date",
                                                                  "article_date_original",
                                                                  "article:publication_date",
                                                                  "originalpublicationdate",
                                                                  "rnews:datepublished",
                                                                  "lastpubdate",
                                                                  "weibo:article:create_at",
                                                                  "article-date",
                                                                  "news:publication_date",
                                                                  "bt:pubdate",
                                                                  "dcsext.articlefirstpublished"});

// Names that say "date" without saying of what: print issue, last export, the day itself.
constexpr auto kVagueNames = std::to_array<std::string_view>(
    {"dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "date.created",
     "date.available", "created", "creation_date", "date_created", "datecreated", "date",
     "timestamp", "dat"});

constexpr auto kModifiedNames = std::to_array<std::string_view>(
    {"article:modified_time", "og:article:modified_time", "article:modified", "datemodified",
     "og:updated_time", "dc.date.modified", "dcterms.modified", "date.modified", "date.updated",
     "last-modified", "lastmod", "modified_time", "revised", "updated", "modificationdate",
     "date_modified", "article:update_date", "uploaddate"});

// Words that tell what a date in text is, lower case.
constexpr auto kPublishedWords =
    std::to_array<std::string_view>({"ver\u00f6ffentlicht",
                                     "published",
                                     "posted",
                                     "publi\u00e9",
                                     "publicado",
                                     "pubblicato",
                                     "erstellt",
                                     "publiziert",
                                     "datum",
                                     "date",
                                     "stand",
                                     "gepubliceerd",
                                     "yay\u0131nlanma",
                                     "opublikowan",
                                     "created",
                                     "vom ",
                                     "erschienen",
                                     "written on",
                                     "geschrieben",
                                     "first published",
                                     "\u53d1\u5e03",
                                     "\u516c\u958b",
                                     "\uc785\ub825",
                                     "\uc2b9\uc778",
                                     "publisert",
                                     "publicerad",
                                     "online seit",
                                     "eingestellt",
                                     "dodano",
                                     "\u043e\u043f\u0443\u0431\u043b\u0438\u043a"});
constexpr auto kModifiedWords = std::to_array<std::string_view>(
    {"aktualisiert", "updated", "modified", "ge\u00e4ndert", "mis \u00e0 jour", "mise \u00e0 jour",
     "actualizado", "aggiornato", "last change", "g\u00fcncelle", "update", "aktualizacja",
     "zuletzt bearbeitet", "edited", "\u66f4\u65b0", "\uc218\uc815"});
constexpr auto kForeignWords = std::to_array<std::string_view>(
    {"\u00a9", "copyright", "(c)", "geboren", "born", "mitglied seit", "joined", "member since",
     "registriert", "valid until", "g\u00fcltig", "expires", "deadline", "abgerufen", "retrieved",
     "accessed", "termin"});

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
    DateChoice choice;
    choice.modified = modified_;
    take_best(choice);
    return choice;
  }

 private:
  static constexpr double kSure = 62;
  static constexpr double kLeast = -10;
  static constexpr double kTrusted = 50;  // may correct the day of a UTC stamp

  void add(std::optional<DateTime> date, double score, std::string_view source,
           const GumboNode* node = nullptr) {
    if (date && names_day(*date)) candidates_.push_back({*date, score, source, node});
  }

  [[nodiscard]] double best_score() const {
    double best = 0;
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

  template <std::size_t N>
  void add_metas(const std::array<std::string_view, N>& names, double score) {
    for (const std::string_view name : names) {
      for (const MetaTag& tag : evidence_.metas) {
        if (tag.name == name) add(read_stated_date(tag.content, options_), score, "meta");
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

  // What it costs to stand away from the title; before it counts double.
  [[nodiscard]] double distance_cost(std::size_t order, double most) const {
    if (!has_title_) return std::min(most, static_cast<double>(order) / 400.0);
    const std::size_t distance =
        order >= title_order_ ? order - title_order_ : 2 * (title_order_ - order);
    return std::min(most, static_cast<double>(distance) / 150.0);
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
      if (!in_place(element.regions)) score -= 60;
      if ((outside(element.regions) & kAside) != 0) score -= 15;
      if ((element.regions & (kArticleElement | kMain)) != 0) score += 3;
      score -= distance_cost(element.order, 25);
      const bool stated_time = element.time_element || !element.stated.empty();
      add(date, score, stated_time ? "time" : "text", element.node);
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

  [[nodiscard]] static double score_of(const DatedText& dated, const FoundDate& found) {
    const std::string before = lower_ascii(dated.text.substr(0, found.begin));
    const std::string near = before.substr(before.size() > 40 ? before.size() - 40 : 0);
    const std::size_t rest = dated.text.size() - (found.end - found.begin);
    double score = rest < 30 ? 46 : rest < 80 ? 38 : found.begin < 40 ? 32 : 22;
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

  // True when the page shows its readers the day of a UTC stamp.
  [[nodiscard]] bool shown_as_is(const DateTime& utc) const {
    return std::ranges::any_of(candidates_, [&](const Candidate& candidate) {
      return candidate.node != nullptr && candidate.score > kTrusted &&
             candidate.date.day_text() == utc.day_text();
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
