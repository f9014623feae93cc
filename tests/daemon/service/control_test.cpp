#include <filesystem>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "daemon/service/control_client.hpp"
#include "daemon/service/control_server.hpp"

namespace tidings::service {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class ControlTest : public testing::Test {
 protected:
  ControlTest() {
    handlers_.fetch = [this](const FetchRequest& request) { return started(request); };
    handlers_.reload = [this] { return reload_result_; };
    handlers_.forget =
        [this](const std::string& what) -> std::expected<std::vector<std::string>, std::string> {
      forgotten_ = what;
      return std::vector<std::string>{what + " is gone"};
    };
    handlers_.status = [] { return R"({"sources":5})"; };
    handlers_.metrics = [] { return std::string("tidings_up 1\n"); };
  }
  ~ControlTest() override { fs::remove_all(folder_); }

  std::expected<std::shared_ptr<ingest::Run>, std::string> started(const FetchRequest& request) {
    asked_ = request;
    if (!refusal_.empty()) return std::unexpected(refusal_);
    return run_;
  }

  std::unique_ptr<ControlServer> serve() {
    fs::create_directories(folder_);
    auto server = ControlServer::start(socket_, handlers_);
    EXPECT_TRUE(server) << server.error();
    return server ? std::move(*server) : nullptr;
  }

  fs::path folder_ = fs::temp_directory_path() / ("tidings-control-" + std::to_string(::getpid()));
  fs::path socket_ = folder_ / "s";
  ControlHandlers handlers_;
  FetchRequest asked_;
  std::string refusal_;
  std::string forgotten_;
  std::expected<void, std::string> reload_result_;
  std::shared_ptr<ingest::Run> run_ = std::make_shared<ingest::Run>();
};

TEST_F(ControlTest, AFetchHandsOverTheNamesAndTheLimit) {
  const auto server = serve();
  run_->finish();
  const auto progress = ControlClient(socket_).fetch({{"sputnik", "ifp"}, 7}, [](const auto&) {});
  ASSERT_TRUE(progress) << progress.error();
  EXPECT_THAT(asked_.names, ElementsAre("sputnik", "ifp"));
  EXPECT_EQ(asked_.limit, 7U);
}

TEST_F(ControlTest, AFetchIsFollowedToItsEnd) {
  const auto server = serve();
  std::jthread pipeline([&] {
    run_->update([](ingest::Progress& progress) { progress.written = 3; });
    run_->finish();
  });
  const auto progress = ControlClient(socket_).fetch({}, [](const auto&) {});
  ASSERT_TRUE(progress) << progress.error();
  EXPECT_TRUE(progress->done);
  EXPECT_EQ(progress->written, 3U);
}

TEST_F(ControlTest, ARefusedFetchSaysWhy) {
  const auto server = serve();
  refusal_ = "no source is called 'sputnk'";
  const auto progress = ControlClient(socket_).fetch({}, [](const auto&) {});
  ASSERT_FALSE(progress);
  EXPECT_EQ(progress.error(), refusal_);
}

TEST_F(ControlTest, AFetchWhoseDaemonStopsIsAnError) {
  auto server = serve();
  std::jthread stopper;
  const auto progress = ControlClient(socket_).fetch({}, [&](const auto&) {
    if (!stopper.joinable()) stopper = std::jthread([&] { server.reset(); });
  });
  ASSERT_FALSE(progress);
  EXPECT_THAT(progress.error(), HasSubstr("stopped"));
}

TEST_F(ControlTest, AReloadThatFailsSaysWhy) {
  const auto server = serve();
  reload_result_ = std::unexpected("tidings.yaml:3:1: unknown key");
  const auto result = ControlClient(socket_).reload();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error(), "tidings.yaml:3:1: unknown key");
}

TEST_F(ControlTest, ForgetHandsOverWhatIsToBeForgotten) {
  const auto server = serve();
  const auto said = ControlClient(socket_).forget("17");
  ASSERT_TRUE(said);
  EXPECT_EQ(forgotten_, "17");
  EXPECT_THAT(*said, ElementsAre("17 is gone"));
}

TEST_F(ControlTest, StatusIsTheHandlersObject) {
  const auto server = serve();
  EXPECT_EQ(ControlClient(socket_).status().value_or(""), R"({"sources":5})");
}

TEST_F(ControlTest, WithoutADaemonTheErrorNamesTheSocket) {
  const auto status = ControlClient(socket_).status();
  ASSERT_FALSE(status);
  EXPECT_THAT(status.error(), HasSubstr(socket_.string()));
}

TEST_F(ControlTest, APathThatIsTooLongForASocketIsAnError) {
  const auto server = ControlServer::start(folder_ / std::string(200, 'x'), handlers_);
  ASSERT_FALSE(server);
  EXPECT_THAT(server.error(), HasSubstr("too long"));
}

TEST_F(ControlTest, TheSocketIsNotOpenToOthers) {
  const auto server = serve();
  EXPECT_EQ(fs::status(socket_).permissions() & fs::perms::others_all, fs::perms::none);
}

TEST(ProgressJson, ComesBackTheSame) {
  ingest::Progress progress;
  progress.written = 4;
  progress.problems = {"a: \"quoted\""};
  progress.done = true;
  const auto back = progress_from_json(to_json(progress));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->written, 4U);
  EXPECT_EQ(back->problems, progress.problems);
  EXPECT_TRUE(back->done);
}

}  // namespace
}  // namespace tidings::service
