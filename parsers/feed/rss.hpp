#pragma once

#include <string>
#include <vector>

#include "parsers/feed/item_sink.hpp"
#include "parsers/feed/modules.hpp"
#include "parsers/feed/xml_format.hpp"

// RSS 0.90, 0.91, 0.92, 1.0 (RDF), 2.0, and CDF, whose vocabulary RSS grew out of.
//
// Tolerated: names in any case; RSS in no namespace or a mistaken one; items within, beside or
// before the channel's own elements; elements of Atom and of the modules in place of RSS's; titles
// and descriptions as text, HTML, escaped once or twice, or naked. Of an element that may stand
// once the first that is not empty counts. Limits: those of Options; kMaxListed of each list.
namespace tidings::feed {

struct RssGuid {
  std::string text;
  bool is_permalink = true;  // RSS 2.0: unless the attribute says "false"
};

struct RssItem {
  std::string title;
  std::string link;
  std::string atom_link;
  std::string description;
  std::string content;
  std::string published;
  std::string updated;
  std::string about;  // rdf:about
  RssGuid guid;
  std::vector<std::string> authors;
  std::vector<std::string> categories;
  std::vector<Enclosure> enclosures;
  std::string base;
  std::string language;
  Modules modules;
};

struct RssChannel {
  std::string title;
  std::string dc_title;
  std::string link;
  std::string atom_link;
  std::string language;
  std::string ttl;
  std::string update_period;
  std::string update_frequency;
  std::vector<std::string> skip_hours;
  std::vector<std::string> skip_days;
  std::string base;
};

class RssFormat final : public XmlFormat {
 public:
  explicit RssFormat(ItemSink& sink) : sink_(sink) {}

  Step open(const Element& element, const Position& position) override;
  bool close(int scope) override;
  void value(int id, Value&& value) override;

 private:
  Step open_root(const Element& element, const Position& position);
  Step open_in_channel(const Element& element, const Position& position);
  Step open_in_item(const Element& element, const Position& position);
  Step open_item(const Element& element, const Position& position);
  void describe_feed();

  ItemSink& sink_;
  RssChannel channel_;
  RssItem item_;
};

}  // namespace tidings::feed
