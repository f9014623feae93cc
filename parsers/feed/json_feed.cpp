#include "parsers/feed/json_feed.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <nlohmann/json.hpp>

#include "parsers/feed/html_text.hpp"
#include "parsers/feed/item_parts.hpp"
#include "parsers/feed/json_text.hpp"
#include "parsers/feed/links.hpp"
#include "parsers/text/normalize.hpp"

namespace tidings::feed {
namespace {

constexpr std::size_t kMaxDepth = 128;

struct JsonAttachment {
  std::string url;
  std::string mime_type;
  std::string size_in_bytes;
};

struct JsonItem {
  std::string id;
  std::string url;
  std::string external_url;
  std::string title;
  std::string content_html;
  std::string content_text;
  std::string summary;
  std::string date_published;
  std::string date_modified;
  std::string language;
  std::vector<std::string> authors;  // their names
  std::vector<std::string> tags;
  std::vector<JsonAttachment> attachments;
};

struct JsonFeed {
  std::string version;
  std::string title;
  std::string home_page_url;
  std::string language;
  std::vector<std::string> authors;  // their names
  bool has_items = false;
};

template <typename Record>
struct Member {
  std::string_view name;
  std::string Record::* text;
};

constexpr Member<JsonFeed> kFeedMembers[] = {{"version", &JsonFeed::version},
                                             {"title", &JsonFeed::title},
                                             {"home_page_url", &JsonFeed::home_page_url},
                                             {"language", &JsonFeed::language}};
constexpr Member<JsonItem> kItemMembers[] = {{"id", &JsonItem::id},
                                             {"url", &JsonItem::url},
                                             {"external_url", &JsonItem::external_url},
                                             {"title", &JsonItem::title},
                                             {"content_html", &JsonItem::content_html},
                                             {"content_text", &JsonItem::content_text},
                                             {"summary", &JsonItem::summary},
                                             {"date_published", &JsonItem::date_published},
                                             {"date_modified", &JsonItem::date_modified},
                                             {"language", &JsonItem::language}};
constexpr Member<JsonAttachment> kAttachmentMembers[] = {
    {"url", &JsonAttachment::url},
    {"mime_type", &JsonAttachment::mime_type},
    {"size_in_bytes", &JsonAttachment::size_in_bytes}};

template <typename Record, std::size_t kCount>
void set(Record& record, const Member<Record> (&members)[kCount], std::string_view key,
         std::string&& text) {
  for (const Member<Record>& member : members) {
    if (member.name != key) continue;
    record.*member.text = std::move(text);
    return;
  }
}

std::vector<std::string> names_of(const std::vector<std::string>& authors) {
  std::vector<std::string> names;
  for (const std::string& author : authors) add_once(names, person_name(author));
  return names;
}

Item adapt(JsonItem&& json, const Feed& feed, std::string_view base) {
  Item item;
  item.link = resolve_link(json.url, base);
  if (item.link.empty()) item.link = resolve_link(json.external_url, base);
  item.id = first_of({json.id, item.link});
  item.title = text::one_line(json.title);
  item.language = first_of({json.language, feed.language});
  if (json.content_html.empty()) {
    append_html(item.content, json.content_text);
  } else {
    item.content = resolve_html_links(std::move(json.content_html), base);
  }
  append_html(item.summary, json.summary);
  item.published = first_date({json.date_published}, item.language);
  item.updated = first_date({json.date_modified}, item.language);
  item.authors = json.authors.empty() ? feed.authors : names_of(json.authors);
  for (const std::string& tag : json.tags) add_once(item.categories, text::one_line(tag));
  for (const JsonAttachment& attachment : json.attachments) {
    add_enclosure(item.enclosures, attachment.url, attachment.mime_type, attachment.size_in_bytes,
                  base);
  }
  return item;
}

// Takes the events of the JSON parser; what no member mirrors is passed over at any depth.
class Reader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Reader(ItemSink& sink) : sink_(sink) {}

  [[nodiscard]] const JsonFeed& feed() const { return feed_; }
  [[nodiscard]] bool is_object() const { return is_object_; }
  [[nodiscard]] bool too_deep() const { return too_deep_; }
  [[nodiscard]] bool stopped() const { return stopped_; }

  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool number_integer(number_integer_t value) override { return text(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return text(std::to_string(value)); }
  bool number_float(number_float_t /*value*/, const string_t& written) override {
    return text(std::string(written.substr(0, kMaxNumber)));
  }
  bool string(string_t& value) override { return text(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return true; }

  bool key(string_t& name) override {
    key_ = name;
    return true;
  }

  bool start_object(std::size_t /*size*/) override { return push(scope_of_object()); }
  bool start_array(std::size_t /*size*/) override { return push(scope_of_array()); }
  bool end_array() override { return pop(); }

  bool end_object() override {
    if (scopes_.back() == Scope::kItem) {
      stopped_ = !sink_.add(adapt(std::move(item_), sink_.feed(), sink_.options().base_url));
      if (stopped_) return false;
    }
    return pop();
  }

  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    return false;
  }

 private:
  enum class Scope : std::uint8_t {
    kSkip,
    kFeed,
    kItems,
    kItem,
    kAuthors,
    kAuthor,
    kTags,
    kAttachments,
    kAttachment
  };

  static constexpr std::size_t kMaxNumber = 100;

  [[nodiscard]] Scope here() const { return scopes_.empty() ? Scope::kSkip : scopes_.back(); }

  [[nodiscard]] std::vector<std::string>& authors() {
    const bool in_item = std::ranges::find(scopes_, Scope::kItem) != scopes_.end();
    return in_item ? item_.authors : feed_.authors;
  }

  Scope begin_author() {
    if (authors().size() == kMaxListed) return Scope::kSkip;
    authors().emplace_back();
    return Scope::kAuthor;
  }

  Scope scope_of_object() {
    if (scopes_.empty()) {
      is_object_ = true;
      return Scope::kFeed;
    }
    switch (here()) {
      case Scope::kItems:
        item_ = {};
        return Scope::kItem;
      case Scope::kAuthors:
        return begin_author();
      case Scope::kAttachments:
        if (item_.attachments.size() == kMaxListed) return Scope::kSkip;
        item_.attachments.emplace_back();
        return Scope::kAttachment;
      case Scope::kFeed:
      case Scope::kItem:
        return key_ == "author" || key_ == "authors" ? begin_author() : Scope::kSkip;
      default:
        return Scope::kSkip;
    }
  }

  Scope scope_of_array() {
    if (here() == Scope::kFeed && key_ == "items") {
      if (!feed_.has_items) describe_feed();
      feed_.has_items = true;
      return Scope::kItems;
    }
    const bool in_item = here() == Scope::kItem;
    if ((in_item || here() == Scope::kFeed) && key_ == "authors") return Scope::kAuthors;
    if (in_item && key_ == "tags") return Scope::kTags;
    if (in_item && key_ == "attachments") return Scope::kAttachments;
    return Scope::kSkip;
  }

  bool push(Scope scope) {
    too_deep_ = scopes_.size() == kMaxDepth;
    if (too_deep_) return false;
    scopes_.push_back(scope);
    return true;
  }

  bool pop() {
    scopes_.pop_back();
    if (scopes_.empty()) describe_feed();
    return true;
  }

  bool text(std::string&& value) {
    if (value.size() > sink_.options().max_field_bytes) {
      std::size_t size = sink_.options().max_field_bytes;
      while (size > 0 && (value[size] & 0xC0) == 0x80) --size;
      value.resize(size);
      sink_.feed().note = "a value was cut off";
    }
    switch (here()) {
      case Scope::kFeed:
        set(feed_, kFeedMembers, key_, std::move(value));
        break;
      case Scope::kItem:
        set(item_, kItemMembers, key_, std::move(value));
        break;
      case Scope::kAuthor:
        if (key_ == "name") authors().back() = std::move(value);
        break;
      case Scope::kAuthors:
        if (authors().size() < kMaxListed) authors().push_back(std::move(value));
        break;
      case Scope::kTags:
        if (item_.tags.size() < kMaxListed) item_.tags.push_back(std::move(value));
        break;
      case Scope::kAttachment:
        set(item_.attachments.back(), kAttachmentMembers, key_, std::move(value));
        break;
      default:
        break;
    }
    return true;
  }

  void describe_feed() {
    Feed& feed = sink_.feed();
    feed.format = "json feed";
    const std::size_t slash = feed_.version.rfind('/');
    const std::string number =
        slash == std::string::npos ? feed_.version : feed_.version.substr(slash + 1);
    if (!number.empty() && number.size() <= 8) feed.format += " " + number;
    feed.title = text::one_line(feed_.title);
    feed.link = resolve_link(feed_.home_page_url, sink_.options().base_url);
    sink_.lend(feed_.language, names_of(feed_.authors));
  }

  ItemSink& sink_;
  JsonFeed feed_;
  JsonItem item_;
  std::vector<Scope> scopes_;
  std::string key_;
  bool is_object_ = false;
  bool too_deep_ = false;
  bool stopped_ = false;
};

}  // namespace

std::optional<std::string> read_json_feed(std::string_view text, ItemSink& sink) {
  Reader reader(sink);
  const std::string repaired = repair_json_escapes(text);
  const std::string_view json = repaired.empty() ? text : std::string_view(repaired);
  const bool complete = nlohmann::json::sax_parse(json, &reader);
  if (reader.too_deep()) return "this is JSON that is nested too deeply";
  if (!reader.is_object()) return "this is JSON, but not a JSON Feed";
  if (!complete && sink.count() == 0) return "this is JSON that breaks off or is damaged";
  if (!reader.feed().has_items) {
    return "this is JSON, but not a JSON Feed: it has no items";
  }
  if (!complete && !reader.stopped()) sink.feed().truncated = true;
  return std::nullopt;
}

}  // namespace tidings::feed
