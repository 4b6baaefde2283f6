// Memories as the commands of `qiao tmx` take them: files, archives and standard input, read with
// progress on the terminal and broken units told of on standard error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/progress.h"
#include "text/byte_source.h"
#include "tmx/reader.h"
#include "tmx/writer.h"

namespace qiao::cli {

// How far a list of files has been read, as a line on the terminal.
class ReadingProgress {
 public:
  ReadingProgress(std::string task, const std::vector<std::string>& paths);
  // For tmx::open_memories of the next path.
  text::ReadProgress next_file();
  void clear() { progress_.clear(); }

 private:
  std::string task_;
  Progress progress_;
  std::uint64_t total_ = 0;    // bytes; 0: not known, a pipe is among them
  std::uint64_t done_ = 0;     // bytes of whole files
  std::uint64_t current_ = 0;  // bytes of the file being read
};

// As tmx::open_memories. Throws InputError, too, for a file whose name says another format, which
// only qiao tmx convert reads.
std::vector<text::NamedSource> open_tmx(const std::string& path, text::ReadProgress progress);

struct MemoryVisitor {
  // Before the units of a memory; an archive may hold several. May be empty.
  std::function<void(const tmx::Reader&)> open;
  std::function<void(const tmx::Reader&, tmx::TranslationUnit&)> unit;
};

// Visits every unit of every file in order, while the units after it are read on another thread: of
// the reader only the header may be asked. Broken units are skipped and told of, the first
// kToldProblems with their place, or with `strict` an InputError.
inline constexpr std::size_t kToldProblems = 20;
void read_memories(const std::vector<std::string>& paths, bool strict, std::string_view task,
                   const MemoryVisitor& visitor);

// Tells of what the writer had to change or what some tool will not take.
void tell_counts(const tmx::WriteCounts& counts);

}  // namespace qiao::cli
