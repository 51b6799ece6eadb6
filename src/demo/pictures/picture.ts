import { hash32 } from '../../core/hash.ts'
import { Random } from '../../core/random.ts'
import { camp } from './camp.ts'
import { clothes } from './clothes.ts'
import { feet } from './feet.ts'
import { gear } from './gear.ts'
import { packs } from './packs.ts'
import { snow } from './snow.ts'

const KINDS = { ...feet, ...snow, ...clothes, ...packs, ...camp, ...gear }

export type PictureKind = keyof typeof KINDS

/** Four paints: main, shade, accent, dark. */
export interface Paints {
  a: string
  b: string
  c: string
  d: string
}

/** One flat drawing on a square of 200; chance moves pockets, stripes and proportions. */
export type Draw = (paints: Paints, random: Random) => string

/**
 * A product as flat coloured paper. The same id draws the same cut in every
 * colour, so that the gallery shows one thing and not several.
 */
export function picture(kind: PictureKind, id: string, paint: readonly string[]): string {
  const [a, b, c, d] = paint
  const drawing = KINDS[kind]({ a, b, c, d }, new Random(hash32(id, 77)))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="400" height="400">${drawing}</svg>`
}

/** Names of all drawings. */
export const PICTURE_KINDS = Object.keys(KINDS) as PictureKind[]
