#include "cairn/intake/fields.hpp"

#include <utility>

#include "cairn/intake/units.hpp"

namespace cairn::intake {
namespace {

constexpr const char* count_low = "claimed_count_low";
constexpr const char* count_high = "claimed_count_high";
constexpr std::size_t most_known_texts = 10'000;

}  // namespace

FieldReader::FieldReader(const Mapping& mapping, const registers::Schema& schema, const registers::Schemas& schemas,
                         Date today)
    : high_is_mapped_(mapping.fields.contains(count_high)) {
    for (const auto& [name, source] : mapping.fields) {
        const registers::Field* field = schema.find(name);
        const registers::CodeList* codes = field->code_list ? schemas.find_code_list(*field->code_list) : nullptr;
        const double factor = find_factor(source.unit, field->unit).value_or(1);
        sources_.push_back({{field, codes, &source, factor, mapping.decimal, today}, {}});
    }
}

void FieldReader::read(const formats::RawRow& row, Entity& entity, Findings& findings) {
    for (Source& source : sources_) {
        const FieldSource& from = *source.cell.source;
        const auto at = from.column ? row.values.find(*from.column) : row.values.end();
        if (at != row.values.end() && !trim(at->second).empty()) {
            read_one(source, at->second, entity, findings);
        } else if (from.constant) {
            read_one(source, *from.constant, entity, findings);
        }
    }
}

void FieldReader::read_one(Source& source, const std::string& text, Entity& entity, Findings& findings) {
    const CellReader& cell = source.cell;
    const std::string& name = cell.field->name;
    if (const auto at = source.known.find(text); at != source.known.end()) {
        if (!std::holds_alternative<std::monostate>(at->second)) entity.fields[name] = at->second;
        return;
    }
    if (name == count_low && !high_is_mapped_ && read_count_range(text, entity)) return;
    Result<Value> value = cell.read(text);
    if (!value) {
        Finding finding = value.error();
        if (cell.source->column) finding.message += " (column \"" + *cell.source->column + "\")";
        findings.push_back(std::move(finding));
        return;
    }
    if (cell.codes != nullptr && source.known.size() < most_known_texts) source.known.emplace(text, *value);
    if (std::holds_alternative<std::monostate>(*value)) return;
    if (name == count_low && !high_is_mapped_) entity.fields[count_high] = *value;
    entity.fields[name] = *std::move(value);
}

/// "20-30" in one column is the least and the greatest number claimed.
bool FieldReader::read_count_range(const std::string& text, Entity& entity) const {
    for (const std::string_view dash : {"-", "–", "—"}) {
        const auto at = text.find(dash, 1);
        if (at == std::string::npos) continue;
        const auto low = parse_decimal(std::string_view(text).substr(0, at), '.');
        const auto high = parse_decimal(std::string_view(text).substr(at + dash.size()), '.');
        const bool is_range = low && high && *low >= 0 && *high >= *low && *high <= 1e8;
        if (!is_range || *low != static_cast<double>(static_cast<std::int64_t>(*low)) ||
            *high != static_cast<double>(static_cast<std::int64_t>(*high))) {
            return false;
        }
        entity.fields[count_low] = static_cast<std::int64_t>(*low);
        entity.fields[count_high] = static_cast<std::int64_t>(*high);
        return true;
    }
    return false;
}

}  // namespace cairn::intake
