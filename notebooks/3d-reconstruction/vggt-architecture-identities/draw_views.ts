import type { SceneView } from "@rederive/lib/scene";
import type { Pixels } from "@rederive/lib/image";

/** Views beside each other, `gap` white pixels between them. */
export function drawViews(rows: readonly (readonly SceneView[])[], gap = 2): Pixels {
  const { width: w, height: h } = rows[0]![0]!.camera;
  const width = rows[0]!.length * (w + gap) - gap;
  const height = rows.length * (h + gap) - gap;
  const data = new Uint8Array(width * height * 4).fill(255);
  rows.forEach((views, row) =>
    views.forEach(({ rgb }, column) => {
      for (let i = 0; i < w * h; i++) {
        const [x, y] = [column * (w + gap) + i % w, row * (h + gap) + Math.floor(i / w)];
        const lit = [0, 1, 2].map((c) =>
          Math.round(255 * Math.min(1, rgb[3 * i + c]!) ** (1 / 2.2))
        );
        data.set(lit, 4 * (y * width + x));
      }
    })
  );
  return { width, height, data };
}
