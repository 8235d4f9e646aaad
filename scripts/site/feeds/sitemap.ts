import type { Files } from "../files.ts";
import { escapeHtml } from "../render/escape.ts";

/** Every page that stays: not the old revisions, which say themselves that they are old. */
export function sitemapOf(files: Files, base: string): string {
  const pages = files.entries().map(([path]) => path)
    .filter((path) => path.endsWith("index.html") && !/^c\/.+\/[0-9a-f]{16}\/index/.test(path))
    .map((path) =>
      `<url><loc>${escapeHtml(base)}${path.replace(/index\.html$/, "")}</loc></url>\n`
    );
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${pages.join("")}</urlset>
`;
}
