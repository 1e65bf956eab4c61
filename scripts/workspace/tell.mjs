/** Says one line to whoever runs the script; on standard error, so that a command's own output stays clean. @param {string} line */
export const tell = (line) => void process.stderr.write(`${line}\n`);

/** Starts a stopwatch. @returns {() => string} the time since, `3.2 s` */
export const seconds = () => {
  const started = Date.now();
  return () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
};
