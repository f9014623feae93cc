#include "daemon/cli/reference.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/reference.hpp"
#include "daemon/cli/app.hpp"

namespace tidings::cli {
namespace {

using testing::HasSubstr;

class Reference : public testing::Test {
 protected:
  Reference() { assemble(app_, invocation_); }

  CLI::App app_;
  Invocation invocation_;
};

TEST_F(Reference, HasEveryCommandAndOptionInTheManual) {
  const std::string page = command_man_page(app_, "1.0");
  for (const CLI::App* command : app_.get_subcommands({})) {
    EXPECT_THAT(page, HasSubstr(fmt::format("\n.SS {} ", config::roff(command->get_name()))));
    for (const CLI::Option* option : command->get_options()) {
      const std::string name =
          option->get_positional() ? option->get_name(true) : option->get_name(false, true);
      EXPECT_THAT(page, HasSubstr(config::roff(name)));
    }
  }
}

TEST_F(Reference, CompletesEveryCommandAndOption) {
  const std::string script = bash_completion(app_);
  for (const CLI::App* command : app_.get_subcommands({})) {
    EXPECT_THAT(script, HasSubstr(fmt::format("\n    {}) options='", command->get_name())));
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        EXPECT_THAT(script, HasSubstr("--" + name));
      }
    }
  }
}

}  // namespace
}  // namespace tidings::cli
