#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

// Words of a text as numbers: for comparing texts and knowing phrases in many languages.
namespace tidings::article {

using TokenHash = std::uint64_t;

// Runs of letters and digits, case folded; a Han or kana character is a token of its own.
[[nodiscard]] std::vector<TokenHash> tokens_of(std::string_view text);

// A number for tokens in a row: begins with 0, takes them one by one.
[[nodiscard]] constexpr TokenHash join(TokenHash run, TokenHash token) {
  return (run * 0x9e3779b97f4a7c15 + 1) ^ (token + (run >> 29));
}
[[nodiscard]] constexpr TokenHash run_of(std::span<const TokenHash> tokens) {
  TokenHash run = 0;
  for (const TokenHash token : tokens) run = join(run, token);
  return run;
}

// What a line of boilerplate talks about.
enum class Topic : std::uint8_t {
  kSubscribe,  // newsletters, subscriptions, accounts, apps
  kReadMore,   // pointers to other texts
  kShare,      // networks, following, sharing
  kCredit,     // whose picture or text it is
  kComment,
  kConsent,  // cookies, external content
  kAdvert,
  kByline,      // who wrote it, when
  kDisclaimer,  // who is not liable for it
  kPrompt,      // asks the reader to sign up, follow, write in, pay or click
  kCount
};
inline constexpr std::size_t kTopics = static_cast<std::size_t>(Topic::kCount);
[[nodiscard]] std::string_view name(Topic topic);

struct TopicHits {
  std::array<std::uint16_t, kTopics> anywhere{};
  std::array<bool, kTopics> at_start{};  // within the first three tokens
};

// Known phrases of one to three tokens.
[[nodiscard]] TopicHits find_topics(const std::vector<TokenHash>& tokens);

// Tells of most runs of tokens at a glance that a set does not hold them (Bloom, "Space/time
// trade-offs in hash coding with allowable errors", 1970, with one bit a run).
class RunFilter {
 public:
  RunFilter() = default;
  explicit RunFilter(const std::vector<TokenHash>& runs);
  [[nodiscard]] bool may_hold(TokenHash run) const {
    const std::size_t at = static_cast<std::size_t>(run >> 32) & mask_;
    return (bits_[at / 64] >> (at % 64) & 1U) != 0;
  }

 private:
  std::vector<std::uint64_t> bits_{0};
  std::size_t mask_ = 63;
};

// A set of all runs of one to three tokens of a text.
class PhraseSet {
 public:
  void add(const std::vector<TokenHash>& tokens);
  // Share of the runs of three tokens (all of them, when there are fewer) that are in the set;
  // 0 for no tokens.
  [[nodiscard]] double share(const std::vector<TokenHash>& tokens) const;
  [[nodiscard]] bool empty() const { return runs_.empty(); }
  void seal();  // after the last add(), before the first share()

 private:
  std::vector<TokenHash> runs_;  // sorted
  RunFilter filter_;
};

// The runs of three tokens of a text (of all of them, when there are fewer), to be looked for in
// many others.
class RunFinder {
 public:
  explicit RunFinder(const std::vector<TokenHash>& tokens);
  // Share of the runs that stand in `tokens`; 0 for no runs.
  [[nodiscard]] double share_in(const std::vector<TokenHash>& tokens);

 private:
  std::size_t length_;           // of a run
  std::vector<TokenHash> runs_;  // sorted, with repeats
  std::vector<bool> found_;      // by run
  RunFilter filter_;
};

}  // namespace tidings::article
