#include "config/load_settings.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "config/key_mistakes.hpp"
#include "config/options.hpp"
#include "config/source_reader.hpp"
#include "config/yaml_reader.hpp"
#include "parsers/url/url.hpp"

namespace tidings::config {
namespace {

namespace fs = std::filesystem;
using std::string_view;

constexpr std::uintmax_t kMostBytes = 1'000'000'000;

// Reads the files of one configuration into settings.
class Loader {
 public:
  explicit Loader(const LoadOptions& load)
      : load_(load),
        reader_(load.environment, load.require_secrets),
        sources_(settings_, reader_, load.check_paths) {
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
  void apply_overrides();
  void check_intervals();
  void check_paths();
  void check_folder(const fs::path& path, string_view key, bool overridden);
  [[nodiscard]] Place place_of(string_view key) const;

  const LoadOptions& load_;
  Settings settings_;
  ValueReader reader_;
  SourceReader sources_;
  std::string main_file_;
  std::unordered_map<std::string, Place> places_;  // of keys: "corpus", "fetch.timeout"
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

void Loader::read_entry(const Node::Entry& entry) {
  const Option* option = find_option(Section::kTop, entry.key);
  if (option == nullptr) return report_unknown_key(reader_, entry, Section::kTop, "");
  places_.insert({entry.key, {reader_.file(), entry.value.mark}});
  const Target target{&settings_, nullptr};
  if (option->assign != nullptr) {
    reader_.set_option(*option);
    option->assign(target, entry.value, reader_);
  } else if (entry.key == "sources") {
    if (entry.value.kind != Node::Kind::kNothing) report_wrong_kind(reader_, entry.value, *option);
  } else if (entry.value.kind == Node::Kind::kNothing) {
    // "fetch:" with all of its keys commented out
  } else if (entry.value.kind != Node::Kind::kMap) {
    report_wrong_kind(reader_, entry.value, *option);
  } else if (entry.key == "hosts") {
    for (const Node::Entry& host : entry.value.entries) read_host(host);
  } else if (entry.key == "defaults") {
    for (const Node::Entry& key : entry.value.entries) sources_.read_default(key);
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
      report_unknown_key(reader_, key, section, fmt::format(" in {}", entry.key));
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
    return report_wrong_kind(reader_, entry.value, *find_option(Section::kTop, "hosts"));
  }
  const Target target{&settings_, nullptr, &settings_.hosts[address->host]};
  read_section(Section::kHosts, entry, target);
}

bool Loader::read_main(const fs::path& file) {
  reader_.set_file(file);
  main_file_ = reader_.file();
  settings_.file = fs::absolute(file).lexically_normal();
  const auto text = read_bytes(file);
  if (!text) return false;
  read_yaml(*text, {[&](const Node::Entry& entry) { read_entry(entry); },
                    [&](const Node& item) { sources_.read(item); },
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
                      [&](const Node& item) { sources_.read(item); },
                      [&](Mark mark, const std::string& what) { reader_.report(mark, what); }});
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

// What the command line says goes before the file.
void Loader::apply_overrides() {
  if (!load_.corpus.empty()) settings_.corpus = fs::absolute(load_.corpus).lexically_normal();
  if (!load_.state.empty()) settings_.state = fs::absolute(load_.state).lexically_normal();
  if (!load_.site_rules.empty()) settings_.site_rules = fs::absolute(load_.site_rules);
  if (load_.no_site_rules) settings_.site_rules.clear();
  // "corpus/" names the folder "corpus"
  if (!settings_.corpus.has_filename()) settings_.corpus = settings_.corpus.parent_path();
}

void Loader::check_paths() {
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
  apply_overrides();
  sources_.apply_defaults(main_file_);
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
