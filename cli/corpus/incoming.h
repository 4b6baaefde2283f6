// Documents that come through a pipe, a JSON object a line, laid down as files: from there on they
// are folders like any other.
//
//   {"name": "news/7.html", "text": "…", "language": "zh-Hant"}      {"path": "story.epub"}
//
//   text      the document, in the format that the ending of its name says; or
//   path      a file that holds it
//   name      a path below the folder, as all results call the document; absent: the path, or the
//             number of the line. A name without an ending of a known format gets .txt
//   language  absent: as the text looks
//
// A line that is no such object is told and passed over.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "cli/input.h"
#include "text/byte_source.h"

namespace qiao::cli {

struct Incoming {
  std::size_t documents = 0;
  std::vector<std::string> problems;  // "standard input:12: …", one for each line passed over
};

// Writes the documents to source_folder or target_folder: to the first those in the language that
// the user says for the source, or Chinese ones; memories too. A file that is there already with
// the same bytes stays as it is, so that what was made of it stays good; files of other documents
// are removed. `name` starts the messages. Throws OutputError, and what reading `in` throws.
// Memory: a document, and the names of all.
Incoming lay_down(text::ByteSource& in, const std::string& name, const PairOptions& options,
                  const std::string& source_folder, const std::string& target_folder,
                  const std::function<void(std::size_t lines)>& on_line);

}  // namespace qiao::cli
