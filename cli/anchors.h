// The file of --anchors: sentences that belong together, by their lines.
//
//   # the chapters
//   12 <TAB> 15       the first sentence that begins in line 12 of SOURCE, and in line 15 of TARGET
//   40.3 <TAB> 52     the third one of line 40
#pragma once

#include <string>
#include <vector>

#include "align/aligner.h"
#include "cli/input.h"
#include "cli/options.h"

namespace qiao::cli {

// --anchors. `path` must outlive the parsing.
void add_anchor_option(po::options_description& options, std::string& path);

// The anchors of a file, as sentences of the pair; none when the path is empty. Lines are those of
// the files as they were given, in that order, also when the pair was exchanged. `options` say what
// beads there are. Throws InputError with path:line: no two lines, a line where no sentence begins,
// anchors that no alignment can honour together.
std::vector<align::Anchor> read_anchors(const std::string& path, const Pair& pair,
                                        const align::AlignOptions& options);

}  // namespace qiao::cli
