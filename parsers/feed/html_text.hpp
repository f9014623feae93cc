#pragma once

#include <string>
#include <string_view>

// HTML as it stands in the text of feeds, without a tree.
namespace tidings::feed {

// The text that a reader of the HTML sees, as one line in NFC: tags, comments, scripts and styles
// are left out, references resolved once, line-breaking elements become a blank.
[[nodiscard]] std::string html_to_line(std::string_view html);

// Appends text as the content or an attribute's value of HTML or XML: '<', '>', '&' and '"'
// escaped.
void append_html(std::string& html, std::string_view text);

// `html` with the relative URLs in href, src, cite and the like resolved against `base`, an
// absolute URL, until they have made it a megabyte longer. Everything else stays as it is, byte for
// byte.
[[nodiscard]] std::string resolve_html_links(std::string html, std::string_view base);

// RFC 4648 4, white space ignored; empty if `text` is anything else.
[[nodiscard]] std::string decode_base64(std::string_view text);

}  // namespace tidings::feed
