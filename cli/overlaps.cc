#include "cli/overlaps.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <unordered_map>

#include "text/files.h"
#include "text/input_error.h"
#include "text/utf8.h"

namespace qiao::cli {
namespace {

constexpr std::size_t kLongest = 10000;  // characters that overlap.py writes of a line
constexpr std::string_view kBlank = "BLANK_LINE";

std::string_view trimmed(std::string_view line) {
  for (std::size_t at = 0; at < line.size(); at = 0) {
    if (!u_isUWhiteSpace(text::next_character(line, at))) break;
    line.remove_prefix(at);
  }
  while (!line.empty() && u_isUWhiteSpace(text::character_before(line, line.size()))) {
    line = line.substr(0, text::start_before(line, line.size()));
  }
  return line;
}

// What overlap.py writes of a line.
std::string_view overlap_of(std::string_view line) {
  line = trimmed(line);
  if (line.empty()) return kBlank;
  std::size_t end = 0;
  for (std::size_t count = 0; end < line.size() && count < kLongest; ++count) {
    text::next_character(line, end);
  }
  return trimmed(line.substr(0, end));
}

}  // namespace

embed::Embeddings rows_of_sentences(const std::string& overlaps, const embed::Embeddings& rows,
                                    const std::string& matrix,
                                    std::span<const std::string_view> sentences,
                                    const std::string& document) {
  const std::string content = text::read_file(overlaps);
  std::unordered_map<std::string_view, Eigen::Index> row_of;
  Eigen::Index count = 0;
  for (std::size_t begin = 0; begin < content.size(); ++count) {
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    row_of.try_emplace(trimmed(std::string_view(content).substr(begin, end - begin)), count);
    begin = end + 1;
  }
  if (count != rows.rows()) {
    throw InputError(matrix + ": " + std::to_string(rows.rows()) + " rows, but " + overlaps +
                     " has " + std::to_string(count) + " lines; embed that file, or check --dim");
  }
  embed::Embeddings result(static_cast<Eigen::Index>(sentences.size()), rows.cols());
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const auto found = row_of.find(overlap_of(sentences[i]));
    if (found == row_of.end()) {
      throw InputError(document + ":" + std::to_string(i + 1) + ": is not among the lines of " +
                       overlaps + "; make the overlaps of this file");
    }
    result.row(static_cast<Eigen::Index>(i)) = rows.row(found->second);
  }
  return result;
}

}  // namespace qiao::cli
