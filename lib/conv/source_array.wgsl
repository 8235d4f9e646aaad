// What a kernel over windows reads, as an array.

@group(0) @binding(1) var<storage, read> source: array<f32>;

fn at(i: u32) -> f32 { return source[i]; }
