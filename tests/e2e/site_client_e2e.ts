/** What the pages of the reading list do: search, ask questions and move plots. */
import { deepStrictEqual as deepEqual, match, strictEqual as equal } from "node:assert/strict";
import { openChromium } from "./chromium.ts";
import { ServedSite, WatchedPage } from "./served_site.ts";

Deno.test("the reading list's search, questions and plots", async (t) => {
  await using site = await ServedSite.build();
  await using browser = await openChromium();
  await using watched = await WatchedPage.open(browser, site);
  const { page, complaints, foreign } = watched;

  await t.step("a claim is found while it is typed, and its address can be shared", async () => {
    await page.goto("search/");
    await page.getByLabel("Words of a note or a claim").fill("swapping a cross prod");
    const first = page.locator(".found li a").first();
    equal(await first.textContent(), "Swapping a cross product");
    match(page.url(), /\?q=swapping\+a\+cross\+prod$/);
    await page.reload();
    equal(await first.textContent(), "Swapping a cross product");
    await first.click();
    equal(await page.locator("h1").textContent(), "Swapping a cross product");
    await page.goto("search/?q=%3Cqqqq%3E%20zzzz");
    match((await page.getByRole("status").textContent())!, /^Nothing found/);
  });

  await t.step("what was answered is remembered, and a changed answer is asked again", async () => {
    await page.goto("review/");
    const status = page.getByRole("status");
    const [, all] = /^(\d+) of \1 due$/.exec((await status.textContent())!)!;
    const question = await page.locator(".card .lead").textContent();
    await page.getByRole("button", { name: "Show the answer" }).click();
    await page.keyboard.press("Enter"); // "Good" has the focus
    equal(await status.textContent(), `${Number(all) - 1} of ${all} due`);
    await page.reload();
    equal(await status.textContent(), `${Number(all) - 1} of ${all} due`);
    await page.evaluate(() => {
      const memory = JSON.parse(localStorage.getItem("rederive.review")!);
      for (const kept of Object.values<{ answer: string }>(memory)) kept.answer = "another";
      localStorage.setItem("rederive.review", JSON.stringify(memory));
    });
    await page.reload();
    equal(
      await page.locator(".card .banner").textContent(),
      "This answer changed since you learned it.",
    );
    equal(await page.locator(".card .lead").textContent(), question);
    for (const broken of ["null", "[]", "{", "5", '{"a":null}', `{${JSON.stringify("x")}:{}}`]) {
      await page.evaluate((text) => localStorage.setItem("rederive.review", text), broken);
      await page.reload();
      equal(await status.textContent(), `${all} of ${all} due`, broken);
    }
  });

  await t.step("a plot becomes one that can be moved, and only when asked", async () => {
    const loads: string[] = [];
    page.on("request", (request) => loads.push(request.url()));
    await page.goto(site.pages()["note"]!, { waitUntil: "networkidle" });
    const size = (await Promise.all(loads.map(async (url) => (await fetch(url)).bytes())))
      .reduce((sum, { length }) => sum + length, 0);
    equal(size < 1e6, true, `${size} bytes`);
    const plot = page.locator("figure[data-plot]").first();
    await plot.getByRole("button", { name: "Make it interactive" }).click();
    await plot.frameLocator("iframe").locator(".main-svg").first().waitFor();
  });

  deepEqual(foreign, []);
  deepEqual(complaints, []);
});
