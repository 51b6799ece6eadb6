import type { Happening } from '../../engine/outward.ts'
import type { Shop } from '../shop.ts'
import { memberOf } from './member.ts'

/** One thing to send. The id is that of what happened, whoever sends it and however often. */
export interface Message {
  id: string
  type: string
  body: string
}

/**
 * A happening as it is sent, made when it is sent: of who was forgotten meanwhile, or is not
 * known, or of a segment that was given up, nothing is told.
 */
export async function messageOf(
  happening: Happening,
  shop: Shop,
  now: number,
): Promise<Message | undefined> {
  const { type, time } = happening
  const data = await dataOf(happening, shop, now)
  return data && { id: idOf(happening), type, body: bodyOf(type, time, data) }
}

export function idOf(happening: Happening): string {
  return happening.type === 'wish.back_in_stock'
    ? `wish_${happening.wish}`
    : `segment_${happening.position}_${happening.segment}`
}

export function bodyOf(type: string, time: number, data: object): string {
  return JSON.stringify({ type, timestamp: new Date(time).toISOString(), data })
}

async function dataOf(happening: Happening, shop: Shop, now: number): Promise<object | undefined> {
  if (happening.type === 'wish.back_in_stock') {
    const { wish, item, sku, market } = happening
    return { wish, item, ...(sku && { sku }), market }
  }
  const held = shop.engine.segments.held.all().find(({ id }) => id === happening.segment)
  const member = held && (await memberOf(happening.visitor, shop, now))
  if (held === undefined || member === undefined) return undefined
  const segment = { id: held.id, name: held.name }
  const { visitor, keys } = member
  return happening.type === 'segment.entered' ? { segment, member } : { segment, visitor, keys }
}
