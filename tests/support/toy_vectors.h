// Real fastText files in a second, without a corpus: forty things stand in a ring, and every
// sentence names some that stand together. Both languages talk of the same ring, each in sentences
// of its own, so that their skip-gram spaces have one shape and a map between them exists.
#pragma once

#include <array>
#include <string>

namespace qiao::testing {

struct Thing {
  const char* chinese;
  const char* german;
};

inline constexpr std::array<Thing, 40> kThings{{
    {"狗", "Hund"},      {"貓", "Katze"},       {"馬", "Pferd"},           {"牛", "Kuh"},
    {"農夫", "Bauer"},   {"麥子", "Weizen"},    {"麵包", "Brot"},          {"廚房", "Küche"},
    {"桌子", "Tisch"},   {"椅子", "Stuhl"},     {"房子", "Haus"},          {"窗戶", "Fenster"},
    {"門", "Tür"},       {"街道", "Straße"},    {"汽車", "Auto"},          {"火車", "Zug"},
    {"車站", "Bahnhof"}, {"城市", "Stadt"},     {"市長", "Bürgermeister"}, {"法律", "Gesetz"},
    {"法官", "Richter"}, {"監獄", "Gefängnis"}, {"小偷", "Dieb"},          {"金子", "Gold"},
    {"國王", "König"},   {"王冠", "Krone"},     {"城堡", "Schloss"},       {"騎士", "Ritter"},
    {"劍", "Schwert"},   {"戰爭", "Krieg"},     {"船", "Schiff"},          {"海", "Meer"},
    {"魚", "Fisch"},     {"島", "Insel"},       {"沙子", "Sand"},          {"太陽", "Sonne"},
    {"月亮", "Mond"},    {"星星", "Stern"},     {"夜晚", "Nacht"},         {"森林", "Wald"},
}};

enum class ToyLanguage { kChinese, kGerman };

struct ToyOptions {
  int dimensions = 16;
  int shortest_gram = 0;  // of character n-grams; 0 and 0: none
  int longest_gram = 0;
};

// Trains skip-gram vectors by libfasttext and writes STEM.bin and STEM.vec (and STEM.txt, the
// text). The same bytes each time: one thread, one seed.
void train_toy_vectors(ToyLanguage language, const std::string& stem,
                       const ToyOptions& options = {});

}  // namespace qiao::testing
