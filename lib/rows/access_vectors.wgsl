// Rows of a, b and y, four columns at a time, where columns are a multiple of 4.

struct Rows {
  rows: u32,
  columns: u32,
  flags: u32,
  number: f32,
}

@group(0) @binding(0) var<uniform> call: Rows;
@group(0) @binding(1) var<storage, read> a: array<vec4f>;
@group(0) @binding(2) var<storage, read> b: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> y: array<vec4f>;

fn quads() -> u32 { return call.columns / 4u; }

// v where there are columns, `other` past the last one: here there are always columns.
fn within(quad: u32, v: vec4f, other: f32) -> vec4f { return v; }

fn load_a(row: u32, quad: u32) -> vec4f { return a[row * quads() + quad]; }
fn load_b(row: u32, quad: u32) -> vec4f { return b[row * quads() + quad]; }
fn store_y(row: u32, quad: u32, v: vec4f) { y[row * quads() + quad] = v; }
