/** Times whole training steps, and what they are made of: `npm run bench -- --help`. */
import { type BenchCase, cases as syntheticCases } from './cases';
import { compareSteps } from './compare/compareSteps';
import { dataCases } from './dataCases';
import { inference } from './inference/inference';
import { inferenceCases } from './inference/inferenceCases';
import { help, type KnownCases, readOptions } from './options';
import { page } from './page/page';
import { sectionNames } from './page/sections';
import { profile } from './profile/profile';
import { sizedCase, sizedNames } from './sizedCases';
import { training } from './steps/training';

const cases: Readonly<Record<string, BenchCase>> = { ...syntheticCases, ...dataCases };
const known: KnownCases = {
  ...{ training: Object.keys(cases), compared: Object.keys(syntheticCases), inference: Object.keys(inferenceCases) },
  ...{ sized: sizedNames, sections: sectionNames },
};

function caseOf(name: string): BenchCase {
  const found = cases[name] ?? sizedCase(name);
  if (!found) throw new Error(`No case ${name}.`);
  return found;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), known);
  if (!options) {
    console.log(help(known));
    return;
  }
  switch (options.mode) {
    case 'steps':
      return training(options, caseOf);
    case 'profile':
      return profile(options, caseOf);
    case 'compare':
      return compareSteps(options);
    case 'inference':
      return inference(options);
    case 'browser':
      return (await import('./browser/browser')).browser(options);
    case 'page':
      return page(options, known);
    case 'kernels': {
      // Loaded here alone: it starts a backend by itself.
      const { gateKernels } = await import('../../packages/backends/tests/benchKernels');
      if (!(await gateKernels({ only: options.only[0] ?? '', json: options.json }))) process.exitCode = 1;
    }
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
