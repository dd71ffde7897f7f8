# Completion of ecsgate for PowerShell: into $PROFILE with
#   ecsgate completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName ecsgate -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.ToString().Trim("'", '"') })
    $program, $before = $words
    & $program __complete "=$wordToComplete" @before 2>$null | ForEach-Object {
        $value, $about = $_ -split "`t", 2
        if (-not $about) { $about = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
    }
}
