#include "cairn/core/measure.hpp"

namespace cairn {

std::string_view to_text(CountUnit unit) {
    switch (unit) {
        case CountUnit::event: return "event";
        case CountUnit::person: return "person";
        case CountUnit::record: return "record";
        case CountUnit::find: return "find";
        case CountUnit::square_metre: return "m2";
        case CountUnit::device: return "device";
        case CountUnit::field: return "field";
    }
    return {};
}

std::string_view to_text(Weighting weighting) { return weighting == Weighting::raw ? "raw" : "ground"; }

}  // namespace cairn
