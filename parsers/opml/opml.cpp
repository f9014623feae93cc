#include "parsers/opml/opml.hpp"

#include <algorithm>
#include <limits>
#include <memory>

#include <libxml/xmlreader.h>

namespace tidings::opml {
namespace {

using std::string_view;

constexpr std::size_t kMostEntries = 1'000'000;

std::string attribute(xmlTextReader* reader, const char* name) {
  const std::unique_ptr<xmlChar, void (*)(void*)> value(
      xmlTextReaderGetAttribute(reader, reinterpret_cast<const xmlChar*>(name)), xmlFree);
  if (!value) return "";
  const string_view text = reinterpret_cast<const char*>(value.get());
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

bool is_outline(xmlTextReader* reader) {
  const auto* name = reinterpret_cast<const char*>(xmlTextReaderConstLocalName(reader));
  return xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT && name != nullptr &&
         string_view(name) == "outline";
}

void append_attribute(std::string& text, string_view name, string_view value) {
  text += ' ';
  text += name;
  text += "=\"";
  for (const char c : value) {
    switch (c) {
      case '&':
        text += "&amp;";
        break;
      case '<':
        text += "&lt;";
        break;
      case '"':
        text += "&quot;";
        break;
      default:
        text += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  text += '"';
}

}  // namespace

std::vector<Subscription> parse(string_view bytes) {
  std::vector<Subscription> subscriptions;
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    return subscriptions;
  // Neither XML_PARSE_NOENT nor _HUGE: entities would read files and expand without end.
  constexpr int kOptions =
      XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
  const std::unique_ptr<xmlTextReader, void (*)(xmlTextReader*)> reader(
      xmlReaderForMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr, kOptions),
      xmlFreeTextReader);
  if (!reader) return subscriptions;
  xmlTextReaderSetStructuredErrorHandler(reader.get(), [](void*, xmlError*) {}, nullptr);
  while (xmlTextReaderRead(reader.get()) == 1 && subscriptions.size() < kMostEntries) {
    if (!is_outline(reader.get())) continue;
    Subscription subscription;
    subscription.feed = attribute(reader.get(), "xmlUrl");
    if (subscription.feed.empty()) continue;
    subscription.site = attribute(reader.get(), "htmlUrl");
    subscription.title = attribute(reader.get(), "title");
    if (subscription.title.empty()) subscription.title = attribute(reader.get(), "text");
    subscriptions.push_back(std::move(subscription));
  }
  return subscriptions;
}

std::string write(string_view title, std::span<const Subscription> subscriptions) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n";
  text += "<head><title>";
  for (const char c : title) text += c == '<' || c == '&' ? ' ' : c;
  text += "</title></head>\n<body>\n";
  for (const Subscription& subscription : subscriptions) {
    text += "<outline type=\"rss\"";
    append_attribute(text, "text", subscription.title);
    append_attribute(text, "title", subscription.title);
    append_attribute(text, "xmlUrl", subscription.feed);
    if (!subscription.site.empty()) append_attribute(text, "htmlUrl", subscription.site);
    text += "/>\n";
  }
  return text += "</body>\n</opml>\n";
}

}  // namespace tidings::opml
