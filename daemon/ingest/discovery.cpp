#include "daemon/ingest/discovery.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_set>

#include "parsers/charset/charset.hpp"
#include "parsers/html/document.hpp"
#include "parsers/html/node.hpp"
#include "parsers/url/url.hpp"

namespace tidings::ingest {
namespace {

constexpr std::array<std::string_view, 4> kFeedTypes = {
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"};
constexpr std::array<std::string_view, 6> kFeedEndings = {"/feed", "/feed/", "/rss",
                                                          "/rss/", ".rss",   "/rss.xml"};
constexpr std::array<std::string_view, 7> kUsualPaths = {
    "/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/sitemap.xml", "/sitemap_index.xml"};
constexpr std::size_t kMaxFound = 50;

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

bool names_feed(const std::string& type) {
  return std::ranges::any_of(kFeedTypes,
                             [&](std::string_view known) { return type.starts_with(known); });
}

bool looks_like_feed(std::string_view url) {
  return std::ranges::any_of(kFeedEndings,
                             [&](std::string_view ending) { return url.ends_with(ending); });
}

class Collector {
 public:
  explicit Collector(std::string_view base) : base_(url::parse(base)) {}

  void visit(const GumboNode& node) {
    if (html::is_element(node, GUMBO_TAG_LINK)) return visit_link(node);
    const std::string_view target =
        html::is_element(node, GUMBO_TAG_A) ? html::attribute(node, "href") : "";
    if (looks_like_feed(target)) add(anchors_, target, "", "", "anchor");
  }

  std::vector<Discovered> take() { return std::move(links_.empty() ? anchors_ : links_); }

 private:
  void visit_link(const GumboNode& node) {
    const std::string_view rel = html::attribute(node, "rel");
    const std::string type = lower(html::attribute(node, "type"));
    const std::string_view target = html::attribute(node, "href");
    if (html::has_token(rel, "alternate") && names_feed(type)) {
      add(links_, target, type, std::string(html::attribute(node, "title")), "link");
    } else if (html::has_token(rel, "sitemap")) {
      add(links_, target, "sitemap", "", "link");
    }
  }

  void add(std::vector<Discovered>& list, std::string_view href, std::string type,
           std::string title, std::string found) {
    const auto address = url::parse(href, base_ ? &*base_ : nullptr);
    if (!address || list.size() == kMaxFound || lower(title).contains("comments")) return;
    if (seen_.insert(address->text()).second) {
      list.push_back({address->text(), std::move(type), std::move(title), std::move(found)});
    }
  }

  std::optional<url::Url> base_;
  std::unordered_set<std::string> seen_;
  std::vector<Discovered> links_;
  std::vector<Discovered> anchors_;
};

}  // namespace

std::expected<std::vector<Discovered>, std::string> discover_links(std::string_view page,
                                                                   std::string_view content_type,
                                                                   std::string_view base_url) {
  auto document = html::Document::parse(charset::decode_html(page, content_type).text);
  if (!document) return std::unexpected(document.error());
  Collector collector(base_url);
  html::walk(*document->root(), [&](const GumboNode& node) {
    collector.visit(node);
    return true;
  });
  return collector.take();
}

std::vector<Discovered> usual_places(std::string_view site_url) {
  std::vector<Discovered> places;
  const auto site = url::parse(site_url);
  if (!site) return places;
  for (const std::string_view path : kUsualPaths) {
    places.push_back({site->origin() + std::string(path), "", "", "usual place"});
  }
  return places;
}

}  // namespace tidings::ingest
