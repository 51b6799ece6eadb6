import type { Draw } from './picture.ts'
import { box, disc, line, mirrored, moved, shape } from './strokes.ts'

/** What is worn. */
const sleeve = (paint: string) =>
  shape(paint, 'M66 60c-22 6-32 22-40 92q10 8 22 6c4-30 10-50 20-64z')

const both = (half: string) => half + mirrored(half)

const body = (paint: string, hem = 172) => shape(paint, `M62 60h76l8 ${hem - 62}q-46 12-92 0z`)

const jacket: Draw = ({ a, b, c, d }, r) => {
  const yoke = 84 + r.below(22)
  const slant = r.below(8)
  return (
    both(sleeve(b)) +
    body(a) +
    shape(c, `M62 60h76l3 ${yoke - 60}q-41 14-82 0z`) +
    shape(b, 'M70 62c-8-44 68-44 60 0-14 14-46 14-60 0z') +
    shape(d, 'M81 60c-4-25 42-25 38 0-9 9-29 9-38 0z') +
    line(d, 3, 'M100 70v106') +
    line(d, 3, `M72 128l-${4 + slant} 22M128 128l${4 + slant} 22`) +
    (r.chance(0.5) ? line(d, 3, `M112 ${yoke + 12}h14`) : '') +
    shape(d, 'M54 162q46 12 92 0l1 9q-47 12-94 0z', ' opacity=".18"')
  )
}

const down: Draw = ({ a, b, c, d }, r) => {
  const step = 15 + r.below(8)
  const quilts = Array.from({ length: Math.floor(100 / step) }, (_, i) =>
    line(b, 3, `M60 ${76 + i * step}q40 9 80 0`),
  )
  const arms = line(a, 3, 'M40 100l22 8M34 124l22 6')
  return (
    both(sleeve(b) + arms) +
    body(a) +
    quilts.join('') +
    shape(b, 'M72 64q-6-34 28-34t28 34q-28 12-56 0z') +
    shape(d, 'M82 58q0-16 18-16t18 16q-18 8-36 0z') +
    line(c, 4, 'M100 66v108') +
    box(c, 116, 96, 14, 5)
  )
}

const fleece: Draw = ({ a, b, c, d }, r) =>
  both(sleeve(a) + shape(b, 'M28 140l22 5-3 13q-11 1-21-6z')) +
  body(a) +
  shape(b, 'M76 62V44q24-12 48 0v18q-24 10-48 0z') +
  (r.chance(0.5)
    ? shape(c, 'M62 60h76l2 30q-40 10-80 0z')
    : shape(b, 'M112 92h22v26h-22z') + line(c, 3, 'M112 98h22')) +
  line(d, 3, r.chance(0.5) ? 'M100 50v50' : 'M100 50v122') +
  shape(b, 'M54 164q46 12 92 0l1 9q-47 12-94 0z')

const base: Draw = ({ a, b, c, d }, r) => {
  const stripes = Array.from({ length: r.below(4) }, (_, i) =>
    line(c, 3, `M58 ${92 + i * 12}q42 8 84 0`),
  )
  return (
    both(sleeve(a) + line(c, 3, 'M30 138l22 5')) +
    body(a) +
    shape(b, 'M80 60q20 16 40 0l-4-8q-16 8-32 0z') +
    stripes.join('') +
    line(b, 3, 'M66 66q10 20 2 40M134 66q-10 20-2 40') +
    line(d, 2, 'M56 164q44 10 88 0', ' opacity=".4"')
  )
}

const tee: Draw = ({ a, b, c, d }, r) =>
  both(shape(b, 'M64 58c-20 4-32 16-40 40l26 14 18-24z')) +
  body(a, 168) +
  shape(b, 'M80 58q20 18 40 0l-3-6q-17 8-34 0z') +
  (r.chance(0.5)
    ? shape(c, 'M58 112l84-20v16l-83 20z')
    : line(c, 5, 'M78 122l14-20 10 12 8-10 12 18')) +
  line(d, 2, 'M56 160q44 10 88 0', ' opacity=".35"')

const vest: Draw = ({ a, b, c, d }, r) =>
  shape(a, 'M60 40q10-8 20-6 4 34 20 42 16-8 20-42 10-2 20 6l6 116q-46 16-92 0z') +
  shape(b, 'M58 84h30v62q-16 2-32-4zM142 84h-30v62q16 2 32-4z') +
  line(c, 4, `M80 ${88 + r.below(8)}h40M82 ${118 + r.below(8)}h36`) +
  box(d, 66, 56, 14, 44, 6) +
  box(d, 120, 56, 14, 44, 6) +
  box(c, 68, 50, 10, 10, 4) +
  box(c, 122, 50, 10, 10, 4) +
  line(d, 3, 'M62 112h22M116 112h22')

const trousers: Draw = ({ a, b, c, d }, r) => {
  const leg = shape(a, 'M62 32h38v26l-8 126H60q-4-80 2-152z')
  return (
    both(leg) +
    shape(b, 'M60 96q16 8 38 2l-3 44q-18 4-36-2z') +
    mirrored(shape(b, 'M60 96q16 8 38 2l-3 44q-18 4-36-2z')) +
    box(d, 61, 28, 78, 11, 3) +
    line(d, 3, 'M100 40v26') +
    line(c, 4, r.chance(0.5) ? 'M68 52l14 20M132 52l-14 20' : 'M66 60v26M134 60v26') +
    (r.chance(0.5) ? line(c, 3, 'M62 176h30M108 176h30') : '')
  )
}

const shorts: Draw = ({ a, b, c, d }, r) =>
  shape(a, 'M52 56h96l14 82q-26 10-50 6l-12-48-12 48q-24 4-50-6z') +
  shape(b, 'M52 56h20l-16 86q-10-1-18-4zM148 56h-20l16 86q10-1 18-4z') +
  box(d, 51, 50, 98, 13, 4) +
  line(c, 4, r.chance(0.5) ? 'M44 124l46 8M156 124l-46 8' : 'M70 76l-6 30M130 76l6 30') +
  line(c, 3, 'M94 64v16M106 64v16')

const gloves: Draw = ({ a, b, c, d }, r) => {
  const hand =
    shape(
      a,
      'M46 160l-4-56q-8-10-12-30 2-10 12-4l8 22V48q2-9 11-8 6 1 7 8 4-10 12-8 7 2 8 12 5-6 11-2 5 4 5 12 6-4 10 2 3 4 1 14l-8 62-6 32z',
    ) +
    shape(b, 'M44 132q26-8 54 0l-4 30q-22 6-46 0z') +
    line(d, 2.5, 'M66 52v38M84 54v36M98 66v26', ' opacity=".45"')
  const cuff = line(c, 5, `M48 ${146 + r.below(6)}h44`)
  return moved(20, -4, mirrored(hand + cuff)) + moved(-20, 8, hand + cuff)
}

const hat: Draw = ({ a, b, c, d }, r) => {
  const ribs = Array.from({ length: 7 }, (_, i) =>
    line(d, 2, `M${46 + i * 18} 122v30`, ' opacity=".3"'),
  )
  return (
    shape(a, 'M38 124q-2-80 62-80t62 80z') +
    shape(c, `M42 ${92 + r.below(8)}q58-18 116 0l3 16q-61-16-122 0z`) +
    (r.chance(0.5) ? line(a, 4, 'M50 104l12-8 12 8 12-8 12 8 12-8 12 8 12-8 12 8') : '') +
    box(b, 34, 118, 132, 38, 10) +
    ribs.join('') +
    (r.chance(0.55) ? disc(c, 100, 40, 17) : '')
  )
}

const cap: Draw = ({ a, b, c, d }, r) =>
  shape(b, 'M104 122q48-6 82 14 6 8-6 8-50-2-90 2z') +
  shape(a, 'M22 126q0-66 62-66 58 0 58 62-60 16-118 12z') +
  shape(b, 'M22 126q0-46 34-60-12 26-10 66-14-1-24-6z') +
  line(d, 2.5, 'M84 60q22 26 20 70', ' opacity=".4"') +
  disc(d, 84, 60, 5) +
  (r.chance(0.5) ? shape(c, 'm104 112 14-24 14 22z') : box(c, 106, 92, 28, 12, 3))

const gaiter: Draw = ({ a, b, c, d }, r) => {
  const one =
    shape(a, 'M52 40h56l-4 70 14 40q-30 14-70 4l6-44z') +
    shape(b, 'M52 40h20l2 118q-14 0-26-4l6-44z') +
    box(d, 50, 34, 60, 12, 4) +
    line(c, 5, 'M92 50l-2 98') +
    line(d, 4, `M50 154q30 24 66-4M56 ${100 + r.below(10)}h46`)
  return moved(46, 0, `<g opacity=".85">${one}</g>`) + moved(-10, 8, one)
}

const belt: Draw = ({ a, b, c, d }, r) =>
  line(b, 14, 'M20 104q0-42 80-42t80 42') +
  shape(a, 'M22 100q78 34 156 0v34q-78 34-156 0z') +
  shape(b, 'M60 114q40 12 80 0v28q-40 10-80 0z') +
  line(c, 4, 'M68 124q32 8 64 0') +
  (r.chance(0.5)
    ? box(c, 30, 100, 18, 42, 8) + box(c, 152, 100, 18, 42, 8)
    : box(d, 152, 106, 16, 22, 4))

const glasses: Draw = ({ a, b, c, d }, r) => {
  const round = 18 + r.below(12)
  return (
    line(b, 7, 'M22 88L8 76M178 88l14-12') +
    `<rect fill="${d}" x="20" y="80" width="72" height="50" rx="${round}"/>` +
    `<rect fill="${d}" x="108" y="80" width="72" height="50" rx="${round}"/>` +
    line(
      a,
      8,
      `M20 ${92 + 6}q2-20 26-20h28q18 2 18 20t-20 34H48q-26 0-28-34zM180 98q-2-20-26-20h-28q-18 2-18 20t20 34h24q26 0 28-34z`,
    ) +
    line(a, 8, 'M92 92q8-8 16 0') +
    shape(c, 'M38 88h14l-18 34-6-10zM126 88h14l-18 34-6-10z', ' opacity=".5"')
  )
}

export const clothes = {
  jacket,
  down,
  fleece,
  base,
  tee,
  vest,
  trousers,
  shorts,
  gloves,
  hat,
  cap,
  gaiter,
  belt,
  glasses,
}
