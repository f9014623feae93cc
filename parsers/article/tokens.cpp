#include "parsers/article/tokens.hpp"

#include <algorithm>
#include <bit>
#include <span>

#include <unicode/uchar.h>

#include "parsers/text/utf8.hpp"

namespace tidings::article {
namespace {

constexpr TokenHash kSeed = 0xcbf29ce484222325;

constexpr TokenHash add_character(TokenHash hash, char32_t c) {
  return (hash ^ static_cast<TokenHash>(c)) * 0x100000001b3;
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

struct PhraseList {
  Topic topic;
  std::string_view phrases;  // lower case, parted by '|', their tokens by one blank
};

using enum Topic;

constexpr auto kPhraseLists = std::to_array<PhraseList>({
    {kSubscribe,
     "newsletter|newsletters|subscribe|subscriber|subscribers|subscription|"
     "sign up|sign in|log in|login|register|free trial|our app|download the|"
     "your inbox|email address|mail adresse|abonnieren|abonnement|abonnent|"
     "abonnenten|abo|anmelden|registrieren|unsere app|kostenlos|postfach|abonnez|"
     "inscrivez|inscription|abonnés|suscríbete|suscríbase|suscriptores|regístrate|"
     "iscriviti|abbonati|assine|inscreva|abonner|prenumerera|подпишитесь|"
     "подписывайтесь|подписаться|abone|donate|spenden|probeabo|support our|"
     "unterstützen sie|notifications"},
    {kReadMore,
     "read more|read also|also read|read next|read the|see also|related|more on|"
     "more from|more stories|click here|recommended|most read|trending|watch|read|"
     "don t miss|you may like|continue reading|lesen sie|mehr zum|mehr zu|"
     "mehr lesen|auch interessant|weiterlesen|lest auch|siehe auch|mehr dazu|"
     "empfehlungen|zum thema|hintergrund|artikel|lire aussi|à lire|lire la|"
     "voir aussi|lea también|lee también|leer más|te puede interesar|ver más|"
     "leggi anche|leia também|leia mais|les også|läs också|læs også|lees ook|"
     "czytaj także|czytaj też|читайте также|читать далее|ayrıca|baca juga|"
     "skaitykite taip|관 련|관련기사|相 关|関 連|延 伸|اقرأ أيضا|بیشتر بخوانید|"
     "você pode gostar|veja também|saiba mais|puede interesar|también te|"
     "más noticias|vous aimerez|sur le même|à découvrir|das könnte|könnte sie|"
     "might also like|may also like|you might like|editor s picks|top stories|"
     "most popular|popular stories|latest news|other stories|up next|meistgelesen|"
     "meistgelesene|beliebt|weitere artikel|mehr aus|più letti|ti potrebbe|"
     "potrebbe interessarti|смотрите также|по теме|другие новости|похожие|"
     "ilgili haberler|zobacz|przeczytaj|se også|bekijk ook|lue myös"},
    {kShare,
     "share|shares|tweet|facebook|twitter|instagram|whatsapp|telegram|linkedin|"
     "pinterest|youtube|follow|follow us|folgen|folgen sie|teilen|partager|suivez|"
     "compartir|síguenos|condividi|compartilhar|del|поделиться|drucken|print|"
     "copy link|e mail|google news|bluesky|tiktok|sharing is caring|like this story"},
    {kCredit,
     "photo|photos|photograph|image|images|getty|getty images|reuters|ap photo|"
     "afp|dpa|imago|epa|apa|shutterstock|istock|picture alliance|foto|fotos|bild|"
     "quelle|copyright|rights reserved|credit|courtesy|crédit|source|fuente|fonte|"
     "video|illustration|screenshot|file photo|alle rechte|фото|fotoğraf|bilder|"
     "pictured|from left|to right|handout|made available|provided by|photo by|"
     "image by|courtesy of|von links|im bild"},
    {kComment,
     "comment|comments|kommentar|kommentare|commentaires|comentarios|reply|"
     "leave a|antworten|kommentieren|комментарии|report"},
    {kConsent,
     "eingebettete inhalte|externen inhalt|inhalte anzuzeigen|"
     "personenbezogener daten|personenbezogenen daten|mit einem klick|"
     "empfohlener redaktioneller|opt out|contenu externe|external content|"
     "privacy settings|cookie|cookies|privacy policy|consent|terms of|javascript|"
     "your browser|datenschutz|datenschutzerklärung|externe inhalte|"
     "externer inhalt|zustimmung|widerrufen|personenbezogene daten|"
     "drittplattformen|akzeptieren|politique de|recaptcha|loading|einwilligung|"
     "browser version|date browser|compatibility mode|supported browser|outdated browser|"
     "modern browser|different browser|enable javascript|ad blocker|veralteten browser|"
     "aktuellen browser|javascript aktivieren|"
     "access information on|precise geolocation|device characteristics|device identifiers|"
     "audience research|content measurement|advertising measurement|einem gerät speichern|"
     "verarbeitungszwecke|geräte kennungen|online kennungen|inhaltsmessungen|werbeleistung|"
     "zielgruppenforschung|erkenntnisse über zielgruppen|genaue standortdaten|"
     "genauer standortdaten|endgeräteeigenschaften|stocker et ou|études d audience|"
     "données de géolocalisation|almacenar la información|investigación de audiencia|"
     "medición de publicidad|localización geográfica precisa|archiviare informazioni|"
     "ricerche sul pubblico|geolocalizzazione precisi|valutazione degli annunci|"
     "doelgroepenonderzoek|publiksundersökning|publikumsundersøkelser|badanie odbiorców|"
     "estudos de audiência"},
    {kAdvert,
     "advertisement|advertisements|advertising|sponsored|promoted|anzeige|werbung|"
     "publicité|publicidad|pubblicità|реклама|reklam|buy now|commission|affiliate|"
     "advert|iklan|reklama|anuncio|annuncio|story continues|article continues|continues below|"
     "article content|"
     "annonse|partner"},
    {kDisclaimer,
     "without warranty|as is without|responsibility or liability|any liability|"
     "accept any responsibility|no liability|not be liable|disclaimer|"
     "not necessarily reflect|not necessarily represent|views expressed|"
     "opinions expressed|investment advice|financial advice|keine haftung|"
     "ohne gewähr|all rights|may not be|be reproduced|without permission|"
     "subject to copyright|fair dealing|written permission|information purposes only|"
     "quotes delayed|real time quotes|market data provided|legal statement|"
     "redaktionell nicht bearbeitet|nicht bearbeitet sie|sie wurde automatisch|"
     "our standards the|thomson reuters trust|"
     "affiliate links|affiliate link|contains affiliate|affiliate commission|may contain "
     "affiliate|sind affiliate links|amazon associate|"
     "advertiser disclosure|liens affiliés|enlaces de afiliados|link di affiliazione|"
     "links de afiliados|this entry was|entry was posted|responses to this|rss 2 0|"
     "trackback from|pings are|bookmark the permalink|beitrag wurde unter|ein lesezeichen auf|"
     "den permalink|kommentare zu diesem|kommentare zu diesen|kommentare sind derzeit|"
     "esta entrada fue|aggiungi il permalink"},
    {kByline,
     "by|von|par|por|di|updated|published|last updated|posted|reporting by|"
     "written by|editing by|editor|contributed|author|autor|redaktion|"
     "aktualisiert|veröffentlicht|stand|uhr|publié|mis à jour|actualizado|"
     "min read|minutes|ago|am|pm|correspondent|reporter|journalist|contact|기자"},
    {kPrompt,
     "sign up for|sign up to|sign up here|sign up now|sign up today|subscribe to|subscribe now|"
     "subscribe today|subscribe here|become a subscriber|become a member|"
     "to your inbox|in your inbox|through your letterbox|our newsletter|"
     "our newsletters|our daily newsletter|our weekly newsletter|follow us on|like us on|"
     "find us on|join us on|follow me on|follow him on|follow her on|follow them on|"
     "our facebook page|our whatsapp|our telegram|our youtube|our instagram|"
     "our channel|our app|download our|download the app|get the app|click here to|"
     "click here for|tap here|get in touch|email us|e mail us|contact us|emailing us|"
     "send us your|send your|got a story|got a tip|got news|have a story|have a tip|"
     "support our journalism|independent journalism|support us|make a donation|donate now|"
     "donate today|your support|your donation|make a contribution|preferred source|our news page|"
     "by clicking here|for more stories|for the latest|never miss|news alerts|free newsletter|"
     "already a subscriber|log in to|sign in to|create an account|subscribers only|"
     "for subscribers|please subscribe|already subscribed|sign up below|thanks for signing|"
     "thank you for signing|by subscribing you|to continue reading|to read the full|"
     "you ve reached your|enter your email|support quality journalism|support local journalism|"
     "gift this article|reach him at|reach her at|reach them at|reach me at|email him at|"
     "email her at|contact him at|contact her at|contact me at|follow us at|"
     "get your podcasts|share your thoughts|join the conversation|leave a comment|"
     "the comments below|sign me up|try it free|"
     "get unlimited access|unlimited access|unlimited online|access articles|"
     "exclusive articles|subscriber only|virtual events|push alerts|latest news updates|"
     "straight to your|love to hear|hear your feedback|your feedback|ihr feedback|"
     "dein feedback|votre avis|vos commentaires|tu opinión|"
     "newsletter informiert|melden sie sich|abonnieren sie|jetzt abonnieren|"
     "abonniere|abonniert|unseren newsletter|unserem newsletter|newsletter abonnieren|"
     "folgen sie uns|folgt uns|folge uns|hier anmelden|jetzt anmelden|jetzt registrieren|"
     "jetzt testen|jetzt lesen|jetzt weiterlesen|kostenlos testen|unserer app|auf whatsapp|"
     "whatsapp kanal|dem laufenden|nichts verpassen|ihr postfach|ins postfach|"
     "schreiben sie uns|schreibt uns|geht s zum|geht es zum|"
     "unterstützen sie uns|ihrer spende|jetzt spenden|bevorzugte quelle|diskutieren sie|"
     "inscrivez vous|abonnez vous|suivez nous|notre newsletter|"
     "rejoignez|téléchargez|cliquez ici|soutenez|faites un don|notre chaîne|"
     "notre application|écrivez nous|pour recevoir|suscríbete a|suscríbete|suscribirse|"
     "síguenos en|síganos|nuestro boletín|nuestra newsletter|nuestro canal|haz clic|haga clic|"
     "únete|apóyanos|escríbenos|apúntate|iscriviti alla|iscriviti al|"
     "seguici|la nostra newsletter|clicca qui|scarica l app|sostieni|abbonati a|unisciti|"
     "inscreva se|siga nos|siga o|siga a|nosso canal|nossa newsletter|clique aqui|"
     "assine a|assine o|baixe|participe do|grupo do|canal do|schrijf je in|meld je aan|volg ons|"
     "onze nieuwsbrief|klik hier|abonneer je|zapisz się|obserwuj nas|polub nas|kliknij|"
     "dołącz do|wesprzyj|подписывайтесь на|подпишитесь на|подписаться на|наш telegram|"
     "наш канал|наш телеграм|следите за|читайте нас|присоединяйтесь|нажмите|поддержите|"
     "підписуйтесь|підпишіться|читайте нас|стежте за|abone olun|abone ol|takip edin|bizi takip|"
     "tıklayın|kanalımız|anmäl dig|prenumerera på|följ oss|klicka här|meld deg|følg oss|"
     "klikk her|tilmeld dig|følg os|klik på|ikuti kami|klik di sini|berlangganan|"
     "bergabung|saluran whatsapp|اشترك|اشترك في|تابعونا|تابعنا|اضغط هنا|انضم|عضو شوید|"
     "دنبال کنید|کلیک کنید|फॉलो करें|सब्सक्राइब|क्लिक करें|डाउनलोड करें|关 注 我|订 阅|點 擊|"
     "点 击|扫 码|登 錄|登 录|会 員 登|会 員 限|会 員 向|有 料 会|無 料 会|み 放 題|ロ グ イ|"
     "購 読|ア プ リ|付 费|会 员 专|구독|구독하기|제보|무단|재배포|"
     "ακολουθήστε|εγγραφείτε|đăng ký|theo dõi|iratkozzon|kövessen|přihlaste se|sledujte nás|"
     "odebírejte|abonează|urmărește|seuraa meitä"},
});

struct KnownPhrase {
  TokenHash hash = 0;
  Topic topic = kSubscribe;
};

TokenHash phrase_hash(std::string_view text) { return run_of(tokens_of(text)); }

// An open hash table: nearly every look-up misses, in one probe.
class PhraseTable {
 public:
  PhraseTable() {
    for (const PhraseList& list : kPhraseLists) {
      for (std::string_view rest = list.phrases; !rest.empty();) {
        const std::size_t end = std::min(rest.find('|'), rest.size());
        const TokenHash hash = phrase_hash(rest.substr(0, end));
        slots_[slot_of(hash)] = {hash, list.topic};
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
  }
  [[nodiscard]] const KnownPhrase* find(TokenHash hash) const {
    const KnownPhrase& slot = slots_[slot_of(hash)];
    return slot.hash == hash ? &slot : nullptr;
  }

 private:
  static constexpr std::size_t kSlots = 4096;  // some five times as many as there are phrases

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

constexpr auto kTopicNames =
    std::to_array<std::string_view>({"subscribe", "readmore", "share", "credit", "comment",
                                     "consent", "advert", "byline", "disclaimer", "prompt"});
static_assert(kTopicNames.size() == kTopics);

}  // namespace

std::string_view name(Topic topic) { return kTopicNames[static_cast<std::size_t>(topic)]; }

std::vector<TokenHash> tokens_of(std::string_view text) {
  constexpr std::size_t kUsualToken = 5;  // bytes, with the blank
  std::vector<TokenHash> tokens;
  tokens.reserve(text.size() / kUsualToken + 1);
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

RunFilter::RunFilter(const std::vector<TokenHash>& runs) {
  constexpr std::size_t kBitsARun = 16;
  const std::size_t bits = std::bit_ceil(std::max<std::size_t>(64, kBitsARun * runs.size()));
  bits_.assign(bits / 64, 0);
  mask_ = bits - 1;
  for (const TokenHash run : runs) {
    const std::size_t at = static_cast<std::size_t>(run >> 32) & mask_;
    bits_[at / 64] |= std::uint64_t{1} << (at % 64);
  }
}

void PhraseSet::seal() {
  std::ranges::sort(runs_);
  const auto rest = std::ranges::unique(runs_);
  runs_.erase(rest.begin(), rest.end());
  filter_ = RunFilter(runs_);
}

double PhraseSet::share(const std::vector<TokenHash>& tokens) const {
  if (tokens.empty() || runs_.empty()) return 0;
  const std::size_t length = std::min(kLongestRun, tokens.size());
  std::size_t found = 0;
  for (std::size_t i = 0; i + length <= tokens.size(); ++i) {
    const TokenHash run = run_of(std::span(tokens).subspan(i, length));
    found += filter_.may_hold(run) && std::ranges::binary_search(runs_, run);
  }
  return static_cast<double>(found) / static_cast<double>(tokens.size() - length + 1);
}

RunFinder::RunFinder(const std::vector<TokenHash>& tokens)
    : length_(std::min(kLongestRun, tokens.size())) {
  for (std::size_t i = 0; length_ > 0 && i + length_ <= tokens.size(); ++i)
    runs_.push_back(run_of(std::span(tokens).subspan(i, length_)));
  std::ranges::sort(runs_);
  filter_ = RunFilter(runs_);
}

double RunFinder::share_in(const std::vector<TokenHash>& tokens) {
  if (runs_.empty()) return 0;
  found_.assign(runs_.size(), false);
  std::size_t found = 0;
  for (std::size_t i = 0; i + length_ <= tokens.size(); ++i) {
    const TokenHash run = run_of(std::span(tokens).subspan(i, length_));
    if (!filter_.may_hold(run)) continue;
    const auto [begin, end] = std::ranges::equal_range(runs_, run);
    if (begin == end || found_[static_cast<std::size_t>(begin - runs_.begin())]) continue;
    found_[static_cast<std::size_t>(begin - runs_.begin())] = true;
    found += static_cast<std::size_t>(end - begin);
  }
  return static_cast<double>(found) / static_cast<double>(runs_.size());
}

}  // namespace tidings::article
