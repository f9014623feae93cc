#include <cstring>
#include <memory>
#include <utility>

#include <fmt/core.h>

#include "daemon/cli/batch.hpp"
#include "daemon/cli/parser_commands.hpp"
#include "daemon/cli/record_spool.hpp"
#include "daemon/duplicates/near_duplicates.hpp"

namespace tidings::cli {
namespace {

struct DedupOptions {
  std::string batch;
  double threshold = 0.6;
};

// What has passed: an index of all texts, and their signatures and ids on disk, so that memory does
// not grow with the input. A document's number is its place in the input.
class Stream {
 public:
  Stream(duplicates::NearDuplicateIndex index, RecordSpool signatures, RecordSpool ids,
         double threshold)
      : index_(std::move(index)),
        signatures_(std::move(signatures)),
        ids_(std::move(ids)),
        threshold_(threshold) {}

  std::expected<Json, std::string> answer(const BatchRecord& record) {
    const auto id = record.fields.find("id");
    if (id == record.fields.end()) return std::unexpected("no \"id\"");
    const auto* signature = std::any_cast<fingerprint::Signature>(&record.prepared);
    if (signature == nullptr) return std::unexpected("no \"text\"");
    return add(*id, *signature);
  }

 private:
  // The exact hash, then the shingles.
  static std::string to_bytes(const fingerprint::Signature& signature) {
    std::string bytes(sizeof signature.exact * (1 + signature.shingles.size()), '\0');
    std::memcpy(bytes.data(), &signature.exact, sizeof signature.exact);
    std::memcpy(bytes.data() + sizeof signature.exact, signature.shingles.data(),
                bytes.size() - sizeof signature.exact);
    return bytes;
  }

  std::optional<fingerprint::Signature> read_signature(std::uint64_t number) const {
    const auto bytes = signatures_.read(number);
    fingerprint::Signature signature;
    if (!bytes || bytes->size() < sizeof signature.exact) return std::nullopt;
    signature.shingles.resize(bytes->size() / sizeof signature.exact - 1);
    std::memcpy(&signature.exact, bytes->data(), sizeof signature.exact);
    std::memcpy(signature.shingles.data(), bytes->data() + sizeof signature.exact,
                bytes->size() - sizeof signature.exact);
    return signature;
  }

  std::expected<Json, std::string> add(const Json& id, const fingerprint::Signature& signature) {
    const auto match = duplicates::find_duplicate(
        index_, signature, threshold_,
        {.signature_of = [this](std::uint64_t number) { return read_signature(number); }});
    if (!match) return std::unexpected(match.error());
    Json answer = Json::object();
    if (*match) {
      answer["duplicate_of"] = Json::parse(ids_.read((*match)->number).value_or("null"));
      answer["kind"] = (*match)->exact ? "exact" : "near";
    }
    const std::uint64_t number = signatures_.size();
    const std::string kept_id = id.dump(-1, ' ', true, Json::error_handler_t::replace);
    if (!signatures_.append(to_bytes(signature)) || !ids_.append(kept_id)) {
      return std::unexpected("cannot write to the folder for temporary files");
    }
    if (auto status = index_.insert(number, signature); !status) {
      return std::unexpected(status.error());
    }
    return answer;
  }

  duplicates::NearDuplicateIndex index_;
  RecordSpool signatures_;
  RecordSpool ids_;
  double threshold_;
};

int run_dedup(const DedupOptions& options) {
  auto index = duplicates::NearDuplicateIndex::open_temporary();
  auto signatures = RecordSpool::open_temporary();
  auto ids = RecordSpool::open_temporary();
  if (!index || !signatures || !ids) {
    fmt::print(stderr, "tidings: {}\n",
               !index        ? index.error()
               : !signatures ? signatures.error()
                             : ids.error());
    return kUnusable;
  }
  Stream stream(std::move(*index), std::move(*signatures), std::move(*ids), options.threshold);
  BatchOptions batch;
  batch.in_order = true;
  batch.prepare = [](BatchRecord& record) {
    const auto text = record.fields.find("text");
    if (text == record.fields.end() || !text->is_string()) return;
    record.prepared = fingerprint::make_signature(text->get_ref<const std::string&>());
  };
  return run_batch(options.batch, batch,
                   [&](BatchRecord& record) { return stream.answer(record); });
}

}  // namespace

void add_dedup(CLI::App& app, Invocation& invocation) {
  const auto options = std::make_shared<DedupOptions>();
  CLI::App* command = app.add_subcommand(
      "dedup", "says for each text of a stream which earlier one it repeats, if any");
  command->add_option("--batch", options->batch, "JSON lines {id, text} ('-': standard input)")
      ->required();
  command
      ->add_option("--threshold", options->threshold,
                   "share of the shorter text's five-word runs that make a near-duplicate")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->callback(
      [&invocation, options] { invocation.run = [options] { return run_dedup(*options); }; });
}

}  // namespace tidings::cli
