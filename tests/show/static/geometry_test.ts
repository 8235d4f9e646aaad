import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { JSDOM } from "npm:jsdom@26.1.0";
import { pathLength, pathPoints, pointAt } from "../../../lib/show/static/path_points.ts";
import { loadFonts } from "../../../lib/show/static/fonts.ts";
import { pageBox, svgBox } from "../../../lib/show/static/svg_box.ts";
import type { Box, SvgNode } from "../../../lib/show/static/svg_node.ts";
import { textLength } from "../../../lib/show/static/text_box.ts";

function near(got: number, want: number, allowed: number): void {
  ok(Math.abs(got - want) <= allowed, `got ${got}, want ${want} ± ${allowed}`);
}

function nearBox(got: Box | null, want: Box, allowed = 1e-9): void {
  ok(got);
  for (const key of ["x", "y", "width", "height"] as const) near(got[key], want[key], allowed);
}

function element(svg: string, selector: string): SvgNode {
  const { document } = new JSDOM(`<svg>${svg}</svg>`, { contentType: "image/svg+xml" }).window;
  return document.querySelector(selector);
}

Deno.test("pathLength() of lines is exact, absolute or relative", () => {
  equal(pathLength("M0,0L3,4"), 5);
  equal(pathLength("M10,10h3v4H10V10Z"), 14);
  equal(pathLength("m1,1l3,4l-3,-4z"), 10);
  equal(pathLength("M1e1-5.5.5L13-1.5"), Math.hypot(3, 4));
});

Deno.test("pathLength() of a circle of two arcs is its circumference", () => {
  // 32 chords fall short by (pi / 32)^2 / 6 of the whole: 0.16 %
  near(pathLength("M5,0A5,5 0 1,1 -5,0A5,5 0 1,1 5,0Z"), 10 * Math.PI, 0.002 * 10 * Math.PI);
});

Deno.test("arcs bend to the side that their flags say", () => {
  // quarter of a circle around the origin, and its mirror image around (5, 5)
  const middle = (flags: string) => pointAt(`M5,0A5,5 0 ${flags} 0,5`, 1.25 * Math.PI);
  near(Math.hypot(middle("0,1").x, middle("0,1").y), 5, 0.01);
  near(Math.hypot(middle("0,0").x - 5, middle("0,0").y - 5), 5, 0.01);
});

Deno.test("pathPoints() follows curves through the points of their formula", () => {
  const quadratic = pathPoints("M0,0Q2,4 4,0");
  deepEqual(quadratic[8], [2, 2]); // at t = 1/2: (P0 + 2 P1 + P2) / 4
  deepEqual(pathPoints("M0,0C0,8 8,8 8,0")[8], [4, 6]); // (P0 + 3 P1 + 3 P2 + P3) / 8
  deepEqual(quadratic.at(-1), [4, 0]);
});

Deno.test("pointAt() walks along a path and stops at its end", () => {
  deepEqual(pointAt("M0,0L10,0L10,10", 12), { x: 10, y: 2 });
  deepEqual(pointAt("M0,0L10,0", 99), { x: 10, y: 0 });
});

Deno.test("pageBox() moves a box through the transforms of all its ancestors", () => {
  const rect = '<rect x="1" y="2" width="3" height="4"/>';
  const inGroup = element(`<g transform="translate(10,20) scale(2)">${rect}</g>`, "rect");
  deepEqual(svgBox(inGroup), { x: 1, y: 2, width: 3, height: 4 });
  nearBox(pageBox(inGroup), { x: 12, y: 24, width: 6, height: 8 });
  const turned = element(`<g transform="rotate(90)">${rect}</g>`, "rect");
  nearBox(pageBox(turned), { x: -6, y: 1, width: 4, height: 3 });
  const about = element(`<g transform="rotate(180,1,2)">${rect}</g>`, "rect");
  nearBox(pageBox(about), { x: -2, y: -2, width: 3, height: 4 });
});

Deno.test("svgBox() of a group holds its children and nothing hidden", () => {
  const group = element(
    `<g><defs><rect width="999" height="999"/></defs><circle cx="5" cy="5" r="2"/>
      <g transform="translate(10,0)"><line x1="0" y1="0" x2="4" y2="4"/></g></g>`,
    "g",
  );
  deepEqual(svgBox(group), { x: 3, y: 0, width: 11, height: 7 });
  equal(svgBox(element("<g><title>nothing</title></g>", "g")), null);
});

Deno.test("svgBox() of a text follows size, anchor, lines and superscripts", async () => {
  await loadFonts();
  const at = (inner: string, attributes = "") =>
    svgBox(
      element(`<text x="100" y="50" style="font-size: 20px" ${attributes}>${inner}</text>`, "text"),
    );
  const plain = at("width");
  ok(plain);
  near(plain.x, 100, 0);
  near(plain.y + plain.height, 50 + 0.236 * 20, 0.01); // DejaVu's descent
  nearBox(at("width", 'text-anchor="middle"'), { ...plain, x: 100 - plain.width / 2 });
  nearBox(at("width", 'text-anchor="end"'), { ...plain, x: 100 - plain.width });
  const lines = at('<tspan x="100" dy="0em">a</tspan><tspan x="100" dy="1.3em">width</tspan>');
  nearBox(lines, { ...plain, height: plain.height + 26 });
  const raised = at('<tspan style="font-size:50%" dy="-0.6em">width</tspan>');
  near(raised!.width, plain.width / 2, 1e-9);
});

Deno.test("textLength() adds the runs of a text, whatever their style", async () => {
  await loadFonts();
  const length = (inner: string) => textLength(element(`<text>${inner}</text>`, "text"));
  near(length("ab<tspan>cd</tspan>"), length("abcd"), 1e-9);
  ok(length('<tspan style="font-weight:bold">abcd</tspan>') > length("abcd") * 1.05);
});
