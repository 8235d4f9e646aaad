// Rows as numbers, one by one.

alias Cell = f32;
const CELLS_A_TEXEL: u32 = 4u;

fn total(cell: Cell) -> f32 { return cell; }
fn cell_of(texel: vec4f, i: u32) -> Cell { return texel[i % 4u]; }
