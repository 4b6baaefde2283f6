#include "cli/check/glossary.h"

#include <utility>

#include "text/encoding.h"
#include "text/fold.h"
#include "text/input_error.h"
#include "text/words.h"

namespace qiao::cli {
namespace {

std::string_view stripped(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

}  // namespace

std::string glossary_key(std::string_view text) {
  return text::fold_case(text::fold_chinese(text));
}

Glossary parse_glossary(std::string bytes, const std::string& name) {
  const text::Decoded decoded = text::decode(std::move(bytes), name);
  std::string_view rest = decoded.utf8;
  Glossary glossary;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() < rest.size() ? line.size() + 1 : line.size());
    if (stripped(line).empty() || stripped(line).front() == '#') continue;
    const std::size_t tab = line.find('\t');
    const std::string_view source = stripped(line.substr(0, tab));
    const std::string_view target =
        tab == line.npos ? std::string_view()
                         : stripped(line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1));
    if (source.empty() || target.empty()) {
      throw InputError(name + ":" + std::to_string(number) +
                       ": no pair of terms; write the source term, a tab and the target term");
    }
    glossary.push_back(
        {std::string(source), std::string(target), glossary_key(source), glossary_key(target)});
  }
  return glossary;
}

}  // namespace qiao::cli
