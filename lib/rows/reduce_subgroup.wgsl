// Sums and maxima over a workgroup that is one subgroup: SIZE is the subgroup size of the device.

override SIZE: u32 = 8;

fn sum_all(x: vec4f, lane: u32) -> vec4f { return subgroupAdd(x); }
fn max_all(x: f32, lane: u32) -> f32 { return subgroupMax(x); }
