// A gathered product (gathered_call.wgsl) of one row, as in a convolution by channel: one invocation
// owns 4 columns, a workgroup side-by-side ones.

@compute @workgroup_size(WORKGROUP_SIZE)
fn gathered_row(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let across = (call.m + 4u * WORKGROUP_SIZE - 1u) / (4u * WORKGROUP_SIZE);
  let tile = group.y * groups.x + group.x;
  if (tile >= across * call.groups * call.parts) { return; }
  let block = tile / across;
  let g = block % call.groups;
  let part = block / call.groups;
  let column = tile % across * 4u * WORKGROUP_SIZE + lane;

  let p0 = place_of(column, 0u);
  let p1 = place_of(column, 1u);
  let p2 = place_of(column, 2u);
  let p3 = place_of(column, 3u);
  var sum = vec4f();
  let end = last_turn(part);
  for (var turn = call.first_turn + part * call.repeats; turn < end; turn++) {
    let at = turn_at(turn, g);
    for (var i = at.begin; i < at.end; i++) {
      let place = inner[i];
      let q = at.x + place.y;
      sum += a[at.a + place.x] * vec4f(x[q + p0], x[q + p1], x[q + p2], x[q + p3]);
    }
  }
  store(block, 0u, column, sum);
}
