package evaluator

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"
	"unsafe"

	"github.com/open-policy-agent/opa/v1/ast"
)

// converter turns the structs of input/v1 into OPA's values by their JSON
// tags, without a round trip through text. It remembers what long lists, the facts
// of a family and the source of the facts became: they are the same for all
// operations of the family, so the cost of an operation does not grow with the
// change. It belongs to one worker, because OPA's values compute their hashes lazily.
type converter struct {
	lists map[listKey]convertedList
	facts map[any]*ast.Term
}

type listKey struct {
	kind  reflect.Type
	first unsafe.Pointer
	len   int
}

// convertedList keeps the list itself, too, so that its address stays its own.
type convertedList struct {
	list reflect.Value
	term *ast.Term
}

// longList is the length from which remembering a list pays.
const longList = 8

func newConverter() *converter {
	return &converter{lists: map[listKey]convertedList{}, facts: map[any]*ast.Term{}}
}

// object converts a pointer to a struct.
func (c *converter) object(v any) (ast.Value, error) {
	term, err := c.term(reflect.ValueOf(v))
	if err != nil {
		return nil, fmt.Errorf("convert input: %w", err)
	}
	return term.Value, nil
}

func (c *converter) term(v reflect.Value) (*ast.Term, error) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return ast.NullTerm(), nil
		}
		if v.Type() == familyType || v.Type() == changeType {
			return c.shared(v, v.Elem())
		}
		return c.term(v.Elem())
	case reflect.String:
		if v.Type() == numberType {
			return ast.NumberTerm(json.Number(v.String())), nil
		}
		return ast.StringTerm(v.String()), nil
	case reflect.Bool:
		return ast.InternedTerm(v.Bool()), nil
	case reflect.Int, reflect.Int64:
		return ast.InternedTerm(int(v.Int())), nil
	case reflect.Slice:
		return c.list(v)
	case reflect.Map:
		return c.mapping(v)
	case reflect.Struct:
		if v.Type() == timeType {
			return ast.StringTerm(v.Interface().(time.Time).UTC().Format(time.RFC3339)), nil
		}
		if v.Type() == stateType {
			return c.shared(v, v)
		}
		return c.structure(v)
	}
	return nil, fmt.Errorf("a %s has no place in an input", v.Type())
}

// shared converts what many operations have in common, once.
func (c *converter) shared(key, object reflect.Value) (*ast.Term, error) {
	known, ok := c.facts[key.Interface()]
	if ok {
		return known, nil
	}
	term, err := c.structure(object)
	if err == nil {
		c.facts[key.Interface()] = term
	}
	return term, err
}

func (c *converter) list(v reflect.Value) (*ast.Term, error) {
	if v.Len() == 0 {
		return ast.InternedEmptyArray, nil
	}
	key := listKey{v.Type(), v.UnsafePointer(), v.Len()}
	if known, ok := c.lists[key]; ok {
		return known.term, nil
	}
	items := make([]*ast.Term, v.Len())
	for i := range items {
		item, err := c.term(v.Index(i))
		if err != nil {
			return nil, err
		}
		items[i] = item
	}
	term := ast.ArrayTerm(items...)
	if v.Len() >= longList {
		c.lists[key] = convertedList{v, term}
	}
	return term, nil
}

func (c *converter) mapping(v reflect.Value) (*ast.Term, error) {
	object := ast.NewObjectWithCapacity(v.Len())
	for entries := v.MapRange(); entries.Next(); {
		value, err := c.term(entries.Value())
		if err != nil {
			return nil, err
		}
		object.Insert(ast.StringTerm(entries.Key().String()), value)
	}
	return ast.NewTerm(object), nil
}

func (c *converter) structure(v reflect.Value) (*ast.Term, error) {
	plan := planOf(v.Type())
	object := ast.NewObjectWithCapacity(len(plan))
	for _, field := range plan {
		value := v.FieldByIndex(field.index)
		if field.omitEmpty && isEmpty(value) {
			continue
		}
		term, err := c.term(value)
		if err != nil {
			return nil, err
		}
		object.Insert(field.name, term)
	}
	return ast.NewTerm(object), nil
}

func isEmpty(v reflect.Value) bool {
	return v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0
}

var (
	familyType = reflect.TypeFor[*FamilyFact]()
	changeType = reflect.TypeFor[*ChangeFact]()
	stateType  = reflect.TypeFor[StateInput]()
	timeType   = reflect.TypeFor[time.Time]()
	numberType = reflect.TypeFor[json.Number]()
	plans      sync.Map // reflect.Type → []plannedField
)

// plannedField is one field of a struct as its JSON tag names it.
type plannedField struct {
	name      *ast.Term
	index     []int
	omitEmpty bool
}

func planOf(t reflect.Type) []plannedField {
	if plan, ok := plans.Load(t); ok {
		return plan.([]plannedField)
	}
	var plan []plannedField
	for _, field := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous || name == "" || name == "-" {
			continue
		}
		plan = append(plan, plannedField{ast.StringTerm(name), field.Index, options == "omitempty"})
	}
	plans.Store(t, plan)
	return plan
}
