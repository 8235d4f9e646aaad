/** Run in a process of its own by `adapter.ts`: prints one adapter as JSON, or says why there is none. */
import { fingerprint, openGpu } from "@rederive/lib/gpu";

try {
  await using gpu = await openGpu();
  const { description, hash } = await fingerprint(gpu);
  console.log(JSON.stringify({ description, fingerprint: hash }));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  Deno.exit(1);
}
