#pragma once

#include <string>
#include <string_view>

#include "parsers/feed/item_sink.hpp"
#include "parsers/feed/xml_format.hpp"

// Sitemaps (sitemaps.org 0.9), their indexes, and Google News entries.
//
// Tolerated: any namespace of the root or none; elements in any order; relative addresses; dates in
// every form of parse_date(); HTML in the titles of news. An entry without an http or https address
// is none; images, videos and alternates are passed over. Limits: those of Options; the 50,000
// entries and 2,048 bytes an address of the protocol are not enforced.
namespace tidings::feed {

// A <url> or <sitemap>; the news fields are those of <news:news>.
struct SitemapEntry {
  std::string location;
  std::string modified;
  std::string news_title;
  std::string news_date;
  std::string news_language;
  std::string news_keywords;
  std::string base;
};

class SitemapFormat final : public XmlFormat {
 public:
  explicit SitemapFormat(ItemSink& sink) : sink_(sink) {}

  Step open(const Element& element, const Position& position) override;
  bool close(int scope) override;
  void value(int id, Value&& value) override;

 private:
  ItemSink& sink_;
  SitemapEntry entry_;
};

// Reads the text form: one address a line. False: it is none, since a line is no address.
[[nodiscard]] bool read_text_sitemap(std::string_view text, ItemSink& sink);

}  // namespace tidings::feed
