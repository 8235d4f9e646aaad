/** Tests of lib, bundled as a page's modules are, run on WebGPU in Chromium. */
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { bundleModule } from "../../scripts/site/bundle/bundle.ts";
import type { Fault } from "../faults/fault.ts";
import type { Ended } from "./tests_in_page.ts";

const TESTS = fileURLToPath(new URL("..", import.meta.url));

/** WebGPU is for secure contexts, as this machine is; requests never leave the page. */
const ORIGIN = "http://localhost";

/** Whoever imports it waits until all have ended. */
const PROGRAM = (file: string, most: number) => `
import { runTests } from "./e2e/tests_in_page.ts";
import "./${file}";
await runTests(${most}, (ended) => globalThis.tell(ended));
`;

/**
 * Runs a sample of a test file, `most` tests of both families, in a page of its own, with a fault seeded
 * if there is one, and says how each test ended.
 */
export async function runInPage(
  browser: Browser,
  file: string,
  { most, fault }: { most: number; fault?: Pick<Fault, "file" | "find" | "replace"> },
): Promise<Ended[]> {
  const plugins = fault ? [seeding(fault)] : [];
  const code = await bundleModule(PROGRAM(file, most), { resolveDir: TESTS, plugins });
  const context = await browser.newContext();
  const ended: Ended[] = [];
  try {
    const page = await context.newPage();
    await page.route(`${ORIGIN}/**`, (route) =>
      route.fulfill(
        route.request().url().endsWith(".js")
          ? { contentType: "text/javascript", body: code }
          : { contentType: "text/html", body: "<!doctype html><title>tests</title>" },
      ));
    await page.exposeFunction("tell", (one: Ended) => void ended.push(one));
    await page.goto(`${ORIGIN}/`);
    await page.evaluate((url) => import(url), `${ORIGIN}/tests.js`);
    return ended;
  } finally {
    await context.close();
  }
}

type Plugin = NonNullable<NonNullable<Parameters<typeof bundleModule>[1]["plugins"]>[number]>;

function seeding({ file, find, replace }: Pick<Fault, "file" | "find" | "replace">): Plugin {
  const name = file.split("/").slice(-2).join("/");
  return {
    name: "fault",
    setup(build) {
      const filter = new RegExp(`/${name.replaceAll(".", "\\.")}$`);
      build.onLoad({ filter }, async ({ path }) => {
        const text = await Deno.readTextFile(path);
        if (text.split(find).length !== 2) {
          throw new Error(`Cannot seed: "${find}" is not in it once`);
        }
        return { contents: text.replace(find, () => replace), loader: "text" };
      });
    },
  };
}
