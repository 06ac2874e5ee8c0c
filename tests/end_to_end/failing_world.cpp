// A library that is loaded before all others: at the n-th time that a program changes a file, the world fails.
//
//   CAIRN_FAIL_AT=n     counted from 1 over write, truncate, sync, rename and remove; 0 or absent: never
//   CAIRN_FAIL_AS       kill  the program is killed in place of that change
//                       torn  half of the bytes are written, then it is killed
//                       full  this write and all that follow find no space on the disk
//   CAIRN_COUNT_INTO    a file that gets the number of changes when the program ends by itself
//
// Standard output and error are left alone.

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

enum class As { kill, torn, full };

long changes = 0;
bool is_full = false;

long fail_at() {
    static const long at = [] {
        const char* text = std::getenv("CAIRN_FAIL_AT");
        return text == nullptr ? 0L : std::atol(text);
    }();
    return at;
}

As fail_as() {
    const char* text = std::getenv("CAIRN_FAIL_AS");
    if (text == nullptr || std::strcmp(text, "kill") == 0) return As::kill;
    return std::strcmp(text, "torn") == 0 ? As::torn : As::full;
}

[[noreturn]] void die() {
    raise(SIGKILL);
    std::abort();
}

template <class F>
F next(const char* name, F /*shape*/) {
    return reinterpret_cast<F>(dlsym(RTLD_NEXT, name));
}

/// Counts one change; true when it must fail for want of space. `write_half` tears a write.
template <class F>
bool change(bool needs_space, F&& write_half) {
    if (++changes == fail_at()) {
        if (fail_as() == As::torn) write_half();
        if (fail_as() != As::full) die();
        is_full = true;
    }
    if (!is_full || !needs_space) return false;
    errno = ENOSPC;
    return true;
}

void nothing() {}

bool is_terminal_stream(int fd) { return fd == STDOUT_FILENO || fd == STDERR_FILENO; }

__attribute__((destructor)) void tell() {
    const char* into = std::getenv("CAIRN_COUNT_INTO");
    if (into == nullptr) return;
    const long total = changes;
    if (std::FILE* file = std::fopen(into, "w")) {
        std::fprintf(file, "%ld", total);
        std::fclose(file);
    }
}

}  // namespace

extern "C" {

ssize_t write(int fd, const void* bytes, size_t size) {
    static const auto real = next("write", &write);
    if (!is_terminal_stream(fd) && change(true, [&] { (void)!real(fd, bytes, size / 2); })) return -1;
    return real(fd, bytes, size);
}

ssize_t writev(int fd, const iovec* parts, int count) {
    static const auto real = next("writev", &writev);
    if (!is_terminal_stream(fd) && change(true, [&] { (void)!real(fd, parts, count / 2); })) return -1;
    return real(fd, parts, count);
}

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
    static const auto real = next("pwrite", &pwrite);
    if (change(true, [&] { (void)!real(fd, bytes, size / 2, at); })) return -1;
    return real(fd, bytes, size, at);
}

ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
    static const auto real = next("pwrite64", &pwrite64);
    if (change(true, [&] { (void)!real(fd, bytes, size / 2, at); })) return -1;
    return real(fd, bytes, size, at);
}

int ftruncate(int fd, off_t size) noexcept {
    static const auto real = next("ftruncate", &ftruncate);
    change(false, nothing);
    return real(fd, size);
}

int ftruncate64(int fd, off64_t size) noexcept {
    static const auto real = next("ftruncate64", &ftruncate64);
    change(false, nothing);
    return real(fd, size);
}

int fsync(int fd) {
    static const auto real = next("fsync", &fsync);
    change(false, nothing);
    return real(fd);
}

int fdatasync(int fd) {
    static const auto real = next("fdatasync", &fdatasync);
    change(false, nothing);
    return real(fd);
}

int rename(const char* from, const char* to) noexcept {
    static const auto real = next("rename", &rename);
    change(false, nothing);
    return real(from, to);
}

int unlink(const char* name) noexcept {
    static const auto real = next("unlink", &unlink);
    change(false, nothing);
    return real(name);
}

}  // extern "C"
