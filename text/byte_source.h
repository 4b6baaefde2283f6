// Where bytes come from: a file, standard input, a string, and what is packed in them.
//
//   const std::string text = read_all(*open_bytes("story.txt.gz"));
//
// Input is hostile until read: a packed file that swells beyond all reason is refused
// (kLargestExpansion), and nothing else is ever opened.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qiao::text {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills up to `capacity` bytes and returns how many; 0 at the end only. Throws InputError.
  virtual std::size_t read(char* buffer, std::size_t capacity) = 0;
};

// Another source whose first bytes can be looked at before anything is read.
class PeekSource : public ByteSource {
 public:
  explicit PeekSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}
  // The first `size` bytes, fewer when there are no more. Requires that read() was not called.
  std::string_view peek(std::size_t size);
  std::size_t read(char* buffer, std::size_t capacity) override;

 private:
  std::unique_ptr<ByteSource> source_;
  std::string head_;
  std::size_t at_ = 0;
};

struct NamedSource {
  std::string name;  // for messages: "old.zip/2019.tmx", "-" is standard input
  std::unique_ptr<ByteSource> bytes;
};

// Told now and then how many bytes of the file itself, as packed, have been read.
using ReadProgress = std::function<void(std::uint64_t)>;

// Unpacked bytes for each packed one, beyond which input is a bomb. Deflate reaches 1,032; a
// memory of a million made units 20. Checked after the first kFreeExpansion bytes.
inline constexpr std::uint64_t kLargestExpansion = 200;
inline constexpr std::uint64_t kFreeExpansion = 256u << 20;

std::unique_ptr<ByteSource> memory_source(std::string bytes);

// Opens a path, "-" for standard input; throws InputError as input_file.h does. gzip (of any
// number of members) is unpacked as it is read, known by its first bytes, not by its name.
std::unique_ptr<ByteSource> open_bytes(const std::string& path, ReadProgress progress = {});

// What a source holds: unpacked as it is read when it begins as gzip does, else as it is.
std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> source, const std::string& name);

// Reads everything that is left.
std::string read_all(ByteSource& source);

// Refuses what swells beyond kLargestExpansion. Throws InputError naming `name`.
void check_expansion(std::string_view name, std::uint64_t packed, std::uint64_t unpacked);

}  // namespace qiao::text
