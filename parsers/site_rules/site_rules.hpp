#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// Rules of one site in the Full-Text RSS site-config format: `directive: value` lines, XPath 1.0.
namespace tidings::site_rules {

struct Mistake {
  int line = 0;  // from 1
  std::string message;
};

// A compiled rule file. Immutable after parsing, may be shared between threads.
class Rules {
 public:
  // Reads a rule file. Unsupported directives are listed in `ignored`, broken XPath in `mistakes`;
  // the rest of the file is used.
  [[nodiscard]] static Rules parse(std::string_view text, std::vector<Mistake>* mistakes = nullptr,
                                   std::vector<Mistake>* ignored = nullptr);

  Rules(Rules&&) noexcept;
  Rules& operator=(Rules&&) noexcept;
  ~Rules();

  struct Parts;
  [[nodiscard]] const Parts& parts() const { return *parts_; }

 private:
  explicit Rules(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace tidings::site_rules
