// Rows of a, b and y, four columns at a time, for any number of columns: the last four of a row may
// reach past its end, where loads give what is there and stores are dropped.

struct Rows {
  rows: u32,
  columns: u32,
  flags: u32,
  number: f32,
}

@group(0) @binding(0) var<uniform> call: Rows;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

fn quads() -> u32 { return (call.columns + 3u) / 4u; }

// v where there are columns, `other` past the last one.
fn within(quad: u32, v: vec4f, other: f32) -> vec4f {
  return select(vec4f(other), v, quad * 4u + vec4u(0u, 1u, 2u, 3u) < vec4u(call.columns));
}

fn load_a(row: u32, quad: u32) -> vec4f {
  let i = row * call.columns + quad * 4u;
  return vec4f(a[i], a[i + 1u], a[i + 2u], a[i + 3u]);
}

fn load_b(row: u32, quad: u32) -> vec4f {
  let i = row * call.columns + quad * 4u;
  return vec4f(b[i], b[i + 1u], b[i + 2u], b[i + 3u]);
}

fn store_y(row: u32, quad: u32, v: vec4f) {
  let i = row * call.columns + quad * 4u;
  let count = min(4u, call.columns - quad * 4u);
  y[i] = v.x;
  if (count > 1u) { y[i + 1u] = v.y; }
  if (count > 2u) { y[i + 2u] = v.z; }
  if (count > 3u) { y[i + 3u] = v.w; }
}
