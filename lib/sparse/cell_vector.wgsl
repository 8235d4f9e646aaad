// Rows as vectors, where their width is a multiple of four.

alias Cell = vec4f;

fn total(cell: Cell) -> f32 { return (cell.x + cell.y) + (cell.z + cell.w); }
