// Subtitles: any text is an extract with its times in it, or an InputError.
#include "fuzz/extract_check.h"
#include "text/encoding.h"
#include "text/input_error.h"
#include "text/readers/subtitles.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace qiao::text;
  const std::string file =
      decode_part({reinterpret_cast<const char*>(data), size}, Encoding::kUtf8).utf8;
  try {
    const Extract extract = read_subtitles(file, "fuzz");
    check_extract(extract, file.size());
    std::size_t begin = 0;
    for (const Extract::Cue& cue : extract.cues) {
      demand(cue.begin >= begin && cue.time.begin >= 0 && cue.time.end >= cue.time.begin);
      begin = cue.begin;
    }
  } catch (const qiao::InputError&) {
  }
  return 0;
}
