#include <condition_variable>
#include <cstring>
#include <mutex>

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <netdb.h>

#include "daemon/fetch/curl_client.hpp"
#include "tests/support/test_server.hpp"

namespace {

// Lets lookups of names under "hangs.test" wait, until the test is over.
class HangingResolver {
 public:
  void wait() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return released_; });
    --waiting_;
    changed_.notify_all();
  }
  void release() {
    std::unique_lock lock(mutex_);
    released_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return waiting_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool released_ = false;
  int waiting_ = 0;
};

HangingResolver& resolver() {
  static HangingResolver instance;
  return instance;
}

}  // namespace

// Stands before the C library's for the whole program, libcurl's resolver threads included.
extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints,
                           addrinfo** result) {
  if (node != nullptr && std::strstr(node, "hangs.test") != nullptr) {
    resolver().wait();
    return EAI_AGAIN;
  }
  using Lookup = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
  static const auto next = reinterpret_cast<Lookup>(dlsym(RTLD_NEXT, "getaddrinfo"));
  return next(node, service, hints, result);
}

namespace tidings::fetch {
namespace {

using namespace std::chrono_literals;

TEST(Promise10, AResolverThatHangsHoldsUpNeitherItsJobNorOthers) {
  const SystemClock clock;
  ByteBudget budget(1'000'000);
  test::TestServer server;
  server.on("/ok", test::page("fine"));
  auto access = std::make_shared<config::Access>();
  access->allow_private = true;
  const SteadyTime start = clock.steady();
  {
    const auto client = make_curl_client({"t"}, clock, budget);
    std::optional<Failure> hanging;
    std::optional<std::string> healthy;
    Exchange slow;
    slow.url = "http://hangs.test/";
    slow.access = access;
    slow.timeout = 200ms;
    client->start(std::move(slow), [&](auto outcome) { hanging = outcome.error(); });
    Exchange quick;
    quick.url = server.url("/ok");
    quick.access = access;
    client->start(std::move(quick), [&](auto outcome) { healthy = outcome->body; });
    while (!healthy) client->drive(50ms);
    EXPECT_FALSE(hanging);
    while (!hanging) client->drive(50ms);
    EXPECT_EQ(hanging->kind, FailureKind::kTimeout) << hanging->message;
  }
  EXPECT_LT(clock.steady() - start, 1200ms);
  resolver().release();
}

}  // namespace
}  // namespace tidings::fetch
