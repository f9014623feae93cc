#include "parsers/article/metadata.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "parsers/article/article.hpp"
#include "parsers/article/json_ld.hpp"
#include "parsers/article/metadata_authors.hpp"
#include "parsers/article/metadata_date.hpp"
#include "parsers/article/metadata_evidence.hpp"
#include "parsers/article/metadata_names.hpp"
#include "parsers/article/metadata_text.hpp"
#include "parsers/article/metadata_title.hpp"
#include "parsers/url/url.hpp"

namespace tidings::article {
namespace {

constexpr std::size_t kMostTags = 64;

// "de_DE", "en-US", "ger": the primary subtag if it can be one.
std::string primary_language(std::string_view tag) {
  const std::string lower = lower_ascii(tag);
  const std::size_t end = std::min(lower.find_first_of("-_ ,;"), lower.size());
  std::string primary = lower.substr(0, end);
  const bool letters = std::ranges::all_of(primary, [](char c) { return c >= 'a' && c <= 'z'; });
  if (!letters || primary.size() < 2 || primary.size() > 3) return {};
  return primary;
}

std::string find_language(const Evidence& evidence, const std::vector<LdArticle>& articles) {
  std::string language = primary_language(evidence.language);
  for (const std::string_view name : {"og:locale", "content-language", "language", "dc.language",
                                      "inlanguage", "dcterms.language"}) {
    if (language.empty()) language = primary_language(clean_line(evidence.meta(name)));
  }
  for (const LdArticle& article : articles) {
    if (language.empty()) language = primary_language(article.language);
  }
  return language;
}

std::string find_site_name(const Evidence& evidence, const std::vector<LdArticle>& articles) {
  std::string name = clean_line(evidence.meta("og:site_name"));
  for (const LdArticle& article : articles) {
    if (name.empty()) name = article.publisher;
  }
  if (name.empty()) name = clean_line(evidence.meta("application-name"));
  return name;
}

std::string find_description(const Evidence& evidence, const std::vector<LdArticle>& articles) {
  for (const LdArticle& article : articles) {
    if (!article.description.empty()) return article.description;
  }
  for (const std::string_view name : {"og:description", "description", "twitter:description",
                                      "dc.description", "sailthru.description"}) {
    std::string text = clean_line(evidence.meta(name));
    if (!text.empty()) return text;
  }
  return {};
}

std::vector<std::string> find_tags(const Evidence& evidence,
                                   const std::vector<LdArticle>& articles) {
  std::vector<std::string> tags;
  const auto add = [&tags](std::string tag) {
    const bool known = std::ranges::find(tags, tag) != tags.end();
    if (!tag.empty() && !known && tags.size() < kMostTags) tags.push_back(std::move(tag));
  };
  for (const MetaTag& meta : evidence.metas) {
    if (meta.name == "article:tag") add(clean_line(meta.content));
  }
  if (!articles.empty()) {
    for (const std::string& tag : articles.front().keywords) add(tag);
  }
  for (const std::string_view name : {"news_keywords", "keywords"}) {
    std::string_view rest = evidence.meta(name);
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find_first_of(",;"), rest.size());
      add(clean_line(rest.substr(0, comma)));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  return tags;
}

std::string find_robots(const Evidence& evidence) {
  std::string robots;
  for (const MetaTag& meta : evidence.metas) {
    if (meta.name != "robots" && meta.name != "tidings" && meta.name != "tdm-reservation") continue;
    if (!robots.empty()) robots += ", ";
    if (meta.name == "tdm-reservation") robots += "tdm-reservation:";
    robots += lower_ascii(clean_line(meta.content));
  }
  return robots;
}

// What relative addresses are resolved against: <base href>, else the page's own address.
std::optional<url::Url> find_base(const Evidence& evidence, std::string_view page_url) {
  std::optional<url::Url> page = url::parse(page_url);
  if (evidence.base.empty()) return page;
  const std::optional<url::Url> base = url::parse(evidence.base, page ? &*page : nullptr);
  return base ? base : page;
}

// `address` as an absolute URL; empty where it is none.
std::string absolute(std::string_view address, const std::optional<url::Url>& base) {
  if (address.empty()) return {};
  const std::optional<url::Url> parsed = url::parse(address, base ? &*base : nullptr);
  return parsed ? parsed->text() : std::string();
}

const Heading* heading_of(const Evidence& evidence, const GumboNode* node) {
  for (const Heading& heading : evidence.headings) {
    if (heading.node == node && node != nullptr) return &heading;
  }
  return nullptr;
}

// What the site's rules found goes first, where it can be read.
void take_findings(const site_rules::Findings& findings, const DateOptions& options,
                   Metadata& metadata) {
  const std::string title = clean_line(findings.title);
  if (!title.empty()) {
    metadata.title = title;
    metadata.headlines.insert(metadata.headlines.begin(), title);
  }
  const std::optional<DateTime> date = read_stated_date(findings.date, options);
  if (date && date->precision >= DatePrecision::kDay) {
    const bool same_day = metadata.published && metadata.published->day_text() == date->day_text();
    if (!same_day || date->precision > DatePrecision::kDay) metadata.published = date;
    metadata.published_source = "rules";
  }
  std::vector<std::string> authors;
  for (const std::string& author : findings.authors) {
    for (std::string& name : split_names(author)) {
      if (std::ranges::find(authors, name) == authors.end()) authors.push_back(std::move(name));
    }
  }
  if (!authors.empty()) metadata.authors = std::move(authors);
}

// Feeds also name mailboxes and themselves where an author should stand.
std::vector<std::string> authors_of(const Hints& hints, std::string_view site_name) {
  std::vector<std::string> authors;
  for (const std::string& stated : hints.authors) {
    if (stated.find('@') != std::string::npos || stated == site_name) continue;
    for (std::string& name : split_names(stated)) {
      if (std::ranges::find(authors, name) == authors.end()) authors.push_back(std::move(name));
    }
  }
  return authors;
}

void fill_from_hints(const Hints& hints, Metadata& metadata) {
  if (metadata.title.empty()) metadata.title = clean_line(hints.title);
  if (metadata.description.empty()) metadata.description = clean_line(hints.summary);
  if (!metadata.published && hints.published) {
    metadata.published = hints.published;
    metadata.published_source = "feed";
  }
  if (metadata.language.empty()) metadata.language = primary_language(hints.language);
  if (metadata.authors.empty()) metadata.authors = authors_of(hints, metadata.site_name);
}

}  // namespace

Metadata read_metadata(const Hints& hints) {
  Metadata metadata;
  fill_from_hints(hints, metadata);
  return metadata;
}

Metadata read_metadata(const html::Document& page, std::string_view url, const Hints* hints,
                       const site_rules::Findings* findings) {
  const Evidence evidence = gather_evidence(page);
  std::vector<std::string> stated_titles;
  for (const std::string_view name : {"og:title", "twitter:title"}) {
    stated_titles.push_back(clean_line(evidence.meta(name)));
  }
  for (const Heading& heading : evidence.headings) {
    if (heading.h1) stated_titles.push_back(heading.text);
  }
  std::string_view address = url.empty() ? evidence.canonical : url;
  std::vector<LdArticle> articles;
  if (findings == nullptr || !findings->skip_json_ld) {
    articles = read_json_ld(evidence.json_ld, address, stated_titles);
  }

  Metadata metadata;
  metadata.site_name = find_site_name(evidence, articles);
  metadata.language = find_language(evidence, articles);
  TitleChoice title = choose_title(evidence, articles, metadata.site_name, address);
  const Heading* heading = heading_of(evidence, title.node);
  const std::string_view tag = evidence.language.empty() ? metadata.language : evidence.language;
  const DateOptions options = date_options(tag, address);
  DateChoice date = choose_date(evidence, articles, heading, url, options);
  AuthorChoice authors = choose_authors(evidence, articles, metadata.site_name, address,
                                        heading == nullptr ? 0 : heading->regions,
                                        heading == nullptr ? 0 : heading->order);

  metadata.title = std::move(title.title);
  metadata.headlines = std::move(title.headlines);
  metadata.title_node = title.node;
  metadata.published = date.published;
  metadata.published_source = std::move(date.source);
  metadata.modified = date.modified;
  metadata.authors = std::move(authors.names);
  metadata.aside_nodes = std::move(date.nodes);
  metadata.aside_nodes.insert(metadata.aside_nodes.end(), authors.nodes.begin(),
                              authors.nodes.end());
  metadata.description = find_description(evidence, articles);
  for (const LdArticle& article : articles) {
    if (!article.body.empty()) metadata.body_texts.push_back(article.body);
  }
  const std::optional<url::Url> base = find_base(evidence, url);
  metadata.canonical_url =
      absolute(evidence.canonical.empty() ? evidence.meta("og:url") : evidence.canonical, base);
  metadata.amp_url = absolute(evidence.amp, base);
  metadata.image = clean_line(evidence.meta("og:image"));
  if (metadata.image.empty() && !articles.empty()) metadata.image = articles.front().image;
  metadata.image = absolute(metadata.image, base);
  metadata.tags = find_tags(evidence, articles);
  metadata.robots = find_robots(evidence);
  if (findings != nullptr) take_findings(*findings, options, metadata);
  if (hints != nullptr) fill_from_hints(*hints, metadata);
  return metadata;
}

}  // namespace tidings::article
