import type { Draw } from './picture.ts'
import { box, line, moved, shape } from './strokes.ts'

/** What carries the rest. */
const pack: Draw = ({ a, b, c, d }, r) => {
  const lid = 82 + r.below(14)
  const pocket = 112 + r.below(14)
  const sides = r.chance(0.7)
    ? shape(
        b,
        'M46 110c-8 2-12 10-12 22v28q0 10 12 10h10v-62zM154 110c8 2 12 10 12 22v28q0 10-12 10h-10v-62z',
      )
    : line(b, 6, 'M50 112q-10 30 2 54M150 112q10 30-2 54')
  const closure = r.chance(0.6)
    ? line(d, 4, `M78 ${lid - 4}v${pocket - lid + 8}M122 ${lid - 4}v${pocket - lid + 8}`) +
      box(d, 73, lid + 8, 10, 12) +
      box(d, 117, lid + 8, 10, 12)
    : line(c, 4, `M62 ${lid + 8}q38 10 76 0`)
  return (
    line(d, 6, 'M84 34c0-20 32-20 32 0') +
    sides +
    shape(a, 'M52 76c0-30 20-46 48-46s48 16 48 46v92q0 16-16 16H68q-16 0-16-16z') +
    shape(b, `M52 78c0-32 20-48 48-48s48 16 48 48v${lid - 78}q-48 14-96 0z`) +
    shape(c, `M64 ${pocket}h72v${162 - pocket}q0 10-10 10H74q-10 0-10-10z`) +
    line(d, 3, `M71 ${pocket + 14}h58`) +
    closure +
    line(c, 4, 'M92 58h16')
  )
}

const bigpack: Draw = ({ a, b, c, d }, r) =>
  line(d, 6, 'M84 26c0-18 32-18 32 0') +
  shape(b, 'M48 84q-14 4-14 24v54q0 12 14 12h8zM152 84q14 4 14 24v54q0 12-14 12h-8z') +
  shape(a, 'M52 58h96v112q0 18-18 18H70q-18 0-18-18z') +
  shape(b, 'M46 50q0-26 26-26h56q26 0 26 26v14q-54 14-108 0z') +
  shape(c, `M64 ${120 + r.below(8)}h72v44q0 12-12 12H76q-12 0-12-12z`) +
  line(d, 4, 'M76 66v52M124 66v52') +
  box(d, 70, 78, 12, 13) +
  box(d, 118, 78, 12, 13) +
  (r.chance(0.6)
    ? box(c, 44, 176, 112, 16, 8) + line(d, 4, 'M70 174v20M130 174v20')
    : line(d, 4, 'M54 150h92')) +
  line(c, 4, 'M88 42h24')

const duffel: Draw = ({ a, b, c, d }, r) =>
  line(b, 7, 'M66 78q0-44 34-44t34 44') +
  shape(a, 'M14 100q0-26 28-26h116q28 0 28 26v38q0 26-28 26H42q-28 0-28-26z') +
  shape(
    b,
    'M14 100q0-26 28-26 14 20 14 45t-14 45q-28 0-28-26zM186 100q0-26-28-26-14 20-14 45t14 45q28 0 28-26z',
  ) +
  line(d, 4, 'M52 84h96') +
  line(c, 8, 'M70 78v84M130 78v84') +
  (r.chance(0.5) ? box(c, 84, 112, 32, 26, 4) : line(c, 4, 'M84 124h32'))

const cover: Draw = ({ a, b, c, d }, r) =>
  shape(a, 'M44 96c0-44 24-66 56-66s56 22 56 66v60q0 28-28 28H72q-28 0-28-28z') +
  shape(b, `M44 ${122 + r.below(14)}c30 14 82 14 112 0v32q0 30-28 30H72q-28 0-28-30z`) +
  line(c, 4, 'M66 72c8-18 20-26 34-26M60 98c2-6 3-9 5-13') +
  shape(c, 'm100 140-16 22h32z') +
  line(d, 3, 'M52 168c8 8 14 10 24 10h48c10 0 16-2 24-10', ' stroke-dasharray="6 5"')

const bag: Draw = ({ a, b, c, d }, r) => {
  const step = 18 + r.below(8)
  const seams = Array.from({ length: Math.floor(100 / step) }, (_, i) =>
    line(b, 3, `M${62 + i * 3} ${88 + i * step}q40 12 ${76 - i * 6} 0`),
  )
  return (
    shape(a, 'M56 70q0-56 44-56t44 56q-4 60-18 108-4 12-26 12t-26-12q-14-48-18-108z') +
    shape(b, 'M68 62q0-36 32-36t32 36q-6 18-32 18T68 62z') +
    shape(c, 'M78 60q0-22 22-22t22 22q-6 12-22 12T78 60z') +
    seams.join('') +
    line(d, 4, 'M130 76q-4 40-12 70')
  )
}

const mat: Draw = ({ a, b, c, d }, r) => {
  const cells = Array.from({ length: 6 }, (_, i) =>
    line(b, 4, `M${58 + r.below(3)} ${44 + i * 21}h62`),
  )
  return (
    shape(a, 'M46 40q0-16 16-16h56q16 0 16 16v128q0 16-16 16H62q-16 0-16-16z') +
    cells.join('') +
    moved(
      8,
      0,
      shape(b, 'M120 186q-2-34 24-34t26 34z') +
        `<circle cx="146" cy="162" r="24" fill="${a}"/><circle cx="146" cy="162" r="15" fill="${b}"/><circle cx="146" cy="162" r="7" fill="${d}"/>` +
        line(c, 5, 'M128 148q18-14 36 2'),
    ) +
    box(d, 52, 28, 12, 9, 3)
  )
}

export const packs = { pack, bigpack, duffel, cover, bag, mat }
