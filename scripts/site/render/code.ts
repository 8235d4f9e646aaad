import highlighter from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import typescript from "highlight.js/lib/languages/typescript";
import { escapeHtml, type Html, trusted } from "./escape.ts";
import { showSigns } from "./visible.ts";

for (const [name, language] of Object.entries({ bash, json, python, typescript })) {
  highlighter.registerLanguage(name, language);
}
highlighter.registerAliases(["ts", "js", "javascript", "wgsl"], { languageName: "typescript" });
highlighter.registerAliases(["sh", "shell"], { languageName: "bash" });
highlighter.registerAliases(["py"], { languageName: "python" });

/** Code with its words in classes; plain text in a language that is not known. */
export function highlight(code: string, language: string): string {
  if (!highlighter.getLanguage(language)) return escapeHtml(code);
  return highlighter.highlight(showSigns(code), { language, ignoreIllegals: true }).value;
}

/** A block of code; it can be reached and scrolled by keyboard. */
export function renderCode(code: string, language = "typescript"): Html {
  return trusted(
    `<pre class="code" tabindex="0"><code class="language-${escapeHtml(language)}">` +
      `${highlight(code, language)}</code></pre>`,
  );
}
