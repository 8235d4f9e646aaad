import { plainText } from "../../text/plain_text.ts";
import { EXIT, type JudgedClaim, type NoteResult, type RunSummary } from "../types.ts";
import { placeOf as placeOfDrift } from "./drift_words.ts";
import { placeOf } from "./failures.ts";
import { countWorlds, labelOf } from "./label.ts";
import { describeChange, verdictWords } from "./verdicts.ts";

interface TestCase {
  name: string;
  seconds: number;
  /** Absent: passed. */
  outcome?: { tag: "failure" | "error" | "skipped"; type: string; message: string; text: string };
}

/** JUnit XML: a suite a note, a test case a claim, and one for the note's cells and outputs. */
export function junitReport(summary: RunSummary): string {
  const worlds = countWorlds(summary.results);
  const suites = summary.results.map((result) => ({
    name: labelOf(result, worlds),
    result,
    cases: [cellsCase(result), ...result.claims.map((claim) => claimCase(claim, result))],
  }));
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="rederive"${counts(all)} time="${seconds(summary.ms)}">`,
    ...suites.flatMap(({ name, result, cases }) => [
      `  <testsuite name="${escape(name)}"${counts(cases)} time="${seconds(result.ms)}">`,
      ...cases.flatMap((test) => caseLines(test, result)),
      "  </testsuite>",
    ]),
    "</testsuites>",
    "",
  ].join("\n");
}

/** The note as a whole. A claim that ended it fails here too, as nothing after it ran. */
function cellsCase({ ending, drifts, ms, cells }: NoteResult): TestCase {
  const name = `cells and outputs (${cells.length} cells)`;
  if (!ending) return { name, seconds: ms / 1000 };
  const ours = EXIT[ending.kind] === 2 || ending.kind === "infrastructure";
  return {
    name,
    seconds: ms / 1000,
    outcome: {
      tag: ours ? "error" : "failure",
      type: ending.kind,
      message: ending.message,
      text: [
        placeOf(ending),
        ending.try === undefined ? "" : `Try: ${ending.try}`,
        ...drifts.map((drift) => `${placeOfDrift(drift)}: stored ${drift.want}, now ${drift.got}`),
      ].filter(Boolean).join("\n"),
    },
  };
}

function claimCase(claim: JudgedClaim, { ending }: NoteResult): TestCase {
  const { record, id } = claim;
  const name = `claim ${id}`;
  const change = describeChange(claim);
  if (record.verdict === null || change !== null) {
    const message = change ?? `${id}: ${verdictWords(record.verdict)}`;
    const known = ending?.claim === id ? ending.message : undefined;
    const text = [record.says, record.failure ?? known ?? ""].filter(Boolean).join("\n");
    return { name, seconds: 0, outcome: { tag: "failure", type: claim.state, message, text } };
  }
  if (record.verdict === "out-of-scope") {
    const message = `out of scope (${record.reason ?? "no reason"}): ${record.because ?? ""}`;
    return { name, seconds: 0, outcome: { tag: "skipped", type: "", message, text: "" } };
  }
  return { name: `${name}: ${record.verdict}`, seconds: 0 };
}

function caseLines(
  { name, seconds: time, outcome }: TestCase,
  { note, path }: NoteResult,
): string[] {
  const head = `    <testcase name="${escape(name)}" classname="${escape(note)}" ` +
    `file="${escape(path)}" time="${time.toFixed(3)}"`;
  if (!outcome) return [`${head}/>`];
  const { tag, type, message, text } = outcome;
  const kind = tag === "skipped" ? "" : ` type="${escape(type)}"`;
  const open = `      <${tag}${kind} message="${escape(message)}"`;
  const body = text === "" ? `${open}/>` : `${open}>${escape(text)}</${tag}>`;
  return [`${head}>`, body, "    </testcase>"];
}

function counts(cases: readonly TestCase[]): string {
  const of = (tag: string) => cases.filter(({ outcome }) => outcome?.tag === tag).length;
  return ` tests="${cases.length}" failures="${of("failure")}" errors="${of("error")}" ` +
    `skipped="${of("skipped")}"`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** Text for XML 1.0: markup escaped, line breaks kept in attributes, nothing XML cannot hold. */
export function escape(text: string): string {
  return plainText(text)
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .replace(/[<>&"'\n]/g, (c) => `&#${c.charCodeAt(0)};`);
}
