#include "parsers/charset/decoder.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>

#include "parsers/charset/utf8.hpp"

namespace tidings::charset {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::size_t kUpperHalf = 128;

struct Mapping {
  unsigned char byte;
  char16_t unit;
};

enum class Kind : std::uint8_t {
  kSingleByte,
  kMultiByte,
  kMultiByteAlone,  // where ICU has C1 controls and private use, the WHATWG index has nothing
  kMultiByteIbm,    // three controls are in the order of IBM's computers
};

// A WHATWG encoding and the ICU converter that carries its index. `fixes` are single bytes for
// which the two differ.
struct Table {
  std::string_view name;
  const char* converter;
  Kind kind;
  std::span<const Mapping> fixes;
};

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

constexpr std::array<Mapping, 0> kNone{};
// ICU has no ISO-8859-16: from ISO-8859-15.
constexpr auto kLatin10 = std::to_array<Mapping>(
    {{0xA1, 0x0104}, {0xA2, 0x0105}, {0xA3, 0x0141}, {0xA5, 0x201E}, {0xAA, 0x0218}, {0xAC, 0x0179},
     {0xAE, 0x017A}, {0xAF, 0x017B}, {0xB2, 0x010C}, {0xB3, 0x0142}, {0xB5, 0x201D}, {0xB9, 0x010D},
     {0xBA, 0x0219}, {0xBF, 0x017C}, {0xC3, 0x0102}, {0xC5, 0x0106}, {0xD0, 0x0110}, {0xD1, 0x0143},
     {0xD5, 0x0150}, {0xD7, 0x015A}, {0xD8, 0x0170}, {0xDD, 0x0118}, {0xDE, 0x021A}, {0xE3, 0x0103},
     {0xE5, 0x0107}, {0xF0, 0x0111}, {0xF1, 0x0144}, {0xF5, 0x0151}, {0xF7, 0x015B}, {0xF8, 0x0171},
     {0xFD, 0x0119}, {0xFE, 0x021B}});
constexpr auto kKoi8U = std::to_array<Mapping>({{0xAE, 0x045E}, {0xBE, 0x040E}});
constexpr auto kThai = std::to_array<Mapping>({{0xDB, 0xFFFD},
                                               {0xDC, 0xFFFD},
                                               {0xDD, 0xFFFD},
                                               {0xDE, 0xFFFD},
                                               {0xFC, 0xFFFD},
                                               {0xFD, 0xFFFD},
                                               {0xFE, 0xFFFD},
                                               {0xFF, 0xFFFD}});
constexpr auto kGreek = std::to_array<Mapping>({{0xAA, 0xFFFD}});
constexpr auto kHebrew = std::to_array<Mapping>({{0xCA, 0x05BA}});

constexpr auto kEuro = std::to_array<Mapping>({{0x80, 0x20AC}});
constexpr auto kShiftJis = std::to_array<Mapping>({{0x80, 0x80}});

constexpr std::array kTables{
    Table{"IBM866", "ibm-866_P100-1995", Kind::kSingleByte, kNone},
    Table{"ISO-8859-2", "ibm-912_P100-1995", Kind::kSingleByte, kNone},
    Table{"ISO-8859-3", "ibm-913_P100-2000", Kind::kSingleByte, kNone},
    Table{"ISO-8859-4", "ibm-914_P100-1995", Kind::kSingleByte, kNone},
    Table{"ISO-8859-5", "ibm-915_P100-1995", Kind::kSingleByte, kNone},
    Table{"ISO-8859-6", "ibm-1089_P100-1995", Kind::kSingleByte, kNone},
    Table{"ISO-8859-7", "ibm-9005_X110-2007", Kind::kSingleByte, kNone},
    Table{"ISO-8859-8", "ibm-5012_P100-1999", Kind::kSingleByte, kNone},
    Table{"ISO-8859-8-I", "ibm-5012_P100-1999", Kind::kSingleByte, kNone},
    Table{"ISO-8859-10", "iso-8859_10-1998", Kind::kSingleByte, kNone},
    Table{"ISO-8859-13", "ibm-921_P100-1995", Kind::kSingleByte, kNone},
    Table{"ISO-8859-14", "iso-8859_14-1998", Kind::kSingleByte, kNone},
    Table{"ISO-8859-15", "ibm-923_P100-1998", Kind::kSingleByte, kNone},
    Table{"ISO-8859-16", "ibm-923_P100-1998", Kind::kSingleByte, kLatin10},
    Table{"KOI8-R", "ibm-878_P100-1996", Kind::kSingleByte, kNone},
    Table{"KOI8-U", "ibm-1168_P100-2002", Kind::kSingleByte, kKoi8U},
    Table{"macintosh", "macos-0_2-10.2", Kind::kSingleByte, kNone},
    Table{"windows-874", "windows-874-2000", Kind::kSingleByte, kThai},
    Table{"windows-1250", "ibm-5346_P100-1998", Kind::kSingleByte, kNone},
    Table{"windows-1251", "ibm-5347_P100-1998", Kind::kSingleByte, kNone},
    Table{"windows-1252", "ibm-5348_P100-1997", Kind::kSingleByte, kNone},
    Table{"windows-1253", "ibm-5349_P100-1998", Kind::kSingleByte, kGreek},
    Table{"windows-1254", "ibm-5350_P100-1998", Kind::kSingleByte, kNone},
    Table{"windows-1255", "ibm-9447_P100-2002", Kind::kSingleByte, kHebrew},
    Table{"windows-1256", "ibm-9448_X100-2005", Kind::kSingleByte, kNone},
    Table{"windows-1257", "ibm-9449_P100-2002", Kind::kSingleByte, kNone},
    Table{"windows-1258", "ibm-5354_P100-1998", Kind::kSingleByte, kNone},
    Table{"x-mac-cyrillic", "macos-7_3-10.2", Kind::kSingleByte, kNone},
    Table{"GBK", "gb18030", Kind::kMultiByte, kEuro},
    Table{"gb18030", "gb18030", Kind::kMultiByte, kEuro},
    Table{"Big5", "ibm-1375_P100-2008", Kind::kMultiByteAlone, kNone},
    Table{"EUC-JP", "euc-jp-2007", Kind::kMultiByteAlone, kNone},
    Table{"ISO-2022-JP", "ISO-2022-JP", Kind::kMultiByte, kNone},
    Table{"Shift_JIS", "ibm-943_P15A-2003", Kind::kMultiByteIbm, kShiftJis},
    Table{"EUC-KR", "windows-949-2000", Kind::kMultiByteAlone, kNone},
};

const Table* find_table(std::string_view name) {
  const auto found = std::ranges::find(kTables, name, &Table::name);
  return found == kTables.end() ? nullptr : &*found;
}

Converter open_converter(const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &status), ucnv_close);
  if (U_FAILURE(status)) converter.reset();
  return converter;
}

using UpperHalf = std::array<char16_t, kUpperHalf>;

// What the bytes 0x80 to 0xFF stand for.
UpperHalf upper_half(const Table& table) {
  UpperHalf units{};
  units.fill(u'\xFFFD');
  const Converter converter = open_converter(table.converter);
  for (std::size_t i = 0; converter && i < kUpperHalf; ++i) {
    const char byte = static_cast<char>(i + kUpperHalf);
    std::array<char16_t, 4> out{};
    UErrorCode status = U_ZERO_ERROR;
    if (ucnv_toUChars(converter.get(), out.data(), 4, &byte, 1, &status) == 1) units[i] = out[0];
  }
  for (const Mapping& fix : table.fixes) units[fix.byte - kUpperHalf] = fix.unit;
  return units;
}

DecodedBytes decode_single_byte(std::string_view bytes, const UpperHalf& units) {
  std::array<std::string, kUpperHalf> utf8;
  for (std::size_t i = 0; i < kUpperHalf; ++i) utf8::append(utf8[i], units[i]);
  DecodedBytes result;
  result.text.reserve(bytes.size() + bytes.size() / 4);
  while (!bytes.empty()) {
    const std::size_t plain = utf8::ascii_prefix(bytes);
    result.text.append(bytes.substr(0, plain));
    bytes.remove_prefix(plain);
    std::size_t i = 0;
    for (; i < bytes.size() && static_cast<unsigned char>(bytes[i]) >= kUpperHalf; ++i) {
      const std::size_t index = static_cast<unsigned char>(bytes[i]) - kUpperHalf;
      result.text += utf8[index];
      result.ill_formed = result.ill_formed || units[index] == u'\xFFFD';
    }
    bytes.remove_prefix(i);
  }
  return result;
}

// Bytes 0x80 to 0xFF as U+F780 to U+F7FF (WHATWG Encoding 14.5).
DecodedBytes decode_user_defined(std::string_view bytes) {
  UpperHalf units{};
  for (std::size_t i = 0; i < kUpperHalf; ++i) units[i] = static_cast<char16_t>(0xF780 + i);
  return decode_single_byte(bytes, units);
}

// ICU's answer to bytes it cannot read: U+FFFD, and what is ASCII among them is read again (WHATWG
// Encoding 10 to 13, "prepend byte to ioQueue").
void replace_bytes(const void* context, UConverterToUnicodeArgs* arguments, const char* bytes,
                   int32_t length, UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;  // not about bytes: reset, close, clone
  *status = U_ZERO_ERROR;
  std::array<UChar, 2> units{u'\xFFFD', 0};
  const auto last = static_cast<unsigned char>(bytes[length - 1]);
  const bool ascii = last >= 0x40 && last < kUpperHalf;  // a digit: two bytes of gb18030's four
  const bool keep_last = length == 2 && ascii && (bytes[0] & 0x80) != 0;
  if (keep_last) units[1] = last;
  const auto& fixes = static_cast<const Table*>(context)->fixes;
  const auto fix = std::ranges::find(fixes, last, &Mapping::byte);
  if (length == 1 && fix != fixes.end()) units[0] = fix->unit;
  ucnv_cbToUWriteUChars(arguments, units.data(), keep_last ? 2 : 1, 0, status);
}

bool is_missing(char32_t code_point) {
  return (code_point >= 0x80 && code_point <= 0x9F) ||
         (code_point >= 0xE000 && code_point <= 0xF8FF);
}

// Big5 has four pairs of bytes for two characters each (WHATWG Encoding 11.1.1). For another pair
// that has none, its ASCII byte is read again.
void append_missing(DecodedBytes& result, std::string_view bytes, std::string_view encoding) {
  if (encoding == "Big5") {
    for (const auto& [pair, text] : {std::pair{"\x88\x62", "\u00CA\u0304"},
                                     {"\x88\x64", "\u00CA\u030C"},
                                     {"\x88\xA3", "\u00EA\u0304"},
                                     {"\x88\xA5", "\u00EA\u030C"}}) {
      if (bytes != pair) continue;
      result.text += text;
      return;
    }
  }
  result.ill_formed = true;
  result.text += kReplacement;
  if (bytes.size() == 2 && bytes[1] >= 0) result.text += bytes[1];
}

char32_t of_ibm(char32_t code_point) {
  if (code_point == 0x1A) return 0x7F;
  if (code_point == 0x1C) return 0x1A;
  return code_point == 0x7F ? 0x1C : code_point;
}

DecodedBytes decode_multi_byte(std::string_view bytes, const Table& table) {
  DecodedBytes result;
  const Converter converter = open_converter(table.converter);
  if (!converter) return result;
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), replace_bytes, &table, nullptr, nullptr, &status);
  std::array<char16_t, 4096> units{};
  std::array<std::int32_t, 4096> sources{};  // of each unit, where its bytes begin
  UChar* const first = units.data();
  UChar* out = first;
  const char* in = bytes.data();
  const char* const end = in + bytes.size();
  status = U_BUFFER_OVERFLOW_ERROR;
  while (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    const char* const start = in;
    ucnv_toUnicode(converter.get(), &out, first + units.size(), &in, end,
                   sources.data() + (out - first), true, &status);
    const UChar* unit = first;
    while (unit < out && !(U16_IS_LEAD(*unit) && unit + 1 == out)) {
      const std::int32_t source = sources[static_cast<std::size_t>(unit - first)];
      char32_t code_point = *unit++;
      if (U16_IS_LEAD(code_point)) {
        code_point = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(code_point, *unit++));
      }
      if (table.kind == Kind::kMultiByteAlone && is_missing(code_point)) {
        const std::int32_t next = unit < out ? sources[static_cast<std::size_t>(unit - first)]
                                             : static_cast<std::int32_t>(in - start);
        const bool known = source >= 0 && next > source;
        append_missing(result, known ? std::string_view(start + source, start + next) : "",
                       table.name);
        continue;
      }
      if (table.kind == Kind::kMultiByteIbm) code_point = of_ibm(code_point);
      result.ill_formed = result.ill_formed || code_point == 0xFFFD;
      utf8::append(result.text, code_point);
    }
    out = std::copy(unit, static_cast<const UChar*>(out), first);  // a lead surrogate at the end
  }
  return result;
}

// WHATWG Encoding 14.4, shared UTF-16 decoder.
DecodedBytes decode_utf16(std::string_view bytes, bool big_endian) {
  DecodedBytes result;
  result.text.reserve(bytes.size());
  const auto unit_at = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  std::size_t i = bytes.size() >= 2 && unit_at(0) == 0xFEFF ? 2 : 0;
  for (; i + 1 < bytes.size(); i += 2) {
    char32_t code_point = unit_at(i);
    if (code_point >= 0xD800 && code_point <= 0xDFFF) {
      const char32_t next = i + 3 < bytes.size() ? unit_at(i + 2) : 0;
      const bool pair = code_point <= 0xDBFF && next >= 0xDC00 && next <= 0xDFFF;
      code_point = pair ? 0x10000 + ((code_point - 0xD800) << 10) + (next - 0xDC00) : 0xFFFD;
      if (pair) i += 2;
      result.ill_formed = result.ill_formed || !pair;
    }
    utf8::append(result.text, code_point);
  }
  if (i < bytes.size()) {
    result.text.append(kReplacement);
    result.ill_formed = true;
  }
  return result;
}

DecodedBytes decode_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (utf8::is_valid(bytes)) return {std::string(bytes), false};
  return {utf8::repair(bytes), true};
}

}  // namespace

bool is_single_byte(std::string_view name) {
  const Table* table = find_table(name);
  return (table != nullptr && table->kind == Kind::kSingleByte) || name == "x-user-defined";
}

DecodedBytes decode(std::string_view bytes, std::string_view name) {
  if (name == "UTF-8") return decode_utf8(bytes);
  if (name == "UTF-16LE" || name == "UTF-16BE") return decode_utf16(bytes, name == "UTF-16BE");
  if (name == "x-user-defined") return decode_user_defined(bytes);
  const Table* table = find_table(name);
  if (table == nullptr) return {std::string(bytes.empty() ? "" : kReplacement), !bytes.empty()};
  if (table->kind != Kind::kSingleByte) return decode_multi_byte(bytes, *table);
  return decode_single_byte(bytes, upper_half(*table));
}

}  // namespace tidings::charset
