#include "config/load_settings.hpp"

#include <algorithm>
#include <bitset>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "config/nearest_name.hpp"
#include "config/options.hpp"
#include "config/yaml_reader.hpp"
#include "parsers/url/url.hpp"

namespace tidings::config {
namespace {

namespace fs = std::filesystem;
using std::string_view;

constexpr std::size_t kMostOptions = 128;
constexpr std::uintmax_t kMostBytes = 1'000'000'000;
constexpr string_view kLocationKeys[] = {"feed", "sitemap", "site", "page", "files"};

// The options that a map gave, by their place in the table.
using Given = std::bitset<kMostOptions>;

std::size_t index_of(const Option& option) {
  return static_cast<std::size_t>(&option - options().data());
}

std::string listed(const std::vector<string_view>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

// Where the value of `key` stands in a map; where the map begins, if there is none.
Mark mark_of(const Node& map, string_view key) {
  const auto found = std::ranges::find(map.entries, key, &Node::Entry::key);
  return found == map.entries.end() ? map.mark : found->value.mark;
}

// Reads the files of one configuration into settings.
class Loader {
 public:
  explicit Loader(const LoadOptions& load)
      : load_(load), reader_(load.environment, load.require_secrets) {
    set_fallbacks();
  }

  bool read_main(const fs::path& file);  // whether the file could be read
  void read_sources_of(const fs::path& folder);
  void finish();
  std::expected<Settings, std::vector<Mistake>> result();

 private:
  struct Place {
    std::string file;
    Mark mark;
  };

  void set_fallbacks();
  std::optional<std::string> read_bytes(const fs::path& file);
  void read_entry(const Node::Entry& entry);
  void read_section(Section section, const Node::Entry& entry, const Target& target);
  void read_host(const Node::Entry& entry);
  void read_default(const Node::Entry& entry);
  void read_source(const Node& node);
  Given read_source_keys(const Node& node, Source& source);
  void read_source_section(const Node::Entry& entry, const Option& option, const Target& target);
  void unknown_key(const Node::Entry& entry, Section section, string_view where);
  void wrong_kind(const Node& node, const Option& option);
  void apply_defaults();
  void check_source(const Source& source, const Given& given, const Node& node);
  void check_source_paths(const Source& source, const Node& node);
  void check_intervals();
  void check_paths();
  void check_folder(const fs::path& path, string_view key, bool overridden);
  [[nodiscard]] Place place_of(string_view key) const;

  const LoadOptions& load_;
  Settings settings_;
  ValueReader reader_;
  std::vector<Node::Entry> defaults_;
  std::string main_file_;
  std::vector<Given> given_;                            // by source
  std::unordered_map<std::string, Place> places_;       // of keys: "corpus", "fetch.timeout"
  std::unordered_map<std::string, std::size_t> names_;  // of sources: their place in the list
};

void Loader::set_fallbacks() {
  for (const Option& option : options()) {
    if (option.section != Section::kTop || option.fallback.empty()) continue;
    Node node;
    node.kind = Node::Kind::kScalar;
    node.text = option.fallback;
    reader_.set_option(option);
    option.assign({&settings_, nullptr}, node, reader_);
  }
}

std::optional<std::string> Loader::read_bytes(const fs::path& file) {
  std::error_code error;
  const bool is_folder = fs::is_directory(file, error);
  std::ifstream in(file, std::ios::binary);
  if (!in || is_folder) {
    const std::string why = is_folder ? "it is a folder" : std::strerror(errno);
    reader_.report({0, 0}, fmt::format("cannot be read: {}", why));
    return std::nullopt;
  }
  if (fs::file_size(file, error) > kMostBytes && !error) {
    reader_.report({0, 0}, "is larger than 1GB");
    return std::nullopt;
  }
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

void Loader::unknown_key(const Node::Entry& entry, Section section, string_view where) {
  std::vector<string_view> known;
  for (const Option& option : options()) {
    if (option.section == section) known.push_back(option.name);
  }
  const auto meant = nearest_name(entry.key, known);
  const std::string hint = meant ? fmt::format("did you mean \"{}\"?", *meant)
                                 : fmt::format("known are {}", listed(known));
  reader_.report(entry.mark, fmt::format("unknown key \"{}\"{}; {}", entry.key, where, hint));
}

void Loader::wrong_kind(const Node& node, const Option& option) {
  reader_.set_option(option);
  const string_view found = node.kind == Node::Kind::kNothing  ? "no value"
                            : node.kind == Node::Kind::kScalar ? "a text"
                            : node.kind == Node::Kind::kList   ? "a list"
                                                               : "a map";
  reader_.fail(node.mark, fmt::format("{}; expected {}", found, expectation(option)));
}

void Loader::read_entry(const Node::Entry& entry) {
  const Option* option = find_option(Section::kTop, entry.key);
  if (option == nullptr) return unknown_key(entry, Section::kTop, "");
  places_.insert({entry.key, {reader_.file(), entry.value.mark}});
  const Target target{&settings_, nullptr};
  if (option->assign != nullptr) {
    reader_.set_option(*option);
    option->assign(target, entry.value, reader_);
  } else if (entry.key == "sources") {
    if (entry.value.kind != Node::Kind::kNothing) wrong_kind(entry.value, *option);
  } else if (entry.value.kind == Node::Kind::kNothing) {
    // "fetch:" with all of its keys commented out
  } else if (entry.value.kind != Node::Kind::kMap) {
    wrong_kind(entry.value, *option);
  } else if (entry.key == "hosts") {
    for (const Node::Entry& host : entry.value.entries) read_host(host);
  } else if (entry.key == "defaults") {
    for (const Node::Entry& key : entry.value.entries) read_default(key);
  } else {
    for (const Section section : kSections) {
      if (section_name(section) == entry.key) read_section(section, entry, target);
    }
  }
}

void Loader::read_section(Section section, const Node::Entry& entry, const Target& target) {
  for (const Node::Entry& key : entry.value.entries) {
    const Option* option = find_option(section, key.key);
    if (option == nullptr) {
      unknown_key(key, section, fmt::format(" in {}", entry.key));
      continue;
    }
    places_.insert({fmt::format("{}.{}", entry.key, key.key), {reader_.file(), key.value.mark}});
    reader_.set_option(*option);
    option->assign(target, key.value, reader_);
  }
}

void Loader::read_host(const Node::Entry& entry) {
  const auto address = url::parse("http://" + entry.key + "/");
  const bool is_host = address && address->origin() + "/" == address->text() && !address->port;
  if (!is_host) {
    return reader_.report(
        entry.mark,
        fmt::format("hosts: \"{}\" is no name of a host; expected one such as example.org",
                    entry.key.substr(0, 100)));
  }
  if (entry.value.kind != Node::Kind::kMap) {
    return wrong_kind(entry.value, *find_option(Section::kTop, "hosts"));
  }
  const Target target{&settings_, nullptr, &settings_.hosts[address->host]};
  read_section(Section::kHosts, entry, target);
}

// Reads a default once, so that a mistake in it is reported once, and keeps it for the sources.
void Loader::read_default(const Node::Entry& entry) {
  const Option* option = find_option(Section::kSource, entry.key);
  if (option == nullptr) return unknown_key(entry, Section::kSource, " in defaults");
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
  read_source_keys(map, scratch);
  if (reader_.mistakes().size() == before) defaults_.push_back(entry);
}

Given Loader::read_source_keys(const Node& node, Source& source) {
  Given given;
  const Target target{&settings_, &source};
  for (const Node::Entry& entry : node.entries) {
    const Option* option = find_option(Section::kSource, entry.key);
    if (option == nullptr) {
      unknown_key(entry, Section::kSource, " of a source");
      continue;
    }
    given.set(index_of(*option));
    if (option->assign == nullptr) {
      read_source_section(entry, *option, target);
      continue;
    }
    reader_.set_option(*option);
    option->assign(target, entry.value, reader_);
  }
  return given;
}

void Loader::read_source_section(const Node::Entry& entry, const Option& option,
                                 const Target& target) {
  if (entry.value.kind != Node::Kind::kMap) return wrong_kind(entry.value, option);
  for (const Node::Entry& key : entry.value.entries) {
    const Option* inner = find_option(Section::kAuth, key.key);
    if (inner == nullptr) {
      unknown_key(key, Section::kAuth, fmt::format(" in {}", entry.key));
      continue;
    }
    reader_.set_option(*inner);
    inner->assign(target, key.value, reader_);
  }
}

void Loader::read_source(const Node& node) {
  if (node.kind != Node::Kind::kMap) {
    return reader_.report(node.mark, "a source is a map: {name: NAME, feed: URL}");
  }
  Source source;
  const Given given = read_source_keys(node, source);
  source.declared_at = fmt::format("{}:{}", reader_.file(), node.mark.line);
  check_source(source, given, node);
  settings_.sources.push_back(std::move(source));
  given_.push_back(given);
}

void Loader::check_source(const Source& source, const Given& given, const Node& node) {
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
  if (load_.check_paths) check_source_paths(source, node);
}

void Loader::check_source_paths(const Source& source, const Node& node) {
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

bool Loader::read_main(const fs::path& file) {
  reader_.set_file(file);
  main_file_ = reader_.file();
  settings_.file = fs::absolute(file).lexically_normal();
  const auto text = read_bytes(file);
  if (!text) return false;
  read_yaml(*text, {[&](const Node::Entry& entry) { read_entry(entry); },
                    [&](const Node& item) { read_source(item); },
                    [&](Mark mark, const std::string& what) { reader_.report(mark, what); }});
  return true;
}

void Loader::read_sources_of(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::path& path = entry->path();
    const bool is_hidden = path.filename().string().starts_with('.');
    if (path.extension() == ".yaml" && !is_hidden) files.push_back(path);
  }
  std::ranges::sort(files);
  for (const fs::path& file : files) {
    reader_.set_file(file);
    const auto text = read_bytes(file);
    if (!text) continue;
    read_yaml(*text, {[&](const Node::Entry& entry) {
                        if (entry.key == "sources") return read_entry(entry);
                        reader_.report(entry.mark,
                                       fmt::format("unknown key \"{}\"; a file of "
                                                   "sources.d has the key \"sources\" only",
                                                   entry.key));
                      },
                      [&](const Node& item) { read_source(item); },
                      [&](Mark mark, const std::string& what) { reader_.report(mark, what); }});
  }
}

// Gives each source the defaults that it does not set itself.
void Loader::apply_defaults() {
  if (defaults_.empty()) return;
  reader_.set_file(main_file_);
  for (const Node::Entry& entry : defaults_) {
    const Option* option = find_option(Section::kSource, entry.key);
    Node map;
    map.kind = Node::Kind::kMap;
    map.entries.push_back(entry);
    for (std::size_t i = 0; i < settings_.sources.size(); ++i) {
      if (!given_[i].test(index_of(*option))) read_source_keys(map, settings_.sources[i]);
    }
  }
}

Loader::Place Loader::place_of(string_view key) const {
  const auto found = places_.find(std::string(key));
  return found == places_.end() ? Place{main_file_, {0, 0}} : found->second;
}

void Loader::check_intervals() {
  if (settings_.fetch.min_every <= settings_.fetch.max_every) return;
  const bool min_given = places_.contains("fetch.min_every");
  const Place place = place_of(min_given ? "fetch.min_every" : "fetch.max_every");
  reader_.report_at(place.file, place.mark, "min_every: it is longer than max_every");
}

void Loader::check_folder(const fs::path& path, string_view key, bool overridden) {
  std::error_code error;
  if (fs::is_directory(path.parent_path(), error)) return;
  const bool is_fallback = !overridden && !places_.contains(std::string(key));
  if (is_fallback && !reader_.mistakes().empty()) return;  // the key may be what could not be read
  const Place place = overridden ? Place{} : place_of(key);
  reader_.report_at(place.file, place.mark,
                    fmt::format("{}: the folder {} does not exist; create it, or choose another",
                                key, path.parent_path().string()));
}

void Loader::check_paths() {
  if (!load_.corpus.empty()) settings_.corpus = fs::absolute(load_.corpus).lexically_normal();
  if (!load_.state.empty()) settings_.state = fs::absolute(load_.state).lexically_normal();
  if (!load_.site_rules.empty()) settings_.site_rules = fs::absolute(load_.site_rules);
  if (load_.no_site_rules) settings_.site_rules.clear();
  // "corpus/" names the folder "corpus"
  if (!settings_.corpus.has_filename()) settings_.corpus = settings_.corpus.parent_path();
  if (!load_.check_paths) return;
  check_folder(settings_.corpus, "corpus", !load_.corpus.empty());
  check_folder(settings_.state, "state", !load_.state.empty());
  std::error_code error;
  if (settings_.site_rules.empty() || fs::is_directory(settings_.site_rules, error)) return;
  const Place place = load_.site_rules.empty() ? place_of("site_rules") : Place{};
  reader_.report_at(place.file, place.mark,
                    fmt::format("site_rules: {} is no folder", settings_.site_rules.string()));
}

void Loader::finish() {
  apply_defaults();
  check_intervals();
  check_paths();
}

std::expected<Settings, std::vector<Mistake>> Loader::result() {
  auto& mistakes = reader_.mistakes();
  if (mistakes.empty()) return std::move(settings_);
  const auto place = [&](const Mistake& mistake) {
    const bool is_main = mistake.file == main_file_;
    return std::tuple(!is_main, std::string_view(mistake.file), mistake.line, mistake.column,
                      std::string_view(mistake.what));
  };
  std::ranges::sort(mistakes, {}, place);
  return std::unexpected(std::move(mistakes));
}

}  // namespace

std::expected<Settings, std::vector<Mistake>> load_settings(const fs::path& file,
                                                            const LoadOptions& options) {
  Loader loader(options);
  if (!loader.read_main(file)) return loader.result();
  loader.read_sources_of(fs::absolute(file).parent_path() / "sources.d");
  loader.finish();
  return loader.result();
}

std::expected<Settings, std::vector<Mistake>> built_in_settings(const LoadOptions& options) {
  Loader loader(options);
  loader.finish();
  return loader.result();
}

}  // namespace tidings::config
