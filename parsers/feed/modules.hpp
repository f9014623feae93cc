#pragma once

#include <string>
#include <vector>

#include "parsers/feed/feed.hpp"
#include "parsers/feed/xml_format.hpp"

// The namespaced modules that may stand in the items of every XML feed: Dublin Core, content, Media
// RSS, iTunes, FeedBurner.
namespace tidings::feed {

struct Modules {
  std::string dc_title;
  std::string dc_description;
  std::string dc_date;
  std::string dc_language;
  std::string created;
  std::string modified;
  std::string encoded;
  std::string original_link;
  std::string media_title;
  std::string media_description;
  std::string itunes_title;
  std::string itunes_summary;
  std::string itunes_subtitle;
  std::string keywords;
  std::vector<std::string> creators;
  std::vector<std::string> subjects;
  std::vector<Enclosure> media;
};

// Scopes and values of modules are numbered from here on.
inline constexpr int kModuleIds = 1000;

// What a format's item does with an element of a module; attributes are taken at once.
[[nodiscard]] Step open_module(const Element& element, const Position& position, Modules& modules);

// Within a scope that open_module entered.
[[nodiscard]] Step open_in_module(const Element& element, const Position& position,
                                  Modules& modules);

// Takes a value that open_module asked for.
void store_module(int id, Value& value, Modules& modules);

// Fills what the format itself has left empty in an item.
void apply_modules(Modules&& modules, Item& item);

}  // namespace tidings::feed
