#include "parsers/feed/xml_reader.hpp"

#include <array>
#include <exception>
#include <memory>
#include <vector>

#include <libxml/parser.h>

#include "parsers/feed/xml_repair.hpp"

namespace tidings::feed {
namespace {

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

// What libxml2's callbacks share: the repaired input, the handler, an exception on its way out.
class Session {
 public:
  Session(std::string_view document, XmlHandler& handler) : repair_(document), handler_(handler) {}

  XmlOutcome run();

  int read(char* buffer, int size) {
    if (failure_) return 0;
    return static_cast<int>(repair_.read(buffer, static_cast<std::size_t>(size)));
  }

  void start(const xmlChar* local, const xmlChar* prefix, const xmlChar* uri, int count,
             const xmlChar** attributes);

  void end() {
    guard([this] { return handler_.end(); });
  }

  void passage() { text(repair_.take_passage()); }

  void text(std::string_view piece) {
    guard([&] {
      handler_.text(piece);
      return true;
    });
  }

 private:
  struct Binding {
    const xmlChar* uri;
    const xmlChar* prefix;
    Namespace space;
  };

  // libxml2 interns names: the same pointer is the same name.
  Namespace space_of(const xmlChar* uri, const xmlChar* prefix) {
    for (const Binding& known : bindings_) {
      if (known.uri == uri && known.prefix == prefix) return known.space;
    }
    Namespace space = find_namespace(view(uri), view(prefix));
    // A root element is of its format's vocabulary, however wrong its namespace is.
    if (bindings_.empty()) root_ = {uri, prefix, space};
    const bool as_root =
        uri == nullptr ? root_.uri == nullptr && prefix == root_.prefix : uri == root_.uri;
    if (space == Namespace::kOther && as_root) space = Namespace::kNone;
    if (bindings_.size() < 64) bindings_.push_back({uri, prefix, space});
    return space;
  }

  std::string_view lower(std::string_view name) {
    const bool changes = name.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos;
    if (!changes || name.size() > name_.size()) return name;
    for (std::size_t i = 0; i < name.size(); ++i) {
      name_[i] = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] + 32) : name[i];
    }
    return {name_.data(), name.size()};
  }

  // An exception must not pass through libxml2: it waits until the parser has returned.
  template <typename Call>
  void guard(Call call) {
    if (stopped_) return;
    try {
      stopped_ = !call();
    } catch (...) {
      failure_ = std::current_exception();
      stopped_ = true;
    }
    if (stopped_) xmlStopParser(context_.get());
  }

  XmlRepair repair_;
  XmlHandler& handler_;
  std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> context_{nullptr, xmlFreeParserCtxt};
  std::vector<Binding> bindings_;
  Binding root_{};
  std::vector<Attribute> attributes_;
  std::vector<std::string> unescaped_;
  std::array<char, 64> name_{};
  std::exception_ptr failure_;
  bool stopped_ = false;
};

// libxml2 leaves "&#38;" in values while it does not expand entities.
std::string unescape(std::string_view value) {
  std::string text;
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t found = std::min(value.find("&#38;", at), value.size());
    text += value.substr(at, found - at);
    if (found < value.size()) text += '&';
    at = found + 5;
  }
  return text;
}

void Session::start(const xmlChar* local, const xmlChar* prefix, const xmlChar* uri, int count,
                    const xmlChar** attributes) {
  Element element;
  element.space = space_of(uri, prefix);
  attributes_.clear();
  unescaped_.clear();
  unescaped_.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    const xmlChar** const a = attributes + std::ptrdiff_t{i} * 5;
    std::string_view value(reinterpret_cast<const char*>(a[3]),
                           static_cast<std::size_t>(a[4] - a[3]));
    if (value.find('&') != std::string_view::npos) {
      value = unescaped_.emplace_back(unescape(value));
    }
    const Namespace space = a[1] == nullptr ? Namespace::kNone : space_of(a[2], a[1]);
    attributes_.push_back({space, view(a[0]), value});
  }
  element.raw_name = view(local);
  element.name = lower(element.raw_name);
  element.attributes = attributes_;
  guard([&] { return handler_.start(element); });
}

Session& session(void* data) { return *static_cast<Session*>(data); }

void on_start(void* data, const xmlChar* local, const xmlChar* prefix, const xmlChar* uri,
              int /*namespaces*/, const xmlChar** /*bindings*/, int attributes, int /*defaulted*/,
              const xmlChar** values) {
  session(data).start(local, prefix, uri, attributes, values);
}

void on_end(void* data, const xmlChar* /*local*/, const xmlChar* /*prefix*/,
            const xmlChar* /*uri*/) {
  session(data).end();
}

void on_text(void* data, const xmlChar* text, int size) {
  session(data).text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
}

void on_instruction(void* data, const xmlChar* /*target*/, const xmlChar* /*text*/) {
  session(data).passage();
}

int on_read(void* data, char* buffer, int size) { return session(data).read(buffer, size); }

void ignore_error(void* /*data*/, xmlError* /*error*/) {}

XmlOutcome Session::run() {
  static const bool initialized = (xmlInitParser(), true);
  static_cast<void>(initialized);
  context_.reset(xmlNewParserCtxt());
  if (!context_) throw std::bad_alloc();
  xmlSAXHandler handler{};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = on_start;
  handler.endElementNs = on_end;
  handler.characters = on_text;
  handler.ignorableWhitespace = on_text;
  handler.processingInstruction = on_instruction;
  handler.serror = ignore_error;
  *context_->sax = handler;
  context_->userData = this;
  xmlCtxtReadIO(context_.get(), on_read, nullptr, this, nullptr, "UTF-8",
                XML_PARSE_RECOVER | XML_PARSE_NONET);
  if (context_->myDoc != nullptr) xmlFreeDoc(context_->myDoc);
  context_->myDoc = nullptr;
  if (failure_) std::rethrow_exception(failure_);
  return {.truncated = !stopped_ && repair_.truncated(), .too_deep = repair_.too_deep()};
}

}  // namespace

XmlOutcome read_xml(std::string_view document, XmlHandler& handler) {
  return Session(document, handler).run();
}

}  // namespace tidings::feed
