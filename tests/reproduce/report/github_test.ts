import assert from "node:assert/strict";
import { GithubReporter } from "../../../scripts/reproduce/report/github.ts";
import { githubSummary } from "../../../scripts/reproduce/report/github_summary.ts";
import type { NoteResult } from "../../../scripts/reproduce/types.ts";
import { eventsOf, judged, noteResult, ROOT, sampleResults, summaryOf } from "./sample_run.ts";

const FILE = JSON.stringify(
  {
    cells: [
      { cell_type: "code", source: ["first"] },
      { cell_type: "markdown", source: ["prose"] },
      { cell_type: "code", source: ["1\n", "2\n", "3\n", "the line\n", "5"] },
    ],
  },
  null,
  1,
);

function annotate(results: NoteResult[]) {
  const lines: string[] = [];
  let summary = "";
  const reporter = new GithubReporter({
    write: (text) => lines.push(text),
    appendSummary: (text) => summary += text,
    readText: (path) => (path.startsWith(ROOT) ? FILE : null),
    path: (absolute) => absolute.replace(`${ROOT}/`, ""),
  });
  for (const event of eventsOf(results, 10)) reporter.on(event);
  return { lines, summary };
}

Deno.test("GithubReporter annotates the line of the file that holds the cell's line", () => {
  const { lines } = annotate(sampleResults());
  const at = FILE.split("\n").findIndex((line) => line.includes("the line")) + 1;
  const first = FILE.split("\n").findIndex((line) => line.includes('"1\\n"')) + 1;
  assert.equal(
    lines[0],
    `::error file=notebooks/3d-reconstruction/frame-transform.ipynb,line=${at},` +
      "title=3d-reconstruction/frame-transform%3A claim::" +
      'Cannot judge claim "sign-of-the-cross": it fails as stated (got 1.66, want 0) and no ' +
      "amendment holds%0ATry: give the claim an amendment, `when` or `instead`, that holds\n",
  );
  assert.match(lines[1]!, new RegExp(`line=${first},title=mathematics/.*%3A output drift::`));
  assert.match(lines[1]!, /%0Acell 2, output 1, line 3, number 2: stored 0\.1250000001, now 0\.12/);
  assert.match(lines[2]!, /claim::streams-are-bit-equal: new, confirmed\n$/);
  assert.equal(lines.length, 3);
});

Deno.test("GithubReporter escapes what would end a command or start another", () => {
  const { lines } = annotate([
    noteResult("a/b,c:d", {
      path: "/elsewhere/x,y:z.ipynb",
      ending: { kind: "code error", message: "50%\n::error::fake\r\n\x1b[31mred", cell: 1 },
    }),
  ]);
  assert.deepEqual(lines, [
    "::error file=/elsewhere/x%2Cy%3Az.ipynb,line=1,title=a/b%2Cc%3Ad%3A code error::" +
    "50%25%0A::error::fake%0Ared\n",
  ]);
});

Deno.test("GithubReporter leaves room on the page when a whole note is new", () => {
  const claims = Array.from(
    { length: 9 },
    (_, i) => judged("a/b", `c${i}`, "confirmed", { state: "new", accepted: null }),
  );
  const flipped = judged("a/b", "flipped", "refined", { state: "flipped", cell: 0 });
  const ending = { kind: "claim", message: 'Claim "c0" is new', claim: "c0", cell: 1 } as const;
  const { lines, summary } = annotate([
    noteResult("a/b", { claims: [...claims, flipped], ending }),
  ]);
  assert.equal(lines.length, 2);
  assert.match(lines[1]!, /line=1,.*::flipped: accepted as refined, now refined/);
  assert.match(summary, /\n- 8 more claims are new: 8 confirmed\n/);
});

Deno.test("githubSummary() is a table of verdicts followed by each failure", () => {
  const { summary } = annotate(sampleResults());
  assert.equal(summary, githubSummary(summaryOf(sampleResults(), 10)));
  const lines = summary.split("\n");
  assert.equal(lines[0], "### ✗ 2 of 3 notes failed, exit code 10");
  assert(lines.includes("| ✗ 3d-reconstruction/frame-transform | 1 | 1 | 0 | 1 | 0 | 2.1 s |"));
  assert(lines.includes("| = languages/numpy-advanced-indexing | 1 | 0 | 1 | 0 | 0 | unchanged |"));
  assert(lines.includes("#### ✗ mathematics/counter-based-randomness: output drift"));
  assert(lines.includes("Try: `deno task review mathematics/counter-based-randomness`"));
  assert(
    lines.includes("| cell 3, output 2, data\\[0\\].y\\[12\\] | `3.25` | `3.75` |"),
    summary,
  );
  for (const row of lines.filter((line) => line.startsWith("| ") && !line.includes("`"))) {
    const columns = row.split(/(?<!\\)\|/).length - 2;
    assert(columns === 7 || columns === 3, row);
  }
});

Deno.test("githubSummary() says so in one line when everything holds", () => {
  const good = sampleResults().map((result) => ({ ...result, ending: null }));
  assert.equal(
    githubSummary(summaryOf(good)).split("\n")[0],
    "### ✓ Everything holds: 3 notes",
  );
});
