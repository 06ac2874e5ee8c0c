# What bash would offer: complete.bash SCRIPT WORD…, the last word being the half-typed one.
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_cairn
printf '%s\n' "${COMPREPLY[@]}"
