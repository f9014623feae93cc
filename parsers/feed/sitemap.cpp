#include "parsers/feed/sitemap.hpp"

#include <algorithm>

#include "parsers/feed/field_table.hpp"
#include "parsers/feed/item_parts.hpp"
#include "parsers/feed/links.hpp"

namespace tidings::feed {
namespace {

using enum Namespace;
using enum Form;

enum Scope : int { kDocument, kRoot, kEntry, kNewsEntry };

constexpr FieldRow<SitemapEntry> kFields[] = {
    {kNone, "loc", kToken, &SitemapEntry::location},
    {kNone, "lastmod", kToken, &SitemapEntry::modified},
    {kNews, "title", kLine, &SitemapEntry::news_title},
    {kNews, "publication_date", kToken, &SitemapEntry::news_date},
    {kNews, "language", kToken, &SitemapEntry::news_language},
    {kNews, "keywords", kLine, &SitemapEntry::news_keywords},
};

Item adapt(SitemapEntry&& entry) {
  Item item;
  item.link = resolve_link(entry.location, entry.base);
  item.id = item.link;
  item.title = std::move(entry.news_title);
  item.language = std::move(entry.news_language);
  item.published = first_date({entry.news_date}, item.language);
  item.updated = first_date({entry.modified}, item.language);
  add_keywords(item.categories, entry.news_keywords);
  return item;
}

}  // namespace

Step SitemapFormat::open(const Element& element, const Position& position) {
  switch (position.scope) {
    case kDocument: {
      const bool index = element.name == "sitemapindex";
      sink_.feed().type = index ? Type::kSitemapIndex : Type::kUrlset;
      sink_.feed().format = index ? "sitemap index" : "sitemap";
      return enter(kRoot);
    }
    case kRoot:
      if (element.name != "url" && element.name != "sitemap") return skip();
      entry_ = {};
      entry_.base = position.base;
      return enter(kEntry);
    default:
      break;
  }
  const bool news = element.space == kNews;
  if (news && (element.name == "news" || element.name == "publication")) return enter(kNewsEntry);
  if (!news && position.scope == kNewsEntry) return skip();
  const int row = find_row<SitemapEntry>(kFields, element.space, element.name);
  return row < 0 ? skip() : collect(row, news ? TextType::kHtml : TextType::kPlain);
}

void SitemapFormat::value(int id, Value&& value) { store(entry_, kFields[id], value); }

// An entry without an address is none.
bool SitemapFormat::close(int scope) {
  if (scope != kEntry) return true;
  Item item = adapt(std::move(entry_));
  return item.link.empty() || sink_.add(std::move(item));
}

bool read_text_sitemap(std::string_view text, ItemSink& sink) {
  sink.feed().type = Type::kUrlset;
  sink.feed().format = "text sitemap";
  bool any = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    if (!is_web_url(line)) {
      if (!any) return false;
      continue;
    }
    any = true;
    Item item;
    item.link = line;
    item.id = line;
    if (!sink.add(std::move(item))) break;
  }
  return any;
}

}  // namespace tidings::feed
