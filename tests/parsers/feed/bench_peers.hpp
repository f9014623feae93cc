#pragma once

#include <string_view>

namespace tidings::feed {

// Reads the same feeds with parse(), sfeed and feedparser by turns and prints the medians of their
// CPU time and how many times ours they are. A peer that is not installed is left out. What a
// process takes to start does not count: sfeed's is measured with an empty feed, feedparser is
// timed within Python.
void compare_with_peers(std::string_view small_feed, std::string_view large_feed);

}  // namespace tidings::feed
