// Learns the weights of align/evidence.h and align/bead_prior.h from aligned documents.
//
//   fit_weights [--model FILE] [--folds K] [--last] [--without NAME]... FOLDER[=WEIGHT]...
//
// FOLDER as benchmarks/accuracy.sh takes them. Every folder has the same say, times its WEIGHT.
// With one fold (default) the weights are learned on all documents and printed as the headers have
// them; with K folds, each K-th part of the documents is measured with weights learned on the
// others. With --last only those of the last look are learned, the others are those of the headers.
// NAME: length, cut, quotation, shapes, pair (what is learned from the pair itself), order.
//
// The score of a path is linear in the weights, so the posterior of the gold path is that of a
// conditional random field (Lafferty, McCallum & Pereira, ICML 2001). Its gradient is the features
// of the gold path less those expected (align/lattice.h); Adam climbs it. Passes of the prior are
// learned one after the other, as each reads what the one before found of the pair; the weights of
// the last look (align/search.h) after them, on the beads that are left to it.
#include <algorithm>
#include <array>
#include <boost/program_options.hpp>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "align/aligner.h"
#include "align/banded_witness.h"
#include "align/calibration.h"
#include "align/evaluation.h"
#include "align/ladder.h"
#include "align/lattice.h"
#include "align/search.h"
#include "benchmarks/gold_texts.h"
#include "embed/model.h"
#include "text/files.h"
#include "text/input_error.h"

namespace {

namespace fs = std::filesystem;
using namespace qiao;
using namespace qiao::align;

constexpr int kSteps = 150;
constexpr double kRate = 0.05;
constexpr double kRidge = 0.005;

// Evidence first, then the members of PriorPass.
enum Feature { kWords, kLength, kCut, kNullCut, kQuotation, kEvidence };
constexpr std::array<double PriorPass::*, 10> kPrior = {
    &PriorPass::one_one,   &PriorPass::three,
    &PriorPass::two_two,   &PriorPass::four,
    &PriorPass::more,      &PriorPass::null,
    &PriorPass::by_level,  &PriorPass::by_nulls,
    &PriorPass::by_merges, &PriorPass::joined_by_merges};
constexpr std::size_t kShapes = 6;  // of kPrior; the others ask what was found of the pair
constexpr std::size_t kCount = kEvidence + kPrior.size();
using Weights = std::array<double, kCount>;

// Of the last look.
enum LastFeature { kOrder, kNullInOrder, kBySide, kLastCount };
using LastWeights = std::array<double, kLastCount>;

PriorPass prior_pass(const Weights& weights) {
  PriorPass pass{};
  for (std::size_t k = 0; k < kPrior.size(); ++k) pass.*kPrior[k] = weights[kEvidence + k];
  return pass;
}

EvidenceOptions evidence_options(const std::array<double, kEvidence>& weights) {
  EvidenceOptions options;
  options.word_weight = static_cast<float>(weights[kWords]);
  options.length_weight = static_cast<float>(weights[kLength]);
  options.cut_weight = static_cast<float>(weights[kCut]);
  options.null_cut_weight = static_cast<float>(weights[kNullCut]);
  options.quotation_weight = static_cast<float>(weights[kQuotation]);
  return options;
}

// What the last look has to choose from.
struct LastLook {
  BeadTable evidence;  // without the order of words
  BeadTable order;     // what it says, as if its weight were 1
  std::vector<double> log_prior;
  double lean = 0;
  std::vector<Bead> path;  // the one that holds most of gold
};

struct Document {
  std::size_t set = 0;
  int fold = 0;
  double weight = 0;
  Side source, target;
  Ladder gold;
  std::vector<BeadTable> features;  // one an evidence weight, as if that weight were 1
  std::vector<Bead> path;           // the path that holds most of gold
  std::vector<float> closeness;     // as the prior asks for it, one a bead of the table
  PairStatistics pair;
  std::vector<LastLook> last;  // one, when its turn has come
};

// --- features ---

template <class Visit>
void each_bead(const BeadTable& table, const Visit& visit) {
  for (int i = 0; i <= table.source_count(); ++i) {
    const auto row = static_cast<std::size_t>(i);
    for (int j = table.band().begin[row]; j < table.band().end[row]; ++j) {
      const std::size_t cell = table.cell(i, j);
      for (std::size_t s = 0; s < table.shapes().size(); ++s) {
        if (table.at(cell, s) != kImpossible) visit(i, j, cell, s);
      }
    }
  }
}

// Where the beads of gold begin, and their shapes. A null bead is gold wherever it stands.
class GoldBeads {
 public:
  explicit GoldBeads(const Ladder& gold) {
    for (const LadderBead& bead : gold) {
      if (bead.target.empty()) {
        for (const int i : bead.source) beads_.insert({i, -1, 1, 0});
      } else if (bead.source.empty()) {
        for (const int j : bead.target) beads_.insert({-1, j, 0, 1});
      } else {
        beads_.insert({bead.source.front(), bead.target.front(),
                       static_cast<int>(bead.source.size()), static_cast<int>(bead.target.size())});
      }
    }
  }
  bool hold(int i, int j, BeadShape shape) const {
    return beads_.contains(
        {shape.source > 0 ? i : -1, shape.target > 0 ? j : -1, shape.source, shape.target});
  }

 private:
  std::set<std::array<int, 4>> beads_;
};

// Beads that no weights near today's would choose cost time and teach nothing.
void leave_out_hopeless(Document& document) {
  constexpr float kTemper = 0.6F;  // evidence counts for so much, as weights may turn out different
  constexpr double kHopeless = 1e-4;
  const BeadTable& words = document.features[kWords];
  const EvidenceOptions today;
  const std::array<float, kEvidence> weights = {today.word_weight, today.length_weight,
                                                today.cut_weight, today.null_cut_weight,
                                                today.quotation_weight};
  BeadTable evidence = words;
  each_bead(words, [&](int, int, std::size_t cell, std::size_t s) {
    float sum = 0;
    for (std::size_t k = 0; k < kEvidence; ++k) {
      sum += weights[k] * document.features[k].at(cell, s);
    }
    evidence.at(cell, s) = kTemper * sum;
  });
  BeadTable kept(words.band(), words.target_count(), words.shapes());
  const std::vector<double> log_prior =
      align::weigh_shapes(words.shapes(), PriorOptions{}.first, {}, {});
  embed::Pool alone(1);
  Lattice(evidence, log_prior, alone).each_posterior([&](int i, int j, std::size_t s, double p) {
    const std::size_t cell = words.cell(i, j);
    if (p > kHopeless) kept.at(cell, s) = words.at(cell, s);
  });
  for (const Bead& bead : document.path) {
    const std::size_t cell = words.cell(bead.source.begin, bead.target.begin);
    const std::size_t s = words.shape_number({bead.source.size(), bead.target.size()});
    kept.at(cell, s) = words.at(cell, s);
  }
  document.features[kWords] = std::move(kept);
}

// The path that holds most of gold, and then what `evidence` would have.
std::vector<Bead> gold_path(const Ladder& gold, const BeadTable& evidence) {
  const GoldBeads gold_beads(gold);
  BeadTable table = evidence;
  each_bead(evidence, [&](int i, int j, std::size_t cell, std::size_t s) {
    const BeadShape shape = table.shapes()[s];
    const bool right = gold_beads.hold(i, j, shape);
    table.at(cell, s) = 0.01F * evidence.at(cell, s) +
                        (right ? 10 * static_cast<float>(shape.source + shape.target) : 0);
  });
  return best_path(table, std::vector<double>(table.shapes().size(), 0)).beads;
}

void measure_features(Document& document, embed::Pool& pool) {
  const AlignOptions options;
  const auto& source_sums = document.source.sentences.sums;
  const auto& target_sums = document.target.sentences.sums;
  const int n = document.source.size();
  const int m = document.target.size();
  const SentenceWitness sentences(source_sums, target_sums, pool);
  const std::vector<Bead> coarse = coarse_path(source_sums, target_sums, sentences, pool);
  const Band band = coarse_band(coarse, n, m, sentences, options.band, pool);
  for (std::size_t k = 0; k < kEvidence; ++k) {
    std::array<double, kEvidence> unit{};
    unit[k] = 1;
    EvidenceOptions evidence_of = evidence_options(unit);
    evidence_of.break_weight = 0;
    BeadTable table(band, m, bead_shapes(options.longest, options.square));
    Evidence(document.source, document.target, sentences, coarse, evidence_of, pool)
        .gather(table, pool);
    document.features.push_back(std::move(table));
  }
  const BeadTable& words = document.features[kWords];
  document.closeness.assign(words.cell_count() * words.shapes().size(), 0);
  const BandedWitness banded(sentences, band, std::max(options.longest, options.square), pool);
  each_bead(words, [&](int i, int j, std::size_t cell, std::size_t s) {
    const BeadShape shape = words.shapes()[s];
    if (shape.source == 0 || shape.target == 0) return;
    document.closeness[cell * words.shapes().size() + s] = banded(i, j, shape.source, shape.target);
  });
  document.path = gold_path(document.gold, words);
  leave_out_hopeless(document);
}

// --- learning ---

BeadTable weigh(const Document& document, const Weights& weights) {
  BeadTable table = document.features[kWords];
  each_bead(document.features[kWords], [&](int, int, std::size_t cell, std::size_t s) {
    double sum = 0;
    for (std::size_t k = 0; k < kEvidence; ++k) {
      sum += weights[k] * static_cast<double>(document.features[k].at(cell, s));
    }
    table.at(cell, s) = static_cast<float>(sum);
  });
  return table;
}

std::vector<double> weigh_shapes(const Document& document, const Weights& weights) {
  return align::weigh_shapes(document.features[kWords].shapes(), prior_pass(weights), document.pair,
                             {});
}

// What the next pass of the prior is told of the pair.
void find_pair(Document& document, const Weights& weights) {
  const BeadTable table = weigh(document, weights);
  embed::Pool alone(1);
  const std::vector<double> log_prior = weigh_shapes(document, weights);
  document.pair = expected_of_pair(Lattice(table, log_prior, alone), [&](int i, int j,
                                                                         BeadShape shape) {
    const std::size_t s = table.shape_number(shape);
    return static_cast<double>(document.closeness[table.cell(i, j) * table.shapes().size() + s]);
  });
}

// Of the log posterior of the gold path.
Weights gradient(const Document& document, const Weights& weights) {
  const BeadTable table = weigh(document, weights);
  const auto& shapes = table.shapes();
  Weights result{};
  std::vector<double> counts(shapes.size(), 0);  // of gold, less expected
  const auto add = [&](std::size_t cell, std::size_t s, double p) {
    counts[s] += p;
    for (std::size_t k = 0; k < kEvidence; ++k) {
      result[k] += p * static_cast<double>(document.features[k].at(cell, s));
    }
  };
  for (const Bead& bead : document.path) {
    add(table.cell(bead.source.begin, bead.target.begin),
        table.shape_number({bead.source.size(), bead.target.size()}), 1);
  }
  const std::vector<double> log_prior = weigh_shapes(document, weights);
  embed::Pool alone(1);
  Lattice(table, log_prior, alone).each_posterior([&](int i, int j, std::size_t s, double p) {
    add(table.cell(i, j), s, -p);
  });
  for (std::size_t k = 0; k < kPrior.size(); ++k) {
    Weights unit{};
    unit[kEvidence + k] = 1;
    const std::vector<double> features = weigh_shapes(document, unit);
    for (std::size_t s = 0; s < shapes.size(); ++s) {
      result[kEvidence + k] += counts[s] * features[s];
    }
  }
  return result;
}

// The same of the last look.
LastWeights last_gradient(const LastLook& look, const LastWeights& weights) {
  const auto& shapes = look.evidence.shapes();
  const auto is_null = [&](std::size_t s) { return shapes[s].source + shapes[s].target == 1; };
  const auto leans = [&](std::size_t s) { return shapes[s].source > 0 ? look.lean : -look.lean; };
  BeadTable table = look.evidence;
  each_bead(look.evidence, [&](int, int, std::size_t cell, std::size_t s) {
    table.at(cell, s) += static_cast<float>(weights[kOrder]) * look.order.at(cell, s);
  });
  std::vector<double> log_prior = look.log_prior;
  for (std::size_t s = 0; s < shapes.size(); ++s) {
    if (is_null(s)) log_prior[s] += weights[kNullInOrder] + weights[kBySide] * leans(s);
  }
  LastWeights result{};
  const auto add = [&](std::size_t cell, std::size_t s, double p) {
    result[kOrder] += p * static_cast<double>(look.order.at(cell, s));
    if (!is_null(s)) return;
    result[kNullInOrder] += p;
    result[kBySide] += p * leans(s);
  };
  for (const Bead& bead : look.path) {
    add(table.cell(bead.source.begin, bead.target.begin),
        table.shape_number({bead.source.size(), bead.target.size()}), 1);
  }
  embed::Pool alone(1);
  Lattice(table, log_prior, alone).each_posterior([&](int i, int j, std::size_t s, double p) {
    add(table.cell(i, j), s, -p);
  });
  return result;
}

using Free = std::array<bool, kCount>;

// gradient(document, weights)
template <std::size_t kWeights, class Gradient>
std::array<double, kWeights> climb(const std::vector<Document*>& documents,
                                   std::array<double, kWeights> weights,
                                   const std::array<bool, kWeights>& free, const Gradient& gradient,
                                   embed::Pool& pool) {
  std::array<double, kWeights> mean{}, square{};
  std::vector<std::array<double, kWeights>> gradients(documents.size());
  for (int step = 1; step <= kSteps; ++step) {
    pool.for_chunks(documents.size(), 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t d = begin; d < end; ++d) gradients[d] = gradient(*documents[d], weights);
    });
    const double rate = kRate * std::min(1.0, 2.0 * (kSteps - step) / kSteps + 0.02);
    for (std::size_t k = 0; k < kWeights; ++k) {
      if (!free[k]) continue;
      double slope = -kRidge * weights[k];
      for (std::size_t d = 0; d < documents.size(); ++d) {
        slope += documents[d]->weight * gradients[d][k];
      }
      mean[k] = 0.9 * mean[k] + 0.1 * slope;
      square[k] = 0.99 * square[k] + 0.01 * slope * slope;
      weights[k] += rate * (mean[k] / (1 - std::pow(0.9, step))) /
                    (std::sqrt(square[k] / (1 - std::pow(0.99, step))) + 1e-8);
    }
  }
  return weights;
}

Weights climb(const std::vector<Document*>& documents, const Weights& weights, const Free& free,
              embed::Pool& pool) {
  return climb(documents, weights, free, gradient, pool);
}

AlignOptions with_last(AlignOptions options, const LastWeights& weights) {
  options.evidence.order_weight = static_cast<float>(weights[kOrder]);
  options.prior.null_in_order = weights[kNullInOrder];
  options.prior.by_side = weights[kBySide];
  return options;
}

// What is left to the last look, which the options give no weight.
LastLook last_look_of(const Document& document, const AlignOptions& options) {
  embed::Pool alone(1);
  const Search search(document.source, document.target, options, alone);
  LastLook look{
      .evidence = search.table,
      .order = search.table,
      .log_prior = search.log_prior,
      .lean = std::clamp(search.pair.lean, -options.prior.most_lean, options.prior.most_lean),
      .path = gold_path(document.gold, search.table)};
  const WordWitness* words = search.evidence.words();
  each_bead(search.table, [&](int i, int j, std::size_t cell, std::size_t s) {
    const auto [a, b] = search.table.shapes()[s];
    look.order.at(cell, s) =
        a == 0 || b == 0 || words == nullptr ? 0 : words->order({i, i + a}, {j, j + b});
  });
  return look;
}

// The weights of all passes but the last look, which has none.
AlignOptions fit_passes(const std::vector<Document*>& documents,
                        const std::set<std::string>& without, embed::Pool& pool) {
  Free all;
  all.fill(true);
  const auto hold = [&](Free& free, std::size_t begin, std::size_t end) {
    std::fill(free.begin() + static_cast<std::ptrdiff_t>(begin),
              free.begin() + static_cast<std::ptrdiff_t>(end), false);
  };
  if (without.contains("length")) all[kLength] = false;
  if (without.contains("quotation")) all[kQuotation] = false;
  if (without.contains("cut")) all[kCut] = all[kNullCut] = false;
  if (without.contains("shapes")) hold(all, kEvidence, kEvidence + kShapes - 1);
  Free alone = all;  // nothing is known of the pair
  hold(alone, kEvidence + kShapes, kCount);
  if (without.contains("pair")) all = alone;
  const auto tell = [&](const Weights& weights) {
    pool.for_chunks(documents.size(), 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t d = begin; d < end; ++d) find_pair(*documents[d], weights);
    });
  };
  const auto forget = [&] {
    for (Document* document : documents) document->pair = {};
  };
  Weights weights{};
  weights[kWords] = 0.3;
  forget();
  weights = climb(documents, weights, alone, pool);
  for (int round = 0; round < 2; ++round) {
    tell(weights);
    weights = climb(documents, weights, all, pool);
  }
  // The evidence is settled; now the passes one by one.
  Free prior = all;
  hold(prior, 0, kEvidence);
  Free first_prior = alone;
  hold(first_prior, 0, kEvidence);
  forget();
  Weights first = weights;
  std::fill(first.begin() + kEvidence + kShapes, first.end(), 0);
  first = climb(documents, first, first_prior, pool);
  Weights later = weights;
  Weights told = first;
  forget();
  for (int round = 0; round < 2; ++round) {
    tell(told);
    later = climb(documents, later, prior, pool);
    told = later;
  }
  std::array<double, kEvidence> evidence;
  std::copy_n(later.begin(), evidence.size(), evidence.begin());
  AlignOptions options;
  options.evidence = evidence_options(evidence);
  options.prior.first = prior_pass(first);
  options.prior.later = prior_pass(later);
  return with_last(options, {});
}

AlignOptions fit_last(const std::vector<Document*>& documents, const AlignOptions& options,
                      const std::set<std::string>& without, embed::Pool& pool) {
  if (without.contains("order")) return options;
  pool.for_chunks(documents.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) {
      documents[d]->last = {last_look_of(*documents[d], options)};
    }
  });
  const std::array<bool, kLastCount> any = {true, true, !without.contains("pair")};
  const LastWeights weights = climb(
      documents, LastWeights{}, any,
      [](const Document& document, const LastWeights& now) {
        return last_gradient(document.last.front(), now);
      },
      pool);
  return with_last(options, weights);
}

// --- report ---

struct Measured {
  Evaluation evaluation;
  std::vector<ScoredBead> scores;
};

void measure(const Document& document, const AlignOptions& options, embed::Pool& pool,
             Measured& measured) {
  const Alignment alignment = align::align(document.source, document.target, options, pool);
  const Ladder found = to_ladder(alignment);
  measured.evaluation += evaluate(document.gold, found);
  for (const ScoredBead& bead : scored_against(document.gold, found)) {
    measured.scores.push_back(bead);
  }
}

void print_pass(const char* name, const PriorPass& pass) {
  std::printf("  PriorPass %s = {", name);
  for (std::size_t k = 0; k < kPrior.size(); ++k) {
    std::printf("%s%.2f", k > 0 ? ", " : "", pass.*kPrior[k]);
  }
  std::printf("};\n");
}

int run(int argc, char** argv) {
  namespace po = boost::program_options;
  std::string model_path;
  int folds = 1;
  bool last_only = false;
  std::vector<std::string> without, folders;
  po::options_description description("fit_weights [OPTIONS] FOLDER[=WEIGHT]...");
  description.add_options()("model", po::value(&model_path))(
      "folds", po::value(&folds)->default_value(1))("without", po::value(&without))(
      "last", po::bool_switch(&last_only))("folder", po::value(&folders)->required());
  po::positional_options_description positional;
  positional.add("folder", -1);
  po::variables_map values;
  po::store(po::command_line_parser(argc, argv).options(description).positional(positional).run(),
            values);
  po::notify(values);

  const embed::Model model = embed::Model::open(embed::find_model(model_path));
  embed::Pool pool;
  std::vector<Document> documents;
  std::vector<double> say;
  for (std::string& folder : folders) {
    const std::size_t mark = folder.find('=');
    const std::size_t set = say.size();
    say.push_back(mark == std::string::npos ? 1 : std::stod(folder.substr(mark + 1)));
    folder.resize(std::min(mark, folder.size()));
    int number = 0;
    for (GoldText& text : read_gold_texts(folder, model, pool)) {
      documents.push_back({.set = set,
                           .fold = number++ % folds,
                           .source = std::move(text.source),
                           .target = std::move(text.target),
                           .gold = std::move(text.gold)});
    }
  }
  for (Document& document : documents) measure_features(document, pool);
  std::vector<double> beads(folders.size(), 0);
  for (const Document& document : documents) {
    beads[document.set] += static_cast<double>(document.path.size());
  }
  for (Document& document : documents) {
    document.weight = say[document.set] / beads[document.set];
  }
  std::vector<Measured> measured(folders.size());
  for (int fold = 0; fold < folds; ++fold) {
    std::vector<Document*> seen;
    for (Document& document : documents) {
      if (folds == 1 || document.fold != fold) seen.push_back(&document);
    }
    const std::set<std::string> left_out{without.begin(), without.end()};
    const AlignOptions options = fit_last(
        seen, last_only ? with_last({}, {}) : fit_passes(seen, left_out, pool), left_out, pool);
    const EvidenceOptions& e = options.evidence;
    std::printf("  word %.3f, length %.2f, cut %.2f, null_cut %.2f, quotation %.2f\n",
                static_cast<double>(e.word_weight), static_cast<double>(e.length_weight),
                static_cast<double>(e.cut_weight), static_cast<double>(e.null_cut_weight),
                static_cast<double>(e.quotation_weight));
    print_pass("first", options.prior.first);
    print_pass("later", options.prior.later);
    std::printf("  order %.3f, null_in_order %.2f, by_side %.2f\n",
                static_cast<double>(e.order_weight), options.prior.null_in_order,
                options.prior.by_side);
    for (const Document& document : documents) {
      if (document.fold == fold) measure(document, options, pool, measured[document.set]);
    }
  }
  std::printf(
      "%-24s strict    lax  nulls source target  calibration error  right of surest 80 %%\n", "");
  for (std::size_t set = 0; set < folders.size(); ++set) {
    const Evaluation& found = measured[set].evaluation;
    std::string name = fs::path(folders[set]).filename();
    std::printf("%-24s  %.3f  %.3f         %.3f  %.3f              %.3f                  %.3f\n",
                name.c_str(), found.strict.f1(), found.lax.f1(), found.source_nulls.f1(),
                found.target_nulls.f1(), calibration_error(measured[set].scores),
                right_of_surest(measured[set].scores, 0.8));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 3;
  }
}
