#pragma once

#include <string>
#include <string_view>

// What people read about the configuration, made from the table of options.
namespace tidings::config {

// The manual page tidings.yaml(5), in man(7) markup.
[[nodiscard]] std::string configuration_man_page(std::string_view version);

// A configuration with every key, its default and its meaning; what has a default is commented out.
[[nodiscard]] std::string sample_configuration();

// `text` as man(7) shows it unchanged.
[[nodiscard]] std::string roff(std::string_view text);

}  // namespace tidings::config
