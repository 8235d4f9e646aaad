import { arc, pinhole, type Pixel, project, triangulate } from "@rederive/lib/camera";
import { norm, subtract, type Vec3 } from "@rederive/lib/geometry";
import { foldIn, key, stream } from "@rederive/lib/random";

/** The root mean squared error, in percent of the distance, of points that two cameras see at an angle. */
export function triangulationError(
  { degrees, noise, points = 100 }: { degrees: number; noise: number; points?: number },
): number {
  const camera = pinhole({ width: 640, height: 480, fieldOfView: 1 });
  const poses = arc({ radius: 4, views: 2, turn: degrees * Math.PI / 180 });
  const random = stream(foldIn(key(3), 1));
  let squares = 0;
  for (let i = 0; i < points; i++) {
    const point = [0, 0, 0].map(() => 0.3 * random.normal()) as unknown as Vec3;
    const sights = poses.map((pose) => {
      const [x, y] = project(camera, pose, point).pixel;
      const pixel: Pixel = [x + noise * random.normal(), y + noise * random.normal()];
      return { camera, pose, pixel };
    });
    squares += norm(subtract(triangulate(sights), point)) ** 2;
  }
  return 100 * Math.sqrt(squares / points) / 4;
}
