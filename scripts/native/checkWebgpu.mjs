import { join } from 'node:path';
import { argv, exit, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';

// node scripts/native/checkWebgpu.mjs FOLDER: loads the webgpu of that folder, asks it for an adapter, and prints one line of JSON about it.
/** @typedef {import('./adapterLine.mjs').Adapter} Adapter */
/** @type {{create: (options: string[]) => {requestAdapter: () => Promise<{info: Omit<Adapter, 'found'>} | null>}}} */
const { create } = await import(pathToFileURL(join(argv[2] ?? '', 'index.js')).href);
const adapter = await create([]).requestAdapter();
const { vendor, architecture, device, description } = adapter?.info ?? {};
stdout.write(`${JSON.stringify({ found: adapter !== null, vendor, architecture, device, description })}\n`);
// The adapter would keep the process.
exit();
