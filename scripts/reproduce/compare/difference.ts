/** One place where two outputs differ; becomes a Drift once cell and output are known. */
export interface Difference {
  /** `line 3, number 2`, `data[0].y[12]`. */
  at: string;
  want: string;
  got: string;
}
