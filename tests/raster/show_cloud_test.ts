import assert, { strictEqual as equal } from "node:assert/strict";
import { lookAt, pinhole } from "@rederive/lib/camera";
import { decodePng } from "@rederive/lib/image";
import { drawCloud, showCloud } from "@rederive/lib/raster";
import { type Bundle, PLOTLY_MIME, setDisplaySink } from "@rederive/lib/show";

const camera = pinhole({ width: 40, height: 30, fieldOfView: 0.8 });
const pose = lookAt({ from: [4, -4, 3], at: [0, 0, 0] });
const points = Array.from({ length: 3 * 5000 }, (_, i) => Math.sin(i * i));
const cloud = { points, colours: points.map((x) => (x + 1) / 2) };
const lines = [
  { from: [0, 0, 0], to: [1, 0, 0], colour: [1, 0, 0] },
  { from: [0, 0, 0], to: [0, 1, 0], colour: [1, 0, 0] },
] as const;

async function shown(): Promise<Bundle> {
  const seen: Bundle[] = [];
  setDisplaySink((bundle) => seen.push(bundle));
  try {
    await showCloud(cloud, { camera, pose, lines, alt: "Points." });
  } finally {
    setDisplaySink(null);
  }
  return seen[0]!;
}

Deno.test("the picture that is shown is the one that is drawn", async () => {
  const bundle = await shown();
  const png = await decodePng(Uint8Array.fromBase64(String(bundle["image/png"])));
  // with twice the pixels; the field of view is the same
  const fine = pinhole({ width: 80, height: 60, fieldOfView: 0.8 });
  const want = drawCloud(cloud, { camera: fine, pose, lines, radius: 3 });
  equal(png.width, 80);
  equal(png.data.findIndex((byte, i) => byte !== want.data[i]), -1);
  equal(bundle["text/plain"], "Points.");
});

Deno.test("the figure that turns has 2000 of the points, evenly chosen, and the lines of a colour as one", async () => {
  const bundle = await shown();
  // deno-lint-ignore no-explicit-any -- plotly's figure, read loosely
  const { data: [dots, drawn], layout } = bundle[PLOTLY_MIME] as any;
  equal(dots.x.length, 2000);
  const near = (got: number, want: number) => assert(Math.abs(got - want) < 1e-3, `${got} ${want}`);
  for (const i of [0, 999, 1999]) near(dots.z[i], points[3 * Math.floor(2.5 * i) + 2]!);
  assert(/^#[0-9a-f]{6}$/.test(dots.marker.color[7]));
  equal(JSON.stringify(drawn.x), "[0,1,null,0,0,null]");
  equal(drawn.line.color, "#ff0000");
  // from where the picture was taken, upright
  const { eye, up } = layout.scene.camera;
  assert(eye.x > 0 && eye.y < 0 && eye.z > 0 && up.z > 0.5);
});

Deno.test("a cloud without words is refused", async () => {
  await assert.rejects(showCloud(cloud, { camera, pose, alt: " " }), /it has no alt/);
});
