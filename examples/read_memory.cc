// Reads a translation memory of any size, unit by unit, and prints source and target, a tab
// between.
//
//   read_memory old.tmx          .tmx.gz and .zip too
#include <iostream>

#include "text/input_error.h"
#include "tmx/open_memories.h"
#include "tmx/reader.h"

int main(int argc, char** argv) try {
  using namespace qiao;
  if (argc != 2) {
    std::cerr << "usage: read_memory FILE\n";
    return 2;
  }
  // A unit that is broken is passed over; this is told of it.
  const auto report = [](const tmx::Problem& problem) {
    std::cerr << "line " << problem.line << ": " << problem.reason << '\n';
  };
  // A zip archive may hold several memories.
  for (text::NamedSource& source : tmx::open_memories(argv[1])) {
    tmx::Reader reader(std::move(source), {.on_problem = report});
    tmx::TranslationUnit unit;
    while (reader.next(unit)) {
      const tmx::Sides sides = tmx::sides(unit, reader.header().source_language);
      if (!sides.source || !sides.target) continue;
      // words(): without the inline tags.
      std::cout << sides.source->segment.words() << '\t' << sides.target->segment.words() << '\n';
    }
  }
  return 0;
} catch (const qiao::InputError& error) {
  std::cerr << error.what() << '\n';
  return 3;
}
