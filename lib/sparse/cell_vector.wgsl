// Rows as vectors, where their width is a multiple of four.

alias Cell = vec4f;
const CELLS_A_TEXEL: u32 = 1u;

fn total(cell: Cell) -> f32 { return (cell.x + cell.y) + (cell.z + cell.w); }
fn cell_of(texel: vec4f, i: u32) -> Cell { return texel; }
