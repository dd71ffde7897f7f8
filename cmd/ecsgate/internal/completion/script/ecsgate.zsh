#compdef ecsgate
# Completion of ecsgate for zsh: a file _ecsgate in a directory of $fpath, or into
# ~/.zshrc behind compinit with
#   source <(ecsgate completion zsh)
_ecsgate() {
  local line
  local -a found
  while IFS= read -r line; do
    line=${line//:/\\:}
    found+=("${line/$'\t'/:}")
  done < <("${(Q)words[1]}" __complete "=${(Q)words[CURRENT]}" "${(@Q)words[2,CURRENT-1]}" 2>/dev/null)
  if (( $#found )); then
    _describe -V ecsgate found
  else
    _files
  fi
}
if [[ $funcstack[1] == _ecsgate ]]; then
  _ecsgate "$@"
else
  compdef _ecsgate ecsgate
fi
