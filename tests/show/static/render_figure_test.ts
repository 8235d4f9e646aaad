import {
  deepStrictEqual as deepEqual,
  notDeepStrictEqual as notDeepEqual,
  ok,
  strictEqual as equal,
} from "node:assert/strict";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { applyTheme, type Figure, PALETTE, type Trace } from "@rederive/lib/show";
import { renderFigure } from "@rederive/lib/show/static";
import { coloursOf, decode, inkOf } from "../pictures.ts";

const indices = (count: number) => Array.from({ length: count }, (_, i) => i);
const wave = (count: number, step: number) => indices(count).map((i) => Math.sin(i * step));
const axes = (x: string, y: string) => ({
  xaxis: { title: { text: x } },
  yaxis: { title: { text: y } },
});

const TREE = {
  labels: ["model", "encoder", "decoder", "attention", "norm"],
  parents: ["", "model", "model", "encoder", "decoder"],
  values: [10, 6, 4, 6, 4],
};
const surface = indices(12).map((i) => wave(15, (i + 1) / 20));

// every type that lib/show accepts
const TRACES: Record<string, Trace> = {
  scatter: { x: indices(40), y: wave(40, 0.2), mode: "lines+markers" },
  bar: { type: "bar", x: ["a", "b", "c"], y: [3, 1, 2] },
  heatmap: { type: "heatmap", z: surface },
  contour: { type: "contour", z: surface, contours: { showlabels: true } },
  histogram: { type: "histogram", x: wave(500, 1.3) },
  box: { type: "box", y: wave(50, 1.3) },
  violin: { type: "violin", y: wave(50, 1.3) },
  histogram2d: { type: "histogram2d", x: wave(500, 1.3), y: wave(500, 0.9) },
  histogram2dcontour: { type: "histogram2dcontour", x: wave(500, 1.3), y: wave(500, 0.9) },
  image: { type: "image", z: [[[0, 114, 178], [213, 94, 0]]] },
  pie: { type: "pie", labels: ["a", "b"], values: [2, 1] },
  sunburst: { type: "sunburst", ...TREE, branchvalues: "total" },
  treemap: { type: "treemap", ...TREE, branchvalues: "total" },
  icicle: { type: "icicle", ...TREE, branchvalues: "total" },
  sankey: {
    type: "sankey",
    node: { label: ["source", "sink", "loss"] },
    link: { source: [0, 0], target: [1, 2], value: [2, 1] },
  },
  scatterpolar: { type: "scatterpolar", r: [1, 2, 3], theta: [0, 90, 200] },
  barpolar: { type: "barpolar", r: [1, 2, 3], theta: [0, 120, 240] },
  scatterternary: { type: "scatterternary", a: [0.2, 0.5], b: [0.3, 0.2], c: [0.5, 0.3] },
  waterfall: { type: "waterfall", x: ["a", "b"], y: [10, -3] },
  funnel: { type: "funnel", y: ["a", "b"], x: [10, 4] },
};

for (const [type, trace] of Object.entries(TRACES)) {
  Deno.test(`renderFigure() draws ${type}, twice the same bytes`, async () => {
    const png = await renderFigure({ data: [trace] });
    const picture = decode(png);
    const colours = coloursOf(picture);
    deepEqual([picture.width, picture.height], [1440, 900]);
    ok(colours.size > 20, `only ${colours.size} colours`);
    ok((colours.get("#ffffff") ?? 0) < 1440 * 900 * 0.995, "the picture is as good as blank");
    deepEqual(await renderFigure({ data: [trace] }), png);
  });
}

Deno.test("renderFigure() gives the same bytes in another process and after other figures", async () => {
  const figure: Figure = { data: [TRACES["scatter"]!, TRACES["bar"]!] };
  await Promise.all([renderFigure({ data: [TRACES["pie"]!] }), renderFigure(figure)]);
  const here = createHash("sha256").update(await renderFigure(figure)).digest("hex");
  const program = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(
    program,
    `import { createHash } from "node:crypto";
    import { renderFigure } from "${import.meta.resolve("@rederive/lib/show/static")}";
    const png = await renderFigure(${JSON.stringify(figure)});
    console.log(createHash("sha256").update(png).digest("hex"));`,
  );
  const config = fileURLToPath(new URL("../../../deno.json", import.meta.url));
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `--config=${config}`, program],
    stderr: "inherit",
  }).output();
  await Deno.remove(program);
  equal(new TextDecoder().decode(stdout).trim(), here);
});

Deno.test("renderFigure() draws another picture for another figure", async () => {
  const one = await renderFigure({ data: [{ y: [1, 2, 3] }] });
  notDeepEqual(await renderFigure({ data: [{ y: [1, 2, 4] }] }), one);
});

Deno.test("renderFigure() draws a themed figure as it draws the figure", async () => {
  const figure: Figure = { data: [{ y: [1, 2, 3] }], layout: { title: { text: "Three" } } };
  deepEqual(await renderFigure(applyTheme(figure)), await renderFigure(figure));
});

Deno.test("renderFigure() draws in the house colours", async () => {
  const colours = coloursOf(decode(
    await renderFigure({
      data: [{ type: "bar", y: [1] }, { type: "bar", y: [2] }],
    }),
  ));
  for (const colour of PALETTE.slice(0, 2)) {
    ok((colours.get(colour.toLowerCase()) ?? 0) > 5000, `${colour} is missing`);
  }
});

Deno.test("renderFigure() keeps the cells of a heatmap apart", async () => {
  const picture = decode(
    await renderFigure({
      data: [{ type: "heatmap", z: [[0, 1]], showscale: false }],
      layout: {
        margin: { l: 0, r: 0, t: 0, b: 0 },
        xaxis: { visible: false },
        yaxis: { visible: false },
      },
    }),
  );
  // Viridis from end to end, and no blend between
  equal(picture.at(30, 450), "#440154");
  equal(picture.at(710, 450), "#440154");
  equal(picture.at(730, 450), "#fde725");
});

// a margin of two CSS pixels all round: whatever is clipped, is clipped at the edge
const LABELLED: Record<string, Figure> = {
  "long axis titles and a long legend": {
    data: [
      { y: [1e-9, 2e-9], name: "a curve with quite a long name, spelled out" },
      { y: [2e-9, 1e-9], name: "another" },
    ],
    layout: {
      title: { text: "A title" },
      ...axes("the index of the sample", "error of the result"),
    },
  },
  "long categories on both axes": {
    data: [{ type: "bar", orientation: "h", x: [1, 2], y: ["a category of many words", "short"] }],
    layout: axes("count", "category"),
  },
  "rotated categories": {
    data: [{
      type: "bar",
      x: indices(14).map((i) => `category number ${i}`),
      y: indices(14),
    }],
    layout: axes("category", "count"),
  },
  "text at the last point": {
    data: [{
      y: [1, 2, 3],
      mode: "markers+text",
      text: ["first", "second", "the last of all points"],
      textposition: "top center",
    }],
  },
  "a colour bar with a title": {
    data: [{ type: "heatmap", z: [[1e6, 2e6]], colorbar: { title: { text: "bytes a second" } } }],
    layout: axes("column", "row"),
  },
  "panels with headings": {
    data: [{ y: [1, 2] }, { y: [2e6, 1e6], xaxis: "x2", yaxis: "y2" }],
    layout: {
      title: { text: "Two panels" },
      grid: { rows: 1, columns: 2, pattern: "independent" },
      yaxis: { title: { text: "seconds" } },
      yaxis2: { title: { text: "bytes" } },
      annotations: [1, 2].map((i) => ({
        text: `Panel ${i}`,
        xref: `x${i === 1 ? "" : i} domain`,
        yref: `y${i === 1 ? "" : i} domain`,
        x: 0.5,
        y: 1.08,
        showarrow: false,
      })),
    },
  },
  "polar labels": { data: [TRACES["scatterpolar"]!] },
  "ternary titles": {
    data: [TRACES["scatterternary"]!],
    layout: { ternary: { aaxis: { title: { text: "A" } }, caxis: { title: { text: "C" } } } },
  },
};

for (const [name, figure] of Object.entries(LABELLED)) {
  Deno.test(`renderFigure() clips nothing of ${name}`, async () => {
    const picture = decode(await renderFigure(figure));
    const { left, right, top, bottom } = inkOf(picture);
    const space = Math.min(left, picture.width - 1 - right, top, picture.height - 1 - bottom);
    ok(space >= 4, `ink from ${left} to ${right}, ${top} to ${bottom}`);
  });
}

Deno.test("renderFigure() draws ten thousand markers", async () => {
  const figure = { data: [{ x: wave(10_000, 1.1), y: wave(10_000, 1.7), mode: "markers" }] };
  ok((coloursOf(decode(await renderFigure(figure))).get("#0072b2") ?? 0) > 50_000);
});

Deno.test("renderFigure() leaves the figure as it was, though plotly writes its defaults into it", async () => {
  const figure: Figure = { data: [{ x: [1, 2], y: [3, 4] }], layout: { xaxis: {}, yaxis: {} } };
  const before = structuredClone(figure);
  await renderFigure(figure);
  deepEqual(figure, before);
});
