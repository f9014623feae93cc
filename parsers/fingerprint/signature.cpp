#include "parsers/fingerprint/signature.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>
#include <string>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <xxhash.h>

#include "parsers/text/normalize.hpp"
#include "parsers/text/utf8.hpp"

namespace tidings::fingerprint {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string to_nfkc(std::string text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("fingerprint: ICU has no normalisation data");
  if (nfkc->isNormalizedUTF8(text, status) && U_SUCCESS(status)) return text;
  std::string normal;
  icu::StringByteSink<std::string> sink(&normal, static_cast<std::int32_t>(text.size()));
  nfkc->normalizeUTF8(0, text, sink, nullptr, status);
  if (U_FAILURE(status)) throw std::runtime_error("fingerprint: ICU cannot normalise");
  return normal;
}

bool is_apostrophe(char32_t c) { return c == 0x2019 || c == 0x2018 || c == 0x2BC; }

bool is_han_or_kana(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF);
}

bool is_letter_or_digit(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

// ASCII letters and digits in lower case, 0 for all else.
constexpr std::array<char, 0x80> kAsciiFold = [] {
  std::array<char, 0x80> fold{};
  for (std::size_t c = '0'; c <= '9'; ++c) fold[c] = static_cast<char>(c);
  for (std::size_t c = 'a'; c <= 'z'; ++c) fold[c] = fold[c - 'a' + 'A'] = static_cast<char>(c);
  return fold;
}();

// The hashes of a text's tokens, in order.
class Tokenizer {
 public:
  explicit Tokenizer(std::size_t bytes) { tokens_.reserve(bytes / 5); }

  std::vector<std::uint64_t> tokens(std::string_view text) {
    // What a token needs at most: folding lengthens no sequence to more than twice its bytes.
    token_.resize(2 * text.size() + 4);
    for (std::size_t i = 0; i < text.size();) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if (byte < kAsciiFold.size()) {
        ++i;
        add_ascii(byte);
      } else {
        add(text::next_character(text, i));
      }
    }
    finish();
    return std::move(tokens_);
  }

 private:
  void add_ascii(unsigned char c) {
    if (kAsciiFold[c] != 0) {
      token_[size_++] = kAsciiFold[c];
    } else if (c != '\'' && c != '`') {
      finish();
    }
  }

  void add(char32_t c) {
    if (is_apostrophe(c)) return;
    if (is_han_or_kana(c)) {
      finish();
      append(c);
      finish();
    } else if (is_letter_or_digit(c)) {
      add_folded(c);
    } else {
      finish();
    }
  }

  // Simple case folding, and the full one for the sharp s (CaseFolding.txt, status F).
  void add_folded(char32_t c) {
    if (c == 0xDF || c == 0x1E9E) {
      append('s');
      append('s');
    } else {
      append(static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT)));
    }
  }

  void append(char32_t c) { size_ += text::put_character(&token_[size_], c); }

  void finish() {
    if (size_ == 0) return;
    tokens_.push_back(XXH3_64bits(token_.data(), size_));
    size_ = 0;
  }

  std::vector<std::uint64_t> tokens_;
  std::string token_;     // a buffer
  std::size_t size_ = 0;  // of the token that is being read
};

std::vector<std::uint64_t> shingles_of(const std::vector<std::uint64_t>& tokens) {
  std::vector<std::uint64_t> shingles;
  if (tokens.empty()) return shingles;
  const std::size_t length = std::min(tokens.size(), kShingleTokens);
  shingles.reserve(tokens.size());
  for (std::size_t i = 0; i + length <= tokens.size(); ++i) {
    shingles.push_back(XXH3_64bits(&tokens[i], length * sizeof(tokens[i])));
  }
  std::ranges::sort(shingles);
  const auto repeated = std::ranges::unique(shingles);
  shingles.erase(repeated.begin(), repeated.end());
  return shingles;
}

}  // namespace

std::span<const std::uint64_t> Signature::features() const {
  constexpr std::uint64_t kLimit = std::numeric_limits<std::uint64_t>::max() / kSampling;
  const auto sampled = std::ranges::lower_bound(shingles, kLimit) - shingles.begin();
  const std::size_t count = std::max(static_cast<std::size_t>(sampled), kMinFeatures);
  return std::span(shingles).first(std::min(count, shingles.size()));
}

Signature make_signature(std::string_view text) {
  std::string line = text::one_line(text);
  Signature signature;
  signature.exact = XXH3_64bits(line.data(), line.size());
  if (!is_ascii(line)) line = to_nfkc(std::move(line));
  signature.shingles = shingles_of(Tokenizer(line.size()).tokens(line));
  return signature;
}

double containment(const Signature& a, const Signature& b) {
  const std::size_t shorter = std::min(a.shingles.size(), b.shingles.size());
  if (shorter == 0) return 0;
  std::size_t common = 0;
  for (auto x = a.shingles.begin(), y = b.shingles.begin();
       x != a.shingles.end() && y != b.shingles.end();) {
    if (*x == *y) ++common;
    const bool advance_x = *x <= *y;
    const bool advance_y = *y <= *x;
    if (advance_x) ++x;
    if (advance_y) ++y;
  }
  return static_cast<double>(common) / static_cast<double>(shorter);
}

}  // namespace tidings::fingerprint
