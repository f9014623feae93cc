#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

// What the configuration file says, as values. Paths are absolute after loading.
namespace tidings::config {

using Duration = std::chrono::milliseconds;

enum class SourceKind : std::uint8_t { kFeed, kSitemap, kSite, kPage, kFiles };
enum class NearDuplicates : std::uint8_t { kSkip, kKeep, kKeepLongest };
enum class Updates : std::uint8_t { kAdd, kIgnore };

// A secret given in place, by environment variable or by systemd credential; never logged.
struct Credentials {
  std::string username;
  std::string password;
  std::string bearer_token;
  friend bool operator==(const Credentials&, const Credentials&) = default;
};

// What a transfer may do and how; sources with equal rights may share connections.
struct Access {
  bool allow_private = false;           // loopback, private and link-local addresses
  std::vector<std::string> connect_to;  // "host:port:host:port", as curl's --connect-to
  std::filesystem::path ca_file;
  std::string proxy;
  std::optional<Credentials> credentials;
  std::map<std::string, std::string> headers;
  std::string cookies;
  std::string user_agent;  // empty: the global one
  bool http1 = false;
  friend bool operator==(const Access&, const Access&) = default;
};

struct Filters {
  std::vector<std::string> include;        // RE2 on the URL: one must match, if there are any
  std::vector<std::string> exclude;        // RE2 on the URL: none may match
  std::vector<std::string> title_exclude;  // RE2
  std::vector<std::string> text_exclude;   // RE2
  std::vector<std::string> languages;      // primary subtags; empty: all
  int min_words = 0;
  std::optional<Duration> max_age;
};

struct Source {
  std::string name;
  SourceKind kind = SourceKind::kFeed;
  std::string location;     // URL, or an absolute path for kFiles
  std::string declared_at;  // "file:line", for messages
  bool enabled = true;
  std::optional<Duration> every;  // none: learned
  int first_poll = 50;
  bool ignore_robots = false;
  bool full_text_in_feed = false;
  bool revisit = false;
  Duration horizon = std::chrono::days{3};  // sitemap entries older than this are not fetched
  Access access;
  Filters filters;
  NearDuplicates near_duplicates = NearDuplicates::kKeepLongest;
  Updates updates = Updates::kAdd;
  std::vector<std::string> respect;  // "noarchive", "noai", "tdm": directives that block
};

struct Fetch {
  std::optional<Duration> every;  // none: auto
  Duration min_every = std::chrono::minutes{5};
  Duration max_every = std::chrono::hours{24};
  Duration timeout = std::chrono::seconds{30};
  std::size_t max_body = 8'000'000;
  std::size_t max_sitemap = 50'000'000;
  std::size_t memory_budget = 64'000'000;
  int concurrency = 256;
  int workers = 0;  // 0: one for each processor
  int per_host = 1;
  Duration host_delay = std::chrono::seconds{2};
  int max_redirects = 10;
};

// What holds for one host instead of what `fetch` says.
struct HostSettings {
  std::optional<Duration> host_delay;
  int per_host = 0;  // 0: as `fetch` says
};

struct Duplicates {
  double threshold = 0.6;                                  // containment
  std::optional<Duration> window = std::chrono::days{14};  // none: unlimited
};

// How much of the corpus is kept; none: all of it.
struct Retention {
  std::optional<Duration> age;
  std::optional<std::uint64_t> documents;
  std::optional<std::uint64_t> bytes;
};

struct Settings {
  std::filesystem::path file;  // where this was read from; empty: built-in values
  std::filesystem::path corpus;
  std::filesystem::path state;
  std::filesystem::path site_rules;  // empty: none
  std::string user_agent;
  std::string metrics_listen;  // "127.0.0.1:9099" or "unix:/path"; empty: off
  Fetch fetch;
  Duplicates duplicates;
  Retention keep;
  std::map<std::string, HostSettings> hosts;  // by name, lower case, IDNA
  std::vector<Source> sources;
};

}  // namespace tidings::config
