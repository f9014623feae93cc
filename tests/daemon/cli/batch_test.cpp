#include "daemon/cli/batch.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <gmock/gmock.h>

namespace tidings::cli {
namespace {

class Batch : public testing::Test {
 protected:
  ~Batch() override { std::filesystem::remove(file_); }

  // The output lines for these input lines.
  std::vector<Json> run(const std::string& lines, const BatchOptions& options,
                        const BatchHandler& handler) {
    std::ofstream(file_) << lines;
    testing::internal::CaptureStdout();
    EXPECT_EQ(run_batch(file_, options, handler), 0);
    std::istringstream output(testing::internal::GetCapturedStdout());
    std::vector<Json> answers;
    for (std::string line; std::getline(output, line);) answers.push_back(Json::parse(line));
    return answers;
  }

  const std::string file_ =
      testing::TempDir() + "batch_" + testing::UnitTest::GetInstance()->current_test_info()->name();
};

std::expected<Json, std::string> echo(BatchRecord& record) {
  if (record.fields.contains("fail")) return std::unexpected("asked to fail");
  return Json{{"value", record.fields.value("value", 0)}};
}

std::string numbered_lines(int count) {
  std::string lines;
  for (int i = 0; i < count; ++i) lines += Json{{"id", i}, {"value", i * 2}}.dump() + '\n';
  return lines;
}

TEST_F(Batch, AnswersInTheOrderOfTheInput) {
  const auto answers = run(numbered_lines(500), {}, echo);
  ASSERT_EQ(answers.size(), 500U);
  for (int i = 0; i < 500; ++i) {
    EXPECT_EQ(answers[static_cast<std::size_t>(i)], (Json{{"id", i}, {"value", i * 2}}));
  }
}

TEST_F(Batch, HandlesInOrderWhenAsked) {
  std::vector<int> handled;
  BatchOptions options;
  options.in_order = true;
  (void)run(numbered_lines(300), options, [&](BatchRecord& record) {
    handled.push_back(record.fields["id"].get<int>());
    return echo(record);
  });
  EXPECT_TRUE(std::ranges::is_sorted(handled));
  EXPECT_EQ(handled.size(), 300U);
}

TEST_F(Batch, HandsOverWhatWasPrepared) {
  BatchOptions options;
  options.in_order = true;
  options.prepare = [](BatchRecord& record) {
    record.prepared = record.fields["value"].get<int>() + 1;
  };
  const auto answers = run(numbered_lines(3), options, [](BatchRecord& record) {
    return std::expected<Json, std::string>(Json{{"value", std::any_cast<int>(record.prepared)}});
  });
  EXPECT_EQ(answers[2], (Json{{"id", 2}, {"value", 5}}));
}

TEST_F(Batch, ABadLineEndsNothing) {
  const auto answers =
      run("{\"id\":1}\nnot json\n\n[]\n{\"id\":\"x\",\"fail\":1}\n{\"id\":2}", {}, echo);
  ASSERT_EQ(answers.size(), 5U);
  EXPECT_EQ(answers[1], (Json{{"id", nullptr}, {"error", "not a JSON object"}}));
  EXPECT_EQ(answers[2], (Json{{"id", nullptr}, {"error", "not a JSON object"}}));
  EXPECT_EQ(answers[3], (Json{{"id", "x"}, {"error", "asked to fail"}}));
  EXPECT_EQ(answers[4], (Json{{"id", 2}, {"value", 0}}));
}

TEST_F(Batch, AnExceptionIsAnError) {
  const auto answers = run(
      "{\"id\":1}\n", {},
      [](BatchRecord&) -> std::expected<Json, std::string> { throw std::runtime_error("thrown"); });
  EXPECT_EQ(answers[0], (Json{{"id", 1}, {"error", "thrown"}}));
}

TEST_F(Batch, AFileThatIsNotThereIsAnErrorOfItsLine) {
  BatchOptions options;
  options.read_file = true;
  const auto answers = run("{\"id\":1,\"path\":\"no such file\"}\n{\"id\":2}\n", options, echo);
  EXPECT_TRUE(answers[0].contains("error"));
  EXPECT_EQ(answers[1]["error"], "no \"path\"");
}

TEST(RunBatch, ABatchThatIsNotThereIsAUsageError) {
  EXPECT_EQ(run_batch("/nonexistent/batch.jsonl", {}, echo), 2);
}

}  // namespace
}  // namespace tidings::cli
