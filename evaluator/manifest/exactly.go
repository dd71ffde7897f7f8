package manifest

import (
	"errors"
	"path"
	"path/filepath"
)

// exactly reads another file by its path from the working directory, and no
// other: tools that name files relative to their configuration mean these.
func (s source) exactly(name string) (File, error) {
	name = path.Clean(filepath.ToSlash(name))
	file, err := s.sibling(name)
	if err == nil && file.Name != name {
		return File{}, errors.New("no such file or directory")
	}
	return file, err
}
