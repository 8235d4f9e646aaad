// Attention with an online softmax: q: (B, H, Tq, D), k and v: (B, Hkv, Tk, D), y: (B, H, Tq, D).
//
//   y[i] = sum_j exp(z[i, j] - l[i]) v[j],   l[i] = log sum_j exp(z[i, j])
//
// An invocation owns a query and its row of y, a workgroup neighbouring queries of a head. Keys come in
// fours: the largest score so far is subtracted in every exponent, and what was summed under a smaller
// one is scaled down. No keys: y = 0, l = MASKED. Sums run over the keys in order.

@group(0) @binding(8) var<storage, read_write> y: array<vec4f>;
@group(0) @binding(9) var<storage, read_write> log_sums: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn attend(
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

  var peak = MASKED;
  var sum = 0.0;
  var total = Row();
  let end = keys_seen(min(first + WORKGROUP_SIZE, call.queries) - 1u);
  for (var start = 0u; start < end; start += TILE) {
    while (start < end && is_closed(first, start)) { start += TILE; }
    if (start >= end) { break; }
    stage_rows(keys_start, start, call.keys, lane);
    for (var j = start; j < min(start + TILE, end); j += 4u) {
      let at0 = walk_start(keys_start, start, j, call.keys);
      let at1 = walk_start(keys_start, start, j + 1u, call.keys);
      let at2 = walk_start(keys_start, start, j + 2u, call.keys);
      let at3 = walk_start(keys_start, start, j + 3u, call.keys);
      let z = vec4f(
        score(head, i, j, dot_rows(q, walk_row(false, at0))),
        score(head, i, j + 1u, dot_rows(q, walk_row(false, at1))),
        score(head, i, j + 2u, dot_rows(q, walk_row(false, at2))),
        score(head, i, j + 3u, dot_rows(q, walk_row(false, at3))),
      );
      let higher = max(peak, max(max(z.x, z.y), max(z.z, z.w)));
      let p = select(exp(z - higher), vec4f(), z <= vec4f(HIDDEN));
      let shrink = exp(peak - higher);
      peak = higher;
      sum = sum * shrink + ((p.x + p.y) + (p.z + p.w));
      total = scale_row(shrink, total);
      total = add_rows(total, p.x, walk_row(true, at0));
      total = add_rows(total, p.y, walk_row(true, at1));
      total = add_rows(total, p.z, walk_row(true, at2));
      total = add_rows(total, p.w, walk_row(true, at3));
    }
  }

  if (i >= call.queries) { return; }
  let is_empty = sum == 0.0;
  let share = select(1.0 / sum, 0.0, is_empty);
  for (var c = 0u; c < D4; c++) { y[row * D4 + c] = share * vector_of(total, c); }
  log_sums[row] = select(peak + log(sum), MASKED, is_empty);
}
