#include "parsers/html/arena.hpp"

#include <algorithm>

namespace tidings::html {
namespace {

constexpr std::size_t kAlignment = 16;
constexpr std::size_t kChunk = 256 * 1024;

}  // namespace

Arena::~Arena() {
  while (chunks_ != nullptr) {
    Chunk* before = chunks_->before;
    std::free(chunks_);  // NOLINT(cppcoreguidelines-owning-memory): an arena is where it is owned
    chunks_ = before;
  }
}

void* Arena::take(std::size_t bytes) noexcept {
  if (bytes > max_bytes_) return nullptr;
  const std::size_t rounded = (bytes + kAlignment - 1) / kAlignment * kAlignment;
  if (static_cast<std::size_t>(end_ - free_) < rounded && !grow(rounded)) return nullptr;
  last_ = free_;
  free_ += rounded;
  return last_;
}

bool Arena::grow(std::size_t bytes) noexcept {
  const std::size_t size = std::max(kChunk, bytes + kAlignment);
  if (bytes_ + size > max_bytes_) return false;
  auto* memory =
      static_cast<std::byte*>(std::malloc(size));  // NOLINT(cppcoreguidelines-owning-memory)
  if (memory == nullptr) return false;
  auto* chunk = reinterpret_cast<Chunk*>(memory);
  chunk->before = chunks_;
  chunks_ = chunk;
  bytes_ += size;
  free_ = memory + kAlignment;
  end_ = memory + size;
  return true;
}

}  // namespace tidings::html
