import { extname, join, normalize } from "node:path";
import { BadInput } from "../reproduce/types.ts";
import { POLICY } from "./pages/page.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** Serves a built site on this machine only, as it is published; unknown addresses get the 404 page. */
export function serveSite(
  folder: string,
  { port }: { port: number },
): Deno.HttpServer<Deno.NetAddr> {
  return listen(port, async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return new Response("only GET and HEAD", { status: 405 });
    }
    const found = await read(folder, new URL(request.url).pathname);
    if (found.moved) return new Response(null, { status: 301, headers: { location: found.moved } });
    const headers = { "content-type": found.type, "x-content-type-options": "nosniff" };
    return new Response(found.body, {
      status: found.status,
      headers: found.isPage ? { ...headers, "content-security-policy": POLICY } : headers,
    });
  });
}

function listen(
  port: number,
  handler: Deno.ServeHandler<Deno.NetAddr>,
): Deno.HttpServer<Deno.NetAddr> {
  try {
    return Deno.serve({ port, hostname: "127.0.0.1", onListen: () => {} }, handler);
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new BadInput(
      `Cannot show the site: port ${port} is taken, wanted a free one`,
      "deno task site --serve --port 0",
    );
  }
}

interface Found {
  status: number;
  body: Uint8Array<ArrayBuffer> | null;
  type: string;
  isPage: boolean;
  moved?: string;
}

async function read(folder: string, pathname: string): Promise<Found> {
  const inside = normalize(`/${decoded(pathname)}`).replace(/^\/+/, "/");
  const path = join(folder, inside);
  const info = await Deno.stat(path).catch(() => null);
  if (info?.isDirectory && !inside.endsWith("/")) {
    return { status: 301, body: null, type: "", isPage: false, moved: encodeURI(`${inside}/`) };
  }
  const file = info?.isDirectory ? join(path, "index.html") : path;
  const body = await Deno.readFile(file).catch(() => null);
  if (body) {
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    // a frame's page brings its own, stricter policy
    return {
      status: 200,
      body,
      type,
      isPage: type.startsWith("text/html") && !/assets/.test(file),
    };
  }
  const lost = await Deno.readFile(join(folder, "404.html")).catch(() => null);
  return { status: 404, body: lost, type: TYPES[".html"]!, isPage: true };
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return "/404";
  }
}
