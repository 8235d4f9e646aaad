// Radix passes for CPUs: a lane owns `length` consecutive keys and counts them by itself, so there is
// nothing to wait for and no workgroup memory. Follows radix.wgsl.

@compute @workgroup_size(WORKGROUP_SIZE)
fn count(@builtin(global_invocation_id) at: vec3u) {
  let owner = at.x;
  if (owner >= call.owners) { return; }
  var own: array<u32, 256>; // the first 2^BITS
  let end = min(call.n, (owner + 1u) * call.length);
  for (var i = owner * call.length; i < end; i++) { own[digit_of(keys[i])]++; }
  for (var d = 0u; d < (1u << BITS); d++) { counts[d * call.owners + owner] = own[d]; }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn scatter(@builtin(global_invocation_id) at: vec3u) {
  let owner = at.x;
  if (owner >= call.owners) { return; }
  var next: array<u32, 256>;
  for (var d = 0u; d < (1u << BITS); d++) { next[d] = counts[d * call.owners + owner]; }
  let end = min(call.n, (owner + 1u) * call.length);
  for (var i = owner * call.length; i < end; i++) {
    let key = keys[i];
    let digit = digit_of(key);
    let to = next[digit];
    next[digit] = to + 1u;
    keys_out[to] = key;
    if (PAIRS) { values_out[to] = values[i]; }
  }
}
