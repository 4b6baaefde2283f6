// qiao eval: gold and predicted ladders in, figures out.
#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

#include "align/calibration.h"
#include "align/evaluation.h"
#include "align/ladder.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "text/files.h"
#include "text/input_error.h"

namespace qiao::cli {
namespace {

namespace fs = std::filesystem;

constexpr Usage kUsage = {
    .command = "eval",
    .operands = "GOLD PRED",
    .about =
        "Compares alignments with gold, both as ladders ([0, 1]:[2]:0.153 a line), and prints "
        "strict\n"
        "and lax precision, recall and F1 as Vecalign's scorer defines them, and the same for the\n"
        "sentences called untranslated on each side. GOLD and PRED are two files, or two "
        "directories:\n"
        "every NAME.gold is then compared with NAME.pred and the counts are summed. Where PRED "
        "has\n"
        "costs from 0 to 1, 1 - cost is judged as the probability that a bead is right: by the\n"
        "expected calibration error, and by the share of right beads among the surest 80 %.\n",
    .examples =
        "  qiao eval story.gold story.ladder\n"
        "  qiao eval --format json gold/ predicted/\n",
};

struct Total {
  int documents = 0;
  align::Evaluation evaluation;
  std::vector<align::ScoredBead> beads;

  void add(const align::Ladder& gold, const align::Ladder& predicted) {
    ++documents;
    evaluation += align::evaluate(gold, predicted);
    const auto scored = align::scored_against(gold, predicted);
    beads.insert(beads.end(), scored.begin(), scored.end());
  }

  // A ladder without costs, or with those of other tools, says nothing of probabilities.
  bool has_scores() const {
    const auto says = [](const align::ScoredBead& bead) { return bead.score != 1; };
    const auto sane = [](const align::ScoredBead& bead) {
      return 0 <= bead.score && bead.score <= 1;
    };
    return std::any_of(beads.begin(), beads.end(), says) &&
           std::all_of(beads.begin(), beads.end(), sane);
  }
};

constexpr double kSurest = 0.8;  // share of the beads

align::Ladder read_ladder(const std::string& path) {
  return align::parse_ladder(text::read_file(path), path);
}

Total evaluate_files(const std::string& gold, const std::string& predicted) {
  const align::Ladder truth = read_ladder(gold);  // first, so that its errors come first
  Total total;
  total.add(truth, read_ladder(predicted));
  return total;
}

// A document without a prediction counts as one where nothing was aligned.
Total evaluate_directories(const fs::path& gold, const fs::path& predicted) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(gold)) {
    if (entry.path().extension() == ".gold") files.push_back(entry.path());
  }
  if (files.empty()) {
    throw InputError(gold.string() + ": no file NAME.gold in this directory; check the path");
  }
  std::sort(files.begin(), files.end());
  Total total;
  for (const fs::path& file : files) {
    const fs::path prediction = predicted / file.filename().replace_extension(".pred");
    const bool exists = fs::exists(prediction);
    if (!exists) say(prediction.string() + ": missing; counted as an empty alignment");
    total.add(read_ladder(file.string()),
              exists ? read_ladder(prediction.string()) : align::Ladder{});
  }
  return total;
}

Total evaluate_paths(const std::string& gold, const std::string& predicted) {
  const bool directories = fs::is_directory(gold);
  if (directories != fs::is_directory(predicted)) {
    throw InputError((directories ? predicted : gold) +
                     ": not a directory, but the other one is; give two files or two directories");
  }
  return directories ? evaluate_directories(gold, predicted) : evaluate_files(gold, predicted);
}

std::vector<std::pair<const char*, const align::Measure*>> measures(const align::Evaluation& e) {
  return {{"strict", &e.strict},
          {"lax", &e.lax},
          {"source_nulls", &e.source_nulls},
          {"target_nulls", &e.target_nulls}};
}

std::string as_table(const Total& total) {
  std::ostringstream out;
  out << "              precision  recall     F1   in gold\n" << std::fixed << std::setprecision(3);
  for (const auto& [name, measure] : measures(total.evaluation)) {
    std::string label = name;
    std::replace(label.begin(), label.end(), '_', ' ');
    out << std::left << std::setw(12) << label << std::right << std::setw(11)
        << measure->precision.share() << std::setw(8) << measure->recall.share() << std::setw(7)
        << measure->f1() << std::setw(10) << measure->recall.total() << '\n';
  }
  if (total.has_scores()) {
    out << "calibration error " << align::calibration_error(total.beads)
        << ", right of the surest 80 % " << align::right_of_surest(total.beads, kSurest) << '\n';
  }
  out << total.documents << (total.documents == 1 ? " document\n" : " documents\n");
  return out.str();
}

std::string as_json(const Total& total) {
  nlohmann::ordered_json object = {{"documents", total.documents}};
  for (const auto& [name, measure] : measures(total.evaluation)) {
    object[name] = {{"precision", measure->precision.share()},
                    {"recall", measure->recall.share()},
                    {"f1", measure->f1()},
                    {"in_gold", measure->recall.total()}};
  }
  if (total.has_scores()) {
    object["calibration_error"] = align::calibration_error(total.beads);
    object["right_of_surest"] = align::right_of_surest(total.beads, kSurest);
  }
  return object.dump() + "\n";
}

}  // namespace

int eval_command(int argc, char** argv) {
  std::string format = "table";
  po::options_description options("Options");
  options.add_options()("format", po::value(&format)->default_value(format)->value_name("FORMAT"),
                        "table or json");
  const auto paths = parse_options(argc, argv, kUsage, options);
  if (!paths) return kDone;
  if (format != "table" && format != "json") {
    throw UsageError("--format: '" + format + "' is neither table nor json");
  }
  const Total total = evaluate_paths((*paths)[0], (*paths)[1]);
  print(format == "json" ? as_json(total) : as_table(total));
  return kDone;
}

}  // namespace qiao::cli
