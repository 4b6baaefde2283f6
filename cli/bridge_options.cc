#include "cli/bridge_options.h"

#include <string_view>

#include "cli/progress.h"

namespace qiao::cli {

void add_bridge_options(po::options_description& options, BridgeOptions& bridge) {
  const auto language = [](text::LanguageGuess& wanted, const char* option) {
    return po::value<std::string>()->value_name("TAG")->notifier(
        [&wanted, option](const std::string& tag) { wanted = language_option(tag, option); });
  };
  const auto check_threads = [](int threads) {
    if (threads < 0) throw UsageError("--threads: a number below 0");
  };
  options.add_options()("source-lang", language(bridge.pair.source_language, "source-lang"),
                        "zh-Hant, zh-Hans, de or en; guessed from the text when not said")(
      "target-lang", language(bridge.pair.target_language, "target-lang"), "likewise")(
      "pre-split", po::bool_switch(&bridge.pair.read.pre_split),
      "one sentence a line already: nothing is split or cleaned")(
      "lossy", po::bool_switch(&bridge.pair.read.lossy),
      "replace invalid bytes by U+FFFD, do not stop")(
      "model", po::value(&bridge.model)->value_name("FILE"),
      "the model to use (default: $QIAO_MODEL, or the one installed)")(
      "threads",
      po::value(&bridge.threads)
          ->default_value(bridge.threads)
          ->value_name("N")
          ->notifier(check_threads),
      "0: one for each core");
}

void add_monotone_option(po::options_description& options, align::AlignOptions& align) {
  const auto set_unit = [&align](const std::string& unit) {
    if (unit == "paragraph") {
      align.monotone_by = align::MonotoneBy::kParagraph;
    } else if (unit != "sentence") {
      throw UsageError("--monotone-by: '" + unit + "' is none of sentence, paragraph");
    }
  };
  options.add_options()(
      "monotone-by",
      po::value<std::string>()->default_value("sentence")->value_name("UNIT")->notifier(set_unit),
      "what comes in the same order in both texts: sentence, but for moved "
      "stretches, or paragraph, whose sentences do while paragraphs may be "
      "anywhere");
}

void add_own_words_option(po::options_description& options, align::AlignOptions& align) {
  const auto set_when = [&align](const std::string& when) {
    if (when == "always") {
      align.learn_words = align::LearnWords::kAlways;
    } else if (when == "never") {
      align.learn_words = align::LearnWords::kNever;
    } else if (when != "auto") {
      throw UsageError("--own-words: '" + when + "' is none of auto, always, never");
    }
  };
  options.add_options()(
      "own-words",
      po::value<std::string>()->default_value("auto")->value_name("WHEN")->notifier(set_when),
      "align a second time with the names and terms that the texts themselves teach: auto "
      "(where it pays), always or never");
}

void check_monotone_option(const align::AlignOptions& align, bool pre_split) {
  if (pre_split && align.monotone_by == align::MonotoneBy::kParagraph) {
    throw UsageError("--monotone-by paragraph: lines tell of no paragraphs; leave out --pre-split");
  }
}

Builder::Builder(const BridgeOptions& options)
    : model(embed::Model::open(embed::find_model(options.model))),
      pool(static_cast<unsigned>(options.threads)) {}

align::Alignment Builder::align(const Pair& pair, const align::AlignOptions& options) {
  Progress progress;
  return align_pair(pair, model, pool, options,
                    [&](std::string_view task, double done) { progress.show(task, done); });
}

Bridge Builder::build(const Pair& pair, const align::AlignOptions& options) {
  Progress progress;
  return build_bridge(pair, model, pool, options,
                      [&](std::string_view task, double done) { progress.show(task, done); });
}

}  // namespace qiao::cli
