#include "tests/support/made_texts.h"

#include <algorithm>
#include <map>
#include <utility>

#include "align/evaluation.h"

namespace qiao::align {
namespace {

// Sums of uniforms: the same on every machine, unlike std::normal_distribution.
float normal(std::mt19937_64& random) {
  float sum = -2;
  for (int k = 0; k < 4; ++k) sum += static_cast<float>(random() >> 40) * 0x1p-24F;
  return sum * 1.7320508F;
}

double uniform(std::mt19937_64& random) { return static_cast<double>(random() >> 11) * 0x1p-53; }

int below(std::mt19937_64& random, int end) {
  return static_cast<int>(random() % static_cast<std::uint64_t>(end));
}

Eigen::RowVectorXf direction(std::mt19937_64& random, int dimensions) {
  Eigen::RowVectorXf vector(dimensions);
  for (int k = 0; k < dimensions; ++k) vector[k] = normal(random);
  return vector.normalized();
}

std::vector<LadderBead> ladder(const std::vector<Bead>& beads) {
  std::vector<LadderBead> rungs;
  for (const Bead& bead : beads) {
    LadderBead rung;
    for (int i = bead.source.begin; i < bead.source.end; ++i) rung.source.push_back(i);
    for (int j = bead.target.begin; j < bead.target.end; ++j) rung.target.push_back(j);
    rungs.push_back(std::move(rung));
  }
  return rungs;
}

}  // namespace

MadeLexicon make_lexicon(const LexiconOptions& options) {
  std::mt19937_64 random(options.seed);
  MadeLexicon lexicon;
  lexicon.source.resize(options.words, options.dimensions);
  lexicon.target.resize(options.words, options.dimensions);
  const auto noise = static_cast<float>(options.noise);
  const Eigen::RowVectorXf everywhere = direction(random, options.dimensions);
  for (int w = 0; w < options.words; ++w) {
    const bool common = w < options.common;
    Eigen::RowVectorXf meaning = direction(random, options.dimensions);
    if (common) meaning = (meaning + everywhere).normalized();
    const float importance = common ? 0.3F : 0.7F + 0.6F * static_cast<float>(uniform(random));
    lexicon.source.row(w) = importance * meaning;
    lexicon.target.row(w) =
        importance * (meaning + noise * direction(random, options.dimensions)).normalized();
  }
  return lexicon;
}

Side make_side(const MadeText& text, const embed::Embeddings& lexicon) {
  Side side;
  embed::SentenceSet& set = side.sentences;
  set.sums.setZero(static_cast<Eigen::Index>(text.size()), lexicon.cols());
  set.offsets.push_back(0);
  std::map<std::uint32_t, std::uint32_t> numbers;
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const std::uint32_t word : text[i]) {
      const auto number = static_cast<std::uint32_t>(numbers.size());
      const auto [at, fresh] = numbers.try_emplace(word, number);
      if (fresh) set.identities.push_back(word);
      set.word_ids.push_back(at->second);
      set.sums.row(static_cast<Eigen::Index>(i)) += lexicon.row(word);
    }
    set.offsets.push_back(set.word_ids.size());
    side.lengths.push_back(5 * static_cast<float>(text[i].size()));
  }
  set.words.resize(static_cast<Eigen::Index>(numbers.size()), lexicon.cols());
  for (const auto& [word, number] : numbers) set.words.row(number) = lexicon.row(word);
  return side;
}

MadeSentence make_sentence(std::mt19937_64& random, const LexiconOptions& lexicon, int words) {
  MadeSentence sentence;
  for (int k = 0; k < words; ++k) {
    const int word = below(random, 5) == 0
                         ? below(random, lexicon.common)
                         : lexicon.common + below(random, lexicon.words - lexicon.common);
    sentence.push_back(static_cast<std::uint32_t>(word));
  }
  return sentence;
}

MadePair make_pair_of_texts(const PairOptions& options, const LexiconOptions& lexicon) {
  std::mt19937_64 random(options.seed);
  MadePair pair;
  const auto append = [](MadeText& text, MadeSentence sentence, bool in_two) {
    const auto begin = static_cast<int>(text.size());
    if (in_two) {
      const auto middle = sentence.begin() + static_cast<std::ptrdiff_t>(sentence.size() / 2);
      text.emplace_back(sentence.begin(), middle);
      text.emplace_back(middle, sentence.end());
    } else {
      text.push_back(std::move(sentence));
    }
    return SentenceSpan{begin, static_cast<int>(text.size())};
  };
  const auto nowhere = [](const MadeText& text) {
    return SentenceSpan{static_cast<int>(text.size()), static_cast<int>(text.size())};
  };
  for (int s = 0; s < options.sentences; ++s) {
    const MadeSentence original = make_sentence(random, lexicon, 7 + below(random, 8));
    const double fate = uniform(random);
    if (fate < options.dropped) {
      const SentenceSpan source = append(pair.source, original, false);
      pair.gold.push_back({.source = source, .target = nowhere(pair.target)});
      continue;
    }
    if (fate < options.dropped + options.added) {
      const SentenceSpan target = append(pair.target, original, false);
      pair.gold.push_back({.source = nowhere(pair.source), .target = target});
      continue;
    }
    MadeSentence translation;
    for (const std::uint32_t word : original) {
      if (uniform(random) >= options.freely) {
        translation.push_back(word);
      } else if (below(random, 2) == 0) {
        translation.push_back(make_sentence(random, lexicon, 1)[0]);
      }
    }
    // Word order changes near by, so that each half of a sentence stays its own.
    for (std::size_t k = 0; k + 1 < translation.size(); k += 2) {
      std::swap(translation[k], translation[k + 1]);
    }
    const double shape = uniform(random);
    const SentenceSpan source = append(pair.source, original, shape < options.split);
    const SentenceSpan target =
        append(pair.target, translation, shape >= options.split && shape < 2 * options.split);
    pair.gold.push_back({.source = source, .target = target});
  }
  return pair;
}

Alignment mirrored(Alignment alignment) {
  for (Bead& bead : alignment.beads) {
    std::swap(bead.source, bead.target);
    if (bead.source.empty()) bead.status = Status::kAdded;
    if (bead.target.empty()) bead.status = Status::kDropped;
  }
  std::swap(alignment.source_count, alignment.target_count);
  return alignment;
}

double strict_f1(const std::vector<Bead>& gold, const std::vector<Bead>& found) {
  return evaluate(ladder(gold), ladder(found)).strict.f1();
}

}  // namespace qiao::align
