import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { root } from '../workspace/packages.mjs';
import type { WorkspacePackage } from '../workspace/packages.mjs';

export type { WorkspacePackage };

/** What a child process said. */
export interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end. */
export function run(command: string, args: readonly string[], cwd: string): Said {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  return { status, out: stdout, err: stderr };
}

/** Runs a program that must succeed. */
function demand(command: string, args: readonly string[], cwd: string): string {
  const { status, out, err } = run(command, args, cwd);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${err}${out}`);
  return out;
}

const npm = process.env['npm_execpath'];

/** What `npm publish` would send of one package. */
interface Tarball {
  /** Absolute. */
  readonly file: string;
  /** The files in it, relative to the package. */
  readonly contents: readonly string[];
}

/** A project of a user: a folder with the packed packages in its node_modules, and beside them what they declare. */
export interface Consumer {
  readonly folder: string;
  /** By name of the package. */
  readonly tarballs: ReadonlyMap<string, Tarball>;
  /** Writes a file of the project. */
  write(name: string, text: string): string;
}

/** Packs the packages as they would be published; npm needs no network for that. */
function pack(packages: readonly WorkspacePackage[], folder: string): Map<string, Tarball> {
  const workspaces = packages.flatMap((one) => ['--workspace', relative(root, one.folder)]);
  const arguments_ = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, ...workspaces];
  const listed = demand(npm ? process.execPath : 'npm', npm ? [npm, ...arguments_] : arguments_, root);
  const packed = Object.values(JSON.parse(listed) as Record<string, { name: string; filename: string; files: { path: string }[] }>);
  return new Map(
    packed.map(({ name, filename, files }) => [name, { file: join(folder, filename), contents: files.map(({ path }) => path) }]),
  );
}

/** Links what else the packages declare from here, as if the user had installed it. */
function linkOthers(packages: readonly WorkspacePackage[], modules: string, absent: readonly string[]): void {
  const optional = new Set(packages.flatMap((one) => one.optional));
  for (const name of new Set([...packages.flatMap(({ third }) => third), '@types/node'])) {
    if (absent.includes(name)) continue;
    const source = join(root, 'node_modules', name);
    if (!existsSync(source)) {
      if (optional.has(name)) continue;
      throw new Error(`A package declares ${name}, which is not installed. Run npm install.`);
    }
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(source, join(modules, name), 'junction');
  }
}

/** A new folder outside the repository, with an empty project in it. */
function project(tarballs: ReadonlyMap<string, Tarball>): Consumer {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ganblocks-consumer-')));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  return { folder, tarballs, write };
}

/**
 * Packs the packages, and unpacks them into a new project; what else they declare is linked from here, so that no network is needed.
 *
 * @throws Error when a package has no dist, or names a dependency that is not installed here
 */
export function createConsumer(packages: readonly WorkspacePackage[]): Consumer {
  for (const { name, folder, scripts, types } of packages) {
    const missing = [...scripts, ...types].filter((file) => !existsSync(join(folder, file)));
    if (missing.length > 0) throw new Error(`${name} is not built. Missing ${missing.join(', ')}. Run npm run build.`);
  }
  const tarballs = new Map<string, Tarball>();
  const consumer = project(tarballs);
  const modules = join(consumer.folder, 'node_modules');
  for (const [name, tarball] of pack(packages, consumer.folder)) {
    tarballs.set(name, tarball);
    mkdirSync(join(modules, name), { recursive: true });
    demand('tar', ['-xzf', tarball.file, '-C', join(modules, name), '--strip-components', '1'], consumer.folder);
  }
  linkOthers(packages, modules, []);
  return consumer;
}

/** Another project with the same packages, and without some of what they can do without. */
export function consumerWithout(
  { folder, tarballs }: Consumer,
  packages: readonly WorkspacePackage[],
  absent: readonly string[],
): Consumer {
  const consumer = project(tarballs);
  const [from, to] = [folder, consumer.folder].map((one) => join(one, 'node_modules')) as [string, string];
  for (const name of tarballs.keys()) cpSync(join(from, name), join(to, name), { recursive: true });
  linkOthers(packages, to, absent);
  return consumer;
}
