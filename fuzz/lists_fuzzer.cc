// The short lists that people write by hand or by script: anchors, glossaries, pairs of documents.
// Any bytes are a list, or an InputError. The first byte says which.
#include <cstdint>
#include <string>

#include "cli/anchors.h"
#include "cli/check/glossary.h"
#include "cli/corpus/pair_list.h"
#include "cli/input.h"
#include "fuzz/demand.h"
#include "fuzz/memory_file.h"
#include "text/input_error.h"

namespace {

using namespace qiao::cli;

const Pair& story() {
  static const Pair pair = pair_of({"他來了。她走了。\n橋很老。\n\n河很寬。\n", "zh.txt"},
                                   {"Er kam. Sie ging.\nDie Brücke ist alt.\nBreit.\n", "de.txt"},
                                   {}, [](const std::string&) {});
  return pair;
}

void read_as_anchors(const MemoryFile& file) {
  const Pair& pair = story();
  for (const auto& anchor : read_anchors(file.path(), pair, {})) {
    demand(anchor.source >= 0 && anchor.target >= 0);
    demand(static_cast<std::size_t>(anchor.source) < pair.source.document.sentences().size());
    demand(static_cast<std::size_t>(anchor.target) < pair.target.document.sentences().size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const MemoryFile file(data + 1, size - 1);
  try {
    switch (data[0] % 3) {
      case 0:
        read_as_anchors(file);
        break;
      case 1:
        for (const GlossaryTerm& term :
             parse_glossary({reinterpret_cast<const char*>(data) + 1, size - 1}, "fuzz")) {
          demand(!term.source.empty() && !term.target.empty());
        }
        break;
      default:
        for (const DocumentPair& pair : read_pair_list(file.path()).pairs) {
          demand(!pair.source.empty() && !pair.target.empty());
        }
    }
  } catch (const qiao::InputError&) {
  }
  return 0;
}
