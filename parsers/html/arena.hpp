#pragma once

#include <cstddef>
#include <cstdlib>

// Memory for one tree: taken piece by piece, given back whole.
namespace tidings::html {

// Hands out memory in order from chunks of malloc's; only the last piece can be given back.
class Arena {
 public:
  explicit Arena(std::size_t max_bytes) : max_bytes_(max_bytes) {}
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Aligned to 16 bytes; null when the cap is met or the system has no memory left.
  [[nodiscard]] void* take(std::size_t bytes) noexcept;
  void give_back(void* piece) noexcept {
    if (piece == last_) free_ = static_cast<std::byte*>(piece);
  }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }  // of all chunks

 private:
  struct Chunk {
    Chunk* before;
  };
  bool grow(std::size_t bytes) noexcept;

  std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  Chunk* chunks_ = nullptr;
  std::byte* free_ = nullptr;
  std::byte* end_ = nullptr;
  void* last_ = nullptr;
};

}  // namespace tidings::html
