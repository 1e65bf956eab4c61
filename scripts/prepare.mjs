import { argv, versions } from 'node:process';
import { build } from './workspace/buildPackages.mjs';
import { install, isInstalled } from './workspace/install.mjs';
import { withLock } from './workspace/lock.mjs';
import { seconds, tell } from './workspace/tell.mjs';

async function installIfNeeded() {
  if (isInstalled()) return;
  const elapsed = seconds();
  tell('Installing the dependencies (once) ...');
  await install();
  tell(`Installed them in ${elapsed()}.`);
}

async function buildIfNeeded() {
  const elapsed = seconds();
  const { built } = await build({ types: !argv.includes('--no-types') });
  if (built.length > 0) tell(`Built ${built.map((name) => name.replace('@ganblocks/', '')).join(', ')} in ${elapsed()}.`);
}

// node scripts/prepare.mjs [--no-types]: what a fresh clone needs before any other script. Silent when everything is up to date.
try {
  if (Number(versions.node.split('.')[0]) < 20)
    throw new Error(
      `GANBlocks needs Node 20 or later. This is Node ${versions.node}. Install a newer one, then run the same command again.`,
    );
  await withLock(async () => {
    await installIfNeeded();
    await buildIfNeeded();
  });
} catch (error) {
  tell(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
