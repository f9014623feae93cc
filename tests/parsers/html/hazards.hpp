#pragma once

#include <string>
#include <vector>

// Pages that cost gumbo 0.10.1 quadratic time, a tree far larger than the page, or its stack.
namespace tidings::html {

struct Hazard {
  std::string name;
  std::string page;
};

// One of each kind, at the sizes that were seen to take seconds to minutes or gigabytes.
[[nodiscard]] std::vector<Hazard> hazards();

}  // namespace tidings::html
