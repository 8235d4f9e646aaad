/** Pitfalls of re-running notebooks that need more than one notebook to show, and where they are. */
export const elsewhere: readonly { name: string; by: string }[] = [
  {
    name: "a kernel outlives a client that is killed, and a watchdog that is killed too",
    by: "tests/reproduce/kernel/watchdog_test.ts, tests/reproduce/kernel/reaper_test.ts",
  },
  {
    name: "nothing is lost or misplaced in 600 random cells under load",
    by: "tests/reproduce/kernel/kernel_test.ts",
  },
  {
    name: "ports are taken, a start dies or never gets ready",
    by: "tests/reproduce/kernel/address_test.ts, tests/reproduce/kernel/kernel_test.ts",
  },
  {
    name: "large messages mix on the wire; reads and writes come in parts",
    by: "tests/reproduce/kernel/zmtp_test.ts, tests/reproduce/kernel/byte_reader_test.ts",
  },
  {
    name: "the end of a cell's output never comes, or a run falls silent",
    by: "tests/reproduce/execute/execute_test.ts",
  },
  {
    name: "wrong types and missing exports run as if nothing were",
    by: "tests/reproduce/check/typecheck_test.ts",
  },
  {
    name: "output nobody sees, tests in cells, clocks, network",
    by: "tests/lint/determinism_test.ts",
  },
  {
    name: "the same shader gives other digits on another machine",
    by: "tests/reproduce/judge/worlds_test.ts, tests/reproduce/cache/adapter_test.ts",
  },
  {
    name: "pictures are compared byte by byte, or with a tolerance that hides everything",
    by: "tests/reproduce/compare/image_test.ts, tests/reproduce/compare/plot_test.ts",
  },
  {
    name: "comparators overreach: random ids, times, one line that differs",
    by: "tests/reproduce/compare/compare_test.ts, tests/reproduce/compare/text_test.ts",
  },
  {
    name: "a snapshot is regenerated until it is green",
    by: "tests/scripts/accept_test.ts, tests/reproduce/judge/promote_test.ts",
  },
  {
    name: "a cache goes by time stamps, or keeps what failed by accident",
    by: "tests/reproduce/cache/run_cache_test.ts",
  },
  {
    name: "more kernels than memory",
    by: "tests/reproduce/plan/memory_gate_test.ts",
  },
  {
    name: "text of a notebook becomes markup on a page",
    by: "tests/reproduce/report/html_test.ts",
  },
];
