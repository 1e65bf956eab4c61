/** The look of the page, light or dark as the reader's system is. */
export const style = `
:root {
  --paper: #f6f7f9; --card: #ffffff; --ink: #1b2430; --soft: #5a6675; --rule: #e1e5ea; --accent: #3451b2;
  --good: #0a7a53; --bad: #b3261e; --warn: #8a5a00;
  --c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #b5559a; --c4: #b37a00; --c5: #2f9bd8; --c6: #59636e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12151a; --card: #1a1f26; --ink: #e6eaf0; --soft: #9aa6b5; --rule: #2c343f; --accent: #9db2ff;
    --good: #4cc38a; --bad: #ff8a80; --warn: #f0b849;
    --c0: #56b4e9; --c1: #f08a4b; --c2: #2cc79a; --c3: #e08fc6; --c4: #f0c24b; --c5: #7f9cff; --c6: #a7b2bf;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif; }
main { max-width: 1060px; margin: 0 auto; padding: 28px 20px 60px; }
header, section { background: var(--card); border: 1px solid var(--rule); border-radius: 12px; padding: 22px 24px; margin-bottom: 18px; }
h1 { margin: 0; font-size: 28px; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 0 0 10px; font-size: 18px; }
h3 { margin: 0; font-size: 15px; }
p { margin: 0 0 10px; color: var(--soft); overflow-wrap: anywhere; }
.eyebrow { margin: 0 0 2px; font-size: 12.5px; letter-spacing: 0.04em; }
.state { margin: 8px 0 10px; white-space: pre-line; }
.state strong { color: var(--good); margin-right: 6px; }
.state.failed strong { color: var(--bad); }
.state.open strong, .warnings strong { color: var(--warn); }
.made { margin: 14px 0 0; font-size: 12.5px; }
progress { appearance: none; display: block; width: 100%; height: 6px; border: 0; border-radius: 3px; overflow: hidden; background: var(--rule); }
progress::-webkit-progress-bar { background: var(--rule); }
progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
.facts { display: flex; flex-wrap: wrap; gap: 12px 30px; margin: 16px 0 0; }
.facts dt { font-size: 12.5px; color: var(--soft); }
.facts dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
.controls { display: flex; flex-wrap: wrap; align-items: center; gap: 10px 22px; margin-bottom: 12px; color: var(--soft); }
.controls label { display: flex; align-items: center; gap: 8px; }
.controls .wide { flex: 1 1 240px; }
.controls .wide input { flex: 1; min-width: 0; }
.controls output { min-width: 3em; font-variant-numeric: tabular-nums; color: var(--ink); }
input { accent-color: var(--accent); }
button { font: inherit; min-width: 5em; padding: 4px 14px; border-radius: 7px; border: 1px solid var(--rule); background: var(--paper); color: var(--ink); cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.sheets img { display: block; width: 100%; max-width: 720px; height: auto; margin: 0 auto; border-radius: 6px; }
.sheets img[hidden] { display: none; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 20px 36px; }
.chart { margin: 0; padding-top: 14px; border-top: 1px solid var(--rule); min-width: 0; }
.chart.wide { grid-column: 1 / -1; }
.chart figcaption p { font-size: 13px; margin-bottom: 6px; }
.chart svg { display: block; width: 100%; touch-action: pan-y; }
.chart text { fill: var(--soft); font-size: 11.5px; font-variant-numeric: tabular-nums; }
.grid { stroke: var(--rule); }
.cursor { stroke: var(--soft); stroke-dasharray: 3 3; }
.mean { fill: none; stroke: var(--line); stroke-width: 2; stroke-linejoin: round; }
.raw { fill: none; stroke: var(--line); stroke-width: 1; opacity: 0.35; stroke-linejoin: round; }
.band { fill: var(--line); opacity: 0.13; }
circle { fill: var(--line); }
.c0 { --line: var(--c0); } .c1 { --line: var(--c1); } .c2 { --line: var(--c2); } .c3 { --line: var(--c3); }
.c4 { --line: var(--c4); } .c5 { --line: var(--c5); } .c6 { --line: var(--c6); }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
th, td { text-align: left; font-weight: 400; padding: 3px 12px 3px 0; vertical-align: top; overflow-wrap: break-word; }
.legend { margin-top: 6px; }
.legend thead th { color: var(--soft); font-size: 12.5px; }
.legend td, .legend thead th:not(:first-child) { width: 17%; white-space: nowrap; font-variant-numeric: tabular-nums; }
.legend th { overflow-wrap: anywhere; }
.legend label { display: flex; align-items: center; gap: 8px; }
.swatch { flex: none; width: 16px; height: 4px; border-radius: 2px; background: var(--line); }
.tables { columns: 290px; column-gap: 32px; }
.tables table { break-inside: avoid; margin-bottom: 20px; }
caption { text-align: left; font-weight: 600; padding-bottom: 4px; }
.tables th { color: var(--soft); width: 42%; overflow-wrap: normal; }
.tables td { overflow-wrap: anywhere; }
.tables tr { border-top: 1px solid var(--rule); }
pre { background: var(--paper); border: 1px solid var(--rule); border-radius: 8px; padding: 10px 14px; overflow-x: auto; font-size: 13px; }
.warnings { margin: 0; padding-left: 20px; overflow-wrap: anywhere; }
@media (max-width: 560px) {
  main { padding: 12px 8px 40px; }
  header, section { padding: 16px 14px; border-radius: 10px; }
  h1 { font-size: 23px; }
  .facts { gap: 10px 22px; }
}
@media print { .controls, noscript { display: none; } header, section { break-inside: avoid; } }
`;
