#pragma once
// What all that read or write archives through the library need of it.

#include <archive.h>
#include <archive_entry.h>
#include <clocale>
#include <memory>
#include <string>

namespace cairn::formats {

using ArchiveReader = std::unique_ptr<archive, decltype(&archive_read_free)>;

/// While it lives, on the thread that made it: the library tells no name that the locale cannot hold, and a program
/// begins in a locale of ASCII alone.
class Utf8Names {
   public:
    Utf8Names();
    ~Utf8Names();
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;

   private:
    locale_t utf8_;
    locale_t before_;
};

/// As the archive writes it; UTF-8 where it says so.
std::string name_of(archive_entry* entry);

/// Why the last step failed, in the library's words.
std::string problem_of(archive* handle);
/// Whether these words say that a password is needed.
bool tells_of_password(const std::string& problem);

}  // namespace cairn::formats
