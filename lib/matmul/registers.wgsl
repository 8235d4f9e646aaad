// C = f(A B + bias) for a CPU that runs WGSL: a: (batch, n, k), b: (batch, k, m), c: (batch, n, m) as
// vec4f, k and m multiples of 4 (repack.wgsl makes them so).
//
// One invocation owns 8 x 8 elements of C in registers; a workgroup is one row of such tiles, so that
// the rows of A are at the same address for all lanes (a load and a broadcast) and those of B lie side
// by side. No workgroup memory: a barrier is a coroutine switch here. Every sum runs over k in order:
// |error| <= gamma(k + 1) sum |a||b| before the bias.

override WORKGROUP_SIZE: u32 = 8;

@group(0) @binding(2) var<storage, read> a: array<vec4f>;
@group(0) @binding(3) var<storage, read> b: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> c: array<vec4f>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn matmul_registers(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let k4 = call.k / 4u;
  let m4 = call.m / 4u;
  let across = (m4 + 2u * WORKGROUP_SIZE - 1u) / (2u * WORKGROUP_SIZE);
  let down = (call.n + 7u) / 8u;
  let tile = group.y * groups.x + group.x;
  if (tile >= across * down * call.batch) { return; }
  let t = tile / (across * down);
  let row = tile / across % down * 8u;
  let column = tile % across * 2u * WORKGROUP_SIZE + lane;

  // Rows and columns past the last one repeat it; their sums are not stored.
  let start = t * call.a_stride / 4u;
  let last = call.n - 1u;
  let r0 = start + row * k4;
  let r1 = start + min(row + 1u, last) * k4;
  let r2 = start + min(row + 2u, last) * k4;
  let r3 = start + min(row + 3u, last) * k4;
  let r4 = start + min(row + 4u, last) * k4;
  let r5 = start + min(row + 5u, last) * k4;
  let r6 = start + min(row + 6u, last) * k4;
  let r7 = start + min(row + 7u, last) * k4;
  let left = t * call.b_stride / 4u + min(column, m4 - 1u);
  let right = t * call.b_stride / 4u + min(column + WORKGROUP_SIZE, m4 - 1u);

  var s0 = vec4f(); var z0 = vec4f();
  var s1 = vec4f(); var z1 = vec4f();
  var s2 = vec4f(); var z2 = vec4f();
  var s3 = vec4f(); var z3 = vec4f();
  var s4 = vec4f(); var z4 = vec4f();
  var s5 = vec4f(); var z5 = vec4f();
  var s6 = vec4f(); var z6 = vec4f();
  var s7 = vec4f(); var z7 = vec4f();
  for (var i = 0u; i < k4; i++) {
    let a0 = a[r0 + i]; let a1 = a[r1 + i]; let a2 = a[r2 + i]; let a3 = a[r3 + i];
    let a4 = a[r4 + i]; let a5 = a[r5 + i]; let a6 = a[r6 + i]; let a7 = a[r7 + i];
    let left_at = left + i * 4u * m4;
    let right_at = right + i * 4u * m4;
    let b0 = b[left_at]; let d0 = b[right_at];
    s0 += a0.x * b0; z0 += a0.x * d0; s1 += a1.x * b0; z1 += a1.x * d0;
    s2 += a2.x * b0; z2 += a2.x * d0; s3 += a3.x * b0; z3 += a3.x * d0;
    s4 += a4.x * b0; z4 += a4.x * d0; s5 += a5.x * b0; z5 += a5.x * d0;
    s6 += a6.x * b0; z6 += a6.x * d0; s7 += a7.x * b0; z7 += a7.x * d0;
    let b1 = b[left_at + m4]; let d1 = b[right_at + m4];
    s0 += a0.y * b1; z0 += a0.y * d1; s1 += a1.y * b1; z1 += a1.y * d1;
    s2 += a2.y * b1; z2 += a2.y * d1; s3 += a3.y * b1; z3 += a3.y * d1;
    s4 += a4.y * b1; z4 += a4.y * d1; s5 += a5.y * b1; z5 += a5.y * d1;
    s6 += a6.y * b1; z6 += a6.y * d1; s7 += a7.y * b1; z7 += a7.y * d1;
    let b2 = b[left_at + 2u * m4]; let d2 = b[right_at + 2u * m4];
    s0 += a0.z * b2; z0 += a0.z * d2; s1 += a1.z * b2; z1 += a1.z * d2;
    s2 += a2.z * b2; z2 += a2.z * d2; s3 += a3.z * b2; z3 += a3.z * d2;
    s4 += a4.z * b2; z4 += a4.z * d2; s5 += a5.z * b2; z5 += a5.z * d2;
    s6 += a6.z * b2; z6 += a6.z * d2; s7 += a7.z * b2; z7 += a7.z * d2;
    let b3 = b[left_at + 3u * m4]; let d3 = b[right_at + 3u * m4];
    s0 += a0.w * b3; z0 += a0.w * d3; s1 += a1.w * b3; z1 += a1.w * d3;
    s2 += a2.w * b3; z2 += a2.w * d3; s3 += a3.w * b3; z3 += a3.w * d3;
    s4 += a4.w * b3; z4 += a4.w * d3; s5 += a5.w * b3; z5 += a5.w * d3;
    s6 += a6.w * b3; z6 += a6.w * d3; s7 += a7.w * b3; z7 += a7.w * d3;
  }

  store(t, row, column, s0, z0);
  store(t, row + 1u, column, s1, z1);
  store(t, row + 2u, column, s2, z2);
  store(t, row + 3u, column, s3, z3);
  store(t, row + 4u, column, s4, z4);
  store(t, row + 5u, column, s5, z5);
  store(t, row + 6u, column, s6, z6);
  store(t, row + 7u, column, s7, z7);
}

fn store(t: u32, row: u32, column: u32, sum: vec4f, right_sum: vec4f) {
  let m4 = call.m / 4u;
  if (row >= call.n) { return; }
  let start = (t * call.n + row) * m4;
  if (column < m4) { c[start + column] = finish(sum, column * 4u); }
  let right = column + WORKGROUP_SIZE;
  if (right < m4) { c[start + right] = finish(right_sum, right * 4u); }
}
