// The files of a folder, in an order that no file system decides.
#pragma once

#include <string>
#include <vector>

namespace qiao::cli {

// Paths of all regular files in the folder and the folders below it, relative to it with "/"
// between, in ascending order of their bytes. What begins with a dot is passed over; symbolic
// links to files are followed, those to folders are not. Throws InputError: missing, no folder,
// unreadable.
std::vector<std::string> list_files(const std::string& folder);

}  // namespace qiao::cli
