#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/fetch/byte_budget.hpp"
#include "daemon/os/clock.hpp"

// What comes back from the network, as values: a Response, or a Failure with one of a closed list
// of kinds.
namespace tidings::fetch {

using Millis = std::chrono::milliseconds;
using Micros = std::chrono::microseconds;

enum class Purpose : std::uint8_t { kFeed, kSitemap, kPage, kRobots };

// ETag and Last-Modified as the server wrote them, byte for byte (RFC 9110 8.8, 13.1).
struct Validators {
  std::string etag;
  std::string last_modified;
  [[nodiscard]] bool empty() const { return etag.empty() && last_modified.empty(); }
  friend bool operator==(const Validators&, const Validators&) = default;
};

// Header fields in the order of arrival; names are lower case. Views into it live as long as it
// does and nothing is added.
class Headers {
 public:
  // Adds a field; the name is lowered.
  void add(std::string_view name, std::string_view value);
  void clear();
  // The first value of `name` (lower case); empty if there is none.
  [[nodiscard]] std::string_view get(std::string_view name) const;
  [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
  [[nodiscard]] bool empty() const { return fields_.empty(); }

 private:
  struct Field {
    std::uint32_t begin;
    std::uint32_t name_size;
    std::uint32_t value_size;
  };
  [[nodiscard]] std::string_view name_of(const Field& field) const {
    return std::string_view(text_).substr(field.begin, field.name_size);
  }
  [[nodiscard]] std::string_view value_of(const Field& field) const {
    return std::string_view(text_).substr(field.begin + field.name_size, field.value_size);
  }
  std::string text_;  // name and value of one field after the other: few allocations
  std::vector<Field> fields_;
};

// Durations since the transfer's start, as libcurl counts them; zero: did not happen (a reused
// connection has no DNS and no TLS).
struct Timings {
  Micros dns{0};
  Micros connect{0};
  Micros tls{0};
  Micros first_byte{0};
  Micros total{0};
};

// A redirect that was followed.
struct Hop {
  std::string url;  // what was asked
  int status = 0;   // 301, 302, 303, 307, 308
  std::string target;
  [[nodiscard]] bool permanent() const { return status == 301 || status == 308; }
};

// What robots.txt said about an address.
struct RobotsVerdict {
  bool asked = false;  // false: robots.txt does not govern this request (listed, or ignored)
  bool allowed = true;
  std::string robots_url;
  std::string reason;    // the line that decided ("Disallow: /private/"), or why there is none
  std::size_t line = 0;  // its number in the file; 0: no line decided
};

// A whole answer: status 2xx with a body, or 304. Everything else is a Failure.
struct Response {
  int status = 0;
  std::string url;        // what was asked first
  std::string final_url;  // what answered
  std::vector<Hop> hops;
  Headers headers;  // of the last answer
  Validators validators;
  std::string content_type;  // as sent
  // How long the answer is fresh: Cache-Control max-age less Age, else Expires less Date (RFC 9111
  // 4.2.1); no-store and no-cache are zero. None: the server said nothing.
  std::optional<std::chrono::seconds> max_age;
  std::vector<std::string> x_robots_tag;  // the values as sent
  std::string tdm_reservation;            // "1": text and data mining is reserved
  std::string body;                       // decompressed
  RobotsVerdict robots;
  std::string remote_address;  // "127.0.0.1:443"
  Timings timings;             // of the last hop
  Millis waited{0};            // in our own queues, for politeness
  BudgetHold hold;             // the body's share of the memory budget: keep it as long as the body
  [[nodiscard]] bool not_modified() const { return status == 304; }
};

// Why there is no answer. The ledger and the metrics count by these names.
enum class FailureKind : std::uint8_t {
  kBadUrl,           // not http or https, not a URL, or over 2,048 bytes
  kDns,              // the name does not resolve
  kConnect,          // refused, unreachable, reset before an answer
  kTls,              // handshake or certificate
  kTimeout,          // the deadline of the whole fetch
  kProtocol,         // what came is not HTTP, or contradicts itself
  kTruncated,        // the connection or the compressed body ended early
  kTooLarge,         // body over the limit, counted after decompression
  kHeadersTooLarge,  // header block over 64 KiB
  kRedirect,         // a loop, too many, or one that leads nowhere
  kRefusedAddress,   // a private or special address: the SSRF guard
  kRobotsForbidden,  // by robots.txt, or robots.txt could not be read
  kBadEncoding,      // a content coding that is unknown or damaged
  kNotText,          // a picture, a PDF, an archive, ...
  kEmpty,            // 200 without a body
  kHttpStatus,       // 4xx and 5xx, other than the following
  kGone,             // 410
  kRateLimited,      // 429 or 503: the host is paused until `retry_at`
  kHostPaused,       // the host is paused for longer than the job wants to wait; nothing was sent
  kBotWall,          // a challenge page instead of the content
  kLoginPage,        // a login form instead of the content
  kCancelled,        // by us: shutdown or reload
};
inline constexpr int kFailureKinds = static_cast<int>(FailureKind::kCancelled) + 1;

// "dns", "too_large", ...: stable, for logs and metrics.
[[nodiscard]] std::string_view name(FailureKind kind);

struct Failure {
  FailureKind kind = FailureKind::kConnect;
  std::string message{};  // one line: what happened and, where something can be done, what to do
  int status = 0;         // of the last answer, 0 if there was none
  std::string url{};      // where it happened
  std::vector<Hop> hops{};
  std::optional<WallTime> retry_at{};  // not before this time
  RobotsVerdict robots{};
  Timings timings{};
};

using Result = std::expected<Response, Failure>;

}  // namespace tidings::fetch
