// Documents: any bytes in any encoding are a text whose sentences lie in order, or an InputError.
#include <cstdint>

#include "fuzz/demand.h"
#include "text/document.h"
#include "text/input_error.h"
#include "text/sentence_splitter.h"

namespace {

void check_ranges(const std::vector<qiao::text::ByteRange>& ranges, std::size_t size) {
  std::size_t end = 0;
  for (const qiao::text::ByteRange& range : ranges) {
    demand(range.begin >= end && range.end > range.begin && range.end <= size);
    end = range.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace qiao::text;
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  constexpr Language kLanguages[] = {Language::kUnknown, Language::kChinese, Language::kGerman,
                                     Language::kEnglish};
  ReadOptions options;
  options.language = kLanguages[data[0] & 3];
  options.lossy = (data[0] & 4) != 0;
  options.pre_split = (data[0] & 8) != 0;
  options.split.keep_quotes_together = (data[0] & 16) == 0;
  check_ranges(split_sentences(bytes, options.language, options.split), bytes.size());
  try {
    const Document document = Document::read(bytes, "fuzz", options);
    std::size_t end = 0;
    for (const Sentence& sentence : document.sentences()) {
      demand(sentence.text.begin >= end && sentence.text.end <= document.text().size());
      demand(sentence.source.begin <= sentence.source.end && sentence.source.end <= bytes.size());
      end = sentence.text.end;
    }
  } catch (const qiao::InputError&) {
  }
  return 0;
}
