#include "daemon/os/file_system.hpp"

#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "tests/support/temp_folder.hpp"

namespace tidings::os {
namespace {

class FileSystemTest : public ::testing::Test {
 protected:
  test::TempFolder temp_;
  std::unique_ptr<Folder> folder_ = std::move(open_folder(temp_.path() / "corpus").value());
};

TEST_F(FileSystemTest, CreatesTheLastComponentAndNotItsParent) {
  EXPECT_TRUE(std::filesystem::is_directory(temp_.path() / "corpus"));
  const auto missing = open_folder(temp_.path() / "no" / "corpus");
  ASSERT_FALSE(missing);
  EXPECT_TRUE(missing.error().is_missing());
}

TEST_F(FileSystemTest, WritesReplacesAppendsTruncatesAndReads) {
  ASSERT_TRUE(folder_->write("a", "first and longer", Sync::kLater));
  ASSERT_TRUE(folder_->write("a", "second", Sync::kNow));
  ASSERT_TRUE(folder_->append("a", " line", Sync::kNow));
  EXPECT_EQ(read_whole(*folder_, "a").value(), "second line");
  EXPECT_EQ(folder_->read("a", 7, 2).value(), "li");
  EXPECT_EQ(folder_->read("a", 99, 2).value(), "");
  ASSERT_TRUE(folder_->truncate("a", 6));
  EXPECT_EQ(folder_->size("a").value(), 6U);
}

TEST_F(FileSystemTest, AppendsOnlyToAFileThatIsThere) {
  const auto appended = folder_->append("missing", "x", Sync::kLater);
  ASSERT_FALSE(appended);
  EXPECT_TRUE(appended.error().is_missing());
}

TEST_F(FileSystemTest, RenamesOverAnotherFileOnlyWhenAskedTo) {
  ASSERT_TRUE(folder_->write("a", "a", Sync::kLater));
  ASSERT_TRUE(folder_->write("b", "b", Sync::kLater));
  const auto refused = folder_->rename("a", "b", false);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, EEXIST);
  EXPECT_EQ(read_whole(*folder_, "b").value(), "b");
  ASSERT_TRUE(folder_->rename("a", "b", true));
  EXPECT_EQ(read_whole(*folder_, "b").value(), "a");
}

TEST_F(FileSystemTest, ListsRegularFilesOnly) {
  ASSERT_TRUE(folder_->write("a", "", Sync::kLater));
  std::filesystem::create_directory(temp_.path() / "corpus" / "folder");
  std::filesystem::create_symlink("a", temp_.path() / "corpus" / "link");
  std::set<std::string> names;
  ASSERT_TRUE(folder_->list([&](std::string_view name) { names.emplace(name); }));
  EXPECT_EQ(names, std::set<std::string>{"a"});
}

TEST_F(FileSystemTest, NeverLeavesTheFolder) {
  const std::vector<std::string> names{
      "", ".", "..", "a/b", "../a", "/etc/passwd", "a/..", "sub/..", std::string("a\0b", 3)};
  for (const std::string& name : names) {
    EXPECT_FALSE(folder_->write(name, "x", Sync::kLater)) << name;
    EXPECT_FALSE(folder_->read(name, 0, 1)) << name;
    EXPECT_FALSE(folder_->remove(name)) << name;
    EXPECT_FALSE(folder_->size(name)) << name;
  }
  EXPECT_FALSE(folder_->write(std::string(256, 'a'), "x", Sync::kLater));
}

TEST_F(FileSystemTest, DoesNotWriteThroughASymbolicLink) {
  std::ofstream(temp_.path() / "outside") << "kept";
  std::filesystem::create_symlink("../outside", temp_.path() / "corpus" / "link");
  EXPECT_FALSE(folder_->write("link", "overwritten", Sync::kLater));
  std::string text;
  std::ifstream(temp_.path() / "outside") >> text;
  EXPECT_EQ(text, "kept");
}

TEST_F(FileSystemTest, SaysWhatFailedAndWhere) {
  const auto result = folder_->read("missing", 0, 1);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "open missing: No such file or directory");
}

}  // namespace
}  // namespace tidings::os
