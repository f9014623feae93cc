#include "config/options.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "config/value_reader.hpp"
#include "config/values.hpp"

namespace tidings::config {
namespace {

using std::string_view;
using enum Section;

constexpr double kSecond = 1000;
constexpr double kDay = 86'400 * kSecond;
constexpr double kYear = 366 * kDay;
constexpr double kKilobyte = 1000;
constexpr double kGigabyte = 1e9;
constexpr double kMany = 1e15;

template <auto Field>
void top(const Target& target, const Node& node, ValueReader& reader) {
  reader.read(node, target.settings->*Field);
}
template <auto Field>
void fetch(const Target& target, const Node& node, ValueReader& reader) {
  reader.read(node, target.settings->fetch.*Field);
}
template <auto Field>
void host(const Target& target, const Node& node, ValueReader& reader) {
  reader.read(node, target.host->*Field);
}
template <auto Field>
void duplicates(const Target& target, const Node& node, ValueReader& reader) {
  reader.read(node, target.settings->duplicates.*Field);
}
template <auto Field>
void keep(const Target& target, const Node& node, ValueReader& reader) {
  reader.read(node, target.settings->keep.*Field);
}
template <auto Field>
void source(const Target& target, const Node& node, ValueReader& reader) {
  reader.read(node, target.source->*Field);
}
template <auto Field>
void access(const Target& target, const Node& node, ValueReader& reader) {
  reader.read(node, target.source->access.*Field);
}
template <auto Field>
void filter(const Target& target, const Node& node, ValueReader& reader) {
  reader.read(node, target.source->filters.*Field);
}
template <auto Field>
void credential(const Target& target, const Node& node, ValueReader& reader) {
  auto& credentials = target.source->access.credentials;
  if (!credentials) credentials.emplace();
  reader.read(node, (*credentials).*Field);
}

template <SourceKind Kind>
void location(const Target& target, const Node& node, ValueReader& reader) {
  Source& of = *target.source;
  if (!of.location.empty()) {
    return reader.fail(node.mark, "a source has one of feed, sitemap, site, page and files only");
  }
  of.kind = Kind;
  if constexpr (Kind == SourceKind::kFiles) {
    std::filesystem::path path;
    reader.read(node, path);
    of.location = path.string();
  } else {
    reader.read(node, of.location);
  }
}

// The choices stand in the order of the enumeration.
template <auto Field>
void choice(const Target& target, const Node& node, ValueReader& reader) {
  using Value = std::remove_reference_t<decltype(target.source->*Field)>;
  if (const auto chosen = reader.read_choice(node)) {
    target.source->*Field = static_cast<Value>(*chosen);
  }
}

constexpr Option kOptions[] = {
    {kTop, "corpus", Type::kPath, "/var/lib/tidings/corpus", 0, 0, "", false,
     "The folder that the documents and INDEX.md are written to. Its last folder is created; the "
     "one above it must exist.",
     top<&Settings::corpus>},
    {kTop, "state", Type::kPath, "/var/lib/tidings/state.db", 0, 0, "", false,
     "The file that remembers what is known: an SQLite database. The folder must exist.",
     top<&Settings::state>},
    {kTop, "site_rules", Type::kPath, "", 0, 0, "", false,
     "A folder of site rules in the Full-Text RSS site-config format, one file HOST.txt a host.",
     top<&Settings::site_rules>},
    {kTop, "user_agent", Type::kHeaderText, "tidings/1.0", 0, 0, "", false,
     "How the program introduces itself. Add an address where its operator can be reached: "
     "tidings/1.0 (+https://example.org/contact).",
     top<&Settings::user_agent>},
    {kTop, "metrics", Type::kListen, "", 0, 0, "", false,
     "Where /metrics, /live and /ready are served: a port of the loopback interface, or a socket. "
     "Off when it is not set.",
     top<&Settings::metrics_listen>},
    {kTop, "fetch", Type::kSection, "", 0, 0, "", false, "How pages are asked for.", nullptr},
    {kTop, "hosts", Type::kSection, "", 0, 0, "", false,
     "Other limits for single hosts, by name: {example.org: {host_delay: 10s}}.", nullptr},
    {kTop, "duplicates", Type::kSection, "", 0, 0, "", false, "When two texts count as the same.",
     nullptr},
    {kTop, "keep", Type::kSection, "", 0, 0, "", false,
     "How much of the corpus is kept. What goes is never fetched again.", nullptr},
    {kTop, "defaults", Type::kSection, "", 0, 0, "", false,
     "Keys of a source, for all sources that do not set them.", nullptr},
    {kTop, "sources", Type::kSources, "", 0, 0, "", false, "What is polled: a list of sources.",
     nullptr},

    {kFetch, "every", Type::kDuration, "auto", kSecond, kYear, "auto", false,
     "How often a source is polled; auto starts at 15 minutes and learns from what it publishes.",
     fetch<&Fetch::every>},
    {kFetch, "min_every", Type::kDuration, "5m", kSecond, kYear, "", false,
     "The shortest interval that auto comes to.", fetch<&Fetch::min_every>},
    {kFetch, "max_every", Type::kDuration, "1d", kSecond, kYear, "", false,
     "The longest interval that auto, and the retries of a failing source, come to.",
     fetch<&Fetch::max_every>},
    {kFetch, "timeout", Type::kDuration, "30s", 100, 3600 * kSecond, "", false,
     "The deadline for all that one address needs: name, connection, redirects and body.",
     fetch<&Fetch::timeout>},
    {kFetch, "max_body", Type::kSize, "8MB", kKilobyte, kGigabyte, "", false,
     "The largest page or feed, after decompression.", fetch<&Fetch::max_body>},
    {kFetch, "max_sitemap", Type::kSize, "50MB", kKilobyte, kGigabyte, "", false,
     "The largest sitemap, after decompression.", fetch<&Fetch::max_sitemap>},
    {kFetch, "memory_budget", Type::kSize, "64MB", 1000 * kKilobyte, 100 * kGigabyte, "", false,
     "All bytes that are in flight between the network and the disk.",
     fetch<&Fetch::memory_budget>},
    {kFetch, "concurrency", Type::kInteger, "256", 1, 10'000, "", false,
     "Transfers at one time, over all hosts.", fetch<&Fetch::concurrency>},
    {kFetch, "workers", Type::kInteger, "0", 0, 64, "", false,
     "Threads that parse pages and take the articles out of them. 0: one for each processor.",
     fetch<&Fetch::workers>},
    {kFetch, "per_host", Type::kInteger, "1", 1, 100, "", false,
     "Transfers at one time to one host.", fetch<&Fetch::per_host>},
    {kFetch, "host_delay", Type::kDuration, "2s", 0, 3600 * kSecond, "", false,
     "The least time between two requests to one host. robots.txt may raise it.",
     fetch<&Fetch::host_delay>},
    {kFetch, "max_redirects", Type::kInteger, "10", 0, 50, "", false,
     "Redirects that are followed for one address.", fetch<&Fetch::max_redirects>},

    {kHosts, "host_delay", Type::kDuration, "", 0, 3600 * kSecond, "", false,
     "The least time between two requests to this host. robots.txt may raise it.",
     host<&HostSettings::host_delay>},
    {kHosts, "per_host", Type::kInteger, "", 1, 100, "", false,
     "Transfers at one time to this host.", host<&HostSettings::per_host>},

    {kDuplicates, "threshold", Type::kNumber, "0.6", 0.1, 1, "", false,
     "A text is a near-duplicate of another when this share of it is contained in the other.",
     duplicates<&Duplicates::threshold>},
    {kDuplicates, "window", Type::kDuration, "14d", kSecond, 100 * kYear, "unlimited", false,
     "How far back near-duplicates are looked for. Exact ones are always found.",
     duplicates<&Duplicates::window>},

    {kKeep, "age", Type::kDuration, "forever", kDay, 100 * kYear, "forever", false,
     "Documents that were fetched longer ago are removed.", keep<&Retention::age>},
    {kKeep, "documents", Type::kInteger, "all", 1, kMany, "all", false,
     "The number of documents; the oldest go first.", keep<&Retention::documents>},
    {kKeep, "bytes", Type::kSize, "all", kKilobyte, kMany, "all", false,
     "The size of the documents together; the oldest go first.", keep<&Retention::bytes>},

    {kSource, "name", Type::kName, "", 0, 0, "", false,
     "How the source is called in logs, messages and on the command line; unique.",
     source<&Source::name>},
    {kSource, "feed", Type::kUrl, "", 0, 0, "", false, "An RSS, Atom or JSON feed.",
     location<SourceKind::kFeed>},
    {kSource, "sitemap", Type::kUrl, "", 0, 0, "", false, "A sitemap or an index of sitemaps.",
     location<SourceKind::kSitemap>},
    {kSource, "site", Type::kUrl, "", 0, 0, "", false,
     "A home page: the feeds and sitemaps of the site are discovered.",
     location<SourceKind::kSite>},
    {kSource, "page", Type::kUrl, "", 0, 0, "", false, "A single article.",
     location<SourceKind::kPage>},
    {kSource, "files", Type::kPath, "", 0, 0, "", false,
     "A folder of saved pages, .html and .html.gz; no network is used.",
     location<SourceKind::kFiles>},
    {kSource, "enabled", Type::kBoolean, "true", 0, 0, "", false,
     "Whether it is polled. What is known of a disabled source stays.", source<&Source::enabled>},
    {kSource, "every", Type::kDuration, "auto", kSecond, kYear, "auto", false,
     "How often it is polled; auto, or nothing: what fetch.every says.", source<&Source::every>},
    {kSource, "first_poll", Type::kInteger, "50", 0, 1'000'000, "", false,
     "The newest items that are taken when the source is new; the rest counts as known.",
     source<&Source::first_poll>},
    {kSource, "horizon", Type::kDuration, "3d", kSecond, 100 * kYear, "", false,
     "Entries of a sitemap that are older are not fetched.", source<&Source::horizon>},
    {kSource, "full_text_in_feed", Type::kBoolean, "false", 0, 0, "", false,
     "Takes the text from the feed; the page is not fetched.", source<&Source::full_text_in_feed>},
    {kSource, "revisit", Type::kBoolean, "false", 0, 0, "", false,
     "Fetches known pages again, to see whether they were updated.", source<&Source::revisit>},
    {kSource, "updates", Type::kChoice, "add", 0, 0, "add ignore", false,
     "What becomes of a known page with another text: add writes a new document.",
     choice<&Source::updates>},
    {kSource, "near_duplicates", Type::kChoice, "keep_longest", 0, 0, "skip keep keep_longest",
     false,
     "What becomes of near-duplicates: skip drops the later one, keep writes both, keep_longest "
     "writes a longer text and drops a shorter one.",
     choice<&Source::near_duplicates>},
    {kSource, "include", Type::kPatternList, "", 0, 0, "", false,
     "Addresses of pages that are fetched: one of the expressions (RE2) must match.",
     filter<&Filters::include>},
    {kSource, "exclude", Type::kPatternList, "", 0, 0, "", false,
     "Addresses of pages that are not fetched.", filter<&Filters::exclude>},
    {kSource, "title_exclude", Type::kPatternList, "", 0, 0, "", false,
     "Titles of documents that are not written.", filter<&Filters::title_exclude>},
    {kSource, "text_exclude", Type::kPatternList, "", 0, 0, "", false,
     "Texts that are not written.", filter<&Filters::text_exclude>},
    {kSource, "languages", Type::kTextList, "", 0, 0, "", false,
     "The languages that are kept, as en or fa; all when it is not set.",
     filter<&Filters::languages>},
    {kSource, "min_words", Type::kInteger, "0", 0, 1'000'000, "", false,
     "Shorter texts are not written.", filter<&Filters::min_words>},
    {kSource, "max_age", Type::kDuration, "unlimited", kSecond, 100 * kYear, "unlimited", false,
     "Items that were published longer ago are not fetched.", filter<&Filters::max_age>},
    {kSource, "robots", Type::kChoice, "obey", 0, 0, "obey ignore", false,
     "Whether robots.txt governs the pages. Ignoring it is logged.",
     choice<&Source::ignore_robots>},
    {kSource, "respect", Type::kChoices, "", 0, 0, "noarchive noai tdm", false,
     "Directives of a page that keep it from being taken.", source<&Source::respect>},
    {kSource, "allow_private", Type::kBoolean, "false", 0, 0, "", false,
     "Allows loopback, private and link-local addresses.", access<&Access::allow_private>},
    {kSource, "connect_to", Type::kConnectList, "", 0, 0, "", false,
     "Where to connect instead, each as HOST:PORT:HOST:PORT (--connect-to of curl).",
     access<&Access::connect_to>},
    {kSource, "ca_file", Type::kPath, "", 0, 0, "", false,
     "A file of certificates (PEM) that are trusted instead of the system's.",
     access<&Access::ca_file>},
    {kSource, "proxy", Type::kProxy, "", 0, 0, "", true,
     "A proxy: http, https, socks4, socks5 or socks5h.", access<&Access::proxy>},
    {kSource, "http1", Type::kBoolean, "false", 0, 0, "", false, "Uses HTTP/1.1 only.",
     access<&Access::http1>},
    {kSource, "user_agent", Type::kHeaderText, "", 0, 0, "", false,
     "Another introduction for this source.", access<&Access::user_agent>},
    {kSource, "headers", Type::kTextMap, "", 0, 0, "", true, "Further headers of each request.",
     access<&Access::headers>},
    {kSource, "cookies", Type::kHeaderText, "", 0, 0, "", true,
     "Cookies of each request: name=value; name=value.", access<&Access::cookies>},
    {kSource, "auth", Type::kSection, "", 0, 0, "", false, "How to log in.", nullptr},

    {kAuth, "username", Type::kHeaderText, "", 0, 0, "", true, "The name, with a password.",
     credential<&Credentials::username>},
    {kAuth, "password", Type::kHeaderText, "", 0, 0, "", true, "The password.",
     credential<&Credentials::password>},
    {kAuth, "bearer_token", Type::kHeaderText, "", 0, 0, "", true,
     "A token, instead of name and password.", credential<&Credentials::bearer_token>},
};

std::string joined(string_view words) {
  std::string text;
  for (const char c : words) text += c == ' ' ? std::string(", ") : std::string(1, c);
  return text;
}

std::string range_text(const Option& option, std::string (*write)(double)) {
  if (option.most == 0) return "";
  if (option.most >= kMany) return fmt::format(", at least {}", write(option.least));
  return fmt::format(", from {} to {}", write(option.least), write(option.most));
}

std::string duration_of(double ms) { return duration_text(Duration(static_cast<long long>(ms))); }
std::string size_of(double bytes) { return size_text(static_cast<std::uint64_t>(bytes)); }
std::string number_of(double number) {
  return number == static_cast<double>(static_cast<long long>(number))
             ? fmt::format("{}", static_cast<long long>(number))
             : fmt::format("{}", number);
}

std::string type_text(const Option& option) {
  switch (option.type) {
    case Type::kText:
      return "a text";
    case Type::kHeaderText:
      return "a line of text";
    case Type::kName:
      return "a name of letters, digits, \".\", \"_\" and \"-\"";
    case Type::kPath:
      return "a path";
    case Type::kUrl:
      return "an address such as https://example.org/feed.xml";
    case Type::kProxy:
      return "a proxy such as http://proxy.example:3128";
    case Type::kListen:
      return "127.0.0.1:PORT or unix:/PATH";
    case Type::kDuration:
      return "a duration such as 30s, 5m or 2h" + range_text(option, duration_of);
    case Type::kSize:
      return "a size such as 500kB or 8MB" + range_text(option, size_of);
    case Type::kInteger:
      return "a whole number" + range_text(option, number_of);
    case Type::kNumber:
      return "a number" + range_text(option, number_of);
    case Type::kBoolean:
      return "true or false";
    case Type::kChoice:
      return "one of " + joined(option.words);
    case Type::kChoices:
      return "a list of " + joined(option.words);
    case Type::kTextList:
      return "a list of texts: [a, b]";
    case Type::kConnectList:
      return "a list such as [\"example.org:443:127.0.0.1:8443\"]";
    case Type::kPatternList:
      return "a list of RE2 expressions: ['/news/', '\\.html$']";
    case Type::kTextMap:
      return "a map of texts: {Name: value}";
    case Type::kSection:
      return "a map: {key: value}";
    case Type::kSources:
      return "a list: \"- {name: NAME, feed: URL}\"";
  }
  return "";
}

}  // namespace

std::span<const Option> options() { return kOptions; }

const Option* find_option(Section section, string_view name) {
  const auto* found = std::ranges::find_if(kOptions, [&](const Option& option) {
    return option.section == section && option.name == name;
  });
  return found == std::end(kOptions) ? nullptr : found;
}

string_view section_name(Section section) {
  switch (section) {
    case kTop:
      return "";
    case kFetch:
      return "fetch";
    case kHosts:
      return "hosts";
    case kDuplicates:
      return "duplicates";
    case kKeep:
      return "keep";
    case kSource:
      return "source";
    case kAuth:
      return "auth";
  }
  return "";
}

std::string expectation(const Option& option) {
  std::string text = type_text(option);
  const bool is_choice = option.type == Type::kChoice || option.type == Type::kChoices;
  if (!option.words.empty() && !is_choice) text += fmt::format(", or {}", option.words);
  if (option.secret && option.type != Type::kTextMap) {
    text += ", {env: NAME} or {credential: NAME}";
  }
  return text;
}

}  // namespace tidings::config
