import { Random } from '../../core/random.ts'

export type SceneName = 'winter' | 'spring' | 'summer' | 'autumn'

interface Light {
  sky: string
  sun: string
  far: string
  near: string
  cap: string
  ground: [string, string]
  trees: string
}

/** The same valley at four times of the year. Text set on `sky` keeps AA contrast. */
const LIGHTS: Record<SceneName, Light> = {
  winter: {
    sky: '#dde8ed',
    sun: '#f4dcae',
    far: '#bccfd9',
    near: '#86a5b3',
    cap: '#ffffff',
    ground: ['#f7fafa', '#e6eef1'],
    trees: '#1f4a3f',
  },
  spring: {
    sky: '#e3ecdf',
    sun: '#f7e3a8',
    far: '#bfd3c0',
    near: '#86a98a',
    cap: '#ffffff',
    ground: ['#c9d99a', '#a9c077'],
    trees: '#2f5d50',
  },
  summer: {
    sky: '#dfeaf2',
    sun: '#f9dc8f',
    far: '#b5cbd8',
    near: '#7fa08e',
    cap: '#f4f7f8',
    ground: ['#b8cc84', '#8fae62'],
    trees: '#2f5d50',
  },
  autumn: {
    sky: '#f1e6d8',
    sun: '#f2c48a',
    far: '#cdbfae',
    near: '#9d8a78',
    cap: '#fdfaf4',
    ground: ['#dcb673', '#c4934d'],
    trees: '#a8582a',
  },
}

const [WIDTH, HEIGHT] = [1200, 700]

/** A landscape of paper, cut to any width: the middle and the bottom are kept. */
export function scene(name: SceneName): string {
  const light = LIGHTS[name]
  const random = new Random(9)
  const parts = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${light.sky}"/>`,
    `<circle cx="812" cy="356" r="50" fill="${light.sun}"/>`,
    range(random, light.far, light.cap, 545, 410, 70),
    range(random, light.near, light.cap, 612, 520, 44),
    `<path fill="${light.ground[0]}" d="M0 612c190-76 330-40 540-20 250 30 410-62 660-34v142H0z"/>`,
    `<path fill="${light.ground[1]}" d="M0 662c240-58 420 6 640 0s360-50 560-32v70H0z"/>`,
    grove(random, light.trees, 50, 646),
    grove(random, light.trees, 1050, 604),
    `<g transform="translate(-78 6)">${PEOPLE[name]}</g>`,
  ]
  return `<svg class="scene" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="xMidYMax slice" aria-hidden="true">${parts.join('')}</svg>`
}

/**
 * One chain of peaks; the highest wear snow. They stay low on the left, where
 * words are set, and reach `high` (minus up to `play`) on the right.
 */
function range(
  random: Random,
  fill: string,
  cap: string,
  base: number,
  high: number,
  play: number,
): string {
  let path = `M0 ${base}`
  const caps: string[] = []
  for (let x = -60; x < WIDTH; ) {
    const rise = 80 + random.below(80)
    const fall = 80 + random.below(80)
    const low = x + rise < 520 ? (base - high) * 0.42 : 0
    const peak = Math.round(high + low - random.below(play))
    path += `L${x + rise} ${peak}L${x + rise + fall} ${base - random.below(40)}`
    if (peak < high - play * 0.2) caps.push(snow(cap, x + rise, peak, rise, fall, base - peak))
    x += rise + fall
  }
  return `<path fill="${fill}" d="${path}L${WIDTH} ${base}V${HEIGHT}H0z"/>${caps.join('')}`
}

/** Snow lies on the top third of a peak and ends in teeth. */
function snow(
  fill: string,
  x: number,
  y: number,
  rise: number,
  fall: number,
  tall: number,
): string {
  const left = Math.round(x - rise * 0.3)
  const right = Math.round(x + fall * 0.3)
  const low = Math.round(y + tall * 0.3)
  const teeth = `L${x - 14} ${low - 10}L${x} ${low + 8}L${x + 16} ${low - 12}`
  return `<path fill="${fill}" d="M${x} ${Math.round(y)}L${left} ${low - 2}${teeth}L${right} ${low}z"/>`
}

function grove(random: Random, fill: string, x: number, y: number): string {
  let path = ''
  for (let i = 0; i < 5; i++) {
    const [at, foot, size] = [
      x + i * 24 + random.below(10),
      y - random.below(16),
      12 + random.below(8),
    ]
    path += `M${at} ${foot}l${size}-${size * 3} ${size} ${size * 3}z`
    path += `M${at + 3} ${foot - size * 1.5}l${size - 3}-${size * 2.4} ${size - 3} ${size * 2.4}z`
  }
  return `<path fill="${fill}" d="${path}"/>`
}

const figure = (limbs: string) =>
  `<path fill="none" stroke="#ad3f14" stroke-width="6" stroke-linejoin="round" stroke-linecap="round" d="M0 15 6 2l-6-10 10-6 8 10"/><circle cx="9" cy="-21" r="6" fill="#16242a"/>${limbs}`

const PEOPLE: Record<SceneName, string> = {
  winter: `<path fill="none" stroke="#c9d9e0" stroke-width="3" d="M1010 566c-90 26-40 44-130 58s-60 34-170 52M1018 570c-90 26-40 44-130 58s-60 34-170 52"/><g transform="translate(880 606) rotate(-9)"><path d="M-16 16h36" stroke="#16242a" stroke-width="3" stroke-linecap="round"/>${figure('')}</g>`,
  spring: `<path fill="none" stroke="#e9edc9" stroke-width="7" stroke-linecap="round" d="M1060 586c-120 20-60 40-180 52s-120 20-220 44"/><g transform="translate(880 612)">${figure('<path d="M6 2l14 12M4-2l-12 8" stroke="#16242a" stroke-width="5" stroke-linecap="round"/>')}</g>`,
  summer: `<g transform="translate(720 590)"><path fill="#c4572b" d="M0 40C18 6 32-6 44-10c14 4 32 20 46 50z"/><path fill="#f3e3cf" d="M44-10 26 40h34z"/></g><g transform="translate(884 602)">${figure('<path d="M18-6l14 26" stroke="#16242a" stroke-width="3" stroke-linecap="round"/><path d="M-10-12h10v18h-10z" fill="#1f4a3f"/>')}</g>`,
  autumn: `<path fill="none" stroke="#f1e0bf" stroke-width="7" stroke-linecap="round" d="M1060 586c-120 20-60 40-180 52s-120 20-220 44"/><g transform="translate(884 610)">${figure('<path d="M18-6l14 26" stroke="#16242a" stroke-width="3" stroke-linecap="round"/><path d="M-10-12h10v18h-10z" fill="#1f4a3f"/>')}</g>`,
}
