import { stripVTControlCharacters } from "node:util";
import { agree, parseDecimal } from "./decimal.ts";
import type { Difference } from "./difference.ts";
import { type CellTolerance, isWithin } from "./tolerance.ts";
import { type Token, tokenise } from "./tokens.ts";

/**
 * Where two texts differ. Numbers are compared as numbers: at the digits printed, or within the
 * cell's tolerance. All else is exact but white space at line ends, and beside a number whose
 * digits changed, because there it only fills a column.
 */
export function compareText(
  stored: string,
  fresh: string,
  tolerance: CellTolerance | null = null,
): Difference[] {
  const want = readLines(stored);
  const got = readLines(fresh);
  if (want.length !== got.length) return [compareHunk(want, got, tolerance)];
  return want.flatMap((line, i) =>
    compareLine(line, got[i]!, tolerance).map(({ at, ...rest }) => ({
      at: [`line ${i + 1}`, at].filter(Boolean).join(", "),
      ...rest,
    }))
  );
}

function readLines(text: string): string[] {
  return stripVTControlCharacters(text).trimEnd().split(/\r?\n/).map((line) => line.trimEnd());
}

/** Lines were added or removed: what lies between the first and the last agreeing lines. */
function compareHunk(want: string[], got: string[], tolerance: CellTolerance | null): Difference {
  const same = (a: string, b: string) => compareLine(a, b, tolerance).length === 0;
  const shorter = Math.min(want.length, got.length);
  let head = 0;
  while (head < shorter && same(want[head]!, got[head]!)) head++;
  let tail = 0;
  while (tail < shorter - head && same(want.at(-1 - tail)!, got.at(-1 - tail)!)) tail++;
  return {
    at: `from line ${head + 1}, ${want.length} lines became ${got.length}`,
    want: want.slice(head, want.length - tail).join("\n"),
    got: got.slice(head, got.length - tail).join("\n"),
  };
}

function compareLine(want: string, got: string, tolerance: CellTolerance | null): Difference[] {
  if (want === got) return [];
  let numbers: Difference[] | null = null;
  // `1,234` may be one number or two; the reading under which the lines agree is right
  const readings = /\d,\d{3}/.test(want) || /\d,\d{3}/.test(got) ? [true, false] : [false];
  for (const thousands of readings) {
    const found = compareTokens(
      tokenise(want, { thousands }),
      tokenise(got, { thousands }),
      tolerance,
    );
    if (found?.length === 0) return [];
    numbers ??= found;
  }
  return numbers ?? [{ at: "", want, got }];
}

/** The numbers that differ; null when more than numbers does. */
function compareTokens(
  want: Token[],
  got: Token[],
  tolerance: CellTolerance | null,
): Difference[] | null {
  const [left, right] = [withGaps(want), withGaps(got)];
  if (left.length !== right.length) return null;
  const found: Difference[] = [];
  let number = 0;
  for (const [i, a] of left.entries()) {
    const b = right[i]!;
    if (a.kind === "space" || b.kind === "space") {
      const beside = [i - 1, i + 1].some((j) =>
        left[j]?.kind === "number" && left[j].text !== right[j]?.text
      );
      const fills = beside && (i === 0 || (a.text === "") === (b.text === ""));
      if (a.text !== b.text && !fills) return null;
    } else if (a.kind !== b.kind || (a.kind === "exact" && a.text !== b.text)) {
      return null;
    } else if (a.kind === "number") {
      number++;
      if (!sameNumber(a.text, b.text, tolerance)) {
        found.push({ at: `number ${number}`, want: a.text, got: b.text });
      }
    }
  }
  return found;
}

/** The tokens with a space token, maybe empty, before each of them: lines then align by position. */
function withGaps(tokens: Token[]): Token[] {
  const gapped: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== "space" && gapped.at(-1)?.kind !== "space") {
      gapped.push({ kind: "space", text: "" });
    }
    gapped.push(token);
  }
  return gapped;
}

export function sameNumber(want: string, got: string, tolerance: CellTolerance | null): boolean {
  if (want === got) return true;
  const [a, b] = [parseDecimal(want), parseDecimal(got)];
  if (!a || !b) return false;
  if (!tolerance) return agree(a, b);
  return isWithin(toNumber(want), toNumber(got), tolerance);
}

export function toNumber(printed: string): number {
  return Number(printed.replaceAll(",", "").replaceAll("−", "-"));
}
