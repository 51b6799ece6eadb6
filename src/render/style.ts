/** A list of tiles, in a placement or among results. */
export const LIST_STYLE =
  // The margins of a heading stay inside: through a place without padding they would move it.
  ':where(.vt){display:flow-root;grid-column:1/-1;width:100%}' +
  ':where(.vt-list){display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5em,1fr));gap:1.5em 1em;padding:0;list-style:none}' +
  ':where(.vt-tile,.vt-tile>*){display:block;color:inherit;text-decoration:none}' +
  ':where(.vt-image img){width:100%;height:auto;aspect-ratio:1}'

/**
 * How a placement looks where the shop says nothing: it weighs nothing (`:where`), so any
 * rule of the shop's is stronger. The tag adopts it; a page that is printed links it.
 */
export const PLACEMENT_STYLE =
  LIST_STYLE +
  ':where(.vt-few .vt-item){grid-column:span 2}' +
  ':where(.vt-few .vt-image img){aspect-ratio:2;object-fit:contain}' +
  ':where(.vt-beside,.vt-nudge){display:flex;flex-wrap:wrap;align-items:center;gap:.25em 1em}' +
  ':where(.vt-beside){justify-content:space-between;margin:0 0 1em}' +
  ':where(.vt-beside .vt-text){margin:0}' +
  '.vt-waits{visibility:hidden}' +
  ':where(.vt-nudge-later){min-height:24px;padding:0 .25em;border:0;background:none;color:inherit;font:inherit;text-decoration:underline;cursor:pointer}' +
  ':where(.vt-nudge-more,.vt-bar-text){color:var(--vt-quiet,inherit);font-size:.875em}' +
  ':where(.vt-bar){width:9em;height:.4em;accent-color:var(--vt-accent,currentColor)}' +
  ':where(.vt-nudge-items){display:flex;flex-wrap:wrap;gap:.5em 1.5em;margin:.5em 0 0;padding:0;list-style:none}' +
  ':where(.vt-nudge-item){display:flex;align-items:center;gap:.75em;color:inherit}' +
  // The height that is held for its place is the hero's own.
  ':where(.vt-hero){position:relative;min-height:inherit;overflow:hidden}' +
  ':where(.vt-hero-image){position:absolute;inset:0;width:100%;height:100%;object-fit:cover}' +
  ':where(.vt-hero-words){position:relative;padding:5%}' +
  ':where(.vt-brands,.vt-guide){display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5em 1.5em;margin:0;padding:0;list-style:none}'
