#pragma once

#include <cerrno>
#include <cstdint>
#include <expected>
#include <string>
#include <utility>

#include "daemon/os/file_system.hpp"
#include "daemon/state/state.hpp"

namespace tidings::corpus {

struct Error {
  enum class Kind : std::uint8_t {
    kDiskFull,    // nothing was changed; passes when there is room
    kUnwritable,  // nothing was changed: read-only, no permission, I/O error
    kNotThere,    // nothing by that number or URL
    kNameTaken,   // a file that is not ours bears the name
    kState,       // corpus or state may hold half a step: Store::reopen() recovers
    kDamaged,     // the state is damaged: Store::reopen(true) builds it anew
  };
  Kind kind = Kind::kUnwritable;
  std::string message;  // one line: what failed and where
};

template <class T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline Error error_of(const os::FileError& error) {
  if (error.is_full()) return {Error::Kind::kDiskFull, error.message};
  return {error.code == EEXIST ? Error::Kind::kNameTaken : Error::Kind::kUnwritable, error.message};
}

// A full or busy state has changed nothing; after other errors nobody knows.
[[nodiscard]] inline Error error_of(const state::Error& error) {
  switch (error.kind) {
    case state::Error::Kind::kFull:
      return {Error::Kind::kDiskFull, error.message};
    case state::Error::Kind::kBusy:
      return {Error::Kind::kUnwritable, error.message};
    case state::Error::Kind::kDamaged:
      return {Error::Kind::kDamaged, error.message};
    default:
      return {Error::Kind::kState, error.message};
  }
}

template <class T, class E>
[[nodiscard]] std::unexpected<Error> failed(const std::expected<T, E>& result) {
  return std::unexpected(error_of(result.error()));
}

template <class T>
[[nodiscard]] std::unexpected<Error> failed(const Result<T>& result) {
  return std::unexpected(result.error());
}

}  // namespace tidings::corpus
