// Whole files in, whole files out. "-" is standard input or output.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace qiao::text {

// How messages name a path: "standard input" for "-".
std::string input_name(const std::string& path);

// The bytes of a file, of a pipe, or of standard input. Throws InputError: missing, a
// directory, a device, unreadable, changed while it was read (input_file.h).
std::string read_file(const std::string& path);

// A file that appears whole or not at all: what is written goes to a temporary file beside
// the target, and commit() puts it in the target's place. Until then, and when the program
// fails before it, the target stays as it was.
//
//   OutputFile out("story.tmx");
//   out.write(header);
//   ...
//   out.commit();
//
// A symbolic link is followed, not replaced; an existing file keeps its permissions, a new
// one gets those of the umask. Devices and pipes (/dev/null, /dev/stdout, "-") have no
// whole: they are written as the text comes, without a temporary file.
// Every member that writes throws OutputError.
//
// A program that may be ended by a signal (Ctrl-C) calls discard_unfinished_outputs() from its
// handler, as cli/signals.cc does.
class OutputFile {
 public:
  explicit OutputFile(const std::string& path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  // Without commit(): removes the temporary file.
  ~OutputFile();

  void write(std::string_view bytes);
  // Passes on what is buffered, for somebody who waits at the other end of a pipe.
  void flush();

  // Writes what is buffered, waits until it is on the disk, and shows it under the target's
  // name. Nothing may be written afterwards.
  void commit();

 private:
  std::string name_;       // as the user said it, for messages
  std::string target_;     // links followed
  std::string temporary_;  // empty when written directly, and after commit()
  std::string buffer_;
  int file_ = -1;
};

// Removes the temporary file of every OutputFile that is alive, of sixteen at most. The program
// must end at once: the objects do not know. Async-signal-safe, so that handlers may call it.
void discard_unfinished_outputs() noexcept;

}  // namespace qiao::text
