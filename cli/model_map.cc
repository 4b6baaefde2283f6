// qiao model map: the vectors of two languages that know nothing of each other, and a dictionary,
// in; the same vectors in one space out.
//
//   read both -> pairs of the dictionary -> Procrustes -> RCSLS -> precision on pairs held out ->
//   write
#include <algorithm>
#include <cstdio>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/model_command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "cli/word_vectors.h"
#include "embed/procrustes.h"
#include "embed/rcsls.h"
#include "embed/vec_file.h"
#include "embed/word_file.h"
#include "text/fold.h"
#include "text/input_error.h"
#include "text/words.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "model map",
    .operands = "",
    .about =
        "Brings the word vectors of two languages into one space, by a dictionary with\n"
        "source<TAB>target a line (further fields are passed over). Both files come out as .vec,\n"
        "vectors of unit length, for qiao model import. Files are .vec or .bin.\n"
        "\n"
        "The map is the orthogonal one that fits the dictionary best (Procrustes), refined for\n"
        "retrieval (RCSLS). Every tenth source word of the dictionary, by frequency, is held out;\n"
        "the table says how often one of its translations comes first, or among the first five,\n"
        "by CSLS. Case and Chinese script are folded when words are looked up.\n",
    .examples =
        "  qiao model map --source zh.vec --target de.vec --dictionary zh-de.tsv \\\n"
        "      --source-out zh.align.vec --target-out de.align.vec\n",
};

struct Settings {
  std::string source, target, dictionary, source_out, target_out;
  std::vector<std::string> texts;
  std::size_t max_words = 200000;
  std::size_t learn_words = 50000;
  embed::RcslsOptions rcsls;
  int threads = 0;
};

template <class T>
auto with_default(T& value, const char* name) {
  return po::value(&value)->default_value(value)->value_name(name);
}

po::options_description options_for(Settings& s) {
  po::options_description options("Options");
  const auto required = [](std::string& value, const char* name) {
    return po::value(&value)->value_name(name)->required();
  };
  options.add_options()("source", required(s.source, "FILE"), "vectors of one language")(
      "target", required(s.target, "FILE"), "of the other; its space is kept")(
      "dictionary", required(s.dictionary, "TSV"), "words that translate each other")(
      "source-out", required(s.source_out, "VEC"), "where the mapped vectors go")(
      "target-out", required(s.target_out, "VEC"), "where the target's go")(
      "max-words", with_default(s.max_words, "N"), "read the first N words of each file")(
      "learn-words", with_default(s.learn_words, "N"),
      "learn and measure on the first N words of each file")(
      "words", po::value(&s.texts)->value_name("TEXT")->composing(),
      "write the words of this text too, made from subwords (.bin only); may be repeated")(
      "iterations", with_default(s.rcsls.iterations, "N"), "of RCSLS; 0: Procrustes alone")(
      "neighbours", with_default(s.rcsls.neighbours, "K"), "of each word, for CSLS and RCSLS")(
      "threads", with_default(s.threads, "N"), "0: one for each core");
  return options;
}

void check(const Settings& s) {
  if (s.max_words < 1) throw UsageError("--max-words: at least 1");
  if (s.learn_words < 1) throw UsageError("--learn-words: at least 1");
  if (s.rcsls.iterations < 0) throw UsageError("--iterations: a number below 0");
  if (s.rcsls.neighbours < 1) throw UsageError("--neighbours: at least 1");
  if (s.threads < 0) throw UsageError("--threads: a number below 0");
}

std::string folded(std::string_view word) { return text::fold_case(text::fold_chinese(word)); }

// The words of a file, one a row, and where to find them.
struct Words {
  std::vector<std::string> words;
  embed::Embeddings rows;
  std::unordered_map<std::string, Eigen::Index> row_of;  // by folded word; the first row counts
};

Words read(const std::string& path, std::size_t max_words, std::span<const TextWord> text_words,
           Progress& progress) {
  embed::WordFile file(path);
  Words words;
  words.rows.resize(static_cast<Eigen::Index>(std::min(max_words, file.size())), file.dimensions());
  const auto take = [&](std::string_view word, std::span<const float> vector, double frequency) {
    const auto row = static_cast<Eigen::Index>(words.words.size());
    const bool fresh = words.row_of.try_emplace(folded(word), row).second;
    const bool from_subwords = frequency == 0;
    if (!fresh && from_subwords) return false;
    if (row == words.rows.rows()) {
      words.rows.conservativeResize(row + row / 2 + 1, Eigen::NoChange);
    }
    std::copy(vector.begin(), vector.end(), words.rows.row(row).data());
    words.words.emplace_back(word);
    return true;
  };
  read_words(file, path, max_words, text_words, progress, take);
  progress.clear();
  if (words.words.empty()) throw InputError(path + ": no words; is it the right file?");
  words.rows.conservativeResize(static_cast<Eigen::Index>(words.words.size()), Eigen::NoChange);
  embed::normalise_rows(words.rows);
  return words;
}

struct Dictionary {
  std::vector<embed::RowPair> learned, held_out;  // sorted
};

// Held out are whole source words: another translation of the same word would give it away.
Dictionary read_dictionary(const std::string& path, const Words& source, const Words& target,
                           Eigen::Index learn_words) {
  std::set<embed::RowPair> pairs;
  std::size_t lines = 0;
  read_parallel_lines(path, [&](std::string_view source_word, std::string_view target_word) {
    ++lines;
    const auto from = source.row_of.find(folded(source_word));
    const auto to = target.row_of.find(folded(target_word));
    if (from == source.row_of.end() || to == target.row_of.end()) return;
    if (from->second >= learn_words || to->second >= learn_words) return;
    pairs.emplace(from->second, to->second);
  });
  Dictionary dictionary;
  constexpr int kHoldOutEvery = 10;
  int word = 0;
  Eigen::Index last = -1;
  for (const embed::RowPair& pair : pairs) {
    word += pair.first != last;
    last = pair.first;
    (word % kHoldOutEvery == 0 ? dictionary.held_out : dictionary.learned).push_back(pair);
  }
  if (dictionary.learned.empty()) {
    throw InputError(path + ": of " + std::to_string(lines) +
                     " lines none has both its words among the vectors; are source and target in "
                     "this order?");
  }
  return dictionary;
}

embed::Embeddings mapped(const embed::EmbeddingsView& rows, const embed::Embeddings& map) {
  embed::Embeddings result = rows * map;
  embed::scale_rows_to_unit(result);
  return result;
}

std::string table_line(const char* method, const embed::WordPrecision& precision) {
  char line[96];
  std::snprintf(line, sizeof line, "%-12s %11.3f  %11.3f\n", method, precision.at_1,
                precision.at_5);
  return line;
}

void write(const std::string& path, const Words& words, Progress& progress) {
  embed::VecWriter out(path, words.words.size(), static_cast<int>(words.rows.cols()));
  for (std::size_t i = 0; i < words.words.size(); ++i) {
    const auto row = words.rows.row(static_cast<Eigen::Index>(i));
    out.add(words.words[i], std::span(row.data(), static_cast<std::size_t>(row.size())));
    progress.show("writing " + path,
                  static_cast<double>(i) / static_cast<double>(words.words.size()));
  }
  out.commit();
  progress.clear();
}

}  // namespace

int model_map(int argc, char** argv) {
  Settings s;
  if (!parse_options(argc, argv, kUsage, options_for(s))) return kDone;
  check(s);
  Progress progress;
  const std::vector<TextWord> text_words = words_of_texts(s.texts);
  Words source = read(s.source, s.max_words, text_words, progress);
  Words target = read(s.target, s.max_words, text_words, progress);
  if (source.rows.cols() != target.rows.cols()) {
    throw InputError(s.target + ": " + std::to_string(target.rows.cols()) + " dimensions, but " +
                     s.source + " has " + std::to_string(source.rows.cols()) +
                     "; train both with the same");
  }
  const auto learn_words = static_cast<Eigen::Index>(s.learn_words);
  const Dictionary dictionary = read_dictionary(s.dictionary, source, target, learn_words);
  const embed::Embeddings known_source =
      source.rows.topRows(std::min(learn_words, source.rows.rows()));
  const embed::Embeddings known_target =
      target.rows.topRows(std::min(learn_words, target.rows.rows()));

  embed::Pool pool(static_cast<unsigned>(s.threads));
  const auto measured = [&](const embed::Embeddings& map) {
    progress.show("measuring", 0);
    return embed::word_precision(mapped(known_source, map), known_target, dictionary.held_out,
                                 s.rcsls, pool);
  };
  progress.show("fitting", 0);
  embed::Embeddings x(static_cast<Eigen::Index>(dictionary.learned.size()), known_source.cols());
  embed::Embeddings y(x.rows(), x.cols());
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    const auto [from, to] = dictionary.learned[static_cast<std::size_t>(i)];
    x.row(i) = known_source.row(from);
    y.row(i) = known_target.row(to);
  }
  embed::Embeddings map = embed::orthogonal_map(x, y);
  const embed::WordPrecision before = measured(map);
  std::string table = std::to_string(dictionary.learned.size()) + " pairs to learn from, " +
                      std::to_string(before.words) + " source words held out\n" +
                      "             precision@1  precision@5\n" + table_line("Procrustes", before);
  if (s.rcsls.iterations > 0) {
    map = embed::refine_by_rcsls(
        known_source, known_target, dictionary.learned, map, s.rcsls, pool,
        [&](const embed::RcslsProgress& p) {
          progress.show("refining", static_cast<double>(p.iteration) / s.rcsls.iterations);
        });
    table += table_line("RCSLS", measured(map));
  }
  progress.clear();
  source.rows = mapped(source.rows, map);
  write(s.source_out, source, progress);
  write(s.target_out, target, progress);
  print(table);
  return kDone;
}

}  // namespace qiao::cli
