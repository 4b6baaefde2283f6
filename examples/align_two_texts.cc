// Aligns two versions of a text and prints what belongs together.
//
//   align_two_texts story.zh.txt story.de.txt
#include <iostream>
#include <string>

#include "align/aligner.h"
#include "bridge/side.h"
#include "embed/model.h"
#include "embed/parallel.h"
#include "text/document.h"
#include "text/files.h"
#include "text/input_error.h"

namespace {

using namespace qiao;

// A bead names sentences by number; the document lends their text.
void print_sentences(const text::Document& document, align::SentenceSpan span) {
  for (int i = span.begin; i < span.end; ++i) {
    std::cout << "  " << document.sentence(static_cast<std::size_t>(i)) << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) {
    std::cerr << "usage: align_two_texts SOURCE TARGET\n";
    return 2;
  }
  // Bytes to sentences. Encoding and language are guessed.
  const auto source = text::Document::read(text::read_file(argv[1]), argv[1]);
  const auto target = text::Document::read(text::read_file(argv[2]), argv[2]);

  // Sentences to vectors. "" is the model that was installed, or $QIAO_MODEL.
  const auto model = embed::Model::open(embed::find_model(""));
  embed::Pool pool;  // a thread for each core
  const align::Side source_side = bridge::side_of(source, model, pool);
  const align::Side target_side = bridge::side_of(target, model, pool);

  // Vectors to beads.
  const align::Alignment alignment = align::align(source_side, target_side, {}, pool);
  for (const align::Bead& bead : alignment.beads) {
    std::cout << status_name(bead.status) << ' ' << bead.score << '\n';
    print_sentences(source, bead.source);
    print_sentences(target, bead.target);
  }
  return 0;
} catch (const qiao::InputError& error) {
  std::cerr << error.what() << '\n';  // one line: the place first, a remedy last
  return 3;
}
