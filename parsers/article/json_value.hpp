#pragma once

#include <string>
#include <string_view>
#include <vector>

// JSON as pages carry it: RFC 8259, read so that a mistake costs as little as possible.
namespace tidings::article {

struct JsonMember;

// One value. Numbers and literals keep their text ("12", "true").
struct JsonValue {
  enum class Kind : unsigned char { kNull, kLiteral, kString, kArray, kObject };

  Kind kind = Kind::kNull;
  std::string text;                 // of kString (unescaped) and kLiteral
  std::vector<JsonMember> members;  // of kArray (empty keys) and kObject, in order

  // The first member of this key, null if there is none or this is no object.
  [[nodiscard]] const JsonValue* find(std::string_view key) const;
};

struct JsonMember {
  std::string key;
  JsonValue value;
};

// Reads every value of `text`, one after the other; what stands before, between and after them
// (comments, CDATA marks, semicolons) is skipped. Also taken: raw control characters and unescaped
// quotes in strings, unknown escapes, trailing and missing commas, comments, a missing end. Values
// nested deeper than 48 are left out; after 100,000 values it stops. Linear time.
[[nodiscard]] std::vector<JsonValue> read_json(std::string_view text);

}  // namespace tidings::article
