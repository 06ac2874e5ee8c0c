#include "end_to_end/program.hpp"

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace cairn::tests {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void become_cairn(const std::vector<std::string>& arguments, const std::string& out,
                               const std::string& err) {
    const auto redirect = [](const std::string& file, int to) {
        const int from = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(from, to);
        close(from);
    };
    redirect(out, STDOUT_FILENO);
    redirect(err, STDERR_FILENO);
    dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
    std::vector<std::string> words{CAIRN_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    execv(CAIRN_PROGRAM, argv.data());
    _exit(127);
}

}  // namespace

Ran run_cairn(const std::vector<std::string>& arguments, std::optional<int> kill_after_ms) {
    const Folder folder;
    const std::string out = folder / "out";
    const std::string err = folder / "err";
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("cannot fork");
    if (child == 0) become_cairn(arguments, out, err);
    if (kill_after_ms) {
        std::this_thread::sleep_for(std::chrono::milliseconds(*kill_after_ms));
        kill(child, SIGKILL);
    }
    int status = 0;
    waitpid(child, &status, 0);
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return {code, read_text(out), read_text(err)};
}

Folder::Folder() {
    std::string name = (fs::temp_directory_path() / "cairn-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder for the test");
    path = name;
}

Folder::~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
}

std::string read_text(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

void write_text(const fs::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    if (!out) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace cairn::tests
