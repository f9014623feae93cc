#include "parsers/feed/rss.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "parsers/feed/field_table.hpp"
#include "parsers/feed/item_parts.hpp"
#include "parsers/feed/links.hpp"

namespace tidings::feed {
namespace {

using enum Namespace;
using enum Form;

enum Scope : int { kDocument, kRoot, kChannel, kItem, kPerson, kSkipHours, kSkipDays };

enum Id : int {
  kChannelRows = 100,
  kItemRows = 200,
  kGuid = 300,
  kPersonName,
  kSkippedHour,
  kSkippedDay
};

constexpr FieldRow<RssChannel> kChannelFields[] = {
    {kNone, "title", kLine, &RssChannel::title},
    {kNone, "link", kToken, &RssChannel::link},
    {kNone, "language", kToken, &RssChannel::language},
    {kNone, "ttl", kToken, &RssChannel::ttl},
    {kDc, "title", kLine, &RssChannel::dc_title},
    {kDc, "language", kToken, &RssChannel::language},
    {kSyndication, "updateperiod", kToken, &RssChannel::update_period},
    {kSyndication, "updatefrequency", kToken, &RssChannel::update_frequency},
};

constexpr FieldRow<RssItem> kItemFields[] = {
    {kNone, "title", kLine, &RssItem::title},
    {kNone, "link", kToken, &RssItem::link},
    {kNone, "description", kHtml, &RssItem::description},
    {kNone, "abstract", kHtml, &RssItem::description},
    {kNone, "summary", kHtml, &RssItem::description},
    {kNone, "author", kToken, nullptr, &RssItem::authors},
    {kNone, "category", kLine, nullptr, &RssItem::categories},
    {kNone, "pubdate", kToken, &RssItem::published},
    {kNone, "date", kToken, &RssItem::published},
    {kNone, "encoded", kHtml, &RssItem::content},
    {kNone, "content", kHtml, &RssItem::content},
    {kNone, "body", kHtml, &RssItem::content},
    {kNone, "fullitem", kHtml, &RssItem::content},
    {kXhtml, "body", kHtml, &RssItem::content},
    {kXhtml, "div", kHtml, &RssItem::content},
    {kAtom, "title", kLine, &RssItem::title},
    {kAtom, "summary", kHtml, &RssItem::description},
    {kAtom, "content", kHtml, &RssItem::content},
    {kAtom, "published", kToken, &RssItem::published},
    {kAtom, "issued", kToken, &RssItem::published},
    {kAtom, "updated", kToken, &RssItem::updated},
    {kAtom, "modified", kToken, &RssItem::updated},
};

TextType text_type(Form form) { return form == kToken ? TextType::kPlain : TextType::kHtml; }

bool is_alternate(const Element& link) {
  const std::string_view rel = link.attribute("rel");
  return rel.empty() || equals_ignoring_case(rel, "alternate");
}

std::string_view if_short(std::string_view text) {
  return text.size() <= kMaxFeedValueBytes ? text : std::string_view();
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && value >= 0 ? std::optional(value) : std::nullopt;
}

// RSS 1.0 syndication module: a period of so many minutes, that often.
std::optional<int> period_minutes(std::string_view period, std::string_view frequency) {
  struct Period {
    std::string_view name;
    int minutes;
  };
  static constexpr Period kPeriods[] = {{"hourly", 60},
                                        {"daily", 1440},
                                        {"weekly", 10'080},
                                        {"monthly", 43'200},
                                        {"yearly", 525'600}};
  for (const Period& known : kPeriods) {
    if (!equals_ignoring_case(known.name, period)) continue;
    return known.minutes / std::max(1, number(frequency).value_or(1));
  }
  return std::nullopt;
}

constexpr std::string_view kDays[] = {"sunday",   "monday", "tuesday", "wednesday",
                                      "thursday", "friday", "saturday"};

Schedule schedule_of(const RssChannel& channel) {
  Schedule schedule;
  schedule.minutes = number(channel.ttl);
  const auto period = period_minutes(channel.update_period, channel.update_frequency);
  if (period) schedule.minutes = std::max(schedule.minutes.value_or(0), *period);
  for (const std::string& hour : channel.skip_hours) {
    const auto value = number(hour);
    if (value && *value <= 24) schedule.skip_hours.push_back(*value % 24);
  }
  for (const std::string& day : channel.skip_days) {
    for (int i = 0; i < 7; ++i) {
      if (equals_ignoring_case(kDays[i], day)) schedule.skip_days.push_back(i);
    }
  }
  return schedule;
}

// RSS 2.0: a guid is an address to go to unless it says that it is not.
std::string link_of(const RssItem& item) {
  for (const std::string_view link :
       {std::string_view(item.modules.original_link), std::string_view(item.link),
        std::string_view(item.atom_link)}) {
    if (std::string resolved = resolve_link(link, item.base); !resolved.empty()) return resolved;
  }
  if (item.guid.is_permalink && is_web_url(item.guid.text)) return item.guid.text;
  return is_web_url(item.about) ? item.about : std::string();
}

Item adapt(RssItem&& rss, const Feed& feed) {
  Item item;
  item.language = first_of({rss.language, rss.modules.dc_language, feed.language});
  item.title = std::move(rss.title);
  item.link = link_of(rss);
  item.id = first_of({rss.guid.text, rss.about, item.link});
  item.summary = std::move(rss.description);
  item.content =
      rss.modules.encoded.empty() ? std::move(rss.content) : std::move(rss.modules.encoded);
  item.published = first_date({rss.published}, item.language);
  item.updated = first_date({rss.updated}, item.language);
  for (const std::string& author : rss.authors) add_once(item.authors, person_name(author));
  for (std::string& category : rss.categories) add_once(item.categories, std::move(category));
  item.enclosures = std::move(rss.enclosures);
  apply_modules(std::move(rss.modules), item);
  return item;
}

}  // namespace

Step RssFormat::open(const Element& element, const Position& position) {
  switch (position.scope) {
    case kDocument:
      return open_root(element, position);
    case kRoot:
      if (element.name == "channel") return open_in_channel(element, position);
      return element.name == "item" ? open_item(element, position) : skip();
    case kChannel:
      return open_in_channel(element, position);
    case kItem:
      return open_in_item(element, position);
    case kPerson:
      return element.name == "name" ? collect(kPersonName, TextType::kPlain) : skip();
    case kSkipHours:
      return element.name == "hour" ? collect(kSkippedHour, TextType::kPlain) : skip();
    case kSkipDays:
      return element.name == "day" ? collect(kSkippedDay, TextType::kPlain) : skip();
    default:
      return open_in_module(element, position, item_.modules);
  }
}

Step RssFormat::open_root(const Element& element, const Position& position) {
  Feed& feed = sink_.feed();
  if (element.name == "channel") {
    feed.format = "cdf";
    return open_in_channel(element, position);
  }
  const std::string_view version = element.attribute("version");
  feed.format = element.name == "rdf" ? "rss 1.0" : "rss";
  if (element.name != "rdf" && !version.empty() && version.size() < 8) {
    feed.format += ' ';
    feed.format += trim(version);
  }
  channel_.base = position.base;
  return enter(kRoot);
}

Step RssFormat::open_in_channel(const Element& element, const Position& position) {
  if (element.space == kNone) {
    if (element.name == "channel") {
      if (position.scope == kChannel) return skip();
      if (channel_.link.empty()) {
        channel_.base = position.base;
        channel_.link = if_short(element.attribute("href"));
      }
      if (channel_.language.empty()) channel_.language = position.language;
      return enter(kChannel);
    }
    if (element.name == "item") return open_item(element, position);
    if (element.name == "items") return enter(kRoot);
    if (element.name == "skiphours") return enter(kSkipHours);
    if (element.name == "skipdays") return enter(kSkipDays);
  }
  if (element.space == kAtom && element.name == "link") {
    if (is_alternate(element) && channel_.atom_link.empty()) {
      channel_.atom_link = if_short(element.attribute("href"));
    }
    return skip();
  }
  const int row = find_row<RssChannel>(kChannelFields, element.space, element.name);
  return row < 0 ? skip() : collect(kChannelRows + row, text_type(kChannelFields[row].form));
}

Step RssFormat::open_item(const Element& element, const Position& position) {
  describe_feed();
  item_ = {};
  item_.base = position.base;
  item_.language = position.language;
  item_.about = trim(element.attribute(kRdf, "about"));
  item_.link = trim(element.attribute("href"));
  item_.updated = element.attribute("lastmod");
  return enter(kItem);
}

Step RssFormat::open_in_item(const Element& element, const Position& position) {
  if (element.space == kNone) {
    if (element.name == "guid") {
      item_.guid.is_permalink =
          !equals_ignoring_case(trim(element.attribute("ispermalink")), "false");
      return collect(kGuid, TextType::kPlain);
    }
    if (element.name == "enclosure") {
      add_enclosure(item_.enclosures, element.attribute("url"), element.attribute("type"),
                    element.attribute("length"), position.base);
      return skip();
    }
    if (element.name == "link" && !element.attribute("href").empty()) {
      if (item_.link.empty() && is_alternate(element)) item_.link = element.attribute("href");
      return skip();
    }
  }
  if (element.space == kAtom) {
    if (element.name == "link") {
      if (equals_ignoring_case(element.attribute("rel"), "enclosure")) {
        add_enclosure(item_.enclosures, element.attribute("href"), element.attribute("type"),
                      element.attribute("length"), position.base);
      } else if (is_alternate(element) && item_.atom_link.empty()) {
        item_.atom_link = element.attribute("href");
      }
      return skip();
    }
    if (element.name == "category") {
      add_once(item_.categories, std::string(trim(element.attribute("term"))));
      return skip();
    }
    if (element.name == "author") return enter(kPerson);
    if (element.name == "id") return collect(kGuid, TextType::kPlain);
  }
  const int row = find_row<RssItem>(kItemFields, element.space, element.name);
  if (row >= 0) return collect(kItemRows + row, text_type(kItemFields[row].form));
  return open_module(element, position, item_.modules);
}

void RssFormat::value(int id, Value&& value) {
  if (id >= kModuleIds) {
    store_module(id, value, item_.modules);
  } else if (id == kGuid) {
    if (item_.guid.text.empty()) item_.guid.text = trim(value.text);
  } else if (id == kPersonName) {
    item_.authors.emplace_back(trim(value.text));
  } else if (id == kSkippedHour) {
    add_once(channel_.skip_hours, std::string(if_short(trim(value.text))));
  } else if (id == kSkippedDay) {
    add_once(channel_.skip_days, std::string(if_short(trim(value.text))));
  } else if (id >= kItemRows) {
    store(item_, kItemFields[id - kItemRows], value);
  } else {
    const auto& row = kChannelFields[id - kChannelRows];
    if (row.form == Form::kLine) value.cut(kMaxFeedValueBytes);
    if (value.text.size() <= kMaxFeedValueBytes) store(channel_, row, value);
  }
}

void RssFormat::describe_feed() {
  Feed& feed = sink_.feed();
  feed.title = first_of({channel_.title, channel_.dc_title});
  feed.link = first_of({resolve_link(channel_.link, channel_.base),
                        resolve_link(channel_.atom_link, channel_.base)});
  sink_.lend(channel_.language, {});
  feed.schedule = schedule_of(channel_);
}

bool RssFormat::close(int scope) {
  if (scope == kItem) return sink_.add(adapt(std::move(item_), sink_.feed()));
  if (scope == kChannel || scope == kRoot) describe_feed();
  return true;
}

}  // namespace tidings::feed
