import type { Reply, Request } from "./worker.ts";

/** Draws figures as PNG, base64, in a worker that starts with the first of them. */
export class PictureRenderer implements Disposable {
  #worker: Worker | null = null;
  #waiting = new Map<number, PromiseWithResolvers<string>>();
  #next = 0;

  render(figure: Request["figure"]): Promise<string> {
    const worker = this.#worker ??= this.#start();
    const waiting = Promise.withResolvers<string>();
    const id = this.#next++;
    this.#waiting.set(id, waiting);
    worker.postMessage({ id, figure } satisfies Request);
    return waiting.promise;
  }

  #start(): Worker {
    const worker = new Worker(import.meta.resolve("./worker.ts"), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const waiting = this.#waiting.get(data.id)!;
      this.#waiting.delete(data.id);
      if ("png" in data) waiting.resolve(data.png);
      else waiting.reject(new Error(`Cannot draw a figure: ${data.error}`));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      for (const { reject } of this.#waiting.values()) {
        reject(new Error(`Cannot draw figures: ${event.message}`));
      }
      this.#waiting.clear();
    };
    return worker;
  }

  [Symbol.dispose](): void {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
