#include "parsers/feed/feed.hpp"

#include <utility>

#include "parsers/charset/charset.hpp"
#include "parsers/charset/utf8.hpp"
#include "parsers/feed/atom.hpp"
#include "parsers/feed/item_sink.hpp"
#include "parsers/feed/json_feed.hpp"
#include "parsers/feed/rss.hpp"
#include "parsers/feed/sitemap.hpp"
#include "parsers/feed/sniff.hpp"
#include "parsers/feed/xml_format.hpp"

namespace tidings::feed {
namespace {

// Above this size valid UTF-8 is read where it lies, whatever a label says: no text of that length
// in another encoding is valid UTF-8 by accident, and a copy would double the memory.
constexpr std::size_t kReadInPlace = 1'000'000;

std::string_view without_bom(std::string_view bytes) {
  return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
}

void read_format(XmlFormat&& format, std::string_view document, ItemSink& sink) {
  FormatReader reader(format, sink.options().base_url, sink.options().max_field_bytes);
  const XmlOutcome outcome = read_xml(document, reader);
  if (outcome.truncated) sink.feed().truncated = true;
  if (outcome.too_deep) sink.feed().note = "elements were nested too deeply";
  if (reader.cut()) sink.feed().note = "a value was cut off";
}

// Reads a text; the result says why it is no feed.
std::optional<std::string> read_text(std::string_view text, ItemSink& sink) {
  Sniffed sniffed = sniff(text);
  switch (sniffed.format) {
    case Format::kRss:
      read_format(RssFormat(sink), sniffed.document, sink);
      return std::nullopt;
    case Format::kAtom:
      read_format(AtomFormat(sink), sniffed.document, sink);
      return std::nullopt;
    case Format::kSitemap:
      read_format(SitemapFormat(sink), sniffed.document, sink);
      return std::nullopt;
    case Format::kJson:
      return read_json_feed(sniffed.document, sink);
    case Format::kText:
      if (read_text_sitemap(sniffed.document, sink)) return std::nullopt;
      return "this is not a feed: it is plain text";
    case Format::kUnknown:
      break;
  }
  return std::move(sniffed.what);
}

void inherit(const Feed& feed, Item& item) {
  if (item.authors.empty()) item.authors = feed.authors;
  if (item.language.empty()) item.language = feed.language;
}

}  // namespace

std::expected<Feed, std::string> read(std::string_view bytes, const Options& options,
                                      const ItemHandler& handler) {
  Feed feed;
  ItemSink sink(feed, options, handler);
  std::string decoded;
  std::string_view text = without_bom(bytes);
  if (bytes.size() < kReadInPlace || !utf8::is_valid(bytes)) {
    decoded = charset::decode_xml(bytes, options.content_type).text;
    text = decoded;
  }
  if (auto error = read_text(text, sink)) return std::unexpected(std::move(*error));
  return feed;
}

std::expected<Feed, std::string> parse(std::string_view bytes, const Options& options) {
  std::vector<Item> items;
  auto feed = read(bytes, options, [&items](Item&& item) {
    items.push_back(std::move(item));
    return true;
  });
  if (!feed) return feed;
  for (Item& item : items) inherit(*feed, item);
  feed->items = std::move(items);
  return feed;
}

}  // namespace tidings::feed
