// qiao split: a text in, its sentences out, one a line.
#include "cli/command.h"
#include "cli/input.h"
#include "cli/options.h"
#include "text/document.h"
#include "text/files.h"

namespace qiao::cli {
namespace {

constexpr Usage kUsage = {
    .command = "split",
    .operands = "FILE",
    .about =
        "Cleans a text and prints its sentences, one a line. FILE may be - for standard input.\n",
    .examples =
        "  qiao split story.de.txt --lang de\n"
        "  qiao split story.zh.txt > story.zh.lines\n",
};

}  // namespace

int split_command(int argc, char** argv) {
  std::string language;
  std::string output = "-";
  text::ReadOptions read;
  bool split_quotes = false;
  po::options_description options("Options");
  options.add_options()("lang", po::value(&language)->value_name("TAG"),
                        "zh-Hant, zh-Hans, de or en; guessed from the text when not said")(
      "output,o", po::value(&output)->value_name("OUT"), "write here, not to standard output")(
      "split-quotes", po::bool_switch(&split_quotes),
      "cut a quotation of several sentences even inside a sentence")(
      "lossy", po::bool_switch(&read.lossy), "replace invalid bytes by U+FFFD, do not stop");
  const auto files = parse_options(argc, argv, kUsage, options);
  if (!files) return kDone;
  if (split_quotes) read.split.keep_quotes_together = false;
  if (!language.empty()) read.language = language_option(language, "lang").language;

  const text::Document document = read_document((*files)[0], read);
  text::OutputFile out(output);
  for (std::size_t i = 0; i < document.sentence_count(); ++i) {
    out.write(document.sentence(i));
    out.write("\n");
  }
  out.commit();
  return kDone;
}

}  // namespace qiao::cli
