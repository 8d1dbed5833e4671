import assert from "node:assert/strict";
import { test } from "node:test";
import { mathText, type MathNode } from "./math-text.ts";

/** An element around elements and texts. */
function element(nodeName: string, ...inner: (MathNode | string)[]): MathNode {
  const childNodes = inner.map((node) => (typeof node === "string" ? { nodeName: "#text", nodeType: 3, textContent: node, childNodes: [] } : node));
  return { nodeName, nodeType: 1, textContent: childNodes.map((node) => node.textContent ?? "").join(""), childNodes };
}

test("powers, fractions, roots and indices keep their meaning", () => {
  const x = element("mi", "x");
  const square = element("msup", x, element("mrow", element("mn", "2")));
  assert.equal(mathText(square), "x^2");
  assert.equal(mathText(element("mfrac", element("mrow", x, element("mo", "+"), square), element("mrow", element("mn", "10")))), "((x+x^2)/10)");
  assert.equal(mathText(element("msqrt", square, element("mo", "−"), x)), "sqrt(x^2-x)");
  assert.equal(mathText(element("mroot", x, element("mn", "3"))), "cbrt(x)");
  assert.equal(mathText(element("mrow", element("msub", element("mi", "log"), element("mn", "10")), element("mo", "\u2061"), element("mo", "("), x, element("mo", ")"))), "log_10(x)");
  assert.equal(mathText(element("mrow", element("mn", "2"), element("mo", "\u2062"), x)), "2*x");
  assert.equal(mathText(element("mfrac", element("mrow", element("mo", "∂"), element("mi", "L")), element("mrow", element("mo", "∂"), x))), "∂L/∂x");
});

test("rows stand below each other, and what is only partly there is what is there", () => {
  const line = (text: string) => element("mtr", element("mtd", element("mi", text)));
  assert.equal(mathText(element("mtable", line("x"), line("y"))), "x\ny");
  assert.equal(mathText(element("msup", element("mi", "x"))), "x");
});
