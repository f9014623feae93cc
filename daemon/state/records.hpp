#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "daemon/os/clock.hpp"
#include "daemon/state/ledger.hpp"
#include "parsers/document/document.hpp"

// What the state remembers, as values. Texts are UTF-8; an empty text or a missing optional means
// unknown.
namespace tidings::state {

struct Source {
  std::string name;              // the key: a source keeps its state when its other settings change
  std::string kind;              // "feed", "sitemap", "site", "page", "files"
  std::string location;          // URL or path; validators of another location are not sent
  std::string etag;              // byte for byte as received
  std::string last_modified;     // byte for byte as received
  std::string body_fingerprint;  // of the last body, for servers that ignore conditions
  std::optional<WallTime> first_poll;
  std::optional<WallTime> last_poll;
  std::optional<WallTime> last_success;
  std::optional<WallTime> last_unconditional;
  std::optional<WallTime> last_new;  // when it last listed something new
  std::optional<WallTime> next_poll;
  int failures = 0;  // in a row
  std::string last_error;
  std::string schedule;  // what was learned of its rhythm; opaque here
  std::string moved_to;  // target of a permanent redirect
  std::optional<WallTime> moved_since;
  bool quiet = false;  // its dates have not moved for longer than its usual gap
  std::string alarm;   // "", "quiet", "frozen", "textless": ingest/source_watch.hpp

  friend bool operator==(const Source&, const Source&) = default;
};

// Politeness of one host: gaps, Retry-After, robots.txt. Opaque here.
struct Host {
  std::string name;
  std::string record;

  friend bool operator==(const Host&, const Host&) = default;
};

// A page that is to be fetched, or read from what its feed carried. Unique by `key`.
struct PendingPage {
  std::uint64_t id = 0;  // given by the state
  std::string key;       // canonical URL
  std::string url;       // as listed
  std::string host;      // what politeness is kept for, e.g. the origin
  std::string source;
  std::string item_id;
  std::string title;
  std::string summary;
  std::string published;   // RFC 3339 as the feed states it
  std::string version;     // what the listing says of the item's state (KnownUrl::version)
  std::string listed_day;  // the ledger's day
  bool again = false;      // known already, asked for again because it may have changed
  int attempts = 0;        // failed ones
  WallTime not_before{};
  std::string content;  // its text in HTML, where the feed carried it: nothing is fetched
  std::vector<std::string> authors;  // as listed
  std::string language;              // as listed

  friend bool operator==(const PendingPage&, const PendingPage&) = default;
};

// One host's share of the waiting pages.
struct WaitingHost {
  std::string name;
  WallTime earliest{};  // of its not_before
};

// A URL that was dealt with: written, or refused for good, or removed.
struct KnownUrl {
  std::string key;                        // canonical URL
  std::optional<std::uint64_t> document;  // that holds its text; set by the commit for new ones
  std::string source;                     // that listed it last
  std::string version;  // lastmod, updated, or a hash of title and summary, as last listed
  Reason reason = Reason::kNew;
  std::optional<WallTime> fetched_at;
  std::optional<WallTime> published;
  int revisits = 0;
  std::optional<WallTime> next_revisit;
  bool removed = false;  // tombstone: never fetched again

  friend bool operator==(const KnownUrl&, const KnownUrl&) = default;
};

// A feed item id, which may outlive its URL. Unique by source and id; known as long as its URL is
// known or waits.
struct KnownItem {
  std::string source;
  std::string id;
  std::string key;  // the canonical URL it stood for last

  friend bool operator==(const KnownItem&, const KnownItem&) = default;
};

// Why a document takes the place of another where that is no update of its page.
inline constexpr const char* kFullerText = "fuller-text";

// One document of the corpus with everything that its file does not say.
struct Document {
  std::uint64_t number = 0;      // given by the commit
  std::string file;              // name in the corpus folder; given by the commit
  document::ContentHash hash{};  // of the body (of the cleaned body, where imported)
  std::optional<document::ContentHash> file_hash;  // of all bytes: imported documents only
  std::uint64_t bytes = 0;                         // of the file
  std::string day;                                 // "YYYY-MM-DD"
  std::string url;                                 // canonical
  std::string title;
  std::uint64_t words = 0;
  std::string source;
  std::string item_id;
  std::vector<std::string> authors;
  std::string language;
  std::string published;    // RFC 3339 with the publisher's offset
  std::string date_source;  // "json-ld", "meta", ..., "feed", "fetched"
  std::string image;
  std::vector<std::string> tags;
  WallTime fetched_at{};
  std::optional<std::uint64_t> supersedes;     // the older document whose place this takes
  std::optional<std::uint64_t> superseded_by;  // set by the state
  std::string supersedes_reason;       // "headline-changed", "text-grew", "correction", kFullerText
  std::optional<WallTime> removed_at;  // forgotten or retired; the file is gone
  std::string removed_reason;
  std::string text_source;  // "page", "feed"; empty: imported, or before this was kept

  friend bool operator==(const Document&, const Document&) = default;
};

// A place where the text of a document was seen again (or first).
struct Sighting {
  std::uint64_t document = 0;  // given by the commit for the new document's own sightings
  std::string url;
  std::string source;
  std::string title;
  double similarity = 1.0;  // 1: the same text; less: containment of a near-duplicate
  WallTime seen_at{};

  friend bool operator==(const Sighting&, const Sighting&) = default;
};

// One line of a source's history.
struct Event {
  WallTime time{};
  std::string source;
  std::string name;  // "source.polled"
  std::map<std::string, std::string> fields;

  friend bool operator==(const Event&, const Event&) = default;
};

// A text that was seen in several places.
struct RepeatedText {
  Document document;
  std::vector<Sighting> places;  // its own first
};

struct Totals {
  std::uint64_t documents = 0;  // in the corpus
  std::uint64_t bytes = 0;      // of their files
  std::uint64_t waiting = 0;    // pages
  std::uint64_t sources = 0;
};

}  // namespace tidings::state
