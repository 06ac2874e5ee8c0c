#pragma once
// The small exception family. Bad data is never thrown: it is a Finding (core/finding.hpp).

#include <stdexcept>
#include <string>

namespace cairn {

class Error : public std::runtime_error {
   public:
    using std::runtime_error::runtime_error;
};

/// The call was wrong: an option, a mapping or an input that must be stated. Exit code 2.
class CallError : public Error {
   public:
    using Error::Error;
};

/// The world failed: a file, the database, the disk. Nothing is half-written. Exit code 3.
class WorldError : public Error {
   public:
    using Error::Error;
};

/// Long work was asked to stop. Nothing is lost, nothing is half-written. Exit code 3.
class Interrupted : public WorldError {
   public:
    using WorldError::WorldError;
};

}  // namespace cairn
