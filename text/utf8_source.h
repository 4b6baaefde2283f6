// The bytes of an XML document as UTF-8 without a byte-order mark, whatever they were.
//
// The encoding is said by a byte-order mark, by the bytes of `<?` themselves (UTF-16, UTF-32), or
// by the declaration, encoding="Big5"; else it is UTF-8. A declaration that the bytes prove wrong
// (encoding="UTF-16" in single bytes) is overruled. UTF-8 is passed through as it stands.
#pragma once

#include <memory>
#include <string>

#include "text/byte_source.h"

namespace qiao::text {

struct Utf8Source {
  std::string encoding;  // "UTF-8", "UTF-16LE", "windows-1252", …
  std::unique_ptr<ByteSource> bytes;
};

// Reads the head of `source` at once. Bytes that the encoding does not know become U+FFFF, which
// XML forbids, so that whoever parses the result finds the place. Throws InputError for a name of
// an encoding that ICU does not know.
Utf8Source decode_xml(std::unique_ptr<ByteSource> source, const std::string& name);

}  // namespace qiao::text
