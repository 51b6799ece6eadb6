/** The server refuses what is too long rather than cut it; so it is cut here, at the one way out. */
const LENGTHS: Record<string, number> = {
  url: 2_048,
  referrer: 2_048,
  locale: 35,
  language: 35,
  preview: 512,
}
const LONGEST = 256
/** Words beside which item, how many and for how much: what they say of an item stands in the feed. */
const WORDS = /^(item_(?!id$)|promotion_)/

export function toJson(body: object, isBrief?: boolean): string {
  return JSON.stringify(body, (key, value) => {
    if (isBrief && WORDS.test(key)) return undefined
    return typeof value === 'string' ? value.slice(0, LENGTHS[key] ?? LONGEST) : value
  })
}
