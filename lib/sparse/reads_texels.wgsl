// Entries and rows as CPUs read them: of textures, four elements a texel. Follows texels.wgsl.

@group(0) @binding(2) var indices: texture_2d<u32>;
@group(0) @binding(3) var places: texture_2d<u32>;
@group(0) @binding(4) var values: texture_2d<f32>;
@group(0) @binding(5) var x: texture_2d<f32>;
@group(0) @binding(7) var dy: texture_2d<f32>;

fn word_at(words: texture_2d<u32>, i: u32) -> u32 {
  let at = i / 4u;
  return textureLoad(words, vec2u(at % TEXELS_A_ROW, at / TEXELS_A_ROW), 0)[i % 4u];
}

fn index_at(i: u32) -> u32 { return word_at(indices, i); }
fn place_at(i: u32) -> u32 { return word_at(places, i); }
fn value_at(i: u32) -> f32 { return texel(values, i / 4u)[i % 4u]; }
fn cell_at(i: u32) -> Cell { return cell_of(texel(x, i / CELLS_A_TEXEL), i); }
fn slope_at(i: u32) -> Cell { return cell_of(texel(dy, i / CELLS_A_TEXEL), i); }
