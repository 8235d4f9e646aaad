// Radix passes for CPUs: a lane owns `length` consecutive keys and its own column of the counts, so
// there is nothing to wait for and no workgroup memory. Follows radix.wgsl.

@compute @workgroup_size(WORKGROUP_SIZE)
fn count(@builtin(global_invocation_id) at: vec3u) {
  let owner = at.x;
  if (owner >= call.owners) { return; }
  for (var d = 0u; d < (1u << BITS); d++) { counts[d * call.owners + owner] = 0u; }
  let end = min(call.n, (owner + 1u) * call.length);
  for (var i = owner * call.length; i < end; i++) {
    counts[digit_of(keys[i]) * call.owners + owner]++;
  }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn scatter(@builtin(global_invocation_id) at: vec3u) {
  let owner = at.x;
  if (owner >= call.owners) { return; }
  let end = min(call.n, (owner + 1u) * call.length);
  for (var i = owner * call.length; i < end; i++) {
    let key = keys[i];
    let slot = digit_of(key) * call.owners + owner;
    let to = counts[slot];
    counts[slot] = to + 1u;
    keys_out[to] = key;
    if (PAIRS) { values_out[to] = values[i]; }
  }
}
