package manifest

// KindInfo describes a kind of file for people.
type KindInfo struct {
	// Name says what such a file is, with its article; By, what gives it away.
	Name, By string
	// Read is false for a kind that is known and named, and not read.
	Read bool
}

// Kinds lists the kinds of files, in the order in which they are tried.
func Kinds() []KindInfo {
	var infos []KindInfo
	for _, k := range marked {
		infos = append(infos, KindInfo{k.name, k.by, true})
	}
	for _, k := range kinds {
		if k.by != "" {
			infos = append(infos, KindInfo{k.name, k.by, k.read != nil})
		}
	}
	for _, k := range unparsed {
		infos = append(infos, KindInfo{k.name, k.by, true})
	}
	return append(infos,
		KindInfo{"the body of an AWS CLI request (--cli-input-json, --cli-input-yaml)", "the parameters of an ECS request; --operation settles what is ambiguous", true},
	)
}
