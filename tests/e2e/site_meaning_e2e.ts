/** Search by meaning, in a browser: nothing is loaded before it is asked for, nothing from elsewhere. */
import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { openChromium, SWIFTSHADER } from "./chromium.ts";
import { ROOT, ServedSite, WatchedPage } from "./served_site.ts";

/** Software has to read 23 MB of weights and run six layers. */
const PATIENCE_MS = 120_000;

Deno.test("the reading list is searched by meaning where that was asked for", async () => {
  await using site = await ServedSite.build(ROOT, { meaning: true });
  await using browser = await openChromium({ args: SWIFTSHADER });
  await using watched = await WatchedPage.open(browser, site);
  const { page, complaints, foreign } = watched;
  const loads: string[] = [];
  page.on("request", (request) => loads.push(request.url()));
  await page.goto("search/", { waitUntil: "networkidle" });
  equal(loads.some((url) => url.endsWith(".safetensors")), false, "loaded before it was asked for");

  const titles = () => page.locator(".found li a").allTextContents();
  await page.getByLabel("Words of a note or a claim").fill("whirligig cartwheels");
  deepEqual(await titles(), [], "no note has these words");
  await page.getByLabel(/^Search by meaning too/).check();
  await page.locator(".found li a").first().waitFor({ timeout: PATIENCE_MS });
  ok(
    (await titles()).slice(0, 8).some((title) => /rotat|spin|turn/i.test(title)),
    `${await titles()}`,
  );

  // what has the words stays in front of what has not
  await page.getByLabel("Words of a note or a claim").fill("swapping a cross product ");
  equal((await titles())[0], "Swapping a cross product");
  equal(loads.filter((url) => url.endsWith(".safetensors")).length, 2);

  // a device that is lost is told; what was found by words stays
  await page.evaluate(() => {
    GPUQueue.prototype.submit = () => {
      throw new Error("the device is lost");
    };
  });
  await page.getByLabel("Words of a note or a claim").fill("cross product");
  await page.getByText("That cannot be done here: the device is lost").waitFor();
  equal(await page.getByLabel(/^Search by meaning too/).isChecked(), false);
  ok((await titles()).length > 0);
  deepEqual(foreign, []);
  deepEqual(complaints, []);
});
