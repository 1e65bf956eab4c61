/** `wasm  120 of 212, 14 s, 11 s left`, rewritten in place on a terminal; where there is none, only the last of a target. */
export function progress(label: string, total: number, out: NodeJS.WriteStream = process.stderr): (done: number) => void {
  const started = performance.now();
  return (done) => {
    const seconds = (performance.now() - started) / 1000;
    const left = Math.round((seconds / done) * (total - done));
    const text = `${label}  ${done} of ${total}, ${Math.round(seconds)} s${left > 0 ? `, ${left} s left` : ''}`;
    if (out.isTTY) out.write(`\r\u001b[K${text}${done === total ? '\n' : ''}`);
    else if (done === total) out.write(`${text}\n`);
  };
}
