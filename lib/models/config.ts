/** A model's `config.json`, parsed. */
export type Config = Readonly<Record<string, unknown>>;

/** Reads the entries of a config, each checked; `model` is the name in messages. */
export class ConfigReader {
  #config: Config;
  #model: string;

  /** Of a parsed `config.json`. */
  constructor(config: unknown, model: string) {
    if (typeof config !== "object" || config === null || Array.isArray(config)) {
      throw new TypeError(
        `Cannot read the config of ${model}: it is ${shown(config)}, wanted an object`,
      );
    }
    this.#config = config as Config;
    this.#model = model;
  }

  /** An integer of at least 1. */
  count(key: string, otherwise?: number): number {
    const value = this.#of(key) ?? otherwise;
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1) return value;
    throw this.#refuse(key, value, "an integer >= 1");
  }

  /** An integer that divides another, as heads divide channels. */
  divisor(key: string, of: number, otherwise?: number): number {
    const value = this.count(key, otherwise);
    if (of % value === 0) return value;
    throw this.#refuse(key, value, `a divisor of ${of}`);
  }

  /** A number of at least 0. */
  amount(key: string, otherwise: number): number {
    const value = this.#of(key) ?? otherwise;
    if (typeof value === "number" && value >= 0) return value;
    throw this.#refuse(key, value, "a number >= 0");
  }

  /** One of some words. */
  choice<Word extends string>(key: string, words: readonly Word[], otherwise: Word): Word {
    const value = this.#of(key) ?? otherwise;
    const found = words.find((word) => word === value);
    if (found !== undefined) return found;
    throw this.#refuse(key, value, `one of ${words.join(", ")}`);
  }

  /** Refuses a variant that is not computed here: the entry is this value or left out. */
  only(key: string, value: unknown): void {
    const found = this.#of(key);
    if (found === undefined || found === value) return;
    throw this.#refuse(key, found, `${shown(value)}, other variants are not computed`);
  }

  /** A config within the config. */
  part(key: string): ConfigReader {
    return new ConfigReader(this.#of(key), `${this.#model}, ${key}`);
  }

  #of(key: string): unknown {
    return Object.hasOwn(this.#config, key) ? this.#config[key] ?? undefined : undefined;
  }

  #refuse(key: string, value: unknown, wanted: string): RangeError {
    return new RangeError(
      `Cannot read the config of ${this.#model}: ${key} is ${shown(value)}, wanted ${wanted}`,
    );
  }
}

function shown(value: unknown): string {
  return value === undefined ? "left out" : JSON.stringify(value);
}
