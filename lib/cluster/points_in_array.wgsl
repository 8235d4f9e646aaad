// Points as GPUs read them: vectors of a storage buffer.

@group(0) @binding(1) var<storage, read> x: array<vec4f>;

fn point_at(i: u32) -> vec4f { return x[i]; }
