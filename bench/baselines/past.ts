import type { Session } from '../recommend/session-file.ts'

/** What all methods learn from: sessions in time order, and who met what, indexed once. */
export class Past {
  readonly sessions: readonly Session[]
  /** The time they span, never 0. */
  readonly span: number
  readonly #sessionsOf = new Map<number, number[]>()
  readonly #itemsOf: number[][]
  readonly #rarity: Map<number, number>

  constructor(sessions: readonly Session[]) {
    this.sessions = sessions
    this.span = sessions[sessions.length - 1].time - sessions[0].time || 1
    this.#rarity = raritiesOf(sessions)
    this.#itemsOf = sessions.map(({ items }) => [...new Set(items)])
    for (const [session, items] of this.#itemsOf.entries()) {
      for (const item of items) {
        const list = this.#sessionsOf.get(item)
        if (list === undefined) this.#sessionsOf.set(item, [session])
        else list.push(session)
      }
    }
  }

  /** Sessions that hold an item, oldest first. */
  sessionsOf(item: number): readonly number[] {
    return this.#sessionsOf.get(item) ?? []
  }

  /** Items of a session, each once. */
  itemsOf(session: number): readonly number[] {
    return this.#itemsOf[session]
  }

  /** Inverse document frequency of an item that was met; every click of it counts. */
  rarityOf(item: number): number {
    return this.#rarity.get(item)!
  }
}

function raritiesOf(sessions: readonly Session[]): Map<number, number> {
  const clicks = new Map<number, number>()
  for (const { items } of sessions) {
    for (const item of items) clicks.set(item, (clicks.get(item) ?? 0) + 1)
  }
  for (const [item, count] of clicks) clicks.set(item, Math.log(sessions.length / count))
  return clicks
}
