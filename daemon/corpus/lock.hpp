#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

// Keeps a second writer out of a corpus folder: a file ".lock" in it, held with flock(2), so that
// it is free the moment its holder dies.
namespace tidings::corpus {

// Who holds a corpus.
struct Holder {
  int pid = 0;
  std::string socket;  // where it takes requests; empty: it takes none

  [[nodiscard]] std::string text() const;  // "process 812 (socket /run/tidings/control)"
  friend bool operator==(const Holder&, const Holder&) = default;
};

// Held until destruction. The end of `last` tells how the one before ended.
class Lock {
 public:
  enum class Last { kClean, kKilled, kRebooted };  // kRebooted: not stopped before the machine was

  // Error: who holds it, or one line on why the file cannot be used.
  [[nodiscard]] static std::expected<Lock, std::variant<Holder, std::string>> acquire(
      const std::filesystem::path& corpus, const std::string& socket);

  Lock(Lock&& other) noexcept;
  Lock& operator=(Lock&&) = delete;
  ~Lock();  // marks a clean end

  [[nodiscard]] Last last() const { return last_; }

 private:
  Lock(int descriptor, Last last) : descriptor_(descriptor), last_(last) {}

  int descriptor_ = -1;
  Last last_ = Last::kClean;
};

// Who holds the corpus now; none: nobody. Takes no lock.
[[nodiscard]] std::optional<Holder> holder_of(const std::filesystem::path& corpus);

}  // namespace tidings::corpus
