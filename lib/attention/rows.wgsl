// Rows of D numbers as D4 vectors, held in registers: 16 numbers a matrix, for nothing that is indexed
// by a variable stays in one. Conditions on D4 are constants and cost nothing.
//
// Every kernel of attention owns a row an invocation and walks along the rows of the other side, which
// are the same for a whole workgroup.

override WORKGROUP_SIZE: u32 = 8;
override D4: u32 = 8; // at most 32: D <= 128

struct Row {
  c0: mat4x4f, c1: mat4x4f, c2: mat4x4f, c3: mat4x4f,
  c4: mat4x4f, c5: mat4x4f, c6: mat4x4f, c7: mat4x4f,
}

@group(0) @binding(3) var<storage, read> own_a: array<vec4f>;
@group(0) @binding(4) var<storage, read> own_b: array<vec4f>;

fn own_vector(second: bool, start: u32, c: u32) -> vec4f {
  if (c >= D4) { return vec4f(); }
  if (second) { return own_b[start + c]; }
  return own_a[start + c];
}

fn own_chunk(second: bool, start: u32, c: u32) -> mat4x4f {
  return mat4x4f(
    own_vector(second, start, c),
    own_vector(second, start, c + 1u),
    own_vector(second, start, c + 2u),
    own_vector(second, start, c + 3u),
  );
}

fn own_row(second: bool, start: u32) -> Row {
  var row = Row();
  row.c0 = own_chunk(second, start, 0u);
  if (D4 > 4u) { row.c1 = own_chunk(second, start, 4u); }
  if (D4 > 8u) { row.c2 = own_chunk(second, start, 8u); }
  if (D4 > 12u) { row.c3 = own_chunk(second, start, 12u); }
  if (D4 > 16u) { row.c4 = own_chunk(second, start, 16u); }
  if (D4 > 20u) { row.c5 = own_chunk(second, start, 20u); }
  if (D4 > 24u) { row.c6 = own_chunk(second, start, 24u); }
  if (D4 > 28u) { row.c7 = own_chunk(second, start, 28u); }
  return row;
}

fn dot_chunks(x: mat4x4f, y: mat4x4f) -> vec4f {
  return x[0] * y[0] + x[1] * y[1] + x[2] * y[2] + x[3] * y[3];
}

fn dot_rows(x: Row, y: Row) -> f32 {
  var sum = dot_chunks(x.c0, y.c0);
  if (D4 > 4u) { sum += dot_chunks(x.c1, y.c1); }
  if (D4 > 8u) { sum += dot_chunks(x.c2, y.c2); }
  if (D4 > 12u) { sum += dot_chunks(x.c3, y.c3); }
  if (D4 > 16u) { sum += dot_chunks(x.c4, y.c4); }
  if (D4 > 20u) { sum += dot_chunks(x.c5, y.c5); }
  if (D4 > 24u) { sum += dot_chunks(x.c6, y.c6); }
  if (D4 > 28u) { sum += dot_chunks(x.c7, y.c7); }
  return (sum.x + sum.y) + (sum.z + sum.w);
}

// x + factor y
fn add_rows(x: Row, factor: f32, y: Row) -> Row {
  var row = x;
  row.c0 += factor * y.c0;
  if (D4 > 4u) { row.c1 += factor * y.c1; }
  if (D4 > 8u) { row.c2 += factor * y.c2; }
  if (D4 > 12u) { row.c3 += factor * y.c3; }
  if (D4 > 16u) { row.c4 += factor * y.c4; }
  if (D4 > 20u) { row.c5 += factor * y.c5; }
  if (D4 > 24u) { row.c6 += factor * y.c6; }
  if (D4 > 28u) { row.c7 += factor * y.c7; }
  return row;
}

fn scale_row(factor: f32, x: Row) -> Row {
  var row = Row();
  row.c0 = factor * x.c0;
  if (D4 > 4u) { row.c1 = factor * x.c1; }
  if (D4 > 8u) { row.c2 = factor * x.c2; }
  if (D4 > 12u) { row.c3 = factor * x.c3; }
  if (D4 > 16u) { row.c4 = factor * x.c4; }
  if (D4 > 20u) { row.c5 = factor * x.c5; }
  if (D4 > 24u) { row.c6 = factor * x.c6; }
  if (D4 > 28u) { row.c7 = factor * x.c7; }
  return row;
}

fn chunk_of(row: Row, c: u32) -> mat4x4f {
  switch (c) {
    case 0u: { return row.c0; }
    case 1u: { return row.c1; }
    case 2u: { return row.c2; }
    case 3u: { return row.c3; }
    case 4u: { return row.c4; }
    case 5u: { return row.c5; }
    case 6u: { return row.c6; }
    default: { return row.c7; }
  }
}

// The c-th vector of a row, for storing it in a loop.
fn vector_of(row: Row, c: u32) -> vec4f {
  let chunk = chunk_of(row, c / 4u);
  switch (c % 4u) {
    case 0u: { return chunk[0]; }
    case 1u: { return chunk[1]; }
    case 2u: { return chunk[2]; }
    default: { return chunk[3]; }
  }
}
