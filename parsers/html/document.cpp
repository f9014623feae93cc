#include "parsers/html/document.hpp"

#include <csetjmp>
#include <ctime>
#include <utility>

#include "parsers/html/arena.hpp"
#include "parsers/html/stand_ins.hpp"

namespace tidings::html {
namespace {

constexpr unsigned kAllocationsBetweenChecks = 64;

std::chrono::nanoseconds read_clock(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

// Counts this thread's CPU time. The wall clock, which is far cheaper to read, tells when a look at
// the CPU clock can be due: no thread uses more CPU time than has passed.
class Deadline {
 public:
  explicit Deadline(std::chrono::nanoseconds allowed)
      : start_(read_clock(CLOCK_THREAD_CPUTIME_ID)),
        allowed_(allowed),
        look_at_(read_clock(CLOCK_MONOTONIC) + allowed) {}

  bool passed() {
    const auto now = read_clock(CLOCK_MONOTONIC);
    if (now < look_at_) return false;
    const auto left = allowed_ - used();
    look_at_ = now + left;
    return left <= left.zero();
  }
  [[nodiscard]] std::chrono::nanoseconds used() const {
    return read_clock(CLOCK_THREAD_CPUTIME_ID) - start_;
  }

 private:
  std::chrono::nanoseconds start_;
  std::chrono::nanoseconds allowed_;
  std::chrono::nanoseconds look_at_;
};

// What gumbo's allocator sees. gumbo offers no way to stop: the allocator jumps out of it.
struct Allocator {
  Arena arena;
  Deadline deadline;
  unsigned until_check = kAllocationsBetweenChecks;
  GumboOutput* output = nullptr;  // gumbo allocates its result before anything else
  std::jmp_buf out;
};

void* allocate(void* userdata, std::size_t bytes) {
  auto* allocator = static_cast<Allocator*>(userdata);
  if (--allocator->until_check == 0) {
    allocator->until_check = kAllocationsBetweenChecks;
    if (allocator->deadline.passed()) std::longjmp(allocator->out, 1);
  }
  void* piece = allocator->arena.take(bytes);
  if (piece == nullptr) std::longjmp(allocator->out, 1);
  if (allocator->output == nullptr) {
    if (bytes != sizeof(GumboOutput)) std::longjmp(allocator->out, 1);
    allocator->output = static_cast<GumboOutput*>(piece);
    *allocator->output = {};
  }
  return piece;
}

void give_back(void* userdata, void* piece) {
  static_cast<Allocator*>(userdata)->arena.give_back(piece);
}

// True when gumbo read all; false when the allocator jumped out: the tree is then consistent up to
// there. This frame is jumped over: it must hold no object with a destructor.
bool parse_into(Allocator* allocator, const GumboOptions* options, const char* text,
                std::size_t size) {
  if (setjmp(allocator->out) != 0) return false;
  gumbo_parse_with_options(options, text, size);
  return true;
}

// The largest length <= limit that does not cut a UTF-8 sequence.
std::size_t cut_length(const std::string& text, std::size_t limit) {
  if (text.size() <= limit) return text.size();
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
  return limit;
}

}  // namespace

struct Document::Parts {
  Parts(std::string page, const Limits& limits)
      : text(std::move(page)),
        allocator{.arena = Arena(limits.max_arena_bytes),
                  .deadline = Deadline(limits.max_cpu),
                  .out = {}} {}

  std::string text;    // parts of it are texts of the tree
  std::string markup;  // what gumbo read
  std::vector<JsonScript> scripts;
  Allocator allocator;
  Cost cost;
};

Document::Document(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

std::expected<Document, std::string> Document::parse(std::string text, const Limits& limits,
                                                     Detail detail) {
  const std::size_t length = cut_length(text, limits.max_input_bytes);
  const bool cut = length < text.size();
  text.resize(length);
  auto parts = std::make_unique<Parts>(std::move(text), limits);
  StandIns stand_ins(parts->text);
  Stripped stripped =
      strip_noise(parts->text, detail, StandIns::fit(parts->text) ? &stand_ins : nullptr);
  parts->scripts = std::move(stripped.scripts);
  parts->markup = std::move(stripped.markup);

  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = give_back;
  options.userdata = &parts->allocator;
  options.max_errors = 0;
  const bool complete =
      parse_into(&parts->allocator, &options, parts->markup.data(), parts->markup.size());
  const GumboOutput* output = parts->allocator.output;
  if (output == nullptr || output->root == nullptr) {
    return std::unexpected("html: the limits leave no room for a tree");
  }
  const bool whole = stand_ins.put_back(*output->root, parts->allocator.arena);
  parts->cost = {.arena_bytes = parts->allocator.arena.bytes(),
                 .cpu = std::chrono::duration_cast<std::chrono::microseconds>(
                     parts->allocator.deadline.used()),
                 .truncated = cut || !complete || !whole};
  return Document(std::move(parts));
}

const GumboNode* Document::root() const { return parts_->allocator.output->root; }
std::span<const JsonScript> Document::json_scripts() const { return parts_->scripts; }
const Cost& Document::cost() const { return parts_->cost; }

}  // namespace tidings::html
