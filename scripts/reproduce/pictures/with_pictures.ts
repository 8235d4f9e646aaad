import { isDeepStrictEqual } from "node:util";
import { PLOTLY } from "../mime.ts";
import type { CellRun, CodeCell, MimeBundle, Output } from "../types.ts";

/**
 * The runs with a static picture beside each figure. In the runner `plot()` leaves pictures out; a
 * figure that the notebook already shows keeps the picture it has there, the others are drawn.
 */
export async function withPictures(
  runs: readonly CellRun[],
  stored: readonly CodeCell[],
  draw: (figure: unknown) => Promise<string>,
): Promise<CellRun[]> {
  const known = stored.flatMap(({ outputs }) => outputs.flatMap(pictured));
  const picture = async (output: Output): Promise<Output> => {
    if (!("data" in output) || !(PLOTLY in output.data) || "image/png" in output.data) {
      return output;
    }
    const figure = output.data[PLOTLY];
    const same = known.find((data) => isDeepStrictEqual(data[PLOTLY], figure));
    const png = same?.["image/png"] ?? await draw(figure);
    return { ...output, data: { ...output.data, "image/png": png } };
  };
  return await Promise.all(runs.map(async (run) => ({
    ...run,
    outputs: await Promise.all(run.outputs.map(picture)),
  })));
}

function pictured(output: Output): MimeBundle[] {
  if (!("data" in output) || !(PLOTLY in output.data)) return [];
  return typeof output.data["image/png"] === "string" ? [output.data] : [];
}
