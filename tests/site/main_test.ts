import { deepStrictEqual as deepEqual, throws } from "node:assert/strict";
import { parseSiteArgs } from "../../scripts/site/main.ts";

Deno.test("parseSiteArgs() reads addresses with a slash at their end", () => {
  const base = "http://localhost:8000/";
  const nothing = {
    out: undefined,
    repository: undefined,
    serve: false,
    port: 8000,
    help: false,
    meaning: false,
  };
  deepEqual(parseSiteArgs([]), { ...nothing, base });
  deepEqual(
    parseSiteArgs(["--base", "https://example.org/list", "--repository=https://example.org/code"]),
    { ...nothing, base: "https://example.org/list/", repository: "https://example.org/code/" },
  );
  deepEqual(parseSiteArgs(["--serve", "--port", "0", "--out", "x"]), {
    ...{ ...nothing, base, serve: true, port: 0, out: "x" },
  });
});

Deno.test("parseSiteArgs() says what is wrong with a command line", () => {
  const wrong: [string[], string][] = [
    [["--sreve"], "there is no option --sreve"],
    [["-x"], "there is no option -x"],
    [["folder"], "there is no option folder"],
    [["--serve=no"], '--serve is "no", wanted no value'],
    [["--out"], "--out has no value"],
    [["--base="], "--base has no value"],
    [["--port", "80.5"], '--port is "80.5", wanted a number from 0 to 65535'],
    [["--port", "65536"], '--port is "65536", wanted a number from 0 to 65535'],
    [["--port", "x"], '--port is "x", wanted a number from 0 to 65535'],
    ...["example.org", "javascript:1", "file:///x", "https://example.org/?q"].map((text) =>
      [
        ["--base", text],
        `--base is "${text}", wanted an address like https://example.org/list/`,
      ] as [string[], string]
    ),
  ];
  for (const [args, problem] of wrong) {
    throws(() => parseSiteArgs(args), {
      name: "BadInput",
      message: `Cannot read the command line: ${problem}`,
    });
  }
});
