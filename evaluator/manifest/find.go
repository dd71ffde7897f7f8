package manifest

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// stdinName is the argument that means standard input, and its name in
// reports.
const stdinName = "-"

// Find returns the files that the arguments mean, in their order: a file as it
// is, whatever its name; all JSON and YAML files below a directory, sorted by
// path; standard input for "-". A file that several arguments mean is read
// once. What can not be read is a failure, and the rest goes on.
func Find(arguments []string, stdin io.Reader) ([]File, []evaluator.Failure) {
	f := finder{seen: map[string]int{}}
	for _, argument := range arguments {
		f.argument(argument)
	}
	files := make([]File, len(f.found))
	errs := make([]error, len(f.found))
	inParallel(len(f.found), func(i int) {
		files[i] = File{Name: f.found[i].name, Walked: f.found[i].walked}
		files[i].Data, errs[i] = f.found[i].load(stdin)
	})
	read := files[:0]
	for i, file := range files {
		if errs[i] != nil {
			f.fail(file.Name, "%s", reason(errs[i]))
			continue
		}
		read = append(read, file)
	}
	return read, f.failures
}

// found is a file that is to be read.
type found struct {
	name   string
	walked bool
}

// finder collects what the arguments mean.
type finder struct {
	found    []found
	failures []evaluator.Failure
	// seen are the real paths of the files that were found, with their places in
	// the list.
	seen map[string]int
}

func (f *finder) fail(name, format string, args ...any) {
	f.failures = append(f.failures, evaluator.Failure{File: name, Message: fmt.Sprintf(format, args...)})
}

func (f *finder) argument(argument string) {
	switch argument {
	case stdinName:
		f.add(found{name: stdinName}, stdinName)
		return
	case "":
		f.fail(`""`, "empty path")
		return
	}
	name := filepath.ToSlash(filepath.Clean(argument))
	mode, real, err := resolve(argument)
	switch {
	case err != nil:
		f.fail(name, "%s", reason(err))
	case mode.IsDir():
		f.directory(name, real)
	default:
		f.add(found{name: name}, real)
	}
}

func (f *finder) directory(name, real string) {
	w := walk{finder: f, ancestors: map[string]bool{}}
	w.directory(name, real, isAssembly(real))
	if w.candidates == 0 && !w.failed {
		f.fail(name, "no %s file in this directory", extensionList())
	}
}

// add adds a file unless it was found before under whatever name. What any
// argument asserts stays asserted.
func (f *finder) add(file found, real string) {
	if i, ok := f.seen[real]; ok {
		f.found[i].walked = f.found[i].walked && file.walked
		return
	}
	f.seen[real] = len(f.found)
	f.found = append(f.found, file)
}

// resolve returns what a path leads to, and its one absolute path without
// symbolic links. Pipes (<(command) in a shell) have none.
func resolve(name string) (fs.FileMode, string, error) {
	info, err := os.Stat(name)
	if err != nil {
		return 0, "", err
	}
	absolute, err := filepath.Abs(name)
	if err == nil && (info.IsDir() || info.Mode().IsRegular()) {
		absolute, err = filepath.EvalSymlinks(absolute)
	}
	return info.Mode(), absolute, err
}

// load reads a file, but little more of it than document.Read would take.
func (f found) load(stdin io.Reader) ([]byte, error) {
	if f.name == stdinName {
		return readBounded(stdin)
	}
	file, err := os.Open(filepath.FromSlash(f.name))
	if err != nil {
		return nil, err
	}
	data, err := readBounded(file)
	return data, errors.Join(err, file.Close())
}

func readBounded(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, document.MaxSize+1))
	if err == nil && len(data) > document.MaxSize {
		return nil, fmt.Errorf("larger than %d MiB: too large for a manifest", document.MaxSize>>20)
	}
	return data, err
}

// reason returns what went wrong without the path, which the failure names.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}
