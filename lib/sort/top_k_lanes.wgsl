// Counting digits on CPUs: a lane owns every chunks-th key of a row. Follows top_k.wgsl.

@compute @workgroup_size(WORKGROUP_SIZE)
fn count(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let owner = index_of(group, groups, lane);
  if (owner >= call.rows * call.chunks) { return; }
  let row = owner / call.chunks;
  let goal = found[row].word;
  var own: array<u32, 256>; // the first 2^BITS
  for (var i = owner - row * call.chunks; i < call.n; i += call.chunks) {
    let word = word_of(x[row * call.n + i], call.order);
    if (is_close(word, goal)) { own[digit_of(word)]++; }
  }
  for (var d = 0u; d < (1u << BITS); d++) { counts[(owner << BITS) + d] = own[d]; }
}
