import type { Draw } from './picture.ts'
import { box, disc, line, shape, turned } from './strokes.ts'

/** What stands around a tent. */
const tent: Draw = ({ a, b, c, d }, r) => {
  const top = 48 + r.below(14)
  return (
    shape(d, 'M6 156h188v6H6z', ' opacity=".14"') +
    line(d, 2, 'M30 120 6 158M170 120l24 38') +
    shape(a, `M16 157C44 92 72 60 100 ${top}c28 8 56 40 84 ${157 - top}z`) +
    shape(b, `M100 ${top}c28 8 56 40 84 ${157 - top}h-50z`) +
    shape(c, `m100 ${top}-40 ${157 - top}h74z`) +
    shape(d, `m98 ${top + 22}-24 ${135 - top}h46c2-32-6-62-22-${135 - top}z`) +
    shape(c, `M98 ${top + 22}c-2 34-12 62-24 ${135 - top}-6-2-9-6-10-10z`, ' opacity=".9"') +
    line(d, 3, `M94 ${top - 6}c6 6 8 10 6 6l8-8`)
  )
}

const bigtent: Draw = ({ a, b, c, d }, r) => {
  const windows = r.chance(0.5) ? box(c, 134, 108, 26, 20, 4) : disc(c, 148, 116, 12)
  return (
    shape(d, 'M4 158h192v6H4z', ' opacity=".14"') +
    line(d, 2, 'M22 110 2 160M178 110l20 50') +
    shape(a, 'M12 159q8-86 52-96h72q44 10 52 96z') +
    shape(b, 'M112 63h24q44 10 52 96h-60q4-60-16-96z') +
    shape(c, 'M40 159q0-66 36-96 36 30 36 96z') +
    shape(d, 'M54 159q2-52 22-78 20 26 22 78z') +
    shape(c, 'M54 159q2-52 22-78-4 50-12 78z', ' opacity=".9"') +
    windows
  )
}

const stove: Draw = ({ a, b, c, d }, r) => {
  const flame = 26 + r.below(12)
  return (
    line(d, 5, 'M56 96l-14-26M144 96l14-26M100 96V74') +
    shape(c, `M100 ${flame}q20 24 8 42h-16q-14-16 8-42z`) +
    shape('#ad3f14', `M100 ${flame + 18}q10 14 3 24h-7q-6-10 4-24z`) +
    box(d, 48, 94, 104, 11, 4) +
    box(d, 90, 104, 20, 20, 3) +
    line(d, 5, 'M110 114h26') +
    disc(c, 140, 114, 7) +
    shape(a, 'M62 132q0-12 14-12h48q14 0 14 12v36q0 16-16 16H78q-16 0-16-16z') +
    shape(b, 'M62 156h76v12q0 16-16 16H78q-16 0-16-16z') +
    line(c, 4, 'M74 140h30')
  )
}

const pot: Draw = ({ a, b, c, d }, r) =>
  line(d, 6, r.chance(0.5) ? 'M148 96h36M148 108h36' : 'M40 90q60-70 120 0') +
  shape(a, 'M38 86h112v70q0 18-18 18H56q-18 0-18-18z') +
  shape(b, 'M38 86h28v88H56q-18 0-18-18z') +
  box(d, 32, 78, 124, 12, 5) +
  shape(c, 'M44 78q50-24 100 0z') +
  disc(d, 94, 64, 7) +
  line(c, 3, 'M84 110v10M84 128v10M84 146v10')

const filter: Draw = ({ a, b, c, d }, r) =>
  turned(
    -18,
    box(d, 84, 12, 32, 20, 6) +
      box(a, 74, 30, 52, 96, 12) +
      box(b, 74, 82, 52, 44, 12) +
      line(c, 4, `M86 50v${22 + r.below(10)}M100 50v30M114 50v26`) +
      box(d, 88, 126, 24, 16, 3) +
      line(b, 8, 'M100 142q0 30 30 32') +
      shape(c, 'M136 178q10 12 0 16-10-4 0-16z'),
  )

const bottle: Draw = ({ a, b, c, d }, r) => {
  const band = 92 + r.below(30)
  return (
    line(d, 5, 'M88 22q12-16 24 0') +
    box(d, 82, 22, 36, 22, 5) +
    shape(
      a,
      'M86 42h28q2 14 16 22 6 6 6 18v90q0 14-14 14H78q-14 0-14-14V82q0-12 6-18 14-8 16-22z',
    ) +
    shape(b, 'M64 82q0-12 6-18 14-8 16-22h8q-10 20-10 44v100h-6q-14 0-14-14z') +
    shape(c, `M64 ${band}h72v26H64z`) +
    line(d, 3, `M90 ${band + 18}l8-12 6 7 6-9 7 14`)
  )
}

const headlamp: Draw = ({ a, b, c, d }, r) =>
  line(b, 15, 'M30 118q-8-66 70-66t70 66') +
  line(c, 4, 'M34 104q2-46 66-46t66 46', ' stroke-dasharray="14 10"') +
  shape(b, 'M22 112h18v32q-14 0-18-12zM178 112h-18v32q14 0 18-12z') +
  box(a, 60, 96, 80, 58, 16) +
  disc(d, 88, 125, 21) +
  disc(c, 88, 125, 14) +
  disc('#fff', 84, 121, 5) +
  (r.chance(0.5) ? disc(d, 124, 118, 8) + disc(c, 124, 118, 4) : box(d, 116, 110, 14, 30, 6)) +
  box(b, 84, 92, 32, 7, 3)

const lamp: Draw = ({ a, b, c, d }, r) =>
  line(d, 5, 'M68 60q0-44 32-44t32 44') +
  shape(b, 'M64 52h72l8 20H56z') +
  shape('#f4dcae', 'M62 72h76v64H62z') +
  disc(c, 100, 104, 15 + r.below(8)) +
  disc('#fff', 100, 104, 9) +
  line(d, 4, 'M64 72v64M136 72v64M100 72v10M100 126v10') +
  shape(a, 'M56 136h88l6 36q0 10-10 10H60q-10 0-10-10z') +
  line(c, 4, 'M84 160h32')

export const camp = { tent, bigtent, stove, pot, filter, bottle, headlamp, lamp }
