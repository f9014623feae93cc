#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/url/url.hpp"

namespace tidings::fetch {

// The cookies that servers set along one chain of redirects: some answer only who brings them back.
// They go to the very host that set them and nowhere else, never from https to http, and are
// forgotten at the end of the chain. At most 20, of 4 KiB together.
class CookieTrail {
 public:
  // Takes the name and value of a Set-Cookie field; an empty value takes the cookie away.
  void take(const url::Url& from, std::string_view set_cookie);
  // The Cookie header's value for a request; empty if there is none.
  [[nodiscard]] std::string header_for(const url::Url& to) const;

 private:
  struct Cookie {
    std::string host;
    bool secure = false;
    std::string name;
    std::string value;
  };
  [[nodiscard]] std::size_t size() const;
  std::vector<Cookie> cookies_;
};

}  // namespace tidings::fetch
