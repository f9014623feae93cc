#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

#include "parsers/fingerprint/signature.hpp"

namespace tidings::duplicates {

// `words` words of one article, from its word number `first` on; different articles share nothing.
inline std::string made_up_text(int article, int first = 0, int words = 300) {
  std::string text;
  for (int i = first; i < first + words; ++i) {
    text += "w" + std::to_string(article) + "x" + std::to_string(i) + ' ';
  }
  return text;
}

// A signature of 300 random shingles, for tests that need many.
inline fingerprint::Signature made_up_signature(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  fingerprint::Signature signature;
  signature.exact = random();
  for (int i = 0; i < 300; ++i) signature.shingles.push_back(random());
  std::sort(signature.shingles.begin(), signature.shingles.end());
  return signature;
}

}  // namespace tidings::duplicates
