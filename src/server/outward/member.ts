import type { Member } from '../../schema/webhook.ts'
import type { Shop } from '../shop.ts'

/**
 * Somebody as a CRM is told of them; undefined of whom nothing may be told: who was forgotten, and
 * who is a browser of nobody in particular. A key without consent there is none: whoever takes it
 * back loses the cookie it was made of, an account is named by the shop alone, and `consent_withdrawn`
 * takes the account out of what is told.
 */
export async function memberOf(key: string, shop: Shop, now: number): Promise<Member | undefined> {
  const { engine } = shop
  const visitor = engine.canonical(key)
  if (shop.forgotten.has(key) || shop.forgotten.has(visitor) || !engine.isKnown(visitor)) {
    return undefined
  }
  const keys = engine.keysOf(visitor)
  return await shop.lookAt(visitor, genome => {
    const { acts, visitType } = genome.reading(now)
    return {
      visitor,
      keys: [...keys],
      consent: 'personal' as const,
      lastSeen: acts.at(-1)?.time ?? 0,
      visit: visitType,
      traits: genome.traits(now).map(({ name, about, score, confidence }) => ({
        ...{ name, ...(about !== undefined && { about }) },
        ...{ score: rounded(score), confidence: rounded(confidence) },
      })),
      wishes: [...engine.wishes.open()]
        .filter(wish => keys.includes(wish.visitor))
        .map(({ item, sku, market, state }) => ({
          ...{ item, ...(sku && { sku }), market },
          confirmed: state === 'confirmed',
        })),
    }
  })
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000
}
