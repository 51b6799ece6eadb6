import type { Trait } from '../../engine/genome/shape.ts'

type Named = Pick<Trait, 'name' | 'about' | 'subject'>

/**
 * How a shopper's word names a trait: `reviews`, or `category:Ski > Boots`. Undefined for one
 * about something that has no name which leads back to it.
 */
export function traitId({ name, about, subject }: Named): string | undefined {
  if (subject !== undefined && subject !== '') return `${name}:${subject}`
  return about === undefined ? name : undefined
}

export function readTraitId(id: string): { name: string; subject?: string } {
  const colon = id.indexOf(':')
  return colon < 0 ? { name: id } : { name: id.slice(0, colon), subject: id.slice(colon + 1) }
}
