// Gradients of the gain and the bias of a norm: sums down the columns of b h and of b, where
// h = (a - mean) r, in a fixed order, so that two runs give the same bits.
//
// columns_of_slab: an invocation owns four columns of one slab of call.flags rows and leaves two
// partial sums for each; columns_of_slabs: an invocation owns four columns and adds the slabs up in
// order. There are ceil(rows / call.flags) slabs.

override WORKGROUP_SIZE: u32 = 64;

@group(0) @binding(4) var<storage, read_write> partial: array<vec4f>; // (slabs, quads, 2)
@group(0) @binding(5) var<storage, read_write> of_gains: array<f32>;
@group(0) @binding(6) var<storage, read_write> of_biases: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn columns_of_slab(@builtin(global_invocation_id) at: vec3u) {
  let quad = at.x;
  if (quad >= quads()) { return; }
  let first = at.y * call.flags;
  var of_gain = vec4f();
  var of_bias = vec4f();
  for (var row = first; row < min(first + call.flags, call.rows); row++) {
    let m = load_moments(row);
    let g = load_b(row, quad);
    of_gain += g * ((load_a(row, quad) - m.x) * m.y);
    of_bias += g;
  }
  let to = 2u * (at.y * quads() + quad);
  partial[to] = of_gain;
  partial[to + 1u] = of_bias;
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn columns_of_slabs(@builtin(global_invocation_id) at: vec3u) {
  let quad = at.x;
  if (quad >= quads()) { return; }
  var of_gain = vec4f();
  var of_bias = vec4f();
  for (var slab = 0u; slab * call.flags < call.rows; slab++) {
    of_gain += partial[2u * (slab * quads() + quad)];
    of_bias += partial[2u * (slab * quads() + quad) + 1u];
  }
  for (var i = 0u; i < min(4u, call.columns - 4u * quad); i++) {
    of_gains[4u * quad + i] = of_gain[i];
    of_biases[4u * quad + i] = of_bias[i];
  }
}
