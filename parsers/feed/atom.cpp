#include "parsers/feed/atom.hpp"

#include "parsers/feed/field_table.hpp"
#include "parsers/feed/item_parts.hpp"
#include "parsers/feed/links.hpp"
#include "parsers/text/normalize.hpp"

namespace tidings::feed {
namespace {

using enum Namespace;

enum Scope : int { kDocument, kFeed, kEntry, kSource, kPerson };

enum Id : int {
  kTitle = 100,
  kId,
  kLink,
  kPersonName,
  kPersonMail,
  kSummary,
  kContentText,
  kPublished,
  kUpdated,
  kCategory
};

bool is_atom(const Element& element) { return element.space == kAtom || element.space == kNone; }

// RFC 4287 3.1.1 and 4.1.3.1; Atom 0.3 3.1, where `mode` says how the type is written.
TextType text_type(const Element& element) {
  const std::string_view type = trim(element.attribute("type"));
  const std::string_view mode = trim(element.attribute("mode"));
  if (equals_ignoring_case(mode, "base64")) return TextType::kBase64;
  if (equals_ignoring_case(type, "html") || starts_with_ignoring_case(type, "text/html")) {
    return TextType::kHtml;
  }
  if (equals_ignoring_case(mode, "escaped")) {
    return type.empty() || type.ends_with("xml") ? TextType::kHtml : TextType::kPlain;
  }
  if (type.ends_with("xhtml") || type.ends_with("+xml") || type.ends_with("/xml")) {
    return TextType::kXhtml;
  }
  const bool text = type.empty() || equals_ignoring_case(type, "text") ||
                    starts_with_ignoring_case(type, "text/");
  return text ? TextType::kPlain : TextType::kBase64;
}

// RFC 4287 4.2.1: an entry without an author has the source's, else the feed's; a creator of Dublin
// Core is one.
std::vector<std::string> authors_of(const AtomEntry& entry, const Feed& feed) {
  if (!entry.authors.empty()) return entry.authors;
  if (!entry.source.authors.empty()) return entry.source.authors;
  return entry.modules.creators.empty() ? feed.authors : std::vector<std::string>();
}

std::string link_of(const AtomEntry& entry) {
  if (is_web_url(entry.modules.original_link)) return entry.modules.original_link;
  if (std::string link = entry.link(); !link.empty()) return link;
  if (!entry.content_source.empty()) return entry.content_source;
  return is_web_url(entry.id) ? entry.id : std::string();
}

Item adapt(AtomEntry&& entry, const Feed& feed) {
  Item item;
  item.language = first_of({entry.language, feed.language});
  item.link = link_of(entry);
  item.id = first_of({entry.id, item.link});
  item.title = std::move(entry.title);
  item.summary = std::move(entry.summary);
  item.content = std::move(entry.content);
  item.published = first_date({entry.published}, item.language);
  item.updated = first_date({entry.updated}, item.language);
  item.authors = authors_of(entry, feed);
  item.categories = std::move(entry.categories);
  item.enclosures = std::move(entry.enclosures);
  if (!item.authors.empty() && !entry.authors.empty()) entry.modules.creators.clear();
  apply_modules(std::move(entry.modules), item);
  return item;
}

}  // namespace

std::string AtomSubject::link() const {
  for (const AtomLink& link : alternates) {
    if (link.type.empty() || link.type.find("html") != std::string::npos) return link.url;
  }
  return alternates.empty() ? std::string() : alternates.front().url;
}

Step AtomFormat::open(const Element& element, const Position& position) {
  switch (position.scope) {
    case kDocument:
      return open_root(element, position);
    case kFeed:
      if (is_atom(element) && element.name == "entry") return open_entry(position);
      return open_in_subject(element, position, feed_);
    case kEntry:
      return open_in_entry(element, position);
    case kSource:
      return open_in_subject(element, position, entry_.source);
    case kPerson:
      if (element.name == "name") return collect(kPersonName, TextType::kPlain);
      return element.name == "email" ? collect(kPersonMail, TextType::kPlain) : skip();
    default:
      return open_in_module(element, position, entry_.modules);
  }
}

Step AtomFormat::open_root(const Element& element, const Position& position) {
  Feed& feed = sink_.feed();
  feed.format = trim(element.attribute("version")) == "0.3" ? "atom 0.3" : "atom 1.0";
  feed_.language = position.language;
  return element.name == "entry" ? open_entry(position) : enter(kFeed);
}

Step AtomFormat::open_entry(const Position& position) {
  describe_feed();
  entry_ = {};
  entry_.language = position.language;
  subject_ = &entry_;
  return enter(kEntry);
}

Step AtomFormat::open_link(const Element& element, const Position& position, AtomSubject& subject) {
  const std::string_view href = element.attribute("href");
  const std::string_view rel = trim(element.attribute("rel"));
  if (equals_ignoring_case(rel, "enclosure")) {
    if (&subject == &entry_) {
      add_enclosure(entry_.enclosures, href, element.attribute("type"), element.attribute("length"),
                    position.base);
    }
    return skip();
  }
  if (!rel.empty() && !rel.ends_with("alternate")) return skip();
  if (trim(href).empty()) return collect(kLink, TextType::kPlain);
  AtomLink link{resolve_link(href, position.base), std::string(element.attribute("type"))};
  if (!link.url.empty() && subject.alternates.size() < kMaxListed) {
    if (&subject == &feed_ && link.url.size() > kMaxFeedValueBytes) return skip();
    subject.alternates.push_back(std::move(link));
  }
  return skip();
}

Step AtomFormat::open_in_subject(const Element& element, const Position& position,
                                 AtomSubject& subject) {
  if (!is_atom(element)) return skip();
  if (element.name == "title") return collect(kTitle, text_type(element));
  if (element.name == "id") return collect(kId, TextType::kPlain);
  if (element.name == "link") return open_link(element, position, subject);
  if (element.name == "author") {
    if (subject.author_elements++ >= kMaxListed) return skip();
    person_ = {};
    return enter(kPerson);
  }
  return skip();
}

Step AtomFormat::open_in_entry(const Element& element, const Position& position) {
  if (!is_atom(element)) return open_module(element, position, entry_.modules);
  if (element.name == "summary") return collect(kSummary, text_type(element));
  if (element.name == "content") {
    const std::string_view source = element.attribute("src");
    if (entry_.content_source.empty()) {
      entry_.content_source = resolve_link(source, position.base);
    }
    return source.empty() ? collect(kContentText, text_type(element)) : skip();
  }
  if (element.name == "published" || element.name == "issued" || element.name == "created") {
    return collect(kPublished, TextType::kPlain);
  }
  if (element.name == "updated" || element.name == "modified") {
    return collect(kUpdated, TextType::kPlain);
  }
  if (element.name == "category") {
    const std::string_view term = element.attribute("term");
    if (term.empty()) return collect(kCategory, TextType::kPlain);
    add_once(entry_.categories, text::one_line(term));
    return skip();
  }
  if (element.name == "source") {
    subject_ = &entry_.source;
    return enter(kSource);
  }
  return open_in_subject(element, position, entry_);
}

void AtomFormat::value(int id, Value&& value) {
  if (id >= kModuleIds) {
    store_module(id, value, entry_.modules);
    return;
  }
  const auto first = [](std::string& member, std::string text) {
    if (member.empty()) member = std::move(text);
  };
  const auto token = [&] { return std::string(trim(value.text)); };
  const bool of_feed = subject_ == &feed_;
  switch (id) {
    case kTitle:
      if (of_feed) value.cut(kMaxFeedValueBytes);
      return first(subject_->title, value.line());
    case kId:
      return first(subject_->id, token());
    case kLink:
      if (of_feed && value.text.size() > kMaxFeedValueBytes) return;
      if (is_web_url(token())) subject_->alternates.push_back({token(), {}});
      return;
    case kPersonName:
      return first(person_.name, token());
    case kPersonMail:
      return first(person_.mail, token());
    case kSummary:
      return first(entry_.summary, std::move(value).html());
    case kContentText:
      return first(entry_.content, std::move(value).html());
    case kPublished:
      return first(entry_.published, token());
    case kUpdated:
      return first(entry_.updated, token());
    default:
      return add_once(entry_.categories, value.line());
  }
}

void AtomFormat::describe_feed() {
  Feed& feed = sink_.feed();
  feed.title = feed_.title;
  feed.link = feed_.link();
  sink_.lend(feed_.language, feed_.authors);
}

bool AtomFormat::close(int scope) {
  if (scope == kPerson) {
    const std::string& written = person_.name.empty() ? person_.mail : person_.name;
    add_once(subject_->authors, person_name(written));
  }
  if (scope == kSource) subject_ = &entry_;
  if (scope == kFeed) describe_feed();
  if (scope != kEntry) return true;
  subject_ = &feed_;
  return sink_.add(adapt(std::move(entry_), sink_.feed()));
}

}  // namespace tidings::feed
