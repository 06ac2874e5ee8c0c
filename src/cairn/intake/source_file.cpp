
#include "cairn/formats/input.hpp"
#include "cairn/intake/intake.hpp"
#include "cairn/registers/hash.hpp"

namespace cairn::intake {

std::string sha256_of(const std::filesystem::path& file) {
    formats::Input input(file);
    registers::Sha256 hash;
    while (input.peek() != formats::Input::end_of_file) {
        const std::string_view piece = input.loaded();
        hash.update(piece);
        input.skip(piece.size());
    }
    return registers::to_hex(hash.finish());
}

}  // namespace cairn::intake
