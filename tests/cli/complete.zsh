# What zsh would offer: complete.zsh FOLDER LINE, where FOLDER holds _cairn. A shell on a pseudo-terminal gets the line
# and a tab; every match that it adds is kept. It gets them only once its line editor has said that it reads keys: until
# then the terminal, not the editor, would take them.
zmodload zsh/zpty
matches=$(mktemp)
zpty shell "TERM=dumb zsh -f -i"
tell() { zpty -w shell "$1" }
expect() { zpty -r shell reply "*$1*" }
tell "PS1= PS2= RPS1=; fpath=(${(q)1} \$fpath); autoload -Uz compinit; compinit -D -u"
tell "cairn() { : }; compadd() { local -a hits; builtin compadd -A hits \"\$@\"; print -rl -- \$hits >> $matches; builtin compadd \"\$@\" }"
tell "done-widget() { print -r -- FINI''SHED }; zle -N done-widget; bindkey '^X^X' done-widget; bindkey '^I' complete-word; setopt noautolist"
tell "zle-line-init() { print -r -- REA''DY }; zle -N zle-line-init"
expect READY
zpty -wn shell "$2"$'\t'$'\x18\x18'
expect FINISHED
zpty -d shell
sort -u $matches
rm -f $matches
