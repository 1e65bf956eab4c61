/** What the CommonJS build reads in the place of `import.meta.url`. It may stand in a chunk that a browser loads too, where there is no such file. */
export const importMetaUrl = /* @__PURE__ */ (() =>
  typeof __filename === 'string' ? new URL(`file:///${__filename.replace(/^\//, '').replace(/[%?#]/g, encodeURIComponent)}`).href : '')();
