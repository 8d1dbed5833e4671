// Mathematics as text that the formula field reads. What a browser copies of
// typeset mathematics is its letters alone: of x² the text x2, of a fraction its
// two rows one after the other. Here a power, a fraction, a root and an index
// keep their meaning.

/** What is needed of a node of a document: an element, or its text. */
export interface MathNode {
  readonly nodeName: string;
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<MathNode>;
}

const textNode = 3;

/** What typeset signs are typed as: invisible times and function application among them. */
const typed: Record<string, string> = { "\u2062": "*", "\u2061": "", "−": "-", "·": "*", "=": " = ", ",": ", " };

/** The text of a node and all in it. */
export function mathText(node: MathNode): string {
  if (node.nodeType === textNode) return signs(node.textContent ?? "");
  const parts = [...Array.from(node.childNodes)].map(mathText);
  const [first = "", second = ""] = parts;
  switch (node.nodeName.toLowerCase()) {
    case "mfrac": return fraction(first, second);
    case "msup": return second ? `${first}^${grouped(second)}` : first;
    case "msub": return second ? `${first}_${second}` : first;
    case "mover": return first;
    case "msqrt": return `sqrt(${parts.join("")})`;
    case "mroot": return second === "3" ? `cbrt(${first})` : `(${first})^(1/${grouped(second)})`;
    case "mtr": return `${parts.join("")}\n`;
    case "mtable": return parts.join("").trimEnd();
    case "mspace": return " ";
    case "annotation": return "";
  }
  return parts.join("");
}

function signs(text: string): string {
  return [...text].map((sign) => typed[sign] ?? sign).join("");
}

/** A quotient stands in parentheses of its own; a derivative's name needs none. */
function fraction(above: string, below: string): string {
  if (above.startsWith("∂")) return `${above}/${below}`;
  return `(${grouped(above)}/${grouped(below)})`;
}

/** Text in parentheses, unless it is a single name or number. */
function grouped(text: string): string {
  return /^(?:[\d.]+|\p{L})$/u.test(text) ? text : `(${text})`;
}
