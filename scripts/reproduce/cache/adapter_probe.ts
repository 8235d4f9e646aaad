/** Run in a process of its own by `adapter.ts`: prints one adapter as JSON, or throws why not. */
import * as lib from "@rederive/lib/gpu";

await using gpu = await lib.openGpu();
const description = gpu.adapter.info.description;
const { fingerprint } = lib as unknown as { fingerprint: (gpu: lib.Gpu) => Promise<string> };
console.log(JSON.stringify({ description, fingerprint: await fingerprint(gpu) }));
