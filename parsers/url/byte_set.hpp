#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace tidings::url {

// A set of bytes as a table: one look-up a byte.
class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view members) {
    for (const char c : members) has_[static_cast<unsigned char>(c)] = true;
  }

  // All bytes that `predicate` holds for.
  template <typename Predicate>
  static constexpr ByteSet where(Predicate predicate) {
    ByteSet set{std::string_view()};
    for (std::size_t c = 0; c < set.has_.size(); ++c) set.has_[c] = predicate(static_cast<char>(c));
    return set;
  }

  [[nodiscard]] constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }

  // The first index of a member from `at` on; the size of `text` where there is none.
  [[nodiscard]] constexpr std::size_t find_in(std::string_view text, std::size_t at = 0) const {
    while (at < text.size() && !has(text[at])) ++at;
    return at;
  }
  // The first index of a byte that is no member.
  [[nodiscard]] constexpr std::size_t find_not_in(std::string_view text, std::size_t at = 0) const {
    while (at < text.size() && has(text[at])) ++at;
    return at;
  }

 private:
  std::array<bool, 256> has_{};
};

}  // namespace tidings::url
