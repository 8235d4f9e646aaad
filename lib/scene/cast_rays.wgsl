// What cameras see of a scene of spheres, boxes and planes: one invocation owns one pixel of one view.
//
// The ray of pixel (i, j) starts at the camera's centre and has direction
//   d = R ((i + 1/2 - cx) / fx, (j + 1/2 - cy) / fy, 1),
// not normalised, so that o + t d lies in depth t along z of the camera. Each solid is met in its own
// frame; the nearest t beyond NEAR wins, of equal ones the first.
//
// Hazards: b^2 - 4 a c of a sphere far away cancels, so its distance from the ray is taken from the
// nearest point of the ray. A ray along a face divides by 0, which software Vulkan need not make an
// infinity: components of d are kept off 0. Patterns would flicker on faces that lie on edges of their
// cells: the coordinate across a face is put into the middle of a cell.

override WORKGROUP_SIZE: u32 = 64;

const NEAR: f32 = 1e-4;
const TINY: f32 = 1e-20;
const SPHERE: u32 = 0u;
const BOX: u32 = 1u;
const CHECKER: u32 = 1u;
const STRIPES: u32 = 2u;
const NOISE: u32 = 3u;

struct Call {
  rays: u32,
  solids: u32,
  width: u32,
  height: u32,
  focal: vec2f,
  middle: vec2f,
  light: vec3f,
  ambient: f32,
}

struct Solid {
  kind: u32,
  pattern: u32,
  cell: f32,
  radius: f32,
  half_size: vec4f,
  // columns of the rotation, and the translation as their fourth parts
  x: vec4f,
  y: vec4f,
  z: vec4f,
  colour: vec4f,
  other: vec4f,
}

// rows of [R | t]
struct Pose { x: vec4f, y: vec4f, z: vec4f }

struct Hit {
  t: f32, // 0 where the ray misses
  normal: vec3f,
  place: vec3f, // where patterns are looked up
}

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> solids: array<Solid>;
@group(0) @binding(2) var<storage, read> poses: array<Pose>;
@group(0) @binding(3) var<storage, read_write> rgb: array<f32>;
@group(0) @binding(4) var<storage, read_write> depth: array<f32>;
@group(0) @binding(5) var<storage, read_write> points: array<f32>;
@group(0) @binding(6) var<storage, read_write> normals: array<f32>;
@group(0) @binding(7) var<storage, read_write> ids: array<u32>;
@group(0) @binding(8) var<storage, read_write> seen: array<f32>;

fn miss() -> Hit { return Hit(0.0, vec3f(), vec3f()); }

fn meet_sphere(o: vec3f, d: vec3f, radius: f32) -> Hit {
  let square = dot(d, d);
  let middle = -dot(o, d) / square;
  let nearest = o + middle * d;
  let rest = radius * radius - dot(nearest, nearest);
  if (rest < 0.0) { return miss(); }
  let reach = sqrt(rest / square);
  var t = middle - reach;
  if (t <= NEAR) { t = middle + reach; }
  let p = o + t * d;
  return Hit(t, p / radius, p);
}

fn meet_box(o: vec3f, ray: vec3f, half_size: vec3f, cell: f32) -> Hit {
  let d = select(ray, vec3f(TINY), abs(ray) < vec3f(TINY));
  let low = (-half_size - o) / d;
  let high = (half_size - o) / d;
  let enter = min(low, high);
  let leave = max(low, high);
  let first = max(enter.x, max(enter.y, enter.z));
  let last = min(leave.x, min(leave.y, leave.z));
  if (first > last) { return miss(); }
  let outside = first > NEAR;
  let t = select(last, first, outside);
  let times = select(leave, enter, outside);
  var axis = vec3f(0.0, 0.0, 1.0);
  if (times.x == t) { axis = vec3f(1.0, 0.0, 0.0); }
  else if (times.y == t) { axis = vec3f(0.0, 1.0, 0.0); }
  // entering against the axis' direction meets the far side of it
  let side = select(1.0, -1.0, (dot(axis, d) > 0.0) == outside);
  let p = o + t * d;
  return Hit(t, side * axis, select(p, vec3f(0.5 * side * cell), axis == vec3f(1.0)));
}

fn meet_plane(o: vec3f, d: vec3f, cell: f32) -> Hit {
  if (abs(d.z) < TINY) { return miss(); }
  let t = -o.z / d.z;
  let p = o + t * d;
  return Hit(t, vec3f(0.0, 0.0, 1.0), vec3f(p.xy, 0.5 * cell));
}

// A number in [0, 1) of a corner of the lattice.
fn hash(corner: vec3i, seed: u32) -> f32 {
  let c = vec3u(corner);
  var h = (c.x * 73856093u) ^ (c.y * 19349663u) ^ (c.z * 83492791u) ^ (seed * 2654435761u);
  h = (h ^ (h >> 16u)) * 0x7feb352du;
  h = (h ^ (h >> 15u)) * 0x846ca68bu;
  h = h ^ (h >> 16u);
  return f32(h >> 8u) / 16777216.0;
}

fn noise(p: vec3f, seed: u32) -> f32 {
  let corner = vec3i(floor(p));
  let part = p - floor(p);
  let w = part * part * (3.0 - 2.0 * part);
  var sum = 0.0;
  for (var i = 0u; i < 8u; i++) {
    let side = vec3u(i & 1u, (i >> 1u) & 1u, i >> 2u);
    let share = select(1.0 - w, w, side == vec3u(1u));
    sum += share.x * share.y * share.z * hash(corner + vec3i(side), seed);
  }
  return sum;
}

// The share of the other colour.
fn paint(solid: Solid, place: vec3f, seed: u32) -> f32 {
  let p = place / solid.cell;
  if (solid.pattern == CHECKER) {
    let f = vec3i(floor(p));
    return f32((f.x + f.y + f.z) & 1);
  }
  if (solid.pattern == STRIPES) { return f32(i32(floor(p.x + p.y + p.z)) & 1); }
  if (solid.pattern == NOISE) { return noise(p, seed); }
  return 0.0;
}

fn meet(solid: Solid, origin: vec3f, direction: vec3f) -> Hit {
  let away = origin - vec3f(solid.x.w, solid.y.w, solid.z.w);
  let o = vec3f(dot(solid.x.xyz, away), dot(solid.y.xyz, away), dot(solid.z.xyz, away));
  let d = vec3f(
    dot(solid.x.xyz, direction),
    dot(solid.y.xyz, direction),
    dot(solid.z.xyz, direction),
  );
  if (solid.kind == SPHERE) { return meet_sphere(o, d, solid.radius); }
  if (solid.kind == BOX) { return meet_box(o, d, solid.half_size.xyz, solid.cell); }
  return meet_plane(o, d, solid.cell);
}

fn put(pixel: u32, colour: vec3f, point: vec3f, normal: vec3f) {
  for (var k = 0u; k < 3u; k++) {
    rgb[3u * pixel + k] = colour[k];
    points[3u * pixel + k] = point[k];
    normals[3u * pixel + k] = normal[k];
  }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn cast_rays(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let ray = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (ray >= call.rays) { return; }
  let pose = poses[ray / (call.width * call.height)];
  let pixel = vec2f(f32(ray % call.width), f32((ray / call.width) % call.height));
  let view = vec3f((pixel + 0.5 - call.middle) / call.focal, 1.0);
  let origin = vec3f(pose.x.w, pose.y.w, pose.z.w);
  let direction = vec3f(dot(pose.x.xyz, view), dot(pose.y.xyz, view), dot(pose.z.xyz, view));

  var best = miss();
  var found = 0u; // 1 more than the solid's place
  for (var i = 0u; i < call.solids; i++) {
    let hit = meet(solids[i], origin, direction);
    if (hit.t > NEAR && (found == 0u || hit.t < best.t)) {
      best = hit;
      found = i + 1u;
    }
  }

  depth[ray] = best.t;
  ids[ray] = found;
  seen[ray] = f32(found != 0u);
  if (found == 0u) {
    put(ray, vec3f(), vec3f(), vec3f());
    return;
  }
  let solid = solids[found - 1u];
  let turned = best.normal.x * solid.x.xyz + best.normal.y * solid.y.xyz + best.normal.z * solid.z.xyz;
  let normal = select(turned, -turned, dot(turned, direction) > 0.0);
  let lit = call.ambient + (1.0 - call.ambient) * max(0.0, dot(normal, call.light));
  let colour = mix(solid.colour.xyz, solid.other.xyz, paint(solid, best.place, found));
  put(ray, lit * colour, origin + best.t * direction, normal);
}
