/**
 * Plain text of a feed's text: tags out, entities read once, spaces joined. What
 * looks like a tag after the entities were read was written to be read as text,
 * or to hide a tag, and goes too.
 */
export function plainText(text: string): string {
  if (!/[<>&]|\s\s|[\t\n\r]/.test(text)) return text.trim()
  return withoutTags(readEntities(withoutTags(text)))
    .replace(/\s+/g, ' ')
    .trim()
}

function withoutTags(text: string): string {
  const read = HIDDEN.reduce((rest, [opening, closing]) => without(rest, opening, closing), text)
  return read.replace(/<\/?[a-z][^<>]{0,2000}>/gi, ' ')
}

/** What a page does not show: from which mark to which. */
const HIDDEN = [
  [/<script\b/gi, /<\/script\s*>/gi],
  [/<style\b/gi, /<\/style\s*>/gi],
  [/<!--/g, /-->/g],
] as const

/**
 * What opens and never closes stays, and ends the search: one expression from opening to
 * closing looks for the end anew at each opening, minutes for a megabyte of them.
 */
function without(text: string, opening: RegExp, closing: RegExp): string {
  let kept = ''
  let from = 0
  for (;;) {
    opening.lastIndex = from
    const start = opening.exec(text)
    closing.lastIndex = opening.lastIndex
    if (start === null || !closing.test(text)) return kept + text.slice(from)
    kept += `${text.slice(from, start.index)} `
    from = closing.lastIndex
  }
}

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  euro: '€',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  agrave: 'à',
  acirc: 'â',
  ccedil: 'ç',
  ocirc: 'ô',
  ucirc: 'û',
  ugrave: 'ù',
  icirc: 'î',
  iuml: 'ï',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  deg: '°',
  reg: '®',
  trade: '™',
  copy: '©',
  times: '×',
}

function readEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, dec, hex, name) => {
      if (name) return Object.hasOwn(NAMED, name) ? NAMED[name] : whole
      const code = dec ? Number(dec) : Number.parseInt(hex, 16)
      return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ' '
    },
  )
}
