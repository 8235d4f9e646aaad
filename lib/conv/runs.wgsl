// Rows of `width` elements in runs: an invocation owns RUN elements of a row, one after the other. Many on
// a CPU, where starting is what counts; one on a GPU, where neighbours should write side by side.

override WORKGROUP_SIZE: u32 = 64;
override RUN: u32 = 1;

struct Run { row: u32, first: u32, end: u32 }

fn run_of(group: vec3u, groups: vec3u, lane: u32, width: u32) -> Run {
  let runs = (width + RUN - 1u) / RUN;
  let run = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  let first = run % runs * RUN;
  return Run(run / runs, first, min(first + RUN, width));
}
