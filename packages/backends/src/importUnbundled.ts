/**
 * Imports what only Node has, by a name that bundlers do not read: an app for the browser neither contains it nor has to have it installed.
 * Native addons cannot be bundled anyhow, so that a bundle for Node finds them in its `node_modules` too.
 */
export const importUnbundled = (name: string): Promise<unknown> => import(/* webpackIgnore: true */ /* @vite-ignore */ name);
