/** A fault to be seeded: it must turn its test file red, or the test is not worth its time. */
export interface Fault {
  /** What is broken, in words. */
  what: string;
  file: string;
  /** Occurs exactly once in the file. */
  find: string;
  replace: string;
  /** The test file that must fail. */
  test: string;
}
