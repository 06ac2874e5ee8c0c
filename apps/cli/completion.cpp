// Scripts that complete a half-typed command, written from the options themselves.

#include <string>
#include <vector>

#include "help_text.hpp"
#include "value_types.hpp"

namespace cairn::cli {
namespace {

using Verbs = std::span<const CommandPage>;

std::vector<std::string> words_of(const ValueType& type, Verbs verbs) {
    if (type.name != "VERB") return type.words;
    std::vector<std::string> names;
    for (const CommandPage& verb : verbs) names.push_back(verb.name);
    return names;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string option_names(const CommandPage& page) {
    std::string text;
    for (const OptionText& option : page.options) text += (text.empty() ? "" : " ") + joined(option.names);
    return text;
}

// --- bash ---

std::string bash_pattern(const OptionText& option, const std::string& verb) {
    std::string pattern;
    for (const std::string& name : option.names) pattern += (pattern.empty() ? "'" : "|'") + verb + " " + name + "'";
    return pattern;
}

/// _cairn_value VERB OPTION: the type of the option's value, with + when it takes several.
std::string bash_option_types(Verbs verbs) {
    std::string text = "_cairn_value() {\n    case \"$1 $2\" in\n";
    for (const CommandPage& verb : verbs)
        for (const OptionText& option : verb.options)
            if (!option.value.empty())
                text += "        " + bash_pattern(option, verb.name) + ") echo '" + option.value +
                        (option.is_repeated ? "+" : "") + "' ;;\n";
    return text + "    esac\n}\n\n";
}

/// _cairn_argument VERB NUMBER: the type of an argument, from 1.
std::string bash_argument_types(Verbs verbs) {
    std::string text = "_cairn_argument() {\n    case \"$1 $2\" in\n";
    for (const CommandPage& verb : verbs) {
        for (std::size_t i = 0; i < verb.arguments.size(); ++i) {
            const OptionText& argument = verb.arguments[i];
            text += "        '" + verb.name + " '" + (argument.is_repeated ? "*" : std::to_string(i + 1)) + ") echo '" +
                    argument.value + "' ;;\n";
        }
    }
    return text + "    esac\n}\n\n";
}

std::string bash_completes(const ValueType& type, Verbs verbs) {
    switch (type.completes) {
        case Completes::words: {
            const std::string words =
                "mapfile -t COMPREPLY < <(compgen -W '" + joined(words_of(type, verbs)) + "' -- \"$2\")";
            // The file of one's own scenario stands beside the bundled ones.
            return type.name == "SCENARIO"
                       ? "compopt -o filenames 2>/dev/null; " + words +
                             "; mapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY < <(compgen -f -- \"$2\")"
                       : words;
        }
        case Completes::folders:
            return "compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- \"$2\")";
        case Completes::files:
            if (type.suffix.empty())
                return "compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- \"$2\")";
            return "compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- \"$2\"; compgen -f -X "
                   "'!*." +
                   type.suffix + "' -- \"$2\")";
        case Completes::nothing: break;
    }
    return ":";
}

std::string bash_type_values(Verbs verbs) {
    std::string text = "_cairn_complete() {\n    case \"$1\" in\n";
    for (const ValueType& type : value_types())
        text += "        '" + type.name + "') " + bash_completes(type, verbs) + " ;;\n";
    return text + "    esac\n}\n\n";
}

constexpr const char* bash_main = R"bash(_cairn() {
    local current="${COMP_WORDS[COMP_CWORD]}" verb="${COMP_WORDS[1]}" option="" value="" count=1 i word
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_cairn_options '')" -- "$current")
        return
    fi
    # Which option waits for a value, and how many arguments stand before the cursor.
    for ((i = 2; i < COMP_CWORD; i++)); do
        word="${COMP_WORDS[i]}"
        case "$word" in
            =) ;;
            -*) option="$word"; value="$(_cairn_value "$verb" "$word")"; [ -n "$value" ] || option="" ;;
            *)
                if [ -z "$option" ]; then
                    count=$((count + 1))
                elif [ "${value%+}" = "$value" ]; then
                    option=""
                fi
                ;;
        esac
    done
    [ "$current" != "=" ] || current=""
    case "$current" in
        -*) mapfile -t COMPREPLY < <(compgen -W "$(_cairn_options "$verb")" -- "$current") ;;
        *)
            if [ -n "$option" ]; then
                _cairn_complete "${value%+}" "$current"
            else
                _cairn_complete "$(_cairn_argument "$verb" "$count")" "$current"
            fi
            ;;
    esac
}

complete -F _cairn cairn
)bash";

// --- zsh ---

/// Inside single quotes, in a place where : and ] end a part.
std::string zsh_part(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\'') {
            out += "'\\''";
        } else if (c == ':' || c == '[' || c == ']' || c == '\\') {
            out += std::string("\\") + c;
        } else {
            out += c;
        }
    }
    return out;
}

std::string zsh_action(const std::string& name, Verbs verbs) {
    const ValueType* type = find_value_type(name);
    if (type == nullptr) return " ";
    switch (type->completes) {
        case Completes::words:
            if (type->name == "SCENARIO")
                return "{ compadd -- " + joined(words_of(*type, verbs)) + "; _files -g \"*.json\" }";
            return "(" + joined(words_of(*type, verbs)) + ")";
        case Completes::folders: return "_files -/";
        case Completes::files: return type->suffix.empty() ? "_files" : "_files -g \"*." + type->suffix + "\"";
        case Completes::nothing: break;
    }
    return " ";
}

std::string zsh_value(const OptionText& option, Verbs verbs) {
    if (option.value.empty()) return "";
    return (option.is_repeated ? ":*-*:" : ":") + zsh_part(option.value) + ":" + zsh_action(option.value, verbs);
}

std::string zsh_option(const OptionText& option, Verbs verbs) {
    const std::string tail = "[" + zsh_part(option.what) + "]" + zsh_value(option, verbs);
    std::string text;
    for (const std::string& name : option.names) {
        const bool is_long = name.starts_with("--");
        const std::string takes = option.value.empty() || option.is_repeated ? "" : is_long ? "=" : "+";
        const std::string others = option.names.size() > 1 ? "(" + joined(option.names) + ")" : "";
        text += " \\\n                '" + others + name + takes + tail + "'";
    }
    return text;
}

std::string zsh_verb(const CommandPage& verb, Verbs verbs) {
    std::string text = "            " + verb.name + ")\n                _arguments -S";
    for (const OptionText& option : verb.options) text += zsh_option(option, verbs);
    for (std::size_t i = 0; i < verb.arguments.size(); ++i) {
        const OptionText& argument = verb.arguments[i];
        text += " \\\n                '" + (argument.is_repeated ? std::string("*") : std::to_string(i + 1)) + ":" +
                zsh_part(argument.names.front()) + ":" + zsh_action(argument.value, verbs) + "'";
    }
    return text + "\n                ;;\n";
}

}  // namespace

std::string to_bash_completion(const CommandPage& program, Verbs verbs) {
    std::string text =
        "# Completion of cairn for bash, written by: cairn completion bash\n"
        "# Load it with: source <(cairn completion bash)\n\n"
        "_cairn_options() {\n    case \"$1\" in\n        '') echo '";
    for (const CommandPage& verb : verbs) text += verb.name + " ";
    text += option_names(program) + "' ;;\n";
    for (const CommandPage& verb : verbs) text += "        '" + verb.name + "') echo '" + option_names(verb) + "' ;;\n";
    text += "    esac\n}\n\n";
    return text + bash_option_types(verbs) + bash_argument_types(verbs) + bash_type_values(verbs) + bash_main;
}

std::string to_zsh_completion(const CommandPage& program, Verbs verbs) {
    std::string text =
        "#compdef cairn\n"
        "# Completion of cairn for zsh, written by: cairn completion zsh\n"
        "# Keep it as _cairn in a folder of your fpath.\n\n"
        "_cairn() {\n    local context state state_descr line\n    typeset -A opt_args\n    _arguments -C -S";
    for (const OptionText& option : program.options) text += zsh_option(option, verbs);
    text +=
        " \\\n                '1:verb:->verb' '*::argument:->rest'\n    case $state in\n        verb)\n"
        "            local -a verbs=(";
    for (const CommandPage& verb : verbs) text += "\n                '" + verb.name + ":" + zsh_part(verb.what) + "'";
    text +=
        ")\n            _describe -t verbs verb verbs\n            ;;\n        rest)\n            case "
        "$line[1] in\n";
    for (const CommandPage& verb : verbs) text += zsh_verb(verb, verbs);
    return text +
           "            esac\n            ;;\n    esac\n}\n\n"
           // Both as a function that fpath loads and as a script that is sourced.
           "if [ \"$funcstack[1]\" = _cairn ]; then _cairn \"$@\"; else compdef _cairn cairn; fi\n";
}

}  // namespace cairn::cli
