/** The reading list as readers see it: every kind of page, on a phone and a desk, in both schemes. */
import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { ACCEPTED, CANARY, HOSTILE } from "../site/hostile.ts";
import { Repository } from "../site/repository.ts";
import { openChromium } from "./chromium.ts";
import { ServedSite, WatchedPage } from "./served_site.ts";

const WIDTHS = [360, 768, 1440];

/** Goes to a page and opens all that is folded. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: "networkidle" });
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
  });
}

/** Pixels that the page is wider than the window, and what sticks out. */
async function overflow(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return "";
    const out = [...document.querySelectorAll("body *")].filter((element) =>
      element.getBoundingClientRect().right > clientWidth + 0.5 &&
      !element.parentElement!.closest("pre, table, .math, svg, math")
    );
    return `${scrollWidth} of ${clientWidth}: ${
      out.map((e) => e.outerHTML.slice(0, 80)).join("\n")
    }`;
  });
}

/** What axe finds wrong with a page, in all its rules or these. */
async function violations(page: Page, rules: readonly string[] | null): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async (rules) => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
    const { violations } = await run(
      rules ? { runOnly: { type: "rule", values: [...rules] } } : {},
    );
    return violations.map(({ id, nodes }) =>
      `${id}: ${nodes.slice(0, 3).map(({ html, target }) => `${target} ${html.slice(0, 120)}`)}`
    );
  }, rules);
}

Deno.test("the reading list in a browser", async (t) => {
  await using site = await ServedSite.build();
  await using browser = await openChromium();

  await t.step(
    "no page is wider than its window, asks another host or breaks its own policy",
    async () => {
      await using watched = await WatchedPage.open(browser, site);
      const { page, complaints, foreign } = watched;
      for (const [kind, path] of Object.entries(site.pages())) {
        await open(page, path);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          equal(await overflow(page), "", `${kind} at ${width}`);
        }
        const own = complaints.splice(0).filter((text) =>
          kind !== "404" || !/status of 404/.test(text)
        );
        deepEqual(own, [], kind);
      }
      deepEqual(foreign, []);
    },
  );

  await t.step("axe finds nothing on any page, light on a phone and dark on a desk", async () => {
    const all = site.pages();
    // one style sheet serves all: dark changes colours alone
    const { home, note, claim, review } = all as Record<string, string>;
    const looks = [
      { rules: null, pages: all, colorScheme: "light", viewport: { width: 360, height: 800 } },
      {
        rules: ["color-contrast", "link-in-text-block"],
        pages: { home, note, claim, review },
        colorScheme: "dark",
        viewport: { width: 1440, height: 900 },
      },
    ] as const;
    for (const { rules, pages, ...look } of looks) {
      // axe is not the site's: the policy is off for it alone
      await using watched = await WatchedPage.open(browser, site, { ...look, bypassCSP: true });
      for (const [kind, path] of Object.entries(pages)) {
        await open(watched.page, path!);
        deepEqual(await violations(watched.page, rules), [], `${kind}, ${look.colorScheme}`);
      }
    }
  });

  await t.step("pages can be read without scripts", async () => {
    await using watched = await WatchedPage.open(browser, site, { javaScriptEnabled: false });
    const { page } = watched;
    const shown = async (path: string) => {
      await page.goto(path);
      return await page.locator("main").innerText();
    };
    const pages = site.pages();
    match(
      await shown(pages["note"]!),
      /corrected[\s\S]*as the note states it[\s\S]*The notebook[\s\S]*@misc/,
    );
    ok(await page.locator("figure img").count() > 0);
    equal(await page.locator("button:visible").count(), 0);
    match(await shown(pages["search"]!), /needs scripts/);
    await page.goto(pages["review"]!);
    const prompt = page.locator("noscript details, details").first();
    await prompt.locator("summary").click();
    ok(await prompt.locator("p a").isVisible());
  });

  await t.step("the keyboard reaches the content at once, and shows where it is", async () => {
    await using watched = await WatchedPage.open(browser, site);
    const { page } = watched;
    await page.goto("");
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement!;
        const { top, bottom } = element.getBoundingClientRect();
        const outline = parseFloat(getComputedStyle(element).outlineWidth);
        return {
          words: element.textContent,
          seen: bottom > 0 && top < innerHeight && outline >= 2,
        };
      });
    await page.keyboard.press("Tab");
    deepEqual(await focused(), { words: "Skip to the content", seen: true });
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const first = page.locator("main a").first();
    equal((await focused()).words, await first.textContent());
    for (let step = 0; step < 12; step++) {
      equal((await focused()).seen, true);
      await page.keyboard.press("Tab");
    }
  });
});

Deno.test("a hostile notebook runs nothing, loads nothing and covers nothing", async () => {
  using repository = new Repository();
  repository.accept(ACCEPTED, { notebook: HOSTILE });
  await using site = await ServedSite.build(repository.root);
  await using browser = await openChromium();
  await using watched = await WatchedPage.open(browser, site, {
    viewport: { width: 360, height: 800 },
  });
  const { page, foreign } = watched;
  for (const path of ["", "shelf/note/", "c/shelf/note/four-is-four/", "corrections/", "search/"]) {
    await open(page, path);
    equal(await overflow(page), "", path);
    for (const frame of await page.locator("iframe").all()) await frame.scrollIntoViewIfNeeded();
    for (const make of await page.getByRole("button", { name: "Make it interactive" }).all()) {
      await make.click();
    }
    await page.waitForLoadState("networkidle");
    for (const frame of page.frames()) {
      equal(await frame.evaluate((name) => Object.hasOwn(globalThis, name), CANARY), false, path);
    }
    const top = await page.evaluate(() => {
      scrollTo(0, 0);
      return document.elementFromPoint(innerWidth / 2, 20)?.closest("header, body")?.tagName;
    });
    equal(top, "HEADER", path);
  }
  deepEqual(foreign, []);
});
