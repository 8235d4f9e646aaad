// Rows as vectors, where their width is a multiple of four.

alias Cell = vec4f;
