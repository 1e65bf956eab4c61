import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { HostEvent } from '../items';
import { ITEM_TIME_LIMIT, watchdog } from './host';
import type { Host } from './host';

const program = fileURLToPath(new URL('./nodeProcess.ts', import.meta.url));
const LAST_WORDS = 400;

/** A process of its own for each job: a backend that crashes takes nothing with it. */
export const nodeHost: Host = {
  run(job, onEvent) {
    const child = fork(program, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced' });
    return new Promise((resolve, reject) => {
      let said = '';
      let late = false;
      const dog = watchdog(() => {
        late = true;
        child.kill('SIGKILL');
      });
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-LAST_WORDS)));
      child.on('message', (event) => {
        dog.alive();
        onEvent(event as HostEvent);
      });
      child.on('error', reject);
      child.on('close', (code, signal) => {
        dog.stop();
        if (code === 0) {
          resolve();
          return;
        }
        const why = late ? `no answer within ${ITEM_TIME_LIMIT / 1000} s` : `the process ended (${signal ?? `status ${code}`})`;
        reject(new Error(`${why}${said.trim() ? `: ${said.trim()}` : ''}`));
      });
      child.send(job);
    });
  },
};
