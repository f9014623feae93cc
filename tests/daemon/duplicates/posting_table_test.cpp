#include "daemon/duplicates/posting_table.hpp"

#include <filesystem>
#include <fstream>
#include <random>

#include <gmock/gmock.h>

namespace tidings::duplicates {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<std::uint32_t> numbers(const PostingTable& table, std::uint32_t key) {
  std::vector<std::uint32_t> found;
  const auto status = table.find(key, [&](std::uint32_t number) { found.push_back(number); });
  EXPECT_TRUE(status.has_value());
  return found;
}

void insert(PostingTable& table, std::uint32_t key, std::uint32_t number) {
  const auto status = table.insert(key, number);
  ASSERT_TRUE(status.has_value()) << status.error();
}

// Key i of an endless row of uniformly distributed keys without a repetition.
std::uint32_t key_of(std::uint32_t i) { return i * 2'654'435'761U; }

// Keys that fall where they may, as hashes do.
std::uint32_t random_key(std::uint32_t i) {
  return static_cast<std::uint32_t>(std::mt19937_64(i)());
}

class PostingTableFile : public testing::Test {
 protected:
  PostingTableFile() { fs::remove(file_); }
  ~PostingTableFile() override { fs::remove(file_); }

  PostingTable open() {
    auto table = PostingTable::open(file_);
    EXPECT_TRUE(table.has_value()) << table.error();
    return std::move(table.value());
  }

  const fs::path file_ =
      fs::path(testing::TempDir()) /
      (std::string("posting_") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST(PostingTable, FindsWhatWasInserted) {
  auto table = PostingTable::open_temporary().value();
  insert(table, 7, 0);
  insert(table, 7, 40);
  insert(table, 8, 41);
  EXPECT_THAT(numbers(table, 7), UnorderedElementsAre(0, 40));
  EXPECT_THAT(numbers(table, 8), ElementsAre(41));
  EXPECT_THAT(numbers(table, 9), IsEmpty());
}

TEST(PostingTable, TakesTheSmallestAndTheLargestKey) {
  auto table = PostingTable::open_temporary().value();
  insert(table, 0, 1);
  insert(table, 0xFFFFFFFF, 2);
  EXPECT_THAT(numbers(table, 0), ElementsAre(1));
  EXPECT_THAT(numbers(table, 0xFFFFFFFF), ElementsAre(2));
}

TEST(PostingTable, InsertingTwiceChangesNothing) {
  auto table = PostingTable::open_temporary().value();
  insert(table, 7, 3);
  insert(table, 7, 3);
  EXPECT_THAT(numbers(table, 7), ElementsAre(3));
  EXPECT_EQ(table.postings(), 1U);
}

TEST(PostingTable, KeepsTheNewestNumbersOfAKey) {
  auto table = PostingTable::open_temporary().value();
  for (std::uint32_t number = 0; number < 40; ++number) insert(table, 7, number);
  const auto kept = numbers(table, 7);
  EXPECT_EQ(kept.size(), PostingTable::kMaxNumbers);
  EXPECT_THAT(kept, testing::Each(testing::Ge(40 - PostingTable::kMaxNumbers)));
}

TEST(PostingTable, LosesNextToNothingWhileItGrows) {
  constexpr std::uint32_t kCount = 200'000;
  auto table = PostingTable::open_temporary().value();
  for (std::uint32_t i = 0; i < kCount; ++i) insert(table, random_key(i), i);
  std::uint32_t lost = 0;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    const auto found = numbers(table, random_key(i));
    if (std::find(found.begin(), found.end(), i) == found.end()) ++lost;
  }
  EXPECT_LT(lost, kCount / 1000);
}

TEST(PostingTable, LosesNextToNothingOfKeysInOrderForWhichItHasGrown) {
  constexpr std::uint32_t kCount = 20'000;
  std::vector<std::uint32_t> keys;
  keys.reserve(kCount);
  for (std::uint32_t i = 0; i < kCount; ++i) keys.push_back(random_key(i));
  std::ranges::sort(keys);
  auto table = PostingTable::open_temporary().value();
  ASSERT_TRUE(table.reserve(kCount));
  for (const std::uint32_t key : keys) insert(table, key, 1);
  const auto lost =
      std::ranges::count_if(keys, [&](std::uint32_t key) { return numbers(table, key).empty(); });
  EXPECT_LT(lost, kCount / 1000);
}

TEST(PostingTable, TakesAtMostTwelveBytesForAPosting) {
  auto table = PostingTable::open_temporary().value();
  for (std::uint32_t i = 0; i < 300'000; ++i) {
    insert(table, random_key(i), i);
    if (i > 20'000 && i % 10'000 == 0) {
      EXPECT_LT(table.bytes_on_disk(), 12.0 * i) << i;
    }
  }
}

TEST(PostingTable, ACopiedDocumentGivesWayToOneThatStandsAlone) {
  auto table = PostingTable::open_temporary().value();
  insert(table, 5, 0);
  // All keys below 2^28 lie in the first bucket of a new table, which has 256 slots.
  for (std::uint32_t key = 100; key < 120; ++key) {
    for (std::uint32_t number = 1; number < 16; ++number) insert(table, key, number);
  }
  EXPECT_THAT(numbers(table, 5), ElementsAre(0));
}

TEST(PostingTable, NumbersBeforeTheFirstAreNotFound) {
  auto table = PostingTable::open_temporary().value();
  for (std::uint32_t number = 0; number < 10; ++number) insert(table, 7, number);
  table.set_first_number(8);
  EXPECT_THAT(numbers(table, 7), UnorderedElementsAre(8, 9));
}

TEST(PostingTable, SpaceOfNumbersBeforeTheFirstIsUsedAgain) {
  auto table = PostingTable::open_temporary().value();
  constexpr std::uint32_t kWindow = 20'000;
  for (std::uint32_t i = 0; i < kWindow; ++i) insert(table, key_of(i), i);
  const auto size = table.bytes_on_disk();
  for (std::uint32_t i = kWindow; i < 8 * kWindow; ++i) {
    table.set_first_number(i - kWindow);
    insert(table, key_of(i), i);
  }
  EXPECT_LT(table.bytes_on_disk(), 2 * size);
  EXPECT_THAT(numbers(table, key_of(8 * kWindow - 1)), ElementsAre(8 * kWindow - 1));
}

TEST_F(PostingTableFile, IsThereAfterItWasOpenedAgain) {
  {
    PostingTable table = open();
    for (std::uint32_t i = 0; i < 5'000; ++i) insert(table, key_of(i), i);
  }
  const PostingTable table = open();
  for (std::uint32_t i = 4'000; i < 5'000; ++i) {
    EXPECT_THAT(numbers(table, key_of(i)), testing::Contains(i));
  }
}

TEST_F(PostingTableFile, RemembersTheMarkOfTheLastSync) {
  EXPECT_EQ(open().synced(), std::nullopt);
  ASSERT_TRUE(open().sync(0).has_value());
  EXPECT_EQ(open().synced(), 0U);
  ASSERT_TRUE(open().sync(41).has_value());
  EXPECT_EQ(open().synced(), 41U);
}

TEST_F(PostingTableFile, SurvivesACopyTakenAtAnyMoment) {
  const fs::path copy = file_.string() + "_copy";
  PostingTable table = open();
  for (std::uint32_t i = 0; i < 3'000; ++i) {
    insert(table, key_of(i), i);
    if (i < 200 || i % 97 != 0) continue;
    fs::copy_file(file_, copy, fs::copy_options::overwrite_existing);
    const auto copied = PostingTable::open(copy);
    ASSERT_TRUE(copied.has_value()) << copied.error();
    for (std::uint32_t k = i - 100; k <= i; ++k) {
      ASSERT_THAT(numbers(*copied, key_of(k)), testing::Contains(k)) << i;
    }
  }
  fs::remove(copy);
}

TEST_F(PostingTableFile, AForeignFileIsRefused) {
  std::ofstream(file_) << std::string(8'192, 'x');
  EXPECT_FALSE(PostingTable::open(file_).has_value());
}

TEST_F(PostingTableFile, EveryChangeOfTheHeaderIsSeen) {
  {
    insert(*std::make_unique<PostingTable>(open()), 7, 1);
  }
  for (std::streamoff at = 0; at < 64; ++at) {
    std::fstream file(file_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(at);
    const char byte = static_cast<char>(file.get());
    file.seekp(at).put(static_cast<char>(byte ^ 4)).flush();
    EXPECT_FALSE(PostingTable::open(file_).has_value()) << at;
    file.seekp(at).put(byte);
  }
}

TEST_F(PostingTableFile, ACutFileIsRefused) {
  {
    PostingTable table = open();
    for (std::uint32_t i = 0; i < 5'000; ++i) insert(table, key_of(i), i);
  }
  for (const std::uintmax_t keep : {2U, 3U, 10U}) {
    fs::resize_file(file_, fs::file_size(file_) - fs::file_size(file_) / keep);
    EXPECT_FALSE(PostingTable::open(file_).has_value()) << keep;
  }
}

TEST_F(PostingTableFile, DamagedSlotsCostNoMoreThanThemselves) {
  {
    PostingTable table = open();
    for (std::uint32_t i = 0; i < 5'000; ++i) insert(table, key_of(i), i);
  }
  std::fstream file(file_, std::ios::in | std::ios::out | std::ios::binary);
  for (std::streamoff at = 4'096; at < static_cast<std::streamoff>(fs::file_size(file_));
       at += 997) {
    file.seekp(at).put('\x5a');
  }
  file.close();
  PostingTable table = open();
  std::uint32_t found = 0;
  for (std::uint32_t i = 0; i < 5'000; ++i) found += numbers(table, key_of(i)).empty() ? 0 : 1;
  EXPECT_GT(found, 4'800U);
  for (std::uint32_t i = 5'000; i < 10'000; ++i) insert(table, key_of(i), i);
}

TEST_F(PostingTableFile, AFolderThatIsNotThereIsAnError) {
  EXPECT_FALSE(PostingTable::open(file_ / "none" / "index").has_value());
}

}  // namespace
}  // namespace tidings::duplicates
