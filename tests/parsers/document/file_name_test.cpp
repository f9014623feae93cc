#include <string_view>

#include <gtest/gtest.h>

#include "parsers/document/document.hpp"

namespace tidings::document {
namespace {

TEST(FileName, HasThreeDigitsAndTheFirstSixteenOfTheHash) {
  EXPECT_EQ(file_name(7, sha256("abc")), "007_ba7816bf8f01cfea.txt");
}

TEST(FileName, GrowsBeyondThreeDigits) {
  EXPECT_EQ(file_name(1'234'567, sha256("abc")), "1234567_ba7816bf8f01cfea.txt");
}

TEST(ParseFileName, GivesBackNumberAndHash) {
  for (const std::uint64_t number :
       {std::uint64_t{0}, std::uint64_t{999}, std::uint64_t{1000}, UINT64_MAX}) {
    const auto parsed = parse_file_name(file_name(number, sha256("abc")));
    ASSERT_TRUE(parsed.has_value()) << number;
    EXPECT_EQ(parsed->number, number);
    EXPECT_EQ(parsed->hash_prefix, "ba7816bf8f01cfea");
  }
}

TEST(ParseFileName, RefusesOtherNames) {
  for (const std::string_view name :
       {"", "INDEX.md", "_c2146fd9ab94773e.txt", "00_c2146fd9ab94773e.txt",
        "000_c2146fd9ab94773.txt", "000_c2146fd9ab94773e.txt~", "000_C2146FD9AB94773E.txt",
        "0x0_c2146fd9ab94773e.txt", "-01_c2146fd9ab94773e.txt", "000-c2146fd9ab94773e.txt",
        "000_c2146fd9ab94773e_txt", "99999999999999999999_c2146fd9ab94773e.txt",
        ".000_c2146fd9ab94773e.txt"}) {
    EXPECT_FALSE(parse_file_name(name).has_value()) << name;
  }
}

}  // namespace
}  // namespace tidings::document
