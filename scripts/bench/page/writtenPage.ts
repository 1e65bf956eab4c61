import type { Results, SectionName } from './results';
import { browserText } from './text/browser';
import { compareText } from './text/compare';
import { curveDrawings, curvesText } from './text/curves';
import { inferenceText } from './text/inference';
import { kernelsText } from './text/kernels';
import { limitsText } from './text/limits';
import { profileText } from './text/profile';

type Texts = { readonly [Name in SectionName]: (result: NonNullable<Results[Name]>) => string };

const texts: Texts = {
  compare: compareText,
  profile: profileText,
  curves: curvesText,
  limits: limitsText,
  inference: inferenceText,
  browser: browserText,
  kernels: kernelsText,
};

function textOf<Name extends SectionName>(name: Name, results: Results): string {
  const result = results[name];
  return result ? texts[name](result) : `Not measured yet: \`npm run bench -- --page --only ${name}\`.`;
}

/**
 * The page with the text of each section between its marks, `<!-- measured: compare -->` and `<!-- end -->`.
 *
 * @throws Error where a section has no place, or the page one for a section that there is not
 */
export function writtenPage(page: string, results: Results): string {
  const places = [...page.matchAll(/<!-- measured: (\w+) -->\n[^]*?<!-- end -->/g)].map(([, name = '']) => name);
  const [expected, got] = [Object.keys(texts).sort().join(', '), [...places].sort().join(', ')];
  if (expected !== got) throw new Error(`docs/speed.md: expected one place each for ${expected}. Got ${got || 'none'}.`);
  return page.replace(
    /<!-- measured: (\w+) -->\n[^]*?<!-- end -->/g,
    (_, name: string) => `<!-- measured: ${name} -->\n\n${textOf(name as SectionName, results)}\n\n<!-- end -->`,
  );
}

/** The drawings of the page, by file name. */
export const drawingsOf = ({ curves }: Results): Readonly<Record<string, string>> => (curves ? curveDrawings(curves) : {});
