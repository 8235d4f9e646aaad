// Rows of a, b and y, four columns at a time, for any number of columns; a and b are read as textures.
// The last four of a row may reach past its end, where loads give what is there and stores are dropped.

struct Rows {
  rows: u32,
  columns: u32,
  flags: u32,
  number: f32,
}

@group(0) @binding(0) var<uniform> call: Rows;
@group(0) @binding(1) var a: texture_2d<f32>;
@group(0) @binding(2) var b: texture_2d<f32>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

fn quads() -> u32 { return (call.columns + 3u) / 4u; }

// v where there are columns, `other` past the last one.
fn within(quad: u32, v: vec4f, other: f32) -> vec4f {
  return select(vec4f(other), v, quad * 4u + vec4u(0u, 1u, 2u, 3u) < vec4u(call.columns));
}

fn load_a(row: u32, quad: u32) -> vec4f { return four_of(a, row * call.columns + quad * 4u); }
fn load_b(row: u32, quad: u32) -> vec4f { return four_of(b, row * call.columns + quad * 4u); }

fn store_y(row: u32, quad: u32, v: vec4f) {
  let i = row * call.columns + quad * 4u;
  let count = min(4u, call.columns - quad * 4u);
  y[i] = v.x;
  if (count > 1u) { y[i + 1u] = v.y; }
  if (count > 2u) { y[i + 2u] = v.z; }
  if (count > 3u) { y[i + 3u] = v.w; }
}
