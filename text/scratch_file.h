// A file without a name that goes when the object goes, for what does not fit into memory. It lies
// in TMPDIR, or in /tmp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace qiao::text {

class ScratchFile {
 public:
  ScratchFile();  // throws OutputError when there is no room for it
  ~ScratchFile();
  ScratchFile(ScratchFile&& other) noexcept;
  ScratchFile& operator=(ScratchFile&&) = delete;

  // Throws OutputError when the disk is full.
  void append(std::string_view bytes);
  // Fills `buffer` from byte `at` on; returns how many bytes there were.
  std::size_t read_at(std::uint64_t at, char* buffer, std::size_t capacity) const;
  std::uint64_t size() const { return size_; }
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace qiao::text
