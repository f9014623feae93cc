#include "daemon/ingest/judge.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "daemon/duplicates/near_duplicates.hpp"
#include "daemon/ingest/stored_text.hpp"

namespace tidings::ingest {
namespace {

using state::Reason;
template <class T>
using Result = state::Result<T>;
using MaybeVerdict = std::optional<Verdict>;

// A canonical URL that so little text is shared under is a wrong one (some sites name their front
// page on every article).
constexpr double kSameStory = 0.3;
// A text that grew by less than this is the same with a word or two changed.
constexpr double kGrowth = 1.1;

bool has_correction_note(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const std::string_view note : {"correction:", "this article was corrected",
                                      "has been corrected", "an earlier version of this"}) {
    if (lower.contains(note)) return true;
  }
  return false;
}

std::string reason_to_replace(const state::Document& older, std::string_view older_body,
                              const PreparedDocument& newer) {
  const std::string_view body = newer.body();
  if (has_correction_note(body) && !has_correction_note(older_body)) return "correction";
  if (static_cast<double>(newer.record.words) > kGrowth * static_cast<double>(older.words))
    return "text-grew";
  return older.title != newer.record.title ? "headline-changed" : "text-changed";
}

}  // namespace

Result<Verdict> Judge::judge(const PageMessage& message, const PreparedDocument& document) {
  auto verdict = by_url(message, document);
  if (verdict && !*verdict) verdict = by_canonical(message, document);
  if (verdict && !*verdict) verdict = by_hash(document);
  if (verdict && !*verdict) verdict = by_likeness(message, document);
  if (!verdict) return std::unexpected(verdict.error());
  return verdict->value_or(Verdict{});
}

Result<MaybeVerdict> Judge::by_url(const PageMessage& message, const PreparedDocument& document) {
  const auto known = store_.state().url(message.page.key);
  if (!known) return std::unexpected(known.error());
  if (!*known) return MaybeVerdict();
  if ((*known)->removed) return MaybeVerdict(Verdict{Reason::kRemoved});
  if (!(*known)->document) return MaybeVerdict();
  const std::uint64_t number = *(*known)->document;
  const auto older = store_.state().document(number);
  if (!older) return std::unexpected(older.error());
  if (!*older) return MaybeVerdict();
  if ((*older)->removed_at) return MaybeVerdict(Verdict{Reason::kRemoved, number});
  if ((*older)->hash == document.record.hash)
    return MaybeVerdict(Verdict{Reason::kUnchanged, number});
  const std::string body = stored_body(store_, **older).value_or("");
  if (fingerprint::make_signature(body).shingles == document.signature.shingles) {
    return MaybeVerdict(Verdict{Reason::kUnchanged, number});
  }
  if (message.source->updates == config::Updates::kIgnore) {
    return MaybeVerdict(Verdict{Reason::kUpdateIgnored, number});
  }
  return MaybeVerdict(
      Verdict{Reason::kUpdated, number, reason_to_replace(**older, body, document)});
}

std::optional<fingerprint::Signature> Judge::signature_of(std::uint64_t number) {
  const auto document = store_.state().document(number);
  if (!document || !*document || (*document)->removed_at) return std::nullopt;
  if (const auto* held = signatures_.find(number)) return *held;
  const auto body = stored_body(store_, **document);
  if (!body) return std::nullopt;
  fingerprint::Signature signature = fingerprint::make_signature(*body);
  signatures_.put(number, signature);
  return signature;
}

// Texts of one publisher have about as many shingles for each word.
std::optional<double> Judge::shingles_of(std::uint64_t number, const PreparedDocument& like) const {
  if (const auto* held = signatures_.find(number))
    return static_cast<double>(held->shingles.size());
  const auto words = store_.state().words_of(number);
  if (!words || !*words || like.record.words == 0) return std::nullopt;
  return static_cast<double>(**words) * static_cast<double>(like.signature.shingles.size()) /
         static_cast<double>(like.record.words);
}

Result<MaybeVerdict> Judge::by_canonical(const PageMessage& message,
                                         const PreparedDocument& document) {
  if (document.canonical_key.empty() || document.canonical_key == message.page.key)
    return MaybeVerdict();
  const auto known = store_.state().url(document.canonical_key);
  if (!known) return std::unexpected(known.error());
  if (!*known) return MaybeVerdict();
  if ((*known)->removed) return MaybeVerdict(Verdict{Reason::kRemoved});
  if (!(*known)->document) return MaybeVerdict();
  const auto earlier = signature_of(*(*known)->document);
  if (!earlier) return MaybeVerdict();
  const double shared = fingerprint::containment(*earlier, document.signature);
  if (shared < kSameStory) return MaybeVerdict();
  return MaybeVerdict(Verdict{Reason::kSameCanonical, (*known)->document, "", shared});
}

Result<MaybeVerdict> Judge::by_hash(const PreparedDocument& document) {
  const auto same = store_.state().document_by_hash(document.record.hash);
  if (!same) return std::unexpected(same.error());
  if (!*same) return MaybeVerdict();
  const Reason reason = (*same)->removed_at ? Reason::kRemoved : Reason::kSameText;
  return MaybeVerdict(Verdict{reason, (*same)->number});
}

Result<MaybeVerdict> Judge::by_likeness(const PageMessage& message,
                                        const PreparedDocument& document) {
  const auto match = duplicates::find_duplicate(
      index_, document.signature, threshold_,
      {[this](std::uint64_t number) { return signature_of(number); },
       [&](std::uint64_t number) { return shingles_of(number, document); }});
  if (!match) return std::unexpected(state::Error{state::Error::Kind::kIo, match.error()});
  if (!*match) return MaybeVerdict();
  const duplicates::Match& found = **match;
  switch (message.source->near_duplicates) {
    case config::NearDuplicates::kKeep:
      return MaybeVerdict();
    case config::NearDuplicates::kKeepLongest:
      if (!found.earlier_longer) {
        return MaybeVerdict(
            Verdict{Reason::kFuller, found.number, state::kFullerText, found.containment});
      }
      [[fallthrough]];
    case config::NearDuplicates::kSkip:
      break;
  }
  return MaybeVerdict(Verdict{Reason::kNearText, found.number, "", found.containment});
}

}  // namespace tidings::ingest
