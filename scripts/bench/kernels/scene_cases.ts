import { orbit, pinhole } from "@rederive/lib/camera";
import { IDENTITY, type Vec3 } from "@rederive/lib/geometry";
import { castRays, type Solid } from "@rederive/lib/scene";
import type { MakeCase } from "./bench_case.ts";

const BALLS: readonly { middle: Vec3; radius: number }[] = Array.from({ length: 8 }, (_, i) => ({
  middle: [Math.sin(3 * i), Math.cos(5 * i), Math.sin(7 * i) / 2],
  radius: 0.3 + 0.05 * i,
}));

/** Depths of eight balls, the straightforward way. */
const ballsCase: MakeCase = (gpu) => {
  const camera = pinhole({ width: 64, height: 64, fieldOfView: 1 });
  const poses = orbit({ radius: 5, height: 1, views: 16 });
  const solids = BALLS.map(({ middle, radius }): Solid => ({
    shape: { kind: "sphere", radius },
    pose: { rotation: IDENTITY, translation: middle },
    paint: { colour: [1, 1, 1] },
  }));
  const pixels = camera.width * camera.height;
  const depths = new Float32Array(poses.length * pixels);
  return Promise.resolve({
    name: "castRays",
    size: `${poses.length} views of ${camera.width} x ${camera.height}, ${BALLS.length} spheres`,
    gpu: async () => {
      const { depth, ...others } = await castRays(gpu, { solids }, { camera, poses });
      for (const each of [others.rgb, others.points, others.normals, others.ids, others.mask]) {
        each[Symbol.dispose]();
      }
      return depth;
    },
    plain: () => {
      poses.forEach(({ rotation: r, translation: [ox, oy, oz] }, view) => {
        for (let i = 0; i < pixels; i++) {
          const x = (i % camera.width + 0.5 - camera.cx) / camera.fx;
          const y = (Math.floor(i / camera.width) + 0.5 - camera.cy) / camera.fy;
          const dx = r[0] * x + r[1] * y + r[2];
          const dy = r[3] * x + r[4] * y + r[5];
          const dz = r[6] * x + r[7] * y + r[8];
          const square = dx * dx + dy * dy + dz * dz;
          let nearest = Infinity;
          for (const { middle: [mx, my, mz], radius } of BALLS) {
            const [ax, ay, az] = [ox - mx, oy - my, oz - mz];
            const half = ax * dx + ay * dy + az * dz;
            const rest = half * half - square * (ax * ax + ay * ay + az * az - radius * radius);
            if (rest < 0) continue;
            const t = (-half - Math.sqrt(rest)) / square;
            if (t > 1e-4 && t < nearest) nearest = t;
          }
          depths[view * pixels + i] = nearest === Infinity ? 0 : nearest;
        }
      });
      return depths;
    },
  });
};

/** Rays through pixels. */
export const sceneCases: readonly MakeCase[] = [ballsCase];
