// Rows of a of any length: every walk over one reads it again.

fn take_row(row: u32, lane: u32) {}

// How many vectors of four a lane has of a row: those at lane, lane + SIZE, ...
fn turns(lane: u32) -> u32 { return (quads() + SIZE - 1u - lane) / SIZE; }

// The i-th of them, at q.
fn again(row: u32, q: u32, i: u32) -> vec4f { return load_a(row, q); }

fn is_of_row(q: u32) -> bool { return true; }
fn of_row(q: u32, v: vec4f, other: f32) -> vec4f { return within(q, v, other); }
