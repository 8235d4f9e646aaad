/** One thing that was looked at. */
export interface Finding {
  name: string;
  /** `missing` is needed to run notes; `absent` is only needed for what its text says. */
  state: "ok" | "missing" | "absent";
  /** One line. */
  value: string;
  /** More lines, for who wants to know. */
  details?: string[];
  /** How to get it. */
  try?: string;
}
