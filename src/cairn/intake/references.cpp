#include "cairn/intake/references.hpp"

#include <string>

#include "cairn/intake/cells.hpp"
#include "cairn/intake/intake.hpp"

namespace cairn::intake {
namespace {

Finding unresolved(const registers::Field& field, const std::string& written, const std::vector<std::string>& ids) {
    const std::string& kind = *field.refers_to;
    const std::string found = shorten(written);
    Finding finding{.severity = Severity::warning, .field = field.name, .found = found};
    if (ids.empty()) {
        finding.code = "unknown_reference";
        finding.message = field.name + " is \"" + found + "\", but the store has no " + kind +
                          " with that id. The row is kept, the link stays as written. Correct the id, or import the " +
                          kind + " first.";
        finding.expected = "the id of a " + kind + ", here or in its source";
        return finding;
    }
    std::string several;
    for (const auto& id : ids) several += (several.empty() ? "" : ", ") + shorten(id);
    finding.code = "ambiguous_reference";
    finding.message = field.name + " is \"" + found + "\", which sources of different deliveries call more than one " +
                      kind + " (" + several +
                      "). The row is kept, the link stays as written. Name the delivery of the row, or write the id of "
                      "the one that is meant.";
    finding.expected = "one of " + several;
    return finding;
}

}  // namespace

References::References(const KnownRows& known, const registers::Schema& schema) : known_(known) {
    for (const auto& field : schema.fields) {
        if (field.refers_to && *field.refers_to != "package") fields_.push_back(&field);
    }
}

void References::resolve(Entity& entity, Findings& findings) const {
    if (!known_.find_referred) return;
    for (const registers::Field* field : fields_) {
        const auto written = text_of(entity, field->name);
        if (!written) continue;
        auto ids = known_.find_referred(*field->refers_to, text_of(entity, "package"), *written);
        if (ids.size() == 1)
            entity.fields[field->name] = std::move(ids.front());
        else
            findings.push_back(unresolved(*field, *written, ids));
    }
}

}  // namespace cairn::intake
