import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';
import { pageAt, sitePath } from './sitePath';

type Token = ReturnType<MarkdownRenderer['parse']>[number];

/**
 * Links of the pages are relative to their files, so that they work where the repository is read. On the site they lead to its pages; a link to
 * a source file leads to the repository's server, where package.json names one, and is plain text otherwise.
 *
 * @throws Error for a link to a file that is not there.
 */
export function repositoryLinks(root: string, server: string | undefined) {
  const hrefOf = (source: string, href: string): string | undefined => {
    const [, path = '', anchor = ''] = /^([^#]*)(#.*)?$/.exec(href) ?? [];
    const target = relative(root, join(dirname(source), decodeURIComponent(path)));
    if (!existsSync(join(root, target))) throw new Error(`${relative(root, source)}: a link to '${href}', which is not there.`);
    const page = pageAt(root, target);
    if (page !== undefined) return `/${sitePath(page).replace(/(index)?\.md$/, '')}${anchor}`;
    return server && `${server}/blob/main/${target}`;
  };

  const mend = (tokens: readonly Token[], source: string): void => {
    const opened: boolean[] = [];
    for (const token of tokens) {
      if (token.children) mend(token.children, source);
      if (token.type === 'link_close' && opened.pop() === false) token.tag = 'span';
      if (token.type !== 'link_open') continue;
      const href = token.attrGet('href') ?? '';
      const own = !/^(\w+:|[/#])/.test(href);
      const to = own ? hrefOf(source, href) : href;
      opened.push(to !== undefined);
      if (to === undefined) Object.assign(token, { tag: 'span', attrs: [] });
      else token.attrSet('href', to);
    }
  };

  return (md: MarkdownRenderer): void => {
    md.core.ruler.push('repository-links', ({ tokens, env }) =>
      mend(tokens, (env as MarkdownEnv & { realPath?: string }).realPath ?? (env as MarkdownEnv).path),
    );
  };
}
