#pragma once

#include <span>
#include <string>
#include <string_view>

#include "daemon/state/records.hpp"

namespace tidings::corpus {

// A document as one line of JSON, with its LF: everything that is known of it, unknown fields left
// out; `seen` lists the other places where its text was found. `text`: the body.
[[nodiscard]] std::string document_line(const state::Document& document,
                                        std::span<const state::Sighting> sightings,
                                        std::string_view text);

// The body of a document's file: what follows header and title; of an imported one the cleaned
// text.
[[nodiscard]] std::string body_text(const state::Document& document, std::string_view bytes);

// "2026-03-12T10:15:00Z".
[[nodiscard]] std::string utc_text(WallTime time);

}  // namespace tidings::corpus
