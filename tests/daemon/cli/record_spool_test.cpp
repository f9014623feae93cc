#include "daemon/cli/record_spool.hpp"

#include <gtest/gtest.h>

namespace tidings::cli {
namespace {

TEST(RecordSpool, GivesBackWhatWasAppended) {
  auto spool = RecordSpool::open_temporary().value();
  const std::string binary("\0\n\xff", 3);
  for (const std::string& record : {std::string("one"), std::string(), binary}) {
    ASSERT_TRUE(spool.append(record));
  }
  EXPECT_EQ(spool.size(), 3U);
  EXPECT_EQ(spool.read(0), "one");
  EXPECT_EQ(spool.read(1), "");
  EXPECT_EQ(spool.read(2), binary);
}

TEST(RecordSpool, HasNoRecordBehindItsLast) {
  auto spool = RecordSpool::open_temporary().value();
  EXPECT_FALSE(spool.read(0).has_value());
  ASSERT_TRUE(spool.append("one"));
  EXPECT_FALSE(spool.read(1).has_value());
}

TEST(RecordSpool, KeepsManyApart) {
  auto spool = RecordSpool::open_temporary().value();
  for (int i = 0; i < 2'000; ++i)
    ASSERT_TRUE(
        spool.append(std::string(static_cast<std::size_t>(i % 50), 'x') + std::to_string(i)));
  for (int i = 0; i < 2'000; i += 7) {
    EXPECT_EQ(spool.read(static_cast<std::uint64_t>(i)),
              std::string(static_cast<std::size_t>(i % 50), 'x') + std::to_string(i));
  }
}

}  // namespace
}  // namespace tidings::cli
