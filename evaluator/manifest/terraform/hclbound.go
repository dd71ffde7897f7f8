package terraform

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// Bounds of one file: its bytes, and what HCL's parser calls itself for without
// a bound of its own, nesting and chains of operators. Real files stay far below.
const (
	maxHCL       = 1 << 20
	smallHCL     = 16 << 10 // too small to exceed anything that matters
	maxNesting   = 200
	maxOperators = 20_000
	maxBrackets  = 200_000
)

// bounded refuses what the parser could not read in bounded space.
func bounded(tokens hclsyntax.Tokens) error {
	depth, operators, brackets := 0, 0, 0
	for _, token := range tokens {
		switch token.Type {
		case hclsyntax.TokenOBrack, hclsyntax.TokenOBrace, hclsyntax.TokenOParen,
			hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc:
			depth++
			brackets++
		case hclsyntax.TokenCBrack, hclsyntax.TokenCBrace, hclsyntax.TokenCParen,
			hclsyntax.TokenTemplateSeqEnd, hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc:
			depth--
		case hclsyntax.TokenQuestion, hclsyntax.TokenMinus, hclsyntax.TokenBang, hclsyntax.TokenPlus, hclsyntax.TokenStar,
			hclsyntax.TokenSlash, hclsyntax.TokenPercent, hclsyntax.TokenAnd, hclsyntax.TokenOr, hclsyntax.TokenEqualOp,
			hclsyntax.TokenNotEqual, hclsyntax.TokenLessThan, hclsyntax.TokenGreaterThan, hclsyntax.TokenLessThanEq,
			hclsyntax.TokenGreaterThanEq:
			operators++
		}
		if depth > maxNesting || operators > maxOperators || brackets > maxBrackets {
			at := token.Range.Start
			return &document.Error{
				Position: document.Position{Line: at.Line, Column: at.Column},
				Message:  "too deeply nested or too large for a Terraform configuration",
			}
		}
	}
	return nil
}
