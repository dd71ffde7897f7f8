# Completion of ecsgate for fish:
#   ecsgate completion fish > ~/.config/fish/completions/ecsgate.fish
function __ecsgate_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l found ($words[1] __complete "=$current" $words[2..-1] 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete -c ecsgate -f -k -a '(__ecsgate_complete)'
