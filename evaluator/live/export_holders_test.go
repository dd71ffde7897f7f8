package live

// What the fake account cannot say is tested directly.
var (
	IsOver  = isOver
	Legible = legible
)
