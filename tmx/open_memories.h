// Memories in files, whatever they are packed in.
//
//   for (text::NamedSource& memory : open_memories("old.zip")) Reader reader(std::move(memory));
#pragma once

#include <string>
#include <vector>

#include "text/byte_source.h"

namespace qiao::tmx {

// As text::open_bytes, and a zip archive gives one source for each file in it whose name ends in
// .tmx, in the archive's order. Throws InputError: what cannot be read, and an archive without
// such a file.
std::vector<text::NamedSource> open_memories(const std::string& path,
                                             text::ReadProgress progress = {});

}  // namespace qiao::tmx
