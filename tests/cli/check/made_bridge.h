// Lines written in the test, aligned line by line, with the vectors of the shipped model.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "cli/bridge.h"
#include "tests/cli/check/made_pair.h"

namespace qiao::testing {

// Both texts have as many lines; line i is the translation of line i.
inline cli::Bridge made_bridge(const cli::Pair& pair) {
  const auto model = embed::Model::open(QIAO_SOURCE_DIR "/embed/models/default.qiao");
  embed::Pool pool(1);
  cli::Bridge bridge = cli::build_bridge(pair, model, pool);
  const auto lines = static_cast<int>(pair.source.document.sentence_count());
  bridge.alignment.beads.clear();
  for (int i = 0; i < lines; ++i) bridge.alignment.beads.push_back(aligned({i, i + 1}, {i, i + 1}));
  return bridge;
}

// A few ordinary lines behind those of a test, for the word witness needs a text to compare with.
inline constexpr const char* kOtherChinese =
    "\n村子旁邊有一條河，河水又深又急。\n每天早上，孩子們走過橋去上學。\n"
    "老師在黑板上寫下今天的日期。\n市場裡賣蔬菜、水果和新鮮的魚。\n"
    "下午開始下雨，大家都留在家裡。\n晚上，祖母講了一個古老的故事。\n";
inline constexpr const char* kOtherGerman =
    "\nNeben dem Dorf fließt ein Fluss, sein Wasser ist tief und reißend.\n"
    "Jeden Morgen gehen die Kinder über die Brücke zur Schule.\n"
    "Die Lehrerin schreibt das heutige Datum an die Tafel.\n"
    "Auf dem Markt gibt es Gemüse, Obst und frischen Fisch.\n"
    "Am Nachmittag begann es zu regnen, und alle blieben zu Hause.\n"
    "Am Abend erzählte die Großmutter eine alte Geschichte.\n";

inline cli::Pair made_pair_in_context(const std::string& chinese, const std::string& german) {
  return made_pair(chinese + kOtherChinese, german + kOtherGerman);
}

}  // namespace qiao::testing
