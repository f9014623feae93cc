#include "daemon/service/health_server.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <sys/stat.h>

#include "tests/support/temp_folder.hpp"

namespace tidings::service {
namespace {

using testing::HasSubstr;

class Health : public testing::Test {
 protected:
  std::unique_ptr<HealthServer> start(const std::string& listen) {
    auto server =
        HealthServer::start(listen, {[] { return "tidings_up 1\n"; }, [this] { return trouble_; }});
    EXPECT_TRUE(server) << server.error();
    return server ? std::move(*server) : nullptr;
  }

  std::string trouble_;
};

TEST_F(Health, ServesMetricsOnAPortOfTheLoopbackInterface) {
  const auto server = start("127.0.0.1:0");
  httplib::Client client("127.0.0.1", server->port());
  const auto answer = client.Get("/metrics");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "tidings_up 1\n");
  EXPECT_EQ(answer->get_header_value("Content-Type"), "text/plain; version=0.0.4");
}

TEST_F(Health, IsReadyOnlyWhenItWasSaidAndThereIsNoTrouble) {
  const auto server = start("127.0.0.1:0");
  httplib::Client client("127.0.0.1", server->port());
  EXPECT_EQ(client.Get("/ready")->status, 503);
  EXPECT_EQ(client.Get("/live")->status, 200);
  server->ready();
  EXPECT_EQ(client.Get("/ready")->status, 200);
  trouble_ = "the committing thread does not move";
  EXPECT_EQ(client.Get("/ready")->status, 503);
  EXPECT_EQ(client.Get("/live")->status, 503);
  EXPECT_EQ(client.Get("/live")->body, "the committing thread does not move\n");
}

TEST_F(Health, SaysThatAPortIsTaken) {
  const auto first = start("127.0.0.1:0");
  const std::string listen = "127.0.0.1:" + std::to_string(first->port());
  const auto second = HealthServer::start(listen, {});
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error(), HasSubstr(listen + " cannot be listened on"));
}

TEST_F(Health, ServesASocketForItsGroupAndTakesItAway) {
  const test::TempFolder folder;
  const std::filesystem::path socket = folder.path() / "metrics.sock";
  {
    const auto server = start("unix:" + socket.string());
    struct stat status{};
    ASSERT_EQ(stat(socket.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0660U);
    httplib::Client client(socket.string());
    client.set_address_family(AF_UNIX);
    const auto answer = client.Get("/live");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
  }
  EXPECT_FALSE(std::filesystem::exists(socket));
}

TEST_F(Health, HasNothingElse) {
  const auto server = start("localhost:0");
  httplib::Client client("localhost", server->port());
  EXPECT_EQ(client.Get("/")->status, 404);
  EXPECT_EQ(client.Post("/reload")->status, 404);
}

}  // namespace
}  // namespace tidings::service
