#include "cli/memory_files.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "cli/terminal.h"
#include "text/input_error.h"
#include "tmx/format.h"
#include "tmx/open_memories.h"
#include "tmx/read_ahead.h"

namespace qiao::cli {

ReadingProgress::ReadingProgress(std::string task, const std::vector<std::string>& paths)
    : task_(std::move(task)) {
  for (const std::string& path : paths) {
    std::error_code error;
    const std::uint64_t size = std::filesystem::file_size(path, error);
    if (error) {
      total_ = 0;
      return;
    }
    total_ += size;
  }
}

text::ReadProgress ReadingProgress::next_file() {
  done_ += std::exchange(current_, 0);
  return [this](std::uint64_t bytes) {
    current_ = bytes;
    if (total_ > 0) {
      progress_.show(task_, static_cast<double>(done_ + current_) / static_cast<double>(total_));
    }
  };
}

std::vector<text::NamedSource> open_tmx(const std::string& path, text::ReadProgress progress) {
  if (const auto format = tmx::format_of_path(path); format && *format != tmx::Format::kTmx) {
    throw InputError(path + ": this is " + std::string(tmx::format_name(*format)) +
                     ", not TMX; make it one with qiao tmx convert " + path + " -o OUT.tmx");
  }
  return tmx::open_memories(path, std::move(progress));
}

void read_memories(const std::vector<std::string>& paths, bool strict, std::string_view task,
                   const MemoryVisitor& visitor) {
  ReadingProgress progress(std::string(task), paths);
  std::size_t problems = 0;
  for (const std::string& path : paths) {
    for (text::NamedSource& source : open_tmx(path, progress.next_file())) {
      const std::string name = source.name;
      tmx::ReadOptions options;
      options.strict = strict;
      options.on_problem = [&](const tmx::Problem& problem) {
        if (++problems > kToldProblems) return;
        progress.clear();
        say(name + ":" + std::to_string(problem.line) + ": unit skipped: " + problem.reason);
      };
      tmx::Reader reader(std::move(source), options);
      if (visitor.open) visitor.open(reader);
      tmx::ReadAhead ahead(reader);
      tmx::TranslationUnit unit;
      while (ahead.next(unit)) visitor.unit(reader, unit);
    }
  }
  progress.clear();
  if (problems > kToldProblems) {
    say(std::to_string(problems - kToldProblems) +
        " more units skipped; qiao tmx validate names them all");
  }
}

void tell_counts(const tmx::WriteCounts& counts) {
  if (counts.removed_characters > 0) {
    say(std::to_string(counts.removed_characters) +
        " characters that XML forbids were left out of the result");
  }
  if (counts.long_segments > 0) {
    say(std::to_string(counts.long_segments) + " segments are longer than " +
        std::to_string(tmx::kLongSegment) + " characters, which Trados does not take");
  }
}

}  // namespace qiao::cli
