import { formatDuration } from "../../../text/duration.ts";
import { EXIT, type NoteResult, type RunSummary, type Spread } from "../../types.ts";
import { spreadPlace } from "../closing.ts";
import { placeOf } from "../failures.ts";
import { count, countWorlds, labelOf, onePerNote, signOf } from "../label.ts";
import { countVerdicts, VERDICTS } from "../verdicts.ts";
import style from "./style.css" with { type: "text" };
import { claimsHtml } from "./claims.ts";
import { driftHtml } from "./drift.ts";
import { escapeHtml } from "./escape.ts";

/** The run as one page: no scripts, nothing loaded from elsewhere, readable on a phone. */
export function htmlReport(summary: RunSummary): string {
  const { results, spreads, exitCode, environment, ms } = summary;
  const worlds = countWorlds(results);
  const notes = onePerNote(results);
  const failed = onePerNote(results.filter(({ ending }) => ending !== null));
  const verdict = exitCode === 0
    ? `✓ Everything holds: ${count(notes.length, "note")}`
    : `✗ ${failed.length} of ${count(notes.length, "note")} failed, exit code ${exitCode}`;
  const adapters = Object.entries(environment.adapters).map(([world, what]) => `${world}: ${what}`);
  // what failed is what the reader came for
  const ordered = [...results].sort((a, b) =>
    Number(b.ending !== null) - Number(a.ending !== null)
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>rederive: ${escapeHtml(verdict.slice(2))}</title>
<style>
${style}</style>
</head>
<body>
<h1${exitCode === 0 ? "" : ' class="bad"'}>${escapeHtml(verdict)}</h1>
<p class="faint">${
    escapeHtml([`Deno ${environment.deno}`, ...adapters, formatDuration(ms)].join(", "))
  }</p>
${tableHtml(results, worlds)}
${ordered.map((result) => noteHtml(result, labelOf(result, worlds))).join("\n")}
${spreadsHtml(spreads)}
</body>
</html>
`;
}

function tableHtml(results: readonly NoteResult[], worlds: number): string {
  const headings = [...VERDICTS.map(({ sign, words }) => [sign, words]), ["≠", "drifts"]]
    .map(([sign, words]) =>
      `<th scope="col" title="${words}">${sign} <span class="words">${words}</span></th>`
    )
    .join("");
  const rows = results.map((result) => {
    const counts = countVerdicts([result]);
    const label = labelOf(result, worlds);
    const numbers = [...VERDICTS.map(({ is }) => counts[is]), result.drifts.length]
      .map((n) => `<td${n === 0 ? ' class="zero"' : ""}>${n}</td>`).join("");
    const time = result.from === "cache" ? "unchanged" : formatDuration(result.ms);
    return `<tr><td>${signOf(result)} <a href="#${anchor(label)}">${
      escapeHtml(label).replaceAll("/", "/<wbr>")
    }</a></td>` +
      `${numbers}<td>${time}</td></tr>`;
  });
  const legend = [...VERDICTS.map(({ sign, words }) => `${sign} ${words}`), "≠ drifts"].join(", ");
  return `<table class="notes"><thead><tr><th scope="col">note</th>${headings}` +
    `<th scope="col">time</th></tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>\n` +
    `<p class="faint legend">${legend}</p>`;
}

function noteHtml(result: NoteResult, label: string): string {
  const { ending, claims, drifts, why, from, ms, peakMemory, sandbox, retried } = result;
  const facts = [
    from === "cache" ? "unchanged" : `${from} in ${formatDuration(ms)}`,
    why,
    peakMemory > 0 ? `${Math.round(peakMemory / 1e6)} MB` : "",
    sandbox,
    retried ? "second try" : "",
  ].filter(Boolean).join(", ");
  const failure = ending === null
    ? ""
    : `<div class="failure"><p class="bad">${escapeHtml(ending.kind)} (exit code ${
      EXIT[ending.kind]
    })${ending.cell === undefined ? "" : `, ${placeOf(ending)}`}</p>` +
      `<p>${escapeHtml(ending.message)}</p>` +
      (ending.try === undefined ? "" : `<p>Try: <code>${escapeHtml(ending.try)}</code></p>`) +
      "</div>";
  return [
    `<h2 id="${anchor(label)}">${signOf(result)} ${escapeHtml(label)}</h2>`,
    `<p class="faint">${escapeHtml(facts)}</p>`,
    failure,
    drifts.length > 0 ? `<h3>${count(drifts.length, "difference")}</h3>` : "",
    ...drifts.map(driftHtml),
    claims.length > 0 ? `<h3>${count(claims.length, "claim")}</h3>` : "",
    claimsHtml(claims),
  ].filter(Boolean).join("\n");
}

function spreadsHtml(spreads: readonly Spread[]): string {
  if (spreads.length === 0) return "";
  const rows = spreads.map((spread) =>
    `<p>${escapeHtml(spreadPlace(spread))}</p><ul>` +
    Object.entries(spread.values).map(([world, value]) =>
      `<li>${escapeHtml(world)}: <code>${escapeHtml(value)}</code></li>`
    ).join("") + "</ul>"
  );
  return `<h2>Digits that differ between worlds</h2>\n${rows.join("\n")}`;
}

function anchor(label: string): string {
  return label.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}
