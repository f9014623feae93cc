#include "parsers/charset/detect.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <uchardet/uchardet.h>

#include "parsers/charset/charset.hpp"

namespace tidings::charset {

std::string_view detect(std::string_view bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                       uchardet_delete);
  if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return encoding_for_label(uchardet_get_charset(detector.get()));
}

std::string_view detect_utf16(std::string_view bytes) {
  constexpr std::size_t kSample = 2048;
  bytes = bytes.substr(0, std::min(bytes.size(), kSample) & ~std::size_t{1});
  if (bytes.size() < 4) return {};
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
  const auto [even, odd] = zeros;
  const std::size_t units = bytes.size() / 2;
  if (odd * 5 > units && even * 20 <= odd) return "UTF-16LE";
  if (even * 5 > units && odd * 20 <= even) return "UTF-16BE";
  return {};
}

}  // namespace tidings::charset
