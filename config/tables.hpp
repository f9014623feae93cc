#pragma once

#include "parsers/url/url.hpp"

// The data tables of config/, built into the program.
namespace tidings::config {

// config/tracking.yaml; read once, safe from any thread.
[[nodiscard]] const url::TrackingTable& tracking_table();

}  // namespace tidings::config
