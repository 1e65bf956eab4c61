/** KL(p || uniform) of counts, sum p log(p K), in nats; empty ones contribute 0. NaN where all are empty. */
export const divergenceFromUniform = (counts: Int32Array): number => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return NaN;
  return counts.reduce((sum, count) => (count > 0 ? sum + (count / total) * Math.log((count / total) * counts.length) : sum), 0);
};
