#pragma once

#include <string>
#include <string_view>

namespace tidings::feed {

// RFC 8259 8.2: `json` with the escapes of lone surrogates written as that of U+FFFD and those of
// U+0000 left out, since JSON parsers refuse the one and C strings end at the other. Empty: there
// was nothing to change.
[[nodiscard]] std::string repair_json_escapes(std::string_view json);

}  // namespace tidings::feed
