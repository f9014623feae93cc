#include "daemon/cli/batch.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>
#include <vector>

#include <fmt/core.h>

#include "daemon/cli/input_file.hpp"

namespace tidings::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunk = 64;  // lines handled between two writes, so that memory stays flat

std::expected<BatchRecord, std::string> read_record(const std::string& line,
                                                    const BatchOptions& options,
                                                    const fs::path& folder, Json& id) {
  BatchRecord record;
  record.fields = Json::parse(line, nullptr, false);
  if (!record.fields.is_object()) return std::unexpected("not a JSON object");
  id = record.fields.value("id", Json());
  if (!options.read_file) return record;
  const char* key = record.fields.contains("path") ? "path" : "file";
  const auto path = record.fields.find(key);
  if (path == record.fields.end() || !path->is_string()) return std::unexpected("no \"path\"");
  auto bytes = read_input_file(folder / path->get<std::string>(), options.max_unpacked_bytes);
  if (!bytes) return std::unexpected(bytes.error());
  record.bytes = std::move(*bytes);
  return record;
}

// A line on its way to its answer.
struct Entry {
  std::string line;
  Json id;
  std::expected<BatchRecord, std::string> record = std::unexpected(std::string());
  std::string answer;
};

void read(Entry& entry, const BatchOptions& options, const fs::path& folder) {
  try {
    entry.record = read_record(entry.line, options, folder, entry.id);
    if (entry.record && options.prepare) options.prepare(*entry.record);
  } catch (const std::exception& error) {
    entry.record = std::unexpected(error.what());
  }
}

void answer(Entry& entry, const BatchHandler& handler) {
  Json output;
  try {
    auto result = entry.record ? handler(*entry.record) : std::unexpected(entry.record.error());
    if (result) {
      output = std::move(*result);
    } else {
      output["error"] = result.error();
    }
  } catch (const std::exception& error) {
    output = Json::object();
    output["error"] = error.what();
  }
  output["id"] = entry.id;
  entry.answer = output.dump(-1, ' ', false, Json::error_handler_t::replace);
  entry.record = std::unexpected(std::string());  // its memory
}

void for_each_parallel(std::vector<Entry>& entries, const std::function<void(Entry&)>& work) {
  std::atomic<std::size_t> next = 0;
  const auto work_off = [&] {
    for (std::size_t i = next++; i < entries.size(); i = next++) work(entries[i]);
  };
  std::vector<std::jthread> pool;
  const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  for (unsigned i = 1; i < threads; ++i) pool.emplace_back(work_off);
  work_off();
}

void answer_all(std::vector<Entry>& entries, const BatchOptions& options, const fs::path& folder,
                const BatchHandler& handler) {
  if (options.in_order) {
    for_each_parallel(entries, [&](Entry& entry) { read(entry, options, folder); });
    for (Entry& entry : entries) answer(entry, handler);
    return;
  }
  for_each_parallel(entries, [&](Entry& entry) {
    read(entry, options, folder);
    answer(entry, handler);
  });
}

}  // namespace

int run_batch(const std::string& file, const BatchOptions& options, const BatchHandler& handler) {
  std::ifstream opened;
  if (file != "-") {
    opened.open(file);
    if (!opened) {
      fmt::print(stderr, "tidings: cannot open the batch file {}\n", file);
      return 2;
    }
  }
  std::istream& in = file == "-" ? std::cin : opened;
  const fs::path folder = file == "-" ? fs::path() : fs::path(file).parent_path();
  std::vector<Entry> entries;
  for (std::string line; in;) {
    entries.clear();
    while (entries.size() < kChunk && std::getline(in, line)) {
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      entries.emplace_back().line = std::move(line);
    }
    answer_all(entries, options, folder, handler);
    for (const Entry& entry : entries) fmt::print("{}\n", entry.answer);
  }
  std::fflush(stdout);
  return 0;
}

}  // namespace tidings::cli
