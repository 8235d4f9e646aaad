import { doesNotMatch, strictEqual as equal, throws } from "node:assert/strict";
import { join } from "node:path";
import { serveSite } from "../../scripts/site/serve.ts";

const PAGE = "<!doctype html><p>";

/** A site in a folder beside a secret, served. */
async function served(work: (port: number) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const site = join(folder, "site");
  await Deno.mkdir(join(site, "a"), { recursive: true });
  await Deno.mkdir(join(site, "assets"));
  await Deno.writeTextFile(join(folder, "secret"), "secret");
  for (const path of ["index.html", "a/index.html", "404.html", "assets/f.html"]) {
    await Deno.writeTextFile(join(site, path), PAGE + path);
  }
  await Deno.writeTextFile(join(site, "assets/x.js"), "1");
  const server = serveSite(site, { port: 0 });
  try {
    await work(server.addr.port);
  } finally {
    await server.shutdown();
    await Deno.remove(folder, { recursive: true });
  }
}

/** A path as it is typed: `fetch()` would tidy it. */
async function ask(port: number, path: string, method = "GET"): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const request = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
  await connection.write(new TextEncoder().encode(request));
  return (await new Response(connection.readable).text()).replace(/^HTTP\/1.1 /, "");
}

Deno.test("pages come with the policy, other files without, all with their type", () =>
  served(async (port) => {
    const home = await fetch(`http://127.0.0.1:${port}/`);
    equal(await home.text(), `${PAGE}index.html`);
    equal(home.headers.get("content-type"), "text/html; charset=utf-8");
    equal(home.headers.get("content-security-policy")!.startsWith("default-src 'none'; "), true);
    const script = await fetch(`http://127.0.0.1:${port}/assets/x.js`);
    equal(await script.text(), "1");
    equal(script.headers.get("content-type"), "text/javascript; charset=utf-8");
    equal(script.headers.get("x-content-type-options"), "nosniff");
    const frame = await fetch(`http://127.0.0.1:${port}/assets/f.html`);
    equal((await frame.text()) && frame.headers.get("content-security-policy"), null);
  }));

Deno.test("a folder is found with its slash, and an address that is not there is the 404 page", () =>
  served(async (port) => {
    const moved = await fetch(`http://127.0.0.1:${port}/a?x=1`, { redirect: "manual" });
    await moved.body?.cancel();
    equal(`${moved.status} ${moved.headers.get("location")}`, "301 /a/");
    const lost = await fetch(`http://127.0.0.1:${port}/nothing/here`);
    equal(`${lost.status} ${await lost.text()}`, `404 ${PAGE}404.html`);
  }));

Deno.test("no address leaves the site's folder, and no redirect leaves the server", () =>
  served(async (port) => {
    const paths = [
      ...["/../secret", "/..%2fsecret", "/%2e%2e/secret", "/a/..%2f..%2fsecret", "/..%5csecret"],
      ...["//../secret", "/a/%2e%2e%2f%2e%2e%2fsecret", "/%00", "/%ff", "/%"],
    ];
    for (const path of paths) {
      const answer = await ask(port, path);
      equal(answer.slice(0, 3), "404", path);
      doesNotMatch(answer, /secret$/);
    }
    const elsewhere = await ask(port, "//a");
    equal(/location: (.*)\r/.exec(elsewhere)?.[1], "/a/");
  }));

Deno.test("only GET and HEAD are answered, HEAD without a body", () =>
  served(async (port) => {
    equal((await ask(port, "/", "POST")).slice(0, 3), "405");
    const head = await ask(port, "/", "HEAD");
    equal(head.slice(0, 3), "200");
    doesNotMatch(head, /doctype/);
  }));

Deno.test("a port that is taken is said", () =>
  served((port) => {
    const wrong = new RegExp(
      `^BadInput: Cannot show the site: port ${port} is taken, wanted a free`,
    );
    throws(() => serveSite("nowhere", { port }), wrong);
    return Promise.resolve();
  }));
