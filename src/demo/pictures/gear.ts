import type { Draw } from './picture.ts'
import { box, disc, line, moved, shape, turned } from './strokes.ts'

/** Rock, ice and electronics. */
const rope: Draw = ({ a, b, c, d }, r) => {
  const turns = Array.from({ length: 4 }, (_, i) => {
    const wide = 62 - i * 11
    const ring = `M${100 - wide} 84a${wide} ${wide} 0 1 0 ${wide * 2} 0a${wide} ${wide} 0 1 0-${wide * 2} 0`
    return line(i % 2 ? b : a, 9, ring) + line(c, 2.5, ring, ' stroke-dasharray="3 9"')
  })
  const tail = 150 + r.below(14)
  return (
    line(b, 9, `M118 130q30 30 ${r.below(12)} 56`) +
    turns.join('') +
    box(a, 84, 112, 32, tail - 112, 9) +
    line(c, 3, 'M86 122h28M86 132h28M86 142h28') +
    line(d, 5, `M92 ${tail}q-20 22 6 32`)
  )
}

const harness: Draw = ({ a, b, c, d }, r) =>
  line(b, 13, 'M58 128q-30 6-26 32t34 20 26-46M142 128q30 6 26 32t-34 20-26-46') +
  shape(a, 'M22 66q78-34 156 0v32q-78-26-156 0z') +
  line(c, 4, 'M28 82q72-24 144 0') +
  box(d, 84, 56, 32, 26, 4) +
  line(c, 9, 'M100 80v54') +
  line(d, 5, 'M44 96q10 24 24 4M132 100q14 22 24-4') +
  (r.chance(0.6) ? box(d, 40, 146, 18, 13, 3) + box(d, 142, 146, 18, 13, 3) : '')

const quickdraw: Draw = ({ a, b, c, d }, r) => {
  const ring = (y: number, paint: string) =>
    `<rect x="78" y="${y}" width="44" height="64" rx="21" fill="none" stroke="${paint}" stroke-width="9"/>` +
    line(d, 5, `M121 ${y + 20}v26`)
  const one =
    ring(12, a) + box(c, 89, 68, 22, 66, 5) + line(b, 3, 'M94 84h12M94 118h12') + ring(126, b)
  return r.chance(0.5) ? turned(20, one) : turned(-16, moved(-26, 4, one) + moved(26, -4, one))
}

const crampon: Draw = ({ a, b, c, d }, r) => {
  const points = Array.from({ length: 5 }, (_, i) =>
    shape(b, `M${40 + i * 28} 128h16l-8 ${34 + r.below(6)}z`),
  )
  return (
    points.join('') +
    shape(b, 'M168 112l26 30-32-14z') +
    shape(a, 'M28 112h64v20H28zM104 110h68q6 10-6 22h-62z') +
    box(d, 84, 114, 30, 10, 3) +
    line(c, 9, 'M44 112q-8-36 16-42M150 110q6-30-16-36') +
    line(d, 5, 'M60 70q36-12 74 4') +
    box(d, 90, 58, 16, 13, 3)
  )
}

const axe: Draw = ({ a, b, c, d }, r) =>
  turned(
    -30,
    line(a, 11, r.chance(0.5) ? 'M100 46v112' : 'M100 46q-8 56 8 112') +
      line(c, 11, 'M100 128q2 16 6 26') +
      shape(b, 'M94 48q-44-14-66 22l-4-8Q46 18 94 28h16q22 0 34-6l4 24q-20 4-38 2z') +
      line(d, 3, 'M30 66l8 2M38 56l7 3M48 48l6 4') +
      disc(d, 102, 38, 5) +
      shape(d, 'M98 156h18l-6 32z'),
  )

const watch: Draw = ({ a, b, c, d }, r) => {
  const height = () => 84 + r.below(40)
  const profile = `M68 ${height()}l13-${r.below(12)} 11 ${r.below(12)} 14-${8 + r.below(14)} 13 ${r.below(20)} 13-6`
  const face = r.chance(0.6)
    ? disc(a, 100, 100, 52) + disc('#1d2726', 100, 100, 43)
    : box(a, 50, 50, 100, 100, 26) + box('#1d2726', 58, 58, 84, 84, 18)
  return (
    shape(b, 'M76 8h48l6 54H70zM76 192h48l6-54H70z') +
    line(d, 2.5, 'M82 24h36M81 36h38M82 176h36M81 164h38', ' opacity=".35"') +
    box(d, 146, 78, 10, 14) +
    box(d, 146, 108, 10, 14) +
    face +
    line(c, 4.5, profile) +
    box('#fff', 76, 124, 20, 5) +
    box('#aab6b4', 102, 124, 12, 5) +
    disc('#fff', 132, 92, 5)
  )
}

const strap: Draw = ({ a, b, c, d }, r) =>
  line(b, 17, 'M40 72q-24 56 20 84 40 20 80 0 44-28 20-84') +
  line(c, 3, 'M40 78q-20 48 22 74M160 78q20 48-22 74', ' stroke-dasharray="10 8"') +
  box(a, 58, 50, 84, 46, 22) +
  box(d, 76, 58, 48, 30, 14) +
  line(c, 4, r.chance(0.5) ? 'M82 74h8l5-10 7 18 5-8h10' : 'M84 73h32') +
  box(d, 88, 160, 24, 12, 3)

const gps: Draw = ({ a, b, c, d }, r) =>
  box(b, 108, 10, 18, 34, 8) +
  box(a, 58, 30, 84, 158, 20) +
  box(b, 58, 142, 84, 46, 20) +
  box(d, 68, 48, 64, 80, 6) +
  line('#7d8f4e', 3, 'M72 104q14-22 28-12t28-20') +
  line(c, 3.5, `M78 118q${10 + r.below(12)}-10 14-24t24-32`, ' stroke-dasharray="5 5"') +
  disc(c, 116, 62, 5) +
  disc(d, 100, 158, 13) +
  disc(c, 100, 158, 5) +
  box(d, 68, 152, 12, 8, 4) +
  box(d, 120, 152, 12, 8, 4)

const power: Draw = ({ a, b, c, d }, r) => {
  if (r.chance(0.4)) {
    const panels = [26, 78, 130].map(
      x =>
        box(a, x, 52, 44, 92, 4) +
        box(d, x + 5, 58, 34, 80, 2) +
        line(b, 2, `M${x + 5} 84h34M${x + 5} 111h34M${x + 22} 58v80`),
    )
    return panels.join('') + line(c, 4, 'M70 64h8M122 64h8') + line(b, 5, 'M152 144q0 30-30 30')
  }
  return (
    box(a, 54, 28, 92, 144, 16) +
    box(b, 54, 124, 92, 48, 16) +
    line(c, 6, 'M106 56l-18 32h22l-16 30') +
    box(d, 78, 164, 18, 8) +
    box(d, 106, 164, 18, 8) +
    [0, 1, 2, 3].map(i => disc(i < 3 ? c : d, 76 + i * 16, 146, 4)).join('')
  )
}

export const gear = { rope, harness, quickdraw, crampon, axe, watch, strap, gps, power }
