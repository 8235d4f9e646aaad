// C = f(op(A) op(B) + bias) for a CPU that runs WGSL, a and b read as textures: op(a): (batch, n, k),
// op(b): (batch, k, m), c: (batch, n, m).
//
// One invocation owns 8 rows of 4 columns of C in registers; a workgroup is one row of such tiles. A
// step along k takes eight texels of A, the same for all lanes (left_texels()), and four of B. What
// lies side by side in memory comes in whole texels: along k in A, or along n where it is turned
// around; along m in B, or along k. Terms past the last k are 0 in A. Every sum runs over k in order:
// |error| <= gamma(k + 1) sum |a||b| before the bias.

override WORKGROUP_SIZE: u32 = 8;
override LEFT_IS_TURNED: bool = false;
override RIGHT_IS_TURNED: bool = false;

@group(0) @binding(2) var a: texture_2d<f32>;
@group(0) @binding(3) var b: texture_2d<f32>;
@group(0) @binding(4) var<storage, read_write> c: array<f32>;

// The j-th texel of A at step i: four terms of row j, or half of the eight rows of one term.
fn left_texel(t: u32, row: u32, i: u32, j: u32) -> vec4f {
  let start = t * call.a_stride;
  if (LEFT_IS_TURNED) {
    let term = 4u * i + j / 2u;
    let value = texel(a, (start + term * call.a_column + row) / 4u + j % 2u);
    return select(vec4f(), value, vec4<bool>(term < call.k));
  }
  return texel(a, (start + min(row + j, call.n - 1u) * call.a_row) / 4u + i);
}

// Row r of A at a step, from its texels.
fn left_row(x: array<vec4f, 8>, r: u32) -> vec4f {
  if (!LEFT_IS_TURNED) { return x[r]; }
  let h = r / 4u;
  return vec4f(x[h][r % 4u], x[2u + h][r % 4u], x[4u + h][r % 4u], x[6u + h][r % 4u]);
}

fn right_texel(t: u32, row: u32, column: u32) -> vec4f {
  return texel(b, (t * call.b_stride + row) / 4u + column);
}

// Four rows of four columns of B.
fn right_block(t: u32, i: u32, column: u32) -> mat4x4f {
  let last = call.m - 1u;
  if (RIGHT_IS_TURNED) {
    let first = 4u * column;
    return transpose(mat4x4f(
      right_texel(t, min(first, last) * call.b_column, i),
      right_texel(t, min(first + 1u, last) * call.b_column, i),
      right_texel(t, min(first + 2u, last) * call.b_column, i),
      right_texel(t, min(first + 3u, last) * call.b_column, i),
    ));
  }
  let final_term = call.k - 1u;
  let at = min(column, last / 4u);
  return mat4x4f(
    right_texel(t, min(4u * i, final_term) * call.b_row, at),
    right_texel(t, min(4u * i + 1u, final_term) * call.b_row, at),
    right_texel(t, min(4u * i + 2u, final_term) * call.b_row, at),
    right_texel(t, min(4u * i + 3u, final_term) * call.b_row, at),
  );
}

fn times(x: vec4f, right: mat4x4f) -> vec4f {
  return x.x * right[0] + x.y * right[1] + x.z * right[2] + x.w * right[3];
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn matmul_texels(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let across = (call.m + 4u * WORKGROUP_SIZE - 1u) / (4u * WORKGROUP_SIZE);
  let down = (call.n + 7u) / 8u;
  let tile = group.y * groups.x + group.x;
  if (tile >= across * down * call.batch) { return; }
  let t = tile / (across * down);
  let row = tile / across % down * 8u;
  let column = tile % across * WORKGROUP_SIZE + lane;
  var s0 = vec4f(); var s1 = vec4f(); var s2 = vec4f(); var s3 = vec4f();
  var s4 = vec4f(); var s5 = vec4f(); var s6 = vec4f(); var s7 = vec4f();
  for (var i = call.first / 4u; i < (call.end + 3u) / 4u; i++) {
    let left = left_texels(t, row, i, lane);
    let right = right_block(t, i, column);
    s0 += times(left_row(left, 0u), right);
    s1 += times(left_row(left, 1u), right);
    s2 += times(left_row(left, 2u), right);
    s3 += times(left_row(left, 3u), right);
    s4 += times(left_row(left, 4u), right);
    s5 += times(left_row(left, 5u), right);
    s6 += times(left_row(left, 6u), right);
    s7 += times(left_row(left, 7u), right);
  }
  // One store() in a loop, for which the sums move up: eight of them would be compiled eight times,
  // activations and all, and an array that is indexed took the compiler longer than all the rest.
  for (var r = 0u; r < min(8u, call.n - row); r++) {
    store(t, row + r, column, s0);
    s0 = s1; s1 = s2; s2 = s3; s3 = s4; s4 = s5; s5 = s6; s6 = s7;
  }
}

fn store(t: u32, row: u32, column: u32, sum: vec4f) {
  let first = 4u * column;
  if (first >= call.m) { return; }
  let at = (t * call.n + row) * call.m + first;
  var all = sum;
  if (CONTINUES) {
    for (var i = 0u; i < min(4u, call.m - first); i++) { all[i] += c[at + i]; }
  }
  let y = finish(all, first);
  c[at] = y.x;
  if (first + 1u < call.m) { c[at + 1u] = y.y; }
  if (first + 2u < call.m) { c[at + 2u] = y.z; }
  if (first + 3u < call.m) { c[at + 3u] = y.w; }
}
