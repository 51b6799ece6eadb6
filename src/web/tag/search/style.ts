/**
 * How the dialog and the results look where the shop says nothing. Nothing here outweighs a
 * rule of the shop's own but the button, whose text must be seen on its ground; colours and
 * corners of the shop come in by `--vt-` properties.
 */
export const DIALOG = `
:where(.vt-dialog){box-sizing:border-box;margin:auto;width:min(460px,calc(100vw - 40px));padding:30px 32px 22px;border:0;border-radius:var(--vt-radius,10px);background:var(--vt-ground,Canvas);color:var(--vt-ink,CanvasText);font:inherit;box-shadow:0 2px 6px #0a19161a,0 18px 50px #0a191633}
:where(.vt-dialog)::backdrop{background:var(--vt-veil,rgb(20 34 42/.46))}
:where(.vt-dialog:focus){outline:0}
:where(.vt-dialog .vt-row){display:grid;grid-template-columns:minmax(0,1fr) auto;gap:20px;align-items:start}
:where(.vt-dialog h2,.vt-dialog p){margin:0}
:where(.vt-dialog h2){font-size:1.375rem;line-height:1.25;text-wrap:balance}
:where(.vt-dialog p){margin-top:8px;color:var(--vt-ink-2,inherit);text-wrap:pretty}
:where(.vt-ring){width:60px;height:60px;fill:none;stroke:var(--vt-line,#c9d1ce);stroke-width:3}
:where(.vt-ring .vt-arc){stroke:var(--vt-accent,currentColor);stroke-linecap:round;transform:rotate(-90deg);transform-origin:50% 50%;transition:stroke-dashoffset 1s linear}
:where(.vt-ring text){font-size:24px;fill:currentColor;stroke:none}
:where(.vt-stopped .vt-ring){opacity:.35}
:where(.vt-buttons){display:flex;gap:10px;margin-top:22px}
:where(.vt-go,.vt-stay,.vt-button){box-sizing:border-box;flex:1;display:inline-flex;align-items:center;justify-content:center;min-height:46px;padding:0 16px;border:1px solid var(--vt-accent,currentColor);border-radius:var(--vt-radius-small,6px);background:none;color:inherit;font:inherit;text-decoration:none;cursor:pointer}
.vt-dialog .vt-go{background:var(--vt-accent,CanvasText);color:var(--vt-on-accent,Canvas)}
:where(.vt-never){display:flex;gap:10px;align-items:center;min-height:44px;margin-top:16px;padding-top:8px;border-top:1px solid var(--vt-line,#c9d1ce)}
:where(.vt-never input){width:20px;height:20px;margin:0;accent-color:var(--vt-accent,auto)}
@media (max-width:760px){:where(.vt-dialog){width:100vw;max-width:100vw;margin:auto 0 0;padding:26px 20px 18px;border-radius:16px 16px 0 0}}
@media (prefers-reduced-motion:reduce){:where(.vt-ring .vt-arc){transition:none}}
`

export const RESULTS = `
:where(.vt-go,.vt-stay,.vt-button){box-sizing:border-box;flex:1;display:inline-flex;align-items:center;justify-content:center;min-height:46px;padding:0 16px;border:1px solid var(--vt-accent,currentColor);border-radius:var(--vt-radius-small,6px);background:none;color:inherit;font:inherit;text-decoration:none;cursor:pointer}
:where(.vt-search .vt-found){display:grid;grid-template-columns:minmax(0,1fr);gap:24px 40px}
:where(.vt-search ul){list-style:none;margin:0;padding:0}
:where(.vt-words,.vt-chosen){display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin:12px 0}
:where(.vt-word,.vt-filter){display:inline-flex;align-items:center;min-height:44px;padding:0 0 0 12px;border:1px solid var(--vt-line,#c9d1ce);border-radius:var(--vt-radius-small,6px)}
:where(.vt-filter b){margin-inline-start:.3em}
:where(.vt-cross){display:inline-grid;place-items:center;min-width:44px;min-height:44px;color:inherit;text-decoration:none}
:where(.vt-words input,.vt-wish input){box-sizing:border-box;flex:1 1 9em;min-width:0;min-height:44px;padding:0 10px;font:inherit}
:where(.vt-words .vt-button,.vt-wish .vt-button){flex:0 0 auto;min-height:44px}
:where(.vt-missing){display:grid;grid-template-columns:76px minmax(0,1fr);gap:12px 20px;align-items:center;margin:20px 0;padding:12px;border:1px solid var(--vt-line,#c9d1ce);border-radius:var(--vt-radius,10px)}
:where(.vt-missing h3,.vt-missing p){margin:0}
:where(.vt-missing img){width:100%;height:auto;opacity:.75}
:where(.vt-tell){grid-column:1/-1}
:where(.vt-wish){display:flex;flex-wrap:wrap;gap:8px}
:where(.vt-wish small){flex-basis:100%}
:where(.vt-facet summary){cursor:pointer;min-height:44px;align-content:center}
:where(.vt-facet h3){display:inline;margin:0;font-size:1em}
:where(.vt-facet a){display:flex;gap:10px;min-height:32px;align-items:center;color:inherit}
:where(.vt-facet small){margin-inline-start:auto}
:where(.vt-facet [aria-current]){font-weight:600}
:where(.vt-pages){display:flex;gap:20px;margin-top:24px}
@media (min-width:901px){:where(.vt-search .vt-found){grid-template-columns:232px minmax(0,1fr)}:where(.vt-missing){grid-template-columns:112px minmax(0,1fr) minmax(0,280px)}:where(.vt-tell){grid-column:auto}}
`

/** Constructed style sheets: a strict `style-src` has nothing to refuse. */
export function addStyle(style: string): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(style)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
