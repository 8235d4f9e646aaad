import { BadInput } from "../../reproduce/types.ts";
import { peersFile } from "./peer.ts";

/** Gets the peers' packages into Deno's cache, which nothing else of the project needs. */
export async function fetchPeers(): Promise<void> {
  console.error("Looking for the peers in Deno's cache (the first time they are fetched, 350 MB)");
  const files = ["main.ts", "jax.ts", "tfjs.ts", "onnx.ts"].map(peersFile);
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: ["cache", "--quiet", "--frozen", "--config", peersFile("deno.json"), ...files],
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).output();
  if (code === 0) return;
  throw new BadInput(
    `Cannot fetch the peers: deno cache ended with code ${code}, wanted their packages`,
    "deno task bench --peers none",
  );
}
