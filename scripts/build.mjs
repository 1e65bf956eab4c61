import { argv } from 'node:process';
import { build } from './workspace/buildPackages.mjs';
import { withLock } from './workspace/lock.mjs';
import { seconds, tell } from './workspace/tell.mjs';

// node scripts/build.mjs [--no-types] [--all]: builds the packages that changed, or all of them.
try {
  const elapsed = seconds();
  const { built, absent } = await withLock(() => build({ types: !argv.includes('--no-types'), all: argv.includes('--all') }));
  for (const name of absent) tell(`${name} has no src/index.ts yet: skipped.`);
  tell(built.length === 0 ? 'Every package is up to date.' : `Built ${built.join(', ')} in ${elapsed()}.`);
} catch (error) {
  tell(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
