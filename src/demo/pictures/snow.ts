import type { Draw } from './picture.ts'
import { box, disc, line, moved, shape, turned } from './strokes.ts'

/** What the snow asks for. */
const ski: Draw = ({ a, b, c, d }, r) => {
  const w = 8 + r.below(4)
  const stripe = 50 + r.below(30)
  const one =
    shape(
      a,
      `M${90 - w} 30q${w / 3}-24 ${w}-24t${w} 24c-3 50-3 92 1 148q0 14-${w + 1} 14t-${w + 1}-14c4-56 4-98 1-148z`,
    ) +
    shape(b, `M${91 - w} ${stripe}l${2 * w - 1}-8v30l-${2 * w - 2} 8z`) +
    shape(c, `M${91 - w} ${stripe + 38}l${2 * w - 2}-8v7l-${2 * w - 2} 8z`) +
    box(d, 91 - w, 102, 2 * w - 2, 15) +
    box(d, 91 - w, 124, 2 * w - 2, 18) +
    line(c, 2.5, 'M90 152v26')
  return turned(14, moved(-4, 0, one) + moved(26, 4, one))
}

const poles: Draw = ({ a, b, c, d }, r) => {
  const sections = r.chance(0.6)
  const basket = 13 + r.below(6)
  const one =
    line(a, 6, 'M100 44v128') +
    (sections ? box(d, 94, 88, 12, 12) + box(d, 94, 130, 12, 12) : line(c, 6, 'M100 70v16')) +
    line(d, 4, 'M100 172v16') +
    `<ellipse fill="${b}" cx="100" cy="168" rx="${basket}" ry="5"/>` +
    box(b, 92, 14, 16, 40, 7) +
    line(c, 3, 'M104 18q22 8 14 34t-16 0')
  return turned(-12, moved(-20, 0, one)) + turned(12, moved(20, 0, one))
}

const skins: Draw = ({ a, b, c, d }, r) => {
  const roll = (x: number, y: number) =>
    moved(
      x,
      y,
      `<ellipse fill="${a}" cx="60" cy="60" rx="42" ry="42"/><ellipse fill="${b}" cx="60" cy="60" rx="31" ry="31"/>` +
        `<ellipse fill="${a}" cx="60" cy="60" rx="21" ry="21"/><ellipse fill="${d}" cx="60" cy="60" rx="10" ry="10"/>` +
        shape(a, 'M60 102h86v-14H92z') +
        shape(c, `M60 102h86v-${4 + r.below(3)}H76z`),
    )
  return roll(38, 8) + roll(10, 66)
}

const beacon: Draw = ({ a, b, c, d }, r) =>
  line(b, 8, 'M66 36q-46 60 0 128M134 36q46 60 0 128') +
  box(a, 58, 36, 84, 128, 18) +
  box(b, 58, 124, 84, 40, 18) +
  box(d, 70, 52, 60, 50, 6) +
  line(c, 4, 'M100 92V66m-9 9 9-10 9 10') +
  `<text x="108" y="96" font-family="sans-serif" font-size="13" fill="#fff">${2 + r.below(38)}</text>` +
  disc(c, 84, 120, 7) +
  disc(c, 116, 120, 7) +
  box(d, 76, 142, 48, 8, 4)

const shovel: Draw = ({ a, b, c, d }, r) =>
  turned(
    24,
    line(d, 8, 'M100 26v92') +
      line(c, 8, 'M100 70v28') +
      line(b, 9, r.chance(0.5) ? 'M80 22h40' : 'M82 34q18-30 36 0z') +
      shape(a, 'M70 112q30-12 60 0l4 52q-14 20-34 22-20-2-34-22z') +
      shape(b, 'M70 112q30-12 60 0l1 12q-31-10-62 0z') +
      line(b, 4, 'M86 132v34M100 130v40M114 132v34'),
  )

const helmet: Draw = ({ a, b, c, d }, r) => {
  const slots = Array.from({ length: 2 + r.below(3) }, (_, i) =>
    line(d, 6, `M${72 + i * 20} ${58 - i * 2}q8 8 10 22`),
  )
  return (
    line(d, 5, 'M52 126q14 46 44 48M124 130q-8 40-28 44') +
    shape(a, 'M26 124c-6-54 24-92 76-92 48 0 76 34 74 84l-4 12q-70-18-140 6z') +
    shape(b, 'M26 124c-4-36 8-66 34-82-14 26-16 54-10 84l-18 8z') +
    shape(d, 'M30 130q70-28 144-6l2 12q-74-16-144 8z') +
    shape(b, 'M36 128h34v26q0 14-16 14-18 0-18-18z') +
    slots.join('') +
    (r.chance(0.6)
      ? shape(c, 'M28 108q70-26 148-6v8q-76-20-148 8z')
      : line(c, 4, 'M120 46q34 16 40 48'))
  )
}

const goggles: Draw = ({ a, b, c, d }, r) => {
  const shine = 10 + r.below(20)
  return (
    shape(b, 'M4 82h26v38H4zM170 82h26v38h-26z') +
    line(c, 4, 'M6 101h20M174 101h20') +
    shape(
      d,
      'M26 78q4-20 26-22h96q22 2 26 22v28q-4 38-36 40-20 0-26-18-6-8-12-8t-12 8q-6 18-26 18-32-2-36-40z',
    ) +
    shape(
      a,
      'M36 82q3-14 20-16h88q17 2 20 16v22q-3 30-27 32-14 0-20-14-8-14-17-14t-17 14q-6 14-20 14-24-2-27-32z',
    ) +
    shape(c, `M${48 + shine} 68h22l-30 62-14-10z`, ' opacity=".55"') +
    shape(c, `M${84 + shine} 68h10l-24 50-6-8z`, ' opacity=".4"')
  )
}

export const snow = { ski, poles, skins, beacon, shovel, helmet, goggles }
