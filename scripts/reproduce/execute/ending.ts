/** How a cell's outcome ends the note. Pure: facts in, one ending out. */
import type { Exit } from "../kernel/process.ts";
import type { Cut, Finding } from "../kernel/report.ts";
import type { CodeCell, Ending, Output } from "../types.ts";
import type { Outcome } from "./outcome.ts";
import { isError } from "./outputs.ts";
import { bytes, seconds } from "./units.ts";

/** What is known of a cell once it is over. */
export interface CellFacts {
  cell: CodeCell;
  outcome: Outcome;
  outputs: readonly Output[];
  stderr: string;
  heapMb: number | undefined;
  noteMs: number;
}

/** Null when the note goes on. An answer without any message is left for `diagnose` to explain. */
export function endingOf(facts: CellFacts): Ending | null {
  const { outcome } = facts;
  const cell = facts.cell.ordinal;
  switch (outcome.is) {
    case "over time":
      return {
        cell,
        ...(outcome.budget === "cell"
          ? {
            kind: "cell timeout",
            message: `The cell still ran after ${seconds(outcome.ms)}, its budget`,
            try: `let the cell do less, or give it more: --cell-timeout ${twice(outcome.ms)}`,
          }
          : {
            kind: "notebook timeout",
            message: `The note still ran after ${seconds(facts.noteMs)}, its budget`,
            try: `let the note do less, or give it more: --notebook-timeout ${twice(facts.noteMs)}`,
          }),
      };
    case "silent":
      return {
        kind: "infrastructure",
        message: `The kernel is done with the cell but sent nothing for ${seconds(outcome.ms)}; ` +
          "its end of output is missing",
        cell,
      };
    case "over memory":
      return {
        kind: "out of memory",
        message: `The kernel held ${bytes(outcome.bytes)}, it may hold ${bytes(outcome.limit)}`,
        try: "hold less at once, or give it more: --max-memory",
        cell,
      };
    case "ended":
      if ("exit" in outcome.end) return { cell, ...exitEnding(outcome.end.exit, facts) };
      return {
        kind: "infrastructure",
        message: `The connection to the kernel is lost: ${firstLine(outcome.end.lost.message)}`,
        cell,
      };
    case "answered": {
      const { reply, report } = outcome.answer;
      return errorEnding(facts, reply.content.status === "ok") ??
        findingEnding(report.findings, cell) ?? cutEnding(report.cut, cell);
    }
  }
}

/** A timer that survives the last cell. `timers[i]` are those running after the i-th cell. */
export function timerEnding(timers: readonly number[]): Ending | null {
  const left = timers.at(-1) ?? 0;
  if (left === 0) return null;
  return {
    kind: "code error",
    message: `The cell leaves ${left === 1 ? "a timer" : `${left} timers`} running ` +
      "after the end of the note",
    try: "await what the cell starts, or clear the timer",
    cell: timers.lastIndexOf(0) + 2,
  };
}

function errorEnding({ cell, outputs }: CellFacts, replyIsOk: boolean): Ending | null {
  const error = outputs.findLast(isError);
  if (!error && replyIsOk) return null;
  const at = { cell: cell.ordinal };
  const message = error ? describe(error.ename, error.evalue) : "Execution failed";
  if (error?.ename === "ClaimError" || error?.ename === "ClaimMisuse") {
    const [says = "", fix] = error.evalue.split(/\n\s*Try: /);
    const claim = /\bclaim "([^"]+)"/.exec(says)?.[1];
    return {
      kind: error.ename === "ClaimError" ? "claim" : "bad input",
      message: firstLine(says),
      ...(fix ? { try: firstLine(fix) } : {}),
      ...at,
      ...(claim ? { claim } : {}),
    };
  }
  if (mayThrow(cell)) return null;
  return { kind: "code error", message, ...at, ...refusal(error) };
}

// Deno advises a flag its kernel does not have
function refusal(error: { ename: string; evalue: string } | undefined): Partial<Ending> {
  const [, asked, of] = /^Requires ((\w+) access[^,]*)/.exec(error?.evalue ?? "") ?? [];
  if (error?.ename !== "NotCapable" || !asked) return {};
  return {
    kind: "bad input", // the command's or the note's to fix, and nothing of it happened
    message: `NotCapable: a note runs without ${asked}`,
    try: `do without, or run with --allow ${of === "import" ? "net" : of}`,
  };
}

function mayThrow(cell: CodeCell): boolean {
  const { tags } = cell.metadata;
  return Array.isArray(tags) && tags.includes("raises-exception");
}

function findingEnding(findings: readonly Finding[], cell: number): Ending | null {
  const finding = findings[0];
  if (!finding) return null;
  const what = describe(finding.name, finding.message);
  const at = { kind: "code error" as const, cell: finding.cell };
  const since = finding.cell === cell ? "" : ", after the cell's end";
  switch (finding.kind) {
    case "unhandled rejection":
      return {
        ...at,
        message: `A promise nobody awaits was rejected${since}: ${what}`,
        try: "await what the cell starts",
      };
    case "uncaught error":
      return {
        ...at,
        message: `A callback threw${since}: ${what}`,
        try: "await what the cell starts, and let it reject",
      };
    case "late output":
      return {
        ...at,
        message: "The cell put something out after its end: " +
          JSON.stringify(firstLine(finding.message)),
        try: "await what the cell starts",
      };
  }
}

function cutEnding(cut: Cut | null, cell: number): Ending | null {
  return cut && {
    kind: "bad input",
    message: `The cell put out ${bytes(cut.bytes)} in ${cut.lines} lines, more than it may`,
    try: "show a table, a plot or a sample instead, or let it show more: --max-output",
    cell,
  };
}

function exitEnding(exit: Exit, { stderr, heapMb }: CellFacts): Omit<Ending, "cell"> {
  const heap = /heap out of memory|heap limit/i.test(stderr);
  if (heap || exit.signal === "SIGTRAP") {
    return {
      kind: "out of memory",
      message: `The kernel reached V8's heap limit${heapMb ? ` of ${heapMb} MB` : ""}`,
    };
  }
  if (exit.signal === "SIGKILL") {
    return {
      kind: "out of memory",
      message: "The kernel was killed from outside, as a system short of memory does",
    };
  }
  const said = stderr.trim().split("\n").at(-1);
  if (exit.signal !== null) {
    return {
      kind: "kernel exit",
      message: `The kernel crashed with ${exit.signal}${said ? `: ${said}` : ""}`,
    };
  }
  return {
    kind: "kernel exit",
    message: `The kernel exited with code ${exit.code}${said ? `: ${said}` : ""}`,
    try: "remove the call of Deno.exit()",
  };
}

function describe(name: string, message: string): string {
  return firstLine(message ? `${name}: ${message}` : name);
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

function twice(ms: number): string {
  return `${Math.ceil(ms / 500)}s`;
}
