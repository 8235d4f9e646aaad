import type { Files } from "../files.ts";
import { bundleClient } from "./bundle.ts";

/** The client's modules that pages name. */
const MODULES = ["check", "plots", "review", "search"] as const;

/** Bundles the client; returns the path of each module by its name. */
export async function addClient(files: Files): Promise<Record<string, string>> {
  return Object.fromEntries(
    await Promise.all(MODULES.map(async (name) => {
      return [name, await files.addAsset(await bundleClient(name), "js")] as const;
    })),
  );
}
