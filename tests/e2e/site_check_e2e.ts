/** "Check on this machine": a note's cells run in the page, on WebGPU without a graphics card. */
import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import type { Page } from "playwright-core";
import { openChromium, SWIFTSHADER } from "./chromium.ts";
import { ServedSite, WatchedPage } from "./served_site.ts";

/** The longest takes under a minute on two cores that have nothing else to do. */
const PATIENCE_MS = 240_000;

const NOTES = [
  "languages/numpy-advanced-indexing",
  "3d-reconstruction/frame-transform",
  "mathematics/counter-based-randomness",
];

/** Presses the button and waits for the last word. */
async function check(page: Page, path: string): Promise<string> {
  await page.goto(path);
  await page.getByRole("button", { name: "Check on this machine" }).click();
  await page.locator("[data-checked]").waitFor({ timeout: PATIENCE_MS });
  return (await page.locator("[data-check] [role=status]").textContent())!;
}

const states = (page: Page) =>
  page.locator(".compared > li").evaluateAll((lines) =>
    lines.map((line) => (line as HTMLElement).dataset["state"]!)
  );

Deno.test("a note that is run in the page comes out as in CI", async (t) => {
  await using site = await ServedSite.build();
  await using browser = await openChromium({ args: SWIFTSHADER });
  await using watched = await WatchedPage.open(browser, site, {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const { page, complaints, foreign } = watched;

  for (const note of NOTES) {
    await t.step(`${note}: every claim`, async () => {
      match(
        await check(page, `${note}/`),
        /^All \d+ claims come out as in CI\. On .+, in [\d.]+ s\.$/,
      );
      const claims = await page.locator("[data-claim]").count();
      deepEqual(await states(page), Array(claims).fill("same"));
    });
  }

  await t.step(
    "a record that was tampered with differs, and the result can be copied",
    async () => {
      await page.route(/assets\/[0-9a-f]+\.json$/, async (route) => {
        const plan = await (await route.fetch()).json();
        plan.records[0].says = "something else";
        plan.records[1].verdict = "out-of-scope";
        await route.fulfill({ json: plan });
      });
      match(await check(page, `${NOTES[0]}/`), /^15 of 17 claims come out as in CI/);
      deepEqual((await states(page)).slice(0, 3), ["differs", "flipped", "same"]);
      await page.getByRole("button", { name: "Copy the result as JSON" }).click();
      const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
      equal(copied.note, NOTES[0]);
      equal(copied.claims.length, 17);
      ok(copied.adapter.length > 0 && copied.browser.includes("Chrome"));
      await page.unrouteAll();
    },
  );

  await t.step("a claim's page runs the note and shows that claim", async () => {
    match(await check(page, site.pages()["claim"]!), /^All 1 claim comes out as in CI/);
    deepEqual(await states(page), ["same"]);
  });

  deepEqual(foreign, []);
  deepEqual(complaints, []);
});

Deno.test("without WebGPU the page says so, and its evidence stays", async () => {
  await using site = await ServedSite.build();
  await using browser = await openChromium({ args: ["--disable-features=WebGPU"] });
  await using watched = await WatchedPage.open(browser, site);
  const { page, complaints } = watched;
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "gpu"));
  await page.goto(`${NOTES[0]}/`);
  await page.getByRole("button", { name: "Check on this machine" }).click();
  await page.getByText("This browser offers no WebGPU here, so nothing was run.").waitFor();
  equal(await page.locator(".compared").count(), 0);
  ok(await page.locator("[data-claim]").count() > 10);
  deepEqual(complaints, []);
});
