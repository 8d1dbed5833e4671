package page

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// markdown reads our own documents: CommonMark with tables, whose cells get no style of
// their own, since the Content-Security-Policy refuses it.
var markdown = goldmark.New(goldmark.WithExtensions(
	extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute))))

// typeset makes HTML of a document, and finds its title. onSite is what an address that
// begins with a slash, one of this site, is on its host, and whole, unless nil, such an
// address with its host, for paper. What a heading, or a paragraph that opens a link, is followed
// by is one section with it: it stays together on paper.
func typeset(source []byte, onSite, whole func(path string) string) (title, html string, err error) {
	tree := markdown.Parser().Parse(text.NewReader(source))
	err = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if to := destination(n); entering && to != nil && strings.HasPrefix(string(*to), "/") {
			spellOut(n, source, whole)
			*to = []byte(onSite(string(*to)))
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return "", "", err
	}
	var b strings.Builder
	b.WriteString("<section>\n")
	for n := tree.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 1 {
			title = string(h.Lines().Value(source))
		}
		if beginsSection(n) {
			b.WriteString("</section>\n<section>\n")
		}
		if err := markdown.Renderer().Render(&b, source, n); err != nil {
			return "", "", err
		}
	}
	b.WriteString("</section>\n")
	return title, b.String(), nil
}

// destination is where a link or an image leads, nil of any other node.
func destination(n ast.Node) *[]byte {
	switch n := n.(type) {
	case *ast.Link:
		return &n.Destination
	case *ast.Image:
		return &n.Destination
	}
	return nil
}

// spellOut writes a link that shows its own address with the whole one, which can be
// typed from paper.
func spellOut(n ast.Node, source []byte, whole func(path string) string) {
	link, ok := n.(*ast.Link)
	if !ok || whole == nil {
		return
	}
	shown, ok := link.FirstChild().(*ast.Text)
	if ok && string(shown.Value(source)) == string(link.Destination) {
		address := whole(string(link.Destination))
		link.RemoveChildren(link)
		link.AppendChild(link, ast.NewString([]byte(address)))
	}
}

// beginsSection tells whether a block begins a section: a heading below the title, or a
// paragraph that opens a link without one right above it.
func beginsSection(n ast.Node) bool {
	if h, ok := n.(*ast.Heading); ok {
		return h.Level > 1
	}
	if _, ok := n.PreviousSibling().(*ast.Heading); ok {
		return false
	}
	return opensLink(n)
}

// opensLink tells whether a paragraph is "**Open** [a link](…)".
func opensLink(n ast.Node) bool {
	word, ok := n.FirstChild().(*ast.Emphasis)
	if !ok || word.NextSibling() == nil {
		return false
	}
	_, ok = word.NextSibling().NextSibling().(*ast.Link)
	return ok
}
