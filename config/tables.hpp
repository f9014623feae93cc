#pragma once

#include "parsers/text/boilerplate.hpp"
#include "parsers/url/url.hpp"

// The data tables of config/, built into the program.
namespace tidings::config {

// config/tracking.yaml; read once, safe from any thread.
[[nodiscard]] const url::TrackingTable& tracking_table();

// config/boilerplate.yaml; read once, safe from any thread.
[[nodiscard]] const text::Boilerplate& boilerplate_table();

}  // namespace tidings::config
