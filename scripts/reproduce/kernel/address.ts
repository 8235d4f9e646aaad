/** Five ports and an address of their own for each kernel, so that two kernels never collide. */

export interface KernelAddress {
  ip: string;
  shell: number;
  iopub: number;
  stdin: number;
  control: number;
  heartbeat: number;
}

// Linux gives outgoing connections ports from 32768 up; below, nobody can sit on a port by accident.
const FIRST_PORT = 20_000;
const PORTS = 12_000;

const handedOut = new Set<string>();

/**
 * An address no other kernel of this process was given and nothing listens on. On Linux all of
 * 127.0.0.0/8 is the loopback, so each kernel gets an address of its own there.
 */
export function takeAddress(os: string = Deno.build.os): KernelAddress {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const [a = 0, b = 0, c = 0, d = 0] = crypto.getRandomValues(new Uint16Array(4));
    const ip = os === "linux" ? `127.${64 + a % 128}.${b % 256}.${1 + c % 254}` : "127.0.0.1";
    const port = FIRST_PORT + 5 * (d % (PORTS / 5));
    if (handedOut.has(`${ip}:${port}`) || !isFree(ip, port)) continue;
    handedOut.add(`${ip}:${port}`);
    return {
      ip,
      shell: port,
      iopub: port + 1,
      stdin: port + 2,
      control: port + 3,
      heartbeat: port + 4,
    };
  }
  throw new RangeError("Cannot start a kernel: no five free ports from 20000 to 31999");
}

function isFree(hostname: string, firstPort: number): boolean {
  try {
    for (let i = 0; i < 5; i++) Deno.listen({ hostname, port: firstPort + i }).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return false;
    throw error;
  }
}
