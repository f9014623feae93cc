#pragma once

#include <array>
#include <string_view>

// Names under which pages state dates, and words that tell what a date in text is.
namespace tidings::article {

// <meta> names for the day of publication, the surest first; lower case.
inline constexpr auto kPublishedNames =
    std::to_array<std::string_view>({"article:published_time",
                                     "og:article:published_time",
                                     "article:published",
                                     "datepublished",
                                     "publishdate",
                                     "publish-date",
                                     "publish_date",
                                     "pubdate",
                                     "published_time",
                                     "published-date",
                                     "published_date",
                                     "publicationdate",
                                     "publication_date",
                                     "publication-date",
                                     "dc.date.issued",
                                     "dcterms.issued",
                                     "dc.date.published",
                                     "date.issued",
                                     "parsely-pub-date",
                                     "sailthru.date",
                                     "cxenseparse:recs:publishtime",
                                     "cxenseparse:recs:published_time",
                                     "cxenseparse:publishtime",
                                     "article.published",
                                     "article:post_date",
                                     "displaydate",
                                     "pdate",
                                     "ptime",
                                     "og:pubdate",
                                     "og:published_time",
                                     "og:release_date",
                                     "release_date",
                                     "releasedate",
                                     "citation_publication_date",
                                     "citation_date",
                                     "citation_online_date",
                                     "article_date_original",
                                     "article:publication_date",
                                     "originalpublicationdate",
                                     "rnews:datepublished",
                                     "lastpubdate",
                                     "weibo:article:create_at",
                                     "article-date",
                                     "news:publication_date",
                                     "bt:pubdate",
                                     "dcsext.articlefirstpublished"});

// Names that say "date" without saying of what: print issue, last export, the day itself.
inline constexpr auto kVagueNames = std::to_array<std::string_view>(
    {"dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "date.created",
     "date.available", "created", "creation_date", "date_created", "datecreated", "date",
     "timestamp", "dat"});

// <meta> names for the last change.
inline constexpr auto kModifiedNames = std::to_array<std::string_view>(
    {"article:modified_time", "og:article:modified_time", "article:modified", "datemodified",
     "og:updated_time", "dc.date.modified", "dcterms.modified", "date.modified", "date.updated",
     "last-modified", "lastmod", "modified_time", "revised", "updated", "modificationdate",
     "date_modified", "article:update_date", "dateupdate", "uploaddate"});

// Words that tell what a date in text is, lower case.
inline constexpr auto kPublishedWords =
    std::to_array<std::string_view>({"ver\u00f6ffentlicht",
                                     "published",
                                     "posted",
                                     "publi\u00e9",
                                     "publicado",
                                     "pubblicato",
                                     "erstellt",
                                     "publiziert",
                                     "datum",
                                     "date",
                                     "stand",
                                     "gepubliceerd",
                                     "yay\u0131nlanma",
                                     "opublikowan",
                                     "created",
                                     "vom ",
                                     "erschienen",
                                     "written on",
                                     "geschrieben",
                                     "first published",
                                     "\u53d1\u5e03",
                                     "\u516c\u958b",
                                     "\uc785\ub825",
                                     "\uc2b9\uc778",
                                     "publisert",
                                     "publicerad",
                                     "online seit",
                                     "eingestellt",
                                     "dodano",
                                     "\u043e\u043f\u0443\u0431\u043b\u0438\u043a"});
inline constexpr auto kModifiedWords = std::to_array<std::string_view>(
    {"aktualisiert", "updated", "modified", "ge\u00e4ndert", "mis \u00e0 jour", "mise \u00e0 jour",
     "actualizado", "aggiornato", "last change", "g\u00fcncelle", "update", "aktualizacja",
     "zuletzt bearbeitet", "edited", "\u66f4\u65b0", "\uc218\uc815"});
// Words of dates that are not the article's.
inline constexpr auto kForeignWords = std::to_array<std::string_view>(
    {"\u00a9", "copyright", "(c)", "geboren", "born", "mitglied seit", "joined", "member since",
     "registriert", "valid until", "g\u00fcltig", "expires", "deadline", "abgerufen", "retrieved",
     "accessed", "termin"});

}  // namespace tidings::article
