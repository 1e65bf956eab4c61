import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../workspace/packages.mjs';
import { seconds, tell } from '../workspace/tell.mjs';
import { buildAddon, requireCompiler } from './addon.mjs';
import { command } from './command.mjs';
import { installAlone, megabytes, place, placed, sizeOf, versionIn } from './place.mjs';
import { lastLine, run } from './run.mjs';
import { Unavailable } from './unavailable.mjs';
import { fetchWheel, unpack } from './wheel.mjs';

const name = '@tensorflow/tfjs-node';
/** The first whose wheel brings the C library as a file of its own; tfjs-node 4.22 was written for 2.9. */
const tensorflow = '2.12.0';

const usage = `npm run setup:tfjs-node [-- --tensorflow VERSION] [--strict]

Sets up tfjs-node, the backend 'tensorflow', on Linux (x86-64, glibc) from PyPI and npm alone: its addon is built with g++ against the C library
of PyPI's tensorflow-cpu. It goes to packages/node_modules/${name}, outside package-lock.json; npm ci and npm install leave it there.
Some 230 MB are downloaded once, and 770 MB of disk used. To take it away again, delete that folder.

  --tensorflow VERSION  the version of tensorflow-cpu (${tensorflow}; tried up to 2.20.0)
  --strict              end with 1 where this machine cannot have it: no network, no compiler, another platform
  --help                print this

CXX and PYTHON name another compiler and another Python.`;

/** @param {string} version @throws Unavailable */
function requirePlatform(version) {
  const { platform, arch } = process;
  const { header } = /** @type {{header: {glibcVersionRuntime?: string}}} */ (process.report.getReport());
  if (platform === 'linux' && arch === 'x64' && header.glibcVersionRuntime !== undefined) return;
  throw new Unavailable(
    `This command is for Linux on x86-64 with glibc, and this is ${platform} on ${arch}: try npm install --no-save ${name}@${version}, which downloads a build.`,
  );
}

/** Uses the package in a process of its own. @param {string} folder */
async function tryOut(folder) {
  const program = fileURLToPath(new URL('checkTfjsNode.mjs', import.meta.url));
  const { status, out, said } = await run(process.execPath, [program, folder], { env: { TF_CPP_MIN_LOG_LEVEL: '1', ...process.env } });
  if (status === 'SIGILL') throw new Unavailable('TensorFlow needs a processor with AVX, which this one lacks.');
  if (status !== 0) throw new Error(`It was built, and does not work (${status}):\n${said.trim()}`);
  /** @type {{version: string, core: string, error: number, loaded: number, matMul: number, step: number, memory: number}} */
  const report = JSON.parse(lastLine(out));
  const core = createRequire(join(root, 'package.json')).resolve('@tensorflow/tfjs-core');
  if (report.core !== core) throw new Error(`It would bring a second tfjs-core, ${report.core}, beside ${core}.`);
  if (!(report.error < 1e-4)) throw new Error(`The gradients of its conv2d are off by ${report.error} of the largest value.`);
  return report;
}

await command({
  name: 'tfjs-node',
  usage,
  defaults: { tensorflow },
  work: async (options) => {
    const elapsed = seconds();
    const version = versionIn(join(root, 'node_modules', '@tensorflow', 'tfjs-core'));
    if (version === undefined) throw new Error('The dependencies come first: run npm ci, then the same command again.');
    requirePlatform(version);
    await requireCompiler();

    await place(name, async (folder) => {
      const [download, unpacked] = ['download', 'unpacked'].map((part) => join(folder, part));
      for (const part of [download, unpacked]) mkdirSync(String(part));
      tell(`Installing ${name} ${version} from npm ...`);
      const alone = await installAlone(name, version, folder, ['node-api-headers']);
      const wheel = await fetchWheel(options.tensorflow ?? tensorflow, String(download));
      tell('Unpacking the C library, and building the addon ...');
      const { include, libraries } = await unpack(wheel, String(unpacked));
      await buildAddon({ folder: alone.folder, include: [join(alone.modules, 'node-api-headers', 'include'), include], libraries });
      tell('Trying it out ...');
      const { version: found, loaded, matMul, step, memory } = await tryOut(alone.folder);
      tell(
        `TensorFlow ${found} loads in ${loaded.toFixed(0)} ms. Milliseconds: matMul of 512x512 ${matMul.toFixed(1)}, conv2d forward and both`,
      );
      tell(
        `gradients (8 images of 32x32x32, stride 2) ${step.toFixed(1)}; ${megabytes(memory)} of memory. Its gradients are those of the cpu backend.`,
      );
      return alone.folder;
    });
    tell(`Set up ${join(placed, name)} (${sizeOf(join(placed, name))}) in ${elapsed()}.`);
  },
});
