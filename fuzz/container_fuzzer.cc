// Office documents and books: any archive, and any XML in a sound one, is a document whose
// sentences lie in order, or an InputError.
#include "fuzz/extract_check.h"
#include "tests/support/made_archive.h"
#include "text/input_error.h"
#include "text/readers/read_file.h"

namespace {

// The bytes as they are, or as the part of a sound archive that a stranger writes.
std::string wrapped(unsigned kind, const std::string& bytes) {
  using qiao::testing::made_archive;
  switch (kind) {
    case 0:
      return bytes;
    case 1:
      return made_archive({{"word/document.xml", bytes}});
    case 2:
      return made_archive({{"word/document.xml",
                            "<w><p><pPr><pStyle val='a'/></pPr>"
                            "<r><t>Er kam.</t></r></p></w>"},
                           {"word/styles.xml", bytes},
                           {"word/footnotes.xml", bytes}});
    case 3:
      return made_archive({{"content.xml", bytes}});
    case 4:
      return made_archive({{"META-INF/container.xml", "<c><rootfile full-path='p.opf'/></c>"},
                           {"p.opf", bytes},
                           {"a.xhtml", "<p>Er kam.</p>"}});
    default:
      return qiao::testing::made_epub({{"a.xhtml", bytes}});
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace qiao::text;
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  constexpr const char* kNames[] = {"fuzz", "a.docx", "a.docx", "a.odt", "a.epub", "a.epub"};
  const unsigned kind = data[0] % 6;
  try {
    const Document document = document_of(wrapped(kind, bytes), kNames[kind]);
    std::size_t end = 0;
    for (const Sentence& sentence : document.sentences()) {
      demand(sentence.text.begin >= end && sentence.text.end <= document.text().size());
      demand(sentence.source.begin <= sentence.source.end);
      end = sentence.text.end;
      demand(document.place(sentence.source.begin).line > 0);
    }
  } catch (const qiao::InputError&) {
  }
  return 0;
}
