package manifest

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/ecsgate/ecsgate/evaluator"
)

// ReadAll reads files side by side and returns all that is in them, in the
// order of the files. When a walk found all of the files to report and none of
// them is of any known kind, that is a failure: nothing was looked at. So is a
// stack that is not that of exactly one of them.
func ReadAll(files []File, options Options) evaluator.Change {
	all, done := readAll(files, options)
	message := misplacedStack(files, done, options)
	if message == "" {
		return all
	}
	options.Stack = nil
	all, _ = readAll(files, options)
	all.Failures = append(all.Failures, evaluator.Failure{File: "--stack", Message: message})
	return all
}

// readAll also returns what the files do to others.
func readAll(files []File, options Options) (evaluator.Change, []*effects) {
	changes := make([]evaluator.Change, len(files))
	done := make([]*effects, len(files))
	var recognised atomic.Bool
	inParallel(len(files), func(i int) {
		var known bool
		changes[i], known, done[i] = read(files[i], options)
		if !files[i].Context && (known || !files[i].Walked) {
			recognised.Store(true)
		}
	})
	absorb(done, files, changes)
	registerOnce(done, files, changes)
	var all evaluator.Change
	for _, change := range changes {
		all.Files += change.Files
		appendChange(&all, change)
	}
	for _, effects := range done {
		effects.apply(all.Operations)
	}
	if !options.AnyFiles {
		all.Failures = append(all.Failures, unknownParams(files, options.Params)...)
		reported := slices.DeleteFunc(slices.Clone(files), func(f File) bool { return f.Context })
		if len(reported) > 0 && !recognised.Load() {
			all.Failures = append(all.Failures, nothingRecognised(reported))
		}
	}
	return all, done
}

func nothingRecognised(files []File) evaluator.Failure {
	message := "not a manifest that this version reads; " + whatIsRead
	switch others := len(files) - 1; others {
	case 0:
	case 1:
		message = "neither this nor the other file found is a manifest that this version reads; " + whatIsRead
	default:
		message = fmt.Sprintf("neither this nor any of the other %d files found is a manifest that this version reads; %s", others, whatIsRead)
	}
	return evaluator.Failure{File: files[0].Name, Message: message}
}

// inParallel calls do(0) to do(n-1), as many at a time as there are processors.
func inParallel(n int, do func(int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	workers.Wait()
}
