import { stripVTControlCharacters } from "node:util";
import type { CellRun, CodeCell, Drift, Metadata, Output } from "../types.ts";
import { compareBundle, type KindOfDifference } from "./bundle.ts";
import { describeOutput } from "./describe_output.ts";
import type { ImageOptions } from "./image.ts";
import { pairOutputs, type Placed } from "./pair.ts";
import { compareText } from "./text.ts";
import { type CellTolerance, toleranceOf } from "./tolerance.ts";

export interface CompareOptions {
  /** How pictures are compared. */
  image?: ImageOptions;
}

/** More differences of one output than this are counted, not kept. */
const MOST = 1000;

/**
 * Where the outputs of a run differ from those stored in the notebook, cell by cell. Cells that
 * did not run are not compared: the note's ending speaks for them. Throws BadInput for a cell
 * whose metadata asks for a tolerance without a reason.
 */
export async function compareOutputs(
  stored: readonly CodeCell[],
  fresh: readonly CellRun[],
  options: CompareOptions = {},
): Promise<Drift[]> {
  const runs = new Map(fresh.map((run) => [run.ordinal, run]));
  const drifts: Drift[] = [];
  for (const cell of stored) {
    const tolerance = toleranceOf(cell);
    const run = runs.get(cell.ordinal);
    if (!run || run.status === "not run") continue;
    drifts.push(...await compareCell(cell, run.outputs, tolerance, options));
  }
  return drifts;
}

async function compareCell(
  cell: CodeCell,
  outputs: readonly Output[],
  tolerance: CellTolerance | null,
  { image = {} }: CompareOptions,
): Promise<Drift[]> {
  const [want, got] = [placed(cell.outputs), placed(outputs)];
  const drifts: Drift[] = [];
  const report = (place: number, found: KindOfDifference[]) => {
    const kept = found.length > MOST ? found.slice(0, MOST) : found;
    drifts.push(...kept.map((one) => ({ cell: cell.ordinal, output: place, ...one })));
    if (kept === found) return;
    const [at, wanted, now] = [`${found.length - MOST} places more`, "the same", "different"];
    drifts.push({
      cell: cell.ordinal,
      output: place,
      kind: found[0]!.kind,
      at,
      want: wanted,
      got: now,
    });
  };
  for (const name of ["stdout", "stderr"] as const) {
    const [a, b] = [streamOf(want, name), streamOf(got, name)];
    report(b?.place ?? a?.place ?? 1, compareStreams(name, a, b, tolerance));
  }
  for (const pair of pairOutputs(want.filter(isNoStream), got.filter(isNoStream))) {
    const place = (pair.got ?? pair.want)!.place;
    report(
      place,
      pair.want && pair.got
        ? await compareTwo(pair.want.output, pair.got.output, tolerance, image)
        : [cameOrWent(pair.want?.output, pair.got?.output)],
    );
  }
  return drifts.sort((a, b) => a.output - b.output);
}

async function compareTwo(
  want: Output,
  got: Output,
  tolerance: CellTolerance | null,
  image: ImageOptions,
): Promise<KindOfDifference[]> {
  if (want.output_type === "error" && got.output_type === "error") {
    const text = (error: typeof want) =>
      stripVTControlCharacters(`${error.ename}: ${error.evalue}`);
    return compareText(text(want), text(got), tolerance)
      .map((difference) => ({ ...difference, kind: "error" }));
  }
  if (want.output_type !== got.output_type || !("data" in want) || !("data" in got)) {
    return [{ kind: "kind", at: "", want: describeOutput(want), got: describeOutput(got) }];
  }
  return await compareBundle(want.data, got.data, tolerance, image);
}

function compareStreams(
  name: "stdout" | "stderr",
  want: { text: string } | null,
  got: { text: string } | null,
  tolerance: CellTolerance | null,
): KindOfDifference[] {
  if (want && got) {
    return compareText(want.text, got.text, tolerance)
      .map(({ at, ...rest }) => ({ kind: "text", at: `${name} ${at}`, ...rest }));
  }
  const output = (text: string): Output => ({ output_type: "stream", name, text });
  if (!want && !got) return [];
  return [cameOrWent(want ? output(want.text) : undefined, got ? output(got.text) : undefined)];
}

function cameOrWent(want: Output | undefined, got: Output | undefined): KindOfDifference {
  return {
    kind: "count",
    at: "",
    want: want ? describeOutput(want) : "nothing",
    got: got ? describeOutput(got) : "nothing",
  };
}

/** The outputs that are compared, with their places. Times and environments are not. */
function placed(outputs: readonly Output[]): Placed[] {
  return outputs
    .map((output, i) => ({ place: i + 1, output }))
    .filter(({ output }) => !("metadata" in output) || !isClassed(output.metadata));
}

function isClassed(metadata: Metadata): boolean {
  const { class: name } = (metadata["rederive"] ?? {}) as { class?: unknown };
  return name === "time" || name === "environment";
}

/** All that a cell wrote to one stream: in how many pieces it came is chance. */
function streamOf(outputs: Placed[], name: "stdout" | "stderr") {
  const pieces = outputs.filter(({ output }) =>
    output.output_type === "stream" && output.name === name
  );
  const text = pieces.map(({ output }) => output.output_type === "stream" ? output.text : "").join(
    "",
  );
  return text === "" ? null : { place: pieces[0]!.place, text };
}

function isNoStream({ output }: Placed): boolean {
  return output.output_type !== "stream";
}
