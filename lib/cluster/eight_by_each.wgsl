// Vector i of the eight centres from c on: every lane fetches all.

fn centres_at(c: u32, i: u32, j: u32, lane: u32) -> array<vec4f, 8> {
  return array<vec4f, 8>(
    centre_at(c, i),
    centre_at(c + 1u, i),
    centre_at(c + 2u, i),
    centre_at(c + 3u, i),
    centre_at(c + 4u, i),
    centre_at(c + 5u, i),
    centre_at(c + 6u, i),
    centre_at(c + 7u, i),
  );
}
