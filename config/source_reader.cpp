#include "config/source_reader.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "config/key_mistakes.hpp"

namespace tidings::config {
namespace {

namespace fs = std::filesystem;
using std::string_view;

constexpr string_view kLocationKeys[] = {"feed", "sitemap", "site", "page", "files"};

std::size_t index_of(const Option& option) {
  return static_cast<std::size_t>(&option - options().data());
}

// Where the value of `key` stands in a map; where the map begins, if there is none.
Mark mark_of(const Node& map, string_view key) {
  const auto found = std::ranges::find(map.entries, key, &Node::Entry::key);
  return found == map.entries.end() ? map.mark : found->value.mark;
}

}  // namespace

void SourceReader::read_default(const Node::Entry& entry) {
  const Option* option = find_option(Section::kSource, entry.key);
  if (option == nullptr)
    return report_unknown_key(reader_, entry, Section::kSource, " in defaults");
  const bool is_location = std::ranges::find(kLocationKeys, entry.key) != std::end(kLocationKeys);
  if (is_location || entry.key == "name") {
    return reader_.report(
        entry.mark, fmt::format("{}: this key belongs to a source, not to defaults", entry.key));
  }
  const std::size_t before = reader_.mistakes().size();
  Source scratch;
  Node map;
  map.kind = Node::Kind::kMap;
  map.entries.push_back(entry);
  read_keys(map, scratch);
  if (reader_.mistakes().size() == before) defaults_.push_back(entry);
}

SourceReader::Given SourceReader::read_keys(const Node& node, Source& source) {
  Given given;
  const Target target{&settings_, &source};
  for (const Node::Entry& entry : node.entries) {
    const Option* option = find_option(Section::kSource, entry.key);
    if (option == nullptr) {
      report_unknown_key(reader_, entry, Section::kSource, " of a source");
      continue;
    }
    given.set(index_of(*option));
    if (option->assign == nullptr) {
      read_section(entry, *option, target);
      continue;
    }
    reader_.set_option(*option);
    option->assign(target, entry.value, reader_);
  }
  return given;
}

void SourceReader::read_section(const Node::Entry& entry, const Option& option,
                                const Target& target) {
  if (entry.value.kind != Node::Kind::kMap) return report_wrong_kind(reader_, entry.value, option);
  for (const Node::Entry& key : entry.value.entries) {
    const Option* inner = find_option(Section::kAuth, key.key);
    if (inner == nullptr) {
      report_unknown_key(reader_, key, Section::kAuth, fmt::format(" in {}", entry.key));
      continue;
    }
    reader_.set_option(*inner);
    inner->assign(target, key.value, reader_);
  }
}

void SourceReader::read(const Node& node) {
  if (node.kind != Node::Kind::kMap) {
    return reader_.report(node.mark, "a source is a map: {name: NAME, feed: URL}");
  }
  Source source;
  const Given given = read_keys(node, source);
  source.declared_at = fmt::format("{}:{}", reader_.file(), node.mark.line);
  check(source, given, node);
  settings_.sources.push_back(std::move(source));
  given_.push_back(given);
}

void SourceReader::check(const Source& source, const Given& given, const Node& node) {
  const Mark mark = node.mark;
  const auto gives = [&](string_view key) {
    return given.test(index_of(*find_option(Section::kSource, key)));
  };
  if (!gives("name")) {
    reader_.report(mark, "this source has no name; expected {name: NAME, feed: URL}");
  } else if (!source.name.empty()) {
    const auto [first, is_new] = names_.insert({source.name, settings_.sources.size()});
    if (!is_new) {
      reader_.report(mark, fmt::format("duplicate source name \"{}\": it stands at {} already",
                                       source.name, settings_.sources[first->second].declared_at));
    }
  }
  if (!std::ranges::any_of(kLocationKeys, gives)) {
    reader_.report(mark, fmt::format("the source \"{}\" has no address; expected one of feed, "
                                     "sitemap, site, page and files",
                                     source.name));
  }
  const auto& login = source.access.credentials;
  if (login && !login->bearer_token.empty() && !login->username.empty()) {
    reader_.report(mark_of(node, "auth"), "auth: either username and password, or bearer_token");
  }
  if (check_paths_) check_paths(source, node);
}

void SourceReader::check_paths(const Source& source, const Node& node) {
  std::error_code error;
  const bool is_saved = source.kind == SourceKind::kFiles && !source.location.empty();
  if (is_saved && !fs::exists(source.location, error)) {
    reader_.report(mark_of(node, "files"),
                   fmt::format("files: {} does not exist", source.location));
  }
  const fs::path& ca_file = source.access.ca_file;
  if (!ca_file.empty() && !fs::is_regular_file(ca_file, error)) {
    reader_.report(mark_of(node, "ca_file"),
                   fmt::format("ca_file: {} is no file", ca_file.string()));
  }
}

void SourceReader::apply_defaults(const std::string& file) {
  if (defaults_.empty()) return;
  reader_.set_file(file);
  for (const Node::Entry& entry : defaults_) {
    const Option* option = find_option(Section::kSource, entry.key);
    Node map;
    map.kind = Node::Kind::kMap;
    map.entries.push_back(entry);
    for (std::size_t i = 0; i < settings_.sources.size(); ++i) {
      if (!given_[i].test(index_of(*option))) read_keys(map, settings_.sources[i]);
    }
  }
}

}  // namespace tidings::config
