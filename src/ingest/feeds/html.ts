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
  return text
    .replace(/<(script|style)\b[^>]*>[\s\S]{0,100000}?<\/\1\s*>/gi, ' ')
    .replace(/<!--[\s\S]{0,100000}?-->/g, ' ')
    .replace(/<\/?[a-z][^<>]{0,2000}>/gi, ' ')
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
