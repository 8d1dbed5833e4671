// Korean particles. One takes one of two forms by the sound that the word
// before it ends with, and a message can't know that word when it is a value.
// So a message names both, as in {name|은/는}: the form after a final consonant,
// and the one after a vowel. The templates choose in the same way (particle.go).

const hole = /\{(\w+)\|([^/{}]*)\/([^/{}]*)\}/g;

/** Writes the particles of a message for the values that are named in it. */
export function particles(text: string, values: Record<string, string | number>): string {
  if (!text.includes("|")) return text;
  return text.replace(hole, (whole, name: string, afterConsonant: string, afterVowel: string) => {
    if (!(name in values)) return whole;
    const { closed, liquid } = finalSound(String(values[name]));
    return !closed || (liquid && afterConsonant.startsWith("으로")) ? afterVowel : afterConsonant;
  });
}

interface Sound {
  /** It ends with a consonant, */
  closed: boolean;
  /** namely ㄹ, after which 으로 is 로. */
  liquid: boolean;
}

/**
 * How a text ends when it is read aloud in Korean. What is neither a letter nor
 * a digit is not read.
 */
function finalSound(text: string): Sound {
  const word = /(\p{L}+|\p{Nd})[^\p{L}\p{Nd}]*$/u.exec(text)?.[1] ?? "";
  const last = word.slice(-1);
  if (last >= "가" && last <= "힣") {
    const final = (last.charCodeAt(0) - 0xac00) % 28; // a syllable's number tells its final consonant
    return { closed: final !== 0, liquid: final === 8 };
  }
  if (/\d/.test(last)) return { closed: /[013678]/.test(last), liquid: /[178]/.test(last) }; // 영 일 이 삼 사 오 육 칠 팔 구
  return /[a-z]/i.test(last) ? latinSound(word) : { closed: false, liquid: false };
}

/** The final sound of a Latin word as Korean writes it. */
function latinSound(word: string): Sound {
  const last = word.slice(-1);
  const spelt = /^[^aeiouy]*$|^.$/i.test(word) || word === word.toUpperCase(); // read letter by letter: SGD, x
  if (spelt) return { closed: /[lmnr]/i.test(last), liquid: /[lr]/i.test(last) }; // 엘 엠 엔 알
  const liquid = /le?$/i.test(word); // 레벨, 사이클
  return { closed: liquid || /([mn]e?|ng|[aeiou][pktc]|ck)$/i.test(word), liquid }; // 아담, 코사인, 클리핑, 스텝
}
