import {
  deepStrictEqual as deepEqual,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import { type Bundle, type Figure, plot, PLOTLY_MIME, setDisplaySink } from "@rederive/lib/show";
import { renderFigure } from "@rederive/lib/show/static";
import { inRunner } from "../claim/evidence.ts";
import { coloursOf, decode } from "./pictures.ts";

interface Shown {
  bundle: Bundle;
  metadata: { readonly [key: string]: unknown };
}

async function shown(figure: Figure, alt = "a line that rises"): Promise<Shown> {
  const seen: Shown[] = [];
  setDisplaySink((bundle, metadata) => seen.push({ bundle, metadata }));
  try {
    await plot(figure, { alt });
  } finally {
    setDisplaySink(null);
  }
  equal(seen.length, 1);
  return seen[0]!;
}

const LINE: Figure = { data: [{ y: [1, 2, 4] }], layout: { title: { text: "Powers" } } };

Deno.test("plot() shows the figure, its picture and its words", async () => {
  const { bundle, metadata } = await shown(LINE);
  deepEqual(Object.keys(bundle).sort(), [PLOTLY_MIME, "image/png", "text/plain"].sort());
  equal(bundle["text/plain"], "a line that rises");
  deepEqual(metadata, { "image/png": { width: 720, height: 450, alt: "a line that rises" } });
  const picture = decode(Uint8Array.fromBase64(String(bundle["image/png"])));
  ok(coloursOf(picture).size > 20);
});

Deno.test("plot() leaves the picture to the runner, which draws the same one", async () => {
  const alone = await shown(LINE);
  let inKernel: Shown | undefined;
  await inRunner(async () => inKernel = await shown(LINE));
  deepEqual(Object.keys(inKernel!.bundle), [PLOTLY_MIME, "text/plain"]);
  deepEqual(inKernel!.metadata, alone.metadata);
  const stored = JSON.parse(JSON.stringify(inKernel!.bundle[PLOTLY_MIME])) as Figure;
  equal((await renderFigure(stored)).toBase64(), alone.bundle["image/png"]);
});

Deno.test("plot() stores plain JSON: typed arrays as arrays, six digits, gaps as null", async () => {
  const figure: Figure = {
    data: [{ x: Float64Array.of(1 / 3, 2e7 / 3), y: [NaN, Math.PI], marker: { size: undefined } }],
  };
  await inRunner(async () => {
    const { data } = (await shown(figure)).bundle[PLOTLY_MIME] as Figure;
    deepEqual(data, [{ x: [0.333333, 6666670], y: [null, 3.14159], marker: {} }]);
  });
});

Deno.test("plot() sizes the picture as the layout says", async () => {
  const { bundle, metadata } = await shown({ ...LINE, layout: { width: 300, height: 200 } });
  deepEqual(metadata["image/png"], { width: 300, height: 200, alt: "a line that rises" });
  const { width, height } = decode(Uint8Array.fromBase64(String(bundle["image/png"])));
  deepEqual([width, height], [600, 400]);
});

const REFUSED: Record<string, [figure: Figure, alt: string, message: string]> = {
  "a figure without traces": [
    { data: [] },
    "x",
    "Cannot plot figure: it has no traces, want at least one in `data`",
  ],
  "a surface": [
    { data: [{ y: [1] }, { type: "surface", z: [[1]] }] },
    "x",
    'trace 1 is of type "surface", want a 2-D trace drawn without WebGL\n' +
    'Try: a projection: type: "scatter", "heatmap" or "contour"',
  ],
  "a WebGL scatter": [
    { data: [{ type: "scattergl", y: [1] }] },
    "x",
    'trace 0 is of type "scattergl", want a 2-D trace drawn without WebGL\nTry: type: "scatter"',
  ],
  "a type that is none": [
    { data: [{ type: "histogramm" }] },
    "x",
    "Try: one of scatter, bar, heatmap, contour, histogram,",
  ],
  "a trace that loads a picture": [
    { data: [{ type: "image", source: "https://example.org/a.png" }] },
    "x",
    "trace 0 has a source, want its pixels\nTry: z: rows of [r, g, b]",
  ],
  "a layout that loads a picture": [
    { ...LINE, layout: { images: [{ source: "a.png" }] } },
    "x",
    'layout image 0 is to be loaded, want it in the figure\nTry: source: "data:image/png;base64,',
  ],
  "what plotly cannot draw": [
    { data: [{ type: "sunburst", labels: ["a", "b"], parents: ["b", "a"] }] },
    "x",
    'Cannot draw figure: plotly says "WARN: Multiple implied roots, cannot build sunburst hierarchy',
  ],
  "what plotly stumbles over": [
    { ...LINE, layout: { xaxis: 3 } },
    "x",
    "Cannot draw figure: plotly says \"Cannot use 'in' operator",
  ],
  "no words": [LINE, " ", "Cannot plot figure: it has no alt, want one sentence on what it shows"],
};

for (const [name, [figure, alt, message]] of Object.entries(REFUSED)) {
  Deno.test(`plot() refuses ${name}`, async () => {
    await rejects(shown(figure, alt), (error: Error) => {
      ok(error.message.includes(message), error.message);
      return true;
    });
  });
}
