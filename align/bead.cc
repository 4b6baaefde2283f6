#include "align/bead.h"

#include <ostream>

namespace qiao::align {

std::ostream& operator<<(std::ostream& out, const Bead& bead) {
  return out << '[' << bead.source.begin << ',' << bead.source.end << ")-[" << bead.target.begin
             << ',' << bead.target.end << ')';
}

}  // namespace qiao::align
