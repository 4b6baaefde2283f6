// Where bytes go: a stream, plain or through gzip. Writers of all formats end here.
#pragma once

#include <iosfwd>
#include <memory>
#include <string_view>

namespace qiao::tmx {

class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual void write(std::string_view bytes) = 0;
  // Flushes what is held back; nothing may be written after it.
  virtual void finish() = 0;
};

// Writes to `out`, which must outlive the sink. A stream that fails is for its owner to find out.
std::unique_ptr<ByteSink> stream_sink(std::ostream& out);

// Compresses with gzip, without a name or a date in it: same input, same bytes.
std::unique_ptr<ByteSink> gzip_sink(std::unique_ptr<ByteSink> target);

}  // namespace qiao::tmx
