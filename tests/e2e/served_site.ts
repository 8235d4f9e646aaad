/** A site as it is published, built once and served, for tests in a browser. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { buildSite } from "../../scripts/site/build.ts";
import { serveSite } from "../../scripts/site/serve.ts";
import { writeSite } from "../../scripts/site/write_site.ts";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");

export class ServedSite implements AsyncDisposable {
  readonly address: string;
  readonly folder: string;
  readonly #temporary: string;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;

  private constructor(temporary: string) {
    this.#temporary = temporary;
    this.folder = join(temporary, "site");
    this.#server = serveSite(this.folder, { port: 0 });
    this.address = `http://127.0.0.1:${this.#server.addr.port}/`;
  }

  /** The site of the repository at `root`. */
  static async build(root = ROOT, { meaning = false } = {}): Promise<ServedSite> {
    const temporary = await Deno.makeTempDir();
    const options = { base: "https://example.org/", meaning };
    writeSite(join(temporary, "site"), await buildSite(root, options));
    return new ServedSite(temporary);
  }

  /** Paths of one page of each kind. */
  pages(): Record<string, string> {
    const { claims } = JSON.parse(Deno.readTextFileSync(join(this.folder, "claims.json")));
    const [{ id, revisions }] = claims.filter(({ record }: { record: { verdict: string } }) =>
      record.verdict === "corrected"
    );
    return {
      home: "",
      shelf: "languages/",
      note: "languages/numpy-advanced-indexing/",
      "note with formulas": "3d-reconstruction/frame-transform/",
      claim: `c/${id}/`,
      revision: `c/${id}/${revisions[0]}/`,
      corrections: "corrections/",
      about: "about/",
      search: "search/",
      review: "review/",
      "404": "nothing/here/",
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
    await Deno.remove(this.#temporary, { recursive: true });
  }
}

/** A page in a context of its own, with what it complained of and whom it asked. */
export class WatchedPage implements AsyncDisposable {
  /** Errors, warnings and broken rules of the content security policy. */
  readonly complaints: string[] = [];
  /** Requests to other hosts: answered with nothing. */
  readonly foreign: string[] = [];
  readonly page: Page;
  readonly #context: BrowserContext;

  private constructor(page: Page, context: BrowserContext) {
    this.page = page;
    this.#context = context;
  }

  static async open(
    browser: Browser,
    site: ServedSite,
    options: BrowserContextOptions = {},
  ): Promise<WatchedPage> {
    const context = await browser.newContext({ ...options, baseURL: site.address });
    const watched = new WatchedPage(await context.newPage(), context);
    const { page, complaints, foreign } = watched;
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => {
      // software rendering says that it is slow
      const isOurs = !/GPU stall|WebGPU|fallback adapter/i.test(message.text());
      if (/error|warning/.test(message.type()) && isOurs) complaints.push(message.text());
    });
    const isOwn = (url: URL) =>
      `${url.origin}/` === site.address || /^(blob|data):/.test(url.protocol);
    await context.route((url) => !isOwn(url), (route) => {
      foreign.push(route.request().url());
      return route.abort();
    });
    return watched;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context.close();
  }
}
