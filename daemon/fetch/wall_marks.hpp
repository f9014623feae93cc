#pragma once

#include <string_view>

#include "daemon/fetch/response.hpp"

// Pages that stand in front of the content.
namespace tidings::fetch {

// The maker of a challenge page ("Cloudflare", "DataDome", ...), by header fields and page marks
// that only such pages carry; empty if it is none.
[[nodiscard]] std::string_view bot_wall(int status, const Headers& headers, std::string_view body);

// Whether an address reached by a redirect is a login page by its path ("/login", "/signin",
// "wp-login.php", ...), or the body of a supposed feed is HTML with a password field.
[[nodiscard]] bool is_login_path(std::string_view url);
[[nodiscard]] bool is_login_form(std::string_view body);

}  // namespace tidings::fetch
