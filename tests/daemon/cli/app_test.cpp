#include "daemon/cli/app.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidings::cli {
namespace {

using testing::HasSubstr;
using testing::internal::CaptureStderr;
using testing::internal::CaptureStdout;
using testing::internal::GetCapturedStderr;
using testing::internal::GetCapturedStdout;

struct Answer {
  int status = -1;
  std::string out;
  std::string error;
};

Answer run(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "tidings");
  CaptureStdout();
  CaptureStderr();
  Answer answer;
  answer.status = run_program(static_cast<int>(arguments.size()), arguments.data());
  answer.out = GetCapturedStdout();
  answer.error = GetCapturedStderr();
  return answer;
}

TEST(CommandLine, AnswersAMisspeltCommandWithTheOneThatWasMeant) {
  const Answer answer = run({"chekc"});
  EXPECT_EQ(answer.status, kUsage);
  EXPECT_EQ(
      answer.error,
      "tidings: there is no command \"chekc\"; did you mean \"check\"?; see tidings --help\n");
}

TEST(CommandLine, AnswersAMisspeltOptionWithTheOneThatWasMeant) {
  const Answer answer = run({"check", "--confg=x"});
  EXPECT_EQ(answer.status, kUsage);
  EXPECT_THAT(answer.error, HasSubstr("no option \"--confg\"; did you mean \"--config\"?"));
}

TEST(CommandLine, SaysThatACommandIsMissing) {
  const Answer answer = run({});
  EXPECT_EQ(answer.status, kUsage);
  EXPECT_EQ(answer.error, "tidings: a command is missing; see tidings --help\n");
}

TEST(CommandLine, RefusesAnArgumentThatNobodyTakes) {
  const Answer answer = run({"check", "this"});
  EXPECT_EQ(answer.status, kUsage);
  EXPECT_THAT(answer.error, HasSubstr("\"this\""));
  EXPECT_THAT(answer.error, HasSubstr("see tidings check --help"));
}

TEST(CommandLine, RefusesAValueThatAnOptionDoesNotTake) {
  const Answer answer = run({"check", "--log-level", "loud"});
  EXPECT_EQ(answer.status, kUsage);
  EXPECT_THAT(answer.error, HasSubstr("--log-level"));
}

TEST(CommandLine, PrintsHelpOfEachCommandToStandardOutput) {
  CLI::App app;
  Invocation invocation;
  assemble(app, invocation);
  for (const CLI::App* command : app.get_subcommands({})) {
    const Answer answer = run({command->get_name().c_str(), "--help"});
    EXPECT_EQ(answer.status, kOk) << command->get_name();
    EXPECT_THAT(answer.out, HasSubstr("Usage: tidings " + command->get_name()));
    EXPECT_FALSE(command->get_description().empty()) << command->get_name();
  }
}

TEST(CommandLine, PrintsTheVersion) {
  const Answer answer = run({"--version"});
  EXPECT_EQ(answer.status, kOk);
  EXPECT_TRUE(answer.out.starts_with("tidings ")) << answer.out;
}

TEST(CommandLine, TakesGlobalOptionsBeforeAndAfterTheCommand) {
  EXPECT_EQ(run({"--config", "/no/such", "check"}).status, kUsage);
  const Answer answer = run({"check", "--config", "/no/such"});
  EXPECT_EQ(answer.status, kUsage);
  EXPECT_EQ(answer.error, "/no/such: cannot be read: No such file or directory\n");
}

}  // namespace
}  // namespace tidings::cli
