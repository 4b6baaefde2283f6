// Web pages and Markdown: any text is an extract whose bytes lie in the page, or an InputError.
#include "fuzz/extract_check.h"
#include "text/encoding.h"
#include "text/input_error.h"
#include "text/readers/html.h"
#include "text/readers/markdown.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace qiao::text;
  if (size == 0) return 0;
  const std::string page =
      decode_part({reinterpret_cast<const char*>(data) + 1, size - 1}, Encoding::kUtf8).utf8;
  try {
    const Extract extract =
        (data[0] & 1) != 0 ? read_markdown(page, "fuzz") : read_html(page, "fuzz");
    check_extract(extract, page.size());
  } catch (const qiao::InputError&) {
  }
  return 0;
}
