// A gathered product (gathered_call.wgsl) by tiles: one invocation owns 8 rows and 8 columns in
// registers, a workgroup 8 rows of side-by-side columns, so that a is at the same address for all
// lanes: a load and a broadcast on a CPU. Neighbouring lanes have neighbouring columns. Sums run over
// turns and i in order: |error| <= gamma(terms + 1) sum |a||x| before the bias.

@compute @workgroup_size(WORKGROUP_SIZE)
fn gathered_tiles(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let across = (call.m + 8u * WORKGROUP_SIZE - 1u) / (8u * WORKGROUP_SIZE);
  let down = (call.n + 7u) / 8u;
  let tile = group.y * groups.x + group.x;
  if (tile >= across * down * call.groups * call.parts) { return; }
  let block = tile / (across * down);
  let g = block % call.groups;
  let part = block / call.groups;
  let row = tile / across % down * 8u;
  let column = tile % across * 8u * WORKGROUP_SIZE + lane;

  let last = call.n - 1u; // rows past it repeat it and are not stored
  let r0 = row * call.a_row;
  let r1 = min(row + 1u, last) * call.a_row;
  let r2 = min(row + 2u, last) * call.a_row;
  let r3 = min(row + 3u, last) * call.a_row;
  let r4 = min(row + 4u, last) * call.a_row;
  let r5 = min(row + 5u, last) * call.a_row;
  let r6 = min(row + 6u, last) * call.a_row;
  let r7 = min(row + 7u, last) * call.a_row;
  let p0 = place_of(column, 0u);
  let p1 = place_of(column, 1u);
  let p2 = place_of(column, 2u);
  let p3 = place_of(column, 3u);
  let p4 = place_of(column, 4u);
  let p5 = place_of(column, 5u);
  let p6 = place_of(column, 6u);
  let p7 = place_of(column, 7u);
  var s0 = vec4f(); var z0 = vec4f();
  var s1 = vec4f(); var z1 = vec4f();
  var s2 = vec4f(); var z2 = vec4f();
  var s3 = vec4f(); var z3 = vec4f();
  var s4 = vec4f(); var z4 = vec4f();
  var s5 = vec4f(); var z5 = vec4f();
  var s6 = vec4f(); var z6 = vec4f();
  var s7 = vec4f(); var z7 = vec4f();
  let end = last_turn(part);
  for (var turn = call.first_turn + part * call.repeats; turn < end; turn++) {
    let at = turn_at(turn, g);
    for (var i = at.begin; i < at.end; i++) {
      let place = inner[i];
      let l = at.a + place.x;
      let q = at.x + place.y;
      let b = vec4f(x[q + p0], x[q + p1], x[q + p2], x[q + p3]);
      let d = vec4f(x[q + p4], x[q + p5], x[q + p6], x[q + p7]);
      let a0 = a[l + r0]; s0 += a0 * b; z0 += a0 * d;
      let a1 = a[l + r1]; s1 += a1 * b; z1 += a1 * d;
      let a2 = a[l + r2]; s2 += a2 * b; z2 += a2 * d;
      let a3 = a[l + r3]; s3 += a3 * b; z3 += a3 * d;
      let a4 = a[l + r4]; s4 += a4 * b; z4 += a4 * d;
      let a5 = a[l + r5]; s5 += a5 * b; z5 += a5 * d;
      let a6 = a[l + r6]; s6 += a6 * b; z6 += a6 * d;
      let a7 = a[l + r7]; s7 += a7 * b; z7 += a7 * d;
    }
  }

  let right = column + 4u * WORKGROUP_SIZE;
  store(block, row, column, s0);
  store(block, row, right, z0);
  store(block, row + 1u, column, s1);
  store(block, row + 1u, right, z1);
  store(block, row + 2u, column, s2);
  store(block, row + 2u, right, z2);
  store(block, row + 3u, column, s3);
  store(block, row + 3u, right, z3);
  store(block, row + 4u, column, s4);
  store(block, row + 4u, right, z4);
  store(block, row + 5u, column, s5);
  store(block, row + 5u, right, z5);
  store(block, row + 6u, column, s6);
  store(block, row + 6u, right, z6);
  store(block, row + 7u, column, s7);
  store(block, row + 7u, right, z7);
}
