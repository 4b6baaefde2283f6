// Three signs, since a word alone is none: stories share, subscribe and print photos too.
//
//   label    a word of the table, and a colon or stroke behind it:  Kategorien: Reise
//   whole    a phrase of the table and nothing else:                Mehr lesen
//   form     links alone, or a row of parts between > » |:          Start > Wirtschaft > Chips
#include "cli/check/boilerplate.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/ascii.h"
#include "text/fold.h"
#include "text/words.h"

namespace qiao::cli {
namespace {

using namespace std::string_view_literals;

constexpr double kSure = 0.95;
constexpr double kLikely = 0.8;
constexpr std::size_t kLongestLine = 240;  // bytes: chrome is short

// Case-folded, Traditional.
constexpr std::array kLabels = {
    "categories"sv,
    "category"sv,
    "kategorien"sv,
    "kategorie"sv,
    "rubrik"sv,
    "ressort"sv,
    "tags"sv,
    "tag"sv,
    "schlagwörter"sv,
    "schlagworte"sv,
    "stichwörter"sv,
    "foto"sv,
    "fotos"sv,
    "bild"sv,
    "bilder"sv,
    "bildquelle"sv,
    "bildnachweis"sv,
    "photo"sv,
    "photos"sv,
    "image"sv,
    "credit"sv,
    "credits"sv,
    "image credit"sv,
    "photo credit"sv,
    "quelle"sv,
    "quellen"sv,
    "source"sv,
    "sources"sv,
    "autor"sv,
    "autorin"sv,
    "author"sv,
    "redaktion"sv,
    "stand"sv,
    "updated"sv,
    "zuletzt aktualisiert"sv,
    "share"sv,
    "teilen"sv,
    "via"sv,
    "mehr zum thema"sv,
    "lesen sie auch"sv,
    "read more"sv,
    "read also"sv,
    "related"sv,
    "分類"sv,
    "類別"sv,
    "標籤"sv,
    "關鍵字"sv,
    "圖"sv,
    "圖片"sv,
    "照片"sv,
    "攝影"sv,
    "圖片來源"sv,
    "照片來源"sv,
    "資料來源"sv,
    "來源"sv,
    "作者"sv,
    "記者"sv,
    "編輯"sv,
    "責任編輯"sv,
    "文"sv,
    "延伸閱讀"sv,
    "相關文章"sv,
    "相關新聞"sv,
    "更多新聞"sv,
    "分享"sv,
    "更新時間"sv,
    "發布時間"sv,
};

constexpr std::array kWholes = {
    "share"sv,
    "share this"sv,
    "share this article"sv,
    "teilen"sv,
    "artikel teilen"sv,
    "drucken"sv,
    "artikel drucken"sv,
    "print"sv,
    "read more"sv,
    "mehr lesen"sv,
    "weiterlesen"sv,
    "lesen sie auch"sv,
    "mehr zum thema"sv,
    "das könnte sie auch interessieren"sv,
    "related articles"sv,
    "ähnliche artikel"sv,
    "verwandte artikel"sv,
    "newsletter"sv,
    "newsletter abonnieren"sv,
    "jetzt abonnieren"sv,
    "subscribe"sv,
    "subscribe now"sv,
    "anmelden"sv,
    "log in"sv,
    "login"sv,
    "registrieren"sv,
    "impressum"sv,
    "datenschutz"sv,
    "kontakt"sv,
    "startseite"sv,
    "home"sv,
    "nach oben"sv,
    "back to top"sv,
    "kommentare"sv,
    "kommentar schreiben"sv,
    "leave a comment"sv,
    "comments"sv,
    "anzeige"sv,
    "werbung"sv,
    "advertisement"sv,
    "cookie-einstellungen"sv,
    "all rights reserved"sv,
    "alle rechte vorbehalten"sv,
    "分享"sv,
    "分享文章"sv,
    "分享本文"sv,
    "列印"sv,
    "閱讀更多"sv,
    "繼續閱讀"sv,
    "延伸閱讀"sv,
    "相關文章"sv,
    "相關新聞"sv,
    "更多新聞"sv,
    "推薦閱讀"sv,
    "訂閱電子報"sv,
    "立即訂閱"sv,
    "登入"sv,
    "註冊"sv,
    "首頁"sv,
    "回首頁"sv,
    "回頂端"sv,
    "聯絡我們"sv,
    "隱私權政策"sv,
    "廣告"sv,
    "留言"sv,
    "我要留言"sv,
    "發表留言"sv,
    "版權所有"sv,
    "著作權所有"sv,
    "未經許可不得轉載"sv,
    "未經授權不得轉載"sv,
};

constexpr std::array kRights = {
    "©"sv,          "copyright"sv,           "版權所有"sv,
    "著作權所有"sv, "all rights reserved"sv, "alle rechte vorbehalten"sv};

constexpr std::array kSeparators = {" > "sv, " » "sv, " › "sv, " | "sv, "｜"sv, " ∙ "sv, " · "sv};

// Without the white space and the signs at both ends that a line of chrome may carry.
std::string_view stripped(std::string_view text) {
  constexpr std::array kSigns = {"."sv,  ":"sv, "!"sv,  "…"sv,  "。"sv, "："sv,
                                 "！"sv, "»"sv, "›"sv,  ">"sv,  "["sv,  "]"sv,
                                 "("sv,  ")"sv, "（"sv, "）"sv, "【"sv, "】"sv};
  for (bool more = true; more;) {
    more = false;
    while (!text.empty() && text::is_ascii_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && text::is_ascii_space(text.back())) text.remove_suffix(1);
    for (const std::string_view sign : kSigns) {
      if (text.starts_with(sign)) text.remove_prefix(sign.size()), more = true;
      if (text.ends_with(sign)) text.remove_suffix(sign.size()), more = true;
    }
  }
  return text;
}

// "Foto: …", "圖／…": the label, perhaps in brackets, and what sets it off.
bool begins_with_label(std::string_view text) {
  for (const std::string_view bracket : {"("sv, "["sv, "（"sv, "【"sv}) {
    if (text.starts_with(bracket)) text.remove_prefix(bracket.size());
  }
  while (!text.empty() && text::is_ascii_space(text.front())) text.remove_prefix(1);
  return std::any_of(kLabels.begin(), kLabels.end(), [&](std::string_view label) {
    if (!text.starts_with(label)) return false;
    std::string_view rest = text.substr(label.size());
    while (!rest.empty() && text::is_ascii_space(rest.front())) rest.remove_prefix(1);
    for (const std::string_view sign : {":"sv, "："sv, "／"sv, "|"sv, "｜"sv}) {
      if (rest.starts_with(sign)) return true;
    }
    return false;
  });
}

bool is_link(std::string_view word) {
  return word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.") ||
         (word.find('@') != word.npos && word.find('.') != word.npos);
}

bool links_alone(std::string_view text) {
  bool any = false;
  while (!text.empty()) {
    const auto begin = std::find_if_not(text.begin(), text.end(), text::is_ascii_space);
    text.remove_prefix(static_cast<std::size_t>(begin - text.begin()));
    const auto end = std::find_if(text.begin(), text.end(), text::is_ascii_space);
    const std::string_view word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    if (word.empty()) break;
    if (!is_link(word)) return false;
    any = true;
    text.remove_prefix(word.size());
  }
  return any;
}

std::size_t separators_in(std::string_view text) {
  std::size_t most = 0;
  for (const std::string_view separator : kSeparators) {
    std::size_t count = 0;
    for (std::size_t at = text.find(separator); at != text.npos;
         at = text.find(separator, at + separator.size())) {
      ++count;
    }
    most = std::max(most, count);
  }
  return most;
}

}  // namespace

double boilerplate_confidence(std::string_view sentence) {
  if (sentence.empty() || sentence.size() > kLongestLine) return 0;
  const std::string folded = text::fold_case(text::fold_chinese(sentence));
  const std::string_view whole = stripped(folded);
  if (std::find(kWholes.begin(), kWholes.end(), whole) != kWholes.end()) return kSure;
  if (begins_with_label(folded)) return kSure;
  if (links_alone(folded)) return kSure;
  for (const std::string_view notice : kRights) {
    if (whole.starts_with(notice)) return kSure;
  }
  return separators_in(folded) >= 2 ? kLikely : 0;
}

}  // namespace qiao::cli
