import { type Static, Type } from 'typebox'
import { DAY } from '../../core/clock.ts'
import { uuidV7 } from '../../core/ids.ts'
import { namedKey } from '../../core/visitor-key.ts'
import { type LetterManner, letterTree } from '../../render/letter/letter.ts'
import { letterHtml } from '../../render/letter/print.ts'
import type { ShownItem } from '../../schema/decision.ts'
import { LIMITS } from '../../schema/limits.ts'
import type { Services } from '../services.ts'
import { readNote, signNote } from '../signed-notes.ts'

/** A letter is read for weeks; its links lead somewhere for as long as most letters are kept. */
const CLICK_MS = 180 * DAY
const CLICK = 'letter click'

export const LetterAsked = Type.Object(
  {
    /** Whose letter it is: the account, or any name your events had. */
    visitor: Type.String({ minLength: 1, maxLength: LIMITS.id }),
    language: Type.Optional(Type.Enum(['fr', 'en'])),
    market: Type.Optional(Type.String({ maxLength: 16 })),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
    /** The shop's reverse path as the street knows it, `https://shop.example/_vitrine/`. */
    base: Type.String({ maxLength: 256, pattern: '^https?://[\\w.:\\-\\[\\]]+/([\\w./~-]*/)?$' }),
  },
  { additionalProperties: false },
)
export type LetterAsked = Static<typeof LetterAsked>

export interface Letter {
  decisionId: string
  /** False for the holdout and where there is nothing to show: put your own block there. */
  show: boolean
  html: string
  items: string[]
}

/** What a link of a letter says: which place of which decision it was, and where it leads. */
export interface LetterClick {
  decision: string
  visitor: string
  item: string
  place: number
  language: 'fr' | 'en'
  market?: string
  base: string
}

/** As a link says it: the reader by a key, for an address is written down on its way. */
export type LetterFor = Omit<LetterAsked, 'visitor'> & { reader: string }

export function letterFor({ visitor, ...rest }: LetterAsked, { keys }: Services): LetterFor {
  return { ...rest, reader: namedKey(visitor, keys.nameSecret) }
}

/** Choose for a letter and print it. Each call is a decision of its own: ask once a letter. */
export async function writeLetter(asked: LetterFor, services: Services): Promise<Letter> {
  const { env, shop } = services
  const { language = 'en', market, count = 4, base, reader: visitor } = asked
  const time = env.now()
  const answer = await shop.decide({
    id: uuidV7(time, env.random(10)),
    visitor,
    time,
    page: { type: 'other' },
    context: {},
    placements: [{ placement: 'email', count }],
    language,
    market,
    consent: 'personal',
  })
  const [placement] = answer.placements
  const click = { decision: placement.decisionId, visitor, language, market, base }
  const isKept = answer.slice !== 'none' && !answer.degraded
  const linkOf = ({ id }: ShownItem, place: number) => {
    const note = signNote(CLICK, { ...click, item: id, place }, CLICK_MS, services)
    return `${base}v1/email/click?to=${note}`
  }
  const manner: LetterManner = { language, base, ...(isKept && { linkOf }) }
  const tree = letterTree(placement, manner)
  const items = tree ? placement.items.map(({ id }) => id) : []
  const html = tree ? letterHtml(tree) : ''
  return { decisionId: placement.decisionId, show: html !== '', html, items }
}

/** @throws Problem 403 when it is not ours, or too old */
export function clickIn(note: string, services: Services): LetterClick {
  return readNote<LetterClick>(CLICK, note, '/to', services)
}
