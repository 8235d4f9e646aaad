import { drawSegment, drawView, type Place } from "@rederive/lib/matching";
import type { Pixels } from "@rederive/lib/image";
import type { SceneView } from "@rederive/lib/scene";
import { PALETTE } from "@rederive/lib/show";

const ENLARGED = 10;

/** A view, and over it the walks of pixels: white starts, orange ends. */
export function drawOrbits(view: SceneView, orbits: readonly (readonly number[])[]): Pixels {
  const { width } = view.camera;
  const picture = drawView(view, { enlarged: ENLARGED });
  const place = (pixel: number): Place => [
    (pixel % width + 0.5) * ENLARGED,
    (Math.floor(pixel / width) + 0.5) * ENLARGED,
  ];
  const dot = (pixel: number, color: string, radius: number) => {
    drawSegment(picture, [place(pixel), place(pixel)], { color: "#000000", radius: radius + 0.7 });
    drawSegment(picture, [place(pixel), place(pixel)], { color, radius });
  };
  for (const orbit of orbits) {
    orbit.slice(1).forEach((to, n) =>
      drawSegment(picture, [place(orbit[n]!), place(to)], { color: "#ffffff", radius: 0.8 })
    );
  }
  for (const orbit of orbits) if (orbit.length > 1) dot(orbit[0]!, "#ffffff", 1.8);
  for (const end of new Set(orbits.map((orbit) => orbit.at(-1)!))) dot(end, PALETTE[1]!, 3);
  return picture;
}
