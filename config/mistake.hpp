#pragma once

#include <string>

namespace tidings::config {

// A mistake in a file that a person wrote.
struct Mistake {
  std::string file;
  int line = 0;      // from 1; 0: the file as a whole
  int column = 0;    // from 1, in bytes
  std::string what;  // the key, what is wrong, and what was meant

  // "file:line:column: what"
  [[nodiscard]] std::string text() const;
  friend bool operator==(const Mistake&, const Mistake&) = default;
};

}  // namespace tidings::config
