import { GpuArray, type HostArray } from "@rederive/lib/gpu";
import type { BenchCase } from "../kernels/bench_case.ts";
import type { Contender } from "./contender.ts";
import { listOf } from "./ours.ts";
import { time } from "./stopwatch.ts";

/** The straightforward loop in TypeScript. */
export function plain(): Contender {
  let work: BenchCase;
  return {
    name: "TypeScript",
    prepare(next) {
      work = next;
      const outputs = listOf(work.plain()).filter((each): each is HostArray =>
        !(each instanceof GpuArray)
      );
      return Promise.resolve({ outputs: outputs.map((each) => each.slice()) });
    },
    run: () => time(() => void work.plain()),
    forget: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
