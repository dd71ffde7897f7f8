# Completion of ecsgate for bash: into ~/.bashrc with
#   source <(ecsgate completion bash)
_ecsgate() {
  local current=${COMP_WORDS[COMP_CWORD]} words=() word
  # bash takes --flag=value for three words.
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == = ]] || words+=("$word")
  done
  [[ $current != = ]] || current=""
  COMPREPLY=()
  while IFS=$'\t' read -r word _; do
    COMPREPLY+=("$word")
  done < <("${1/#\~/$HOME}" __complete "=$current" "${words[@]}" 2>/dev/null)
}
complete -o default -F _ecsgate ecsgate
