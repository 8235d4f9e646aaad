// A row of the other side, from walk_direct.wgsl or walk_staged.wgsl.

fn walk_chunk(second: bool, at: u32, c: u32) -> mat4x4f {
  return mat4x4f(
    walk_vector(second, at, c),
    walk_vector(second, at, c + 1u),
    walk_vector(second, at, c + 2u),
    walk_vector(second, at, c + 3u),
  );
}

fn walk_row(second: bool, at: u32) -> Row {
  var row = Row();
  row.c0 = walk_chunk(second, at, 0u);
  if (D4 > 4u) { row.c1 = walk_chunk(second, at, 4u); }
  if (D4 > 8u) { row.c2 = walk_chunk(second, at, 8u); }
  if (D4 > 12u) { row.c3 = walk_chunk(second, at, 12u); }
  if (D4 > 16u) { row.c4 = walk_chunk(second, at, 16u); }
  if (D4 > 20u) { row.c5 = walk_chunk(second, at, 20u); }
  if (D4 > 24u) { row.c6 = walk_chunk(second, at, 24u); }
  if (D4 > 28u) { row.c7 = walk_chunk(second, at, 28u); }
  return row;
}
