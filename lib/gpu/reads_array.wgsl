// readArray(): an input of a kernel, read from a buffer. An entry point calls number and four of an
// input, or vector and repeated: they are two views of one binding.

@group(0) @binding(PLACE) var<storage, read> INPUT_numbers: array<f32>;
@group(0) @binding(PLACE) var<storage, read> INPUT_vectors: array<vec4f>;

fn number_INPUT(i: i32) -> f32 { return INPUT_numbers[i]; }
fn four_INPUT(i: vec4i) -> vec4f {
  return vec4f(INPUT_numbers[i.x], INPUT_numbers[i.y], INPUT_numbers[i.z], INPUT_numbers[i.w]);
}
fn vector_INPUT(i: i32) -> vec4f { return INPUT_vectors[i]; }
fn repeated_INPUT(i: i32) -> vec4f { return vec4f(INPUT_vectors[i >> 2u][i & 3]); }
