// Package disk is the file system as the command uses it: whole files or none,
// one name for each, and where a repository begins.
package disk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Write writes a file as a whole or not at all; one that exists keeps its
// mode.
func Write(name string, write func(io.Writer) error) error {
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	return replace(name, mode, write)
}

// WritePrivate does so for what only its owner shall read.
func WritePrivate(name string, write func(io.Writer) error) error {
	return replace(name, 0o600, write)
}

// CheckWritable finds out before a long run whether its file could be written.
func CheckWritable(name string) error {
	if name == "" || name == "-" {
		return nil
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil
	}
	temporary, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return About(name, err)
	}
	temporary.Close()
	return os.Remove(temporary.Name())
}

// replace writes a new file and puts it in the place of the old one. A
// device, a pipe or a socket is written to as it is: renaming a file over
// /dev/null would remove it.
func replace(name string, mode fs.FileMode, write func(io.Writer) error) error {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return writeDirectly(name, write)
	}
	temporary, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return About(name, err)
	}
	defer os.Remove(temporary.Name())
	if err := write(temporary); err != nil {
		temporary.Close()
		return About(name, err)
	}
	if err := temporary.Chmod(mode); err != nil {
		temporary.Close()
		return About(name, err)
	}
	if err := temporary.Close(); err != nil {
		return About(name, err)
	}
	if err := os.Rename(temporary.Name(), name); err != nil {
		return About(name, err)
	}
	return nil
}

func writeDirectly(name string, write func(io.Writer) error) error {
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if err := write(file); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

// About names the file that the user asked for instead of the temporary one.
func About(name string, err error) error {
	var (
		path *fs.PathError
		link *os.LinkError
	)
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return fmt.Errorf("%s: %w", name, err)
}

// Create writes a file that must not exist yet.
func Create(name string, text []byte) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}
