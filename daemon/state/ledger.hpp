#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// What became of every item that a source listed. For each source and day
//   listed = written + duplicate + known + filtered + rejected + failed + waiting.
namespace tidings::state {

enum class Outcome : std::uint8_t {
  kWritten,
  kDuplicate,
  kKnown,
  kFiltered,
  kRejected,
  kFailed,
  kWaiting
};
inline constexpr int kOutcomes = 7;

// The closed list of reasons; each belongs to one outcome. Kept in the state by name, so the order
// here may change.
enum class Reason : std::uint8_t {
  // written
  kNew,
  kUpdated,  // replaces an older text of the same URL
  kFuller,   // the full text of a teaser or cut copy that came first
  // duplicate
  kSameText,
  kNearText,
  kSameCanonical,  // its canonical URL is known under another address
  // known
  kKnownUrl,
  kKnownItem,
  kUnchanged,  // asked for again, same text
  kRemoved,    // forgotten or retired: not fetched again
  // filtered
  kExcludedUrl,
  kExcludedTitle,
  kExcludedText,
  kLanguage,
  kTooShort,
  kTooOld,
  kBeyondFirstPoll,  // older than the newest items taken when a source is new
  kUpdateIgnored,
  kRobotsTxt,
  kPageDirective,  // noarchive, noai, tdm ... that the source respects
  // rejected
  kNoArticle,
  kNotHtml,
  kEmptyBody,
  kTooLarge,
  kDamaged,           // bytes that no parser could read
  kParseLimit,        // over the memory or time that one page may take
  kForbiddenAddress,  // loopback, private, link-local
  kBadUrl,
  // failed
  kDns,
  kConnect,
  kTls,
  kTimeout,
  kReset,
  kTruncated,
  kRedirects,
  kHttpGone,     // 404, 410
  kHttpRefused,  // 401, 402, 403, 407, 451
  kHttpClient,   // any other 4xx
  kHttpServer,   // 5xx
  kProtocol,
  kSourceGone,  // the source was taken out of the configuration while this waited
  // waiting
  kQueued,
  kRetry
};
inline constexpr int kReasons = static_cast<int>(Reason::kRetry) + 1;

[[nodiscard]] Outcome outcome_of(Reason reason);
[[nodiscard]] std::string_view name(Outcome outcome);  // "written"
[[nodiscard]] std::string_view name(Reason reason);    // "same-text"
[[nodiscard]] std::optional<Reason> reason_by_name(std::string_view name);

// Counters of one source and day.
struct Ledger {
  std::string source;
  std::string day;  // "YYYY-MM-DD" (UTC) on which the items were listed
  std::int64_t listed = 0;
  std::array<std::int64_t, kReasons> by_reason{};

  [[nodiscard]] std::int64_t count(Outcome outcome) const;
  [[nodiscard]] std::int64_t count(Reason reason) const {
    return by_reason[static_cast<std::size_t>(reason)];
  }
  [[nodiscard]] bool adds_up() const;  // the sum above
};

// One booking. An item is listed once, with the reason it has at once (kQueued when its page is to
// be fetched); what waited is settled on the day on which it was listed.
struct LedgerChange {
  std::string source;
  std::string day;
  Reason reason = Reason::kNew;
  std::optional<Reason> was;  // none: newly listed; else: moves from this reason to `reason`
  std::int64_t count = 1;
};

}  // namespace tidings::state
