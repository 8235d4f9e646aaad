/** What the kernel answers beside execute requests. */
import { inKernel, type Row, startRaw } from "../row.ts";

const requests: readonly [string, "shell" | "control", string, unknown][] = [
  ["kernel_info", "shell", "kernel_info_request", {}],
  ["kernel_info on control", "control", "kernel_info_request", {}],
  ["complete", "shell", "complete_request", { code: "Deno.jup", cursor_pos: 8 }],
  ["inspect", "shell", "inspect_request", { code: "Deno", cursor_pos: 4, detail_level: 0 }],
  ["is_complete of a loop's head", "shell", "is_complete_request", { code: "for (;;) {" }],
  ["is_complete of a regular expression", "shell", "is_complete_request", { code: "/[(]/" }],
  ["history", "shell", "history_request", { hist_access_type: "tail", n: 3 }],
  ["comm_info", "shell", "comm_info_request", {}],
  ["comm_open", "shell", "comm_open", { comm_id: "c", target_name: "t", data: {} }],
  ["connect", "shell", "connect_request", {}],
  ["unknown", "shell", "no_such_request", {}],
];

export const rows: Row[] = [
  {
    name: "requests other than execute",
    of: "Deno",
    notebook: "first-cell.ipynb",
    expected: "kernel_info: ok 5.3; kernel_info on control: ok 5.3; complete: ok jupyter; " +
      "inspect: ok not found; is_complete of a loop's head: incomplete; " +
      "is_complete of a regular expression: invalid; history: ok empty; comm_info: ok empty; " +
      "comm_open: comm_close; connect: no reply; unknown: no reply",
    async see(notebook) {
      await using kernel = await startRaw(notebook);
      const seen: string[] = [];
      for (const [name, channel, type, content] of requests) {
        const reply = await kernel.request(channel, type, content, 500);
        seen.push(
          `${name}: ${reply ? answerOf(reply.header.msg_type, reply.content) : "no reply"}`,
        );
      }
      return seen.join("; ");
    },
  },
  {
    name: "user_expressions are ignored",
    of: "Deno",
    notebook: "first-cell.ipynb",
    expected: "{}",
    async see(notebook) {
      await using kernel = await startRaw(notebook);
      const { reply } = await kernel.run(notebook.cells[0]!.source);
      return JSON.stringify(reply?.content.user_expressions);
    },
  },
  {
    name: "questions are answered with null and false when nobody listens",
    of: "Deno",
    notebook: "questions.ipynb",
    expected: 'ok | "null"; ok | false',
    see: inKernel,
  },
  {
    name: "questions are asked over stdin when somebody listens",
    of: "Deno",
    notebook: "questions.ipynb",
    expected: 'asked "name?", shown "\\"Ada\\""',
    async see(notebook) {
      await using kernel = await startRaw(notebook);
      const answered = kernel.answer("Ada", 3000);
      const { outputs } = await kernel.run(notebook.cells[0]!.source, { stdin: true });
      const data = outputs[0]?.content.data as Record<string, unknown>;
      return `asked ${JSON.stringify((await answered)?.trim())}, shown ${
        JSON.stringify(data["text/plain"])
      }`;
    },
  },
  {
    name: "a message signed with another key is dropped",
    of: "Deno",
    notebook: "first-cell.ipynb",
    expected: "forged ran: false",
    async see(notebook) {
      await using kernel = await startRaw(notebook);
      kernel.sendForged("globalThis.forged = true");
      const { outputs } = await kernel.run("Boolean(globalThis.forged)");
      return `forged ran: ${(outputs[0]?.content.data as Record<string, unknown>)["text/plain"]}`;
    },
  },
  {
    name: "the heart beats while a cell loops: it proves nothing about cells",
    of: "Deno",
    notebook: "endless-loop.ipynb",
    expected: "beats: true",
    async see(notebook) {
      await using kernel = await startRaw(notebook);
      kernel.begin(notebook.cells[0]!.source);
      return `beats: ${await kernel.beats(2000)}`;
    },
  },
];

function answerOf(type: string, content: Record<string, unknown>): string {
  switch (type) {
    case "kernel_info_reply":
      return `${content.status} ${content.protocol_version}`;
    case "complete_reply":
      return `${content.status} ${content.matches}`;
    case "inspect_reply":
      return `${content.status} ${content.found ? "found" : "not found"}`;
    case "history_reply":
      return `${content.status} ${String(content.history) || "empty"}`;
    case "comm_info_reply":
      return `${content.status} ${Object.keys(content.comms as object).join() || "empty"}`;
    case "comm_close":
      return type;
    default:
      return String(content.status);
  }
}
