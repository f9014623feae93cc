#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "config/load_settings.hpp"

// Each file of tests/data/config/broken begins with the mistakes that are to be found in it, one a
// comment line: "# LINE:COLUMN: what", "{folder}" standing for the folder of the file.
namespace tidings::config {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> broken_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(TIDINGS_TEST_DATA "/config/broken")) {
    files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string with_folder(std::string text, const std::string& folder) {
  constexpr std::string_view kPlace = "{folder}";
  for (std::size_t at = 0; (at = text.find(kPlace)) != std::string::npos;) {
    text.replace(at, kPlace.size(), folder);
  }
  return text;
}

std::vector<std::string> expected_mistakes(const fs::path& file) {
  std::vector<std::string> mistakes;
  std::ifstream in(file, std::ios::binary);
  for (std::string line; std::getline(in, line) && line.starts_with("# ");) {
    const std::string what = with_folder(line.substr(2), file.parent_path().string());
    mistakes.push_back(fmt::format("{}:{}", file.string(), what));
  }
  return mistakes;
}

std::vector<std::string> found_mistakes(const fs::path& file) {
  LoadOptions options;
  options.state = fs::temp_directory_path() / "state.db";
  options.environment = [](const std::string&) { return std::nullopt; };
  const bool is_about_the_corpus = file.filename().string().starts_with("parent_of_corpus");
  if (!is_about_the_corpus) options.corpus = fs::temp_directory_path() / "corpus";
  const auto settings = load_settings(file, options);
  std::vector<std::string> texts;
  if (settings) return texts;
  for (const Mistake& mistake : settings.error()) texts.push_back(mistake.text());
  return texts;
}

class BrokenConfiguration : public testing::TestWithParam<fs::path> {};

TEST_P(BrokenConfiguration, Promise36IsAnsweredWithThePlaceAndWhatWasMeant) {
  const auto expected = expected_mistakes(GetParam());
  ASSERT_FALSE(expected.empty());
  EXPECT_EQ(found_mistakes(GetParam()), expected);
}

INSTANTIATE_TEST_SUITE_P(Files, BrokenConfiguration, testing::ValuesIn(broken_files()),
                         [](const auto& file) { return file.param.stem().string(); });

TEST(BrokenConfigurations, Promise36AreAtLeastSixty) { EXPECT_GE(broken_files().size(), 60U); }

}  // namespace
}  // namespace tidings::config
