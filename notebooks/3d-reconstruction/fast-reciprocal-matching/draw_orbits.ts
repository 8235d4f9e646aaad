import type { SceneView } from "@rederive/lib/scene";
import { type Figure, PALETTE, type Trace } from "@rederive/lib/show";

/** A view, and over it the walks of pixels: white starts, orange ends. */
export function drawOrbits(
  view: SceneView,
  orbits: readonly (readonly number[])[],
): Figure {
  const size = view.camera.width;
  const x = (pixel: number) => pixel % size;
  const y = (pixel: number) => Math.floor(pixel / size);
  const legs = orbits.filter(({ length }) => length > 1);
  const arrows: Trace = {
    x: legs.flatMap((orbit) => [...orbit.map(x), null]),
    y: legs.flatMap((orbit) => [...orbit.map(y), null]),
    mode: "lines",
    line: { color: "#ffffff", width: 1.6 },
    hoverinfo: "skip",
  };
  const dots = (pixels: number[], color: string, marker: number): Trace => ({
    x: pixels.map(x),
    y: pixels.map(y),
    mode: "markers",
    marker: { color, size: marker, line: { color: "#000000", width: 0.5 } },
    hoverinfo: "skip",
  });
  const starts = dots(legs.map(([start]) => start!), "#ffffff", 5);
  const ends = dots([...new Set(orbits.map((orbit) => orbit.at(-1)!))], PALETTE[1]!, 8);
  return { data: [picture(view), arrows, starts, ends], layout: plainLayout(size) };
}

function picture({ camera: { width, height }, rgb }: SceneView): Trace {
  const z = Array.from(
    { length: height },
    (_, row) =>
      Array.from({ length: width }, (_, column) => {
        const at = 3 * (row * width + column);
        return [0, 1, 2].map((k) => Math.round(255 * rgb[at + k]! ** (1 / 2.2)));
      }),
  );
  return { type: "image", z, hoverinfo: "skip" };
}

function plainLayout(size: number) {
  const hidden = { visible: false, showgrid: false, zeroline: false };
  return {
    xaxis: { ...hidden, range: [-0.5, size - 0.5] },
    yaxis: { ...hidden, range: [size - 0.5, -0.5] },
    width: 500,
    height: 500,
    margin: { l: 10, r: 10, t: 10, b: 10 },
    showlegend: false,
  };
}
