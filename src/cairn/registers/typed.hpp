#pragma once
// Register entries ↔ the typed structs that algorithms read. A test compares each struct with its schema.

#include "cairn/core/accident.hpp"
#include "cairn/core/area.hpp"
#include "cairn/core/entity.hpp"
#include "cairn/core/find.hpp"
#include "cairn/core/hazard.hpp"
#include "cairn/core/package.hpp"
#include "cairn/core/recorded_area.hpp"
#include "cairn/core/search.hpp"

namespace cairn::registers {

/// Precondition of each: the entity is of that kind and check_entity has no error for it; a field that is
/// blank, or of another type than its schema says, comes out absent. Fields that the struct lacks are left
/// behind.
Package to_package(const Entity& entity);
RecordedArea to_recorded_area(const Entity& entity);  ///< no geometry and no status stated: place_only
Hazard to_hazard(const Entity& entity);
Search to_search(const Entity& entity);
Find to_find(const Entity& entity);  ///< count blank: 1
Accident to_accident(const Entity& entity);
Area to_area(const Entity& entity);
Place to_place(const Entity& entity);

/// The other way; absent members stay blank. Counts are rounded to whole numbers.
Entity to_entity(const Package& value);
Entity to_entity(const RecordedArea& value);
Entity to_entity(const Hazard& value);
Entity to_entity(const Search& value);
Entity to_entity(const Find& value);
Entity to_entity(const Accident& value);  ///< possible_duplicate becomes the group "unnamed"
Entity to_entity(const Area& value);
Entity to_entity(const Place& value);

}  // namespace cairn::registers
