package command

// stream is what commands write, for whoever reads it: the next in a pipe, a
// substitution, a file.
type stream struct {
	// text is how it is called: "aws ecs list-task-definitions | jq …".
	text    string
	outputs []Output
	// content is what is written, if that is known of all of it; writers is how
	// many commands wrote.
	content *field
	writers int
}

// write adds what a command writes; of most nobody knows what.
func (s *stream) write(content *field, outputs ...Output) {
	s.writers++
	s.content = content
	if s.writers > 1 {
		s.content = nil
	}
	s.outputs = addOutputs(s.outputs, outputs...)
}

// capture does something and returns what it writes.
func (r *reader) capture(text string, do func()) *stream {
	saved := r.out
	r.out = &stream{text: text}
	do()
	written := r.out
	r.out = saved
	return written
}

// reading does something that reads a stream.
func (r *reader) reading(in *stream, do func()) {
	saved := r.in
	r.in = in
	do()
	r.in = saved
}
