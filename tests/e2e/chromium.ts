/** The system's Chromium, driven by Playwright: for tests of what people see. */
import { type Browser, chromium } from "playwright-core";
import { findProgram, requireProgram } from "./require_program.ts";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Chromium's flags for WebGPU on the CPU. */
export const SWIFTSHADER = [
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--enable-features=Vulkan",
] as const;

/** Starts $CHROMIUM, or the browser that is found; `await using` closes it. */
export async function openChromium(
  { args = [] }: { args?: readonly string[] } = {},
): Promise<Browser> {
  const executablePath = await requireProgram(
    () => Deno.env.get("CHROMIUM") ?? findProgram(...NAMES),
    { missing: "Chromium", packages: ["chromium", "fonts-dejavu-core"] },
  );
  // as root, as CI is, Chromium starts only without its sandbox
  const asRoot = Deno.uid() === 0 ? ["--no-sandbox"] : [];
  return await chromium.launch({ executablePath, args: [...asRoot, ...args] });
}
