#include "config/reference.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/load_settings.hpp"
#include "config/options.hpp"
#include "tests/support/temp_folder.hpp"

namespace tidings::config {
namespace {

using testing::HasSubstr;

std::expected<Settings, std::vector<Mistake>> load(const std::string& text) {
  const test::TempFolder folder;
  std::ofstream(folder.path() / "tidings.yaml") << text;
  LoadOptions options;
  options.check_paths = false;
  return load_settings(folder.path() / "tidings.yaml", options);
}

// Takes the comment sign from the lines that set a default.
std::string with_defaults_set(const std::string& sample) {
  std::string text;
  std::istringstream lines(sample);
  for (std::string line; std::getline(lines, line) && line != "sources:";) {
    for (const Option& option : options()) {
      const std::string assignment = fmt::format("# {}: {}", option.name, option.fallback);
      if (!option.fallback.empty() && line.ends_with(assignment)) {
        line.erase(line.find("# "), 2);
        break;
      }
    }
    text += line + '\n';
  }
  return text;
}

TEST(ManPage, ExplainsEveryKey) {
  const std::string page = configuration_man_page("1.0");
  for (const Option& option : options()) {
    EXPECT_THAT(page, HasSubstr(fmt::format("\n.B {}\n{}\n", option.name, roff(option.help))));
  }
}

TEST(Sample, HoldsEveryKey) {
  const std::string sample = sample_configuration();
  for (const Option& option : options()) {
    EXPECT_THAT(sample, HasSubstr(fmt::format("{}:", option.name)));
  }
}

TEST(Sample, IsAConfigurationThatChangesNothing) {
  const auto settings = load(sample_configuration());
  ASSERT_TRUE(settings) << settings.error().front().text();
  EXPECT_TRUE(settings->sources.empty());
  EXPECT_EQ(settings->corpus, "/var/lib/tidings/corpus");
}

TEST(Sample, IsStillOneWithItsDefaultsSet) {
  const std::string text = with_defaults_set(sample_configuration());
  EXPECT_THAT(text, HasSubstr("\n  timeout: 30s\n"));
  const auto settings = load(text);
  ASSERT_TRUE(settings) << settings.error().front().text();
  EXPECT_EQ(settings->fetch.timeout, Fetch{}.timeout);
}

TEST(Sample, HasNoLineOverAHundredColumns) {
  std::istringstream lines(sample_configuration());
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100U) << line;
}

TEST(Roff, LeavesNothingThatMarkupWouldTake) {
  EXPECT_EQ(roff(".a\n'b\\c-d^"), "\\&.a\n\\&'b\\ec\\-d\\(ha");
}

}  // namespace
}  // namespace tidings::config
