// The files of a zip archive, one after the other, unpacked as they are read.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "tmx/byte_source.h"

namespace qiao::tmx {

// Takes over `file`, which must be open for reading and seekable. Throws InputError.
std::vector<NamedSource> open_zip(std::FILE* file, const std::string& name);

}  // namespace qiao::tmx
