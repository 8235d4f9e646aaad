// The largest x, or the smallest as the largest of -x.

override SIGN: f32 = 1.0;

fn identity() -> Partial { return Partial(vec4f(-0x1.fffffep127), vec4u()); }

fn centers_of(results: vec4u) -> vec4f { return vec4f(); }

fn lift(x: vec4f, index: vec4u, center: vec4f) -> Partial { return Partial(SIGN * x, vec4u()); }

fn combine(a: Partial, b: Partial) -> Partial { return Partial(max(a.p, b.p), vec4u()); }

fn finish(p: f32, q: u32, result: u32) -> u32 { return bitcast<u32>(SIGN * p); }
