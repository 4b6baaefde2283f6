// The folder that a run writes to, and goes on in after it was ended at any moment.
//
//   DIR/lock                 held while a run is at work here
//   DIR/pairs.tsv            which documents are aligned with each other (cli/pair/verdict.h)
//   DIR/journal.json         what pairs.tsv was made of
//   DIR/documents/…          the documents that came through a pipe (incoming.h)
//   DIR/shards/ab/….jsonl    one for each pair of documents that was aligned (shard.h)
//   DIR/…                    the results, made of the shards in a few minutes whatever was aligned
//
// Every file appears whole or not at all (text/files.h): what is there is finished, what is not is
// done again. The results are made anew by each run, so a run with other filters aligns nothing.
#pragma once

#include <string>
#include <string_view>

namespace qiao::cli {

class RunFolder {
 public:
  // Makes the folder when there is none, takes the lock and removes what an ended run left half
  // written. Throws InputError when another run holds the lock, OutputError when the folder cannot
  // be written.
  explicit RunFolder(std::string path);
  RunFolder(const RunFolder&) = delete;
  RunFolder& operator=(const RunFolder&) = delete;
  ~RunFolder();  // lets the lock go

  std::string file(std::string_view name) const { return path_ + '/' + std::string(name); }
  const std::string& path() const { return path_; }

  // Whether pairs.tsv was made of what `made_of` says.
  bool has_pairs_of(std::string_view made_of) const;
  // Notes that it is. Call after pairs.tsv was written.
  void note_pairs_of(std::string_view made_of) const;

 private:
  std::string path_;
  int lock_ = -1;
};

// Makes a folder and those above it. Throws OutputError.
void make_folders(const std::string& path);

}  // namespace qiao::cli
