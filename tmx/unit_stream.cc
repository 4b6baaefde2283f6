#include "tmx/unit_stream.h"

namespace qiao::tmx {

TranslationUnit make_pair_unit(std::string_view source, std::string_view target,
                               const LanguagePair& languages) {
  TranslationUnit unit;
  unit.variants = {{languages.source, {std::string(source), {}}, {}, {}},
                   {languages.target, {std::string(target), {}}, {}, {}}};
  return unit;
}

Header pair_header(const LanguagePair& languages) {
  Header header;
  header.source_language = languages.source;
  return header;
}

}  // namespace qiao::tmx
