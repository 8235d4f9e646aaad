// The eight texels of A at a step: every lane fetches all.

fn left_texels(t: u32, row: u32, i: u32, lane: u32) -> array<vec4f, 8> {
  return array<vec4f, 8>(
    left_texel(t, row, i, 0u),
    left_texel(t, row, i, 1u),
    left_texel(t, row, i, 2u),
    left_texel(t, row, i, 3u),
    left_texel(t, row, i, 4u),
    left_texel(t, row, i, 5u),
    left_texel(t, row, i, 6u),
    left_texel(t, row, i, 7u),
  );
}
