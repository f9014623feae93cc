#pragma once

#include <string>
#include <string_view>

#include "parsers/feed/item_sink.hpp"
#include "parsers/feed/xml_format.hpp"

// Sitemaps (sitemaps.org 0.9), their indexes, and Google News entries.
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
