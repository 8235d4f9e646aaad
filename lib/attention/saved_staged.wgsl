// l[i] and y[i] . dy[i] of a row, as row_statistics.wgsl leaves them.

@group(0) @binding(7) var<storage, read> statistics: array<vec2f>;

fn saved_of(row: u32) -> vec2f { return statistics[row]; }
