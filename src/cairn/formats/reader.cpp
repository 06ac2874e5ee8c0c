#include "cairn/formats/reader.hpp"

#include "cairn/formats/input.hpp"
#include "cairn/formats/source_file.hpp"

namespace cairn::formats {

Result<RawTable> read_file(const std::filesystem::path& file, const std::function<bool(RawRow&&)>& on_row,
                           const Limits& limits) {
    require_plain_file(file);
    auto source = Source::open(file, limits);
    if (!source) return failure(source.error());
    return source->read_whole(on_row, limits);
}

Result<RawTable> describe_file(const std::filesystem::path& file, const Limits& limits) {
    return read_file(file, [](RawRow&&) { return true; }, limits);
}

}  // namespace cairn::formats
