#include "parsers/article/tokens.hpp"

#include <algorithm>

#include <unicode/uchar.h>

#include "parsers/text/utf8.hpp"

namespace tidings::article {
namespace {

constexpr TokenHash kSeed = 0xcbf29ce484222325;

constexpr TokenHash add_character(TokenHash hash, char32_t c) {
  return (hash ^ static_cast<TokenHash>(c)) * 0x100000001b3;
}
constexpr TokenHash join(TokenHash run, TokenHash token) {
  return (run * 0x9e3779b97f4a7c15 + 1) ^ (token + (run >> 29));
}

constexpr bool is_ideograph(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

// ASCII is decided here, the rest by ICU.
bool is_word_character(char32_t c) {
  if (c < 0x80) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_';
  }
  return u_isalnum(static_cast<UChar32>(c)) ||
         u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK ||
         u_charType(static_cast<UChar32>(c)) == U_COMBINING_SPACING_MARK;
}
char32_t fold(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

struct Phrase {
  std::string_view text;  // lower case, tokens parted by one blank
  Topic topic;
};

using enum Topic;

constexpr auto kPhrases = std::to_array<Phrase>({
    {"newsletter", kSubscribe},
    {"newsletters", kSubscribe},
    {"subscribe", kSubscribe},
    {"subscriber", kSubscribe},
    {"subscribers", kSubscribe},
    {"subscription", kSubscribe},
    {"sign up", kSubscribe},
    {"sign in", kSubscribe},
    {"log in", kSubscribe},
    {"login", kSubscribe},
    {"register", kSubscribe},
    {"free trial", kSubscribe},
    {"our app", kSubscribe},
    {"download the", kSubscribe},
    {"your inbox", kSubscribe},
    {"email address", kSubscribe},
    {"mail adresse", kSubscribe},
    {"abonnieren", kSubscribe},
    {"abonnement", kSubscribe},
    {"abonnent", kSubscribe},
    {"abonnenten", kSubscribe},
    {"abo", kSubscribe},
    {"anmelden", kSubscribe},
    {"registrieren", kSubscribe},
    {"unsere app", kSubscribe},
    {"kostenlos", kSubscribe},
    {"postfach", kSubscribe},
    {"abonnez", kSubscribe},
    {"inscrivez", kSubscribe},
    {"inscription", kSubscribe},
    {"abonnés", kSubscribe},
    {"suscríbete", kSubscribe},
    {"suscríbase", kSubscribe},
    {"suscriptores", kSubscribe},
    {"regístrate", kSubscribe},
    {"iscriviti", kSubscribe},
    {"abbonati", kSubscribe},
    {"assine", kSubscribe},
    {"inscreva", kSubscribe},
    {"abonner", kSubscribe},
    {"prenumerera", kSubscribe},
    {"подпишитесь", kSubscribe},
    {"подписывайтесь", kSubscribe},
    {"подписаться", kSubscribe},
    {"abone", kSubscribe},
    {"donate", kSubscribe},
    {"spenden", kSubscribe},
    {"probeabo", kSubscribe},
    {"support our", kSubscribe},
    {"unterstützen sie", kSubscribe},
    {"notifications", kSubscribe},

    {"read more", kReadMore},
    {"read also", kReadMore},
    {"also read", kReadMore},
    {"read next", kReadMore},
    {"read the", kReadMore},
    {"see also", kReadMore},
    {"related", kReadMore},
    {"more on", kReadMore},
    {"more from", kReadMore},
    {"more stories", kReadMore},
    {"click here", kReadMore},
    {"recommended", kReadMore},
    {"most read", kReadMore},
    {"trending", kReadMore},
    {"watch", kReadMore},
    {"read", kReadMore},
    {"don t miss", kReadMore},
    {"you may like", kReadMore},
    {"continue reading", kReadMore},
    {"lesen sie", kReadMore},
    {"mehr zum", kReadMore},
    {"mehr zu", kReadMore},
    {"mehr lesen", kReadMore},
    {"auch interessant", kReadMore},
    {"weiterlesen", kReadMore},
    {"lest auch", kReadMore},
    {"siehe auch", kReadMore},
    {"mehr dazu", kReadMore},
    {"empfehlungen", kReadMore},
    {"zum thema", kReadMore},
    {"hintergrund", kReadMore},
    {"artikel", kReadMore},
    {"lire aussi", kReadMore},
    {"à lire", kReadMore},
    {"lire la", kReadMore},
    {"voir aussi", kReadMore},
    {"lea también", kReadMore},
    {"lee también", kReadMore},
    {"leer más", kReadMore},
    {"te puede interesar", kReadMore},
    {"ver más", kReadMore},
    {"leggi anche", kReadMore},
    {"leia também", kReadMore},
    {"leia mais", kReadMore},
    {"les også", kReadMore},
    {"läs också", kReadMore},
    {"læs også", kReadMore},
    {"lees ook", kReadMore},
    {"czytaj także", kReadMore},
    {"czytaj też", kReadMore},
    {"читайте также", kReadMore},
    {"читать далее", kReadMore},
    {"ayrıca", kReadMore},
    {"baca juga", kReadMore},
    {"skaitykite taip", kReadMore},
    {"관 련", kReadMore},
    {"관련기사", kReadMore},
    {"相 关", kReadMore},
    {"関 連", kReadMore},
    {"延 伸", kReadMore},
    {"اقرأ أيضا", kReadMore},
    {"بیشتر بخوانید", kReadMore},

    {"share", kShare},
    {"shares", kShare},
    {"tweet", kShare},
    {"facebook", kShare},
    {"twitter", kShare},
    {"instagram", kShare},
    {"whatsapp", kShare},
    {"telegram", kShare},
    {"linkedin", kShare},
    {"pinterest", kShare},
    {"youtube", kShare},
    {"follow", kShare},
    {"follow us", kShare},
    {"folgen", kShare},
    {"folgen sie", kShare},
    {"teilen", kShare},
    {"partager", kShare},
    {"suivez", kShare},
    {"compartir", kShare},
    {"síguenos", kShare},
    {"condividi", kShare},
    {"compartilhar", kShare},
    {"del", kShare},
    {"поделиться", kShare},
    {"drucken", kShare},
    {"print", kShare},
    {"copy link", kShare},
    {"e mail", kShare},
    {"google news", kShare},
    {"bluesky", kShare},
    {"tiktok", kShare},

    {"photo", kCredit},
    {"photos", kCredit},
    {"photograph", kCredit},
    {"image", kCredit},
    {"images", kCredit},
    {"getty", kCredit},
    {"getty images", kCredit},
    {"reuters", kCredit},
    {"ap photo", kCredit},
    {"afp", kCredit},
    {"dpa", kCredit},
    {"imago", kCredit},
    {"epa", kCredit},
    {"apa", kCredit},
    {"shutterstock", kCredit},
    {"istock", kCredit},
    {"picture alliance", kCredit},
    {"foto", kCredit},
    {"fotos", kCredit},
    {"bild", kCredit},
    {"quelle", kCredit},
    {"copyright", kCredit},
    {"rights reserved", kCredit},
    {"credit", kCredit},
    {"courtesy", kCredit},
    {"crédit", kCredit},
    {"source", kCredit},
    {"fuente", kCredit},
    {"fonte", kCredit},
    {"video", kCredit},
    {"illustration", kCredit},
    {"screenshot", kCredit},
    {"file photo", kCredit},
    {"alle rechte", kCredit},
    {"фото", kCredit},
    {"fotoğraf", kCredit},
    {"bilder", kCredit},

    {"comment", kComment},
    {"comments", kComment},
    {"kommentar", kComment},
    {"kommentare", kComment},
    {"commentaires", kComment},
    {"comentarios", kComment},
    {"reply", kComment},
    {"leave a", kComment},
    {"antworten", kComment},
    {"kommentieren", kComment},
    {"комментарии", kComment},
    {"report", kComment},

    {"cookie", kConsent},
    {"cookies", kConsent},
    {"privacy policy", kConsent},
    {"consent", kConsent},
    {"terms of", kConsent},
    {"javascript", kConsent},
    {"your browser", kConsent},
    {"datenschutz", kConsent},
    {"datenschutzerklärung", kConsent},
    {"externe inhalte", kConsent},
    {"externer inhalt", kConsent},
    {"zustimmung", kConsent},
    {"widerrufen", kConsent},
    {"personenbezogene daten", kConsent},
    {"drittplattformen", kConsent},
    {"akzeptieren", kConsent},
    {"politique de", kConsent},
    {"recaptcha", kConsent},
    {"loading", kConsent},
    {"einwilligung", kConsent},

    {"advertisement", kAdvert},
    {"advertisements", kAdvert},
    {"advertising", kAdvert},
    {"sponsored", kAdvert},
    {"promoted", kAdvert},
    {"anzeige", kAdvert},
    {"werbung", kAdvert},
    {"publicité", kAdvert},
    {"publicidad", kAdvert},
    {"pubblicità", kAdvert},
    {"реклама", kAdvert},
    {"reklam", kAdvert},
    {"buy now", kAdvert},
    {"commission", kAdvert},
    {"affiliate", kAdvert},
    {"annonse", kAdvert},
    {"partner", kAdvert},

    {"by", kByline},
    {"von", kByline},
    {"par", kByline},
    {"por", kByline},
    {"di", kByline},
    {"updated", kByline},
    {"published", kByline},
    {"last updated", kByline},
    {"posted", kByline},
    {"reporting by", kByline},
    {"written by", kByline},
    {"editing by", kByline},
    {"editor", kByline},
    {"contributed", kByline},
    {"author", kByline},
    {"autor", kByline},
    {"redaktion", kByline},
    {"aktualisiert", kByline},
    {"veröffentlicht", kByline},
    {"stand", kByline},
    {"uhr", kByline},
    {"publié", kByline},
    {"mis à jour", kByline},
    {"actualizado", kByline},
    {"min read", kByline},
    {"minutes", kByline},
    {"ago", kByline},
    {"am", kByline},
    {"pm", kByline},
    {"correspondent", kByline},
    {"reporter", kByline},
    {"journalist", kByline},
    {"contact", kByline},
    {"기자", kByline},
});

struct KnownPhrase {
  TokenHash hash = 0;
  Topic topic = kSubscribe;
};

TokenHash phrase_hash(std::string_view text) {
  TokenHash run = 0;
  for (const TokenHash token : tokens_of(text)) run = join(run, token);
  return run;
}

// An open hash table: nearly every look-up misses, in one probe.
class PhraseTable {
 public:
  PhraseTable() {
    for (const Phrase& phrase : kPhrases) {
      KnownPhrase& slot = slots_[slot_of(phrase_hash(phrase.text))];
      slot = {phrase_hash(phrase.text), phrase.topic};
    }
  }
  [[nodiscard]] const KnownPhrase* find(TokenHash hash) const {
    const KnownPhrase& slot = slots_[slot_of(hash)];
    return slot.hash == hash ? &slot : nullptr;
  }

 private:
  static constexpr std::size_t kSlots = 2048;
  static_assert(kPhrases.size() * 4 < kSlots);

  // Where the hash stands or would stand; no phrase hashes to 0.
  [[nodiscard]] std::size_t slot_of(TokenHash hash) const {
    std::size_t slot = (hash ^ (hash >> 32)) % kSlots;
    while (slots_[slot].hash != 0 && slots_[slot].hash != hash) slot = (slot + 1) % kSlots;
    return slot;
  }

  std::array<KnownPhrase, kSlots> slots_{};
};

const PhraseTable& known_phrases() {
  static const PhraseTable kTable;
  return kTable;
}

constexpr std::size_t kLongestRun = 3;

constexpr auto kTopicNames = std::to_array<std::string_view>(
    {"subscribe", "readmore", "share", "credit", "comment", "consent", "advert", "byline"});
static_assert(kTopicNames.size() == kTopics);

}  // namespace

std::string_view name(Topic topic) { return kTopicNames[static_cast<std::size_t>(topic)]; }

std::vector<TokenHash> tokens_of(std::string_view text) {
  std::vector<TokenHash> tokens;
  TokenHash hash = kSeed;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text::next_character(text, i);
    const bool ideograph = is_ideograph(c);
    const bool word = ideograph || is_word_character(c);
    if (hash != kSeed && (!word || ideograph)) {
      tokens.push_back(hash);
      hash = kSeed;
    }
    if (ideograph) {
      tokens.push_back(add_character(kSeed, c));
    } else if (word) {
      hash = add_character(hash, fold(c));
    }
  }
  if (hash != kSeed) tokens.push_back(hash);
  return tokens;
}

TopicHits find_topics(const std::vector<TokenHash>& tokens) {
  const PhraseTable& known = known_phrases();
  TopicHits hits;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    TokenHash run = 0;
    for (std::size_t length = 0; length < kLongestRun && i + length < tokens.size(); ++length) {
      run = join(run, tokens[i + length]);
      const KnownPhrase* found = known.find(run);
      if (found == nullptr) continue;
      const auto topic = static_cast<std::size_t>(found->topic);
      ++hits.anywhere[topic];
      if (i < kLongestRun) hits.at_start[topic] = true;
    }
  }
  return hits;
}

void PhraseSet::add(const std::vector<TokenHash>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    TokenHash run = 0;
    for (std::size_t length = 0; length < kLongestRun && i + length < tokens.size(); ++length) {
      run = join(run, tokens[i + length]);
      runs_.push_back(run);
    }
  }
}

void PhraseSet::seal() {
  std::ranges::sort(runs_);
  const auto rest = std::ranges::unique(runs_);
  runs_.erase(rest.begin(), rest.end());
}

double PhraseSet::share(const std::vector<TokenHash>& tokens) const {
  if (tokens.empty() || runs_.empty()) return 0;
  const std::size_t length = std::min(kLongestRun, tokens.size());
  std::size_t found = 0;
  for (std::size_t i = 0; i + length <= tokens.size(); ++i) {
    TokenHash run = 0;
    for (std::size_t k = 0; k < length; ++k) run = join(run, tokens[i + k]);
    found += std::ranges::binary_search(runs_, run);
  }
  return static_cast<double>(found) / static_cast<double>(tokens.size() - length + 1);
}

}  // namespace tidings::article
