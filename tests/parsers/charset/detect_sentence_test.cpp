#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include <gtest/gtest.h>

#include "parsers/charset/charset.hpp"
#include "parsers/charset/decoder.hpp"
#include "parsers/charset/detect.hpp"
#include "parsers/charset/utf8.hpp"

// A few sentences of news in the encodings that its publishers used before UTF-8, told by their
// statistics and the few bytes in which like encodings differ.
namespace tidings::charset {
namespace {

// The bytes of UTF-8 text in an encoding: its decoder turned round.
class Encoder {
 public:
  explicit Encoder(std::string_view encoding) {
    for (int byte = 0x80; byte < 256; ++byte)
      add(std::string(1, static_cast<char>(byte)), encoding);
    if (is_single_byte(encoding)) return;
    for (int first = 0x81; first < 255; ++first) {
      for (int second = 0x40; second < 255; ++second) {
        add({static_cast<char>(first), static_cast<char>(second)}, encoding);
      }
    }
  }

  [[nodiscard]] std::string bytes_of(std::string_view text) const {
    std::string bytes;
    while (!text.empty()) {
      const std::size_t length = utf8::next(text).length;
      const auto found = bytes_.find(std::string(text.substr(0, length)));
      EXPECT_TRUE(length == 1 || found != bytes_.end()) << text.substr(0, length);
      bytes += found == bytes_.end() ? std::string(text.substr(0, length)) : found->second;
      text.remove_prefix(length);
    }
    return bytes;
  }

 private:
  void add(const std::string& bytes, std::string_view encoding) {
    const DecodedBytes decoded = decode(bytes, encoding);
    if (!decoded.ill_formed) bytes_.emplace(decoded.text, bytes);
  }

  std::unordered_map<std::string, std::string> bytes_;
};

struct Sentence {
  std::string_view language;
  std::string_view encoding;
  std::string_view text;
};

class InSentences : public testing::TestWithParam<Sentence> {};

TEST_P(InSentences, TheEncodingIsFound) {
  const std::string bytes = Encoder(GetParam().encoding).bytes_of(GetParam().text);
  EXPECT_EQ(detect(bytes), GetParam().encoding);
}

// With the wrong label in the header the bytes are believed.
TEST_P(InSentences, TheTextIsReadUnderALabelThatSaysUtf8) {
  const std::string bytes = Encoder(GetParam().encoding).bytes_of(GetParam().text);
  const Decoded decoded = decode_text(bytes, "text/plain; charset=utf-8");
  EXPECT_EQ(decoded.text, GetParam().text);
  EXPECT_EQ(decoded.source, Source::kDetected);
}

constexpr std::string_view kRussian =
    "Городской совет решил, что утренний паром будет отходить на час позже, пока не сойдёт лёд. "
    "Билеты, купленные раньше, остаются в силе, сообщили в порту.";
constexpr std::string_view kBulgarian =
    "Градският съвет реши, че сутрешният ферибот ще тръгва един час по-късно, докато ледът се "
    "стопи. Билетите, купени по-рано, остават валидни, съобщиха от пристанището.";
constexpr std::string_view kUkrainian =
    "Міська рада вирішила, що ранковий пором відходитиме на годину пізніше, доки не зійде крига. "
    "Квитки, куплені раніше, залишаються чинними, повідомили в порту, її керівник є в місті.";
constexpr std::string_view kGreek =
    "Το δημοτικό συμβούλιο αποφάσισε ότι το πρωινό πλοίο θα φεύγει μία ώρα αργότερα. Τα εισιτήρια "
    "που αγοράστηκαν νωρίτερα παραμένουν σε ισχύ, ανακοίνωσε το λιμάνι.";
// Without its first letter the two Greek encodings have the same bytes.
constexpr std::string_view kGreekWithAnAccentedCapital =
    "Άλλα δρομολόγια δεν αλλάζουν, ανακοίνωσε το λιμάνι της πόλης. Το πρωινό πλοίο θα φεύγει μία "
    "ώρα αργότερα.";
constexpr std::string_view kCzech =
    "Městská rada rozhodla, že ranní přívoz bude odjíždět o hodinu později, dokud led neroztaje. "
    "Dříve koupené jízdenky zůstávají v platnosti, uvedl přístav.";
constexpr std::string_view kPolish =
    "Rada miasta zdecydowała, że poranny prom będzie odpływał godzinę później, dopóki lód nie "
    "stopnieje. Bilety kupione wcześniej zachowują ważność, poinformował port.";
constexpr std::string_view kHungarian =
    "A városi tanács úgy döntött, hogy a reggeli komp egy órával később indul, amíg a jég el nem "
    "olvad. A korábban vásárolt jegyek érvényesek maradnak, közölte a kikötő. Bővebben később.";
constexpr std::string_view kTurkish =
    "Belediye meclisi, buzlar eriyene kadar sabah feribotunun bir saat geç kalkmasına karar verdi. "
    "Daha önce alınan biletler geçerliliğini koruyor, diye açıkladı liman işletmesi.";
constexpr std::string_view kHebrew =
    "מועצת העיר החליטה כי המעבורת של הבוקר תצא שעה מאוחר יותר עד שהקרח יימס. כרטיסים שנרכשו קודם "
    "לכן נשארים בתוקף, כך נמסר מהנמל.";
constexpr std::string_view kArabic =
    "قرر مجلس المدينة أن تغادر عبارة الصباح بعد ساعة من موعدها حتى يذوب الجليد. وتظل التذاكر التي "
    "تم شراؤها من قبل صالحة، حسبما أعلن الميناء.";
constexpr std::string_view kThai =
    "สภาเมืองตัดสินใจว่าเรือข้ามฟากตอนเช้าจะออกช้าลงหนึ่งชั่วโมงจนกว่าน้ำแข็งจะละลาย ตั๋วที่ซื้อไว้ก่อนหน้านี้ยังใช้ได้";
constexpr std::string_view kChinese =
    "市议会决定，早班渡轮将推迟一小时出发，直到冰融化为止。港口方面表示，此前购买的船票仍然有效。";
constexpr std::string_view kTaiwanese =
    "市議會決定，早班渡輪將延後一小時出發，直到冰融化為止。港口方面表示，先前購買的船票仍然有效。";
constexpr std::string_view kJapanese =
    "市議会は、氷が解けるまで朝のフェリーの出発を一時間遅らせることを決めた。すでに購入された切符は"
    "有効だと港は発表した。";
constexpr std::string_view kKorean =
    "시의회는 얼음이 녹을 때까지 아침 여객선의 출발을 한 시간 늦추기로 결정했다. 이미 구입한 표는 "
    "그대로 유효하다고 항구 측은 밝혔다.";
constexpr std::string_view kGerman =
    "Der Stadtrat hat beschlossen, dass die Fähre künftig eine Stunde später fährt, bis das Eis "
    "geschmolzen ist. Früher gekaufte Fahrkarten bleiben gültig, erklärte die Behörde.";
constexpr std::string_view kFrench =
    "Le conseil municipal a décidé que le bac du matin partira une heure plus tard, jusqu'à la "
    "fonte des glaces. Les billets achetés plus tôt restent valables, a précisé le port.";
constexpr std::string_view kSpanish =
    "El ayuntamiento decidió que el transbordador de la mañana saldrá una hora más tarde hasta que "
    "se derrita el hielo. Los billetes comprados antes seguirán siendo válidos, señaló.";

constexpr Sentence kSentences[] = {
    {"Russian", "windows-1251", kRussian},   {"Russian", "KOI8-R", kRussian},
    {"Russian", "IBM866", kRussian},         {"Russian", "ISO-8859-5", kRussian},
    {"Russian", "x-mac-cyrillic", kRussian}, {"Bulgarian", "windows-1251", kBulgarian},
    {"Ukrainian", "KOI8-U", kUkrainian},     {"Greek", "windows-1253", kGreekWithAnAccentedCapital},
    {"Greek", "ISO-8859-7", kGreek},         {"Czech", "ISO-8859-2", kCzech},
    {"Czech", "windows-1250", kCzech},       {"Polish", "ISO-8859-2", kPolish},
    {"Polish", "windows-1250", kPolish},     {"Hungarian", "ISO-8859-2", kHungarian},
    {"Turkish", "windows-1254", kTurkish},   {"Hebrew", "windows-1255", kHebrew},
    {"Arabic", "windows-1256", kArabic},     {"Thai", "windows-874", kThai},
    {"Chinese", "gb18030", kChinese},        {"Taiwanese", "Big5", kTaiwanese},
    {"Japanese", "Shift_JIS", kJapanese},    {"Japanese", "EUC-JP", kJapanese},
    {"Korean", "EUC-KR", kKorean},           {"German", "windows-1252", kGerman},
    {"French", "windows-1252", kFrench},     {"Spanish", "windows-1252", kSpanish},
};

INSTANTIATE_TEST_SUITE_P(OfNews, InSentences, testing::ValuesIn(kSentences), [](const auto& test) {
  std::string name = std::string(test.param.language) + std::string(test.param.encoding);
  std::erase_if(name, [](char c) { return c == '-' || c == '_'; });
  return name;
});

}  // namespace
}  // namespace tidings::charset
