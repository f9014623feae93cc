#include "daemon/ingest/signature_cache.hpp"

#include <gtest/gtest.h>

namespace tidings::ingest {
namespace {

fingerprint::Signature signature(std::size_t shingles) {
  fingerprint::Signature result;
  result.shingles.assign(shingles, 7);
  return result;
}

TEST(SignatureCache, FindsWhatWasPut) {
  SignatureCache cache(100);
  cache.put(3, signature(10));
  ASSERT_NE(cache.find(3), nullptr);
  EXPECT_EQ(cache.find(3)->shingles.size(), 10U);
  EXPECT_EQ(cache.find(4), nullptr);
}

TEST(SignatureCache, TheOldestMakeRoomForTheLatest) {
  SignatureCache cache(100);
  cache.put(1, signature(40));
  cache.put(2, signature(40));
  cache.put(3, signature(40));
  EXPECT_EQ(cache.find(1), nullptr);
  EXPECT_NE(cache.find(2), nullptr);
  EXPECT_NE(cache.find(3), nullptr);
}

TEST(SignatureCache, OneThatIsTooLargeDisplacesNothing) {
  SignatureCache cache(100);
  cache.put(1, signature(40));
  cache.put(2, signature(101));
  EXPECT_NE(cache.find(1), nullptr);
  EXPECT_EQ(cache.find(2), nullptr);
}

TEST(SignatureCache, PuttingOneTwiceCountsItOnce) {
  SignatureCache cache(100);
  cache.put(1, signature(60));
  cache.put(1, signature(60));
  EXPECT_NE(cache.find(1), nullptr);
}

}  // namespace
}  // namespace tidings::ingest
