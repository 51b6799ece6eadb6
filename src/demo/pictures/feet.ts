import type { Draw } from './picture.ts'
import { box, line, moved, shape } from './strokes.ts'

/** Everything worn on feet. */
const boot: Draw = ({ a, b, c, d }, r) => {
  const lean = r.below(9) - 4
  const buckles = 3 + r.below(2)
  const cuff = `M${50 + lean} 44q32-14 66-5l8 72q-34 18-70 10z`
  const marks = Array.from({ length: buckles }, (_, i) => {
    const [x, y] = [
      [104, 66],
      [109, 89],
      [132, 128],
      [150, 143],
    ][i]
    return line(c, 5, `M${x - 24} ${y + 3}l24-3`) + box(c, x, y - 6, 15, 11)
  })
  return (
    shape(d, 'M26 162h148v10q0 6-6 6h-32v-6H70v6H32q-6 0-6-6z') +
    shape(a, 'M30 163c-4-28 6-46 32-50l46-5c20 16 64 12 66 42v13z') +
    shape(b, 'M30 163c-4-28 6-46 32-50l14-1c-14 12-18 28-16 51z') +
    shape(c, `M${48 + lean} 40c6-18 60-22 66-5l2 12-66 8z`) +
    shape(a, cuff) +
    shape(b, `M${50 + lean} 44q12-5 24-7l8 86q-14 1-28-3z`) +
    shape(d, `M${48 + lean} 54l67-8 1 11-67 8z`) +
    (r.chance(0.5) ? line(c, 3, 'M120 158q22-4 44-2') : '') +
    marks.join('')
  )
}

const hikeboot: Draw = ({ a, b, c, d }, r) => {
  const high = 46 + r.below(16)
  const eyelets = Array.from({ length: 4 }, (_, i) =>
    line(c, 4, `M${92 + i * 4} ${high + 22 + i * 15}l17-5`),
  )
  return (
    shape(d, 'M20 150h160q8 0 8 8v6q0 8-8 8H28q-8 0-8-8z') +
    shape(
      d,
      'M28 168h14v9H28zM54 168h16v9H54zM82 168h16v9H82zM110 168h16v9h-16zM138 168h14v9h-14z',
    ) +
    shape(
      a,
      `M24 152c-2-30 12-50 18-${102 - high + 50}q28-10 56 0c4 26 10 46 40 56 26 8 48 8 50 46z`,
    ) +
    shape(b, 'M24 152c-2-22 4-38 10-52 12 2 24 14 26 30q2 12 0 22z') +
    shape(b, 'M146 112c24 6 40 12 42 40h-40q-10-20-2-40z') +
    shape(d, `M40 ${high + 4}q28-12 56 0v-8q-28-12-56 0z`) +
    shape(c, 'M20 150q84-12 168 0v5H20z') +
    line(d, 3, `M44 ${high + 14}q24 30 16 70`, ' opacity=".35"') +
    eyelets.join('')
  )
}

/** A low shoe; the sole's profile says where it runs. */
const low = (sole: number, studs: boolean): Draw => {
  return ({ a, b, c, d }, r) => {
    const stripes = 2 + r.below(2)
    const swoop = r.below(14)
    const bars = Array.from({ length: stripes }, (_, i) =>
      line(
        c,
        5,
        `M${58 + i * 20} 132c${6 + swoop / 3}-14 ${14 + i}-20 ${30 - i * 3}-${24 - i * 3}`,
      ),
    )
    const lugs = studs
      ? shape(
          d,
          'M24 156h14v9H24zM48 156h16v9H48zM74 156h16v9H74zM100 156h16v9h-16zM126 156h16v9h-16zM151 155h14v9h-14z',
        )
      : ''
    return (
      lugs +
      shape(d, 'M14 146q2 13 16 13h140q16 0 17-13z') +
      shape(
        c,
        `M12 ${150 - sole}c-4 14 2 20 14 20h148c14 0 18-8 14-18-14 4-28 2-42-3l-52-10-66 5z`,
      ) +
      shape(
        a,
        `M15 ${152 - sole}c-5-16-4-40 3-58 5 1 8 3 12 6 10 9 26 7 38-5 12 18 32 31 58 37 24 5 60 4 62 19q-20 6-44-1c-34-9-66-12-129 2z`,
      ) +
      shape(b, `M15 ${152 - sole}c-5-16-4-40 3-58 5 1 8 3 12 6q4 4 10 5c-6 15-6 29 0 43z`) +
      shape(b, 'M148 128c20 2 38 6 40 19q-20 6-43-1-4-9 3-18z') +
      shape(d, 'M30 99c10 9 26 8 38-4-9-5-31-4-38 4z', ' opacity=".8"') +
      bars.join('') +
      line(d, 4, 'm70 100 13-8M80 109l13-8M92 117l12-8M105 123l10-7')
    )
  }
}

const runner: Draw = (paints, r) => moved(0, -4, low(14 + r.below(6), false)(paints, r))

const slipper: Draw = ({ a, b, c, d }, r) =>
  moved(
    0,
    -8,
    shape(d, 'M22 152c30 12 104 14 152 4 8-2 10-12 2-15l-30-3H30z') +
      shape(
        a,
        'M24 150c-8-18-4-52 6-70 14-6 32-2 42 4 10 20 34 34 66 40 26 4 46 10 40 24-40 12-110 14-154 2z',
      ) +
      shape(b, 'M24 150c-8-18-4-52 6-70q8-3 16-2c-8 22-8 48 2 76z') +
      shape(d, 'M120 121c26 7 62 8 58 27-14 5-34 7-52 8-12-10-14-24-6-35z', ' opacity=".75"') +
      (r.chance(0.5)
        ? box(c, 66, 96, 34, 9, 3) + box(c, 80, 113, 34, 9, 3)
        : line(c, 5, 'M70 96l16 14M82 92l14 22M88 118l22-8')) +
      line(c, 4, 'M30 82c-6-8-4-14 2-16'),
  )

const sandal: Draw = ({ a, b, c, d }, r) =>
  shape(d, 'M16 150q84-10 168-2v14q0 8-8 8H28q-12 0-12-12z') +
  shape(c, 'M16 146q84-12 168-2v8q-84-8-168 4z') +
  shape(a, 'M34 148c-2-30 2-54 14-72l18 4c-8 20-8 44 0 66z') +
  shape(a, 'M104 142c4-22 20-36 42-38l16 6c-16 8-22 20-20 34z') +
  shape(b, 'M52 92c26 2 52 12 82 18l-4 14c-30-4-56-12-80-14z') +
  shape(b, 'M44 118q16-4 30 6l44 20-26 1q-28-10-48-10z') +
  box(d, 78, 94 + r.below(6), 18, 13, 3) +
  line(c, 3, 'M26 160h150', ' stroke-dasharray="6 8"')

const socks: Draw = ({ a, b, c, d }, r) => {
  const bands = 1 + r.below(3)
  const top = 34 + r.below(24)
  const one =
    shape(a, `M66 ${top}h38v70q2 14 16 22l26 16q12 10 2 22-8 8-22 4l-46-20q-16-8-16-28z`) +
    shape(b, 'M126 136q16 8 22 20 4 18-22 12l-12-5q0-18 12-27z') +
    shape(b, 'M66 116q-2 30 20 38 8-16-2-30-8-8-18-8z') +
    shape(c, `M66 ${top}h38v12H66z`) +
    Array.from({ length: bands }, (_, i) => box(c, 66, top + 22 + i * 13, 38, 5, 0)).join('')
  return (
    moved(22, -8, `<g opacity=".82">${one}</g>`) +
    moved(-14, 6, one + line(d, 2, `M66 ${top + 12}h38`))
  )
}

export const feet = { boot, hikeboot, shoe: low(2, true), runner, slipper, sandal, socks }
