#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "config/mistake.hpp"
#include "config/options.hpp"
#include "config/settings.hpp"
#include "config/yaml_reader.hpp"

namespace tidings::config {

// Where secrets come from: the value of an environment variable, if it is set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

// The environment of this process.
[[nodiscard]] Environment process_environment();

// Turns nodes into values of the settings' types, for one option after the other, and collects the
// mistakes. Lives as long as the loading; not for several threads.
class ValueReader {
 public:
  ValueReader(Environment environment, bool require_secrets)
      : environment_(std::move(environment)), require_secrets_(require_secrets) {}

  // What follows is read from `file`.
  void set_file(const std::filesystem::path& file);
  void set_option(const Option& option) { option_ = &option; }

  void read(const Node& node, std::string& value);
  void read(const Node& node, std::filesystem::path& value);
  void read(const Node& node, bool& value);
  void read(const Node& node, int& value);
  void read(const Node& node, double& value);
  void read(const Node& node, std::uint64_t& value);
  void read(const Node& node, Duration& value);
  void read(const Node& node, std::optional<Duration>& value);
  void read(const Node& node, std::optional<std::uint64_t>& value);
  void read(const Node& node, std::vector<std::string>& value);
  void read(const Node& node, std::map<std::string, std::string>& value);

  // The position of the node's word among the option's choices; none: reported.
  std::optional<std::size_t> read_choice(const Node& node);

  // Records "KEY: what" of the current option; at most kMostMistakes are kept.
  void fail(Mark mark, std::string_view what);
  // Records `what` as it is.
  void report(Mark mark, std::string what);
  void report_at(const std::string& file, Mark mark, std::string what);

  [[nodiscard]] std::vector<Mistake>& mistakes() { return mistakes_; }
  [[nodiscard]] const std::string& file() const { return file_; }

  static constexpr std::size_t kMostMistakes = 200;

 private:
  // The text of a scalar; none: it is another thing, which is reported.
  std::optional<std::string> scalar(const Node& node);
  std::optional<std::string> secret(const Node& node);
  std::optional<std::string> credential(const Node& node, const std::string& name);
  std::optional<std::string> plain(const Node& node);  // unquoted
  bool is_word(const Node& node) const;                // the option's word instead of a value
  template <class Value>
  std::optional<Value> in_range(const Node& node, const std::expected<Value, std::string>& parsed,
                                double number);
  void check_text(const Node& node, const std::string& text);
  void check_pattern(const Node& node, const std::string& pattern);
  void wrong(const Node& node, std::string_view found);

  Environment environment_;
  bool require_secrets_;
  std::string file_;
  std::filesystem::path folder_;
  const Option* option_ = nullptr;
  std::vector<Mistake> mistakes_;
  std::set<std::string, std::less<>> good_patterns_;
};

}  // namespace tidings::config
