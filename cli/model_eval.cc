// qiao model eval: how well the lines of two files find each other.
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "cli/model_command.h"
#include "cli/options.h"
#include "embed/encoder.h"
#include "embed/model.h"
#include "embed/retrieval.h"
#include "text/files.h"
#include "text/input_error.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "model eval",
    .operands = "FILE...",
    .about =
        "Each FILE holds pairs of translations, source<TAB>target a line. For every line the\n"
        "nearest line of the other side is looked for; the table says how often it is the right\n"
        "one, by cosine and by margin over the neighbours. Lines whose text occurs twice on a "
        "side\n"
        "count as they stand.\n",
    .examples = "  paste news.zh news.de > news.tsv && qiao model eval news.tsv\n",
};

struct Lines {
  std::vector<std::string> source, target;
};

embed::Embeddings units_of(const embed::Model& model, const std::vector<std::string>& lines,
                           embed::Pool& pool) {
  const std::vector<std::string_view> views(lines.begin(), lines.end());
  return embed::encode_units(model, views, pool);
}

}  // namespace

void read_parallel_lines(
    const std::string& path,
    const std::function<void(std::string_view source, std::string_view target)>& take) {
  const std::string bytes = text::read_file(path);
  const std::string_view all = bytes;
  std::size_t number = 1;
  for (std::size_t begin = 0; begin < all.size(); ++number) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    const std::string_view line = all.substr(begin, end - begin);
    begin = end + 1;
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) {
      throw InputError(path + ":" + std::to_string(number) +
                       ": no tab in the line; write source<TAB>target");
    }
    const std::size_t stop = std::min(line.find_first_of("\t\r", tab + 1), line.size());
    take(line.substr(0, tab), line.substr(tab + 1, stop - tab - 1));
  }
}

int model_eval(int argc, char** argv) {
  std::string model_path;
  int threads = 0;
  int neighbours = 4;
  po::options_description options("Options");
  options.add_options()("model", po::value(&model_path)->value_name("FILE"),
                        "the model to use (default: $QIAO_MODEL, or the one installed)")(
      "neighbours", po::value(&neighbours)->default_value(neighbours)->value_name("K"),
      "of each margin")("threads", po::value(&threads)->default_value(threads)->value_name("N"),
                        "0: one for each core");
  const auto files = parse_options(argc, argv, kUsage, options);
  if (!files) return kDone;
  if (neighbours < 1) throw UsageError("--neighbours: at least 1");
  if (threads < 0) throw UsageError("--threads: a number below 0");
  const embed::Model model = embed::Model::open(embed::find_model(model_path));
  embed::Pool pool(static_cast<unsigned>(threads));
  for (const std::string& file : *files) {
    Lines lines;
    read_parallel_lines(file, [&](std::string_view source, std::string_view target) {
      lines.source.emplace_back(source);
      lines.target.emplace_back(target);
    });
    const embed::Retrieval r = embed::evaluate_retrieval(
        units_of(model, lines.source, pool), units_of(model, lines.target, pool), neighbours);
    if (&file == &files->front()) {
      std::printf("%-32s %7s   %-13s   %-13s\n", "file", "lines", "cosine  > <", "margin  > <");
    }
    std::printf("%-32s %7zu   %.4f %.4f   %.4f %.4f\n", file.c_str(), lines.source.size(),
                r.forward, r.backward, r.margin_forward, r.margin_backward);
  }
  return kDone;
}

}  // namespace qiao::cli
