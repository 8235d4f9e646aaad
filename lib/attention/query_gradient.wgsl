// The gradient of attention by its queries, probabilities worked out again from the saved l:
//
//   p[i, j] = exp(z[i, j] - l[i]),   ds[i, j] = p[i, j] (dy[i] . v[j] - y[i] . dy[i])
//   dq[i] = scale sum_j ds[i, j] k[j]
//
// An invocation owns a query and its row of dq, and walks along the keys in order.

@group(0) @binding(8) var<storage, read_write> dq: array<vec4f>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn query_gradient(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let across = (call.queries + WORKGROUP_SIZE - 1u) / WORKGROUP_SIZE;
  let tile = group.y * groups.x + group.x;
  if (tile >= across * call.heads * call.batch) { return; }
  let head = tile / across;
  let first = tile % across * WORKGROUP_SIZE;
  let i = first + lane;
  let row = head * call.queries + min(i, call.queries - 1u);
  let keys_start = kv_head_of(head) * call.key_rows * D4;
  let q = scale_row(call.scale, own_row(false, row * D4));
  let dy = own_row(true, row * D4);
  let saved = saved_of(row);

  var total = Row();
  let end = keys_seen(min(first + WORKGROUP_SIZE, call.queries) - 1u);
  for (var start = 0u; start < end; start += TILE) {
    while (start < end && is_closed(first, start)) { start += TILE; }
    if (start >= end) { break; }
    stage_rows(keys_start, start, call.keys, lane);
    for (var j = start; j < min(start + TILE, end); j++) {
      let at = walk_start(keys_start, start, j, call.keys);
      let k = walk_row(false, at);
      let z = score(head, i, j, dot_rows(q, k));
      let p = select(exp(z - saved.x), 0.0, z <= HIDDEN);
      total = add_rows(total, p * (dot_rows(dy, walk_row(true, at)) - saved.y), k);
    }
  }

  if (i >= call.queries) { return; }
  for (var c = 0u; c < D4; c++) { dq[row * D4 + c] = call.scale * vector_of(total, c); }
}
