import type { Fault } from "./fault.ts";

const RUN = "tests/gpu/run_test.ts";

/** Faults of lib/gpu. */
export const gpuFaults: readonly Fault[] = [
  {
    what: "memory of a recording is lent to others",
    file: "lib/gpu/arena.ts",
    find: "if (this.#isClosed) return this.#pool.giveBack(buffer);",
    replace: "if (buffer) return this.#pool.giveBack(buffer);",
    test: "tests/gpu/record_test.ts",
  },
  {
    what: "memory that the host wrote while recording is lent again",
    file: "lib/gpu/arena.ts",
    find: "if (this.#kept.has(buffer)) return;",
    replace: "",
    test: "tests/gpu/record_test.ts",
  },
  {
    what: "a closed recording takes memory away from arrays that are alive",
    file: "lib/gpu/arena.ts",
    find: "if (!this.#lent.has(buffer)) this.#pool",
    replace: "this.#pool",
    test: "tests/gpu/record_test.ts",
  },
  {
    what: "a replay that fails half-way is half run",
    file: "lib/gpu/replayer.ts",
    find: "this.#recorder.abandon();",
    replace: "",
    test: "tests/gpu/record_test.ts",
  },
  {
    what: "the fingerprint probes one function twice",
    file: "lib/gpu/fingerprint.wgsl",
    find: "bitcast<u32>(1.0 / positive)",
    replace: "bitcast<u32>(sqrt(positive))",
    test: "tests/gpu/fingerprint_test.ts",
  },
  {
    what: "buffers go back to the pool before the work that uses them",
    file: "lib/gpu/recorder.ts",
    find: "if (this.#encoder) this.#afterSubmit.push(task);",
    replace: "if (!task) this.#afterSubmit.push(task);",
    test: RUN,
  },
  {
    what: "the most memory at once is the last",
    file: "lib/gpu/memory_log.ts",
    find: "Math.max(this.#peak, this.#bytes)",
    replace: "this.#bytes",
    test: "tests/gpu/memory_log_test.ts",
  },
  {
    what: "write() overtakes recorded work",
    file: "lib/gpu/replayer.ts",
    find: "if (this.#recorder.uses(buffer)) this.#recorder.submit();",
    replace: "",
    test: RUN,
  },
  {
    what: "GPU errors are caught and dropped",
    file: "lib/gpu/error_watch.ts",
    find: "if (first) throw first;",
    replace: "",
    test: RUN,
  },
  {
    what: "an error nobody reads stays silent",
    file: "lib/gpu/error_watch.ts",
    find: "setTimeout(() => reportError(caught), 0)",
    replace: "setTimeout(() => {}, 0)",
    test: RUN,
  },
  {
    what: "many workgroups are not laid out in two dimensions",
    file: "lib/gpu/workgroups.ts",
    find: "Math.ceil(count / PER_DIMENSION), 1]",
    replace: "1, 1]",
    test: RUN,
  },
  {
    what: "readMany() reads every array from the start",
    file: "lib/gpu/gpu.ts",
    find: "bytes.slice(from, from + array.byteLength)",
    replace: "bytes.slice(0, array.byteLength)",
    test: "tests/gpu/readback_test.ts",
  },
  {
    what: "invalid WGSL is compiled in silence",
    file: "lib/gpu/kernel.ts",
    find: "if (error) throw new SyntaxError(explain(label, code, error));",
    replace: "",
    test: "tests/gpu/kernel_test.ts",
  },
  {
    what: "overrides are ignored",
    file: "lib/gpu/kernel.ts",
    find: "constants: { ...source.overrides },",
    replace: "",
    test: "tests/gpu/kernel_test.ts",
  },
];
