#include "daemon/cli/logs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidings::cli {
namespace {

using testing::ElementsAre;

TEST(JournalctlCall, ShowsBothUnitsAndWhatSystemdSaysOfThem) {
  EXPECT_THAT(
      journalctl_call({}),
      ElementsAre("journalctl", "--quiet", "--output=short-iso", "_SYSTEMD_UNIT=tidings.service",
                  "_SYSTEMD_UNIT=tidings-fetch.service", "+", "_PID=1", "UNIT=tidings.service", "+",
                  "_PID=1", "UNIT=tidings-fetch.service"));
}

TEST(JournalctlCall, PassesTheFilters) {
  EXPECT_THAT(
      journalctl_call({.follow = true,
                       .source = "paper",
                       .event = "document.written",
                       .since = "today",
                       .lines = 5,
                       .json = true}),
      ElementsAre("journalctl", "--quiet", "--follow", "--lines=5", "--since=today",
                  "--output=json", "_SYSTEMD_UNIT=tidings.service",
                  "_SYSTEMD_UNIT=tidings-fetch.service", "SOURCE=paper", "EVENT=document.written"));
}

}  // namespace
}  // namespace tidings::cli
