# What the scripts of the action say when something goes wrong in which ecsgate has
# no part: one annotation, beside which the log is for those who want to know more.

# escape writes a text as the data of a workflow command.
escape() {
  local text=$1
  text=${text//'%'/%25}
  text=${text//$'\r'/%0D}
  text=${text//$'\n'/%0A}
  printf '%s' "$text"
}

annotate() { printf '::error title=ecsgate::%s\n' "$(escape "$1")"; }

fail() {
  annotate "$*"
  printf 'verdict=failure\nexit-code=2\n' >>"$GITHUB_OUTPUT"
  exit 2
}

# run_or_fail WHAT COMMAND …: the last line of what the command prints says why it
# fails.
run_or_fail() {
  local what=$1 output
  shift
  output=$("$@" 2>&1) || {
    printf '%s\n' "$output" >&2
    fail "$what: ${output##*$'\n'}"
  }
  [[ -z $output ]] || printf '%s\n' "$output"
}
