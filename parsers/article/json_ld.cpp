#include "parsers/article/json_ld.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <utility>

#include "parsers/article/json_value.hpp"
#include "parsers/article/metadata_text.hpp"

namespace tidings::article {
namespace {

using Kind = JsonValue::Kind;
using ById = std::unordered_map<std::string_view, const JsonValue*>;

constexpr std::size_t kMaxArticles = 64;
constexpr std::size_t kMaxNames = 32;
constexpr int kMaxDepth = 8;

// Members under which the page's own article can lie; under any other, things are parts of it,
// teasers or other people's.
constexpr auto kTransparent = std::to_array<std::string_view>(
    {"@graph", "mainEntity", "mainEntityOfPage", "mainContentOfPage", "article", "articles"});

// How likely a thing of this type is the article: 3 an article, 2 a page or like an article, 1 a
// thing that pages can be about, 0 never.
int rank_of_type(std::string_view type) {
  if (const std::size_t slash = type.find_last_of("/#:"); slash != std::string_view::npos) {
    type.remove_prefix(slash + 1);
  }
  if (type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report") return 3;
  constexpr auto kLikeArticles = std::to_array<std::string_view>({"WebPage",
                                                                  "ItemPage",
                                                                  "ClaimReview",
                                                                  "Review",
                                                                  "CriticReview",
                                                                  "DiscussionForumPosting",
                                                                  "SocialMediaPosting",
                                                                  "HowTo",
                                                                  "Recipe",
                                                                  "QAPage",
                                                                  "AboutPage",
                                                                  "FAQPage",
                                                                  "MedicalWebPage",
                                                                  "CreativeWork",
                                                                  "Blog",
                                                                  "PodcastEpisode",
                                                                  "RadioEpisode",
                                                                  "TVEpisode",
                                                                  "Episode",
                                                                  "Speech"});
  if (std::ranges::find(kLikeArticles, type) != kLikeArticles.end()) return 2;
  constexpr auto kThings = std::to_array<std::string_view>(
      {"VideoObject", "AudioObject", "NewsVideoObject", "Event", "Product", "Course", "JobPosting",
       "Book", "Movie", "ImageGallery", "MediaGallery", "CollectionPage", "ProfilePage"});
  return std::ranges::find(kThings, type) != kThings.end() ? 1 : 0;
}

std::string_view text_of(const JsonValue* value) {
  if (value == nullptr) return {};
  if (value->kind == Kind::kString || value->kind == Kind::kLiteral) return value->text;
  if (value->kind == Kind::kArray && !value->members.empty()) {
    return text_of(&value->members.front().value);
  }
  return text_of(value->find("@value"));
}

// The most telling type of a thing, and its rank.
std::pair<std::string_view, int> type_of(const JsonValue& thing) {
  const JsonValue* type = thing.find("@type");
  if (type == nullptr) type = thing.find("type");
  if (type == nullptr) {
    const bool article =
        thing.find("headline") != nullptr && thing.find("datePublished") != nullptr;
    return {{}, article ? 2 : 0};
  }
  if (type->kind != Kind::kArray) return {type->text, rank_of_type(type->text)};
  std::pair<std::string_view, int> best;
  for (const JsonMember& member : type->members) {
    const int rank = rank_of_type(member.value.text);
    if (rank > best.second || best.first.empty()) best = {member.value.text, rank};
  }
  return best;
}

void index_ids(const JsonValue& value, ById& by_id) {
  if (value.kind == Kind::kObject) {
    const std::string_view id = text_of(value.find("@id"));
    // A bare reference names a thing, it does not describe it.
    if (!id.empty() && value.members.size() > 1) by_id.try_emplace(id, &value);
  }
  for (const JsonMember& member : value.members) index_ids(member.value, by_id);
}

// Follows {"@id": "..."} to the thing that it names.
const JsonValue& resolve(const JsonValue& value, const ById& by_id) {
  std::string_view id;
  if (value.kind == Kind::kObject && value.find("name") == nullptr) {
    id = text_of(value.find("@id"));
  } else if (value.kind == Kind::kString && value.text.find('#') != std::string::npos) {
    id = value.text;
  }
  if (id.empty()) return value;
  const auto found = by_id.find(id);
  return found == by_id.end() ? value : *found->second;
}

void add_names(const JsonValue& stated, const ById& by_id, int depth,
               std::vector<std::string>& names) {
  if (depth > kMaxDepth || names.size() >= kMaxNames) return;
  const JsonValue& value = resolve(stated, by_id);
  if (value.kind == Kind::kArray) {
    for (const JsonMember& member : value.members) add_names(member.value, by_id, depth + 1, names);
  } else if (value.kind == Kind::kObject) {
    const JsonValue* name = value.find("name");
    if (name == nullptr) name = value.find("@list");
    if (name != nullptr) {
      add_names(*name, by_id, depth + 1, names);
    } else {
      const std::string both = clean_line(std::string(text_of(value.find("givenName"))) + " " +
                                          std::string(text_of(value.find("familyName"))));
      if (!both.empty()) names.push_back(both);
    }
  } else if (value.kind == Kind::kString) {
    std::string name = clean_line(value.text);
    if (!name.empty() && !looks_like_address(name)) names.push_back(std::move(name));
  }
}

std::string image_of(const JsonValue* value, const ById& by_id) {
  if (value == nullptr) return {};
  const JsonValue* image = &resolve(*value, by_id);
  if (image->kind == Kind::kArray) {
    if (image->members.empty()) return {};
    image = &resolve(image->members.front().value, by_id);
  }
  if (image->kind == Kind::kString) return image->text;
  const std::string_view url = text_of(image->find("url"));
  return std::string(url.empty() ? text_of(image->find("contentUrl")) : url);
}

void add_keywords(const JsonValue* value, std::vector<std::string>& keywords) {
  if (value == nullptr) return;
  if (value->kind == Kind::kArray) {
    for (const JsonMember& member : value->members) {
      std::string word = clean_line(text_of(&member.value));
      if (!word.empty() && keywords.size() < kMaxArticles) keywords.push_back(std::move(word));
    }
    return;
  }
  std::string_view rest = text_of(value);
  while (!rest.empty() && keywords.size() < kMaxArticles) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    std::string word = clean_line(rest.substr(0, comma));
    if (!word.empty()) keywords.push_back(std::move(word));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
}

std::string address_of(const JsonValue& thing) {
  for (const std::string_view key : {"url", "mainEntityOfPage", "@id"}) {
    const JsonValue* value = thing.find(key);
    if (value == nullptr) continue;
    std::string_view address = text_of(value);
    if (address.empty()) address = text_of(value->find("@id"));
    if (address.starts_with("http")) return std::string(address);
  }
  return {};
}

LdArticle read_article(const JsonValue& thing, std::string_view type, const ById& by_id) {
  const auto line = [&](std::string_view key) { return clean_line(text_of(thing.find(key))); };
  LdArticle article;
  article.type = type;
  article.headline = line("headline");
  article.name = line("name");
  article.description = line("description");
  article.body = clean_lines(text_of(thing.find("articleBody")));
  if (article.body.empty()) article.body = clean_lines(text_of(thing.find("text")));
  article.published = line("datePublished");
  article.created = line("dateCreated");
  article.modified = line("dateModified");
  article.uploaded = line("uploadDate");
  article.language = line("inLanguage");
  article.url = address_of(thing);
  article.image = image_of(thing.find("image"), by_id);
  for (const std::string_view key : {"author", "creator", "contributor"}) {
    if (const JsonValue* value = thing.find(key)) add_names(*value, by_id, 0, article.authors);
    if (!article.authors.empty()) break;
  }
  std::vector<std::string> publishers;
  if (const JsonValue* value = thing.find("publisher")) add_names(*value, by_id, 0, publishers);
  if (!publishers.empty()) article.publisher = publishers.front();
  add_keywords(thing.find("keywords"), article.keywords);
  return article;
}

// An address without scheme, "www.", query, fragment and trailing slash.
std::string_view core_of_address(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    url.remove_prefix(scheme + 3);
  }
  if (url.starts_with("www.")) url.remove_prefix(4);
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

struct Ranked {
  int score = 0;
  std::size_t order = 0;  // in the page
  LdArticle article;
};

class Collector {
 public:
  Collector(const ById& by_id, std::string_view page_url, const std::vector<std::string>& titles)
      : by_id_(by_id), page_(core_of_address(page_url)) {
    for (const std::string& title : titles) keys_.push_back(title_key(title));
  }

  void visit(const JsonValue& value, int depth) {
    if (depth > kMaxDepth || found_.size() >= kMaxArticles) return;
    if (value.kind == Kind::kArray) {
      for (const JsonMember& member : value.members) visit(member.value, depth + 1);
      return;
    }
    if (value.kind != Kind::kObject) return;
    const auto [type, rank] = type_of(value);
    if (rank > 0) add(value, type, rank);
    for (const JsonMember& member : value.members) {
      if (std::ranges::find(kTransparent, member.key) != kTransparent.end()) {
        visit(member.value, depth + 1);
      }
    }
  }

  std::vector<LdArticle> take() {
    std::ranges::sort(found_, [](const Ranked& a, const Ranked& b) {
      return a.score != b.score ? a.score > b.score : a.order < b.order;
    });
    std::vector<LdArticle> articles;
    articles.reserve(found_.size());
    for (Ranked& ranked : found_) articles.push_back(std::move(ranked.article));
    return articles;
  }

 private:
  void add(const JsonValue& thing, std::string_view type, int rank) {
    Ranked ranked{rank * 100, found_.size(), read_article(thing, type, by_id_)};
    const std::string_view address = core_of_address(ranked.article.url);
    if (!page_.empty() && address == page_) ranked.score += 60;
    if (!ranked.article.headline.empty() &&
        std::ranges::find(keys_, title_key(ranked.article.headline)) != keys_.end()) {
      ranked.score += 50;
    }
    found_.push_back(std::move(ranked));
  }

  const ById& by_id_;
  std::string_view page_;
  std::vector<std::string> keys_;
  std::vector<Ranked> found_;
};

}  // namespace

std::vector<LdArticle> read_json_ld(const std::vector<std::string_view>& scripts,
                                    std::string_view page_url,
                                    const std::vector<std::string>& titles) {
  std::vector<std::vector<JsonValue>> documents;
  documents.reserve(scripts.size());
  for (const std::string_view script : scripts) documents.push_back(read_json(script));
  ById by_id;
  for (const auto& document : documents) {
    for (const JsonValue& root : document) index_ids(root, by_id);
  }
  Collector collector(by_id, page_url, titles);
  for (const auto& document : documents) {
    for (const JsonValue& root : document) collector.visit(root, 0);
  }
  return collector.take();
}

}  // namespace tidings::article
