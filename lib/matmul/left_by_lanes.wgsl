// The eight texels of A at a step: each lane of a subgroup of eight fetches one and all get it.

fn left_texels(t: u32, row: u32, i: u32, lane: u32) -> array<vec4f, 8> {
  let mine = left_texel(t, row, i, lane);
  return array<vec4f, 8>(
    subgroupBroadcast(mine, 0u),
    subgroupBroadcast(mine, 1u),
    subgroupBroadcast(mine, 2u),
    subgroupBroadcast(mine, 3u),
    subgroupBroadcast(mine, 4u),
    subgroupBroadcast(mine, 5u),
    subgroupBroadcast(mine, 6u),
    subgroupBroadcast(mine, 7u),
  );
}
