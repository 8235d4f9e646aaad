// The sum of x, over a divisor: 1, or n for the mean.

fn identity() -> Partial { return Partial(vec4f(), vec4u()); }

fn centers_of(results: vec4u) -> vec4f { return vec4f(); }

fn lift(x: vec4f, index: vec4u, center: vec4f) -> Partial { return Partial(x, vec4u()); }

fn combine(a: Partial, b: Partial) -> Partial { return Partial(a.p + b.p, vec4u()); }

fn finish(p: f32, q: u32, result: u32) -> u32 { return bitcast<u32>(p / call.divisor); }
