// Rows as numbers, one by one.

alias Cell = f32;
