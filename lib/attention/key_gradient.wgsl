// The gradients of attention by its keys and values, probabilities worked out again from the saved l:
//
//   dv[j] = sum_i p[i, j] dy[i],   dk[j] = scale sum_i ds[i, j] q[i]   (p and ds: query_gradient.wgsl)
//
// An invocation owns a key and its rows of dk and dv, and walks along the queries of all heads that
// share it, in order: no atomics, the same bits every time.

@group(0) @binding(8) var<storage, read_write> dk: array<vec4f>;
@group(0) @binding(9) var<storage, read_write> dv: array<vec4f>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn key_gradient(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let across = (call.keys + WORKGROUP_SIZE - 1u) / WORKGROUP_SIZE;
  let tile = group.y * groups.x + group.x;
  if (tile >= across * call.kv_heads * call.batch) { return; }
  let kv_head = tile / across;
  let first = tile % across * WORKGROUP_SIZE;
  let j = first + lane;
  let held = min(j, call.keys - 1u);
  let row = (kv_head * call.key_rows + held) * D4;
  let k = scale_row(call.scale, own_row(false, row));
  let v = own_row(true, row);

  var k_total = Row();
  var v_total = Row();
  let shared_by = call.heads / call.kv_heads;
  let begin = first_query(first) / TILE * TILE;
  for (var h = 0u; h < shared_by; h++) {
    let head = kv_head * shared_by + h;
    let queries_start = head * call.queries * D4;
    for (var start = begin; start < call.queries; start += TILE) {
      while (start < call.queries && is_closed(start, first)) { start += TILE; }
      if (start >= call.queries) { break; }
      stage_rows(queries_start, start, call.queries, lane);
      for (var i = start; i < min(start + TILE, call.queries); i++) {
        let at = walk_start(queries_start, start, i, call.queries);
        let q = walk_row(false, at);
        let dy = walk_row(true, at);
        let saved = saved_of(head * call.queries + i);
        let z = score(head, i, held, dot_rows(k, q));
        let p = select(exp(z - saved.x), 0.0, z <= HIDDEN);
        v_total = add_rows(v_total, p, dy);
        k_total = add_rows(k_total, p * (dot_rows(v, dy) - saved.y), q);
      }
    }
  }

  if (j >= call.keys) { return; }
  let out = (kv_head * call.keys + j) * D4;
  for (var c = 0u; c < D4; c++) {
    dk[out + c] = call.scale * vector_of(k_total, c);
    dv[out + c] = vector_of(v_total, c);
  }
}
