#include "parsers/feed/modules.hpp"

#include "parsers/feed/field_table.hpp"
#include "parsers/feed/item_parts.hpp"

namespace tidings::feed {
namespace {

using enum Namespace;
using enum Form;

constexpr int kMediaScope = kModuleIds + 500;

constexpr FieldRow<Modules> kRows[] = {
    {kDc, "title", kLine, &Modules::dc_title},
    {kDc, "description", kHtml, &Modules::dc_description},
    {kDc, "creator", kToken, nullptr, &Modules::creators},
    {kDc, "author", kToken, nullptr, &Modules::creators},
    {kDc, "subject", kLine, nullptr, &Modules::subjects},
    {kDc, "date", kToken, &Modules::dc_date},
    {kDc, "language", kToken, &Modules::dc_language},
    {kDcTerms, "title", kLine, &Modules::dc_title},
    {kDcTerms, "description", kHtml, &Modules::dc_description},
    {kDcTerms, "abstract", kHtml, &Modules::dc_description},
    {kDcTerms, "creator", kToken, nullptr, &Modules::creators},
    {kDcTerms, "subject", kLine, nullptr, &Modules::subjects},
    {kDcTerms, "date", kToken, &Modules::dc_date},
    {kDcTerms, "created", kToken, &Modules::created},
    {kDcTerms, "issued", kToken, &Modules::created},
    {kDcTerms, "modified", kToken, &Modules::modified},
    {kContent, "encoded", kHtml, &Modules::encoded},
    {kFeedburner, "origlink", kToken, &Modules::original_link},
    {kMedia, "title", kLine, &Modules::media_title},
    {kMedia, "description", kHtml, &Modules::media_description},
    {kMedia, "category", kLine, nullptr, &Modules::subjects},
    {kMedia, "keywords", kLine, &Modules::keywords},
    {kItunes, "title", kLine, &Modules::itunes_title},
    {kItunes, "author", kToken, nullptr, &Modules::creators},
    {kItunes, "summary", kHtml, &Modules::itunes_summary},
    {kItunes, "subtitle", kHtml, &Modules::itunes_subtitle},
    {kItunes, "keywords", kLine, &Modules::keywords},
};

// Of Media RSS text, type="plain" has no HTML; so have the names of people and dates.
TextType text_type(const Element& element, Form form) {
  if (form == kToken) return TextType::kPlain;
  return element.attribute("type") == "plain" ? TextType::kPlain : TextType::kHtml;
}

}  // namespace

Step open_module(const Element& element, const Position& position, Modules& modules) {
  if (element.space == kMedia && (element.name == "content" || element.name == "group")) {
    add_enclosure(modules.media, element.attribute("url"), element.attribute("type"),
                  element.attribute("filesize"), position.base);
    return enter(kMediaScope);
  }
  const int row = find_row<Modules>(kRows, element.space, element.name);
  if (row < 0) return skip();
  return collect(kModuleIds + row, text_type(element, kRows[row].form));
}

Step open_in_module(const Element& element, const Position& position, Modules& modules) {
  return element.space == kMedia ? open_module(element, position, modules) : skip();
}

void store_module(int id, Value& value, Modules& modules) {
  store(modules, kRows[id - kModuleIds], value);
}

void apply_modules(Modules&& modules, Item& item) {
  if (item.title.empty()) {
    item.title = first_of({modules.dc_title, modules.media_title, modules.itunes_title});
  }
  if (item.content.empty()) item.content = std::move(modules.encoded);
  if (item.summary.empty()) {
    item.summary = first_of({modules.dc_description, modules.itunes_summary,
                             modules.media_description, modules.itunes_subtitle});
  }
  if (item.language.empty()) item.language = std::move(modules.dc_language);
  if (!item.published) {
    item.published = first_date({modules.dc_date, modules.created}, item.language);
  }
  if (!item.updated) item.updated = first_date({modules.modified}, item.language);
  for (const std::string& creator : modules.creators) {
    add_once(item.authors, person_name(creator));
  }
  for (std::string& subject : modules.subjects) add_once(item.categories, std::move(subject));
  add_keywords(item.categories, modules.keywords);
  for (const Enclosure& media : modules.media) {
    const std::string length = media.length ? std::to_string(*media.length) : std::string();
    add_enclosure(item.enclosures, media.url, media.type, length, {});
  }
}

}  // namespace tidings::feed
