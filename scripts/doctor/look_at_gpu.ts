import { adapterOf } from "../reproduce/cache/adapter.ts";
import { Memo } from "../reproduce/cache/memo.ts";
import { BadInput, type World } from "../reproduce/types.ts";
import { WORLDS } from "../reproduce/worlds.ts";
import { decideWithoutAdapter, installCommand } from "../preflight/decide.ts";
import { describeMachine } from "../preflight/machine.ts";
import type { Finding } from "./finding.ts";

/** The adapter of every numeric world, with the fingerprint that cached results are kept under. */
export async function lookAtGpu(): Promise<Finding[]> {
  const found = await Promise.all(WORLDS.map(askWorld));
  const first = found.find((one) => typeof one !== "string");
  const details = WORLDS.map(({ name }, i) => {
    const one = found[i]!;
    return typeof one === "string" ? `${name}: ${one}` : `${name}: fingerprint ${one.fingerprint}`;
  });
  if (first) {
    const value = first.description.replace(`, ${first.fingerprint}`, "");
    return [{ name: "WebGPU", state: "ok", value, details }, lookAtVulkan("ok")];
  }
  const decision = decideWithoutAdapter(describeMachine());
  const fix = decision.do === "stop" ? decision.try : installCommand(describeMachine());
  return [
    { name: "WebGPU", state: "missing", value: "no adapter", details, try: fix },
    lookAtVulkan("missing"),
  ];
}

async function askWorld(world: World) {
  const env = { ...Deno.env.toObject(), ...world.env };
  try {
    // asked anew: a doctor who remembers the last answer is no use
    return await adapterOf(world, { env, memo: new Memo("", "doctor"), code: "" });
  } catch (error) {
    if (error instanceof BadInput) return error.message;
    throw error;
  }
}

const FOLDERS = ["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d"];

/** The Vulkan drivers that Linux offers; other systems bring theirs. */
function lookAtVulkan(adapter: "ok" | "missing"): Finding {
  const name = "Vulkan";
  if (Deno.build.os !== "linux") return { name, state: "ok", value: "the system's own drivers" };
  const drivers = FOLDERS.flatMap((folder) => {
    try {
      return [...Deno.readDirSync(folder)].map((entry) => entry.name);
    } catch {
      return [];
    }
  }).sort();
  if (drivers.length > 0) {
    const names = new Set(drivers.map((file) => file.split(/[._]/)[0]));
    return { name, state: "ok", value: [...names].join(", ") };
  }
  const value = "no driver is installed";
  // a driver may also come from VK_DRIVER_FILES; then WebGPU has found it
  return adapter === "ok"
    ? { name, state: "ok", value: "drivers from the environment" }
    : { name, state: "missing", value, try: installCommand(describeMachine()) };
}
