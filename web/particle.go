package web

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A Korean particle takes one of two forms by the sound that the word before it
// ends with, and a message can't know that word when it is a value. So a message
// names both, as in {name|은/는}: the form after a final consonant, and the one
// after a vowel. It stands behind {name} or the quotation mark that ends it.
var particle = regexp.MustCompile(`\{(\w+)\|([^/{}]*)/([^/{}]*)\}`)

// particles writes the particles of a message for the values of args.
func particles(text string, args []any) string {
	if !strings.Contains(text, "|") {
		return text
	}
	return particle.ReplaceAllStringFunc(text, func(hole string) string {
		part := particle.FindStringSubmatch(hole)
		value, ok := valueOf(args, part[1])
		if !ok {
			return hole
		}
		closed, liquid := finalSound(value)
		if !closed || liquid && strings.HasPrefix(part[2], "으로") {
			return part[3]
		}
		return part[2]
	})
}

// lastWord is the last run of letters in a text, or its last digit.
var lastWord = regexp.MustCompile(`(\p{L}+|\p{Nd})[^\p{L}\p{Nd}]*$`)

// finalSound reports whether text, read aloud in Korean, ends with a consonant,
// and whether with ㄹ, after which 으로 is 로. What is neither a letter nor a
// digit is not read.
func finalSound(text string) (closed, liquid bool) {
	found := lastWord.FindStringSubmatch(text)
	if found == nil {
		return false, false
	}
	word := []rune(found[1])
	last := word[len(word)-1]
	switch {
	case '가' <= last && last <= '힣': // a syllable's number tells its final consonant
		final := (last - '가') % 28
		return final != 0, final == 8
	case '0' <= last && last <= '9': // 영 일 이 삼 사 오 육 칠 팔 구
		return strings.ContainsRune("013678", last), strings.ContainsRune("178", last)
	case last < unicode.MaxASCII:
		return latinSound(found[1])
	}
	return false, false
}

var (
	spelledOut = regexp.MustCompile(`^[^aeiouy]*$|^.$`)               // read letter by letter: SGD, x
	endsLiquid = regexp.MustCompile(`le?$`)                           // 레벨, 사이클
	endsClosed = regexp.MustCompile(`[mn]e?$|ng$|[aeiou][pktc]$|ck$`) // 아담, 코사인, 클리핑, 스텝
)

// latinSound is the final sound of a Latin word as Korean writes it.
func latinSound(word string) (closed, liquid bool) {
	if spelledOut.MatchString(strings.ToLower(word)) || word == strings.ToUpper(word) {
		last := strings.ToUpper(word[len(word)-1:]) // 엘 엠 엔 알
		return strings.Contains("LMNR", last), strings.Contains("LR", last)
	}
	word = strings.ToLower(word)
	liquid = endsLiquid.MatchString(word)
	return liquid || endsClosed.MatchString(word), liquid
}

// valueOf finds a value among args, which are name and value in turn.
func valueOf(args []any, name string) (string, bool) {
	for pair := range slices.Chunk(args, 2) {
		if len(pair) == 2 && pair[0] == name {
			return textOf(pair[1]), true
		}
	}
	return "", false
}
