#pragma once

#include <string>

namespace tidings::corpus {

// Something that opening had to set right, to be logged once.
struct Notice {
  std::string event;    // "state.rebuilt", "corpus.recovered"
  std::string message;  // one line
};

}  // namespace tidings::corpus
