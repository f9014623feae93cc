#include "tests/parsers/html/hazards.hpp"

#include <gtest/gtest.h>
#include <pthread.h>

#include "parsers/article/article.hpp"
#include "tests/support/cpu_time.hpp"

namespace tidings::article {
namespace {

constexpr std::size_t kSmallStack = 1 << 20;

struct Outcome {
  const html::Hazard* hazard;
  double seconds = 0;
};

void* extract_page(void* argument) {
  auto* outcome = static_cast<Outcome*>(argument);
  const double start = thread_seconds();
  const auto article = extract(outcome->hazard->page, {});
  outcome->seconds = thread_seconds() - start;
  EXPECT_TRUE(article || !article.error().empty()) << outcome->hazard->name;
  return nullptr;
}

TEST(ExtractHazards, EndInBoundedTimeOnASmallStack) {
  for (const html::Hazard& hazard : html::hazards()) {
    Outcome outcome{&hazard};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, kSmallStack);
    pthread_t thread{};
    ASSERT_EQ(pthread_create(&thread, &attributes, extract_page, &outcome), 0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
    EXPECT_LT(outcome.seconds, 1.1 * kSlowdown) << hazard.name;
  }
}

}  // namespace
}  // namespace tidings::article
