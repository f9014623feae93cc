#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <memory>
#include <span>
#include <string>

#include <gumbo.h>

#include "parsers/html/strip.hpp"

// HTML parsed once by gumbo into an arena with a byte cap and a CPU deadline.
namespace tidings::html {

// What a page may cost. Real pages stay under 5 MB of arena and some 30 ms.
struct Limits {
  std::size_t max_input_bytes = 8'000'000;  // what is beyond is not read
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
  // Parses UTF-8 `text` after taking out scripts, styles, svg and comments and, unless `detail` is
  // kAll, attributes that tell nothing of the text (strip.hpp): they are not in the tree.
  // <noscript> is read as a browser without scripts does. Errors: a one-line reason, when nothing
  // could be read.
  [[nodiscard]] static std::expected<Document, std::string> parse(
      std::string text, const Limits& limits = {}, Detail detail = Detail::kReadable);

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  // The root element (<html>), never null. Trees can be 300,000 deep: walk without recursion.
  [[nodiscard]] const GumboNode* root() const;
  // The scripts that hold JSON (ld+json, application/json and the like), in page order.
  [[nodiscard]] std::span<const JsonScript> json_scripts() const;
  [[nodiscard]] const Cost& cost() const;

 private:
  struct Parts;
  explicit Document(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace tidings::html
