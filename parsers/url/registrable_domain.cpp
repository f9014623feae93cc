#include <string>

#include <libpsl.h>

#include "parsers/url/host.hpp"
#include "parsers/url/url.hpp"

namespace tidings::url {

std::string registrable_domain(std::string_view host) {
  std::string name(host);
  if (host.empty() || host.front() == '[' || ends_in_number(host)) return name;
  const char* domain = psl_registrable_domain(psl_builtin(), name.c_str());
  return domain == nullptr ? name : std::string(domain);
}

}  // namespace tidings::url
