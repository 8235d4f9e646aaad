import type { Family } from "@rederive/lib/gpu";
import type { Entry } from "./entry.ts";
import type { Needs } from "./find_kernels.ts";
import { loops } from "./loops.ts";

const HEAD = `<!-- Written by \`deno task kernels\`; do not edit. -->

# Kernels

Every operation of \`lib\` that runs kernels of its own: what goes in and out, which kernels it runs in
either family, what it refuses, and how far its results may be off. Arrays are \`f32\` and stored row
by row unless another type is named; whatever is larger than one binding of the device is split or
refused with its size. The family is \`gpu.family\`: \`cpu\` for software Vulkan, \`gpu\` for graphics
cards; \`openGpu({ family })\` overrides it, and both are tested. \`Tensor\` operations of \`lib/tensor\`,
modules of \`lib/nn\` and optimizers of \`lib/optim\` run these.

Accuracy is a bound on |result - exact result|, derived and held in the test that is linked, against
a reference in f64 that shares no code with the kernel. gamma(n) = n u / (1 - n u) with u = 2^-24
(\`lib/check\`), ulp is 2^-23 of the value. "exact": nothing is rounded.
`;

const LOOPS = `
## Loops

Software Vulkan leaves every loop of an invocation after 65 535 turns of all its loops together, and
goes on with what it has. Every text whose loops grow with the input therefore bounds their sum: the
work is split, or refused.

| text | turns of an invocation |
| ---- | ---------------------- |
`;

/** The index as markdown. */
export function formatIndex(found: ReadonlyMap<Entry, Record<Family, Needs>>): string {
  const parts = Map.groupBy(found, ([{ part }]) => part);
  const tables = [...parts].map(([part, rows]) =>
    `\n## ${part}\n\n` +
    table(
      ["operation", "shapes", "kernels", "limits", "accuracy"],
      rows.map(([entry, needs]) => [
        `\`${entry.op}\``,
        entry.shapes,
        kernelsOf(needs),
        entry.limits ?? "",
        `[${entry.accuracy}](../tests/${entry.test})`,
      ]),
    )
  );
  const turns = Object.entries(loops).map(([file, how]) => `| [${file}](${file}) | ${how} |\n`);
  return HEAD + tables.join("") + LOOPS + turns.join("");
}

/** Those of both families once; others with their family. */
function kernelsOf({ cpu, gpu }: Record<Family, Needs>): string {
  const link = (kernel: string) => {
    const [file, name] = kernel.split(" ");
    return `[${name}](${file})`;
  };
  const both = cpu.kernels.filter((kernel) => gpu.kernels.includes(kernel));
  const only = (family: Family, kernels: readonly string[]) => {
    const own = kernels.filter((kernel) => !both.includes(kernel));
    return own.length === 0 ? [] : [`${family}: ${own.map(link).join(", ")}`];
  };
  const shared = both.length === 0 ? [] : [both.map(link).join(", ")];
  return [...shared, ...only("cpu", cpu.kernels), ...only("gpu", gpu.kernels)].join("; ");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  return line(head) + line(head.map((name) => "-".repeat(name.length))) + rows.map(line).join("");
}
