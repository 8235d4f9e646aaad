import type { Figure } from "@rederive/lib/show";
import { type IndexItem, pythonIndex } from "./index_item.ts";
import { stridesOf } from "./ndarray.ts";
import { planIndex } from "./plan_index.ts";

/** A row an index, a column an axis of its result: grey if a slice kept it, orange if arrays made it. */
export function drawOrigins(
  questions: readonly { shape: readonly number[]; items: readonly IndexItem[] }[],
): Figure {
  const plans = questions.map(({ shape, items }) => planIndex(shape, stridesOf(shape), items));
  const axes = Array.from({ length: Math.max(...plans.map(({ shape }) => shape.length)) });
  const fromArrays = plans.map(({ origins }) => origins.map(({ from }) => from === "arrays"));
  const bare = { showgrid: false, showline: false, zeroline: false, ticks: "" };
  return {
    data: [{
      type: "heatmap",
      x: axes.map((_, axis) => axis),
      y: questions.map(({ items }) => `x${pythonIndex(items)}`),
      z: fromArrays.map((row) =>
        axes.map((_, axis) => axis < row.length ? Number(row[axis]) : null)
      ),
      colorscale: [[0, "#d5dbe3"], [1, "#e69f00"]],
      zmin: 0,
      zmax: 1,
      showscale: false,
      xgap: 4,
      ygap: 6,
    }],
    layout: {
      width: 820,
      height: 370,
      margin: { l: 290, t: 70, b: 10 },
      xaxis: { ...bare, side: "top", dtick: 1, title: { text: "axis of the result" } },
      yaxis: { ...bare, autorange: "reversed" },
      annotations: plans.flatMap(({ shape }, row) =>
        shape.map((size, axis) => ({
          text: fromArrays[row]![axis] ? `${size} (index)` : String(size),
          x: axis,
          y: row,
          showarrow: false,
        }))
      ),
    },
  };
}
