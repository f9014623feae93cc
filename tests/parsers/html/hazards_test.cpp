#include "tests/parsers/html/hazards.hpp"

#include <gtest/gtest.h>
#include <pthread.h>

#include "parsers/html/document.hpp"
#include "parsers/html/node.hpp"
#include "tests/support/cpu_time.hpp"

namespace tidings::html {
namespace {

constexpr std::size_t kSmallStack = 1 << 20;

struct Outcome {
  const Hazard* hazard;
  double seconds = 0;
  std::size_t arena = 0;
  bool answered = false;
};

void* parse_and_walk(void* argument) {
  auto* outcome = static_cast<Outcome*>(argument);
  const double start = thread_seconds();
  {
    const auto document = Document::parse(outcome->hazard->page);
    // A byte that is no UTF-8 becomes three.
    outcome->answered = document
                            ? text_of(*document->root()).size() <= 3 * outcome->hazard->page.size()
                            : !document.error().empty();
    if (document) outcome->arena = document->cost().arena_bytes;
  }
  outcome->seconds = thread_seconds() - start;
  return nullptr;
}

Outcome on_a_small_stack(const Hazard& hazard) {
  Outcome outcome{&hazard};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kSmallStack);
  pthread_t thread{};
  EXPECT_EQ(pthread_create(&thread, &attributes, parse_and_walk, &outcome), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
  return outcome;
}

TEST(Hazards, EndInBoundedTimeAndMemoryOnASmallStack) {
  for (const Hazard& hazard : hazards()) {
    const Outcome outcome = on_a_small_stack(hazard);
    EXPECT_TRUE(outcome.answered) << hazard.name;
    EXPECT_LT(outcome.seconds, 1.1 * kSlowdown) << hazard.name;
    EXPECT_LE(outcome.arena, Limits().max_arena_bytes) << hazard.name;
  }
}

}  // namespace
}  // namespace tidings::html
