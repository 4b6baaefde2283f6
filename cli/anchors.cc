#include "cli/anchors.h"

#include <cstdlib>
#include <sstream>

#include "align/anchors.h"
#include "cli/line_index.h"
#include "text/encoding.h"
#include "text/files.h"
#include "text/input_error.h"

namespace qiao::cli {
namespace {

std::string size_of(const align::Anchor& one, const align::Anchor& other) {
  return std::to_string(std::abs(one.source - other.source) + 1) + "-" +
         std::to_string(std::abs(one.target - other.target) + 1);
}

}  // namespace

void add_anchor_option(po::options_description& options, std::string& path) {
  options.add_options()("anchors", po::value(&path)->value_name("FILE"),
                        "sentences that must meet: line of SOURCE, tab, line of TARGET a line; "
                        "12.3 is the third sentence that begins in line 12; # begins a comment");
}

std::vector<align::Anchor> read_anchors(const std::string& path, const Pair& pair,
                                        const align::AlignOptions& options) {
  std::vector<align::Anchor> anchors;
  if (path.empty()) return anchors;
  if (options.monotone_by == align::MonotoneBy::kParagraph) {
    throw UsageError("--anchors: paragraphs in any order cannot be held; leave out --monotone-by");
  }
  const LineIndex source(pair.source.document);
  const LineIndex target(pair.target.document);
  std::istringstream lines(text::decode(text::read_file(path), path).utf8);
  std::vector<std::string> places;  // of the anchors
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string one, other, more;
    if (!(words >> one)) continue;
    words >> other >> more;
    const std::string place = path + ":" + std::to_string(number);
    const auto first = parse_line_name(one);
    const auto second = parse_line_name(other);
    if (!first || !second || !more.empty()) {
      throw InputError(place +
                       ": not two lines; write the line of SOURCE, a tab and the line of TARGET, "
                       "like 12 and 15, or 12.3 for the third sentence of line 12");
    }
    anchors.push_back({source.sentences(pair.exchanged ? *second : *first, place).begin,
                       target.sentences(pair.exchanged ? *first : *second, place).begin});
    places.push_back(std::to_string(number));
  }
  const auto conflict =
      align::find_conflict(anchors, align::bead_shapes(options.longest, options.square));
  if (!conflict) return anchors;
  const std::string place = path + ":" + places[conflict->other];
  const std::string& earlier = places[conflict->one];
  if (conflict->kind == align::AnchorConflict::Kind::kCross) {
    throw InputError(place + ": crosses the anchor of line " + earlier +
                     "; an alignment runs forward in both texts, leave out one of them");
  }
  throw InputError(place + ": would stand in one bead with the anchor of line " + earlier +
                   ", a bead of " + size_of(anchors[conflict->one], anchors[conflict->other]) +
                   " sentences or more, which is too large; leave out one of them");
}

}  // namespace qiao::cli
