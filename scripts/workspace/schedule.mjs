/**
 * Runs one job a name, each after the names that it waits for, a few at a time. A job that fails stops only those that wait for it.
 *
 * @param {Map<string, string[]>} waitsFor the names, and for each the names that come first; those that are not in the map count as done
 * @param {(name: string) => Promise<void>} job
 * @param {number} atOnce
 * @throws Error with the messages of all jobs that failed, or when names wait for each other in a circle
 */
export async function schedule(waitsFor, job, atOnce) {
  const waiting = new Set(waitsFor.keys());
  /** @type {Map<string, Promise<void>>} */
  const running = new Map();
  /** @type {Map<string, string>} */
  const failed = new Map();
  const first = (/** @type {string} */ name) => waitsFor.get(name) ?? [];
  const next = () => [...waiting].find((name) => !first(name).some((other) => waiting.has(other) || running.has(other)));

  /** @param {string} name */
  async function run(name) {
    try {
      const broken = first(name).find((other) => failed.has(other));
      if (broken) throw new Error(`${name} waits for ${broken}.`);
      await job(name);
    } catch (error) {
      failed.set(name, error instanceof Error ? error.message : String(error));
    }
    running.delete(name);
  }

  while (waiting.size > 0 || running.size > 0) {
    for (let name = next(); name !== undefined && running.size < atOnce; name = next()) {
      waiting.delete(name);
      running.set(name, Promise.resolve(name).then(run));
    }
    if (running.size === 0) throw new Error(`These wait for each other in a circle: ${[...waiting].join(', ')}.`);
    await Promise.race(running.values());
  }
  if (failed.size > 0) throw new Error([...failed.values()].join('\n\n'));
}
