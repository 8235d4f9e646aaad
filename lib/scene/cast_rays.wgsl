// What cameras see of a scene of spheres, cylinders, boxes and planes: one invocation owns one pixel of one view.
//
// The ray of pixel (i, j) starts at the camera's centre and has direction
//   d = R ((i + 1/2 - cx) / fx, (j + 1/2 - cy) / fy, 1),
// not normalised, so that o + t d lies in depth t along z of the camera. The nearest t beyond NEAR wins,
// of equal ones the solid that comes first in the scene. Solids are sorted by kind, each kind walked by a
// loop of its own: software Vulkan runs both sides of every branch. What is seen is worked out once, for
// the solid that won.
//
// Hazards: b^2 - 4 a c of a sphere far away cancels, so its distance from the ray is taken from the
// nearest point of the ray; of the two crossings of a cylinder's side the one whose terms cancel is
// taken from their product. A ray along a face divides by 0, which software Vulkan need not make an
// infinity: divisors are kept off 0. Patterns would flicker on faces that lie on edges of their cells:
// the coordinate across a face is put into the middle of a cell.

override WORKGROUP_SIZE: u32 = 64;

const NEAR: f32 = 1e-4;
const FAR: f32 = 3e38;
const TINY: f32 = 1e-20;
const CHECKER: u32 = 1u;
const STRIPES: u32 = 2u;
const NOISE: u32 = 3u;

struct Call {
  rays: u32,
  width: u32,
  height: u32,
  ambient: f32,
  // where each kind ends
  spheres: u32,
  cylinders: u32,
  boxes: u32,
  planes: u32,
  focal: vec2f,
  middle: vec2f,
  light: vec3f,
}

struct Solid {
  middle: vec3f,
  id: u32, // one more than its place in the scene
  half_size: vec3f, // of a sphere, the radius in x; a cylinder's axis is z
  pattern: u32,
  // columns of the rotation
  x: vec3f,
  cell: f32,
  y: vec3f,
  z: vec3f,
  colour: vec3f,
  other: vec3f,
}

// rows of [R | t]
struct Pose { x: vec4f, y: vec4f, z: vec4f }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> solids: array<Solid>;
@group(0) @binding(2) var<storage, read> poses: array<Pose>;
@group(0) @binding(3) var<storage, read_write> rgb: array<f32>;
@group(0) @binding(4) var<storage, read_write> depth: array<f32>;
@group(0) @binding(5) var<storage, read_write> points: array<f32>;
@group(0) @binding(6) var<storage, read_write> normals: array<f32>;
@group(0) @binding(7) var<storage, read_write> ids: array<u32>;
@group(0) @binding(8) var<storage, read_write> seen: array<f32>;

var<private> best: f32;
var<private> best_id: u32;
var<private> winner: u32;

fn consider(t: f32, i: u32) {
  let id = solids[i].id;
  if (t > NEAR && (t < best || (t == best && id < best_id))) {
    best = t;
    best_id = id;
    winner = i;
  }
}

fn off_zero(x: f32) -> f32 { return select(x, TINY, abs(x) < TINY); }

fn meet_sphere(i: u32, origin: vec3f, d: vec3f, square: f32) {
  let o = origin - solids[i].middle;
  let radius = solids[i].half_size.x;
  let middle = -dot(o, d) / square;
  let nearest = o + middle * d;
  let rest = radius * radius - dot(nearest, nearest);
  let reach = sqrt(max(0.0, rest) / square);
  let t = select(middle - reach, middle + reach, middle - reach <= NEAR);
  consider(select(t, 0.0, rest < 0.0), i);
}

fn meet_cylinder(i: u32, origin: vec3f, ray: vec3f) {
  let axis = solids[i].z;
  let away = origin - solids[i].middle;
  let half_size = solids[i].half_size;
  let height = dot(away, axis);
  let climb = off_zero(dot(ray, axis));
  // across the axis: a circle
  let o = away - height * axis;
  let d = ray - dot(ray, axis) * axis;
  let square = max(dot(d, d), TINY);
  let along = dot(o, d);
  let nearest = o - (along / square) * d;
  let rest = half_size.x * half_size.x - dot(nearest, nearest);
  let root = sqrt(max(0.0, rest) * square);
  let sum = -along + select(root, -root, along > 0.0);
  let far = length(o);
  let one = sum / square;
  let other = (far - half_size.x) * (far + half_size.x) / off_zero(sum);
  let low = (-half_size.z - height) / climb;
  let high = (half_size.z - height) / climb;
  let first = max(min(one, other), min(low, high));
  let last = min(max(one, other), max(low, high));
  let t = select(last, first, first > NEAR);
  consider(select(t, 0.0, rest < 0.0 || first > last), i);
}

fn meet_box(i: u32, origin: vec3f, ray: vec3f) {
  let o = to_local(i, origin - solids[i].middle);
  let turned = to_local(i, ray);
  let d = vec3f(off_zero(turned.x), off_zero(turned.y), off_zero(turned.z));
  let half_size = solids[i].half_size;
  let low = (-half_size - o) / d;
  let high = (half_size - o) / d;
  let enter = min(low, high);
  let leave = max(low, high);
  let first = max(enter.x, max(enter.y, enter.z));
  let last = min(leave.x, min(leave.y, leave.z));
  let t = select(last, first, first > NEAR);
  consider(select(t, 0.0, first > last), i);
}

fn meet_plane(i: u32, origin: vec3f, d: vec3f) {
  let z = solids[i].z;
  consider(dot(solids[i].middle - origin, z) / off_zero(dot(d, z)), i);
}

fn to_local(i: u32, v: vec3f) -> vec3f {
  return vec3f(dot(solids[i].x, v), dot(solids[i].y, v), dot(solids[i].z, v));
}

// Whether a point on the surface of a cylinder is nearer to its side than to an end.
fn is_on_side(p: vec3f, half_size: vec3f) -> bool {
  return length(p.xy) - half_size.x > abs(p.z) - half_size.z;
}

// The axis of a box's face nearest to a point on its surface.
fn face_of(p: vec3f, half_size: vec3f) -> vec3f {
  let off = abs(p) - half_size;
  if (off.x >= off.y && off.x >= off.z) { return vec3f(1.0, 0.0, 0.0); }
  if (off.y >= off.z) { return vec3f(0.0, 1.0, 0.0); }
  return vec3f(0.0, 0.0, 1.0);
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
fn paint(pattern: u32, p: vec3f, seed: u32) -> f32 {
  if (pattern == CHECKER) {
    let f = vec3i(floor(p));
    return f32((f.x + f.y + f.z) & 1);
  }
  if (pattern == STRIPES) { return f32(i32(floor(p.x + p.y + p.z)) & 1); }
  if (pattern == NOISE) { return noise(p, seed); }
  return 0.0;
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

  best = FAR;
  best_id = 0xffffffffu;
  let square = dot(direction, direction);
  for (var i = 0u; i < call.spheres; i++) { meet_sphere(i, origin, direction, square); }
  for (var i = call.spheres; i < call.cylinders; i++) { meet_cylinder(i, origin, direction); }
  for (var i = call.cylinders; i < call.boxes; i++) { meet_box(i, origin, direction); }
  for (var i = call.boxes; i < call.planes; i++) { meet_plane(i, origin, direction); }

  let hit = best < FAR;
  depth[ray] = select(0.0, best, hit);
  ids[ray] = select(0u, best_id, hit);
  seen[ray] = f32(hit);
  if (!hit) {
    put(ray, vec3f(), vec3f(), vec3f());
    return;
  }
  let point = origin + best * direction;
  let p = to_local(winner, point - solids[winner].middle);
  let half_size = solids[winner].half_size;
  let cell = solids[winner].cell;
  let is_ball = winner < call.spheres;
  var normal = vec3f(p.xy, select(0.0, p.z, is_ball)) / half_size.x;
  var place = p / cell;
  let is_flat = winner >= call.cylinders || !is_on_side(p, half_size);
  if (is_flat && !is_ball) {
    var axis = vec3f(0.0, 0.0, 1.0);
    if (winner >= call.cylinders && winner < call.boxes) { axis = face_of(p, half_size); }
    // a plane has one side, that of its z
    let side = select(1.0, -1.0, winner < call.boxes && dot(axis, p) < 0.0);
    normal = side * axis;
    place = select(place, vec3f(0.5 * side), axis == vec3f(1.0));
  }
  let turned = normal.x * solids[winner].x + normal.y * solids[winner].y + normal.z * solids[winner].z;
  let facing = select(turned, -turned, dot(turned, direction) > 0.0);
  let lit = call.ambient + (1.0 - call.ambient) * max(0.0, dot(facing, call.light));
  let share = paint(solids[winner].pattern, place, best_id);
  put(ray, lit * mix(solids[winner].colour, solids[winner].other, share), point, facing);
}
