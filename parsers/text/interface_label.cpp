#include "parsers/text/interface_label.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "parsers/text/line_words.hpp"

namespace tidings::text {
namespace {

constexpr std::size_t kLongestLabel = 90;  // bytes

// As line_key() gives them, "#" for a number, separated by bars. None is a heading or a sentence
// that an article has.
constexpr auto kLabels = std::to_array<std::string_view>({
    // ways around the page
    "accessibility links|back to top|back to the top|back to homepage|go to homepage|"
    "jump to content|jump to navigation|link copied|link copied to clipboard|return to top|"
    "scroll down|scroll down to continue|scroll to continue|scroll for more|site map|sitemap|"
    "skip ad|skip advert|skip advertisement|skip past newsletter promotion|skip to content|"
    "skip to main content|skip to navigation|skip to search|skip to footer|skip to header|"
    "nach oben|zum seitenanfang|zum inhalt springen|zur startseite|zur merkliste hinzufügen|"
    "link kopiert|link wurde kopiert|retour en haut|haut de page|aller au contenu|"
    "aller au contenu principal|lien copié|volver arriba|ir al contenido|saltar al contenido|"
    "enlace copiado|torna su|torna in alto|vai al contenuto|link copiato|voltar ao topo|"
    "ir para o conteúdo|pular para o conteúdo|link copiado|naar boven|naar de inhoud|"
    "till toppen|til toppen|hopp til innhold|hoppa till innehåll|do góry|przejdź do treści|"
    "наверх|вверх|вернуться к началу|перейти к содержанию|yukarı çık|başa dön|içeriğe geç|"
    "ページトップへ|ページの先頭へ|このページの先頭へ|トップへ戻る|返回顶部|回到頂部|맨 위로",
    // calls to read, listen, look
    "read more|learn more|watch now|image # of #|slide # of #|photo # of #|bild # von #|"
    "foto # von #|add to reading list|article continues below|click to expand|click to enlarge|"
    "continue reading|continue reading below|continue reading the main story|enlarge image|"
    "enlarge this image|expand image|hide caption|load more|listen to article|"
    "listen to article # min|listen to article # minutes|listen to the article|"
    "listen to this article|listen to this article # min|listen to this story|listen now|"
    "play video|play audio|read full article|read full story|read the full article|"
    "read the full story|read this article|save article|save this article|save this story|"
    "see all|see full article|show full article|show less|show more|story continues below|"
    "story continues below advertisement|tap to unmute|toggle caption|unmute|view all|"
    "view full screen|view gallery|view image in fullscreen|view more|watch live|"
    "watch the video|watch the video above|watch this video|watch video|artikel anhören|"
    "artikel drucken|artikel merken|artikel teilen|artikel vorlesen|beitrag anhören|"
    "beitrag teilen|bild anzeigen|bild vergrößern|bilder anzeigen|bildergalerie ansehen|"
    "bildergalerie öffnen|fotostrecke starten|galerie öffnen|jetzt anhören|mehr anzeigen|"
    "mehr lesen|video abspielen|video ansehen|video starten|vollbild|vorlesen|weiterlesen|"
    "afficher plus|agrandir limage|continuer la lecture|écouter larticle|écouter cet article|"
    "lire la suite|lire la vidéo|voir la vidéo|voir plus|ampliar imagen|cargar más|"
    "continuar leyendo|escuchar artículo|escuchar el artículo|escucha esta noticia|leer más|"
    "seguir leyendo|ver más|ver vídeo|ver galería|ascolta larticolo|ascolta questo articolo|"
    "continua a leggere|guarda il video|leggi tutto|mostra altro|continua dopo a publicidade|"
    "continuar lendo|continue lendo|carregar mais|leia a matéria completa|ouvir artigo|"
    "ouça este artigo|ver mais|lees verder|lees meer|luister naar dit artikel|meer laden|"
    "toon meer|läs mer|lyssna på artikeln|visa mer|les mer|læs mere|vis mer|vis mere|"
    "czytaj dalej|czytaj więcej|posłuchaj artykułu|pokaż więcej|zobacz więcej|читать далее|"
    "читать дальше|читать полностью|показать ещё|показать еще|слушать статью|читати далі|"
    "devamını oku|devamı|daha fazla göster|haberi "
    "dinle|続きを読む|もっと見る|拡大する|阅读全文|查看更多|展开全文|閱讀全文|"
    "看更多|더보기|기사 듣기",
    // how long it takes
    "estimated reading time # minutes|estimated reading time # minute|reading time # min|"
    "reading time # mins|reading time # minutes|# minutes read|# mins read|"
    "geschätzte lesezeit # minuten|lesedauer # min|lesedauer # minuten|lesezeit # min|"
    "lesezeit # minuten|# min lesezeit|# minuten lesezeit|temps de lecture # min|"
    "temps de lecture # mn|temps de lecture # minutes|# min de lecture|# minutes de lecture|"
    "tiempo de lectura # min|tiempo de lectura # minutos|# min de lectura|# minutos de lectura|"
    "tempo di lettura # min|tempo di lettura # minuti|# min di lettura|# minuti di lettura|"
    "tempo de leitura # min|tempo de leitura # minutos|# min de leitura|# minutos de leitura|"
    "leestijd # min|leestijd # minuten|lästid # min|lesetid # min|læsetid # min|"
    "czas czytania # min|czas czytania # minuty|время чтения # мин|время чтения # минут|"
    "время чтения # минуты|okuma süresi # dakika|okuma süresi # dk",
    // players and embeds
    "an error occurred|could not load the video|embed from getty images|"
    "error could not load the video|loading|loading video|now playing|"
    "no media source currently available|please wait|"
    "this content is not available in your region|this media is not supported on your device|"
    "this video can not be played|this video is not available|"
    "this video is not available in your region|unable to play video|video is loading|"
    "video player is loading|video player|view this post on instagram|view this post on x|"
    "view on instagram|view on twitter|view on x|audio by carbonatix|"
    "your browser does not support the video tag|"
    "your browser does not support the audio element|advertisement|sponsored content|"
    "promoted content|sieh dir diesen beitrag auf instagram an|"
    "voir cette publication sur instagram|ver esta publicación en instagram|"
    "visualizza questo post su instagram|ver essa foto no instagram|"
    "посмотреть эту публикацию в instagram|bu gönderiyi instagramda gör|この投稿をinstagramで見る|"
    "wird geladen|video wird geladen|chargement|cargando|caricamento|carregando",
    // comments and questions to the reader
    "# comment|# comments|comments #|add a comment|add comment|be the first to comment|"
    "comments are closed|comments closed|comments are closed for this article|"
    "did this article help you|discuss|hide comments|join the discussion|"
    "leave a comment cancel reply|leave a reply|leave a reply cancel reply|no comments|"
    "no comments yet|post a comment|post comment|read comments|read comments #|read # comments|"
    "report a correction|report a typo|report an error|show comments|sign in to comment|"
    "see comments|view # comments|view comments|view comments #|was this article helpful|"
    "was this article useful|was this helpful|was this page helpful|write a comment|"
    "# kommentar|# kommentare|kommentare #|alle kommentare anzeigen|kommentare anzeigen|"
    "kommentare lesen|kommentar schreiben|kommentar verfassen|war dieser artikel hilfreich|"
    "war dieser artikel für sie interessant|fehler gefunden|fehler melden|# commentaire|"
    "# commentaires|ajouter un commentaire|laisser un commentaire|voir les commentaires|"
    "# comentario|# comentarios|comentarios #|añadir comentario|deja un comentario|"
    "dejar un comentario|ver comentarios|# commenti|# commento|lascia un commento|"
    "# comentários|# comentário|deixe um comentário|# reacties|# reactie|reageer|# komentarzy|"
    "# komentarze|# komentarz|dodaj komentarz|# комментариев|# комментария|# комментарий|"
    "комментарии #|оставить комментарий|добавить комментарий|# yorum|yorum yap|コメント "
    "#|コメントを書く|"
    "发表评论|댓글 #",
    // what forms answer
    "email check failed please try again|es ist ein fehler aufgetreten|"
    "es ist ein fehler aufgetreten bitte versuchen sie es später noch einmal|"
    "ich habe die datenschutzerklärung gelesen und akzeptiere sie|invalid email address|"
    "please enter a valid email address|please provide a valid email address|"
    "post was not sent check your email addresses|"
    "send to email address your name your email address|something went wrong|"
    "something went wrong please try again|something went wrong please try again later|"
    "sorry your blog cannot share posts by email|thank you for subscribing|"
    "thanks for signing up|thanks for subscribing|there was an error please try again|"
    "there was an error please provide a valid email address|"
    "this advertisement has not loaded yet but your article continues below|"
    "we encountered an issue signing you up please try again|"
    "you have successfully subscribed|you have successfully unsubscribed",
    // headings of strips of other pages, and of tags
    "tags|filed under|schlagwörter|schlagworte|mots clés|etiquetas|palabras clave|"
    "parole chiave|słowa kluczowe|ключевые слова|etiketler|around the web|from around the web|"
    "from the web|more from the web|more from this author|most popular|most read|most viewed|"
    "most commented|people also read|popular now|popular posts|promoted links|promoted stories|"
    "recommended for you|recommended stories|recommended reading|related topics|"
    "sponsored links|sponsored stories|todays top stories|top stories|topics in this article|"
    "trending now|what to read next|you may also like|you might also like|"
    "you may also be interested in|das könnte sie auch interessieren|"
    "das könnte dich auch interessieren|meistgelesen|meistgelesene artikel|mehr zum thema|"
    "mehr zu diesem thema|themen in diesem artikel|les plus lus|sur le même sujet|"
    "vous aimerez aussi|lo más leído|lo más visto|más leídas|temas relacionados|"
    "ti potrebbe interessare|ti potrebbe interessare anche|i più letti|mais lidas|"
    "meest gelezen|mest läst|mest lest|mest læste|najczęściej czytane|самое читаемое|"
    "похожие новости|по теме|новости по теме|en çok okunanlar|ilgili "
    "haberler|関連記事|アクセスランキング|"
    "相关阅读|相关新闻|相關新聞|延伸閱讀|관련기사|관련 기사|많이 본 뉴스",
});

// Sorted.
std::vector<std::string_view> all_labels() {
  std::vector<std::string_view> labels;
  for (const std::string_view group : kLabels) {
    for (const std::string_view label : split(group, '|')) labels.push_back(label);
  }
  std::ranges::sort(labels);
  return labels;
}

// With "#" for every number; "0 30" is one too.
std::string without_numbers(std::string_view key) {
  std::string form;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (!is_digit(key[i])) {
      form += key[i];
    } else if (!form.ends_with('#') && !form.ends_with("# ")) {
      form += '#';
    } else if (form.ends_with("# ")) {
      form.pop_back();
    }
  }
  return form;
}

}  // namespace

bool is_interface_label(std::string_view key) {
  static const std::vector<std::string_view> kSorted = all_labels();
  if (key.size() > kLongestLabel) return false;
  const bool has_number = std::ranges::any_of(key, is_digit);
  return has_number ? std::ranges::binary_search(kSorted, std::string_view(without_numbers(key)))
                    : std::ranges::binary_search(kSorted, key);
}

}  // namespace tidings::text
