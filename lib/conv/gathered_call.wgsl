// One call of a product whose right side is gathered: what the kernels that compute it share.
//
//   c[part, g, n, m] = f(sum over turns of the part, and over i of the turn, of
//                        a[image a_image + g a_group + n a_row + inner[i].x] *
//                        x[image x_image + g x_group + outer[m] + inner[i].y]  +  bias[g, n])
//
// Turn t is chunk t / images of the terms i, of image t % images. A part adds `repeats` turns up, in
// order; sums that take longer go on in another call. Where things lie is in two tables, so that a
// convolution and its gradients are one kernel.

struct Call {
  parts: u32,
  groups: u32,
  n: u32,
  k: u32,
  m: u32,
  images: u32,
  // The first image and the first turn of this call, terms a chunk, turns a part.
  first_image: u32,
  first_turn: u32,
  chunk: u32,
  repeats: u32,
  a_row: u32,
  a_group: u32,
  a_image: u32,
  x_group: u32,
  x_image: u32,
  // The activation, and flags.
  finish: u32,
}

const HAS_BIAS: u32 = 0x10000u;
const GOES_ON: u32 = 0x20000u; // adds to what c holds

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> inner: array<vec2u>;
@group(0) @binding(2) var<storage, read> outer: array<u32>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read> a: array<f32>;
@group(0) @binding(5) var<storage, read> x: array<f32>;
@group(0) @binding(6) var<storage, read_write> c: array<f32>;

override WORKGROUP_SIZE: u32 = 8;

// The column that a lane's j-th sum is for; past the last one, the last.
fn place_of(column: u32, j: u32) -> u32 {
  return outer[min(column + j * WORKGROUP_SIZE, call.m - 1u)];
}

struct Turn { a: u32, x: u32, begin: u32, end: u32 }

// Where a turn starts in a and in x, and which terms it has.
fn turn_at(turn: u32, g: u32) -> Turn {
  let image = call.first_image + turn % call.images;
  let begin = turn / call.images * call.chunk;
  return Turn(
    image * call.a_image + g * call.a_group,
    image * call.x_image + g * call.x_group,
    begin,
    min(begin + call.chunk, call.k),
  );
}

fn last_turn(part: u32) -> u32 {
  let chunks = (call.k + call.chunk - 1u) / call.chunk;
  return min(call.first_turn + (part + 1u) * call.repeats, call.images * chunks);
}

fn store(block: u32, row: u32, column: u32, sum: vec4f) {
  if (row >= call.n) { return; }
  let start = (block * call.n + row) * call.m + column;
  let count = min(4u, (call.m - min(column, call.m) + WORKGROUP_SIZE - 1u) / WORKGROUP_SIZE);
  var y = sum;
  if ((call.finish & GOES_ON) != 0u) {
    for (var j = 0u; j < count; j++) { y[j] += c[start + j * WORKGROUP_SIZE]; }
  }
  if ((call.finish & HAS_BIAS) != 0u) { y += bias[block % call.groups * call.n + row]; }
  y = activate(call.finish & 0xffu, y);
  for (var j = 0u; j < count; j++) { c[start + j * WORKGROUP_SIZE] = y[j]; }
}
