import type { Random } from '../../core/random.ts'
import type { Texts } from './shape.ts'

/**
 * The figure that tells two models apart. `quality`, 0 to 1, is how far up the
 * shelf the item stands: the stiffer boot and the brighter lamp cost more.
 */
export function measureOf(measure: string, quality: number, random: Random): Texts | undefined {
  const write = MEASURES[measure]
  return write?.(quality, random)
}

type Write = (quality: number, random: Random) => Texts | undefined

const same = (text: string): Texts => ({ fr: text, en: text })
const at = (list: readonly (string | number)[], quality: number) =>
  list[Math.min(list.length - 1, Math.floor(quality * list.length))]
const any =
  (list: readonly (string | number)[], unit: string): Write =>
  (_, random) =>
    same(`${random.pick(list)}${unit}`)

const MEASURES: Record<string, Write> = {
  flex: (q, r) => same(String(at([60, 70, 80, 90, 100, 110, 120, 130, 140], q + r.next() * 0.1))),
  waist: (q, r) => same(String(66 + Math.floor(q * 12) + r.below(3))),
  wide: (_, r) => same(String(82 + 2 * r.below(11))),
  version: (_, r) => {
    const version = r.pick(['', '', '2', '3', '4', 'Pro', 'Light', 'Mid'])
    return version ? same(version) : undefined
  },
  litres: any([15, 18, 20, 22, 24, 25, 26, 28, 30], ' L'),
  trek: any([40, 45, 50, 55, 60, 65, 70], ' L'),
  tiny: any([6, 8, 10, 12, 14], ' L'),
  small: any([3, 5, 8, 10, 12], ' L'),
  rope: (_, r) => {
    const [thick, long] = [r.pick([8.9, 9.2, 9.5, 9.8, 10.1]), r.pick([40, 50, 60, 70, 80])]
    return { fr: `${String(thick).replace('.', ',')} mm ${long} m`, en: `${thick} mm ${long} m` }
  },
  set: any([4, 6, 8, 10, 12], ''),
  points: any([10, 12, 14], ''),
  places: (_, r) => people(1 + r.below(3)),
  family: (_, r) => people(4 + r.below(4)),
  degrees: q => {
    const degrees = String(at(['+10', '+5', '0', '−3', '−6', '−10', '−15', '−20'], q))
    return same(`${degrees} °C`)
  },
  warmth: q => {
    const value = String(at([1.4, 2.1, 2.8, 3.3, 4.2, 5.1, 6.4], q))
    return { fr: `R ${value.replace('.', ',')}`, en: `R ${value}` }
  },
  pot: (_, r) => litres(r.pick([0.6, 0.75, 0.9, 1.2])),
  bottle: (_, r) => litres(r.pick([0.5, 0.6, 0.75, 1])),
  lumens: q => same(`${at([120, 200, 300, 400, 500, 700, 900, 1200], q)} lm`),
  power: q => same(`${at([5000, 8000, 10000, 15000, 20000, 26000], q)} mAh`),
  shade: (q, r) => same(`S${Math.min(4, 2 + Math.floor(q * 2 + r.next()))}`),
}

function people(count: number): Texts {
  return {
    fr: count === 1 ? '1 place' : `${count} places`,
    en: `${count}-person`,
  }
}

function litres(volume: number): Texts {
  return { fr: `${String(volume).replace('.', ',')} L`, en: `${volume} L` }
}
