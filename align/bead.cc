#include "align/bead.h"

#include <ostream>

namespace qiao::align {

std::string_view status_name(Status status) {
  switch (status) {
    case Status::kAligned:
      return "aligned";
    case Status::kDropped:
      return "dropped";
    case Status::kAdded:
      return "added";
    case Status::kMoved:
      return "moved";
    case Status::kUncertain:
      return "uncertain";
  }
  return "";
}

std::ostream& operator<<(std::ostream& out, const Bead& bead) {
  return out << '[' << bead.source.begin << ',' << bead.source.end << ")-[" << bead.target.begin
             << ',' << bead.target.end << ')';
}

}  // namespace qiao::align
