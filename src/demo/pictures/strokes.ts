/** The few marks every drawing is made of. Coordinates are on the square of 200. */
export const shape = (fill: string, d: string, more = '') =>
  `<path fill="${fill}" d="${d}"${more}/>`

export const line = (stroke: string, width: number, d: string, more = '') =>
  `<path fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" d="${d}"${more}/>`

export const box = (fill: string, x: number, y: number, w: number, h: number, r = 2) =>
  `<rect fill="${fill}" x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}"/>`

export const disc = (fill: string, x: number, y: number, r: number) =>
  `<circle fill="${fill}" cx="${x}" cy="${y}" r="${r}"/>`

export const turned = (degrees: number, inside: string) =>
  `<g transform="rotate(${degrees} 100 100)">${inside}</g>`

/** The same drawing mirrored at the middle line. */
export const mirrored = (inside: string) => `<g transform="matrix(-1 0 0 1 200 0)">${inside}</g>`

export const moved = (x: number, y: number, inside: string) =>
  `<g transform="translate(${x} ${y})">${inside}</g>`
