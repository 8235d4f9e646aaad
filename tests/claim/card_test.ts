import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import fc from "fast-check";
import { JSDOM } from "npm:jsdom@26.1.0";
import {
  atMost,
  cardHtml,
  cardMarkdown,
  cardText,
  type ClaimRecord,
  close,
  closedForm,
  equal as equals,
  everyCase,
  type Measurement,
  overSeeds,
  summaryMarkdown,
} from "@rederive/lib/claim";
import { against, fails, holds, isNear, tolerance } from "./evidence.ts";

function recordWith(changes: Partial<ClaimRecord> = {}): ClaimRecord {
  return {
    schema: 1,
    note: "shelf/note",
    id: "a-claim",
    says: "It is `so` at 3 < 4.",
    at: "section 1",
    verdict: "confirmed",
    strength: "exact",
    conditions: { n: 64, seeds: [0, 1] },
    asStated: holds(),
    control: fails(),
    rev: "0123456789abcdef",
    ...changes,
  };
}

// what is left on a page that strips every style, as GitHub does
function readCard(record: ClaimRecord): { text: string; rows: Record<string, string> } {
  const html = cardHtml(record).replaceAll(/ style="[^"]*"/g, "");
  const { document } = new JSDOM(html).window;
  const cells = [...document.querySelectorAll("tr")] as Element[];
  const words = (element: Element | null) => element?.textContent ?? "";
  const rows = cells.map((row) => [words(row.querySelector("th")), words(row.querySelector("td"))]);
  return { text: words(document.body), rows: Object.fromEntries(rows) };
}

interface Element {
  readonly textContent: string | null;
  querySelector(selector: string): Element | null;
}

Deno.test("cardHtml() says without styles all that was run and what it rests on", () => {
  const { text, rows } = readCard(recordWith());
  match(
    text,
    /^\s*✓ confirmed · a-claim · evidence: exact\s+The note says \(section 1\): It is so at/,
  );
  deepEqual(rows, {
    "as the note states it": "holds: got 1, as wanted",
    "compared with": "closed form: a test's own truth",
    "conditions": "n = 64, seeds = [0, 1]",
    "control": "broken on purpose, it fails, as it must: got 0, want 1",
  });
});

Deno.test("cardHtml() shows a refined claim failing, its condition and its tolerances", () => {
  const strict = close(11, 10, { tolerance: { abs: 0.1, because: "as printed" }, against });
  const { rows, text } = readCard(recordWith({
    verdict: "refined",
    strength: "single-run",
    asStated: strict,
    amendment: { kind: "when", says: "n is even", measurement: isNear(10.25) },
    control: isNear(99),
  }));
  match(text, /◐ refined/);
  equal(rows["as the note states it"], "does not hold: got 11, want 10");
  equal(rows["holds when"], "n is even");
  equal(rows["then"], "holds: got 10.25, want 10");
  equal(rows["tolerance"], "±0.5, because a test's own tolerance");
  ok(text.includes("±0.1, because as printed"));
});

Deno.test("cardHtml() shows what is right instead", () => {
  const amendment = { kind: "instead", says: "It is one.", measurement: holds() } as const;
  const { rows, text } = readCard(
    recordWith({ verdict: "corrected", asStated: fails(), amendment }),
  );
  match(text, /✎ corrected/);
  equal(rows["instead"], "It is one.");
});

Deno.test("cardHtml() shows why a statement is not checked", () => {
  const { asStated: _a, control: _c, ...rest } = recordWith({
    verdict: "out-of-scope",
    strength: null,
    conditions: {},
    reason: "private-data",
    because: "The note gives none.",
  });
  const { rows, text } = readCard(rest);
  deepEqual(rows, { "not checked": "private data: The note gives none." });
  match(text, /○ out of scope/);
});

Deno.test("cardHtml() shows a claim that was not established as such", () => {
  const { rows, text } = readCard(
    recordWith({ verdict: null, strength: null, asStated: fails(), failure: "It fails." }),
  );
  match(text, /⚠ not established/);
  equal(rows["why"], "It fails.");
});

Deno.test("cards count cases and show the one that missed", async () => {
  const asStated = await overSeeds(20, (seed) => isNear(seed === 4 ? 99 : 10), { need: 19 });
  const bytes = Array.from({ length: 256 }, (_, i) => i);
  const some = await everyCase(bytes, (i) => atMost(i, 999, { against }), {
    what: "integers",
    over: "sample",
  });
  equal(
    readCard(recordWith({ asStated })).rows["as the note states it"],
    "holds: held in 19 of 20, 19 needed (seeds 0 to 19); missed in seed 4: got 99, want 10",
  );
  equal(
    readCard(recordWith({ asStated: some })).rows["as the note states it"],
    "holds: held in 256 of 256 (integers, a sample); for example case 255: got 255, want at most 999",
  );
});

Deno.test("cards say how the case they show was chosen", async () => {
  const shown = (measurement: Measurement) =>
    readCard(recordWith({ asStated: measurement })).rows["as the note states it"]!.split("; ")[1];
  const bits = await everyCase([0, 1, 2, 3], (i) => equals(i & 1, i, { against }), {
    what: "four",
  });
  const near = await overSeeds(5, (seed) => isNear(10 + seed / 2), { need: 5 });
  equal(shown(bits), "first missed in case 2: got 0, want 2");
  equal(shown(near), "missed most in seed 4: got 12, want 10");
});

Deno.test("cards write values as they are, with room to breathe", () => {
  const value = { a: [1, "x,y", null], "two words": { b: true } };
  const { rows } = readCard(recordWith({ asStated: equals(value, { ...value }, { against }) }));
  equal(
    rows["as the note states it"],
    'holds: got {a: [1, "x,y", null], "two words": {b: true}}, as wanted',
  );
});

Deno.test("cards show of long arrays the first difference, of equal ones the hash", () => {
  const value = Array.from({ length: 5000 }, (_, i) => i);
  const same = equals(value, value.slice(), { against });
  const other = equals(value.with(70, -1), value, { against });
  const { rows } = readCard(recordWith({ asStated: same, control: other }));
  match(rows["as the note states it"]!, /^holds: 5000 elements, all equal, sha-256 [0-9a-f]{12}…$/);
  ok(
    rows["control"]!.endsWith(
      "got -1, want 70 (element [70], the first to differ in 5000 elements)",
    ),
  );
});

Deno.test("cards round what was measured and keep what must be equal", () => {
  const third = close(1 / 3, 0.3, { tolerance, against, unit: "m" });
  const rows = readCard(recordWith({ asStated: third })).rows;
  equal(rows["as the note states it"], "holds: got 0.333333 m, want 0.3 m");
  const exact = readCard(recordWith({ asStated: equals(1 / 3, 1 / 3, { against }) })).rows;
  equal(exact["as the note states it"], "holds: got 0.3333333333333333, as wanted");
});

Deno.test("cards never round an integer", () => {
  const [n, bound] = [4194304, 1234567];
  const asStated = atMost(n, bound, { against });
  const { rows } = readCard(
    recordWith({ asStated, conditions: { n, seeds: [10000001], x: 1 / 3 } }),
  );
  equal(rows["conditions"], "n = 4194304, seeds = [10000001], x = 0.333333");
  equal(rows["as the note states it"], "does not hold: got 4194304, want at most 1234567");
});

Deno.test("cards say what a control breaks", () => {
  const { rows } = readCard(recordWith({ breaks: "one round too few" }));
  equal(rows["control"], "one round too few; it fails, as it must: got 0, want 1");
});

Deno.test("cardMarkdown() and summaryMarkdown() let no text become markup but \`code\` and $math$", () => {
  const nasty = "2 * 3 * 4, _a_ ~b~ [c](d) <e> `f*g*` $h_1$ &amp;";
  const record = recordWith({
    verdict: "corrected",
    says: nasty,
    at: "_here_",
    amendment: { kind: "instead", says: nasty, measurement: holds() },
  });
  const safe = "2 \\* 3 \\* 4, \\_a\\_ \\~b\\~ [c]\\(d) &lt;e> `f*g*` $h_1$ &amp;amp;";
  const card = cardMarkdown(record);
  ok(card.includes(`The note says (\\_here\\_): ${safe}\n`), card);
  ok(card.includes(`| instead | ${safe} |`), card);
  ok(summaryMarkdown([record]).includes(`: ${safe} *instead: ${safe}*`));
});

Deno.test("cardHtml() runs nothing, loads nothing and lets no text become markup", () => {
  const nasty = '</td><script>alert("1")</script><img src=x onerror=alert(1)> & "quotes"';
  const record = recordWith({
    says: nasty,
    at: nasty,
    conditions: { [nasty]: nasty },
    asStated: equals(nasty, nasty, { against: closedForm(nasty) }),
    failure: nasty,
  });
  const html = cardHtml(record);
  const { document } = new JSDOM(html).window;
  equal(document.querySelectorAll("script, img, link, a, [onerror], [src], [href]").length, 0);
  ok(readCard(record).text.includes(nasty));
});

Deno.test("cardMarkdown() keeps its table whole whatever the values hold", () => {
  const texts = fc.string({ unit: fc.constantFrom("|", "`", "<", "\n", "a", " ", "*", "\\") });
  fc.assert(fc.property(texts, (text) => {
    const asStated = equals(text, text, { against: closedForm(`x${text}`) });
    const markdown = cardMarkdown(recordWith({ asStated, conditions: { text } }));
    const rows = markdown.split("\n").slice(4);
    equal(rows.length, 6);
    for (const row of rows) equal(row.match(/(?<!\\)\|/g)?.length, 3, row);
  }));
});

Deno.test("cardMarkdown() and cardText() say what the HTML card says", () => {
  const record = recordWith();
  const text = cardMarkdown(record);
  match(
    text,
    /^\*\*✓ confirmed\*\* · `a-claim` · evidence: exact\n\nThe note says \(section 1\): It is/,
  );
  match(text, /\n\| as the note states it \| \*\*holds\*\*: got `1`, as wanted \|\n/);
  equal(cardText(record), "✓ confirmed: a-claim: It is `so` at 3 < 4.");
});
