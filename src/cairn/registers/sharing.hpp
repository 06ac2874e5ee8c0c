#pragma once
// Who may see what: of each entry and of each field of it, from everybody to the few who care for persons.

#include <optional>
#include <string_view>

#include "cairn/core/entity.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::registers {

/// "public", "partner", "restricted" or "personal".
std::optional<Sensitivity> parse_sensitivity(std::string_view text);

/// What holds for an entry that does not say: an area or a place is public, a find (the position of a device) and kinds
/// that a programme made are restricted, what else there is goes to partners.
Sensitivity default_sensitivity(const Schema& schema);

/// As the entry says (field "sensitivity"), else the default; restricted when it says what nobody knows.
Sensitivity sensitivity_of(const Entity& entity, const Schema& schema);

/// Whether something of this sensitivity may go to those who see up to `up_to`.
bool may_go_to(Sensitivity sensitivity, Sensitivity up_to);

}  // namespace cairn::registers
