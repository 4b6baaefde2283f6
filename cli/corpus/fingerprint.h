// What tells whether work that a run did before can be taken as it is: short texts that differ when
// the files or settings it was made of do.
#pragma once

#include <string>
#include <string_view>

namespace qiao::cli {

// The size of a file and the time it was last written to; "missing" when there is none.
std::string file_stamp(const std::string& path);

// A hash as digits: long stamps made short. Not proof against intent.
std::string fingerprint(std::string_view text);

}  // namespace qiao::cli
