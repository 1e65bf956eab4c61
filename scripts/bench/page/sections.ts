import type { BenchOptions } from '../options';
import type { SectionName, SectionResults } from './results';

/** The cases of the yardstick, and the generators, by name. */
export interface SectionCases {
  readonly compared: readonly string[];
  readonly inference: readonly string[];
}

type Measure<Name extends SectionName> = (options: BenchOptions, cases: SectionCases) => Promise<SectionResults[Name]>;

/** How each section is measured; what it needs is loaded then. */
export const sections: { readonly [Name in SectionName]: Measure<Name> } = {
  compare: async (options, { compared }) => (await import('./measure/compareAll')).compareAll(options, compared),
  profile: async ({ repeat }, { compared }) => (await import('./measure/profiles')).profileAll(compared, repeat),
  curves: async (options) => (await import('./measure/curves')).measureCurves(options),
  limits: async (options) => (await import('./measure/limits')).measureLimits(options),
  inference: async (options, { inference }) => (await import('./measure/inferences')).inferAll(options, inference),
  browser: async (options, { compared }) => {
    const { browserSteps } = await import('../browser/browserSteps');
    return { cases: await browserSteps({ ...options, only: compared }) };
  },
  kernels: async () => (await import('./measure/kernels')).measureKernels(),
};

export const sectionNames = Object.keys(sections) as readonly SectionName[];
