// Counting digits on GPUs: a workgroup owns every chunks-th run of WORKGROUP_SIZE keys of a row.
// Follows top_k.wgsl.

var<workgroup> group_counts: array<atomic<u32>, 256>; // the first 2^BITS

@compute @workgroup_size(WORKGROUP_SIZE)
fn count(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let owner = group.y * groups.x + group.x;
  let row = min(owner / call.chunks, call.rows - 1u); // for the barrier
  let goal = found[row].word;
  let chunk = owner - row * call.chunks;
  let end = select(0u, call.n, owner < call.rows * call.chunks);
  for (var i = chunk * WORKGROUP_SIZE + lane; i < end; i += call.chunks * WORKGROUP_SIZE) {
    let word = word_of(x[row * call.n + i], call.order);
    if (is_close(word, goal)) { atomicAdd(&group_counts[digit_of(word)], 1u); }
  }
  workgroupBarrier(); // every lane has counted
  if (owner < call.rows * call.chunks && lane < (1u << BITS)) {
    counts[(owner << BITS) + lane] = atomicLoad(&group_counts[lane]);
  }
}
