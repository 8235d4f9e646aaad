import { banned } from "./banned.ts";

const SEED = 'take a stream with a seed: import { … } from "@rederive/lib/random"';

/** What would make a second run print something else, or what a kernel loses without a word. */
export const bans = {
  "no-math-random": banned({
    members: ["Math.random"],
    in: ["cell", "lib"],
    message: "gives other numbers in every run",
    hint: SEED,
  }),
  "no-random-bytes": banned({
    members: ["crypto.randomUUID", "crypto.getRandomValues"],
    in: ["cell", "lib"],
    message: "gives other bytes in every run",
    hint: SEED,
  }),
  "no-clock": banned({
    members: ["Date.now", "performance.now", "performance.timeOrigin", "Temporal.Now"],
    in: ["cell", "lib"],
    message: "reads the clock, which is another in every run",
    hint: "to show how long something took: timed() of @rederive/lib/show",
  }),
  "no-network": banned({
    calls: ["fetch"],
    constructions: ["WebSocket", "EventSource", "XMLHttpRequest", "WebSocketStream"],
    members: [
      "Deno.connect",
      "Deno.connectTls",
      "Deno.connectQuic",
      "Deno.listen",
      "Deno.listenTls",
      "Deno.listenDatagram",
      "Deno.serve",
      "Deno.resolveDns",
    ],
    modules: /^(https?:|(node:)?(http|https|http2|net|tls|dgram|dns)(\/|$))/,
    in: ["cell", "lib"],
    message: "reaches for the network, and notes run without one",
    hint: "put the input in data/ with its source and read it: readData() of @rederive/lib/data",
  }),
  "no-timer": banned({
    calls: ["setTimeout", "setInterval", "setImmediate"],
    modules: /^(node:)?timers(\/|$)/,
    in: ["cell"],
    message: "a timer may fire in a later cell, or hang this one",
    hint: "await the work itself",
  }),
  "no-raw-output": banned({
    members: [
      "Deno.stdout",
      "Deno.stderr",
      "process.stdout",
      "process.stderr",
    ],
    in: ["cell"],
    message: "writes past the notebook: the kernel shows none of it",
    hint: "console.log(…), or display() and table() of @rederive/lib/show",
  }),
  "no-subprocess": banned({
    members: ["Deno.Command", "Deno.spawn", "Deno.spawnAndWait", "Deno.spawnAndWaitSync"],
    modules: /^(node:)?child_process$/,
    in: ["cell", "lib"],
    message: "starts another program, which a reader may not have",
    hint: "run it once by a script, keep what it said in data/ with its version",
  }),
  "no-test-in-cell": banned({
    members: ["Deno.test", "Deno.bench"],
    modules: /^(node:)?test$/,
    in: ["cell"],
    message: "a failing test leaves the cell green",
    hint: "judge({ … }) for a claim, or throw",
  }),
};
