#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include <gumbo.h>

// HTML parsed once by gumbo into an arena with a byte cap and a CPU deadline.
namespace tidings::html {

struct Limits {
  std::size_t max_input_bytes = 8'000'000;
  std::size_t max_arena_bytes = 64'000'000;
  std::chrono::milliseconds max_cpu{500};
};

// What a page cost; `truncated` says that a limit was met and the tree holds what came before it.
struct Cost {
  std::size_t arena_bytes = 0;
  std::chrono::microseconds cpu{0};
  bool truncated = false;
};

// A parsed page. Owns the text that was parsed and the arena that holds the tree; nodes and the
// string views into it live as long as the Document. Not copied, cheap to move, one thread at a
// time.
class Document {
 public:
  // Parses UTF-8 `text` after blanking the contents of scripts (but ld+json and other JSON),
  // styles, svg and comments in place (offsets stay). Errors: a one-line reason, when nothing could
  // be read.
  [[nodiscard]] static std::expected<Document, std::string> parse(std::string text,
                                                                  const Limits& limits = {});

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  // The root element (<html>), never null. Trees can be 300,000 deep: walk without recursion.
  [[nodiscard]] const GumboNode* root() const;
  [[nodiscard]] const Cost& cost() const;

 private:
  struct Parts;
  explicit Document(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace tidings::html
