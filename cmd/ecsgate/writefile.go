package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeFile writes a file as a whole or not at all; one that exists keeps its
// mode.
func writeFile(name string, write func(io.Writer) error) error {
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	return replaceFile(name, mode, write)
}

// writePrivateFile does so for what only its owner shall read.
func writePrivateFile(name string, write func(io.Writer) error) error {
	return replaceFile(name, 0o600, write)
}

// checkWritable finds out before a long run whether its file could be written.
func checkWritable(name string) error {
	if name == "" || name == "-" {
		return nil
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil
	}
	temporary, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return about(name, err)
	}
	temporary.Close()
	return os.Remove(temporary.Name())
}

// replaceFile writes a new file and puts it in the place of the old one. A
// device, a pipe or a socket is written to as it is: renaming a file over
// /dev/null would remove it.
func replaceFile(name string, mode fs.FileMode, write func(io.Writer) error) error {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return writeDirectly(name, write)
	}
	temporary, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return about(name, err)
	}
	defer os.Remove(temporary.Name())
	if err := write(temporary); err != nil {
		temporary.Close()
		return about(name, err)
	}
	if err := temporary.Chmod(mode); err != nil {
		temporary.Close()
		return about(name, err)
	}
	if err := temporary.Close(); err != nil {
		return about(name, err)
	}
	if err := os.Rename(temporary.Name(), name); err != nil {
		return about(name, err)
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

// about names the file that the user asked for instead of the temporary one.
func about(name string, err error) error {
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
