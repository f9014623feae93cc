#pragma once

#include <string>
#include <vector>

#include "parsers/feed/item_sink.hpp"
#include "parsers/feed/modules.hpp"
#include "parsers/feed/xml_format.hpp"

// Atom: RFC 4287, and Atom 0.3 with its modes of content.
//
// Tolerated: a root in no namespace or a mistaken one; media types for "text", "html" and "xhtml";
// an address as the text of <link>, a category as the text of its element; what describes the feed
// behind its entries; an <entry> by itself; ids that are no IRIs. Of an element that may stand once
// the first that is not empty counts. Limits: those of Options; kMaxListed of each list.
namespace tidings::feed {

struct AtomLink {
  std::string url;  // resolved
  std::string type;
};

struct AtomPerson {
  std::string name;
  std::string mail;
};

// What <feed>, <entry> and <source> have in common.
struct AtomSubject {
  std::string id;
  std::string title;
  std::vector<AtomLink> alternates;  // links without a rel, or with rel="alternate"
  std::vector<std::string> authors;  // their names
  std::size_t author_elements = 0;   // those without a name too
  std::string language;

  // The page: an alternate in HTML or of no stated type, else any alternate.
  [[nodiscard]] std::string link() const;
};

struct AtomEntry : AtomSubject {
  std::string summary;
  std::string content;
  std::string content_source;  // RFC 4287 4.1.3.2
  std::string published;
  std::string updated;
  std::vector<std::string> categories;
  std::vector<Enclosure> enclosures;
  AtomSubject source;
  Modules modules;
};

class AtomFormat final : public XmlFormat {
 public:
  explicit AtomFormat(ItemSink& sink) : sink_(sink) {}

  Step open(const Element& element, const Position& position) override;
  bool close(int scope) override;
  void value(int id, Value&& value) override;

 private:
  Step open_root(const Element& element, const Position& position);
  Step open_in_subject(const Element& element, const Position& position, AtomSubject& subject);
  Step open_in_entry(const Element& element, const Position& position);
  Step open_entry(const Position& position);
  Step open_link(const Element& element, const Position& position, AtomSubject& subject);
  void describe_feed();

  ItemSink& sink_;
  AtomSubject feed_;
  AtomEntry entry_;
  AtomSubject* subject_ = &feed_;  // the one that is being read
  AtomPerson person_;              // of it
};

}  // namespace tidings::feed
