/**
 * A peer in a process of its own: `main.ts <library> <backend>`, which obeys the requests of
 * ../protocol.ts. The libraries keep global state, start workers that never end, and can take a
 * process down with them.
 */
import { readArray, writeArray } from "../array_file.ts";
import { time } from "../contenders/stopwatch.ts";
import { TextLineStream } from "../contenders/text_line_stream.ts";
import { type ArrayFile, REPLY, type Reply, type Request } from "../protocol.ts";
import type { OpenPeer, Peer, Work } from "./peer.ts";

const LIBRARIES: Record<string, () => Promise<OpenPeer>> = {
  "jax-js": async () => (await import("./jax.ts")).openJax,
  "tfjs": async () => (await import("./tfjs.ts")).openTfjs,
  "onnxruntime-web": async () => (await import("./onnx.ts")).openOnnx,
};

let work: Work | undefined;
let readback = false;

async function obey(peer: Peer, request: Request): Promise<Reply> {
  if (request.do === "run") return await time(runOnce);
  await work?.free();
  work = undefined;
  if (request.do === "forget") return { forgotten: true };
  const inputs = await Promise.all(
    request.inputs.map(async (file) => ({ data: await readArray(file), shape: file.shape })),
  );
  try {
    work = await peer.prepare(request.task, inputs, request.options);
  } catch (error) {
    return { absent: `refused: ${reasonOf(error)}` };
  }
  if (!work) return { absent: "has no such operation" };
  readback = request.readback;
  const held = await work.run();
  const outputs: ArrayFile[] = [];
  for (const [i, data] of (await work.read(held)).entries()) {
    outputs.push(await writeArray(`${request.folder}/output-${i}`, data));
  }
  work.drop(held);
  await runOnce(); // what the first run compiled lazily is there now
  return { outputs };
}

function reasonOf(error: unknown): string {
  return String((error as Error)?.message ?? error).split("\n")[0]!;
}

async function runOnce(): Promise<void> {
  const held = await work!.run();
  if (readback) await work!.read(held);
  else await work!.wait(held);
  work!.drop(held);
}

if (import.meta.main) {
  const [library = "", backend = ""] = Deno.args;
  const open = await LIBRARIES[library]!();
  const peer = await open(backend);
  const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream());
  for await (const line of lines) {
    const reply = await obey(peer, JSON.parse(line)).catch((error): Reply => ({
      failed: reasonOf(error),
    }));
    console.log(`${REPLY}${JSON.stringify(reply)}`);
  }
  Deno.exit(0); // workers of the wasm backends would keep the process alive
}
