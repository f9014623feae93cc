#include "daemon/ingest/page.hpp"

#include <algorithm>
#include <chrono>
#include <unordered_set>

#include <fmt/format.h>

#include "parsers/text/count_words.hpp"

namespace tidings::ingest {
namespace {

using state::Reason;

// Fewer words than this are a caption or a menu, not an article.
constexpr std::size_t kMinimumWords = 25;

struct Directive {
  std::string_view name;   // as `respect:` spells it
  std::string_view token;  // as pages spell it
};
constexpr Directive kDirectives[] = {
    {"noarchive", "noarchive"}, {"noai", "noai"}, {"noindex", "noindex"}};

bool has_token(std::string_view list, std::string_view token) {
  for (std::size_t at = list.find(token); at != std::string_view::npos;
       at = list.find(token, at + 1)) {
    const auto is_edge = [&](std::size_t i) {
      return i >= list.size() || std::string_view(" ,;:").contains(list[i]);
    };
    if ((at == 0 || is_edge(at - 1)) && is_edge(at + token.size())) return true;
  }
  return false;
}

std::vector<std::string> directives_of(const PageInput& input, const article::Article& article) {
  std::vector<std::string> found;
  for (const Directive& directive : kDirectives) {
    const bool in_header = std::ranges::any_of(input.x_robots_tag, [&](std::string text) {
      std::ranges::transform(text, text.begin(),
                             [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      return has_token(text, directive.token);
    });
    if (in_header || has_token(article.robots, directive.token)) found.emplace_back(directive.name);
  }
  if (input.tdm_reservation == "1") found.emplace_back("tdm");
  return found;
}

// Its text, and the words of that.
struct Text {
  explicit Text(const article::Article& article)
      : text(article.text()), words(text::count_words(text)) {}
  std::string text;
  std::size_t words;
};

std::optional<Refusal> refuse(const PageInput& input, const PageRules& rules,
                              const article::Article& article, const Text& text) {
  if (text.words < kMinimumWords) {
    return Refusal{article.truncated ? Reason::kParseLimit : Reason::kNoArticle,
                   article.truncated ? "the page is beyond what one page may cost to read"
                                     : "no article was found in the page"};
  }
  const auto directives = directives_of(input, article);
  for (const std::string& name : rules.source->respect) {
    if (std::ranges::find(directives, name) != directives.end()) {
      return Refusal{Reason::kPageDirective,
                     fmt::format("the page says {}, which this source respects", name)};
    }
  }
  const Filters& filters = *rules.filters;
  if (!filters.allows_title(article.title))
    return Refusal{Reason::kExcludedTitle, "its title is excluded"};
  if (!filters.allows_language(article.language))
    return Refusal{Reason::kLanguage, fmt::format("its language is {}", article.language)};
  if (!filters.allows_words(text.words))
    return Refusal{Reason::kTooShort, fmt::format("it has {} words", text.words)};
  if (!filters.allows_age(article.published, input.fetched_at)) {
    return Refusal{Reason::kTooOld,
                   fmt::format("it was published on {}", article.published->day_text())};
  }
  if (!filters.allows_text(text.text))
    return Refusal{Reason::kExcludedText, "its text is excluded"};
  return std::nullopt;
}

// The page's own day, else the feed's, else the day it was fetched.
void set_date(state::Document& record, const PageInput& input, const article::Article& article) {
  if (article.published) {
    record.published = article.published->rfc3339();
    record.day = article.published->day_text();
    record.date_source = article.published_source;
  } else {
    const auto seconds =
        std::chrono::floor<std::chrono::seconds>(input.fetched_at).time_since_epoch().count();
    record.day = DateTime::from_unix(seconds).day_text();
    record.date_source = "fetched";
  }
}

PreparedDocument build(const PageInput& input, const PageRules& rules, article::Article article,
                       std::size_t words) {
  PreparedDocument result;
  state::Document& record = result.record;
  set_date(record, input, article);
  result.canonical_key = document_url(article.canonical_url, input.url, *rules.tracking);
  record.url = result.canonical_key;
  record.title = article.title;
  record.words = words;
  record.source = rules.source->name;
  record.text_source = input.text_only ? "feed" : "page";
  record.authors = std::move(article.authors);
  record.language = std::move(article.language);
  record.image = std::move(article.image);
  record.tags = std::move(article.tags);
  record.fetched_at = input.fetched_at;
  result.bytes =
      document::format({record.day, record.url, record.title, std::move(article.paragraphs)});
  record.hash = document::content_hash(result.bytes);
  result.signature = fingerprint::make_signature(result.body());
  return result;
}

}  // namespace

std::string_view PreparedDocument::body() const {
  std::string_view rest = bytes;
  for (int line = 0; line < 2; ++line)
    rest.remove_prefix(std::min(rest.size(), rest.find('\n') + 1));
  if (rest.ends_with('\n')) rest.remove_suffix(1);
  return rest;
}

std::string document_url(std::string_view stated, std::string_view final_url,
                         const url::TrackingTable& tracking) {
  const auto own = url::parse(final_url);
  const auto said = url::parse(stated, own ? &*own : nullptr);
  if (!own) return said ? url::canonical(said->text(), tracking).value_or("") : "";
  const bool is_root = said && said->path == "/" && !said->query;
  if (said && !is_root &&
      url::registrable_domain(said->host) == url::registrable_domain(own->host)) {
    return url::canonical(said->text(), tracking).value_or("");
  }
  return url::canonical(final_url, tracking).value_or("");
}

std::expected<article::Article, Refusal> extract(const PageInput& input, const PageRules& rules) {
  if (input.bytes.empty()) return std::unexpected(Refusal{Reason::kEmptyBody, "the page is empty"});
  article::Options options;
  options.content_type = input.content_type;
  options.url = input.url;
  options.rules = input.text_only ? nullptr : rules.site;
  options.hints = &input.listed;
  options.text_only = input.text_only;
  auto article = article::extract(input.bytes, options);
  if (!article) return std::unexpected(Refusal{Reason::kDamaged, std::move(article.error())});
  return std::move(*article);
}

void add_page(article::Article& article, article::Article next) {
  std::unordered_set<std::string> seen(article.paragraphs.begin(), article.paragraphs.end());
  for (std::string& paragraph : next.paragraphs) {
    if (seen.insert(paragraph).second) article.paragraphs.push_back(std::move(paragraph));
  }
}

std::optional<Refusal> refuse(const PageInput& input, const PageRules& rules,
                              const article::Article& article) {
  return refuse(input, rules, article, Text(article));
}

std::expected<PreparedDocument, Refusal> prepare(const PageInput& input, const PageRules& rules,
                                                 article::Article article) {
  const Text text(article);
  if (auto refusal = refuse(input, rules, article, text))
    return std::unexpected(std::move(*refusal));
  return build(input, rules, std::move(article), text.words);
}

std::expected<PreparedDocument, Refusal> prepare_page(const PageInput& input,
                                                      const PageRules& rules) {
  auto article = extract(input, rules);
  if (!article) return std::unexpected(std::move(article.error()));
  return prepare(input, rules, std::move(*article));
}

}  // namespace tidings::ingest
