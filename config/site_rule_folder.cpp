#include "config/site_rule_folder.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

namespace tidings::config {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestFile = 1'000'000;

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

std::optional<std::string> read_file(const fs::path& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  std::ifstream file(path, std::ios::binary);
  if (error || size > kLargestFile || !file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void append(const std::vector<site_rules::Mistake>& from, const std::string& file,
            std::vector<Mistake>* to) {
  if (to == nullptr) return;
  for (const site_rules::Mistake& mistake : from)
    to->push_back({file, mistake.line, 1, mistake.message});
}

}  // namespace

std::expected<SiteRuleFolder, Mistake> SiteRuleFolder::load(const fs::path& folder,
                                                            std::vector<Mistake>* mistakes,
                                                            std::vector<Mistake>* ignored) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".txt") paths.push_back(entry->path());
  }
  if (error)
    return std::unexpected(Mistake{folder.string(), 0, 0, "site rules: " + error.message()});
  std::ranges::sort(paths);
  SiteRuleFolder loaded;
  for (const fs::path& path : paths) {
    const std::optional<std::string> text = read_file(path);
    if (!text) {
      append({{0, "cannot be read, or is larger than 1 MB"}}, path.string(), mistakes);
      continue;
    }
    std::vector<site_rules::Mistake> broken;
    std::vector<site_rules::Mistake> passed;
    site_rules::Rules rules = site_rules::Rules::parse(*text, &broken, &passed);
    append(broken, path.string(), mistakes);
    append(passed, path.string(), ignored);
    loaded.files_.insert_or_assign(lower_case(path.stem().string()), std::move(rules));
  }
  return loaded;
}

const site_rules::Rules* SiteRuleFolder::find(std::string_view host) const {
  if (files_.empty()) return nullptr;
  std::string name = lower_case(host);
  if (name.ends_with('.')) name.pop_back();
  if (name.starts_with("www.")) name.erase(0, 4);
  if (const auto found = files_.find(name); found != files_.end()) return &found->second;
  for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1)) {
    const auto found = files_.find(std::string_view(name).substr(dot));
    if (found != files_.end()) return &found->second;
  }
  return nullptr;
}

}  // namespace tidings::config
