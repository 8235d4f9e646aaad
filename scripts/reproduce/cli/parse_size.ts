import { BadInput } from "../types.ts";

const UNITS: Record<string, number> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

/** Bytes of `1MB`, `512KiB`, `1.5GB`. */
export function parseSize(option: string, text: string): number {
  const found = /^(\d+(?:\.\d+)?)\s*([kmg]?i?b)$/i.exec(text);
  const unit = found && UNITS[found[2]!.toLowerCase()];
  const bytes = unit ? Math.floor(Number(found[1]) * unit) : 0;
  if (!(bytes > 0) || !Number.isSafeInteger(bytes)) {
    throw new BadInput(
      `Cannot read --${option}: "${text}" is not a size, wanted a number with B, KB, MB or GB`,
      `--${option} ${/^\d+(\.\d+)?$/.test(text) && Number(text) > 0 ? `${text}MB` : "1MB"}`,
    );
  }
  return bytes;
}
