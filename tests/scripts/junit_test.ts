import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { readJunit } from "../../scripts/junit.ts";
import { failuresAgain } from "../../scripts/run_step.ts";

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="3" failures="1" errors="1" time="0.1">
    <testsuite name="tests/a_test.ts" tests="3" disabled="0" errors="1" failures="1">
        <testcase name="a &amp; &lt;b&gt;" classname="tests/a_test.ts" time="0.0" line="7" col="6">
            <failure message="boom">Error: boom &#38; &quot;more&quot;
    at here</failure>
        </testcase>
        <testcase name="fine" classname="tests/a_test.ts" time="0.0" line="9" col="6">
        </testcase>
        <testcase name="(uncaught)" classname="tests/b_test.ts" time="0.0">
            <error message="Uncaught">gone</error>
        </testcase>
    </testsuite>
</testsuites>`;

Deno.test("a JUnit file's counts and failed tests are read", () => {
  deepEqual(readJunit(XML), {
    passed: 1,
    failed: 2,
    failures: [
      { at: "tests/a_test.ts:7", name: "a & <b>", message: 'Error: boom & "more"\n    at here' },
      { at: "tests/b_test.ts", name: "(uncaught)", message: "gone" },
    ],
  });
  deepEqual(readJunit(""), { passed: 0, failed: 0, failures: [] });
});

Deno.test("failed tests are listed again, cut to their first lines", () => {
  const message = Array.from({ length: 40 }, (_, i) => `line ${i}`).join("\n");
  const failures = [{ at: "x_test.ts:1", name: "x", message }];
  const text = failuresAgain([{ name: "tests", passed: 0, failed: 1, failures, ms: 1 }]);
  deepEqual(text.split("\n").slice(0, 2), ["✗ x  (x_test.ts:1)", "    line 0"]);
  deepEqual(text.split("\n").length, 13);
});
