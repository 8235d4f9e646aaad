// Entries and rows as GPUs read them: elements of storage buffers.

@group(0) @binding(2) var<storage, read> indices: array<u32>;
@group(0) @binding(3) var<storage, read> places: array<u32>;
@group(0) @binding(4) var<storage, read> values: array<f32>;
@group(0) @binding(5) var<storage, read> x: array<Cell>;
@group(0) @binding(7) var<storage, read> dy: array<Cell>;

fn index_at(i: u32) -> u32 { return indices[i]; }
fn place_at(i: u32) -> u32 { return places[i]; }
fn value_at(i: u32) -> f32 { return values[i]; }
fn cell_at(i: u32) -> Cell { return x[i]; }
fn slope_at(i: u32) -> Cell { return dy[i]; }
