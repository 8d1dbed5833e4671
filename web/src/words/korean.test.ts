import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { errorText } from "./errors.ts";
import { sentence, type Circumstances } from "./sentences.ts";
import type { OutcomeMessage } from "../wire/wire.ts";
import { SAID } from "./said.ts";
import { setMessages, t } from "./words.ts";

setMessages(JSON.parse(readFileSync("web/locales/ko.json", "utf8")));

const plain: Circumstances = { lacks: "", optimizer: "sgd" };

function text(changes: Partial<OutcomeMessage>, about: Partial<Circumstances> = {}): string {
  const outcome: OutcomeMessage = {
    id: 1, type: "outcome", run: 0, outcome: "converged", place: "global", reason: "", best: -3.1708, k: 14, last: 40, at: [0, 0], loss: -3.1708, target: null, target_loss: null,
    k_loss: -3.165, global: true, kink: false, radius: 0.1414, gap: null, where: null, slopeless: false, overflow: false,
    events: [], vanishing: false, settled: false, evaluations: 41, limit: null, limit_lambda: null, ...changes,
  };
  const { lead, rest } = sentence(outcome, { ...plain, ...about });
  return lead + rest;
}

test("one step and several are said alike", () => {
  assert.equal(text({ k: 1 }), "전역 최솟값에 수렴했습니다: 1스텝 뒤 거리 0.15 이내, 손실 −3.17");
  assert.equal(text({ k: 14 }), "전역 최솟값에 수렴했습니다: 14스텝 뒤 거리 0.15 이내, 손실 −3.17");
  assert.equal(t("transport.rate", { n: 1 }), "초당 1스텝");
  assert.equal(t("transport.rate", { n: 30 }), "초당 30스텝");
});

test("a limit stands in the sentence, by its name or as the rule's own", () => {
  const diverged = { outcome: "diverged", place: "", reason: "limit", k: 2, k_loss: 2.6e5, limit: 1.448, limit_lambda: 2 / 1.448 } as const;
  assert.match(text(diverged), /^발산했습니다: 2스텝에서 지도를 벗어남, 손실 2\.6\u00a0×\u00a010⁵\. η가 2\/\u2060λ.=.1\.448보다 커서/);
  assert.match(text({ ...diverged, limit_lambda: 1 }), /η가 한계 1\.448보다 커서/);
});

test("a long stay at a saddle is a sentence of its own", () => {
  const events = [{ event: "saddle-escape", entered: 8, left: 30 }];
  assert.match(text({ events }), /손실 −3\.1[67]\. 8~30스텝에는 안장점 근처에 머물렀습니다$/);
});

test("every outcome has a Korean sentence without holes", () => {
  for (const { outcome, place, reason } of SAID) {
    for (const best of [-3.1708, null]) {
      const words = text({ outcome, place, reason, best: place.startsWith("local") ? -3.1708 : best });
      assert.match(words, /^[^:]*니다(\([^)]*\))?: /);
      assert.doesNotMatch(words, /outcome\.|[{}*|]/, words);
    }
  }
});

test("particles follow what they stand behind", () => {
  const near = { kind: "unknown-name-near", message: "", args: { column: "3", name: "sen", near: "sin" } };
  assert.equal(errorText(near), "3번째 글자: 'sen'은 모르는 이름입니다. 'sin'을 쓰려고 했나요?");
  const rate = { kind: "not-a-rate", message: "", field: "lr", value: "0.1x" };
  assert.match(errorText(rate), /^lr: "0\.1x"는 학습률로/);
});
