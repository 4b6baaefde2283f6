// Names and abbreviations of one side that the other lacks.
//
// Looked for: Latin names in a Chinese text (Nvidia, GB300 NVL72); in the other text words in
// capitals or with capitals inside (NATO, OpenAI) and capitalised words side by side (Jensen
// Huang). Not looked for in German: single capitalised words, which nouns are as well.
//
// A name counts as said when the other side, or a sentence around it, has it as it stands (also in
// a compound: AI-Chips), when the model knows a word there for it (亞馬遜 for Amazon, KI for AI),
// or when Chinese characters that nothing else explains sound like it (sound.h). One that is
// missing again and again is rendered in some way that we do not know, and no finding. Terms of the
// user's glossary are asked for by their renderings instead.
#pragma once

#include <span>
#include <vector>

#include "align/bead.h"
#include "cli/check/coverage.h"
#include "cli/check/findings.h"
#include "cli/check/glossary.h"
#include "cli/input.h"

namespace qiao::cli {

struct NameOptions {
  int around = 2;  // sentences before and behind a bead that may say a name
  // Of the model for a word: evidence in nats, see align/word_witness.h.
  double known = 0.5;
  double sounds_like = 0.6;  // likeness from which on Chinese is a transcription of the name
  // Confidences.
  double foreign = 0.75;       // a Latin name in Chinese text
  double capitals = 0.5;       // NATO, OpenAI
  double side_by_side = 0.25;  // a translated name more often than a missing one
  double glossary = 0.9;
};

//   covered   Coverage::beads(), as many as the alignment has
std::vector<Finding> name_findings(const Pair& pair, const align::Alignment& alignment,
                                   std::span<const CoveredBead> covered, const Glossary& glossary,
                                   const NameOptions& options = {});

}  // namespace qiao::cli
