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

std::string answer(const std::string& line, const BatchOptions& options, const fs::path& folder,
                   const BatchHandler& handler) {
  Json id;
  Json output;
  try {
    auto record = read_record(line, options, folder, id);
    auto result = record ? handler(*record) : std::unexpected(record.error());
    if (result) {
      output = std::move(*result);
    } else {
      output["error"] = result.error();
    }
  } catch (const std::exception& error) {
    output = Json::object();
    output["error"] = error.what();
  }
  output["id"] = id;
  return output.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void answer_all(const std::vector<std::string>& lines, std::vector<std::string>& answers,
                unsigned threads, const std::function<std::string(const std::string&)>& one) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < lines.size(); i = next++) answers[i] = one(lines[i]);
  };
  std::vector<std::jthread> pool;
  for (unsigned i = 1; i < threads; ++i) pool.emplace_back(work);
  work();
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
  const unsigned threads = options.in_order ? 1 : std::max(1U, std::thread::hardware_concurrency());
  const auto one = [&](const std::string& line) { return answer(line, options, folder, handler); };
  std::vector<std::string> lines;
  for (std::string line; in;) {
    lines.clear();
    while (lines.size() < kChunk && std::getline(in, line)) {
      if (line.find_first_not_of(" \t\r") != std::string::npos) lines.push_back(std::move(line));
    }
    std::vector<std::string> answers(lines.size());
    answer_all(lines, answers, threads, one);
    for (const std::string& text : answers) fmt::print("{}\n", text);
  }
  std::fflush(stdout);
  return 0;
}

}  // namespace tidings::cli
