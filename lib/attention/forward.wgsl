// Attention with an online softmax: q: (B, H, Tq, D), k and v: (B, Hkv, Tk, D), y: (B, H, Tq, D).
//
//   y[i] = sum_j exp(z[i, j] - l[i]) v[j],   l[i] = log sum_j exp(z[i, j])
//
// An invocation owns a query and its row of y, or two where PAIRED: on a CPU reading k and v is what
// counts, and two queries read them once. A workgroup owns neighbouring queries of a head. Keys come in
// fours: the largest score so far is subtracted in every exponent, and what was summed under a smaller
// one is scaled down. No keys: y = 0, l = MASKED. Sums run over the keys in order.

@group(0) @binding(8) var<storage, read_write> y: array<vec4f>;
@group(0) @binding(9) var<storage, read_write> log_sums: array<f32>;

// What is summed so far, and the shares of the keys that came last.
struct Sum { peak: f32, sum: f32, shrink: f32, p: vec4f }

fn absorb(before: Sum, z: vec4f) -> Sum {
  var after = before;
  after.peak = max(before.peak, max(max(z.x, z.y), max(z.z, z.w)));
  after.p = select(exp(z - after.peak), vec4f(), z <= vec4f(HIDDEN));
  after.shrink = exp(before.peak - after.peak);
  after.sum = before.sum * after.shrink + ((after.p.x + after.p.y) + (after.p.z + after.p.w));
  return after;
}

fn store(head: u32, i: u32, state: Sum, total: Row) {
  if (i >= call.queries) { return; }
  let row = head * call.queries + i;
  let is_empty = state.sum == 0.0;
  let share = select(1.0 / state.sum, 0.0, is_empty);
  for (var c = 0u; c < D4; c++) { y[row * D4 + c] = share * vector_of(total, c); }
  log_sums[row] = select(state.peak + log(state.sum), MASKED, is_empty);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn attend(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let rows = select(WORKGROUP_SIZE, 2u * WORKGROUP_SIZE, PAIRED);
  let across = (call.queries + rows - 1u) / rows;
  let tile = group.y * groups.x + group.x;
  if (tile >= across * call.heads * call.batch) { return; }
  let head = tile / across;
  let first = tile % across * rows;
  let last = call.queries - 1u; // rows past it repeat it and are not stored
  let queries_start = head * call.queries;
  let keys_start = kv_head_of(head) * call.key_rows * D4;

  let i0 = first + lane;
  let i1 = i0 + WORKGROUP_SIZE;
  let q0 = scale_row(call.scale, own_row(false, (queries_start + min(i0, last)) * D4));
  var s0 = Sum(MASKED, 0.0, 0.0, vec4f());
  var s1 = Sum(MASKED, 0.0, 0.0, vec4f());
  var total0 = Row();
  var total1 = Row();
  var q1 = Row();
  if (PAIRED) { q1 = scale_row(call.scale, own_row(false, (queries_start + min(i1, last)) * D4)); }

  let end = keys_seen(min(first + rows - 1u, last));
  for (var start = 0u; start < end; start += TILE) {
    while (start < end && is_closed(first, start)) { start += TILE; }
    if (start >= end) { break; }
    stage_rows(keys_start, start, call.keys, lane);
    for (var j = start; j < min(start + TILE, end); j += 4u) {
      // Loops, though four are few: written out, the code takes seconds to compile on a CPU.
      var z0: vec4f;
      var z1: vec4f;
      for (var n = 0u; n < 4u; n++) {
        let k = walk_row(false, walk_start(keys_start, start, j + n, call.keys));
        z0[n] = score(head, i0, j + n, dot_rows(q0, k));
        if (PAIRED) { z1[n] = score(head, i1, j + n, dot_rows(q1, k)); }
      }
      s0 = absorb(s0, z0);
      total0 = scale_row(s0.shrink, total0);
      if (PAIRED) {
        s1 = absorb(s1, z1);
        total1 = scale_row(s1.shrink, total1);
      }
      for (var n = 0u; n < 4u; n++) {
        let v = walk_row(true, walk_start(keys_start, start, j + n, call.keys));
        total0 = add_rows(total0, s0.p[n], v);
        if (PAIRED) { total1 = add_rows(total1, s1.p[n], v); }
      }
    }
  }

  store(head, i0, s0, total0);
  if (PAIRED) { store(head, i1, s1, total1); }
}
