/** Says how far a training is, each `every` steps: the mean of the loss since, the rate, and the time left. */
export function progress({
  steps,
  batchSize,
  every,
  say = console.log,
}: {
  readonly steps: number;
  readonly batchSize: number;
  readonly every: number;
  readonly say?: (line: string) => void;
}): (step: number, loss: number) => void {
  const started = performance.now();
  let sum = 0;
  return (step, loss) => {
    sum += loss / every;
    if ((step + 1) % every !== 0) return;
    const perStep = (performance.now() - started) / 1000 / (step + 1);
    const left = Math.round((steps - step - 1) * perStep);
    const time = left < 60 ? `${left} s` : `${Math.floor(left / 60)} min ${left % 60} s`;
    say(`step ${step + 1} of ${steps}, loss ${sum.toFixed(3)}, ${(batchSize / perStep).toFixed(0)} images/s, ${time} left`);
    sum = 0;
  };
}
