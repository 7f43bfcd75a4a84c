/**
 * Amounts as whole percentages of their sum that add up to 100: each is rounded down, and what is missing goes to those
 * that lost most (largest remainder). Rounded one by one, 17.5 % and 82.5 % would be 101 %.
 */
export function wholeShares(amounts: readonly number[]): number[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  if (!(total > 0)) return amounts.map(() => 0);
  const shares = amounts.map((amount) => Math.floor((amount * 100) / total));
  const missing = 100 - shares.reduce((sum, share) => sum + share, 0);
  const lostMost = amounts
    .map((amount, i) => ({ i, lost: (amount * 100) / total - shares[i]! }))
    .sort((a, b) => b.lost - a.lost || a.i - b.i);
  for (const { i } of lostMost.slice(0, missing)) shares[i]!++;
  return shares;
}
