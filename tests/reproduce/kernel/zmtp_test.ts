import assert from "node:assert/strict";
import { ZmtpSocket } from "../../../scripts/reproduce/kernel/zmtp.ts";
import { type FakePeerOptions, greeting, listen } from "./fake_peer.ts";

const text = (s: string) => [...new TextEncoder().encode(s)];

async function connected(type: "DEALER" | "SUB" | "REQ", options: FakePeerOptions = {}) {
  const server = listen(options);
  const accepted = server.accept();
  const socket = await ZmtpSocket.connect(type, {
    hostname: "127.0.0.1",
    port: server.port,
    identity: "me",
    signal: new AbortController().signal,
  });
  const peer = await accepted;
  return {
    socket,
    peer,
    [Symbol.dispose]() {
      socket.close();
      peer.close();
      server.close();
    },
  };
}

Deno.test("ZmtpSocket tells its type and identity in the handshake", async () => {
  using link = await connected("DEALER");
  assert.deepEqual([...link.peer.ready], [
    ...[5, ...text("READY")],
    ...[11, ...text("Socket-Type"), 0, 0, 0, 6, ...text("DEALER")],
    ...[8, ...text("Identity"), 0, 0, 0, 2, ...text("me")],
  ]);
});

Deno.test("ZmtpSocket sends short and long frames as one message", async () => {
  using link = await connected("DEALER");
  await link.socket.send(["ab", new Uint8Array(300).fill(7)]);
  assert.deepEqual([...await link.peer.received(4)], [1, 2, ...text("ab")]);
  assert.deepEqual([...await link.peer.received(9)], [2, 0, 0, 0, 0, 0, 0, 1, 44]);
  assert.deepEqual(new Set(await link.peer.received(300)), new Set([7]));
});

Deno.test("ZmtpSocket does not interleave messages sent at once", async () => {
  using link = await connected("DEALER");
  const size = 1 << 20;
  const sent = [1, 2, 3].map((fill) => link.socket.send([new Uint8Array(size).fill(fill)]));
  for (const fill of [1, 2, 3]) {
    assert.deepEqual([...await link.peer.received(9)], [2, 0, 0, 0, 0, 0, 16, 0, 0]);
    assert.ok((await link.peer.received(size)).every((byte) => byte === fill));
  }
  await Promise.all(sent);
});

Deno.test("ZmtpSocket reads multipart messages that come in pieces", async () => {
  using link = await connected("DEALER");
  const received = link.socket.receive();
  for (const bytes of [[1, 2, 97], [98, 3], [0, 0, 0, 0, 0, 0, 0, 3, 120, 121], [122, 0, 0]]) {
    await link.peer.send(bytes);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const frames = (await received).map((frame) => new TextDecoder().decode(frame));
  assert.deepEqual(frames, ["ab", "xyz", ""]);
});

Deno.test("ZmtpSocket as SUB subscribes to everything", async () => {
  using link = await connected("SUB");
  assert.deepEqual([...await link.peer.received(3)], [0, 1, 1]);
});

Deno.test("ZmtpSocket as REQ adds and removes the empty delimiter", async () => {
  using link = await connected("REQ");
  await link.socket.send(["hi"]);
  assert.deepEqual([...await link.peer.received(6)], [1, 0, 0, 2, ...text("hi")]);
  await link.peer.send([1, 0, 0, 1, 33]);
  assert.deepEqual(await link.socket.receive(), [new Uint8Array([33])]);
});

Deno.test("ZmtpSocket answers PING with the context it got", async () => {
  using link = await connected("DEALER");
  const received = link.socket.receive();
  await link.peer.send([4, 9, 4, ...text("PING"), 0, 10, 1, 2]);
  assert.deepEqual([...await link.peer.received(9)], [4, 7, 4, ...text("PONG"), 1, 2]);
  await link.peer.send([0, 1, 5]);
  assert.deepEqual(await received, [new Uint8Array([5])]);
});

Deno.test("ZmtpSocket says so when the stream is corrupt", async () => {
  using badFlag = await connected("DEALER");
  await badFlag.peer.send([0x7b, 1]);
  await assert.rejects(badFlag.socket.receive(), {
    message: "Cannot read from the kernel: 123 is no frame flag",
  });
  using badLength = await connected("DEALER");
  await badLength.peer.send([2, 0, 0, 0, 1, 0, 0, 0, 0]);
  await assert.rejects(badLength.socket.receive(), {
    message: "Cannot read from the kernel: a frame claims 4294967296 bytes",
  });
});

Deno.test("ZmtpSocket says so when the peer closes in the middle of a message", async () => {
  using link = await connected("DEALER");
  await link.peer.send([0, 5, 1]);
  link.peer.close();
  await assert.rejects(link.socket.receive(), /the peer closed the connection|reset/i);
});

Deno.test("ZmtpSocket refuses peers that do not speak ZMTP 3", async () => {
  const old = greeting();
  old[10] = 2;
  for (
    const [options, message] of [
      [{ greeting: old }, "Cannot connect to the kernel: the peer does not greet in ZMTP 3"],
      [
        { command: "ERROR" },
        'Cannot connect to the kernel: the peer answers "ERROR", not "READY"',
      ],
    ] as const
  ) {
    const server = listen(options);
    const accepted = server.accept().catch(() => null);
    await assert.rejects(
      ZmtpSocket.connect("DEALER", {
        hostname: "127.0.0.1",
        port: server.port,
        signal: new AbortController().signal,
      }),
      { name: "SyntaxError", message },
    );
    (await accepted)?.close();
    server.close();
  }
});

Deno.test("ZmtpSocket tries again until the peer listens, or the signal ends it", async () => {
  const { port, close } = listen();
  close();
  const stop = new AbortController();
  const options = { hostname: "127.0.0.1", port, signal: stop.signal };
  const refused = ZmtpSocket.connect("DEALER", options);
  setTimeout(() => stop.abort(new Error("enough")), 30);
  await assert.rejects(refused, /enough/);

  const late = ZmtpSocket.connect("DEALER", { ...options, signal: new AbortController().signal });
  await new Promise((resolve) => setTimeout(resolve, 20));
  const listener = Deno.listen({ hostname: "127.0.0.1", port });
  const connection = await listener.accept();
  await connection.write(greeting());
  await connection.write(new Uint8Array([4, 6, 5, ...text("READY")]));
  (await late).close();
  connection.close();
  listener.close();
});
