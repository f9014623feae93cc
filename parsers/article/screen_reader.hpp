#pragma once

#include <gumbo.h>

namespace tidings::article {

// Words beside a link that only a screen reader says, "opens in a new tab": told by a class in use
// for it, by a style that clips them away (WCAG technique C7), or by what they say.
[[nodiscard]] bool is_for_screen_readers(const GumboNode& node);

}  // namespace tidings::article
