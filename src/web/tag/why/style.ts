/**
 * How the panel looks where the shop says nothing: a sheet at the side, from below on a phone.
 * Nothing here outweighs a rule of the shop's; its colours come in by `--vt-` properties.
 */
export const PANEL = `
:where(.vt-sheet){box-sizing:border-box;position:fixed;inset:0 0 0 auto;margin:0 0 0 auto;width:min(476px,100vw);max-width:100vw;height:100%;max-height:100%;padding:26px 32px 24px;border:0;overflow:auto;overscroll-behavior:contain;background:var(--vt-ground,Canvas);color:var(--vt-ink,CanvasText);font:inherit;text-align:start;box-shadow:0 2px 6px #0a19161a,0 18px 50px #0a191633}
:where(.vt-sheet)::backdrop{background:var(--vt-veil,rgb(20 34 42/.46))}
:where(.vt-sheet h2,.vt-sheet h3,.vt-sheet p,.vt-sheet ul){margin:0;padding:0}
:where(.vt-sheet ul){list-style:none}
:where(.vt-sheet h2){font-size:1.5rem;line-height:1.25;padding-inline-end:48px;text-wrap:balance;outline:0}
:where(.vt-sheet h3,.vt-sheet summary){font-size:1rem;font-weight:600;line-height:1.3;margin-top:26px}
:where(.vt-sheet summary){min-height:24px;cursor:pointer}
:where(.vt-sheet p){margin-top:10px;color:var(--vt-ink-2,inherit);text-wrap:pretty}
:where(.vt-sheet li){padding:13px 0;border-top:1px solid var(--vt-line,#c9d1ce)}
:where(.vt-sheet h3+ul>li:first-child,.vt-sheet summary+ul>li:first-child){border-top:0}
:where(.vt-belief){display:grid;grid-template-columns:minmax(0,1fr) auto;gap:4px 16px;align-items:start}
:where(.vt-belief>:not(button)){grid-column:1}
:where(.vt-belief>button){grid-column:2;grid-row:1/span 3}
:where(.vt-sheet small){display:block;font-size:.875rem;line-height:1.4;color:var(--vt-ink-2,inherit)}
:where(.vt-scale){display:flex;gap:10px;align-items:center}
:where(.vt-scale meter){flex:1;min-width:60px;max-width:140px;height:.5em}
:where(.vt-sheet button){box-sizing:border-box;min-height:44px;padding:0 14px;border:1px solid var(--vt-line-strong,currentColor);border-radius:var(--vt-radius-small,6px);background:none;color:inherit;font:inherit;font-size:.875rem;cursor:pointer}
:where(.vt-sheet .vt-close){position:absolute;inset:14px 18px auto auto;width:44px;padding:0;border:0}
:where(.vt-close span){font-size:1.5rem;line-height:1}
:where(.vt-sheet button:focus-visible,.vt-sheet summary:focus-visible){outline:2px solid var(--vt-accent,currentColor);outline-offset:2px}
:where(.vt-ends){display:flex;flex-wrap:wrap;gap:10px;margin-top:16px}
:where(.vt-ends button){flex:1 1 auto}
:where(.vt-sheet .vt-forget){color:var(--vt-warn,inherit)}
:where(.vt-status:empty){display:none}
:where(.vt-status){position:sticky;bottom:-24px;padding:12px 0;background:var(--vt-ground,Canvas)}
@media (max-width:760px){:where(.vt-sheet){inset:auto 0 0;margin:auto 0 0;width:100vw;height:auto;max-height:88dvh;padding:24px 18px;border-radius:16px 16px 0 0}}
@media (prefers-reduced-motion:no-preference){:where(.vt-sheet[open]){animation:vt-sheet .18s ease-out}@keyframes vt-sheet{from{opacity:0}}}
`
