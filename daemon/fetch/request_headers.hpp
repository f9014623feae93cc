#pragma once

#include "daemon/fetch/http_client.hpp"
#include "daemon/fetch/rights_class.hpp"

namespace tidings::fetch {

// The header lines of a request: what is accepted, the validators byte for byte, and the source's
// own headers. Without credentials only those of them that say nothing about who asks (Accept*,
// DNT) go along. A source's own header replaces ours of the same name; a line break in a value
// drops it.
[[nodiscard]] HeaderList request_headers(const Exchange& exchange);

}  // namespace tidings::fetch
