import assert, { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { lookAt, pinhole, project } from "@rederive/lib/camera";
import { IDENTITY, type Vec3 } from "@rederive/lib/geometry";
import { type Cloud, drawCloud, type DrawCloudOptions, frustum } from "@rederive/lib/raster";
import type { Pixels } from "@rederive/lib/show";
import { key, stream } from "@rederive/lib/random";

const camera = pinhole({ width: 64, height: 48, fieldOfView: 0.9 });
const pose = { rotation: IDENTITY, translation: [0, 0, -4] } as const;
const RED = [1, 0, 0] as const;
const BLUE = [0, 0, 1] as const;

function pixelAt({ width, data }: Pixels, column: number, row: number): number[] {
  const at = 4 * (row * width + column);
  return [...data.subarray(at, at + 4)];
}

/** How much of the picture is not white, in pixels. */
function inked({ data }: Pixels): number {
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) sum += 255 - Math.min(...data.subarray(i, i + 3));
  return sum / 255;
}

Deno.test("a point is drawn where its camera sees it, wherever the camera stands", () => {
  const random = stream(key(3));
  for (let i = 0; i < 50; i++) {
    const [x, y, z] = [random.normal(), random.normal(), random.normal()];
    const point: Vec3 = [x, y, z];
    const seen = lookAt({ from: [6, -3 + x, 2], at: [0.2, 0.1, 0] });
    const { pixel } = project(camera, seen, point);
    const picture = drawCloud({ points: point, colours: BLUE }, { camera, pose: seen, radius: 2 });
    const [column, row] = pixel.map(Math.floor);
    const inside = column! >= 0 && row! >= 0 && column! < 64 && row! < 48;
    if (inside) deepEqual(pixelAt(picture, column!, row!), [0, 0, 255, 255]);
    else assert(inked(picture) < 4);
  }
});

Deno.test("a disc of radius r covers pi r^2 pixels, at every distance", () => {
  for (const [radius, z] of [[3, -2], [8, 0], [12, 9]] as const) {
    const area = inked(drawCloud({ points: [0, 0, z], colours: RED }, { camera, pose, radius }));
    // squares of half a pixel along the edge are in or out: about half of 2 pi r, a quarter each
    assert(Math.abs(area - Math.PI * radius ** 2) < 0.5 * radius, `${area}`);
  }
});

Deno.test("the nearer of two points hides the other, in either order", () => {
  const points = [0, 0, 2, 0, 0, 0];
  const picture = drawCloud({ points, colours: [...RED, ...BLUE] }, { camera, pose });
  deepEqual(pixelAt(picture, 32, 24), [0, 0, 255, 255]);
  const turned = [0, 0, 0, 0, 0, 2];
  const other = drawCloud({ points: turned, colours: [...BLUE, ...RED] }, { camera, pose });
  deepEqual(other, picture);
});

Deno.test("a line is hidden half way by what is nearer there, and only there", () => {
  // from near on the left to far on the right: a wall of points at depth 4 is in front of its far half
  const wall: number[] = [];
  for (let x = -3; x < 3; x += 0.05) for (let y = -1; y < 1; y += 0.05) wall.push(x, y, 0);
  const lines = [{ from: [-0.5, 0, -2] as Vec3, to: [1.5, 0, 2] as Vec3, colour: BLUE }];
  const picture = drawCloud({ points: wall, colours: RED }, { camera, pose, lines });
  // by hand: depth 2 + 4 s and x = -0.5 + 2 s, so the line goes through the wall at s = 1/2, x = 1/2
  const through = camera.cx + camera.fx * 0.5 / 4;
  const start = camera.cx + camera.fx * -0.5 / 2;
  const blue = Array.from({ length: 64 }, (_, column) => pixelAt(picture, column, 24)[2]! > 127);
  const from = blue.indexOf(true);
  const to = blue.lastIndexOf(true);
  assert(Math.abs(from - start) < 1.5, `${from} for ${start}`);
  assert(Math.abs(to - through) < 1.5, `${to} for ${through}`);
});

Deno.test("what is behind the camera is not drawn; a line into the picture is, from where it enters", () => {
  equal(inked(drawCloud({ points: [0, 0, -5], colours: RED }, { camera, pose })), 0);
  const line = (from: Vec3, to: Vec3) =>
    inked(drawCloud({ points: [], colours: RED }, {
      camera,
      pose,
      lines: [{ from, to, colour: RED }],
    }));
  equal(line([0, 0, -5], [1, 0, -6]), 0);
  assert(line([0.5, 0, -6], [0, 0, 0]) > 20);
  equal(line([100, 0, 0], [101, 1, 0]), 0);
  // far beyond both edges: as long as the picture is wide, about one to two pixels thick
  const across = line([-1e4, 0, 0], [1e4, 0, 0]);
  assert(across >= 60 && across <= 128, `${across}`);
});

Deno.test("a frustum is the picture's edge, seen by the camera it belongs to", () => {
  const lines = frustum(camera, pose, { depth: 2, colour: BLUE });
  const corners = lines.slice(4).map(({ from }) => project(camera, pose, from));
  const want = [[0, 0], [64, 0], [64, 48], [0, 48]];
  for (const [i, { pixel, depth }] of corners.entries()) {
    assert(Math.abs(depth - 2) < 1e-12);
    for (const axis of [0, 1]) assert(Math.abs(pixel[axis]! - want[i]![axis]!) < 1e-9);
  }
  for (const { from } of lines.slice(0, 4)) deepEqual(from, [0, 0, -4]);
});

Deno.test("what cannot be drawn is refused in one line", () => {
  const refused = (cloud: Cloud, options: Partial<DrawCloudOptions>, message: RegExp) =>
    assert.throws(() => drawCloud(cloud, { camera, pose, ...options }), message);
  refused({ points: [1, 2], colours: RED }, {}, /^RangeError: Cannot draw a cloud: 2 numbers/);
  refused({ points: [1, 2, 3], colours: [1] }, {}, /1 points and 1 numbers of colours/);
  refused({ points: [0, 0, 0, 1, NaN, 3], colours: RED }, {}, /point 1 has a coordinate NaN/);
  refused({ points: [], colours: RED }, { radius: 0 }, /the radius is 0, wanted pixels/);
});
