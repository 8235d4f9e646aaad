/** `deno task kernels`: writes lib/KERNELS.md, the index of kernels; `--check` fails when it is stale. */
import { findKernels } from "./find_kernels.ts";
import { formatIndex } from "./format.ts";
import { LIB } from "./wgsl.ts";

const FILE = `${LIB}KERNELS.md`;

const index = formatIndex(await findKernels());
if (!Deno.args.includes("--check")) await Deno.writeTextFile(FILE, index);
else if (await Deno.readTextFile(FILE).catch(() => "") !== index) {
  console.error("lib/KERNELS.md is not what the kernels are\nTry: deno task kernels");
  Deno.exit(1);
}
