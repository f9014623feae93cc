#pragma once

#include <any>
#include <cstddef>
#include <expected>
#include <functional>
#include <string>

#include <nlohmann/json.hpp>

namespace tidings::cli {

using Json = nlohmann::json;

// One line of a batch file; `bytes` holds what its `path` or `file` names, decompressed if it ends
// in .gz.
struct BatchRecord {
  Json fields;
  std::string bytes;
  std::any prepared;  // what BatchOptions::prepare put there
};

struct BatchOptions {
  bool read_file = false;  // load `path` (or `file`) into BatchRecord::bytes
  bool in_order = false;   // records are handled one after the other (they depend on each other)
  std::size_t max_unpacked_bytes = 1'000'000'000;  // of a .gz file; more is an error
  // With in_order: work on a record that needs no other one; called from several threads.
  std::function<void(BatchRecord&)> prepare = {};
};

// Answers a record with the fields of its output line ("id" is added), or says why it cannot.
// Called from several threads unless in_order.
using BatchHandler = std::function<std::expected<Json, std::string>(BatchRecord&)>;

// Reads JSON lines from `file` ("-": standard input), prints one line for each in the same order,
// with "error" where there is no result. Returns 0 when every line was answered, 2 when the file
// cannot be read.
int run_batch(const std::string& file, const BatchOptions& options, const BatchHandler& handler);

}  // namespace tidings::cli
