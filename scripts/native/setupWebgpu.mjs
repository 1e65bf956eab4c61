import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seconds, tell } from '../workspace/tell.mjs';
import { adapterLine } from './adapterLine.mjs';
import { command } from './command.mjs';
import { installAlone, place, placed, sizeOf } from './place.mjs';
import { lastLine, run } from './run.mjs';
import { Unavailable } from './unavailable.mjs';

const version = '0.6.2';

const usage = `npm run setup:webgpu [-- --strict]

Sets up Dawn, the WebGPU of Chromium, for Node: npm's webgpu ${version}, 132 MB. It goes to packages/node_modules/webgpu, outside package-lock.json;
npm ci and npm install leave it there. To take it away again, delete that folder.

  --strict  end with 1 where this machine cannot have it, or has no adapter
  --help    print this`;

await command({
  name: 'webgpu',
  usage,
  work: async ({ strict }) => {
    const elapsed = seconds();
    await place('webgpu', async (folder) => {
      tell(`Installing webgpu ${version} from npm (132 MB) ...`);
      const alone = await installAlone('webgpu', version, folder);
      const program = fileURLToPath(new URL('checkWebgpu.mjs', import.meta.url));
      const { status, out, said } = await run(process.execPath, [program, alone.folder]);
      if (said.includes('Cannot find module') || said.includes('ERR_DLOPEN_FAILED'))
        throw new Unavailable(`It has no build that runs on ${process.platform} on ${process.arch}.`);
      if (status !== 0) throw new Error(`It does not work (${status}):\n${said.trim()}`);
      const adapter = /** @type {import('./adapterLine.mjs').Adapter} */ (JSON.parse(lastLine(out)));
      tell(adapterLine(adapter, said));
      if (strict && !adapter.found) process.exitCode = 1;
      return alone.folder;
    });
    tell(`Set up ${join(placed, 'webgpu')} (${sizeOf(join(placed, 'webgpu'))}) in ${elapsed()}.`);
  },
});
