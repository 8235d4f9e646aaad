/** Pay that is given up for a doctorate. Dollars and years. */
export interface Years {
  /** Pay in the first year. */
  salary: number;
  /** What a doctoral student gets. */
  stipend: number;
  /** How long it takes; whole months. */
  years: number;
  /** Yearly raise of the pay. */
  raise?: number;
  /** Benefits, as a share of the pay. */
  benefits?: number;
  /** Yearly interest on what would have been saved. */
  interest?: number;
  /** Yearly loss of value of money; the result is in money of the first day. */
  inflation?: number;
}

/** What is missing at the end, from an account kept month by month. */
export function payGivenUp(
  { salary, stipend, years, raise = 0, benefits = 0, interest = 0, inflation = 0 }: Years,
): number {
  let account = 0;
  for (let month = 0; month < Math.round(12 * years); month++) {
    const pay = salary * (1 + raise) ** Math.floor(month / 12) * (1 + benefits);
    account *= (1 + interest) ** (1 / 12);
    account += (pay - stipend) / 12 / (1 + inflation) ** (month / 12);
  }
  return account;
}
