import { argv, stdout } from 'node:process';
import { build } from 'vite';

// node vite.mjs FOLDER INPUT OUTPUT: bundles a program for browsers into a folder, and prints the warnings as JSON.
const [root = '', input = '', outDir = ''] = argv.slice(2);
/** @type {string[]} */
const warnings = [];
/** @param {string} text */
const say = (text) => void warnings.push(text);
const keepSilent = () => undefined;

await build({
  root,
  configFile: false,
  logLevel: 'warn',
  customLogger: {
    info: keepSilent,
    warn: say,
    warnOnce: say,
    error: say,
    clearScreen: keepSilent,
    hasErrorLogged: () => false,
    hasWarned: false,
  },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // TensorFlow.js alone is larger than what Vite thinks large.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { input, output: { entryFileNames: '[name].js' } },
  },
});
stdout.write(JSON.stringify(warnings));
