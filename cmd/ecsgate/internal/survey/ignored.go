package survey

// ignores reports whether git ignores a file, so that neither a job nor a colleague
// has it.
func (r *Surroundings) ignores(name string) bool {
	for i := 0; i < len(name); i++ {
		if name[i] == '/' && r.noted(name[:i+1]) {
			return true
		}
	}
	return r.noted(name)
}

// noted reports whether git ignores just that, and keeps it to be told.
func (r *Surroundings) noted(name string) bool {
	if !r.unversioned[name] {
		return false
	}
	r.ignored = add(r.ignored, name)
	return true
}
