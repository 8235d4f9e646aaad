/** Reads the JUnit files that `deno test --junit-path` writes. */

/** A test that failed: where it stands, its name, and what it said. */
export interface FailedTest {
  at: string;
  name: string;
  message: string;
}

/** What a JUnit file counts, and its failed tests. */
export interface TestCounts {
  passed: number;
  failed: number;
  failures: FailedTest[];
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function unescape(text: string): string {
  return text.replaceAll(
    /&(?:#(\d+)|(\w+));/g,
    (whole, code, name) => code ? String.fromCodePoint(Number(code)) : ENTITIES[name] ?? whole,
  );
}

function attribute(tag: string, name: string): string {
  return unescape(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "");
}

/** The counts stand in the head of the file; each failed `testcase` holds one `failure` or `error`. */
export function readJunit(xml: string): TestCounts {
  const head = /<testsuites\b[^>]*>/.exec(xml)?.[0] ?? "";
  const count = (name: string) => Number(attribute(head, name));
  const failed = count("failures") + count("errors");
  const failures: FailedTest[] = [];
  for (
    const [, tag = "", inside = ""] of xml.matchAll(/(<testcase\b[^>]*>)([\s\S]*?)<\/testcase>/g)
  ) {
    const message = /<(?:failure|error)\b[^>]*>([\s\S]*?)<\/(?:failure|error)>/.exec(inside)?.[1];
    if (message === undefined) continue;
    const line = attribute(tag, "line");
    failures.push({
      at: attribute(tag, "classname") + (line && `:${line}`),
      name: attribute(tag, "name"),
      message: unescape(message).trim(),
    });
  }
  return { passed: count("tests") - failed, failed, failures };
}
