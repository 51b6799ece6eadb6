import { isDeepStrictEqual } from 'node:util'
import { uuidV7 } from '../../core/ids.ts'
import { MOST_SEGMENTS } from '../../engine/prove/segments/bounds.ts'
import type {
  NoteWritten,
  Segment,
  SegmentNote,
  SegmentPatch,
  SegmentWritten,
} from '../../schema/segment.ts'
import { shopRecord } from '../own-records.ts'
import { Problem } from '../problem.ts'
import { checkConditions } from '../rules/checks.ts'
import type { Services } from '../services.ts'

/** Where segments are made and given up, and where their teams write: one change at a time. */
export class SegmentDesk {
  readonly #services: Pick<Services, 'shop' | 'env'>
  #last: Promise<unknown> = Promise.resolve()

  constructor(services: Pick<Services, 'shop' | 'env'>) {
    this.#services = services
  }

  write({ name, when, team }: SegmentWritten, by: string): Promise<Segment> {
    return this.#inTurn(async () => {
      if (this.#held.isFull) throw tooMany()
      this.#checkWhen(when)
      const now = this.#services.env.now()
      const id = uuidV7(now, this.#services.env.random(10))
      const segment = { id, name, when, team: team ?? { sellers: [] }, since: now }
      await this.#take(segment, undefined, by)
      return segment
    })
  }

  /** Other conditions mean other people: then counting begins anew. */
  change(id: string, patch: SegmentPatch, by: string): Promise<Segment> {
    return this.#inTurn(async () => {
      const before = this.find(id)
      if (patch.when) this.#checkWhen(patch.when)
      const isSame = patch.when === undefined || isDeepStrictEqual(patch.when, before.when)
      const since = isSame ? before.since : this.#services.env.now()
      const segment = { ...before, ...patch, since }
      if (!isDeepStrictEqual(segment, before)) await this.#take(segment, before, by)
      return segment
    })
  }

  giveUp(id: string, by: string): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.find(id)
      const { shop, env } = this.#services
      await shop.take([shopRecord('segment_changed', { id, before, by, time: env.now() }, env)])
    })
  }

  note(segment: string, written: NoteWritten, by: string): Promise<SegmentNote> {
    return this.#inTurn(async () => {
      this.find(segment)
      const { env } = this.#services
      const time = env.now()
      const id = uuidV7(time, env.random(10))
      return await this.#keep(segment, { ...written, id, isDone: false, by, time })
    })
  }

  /** A task is done, or to be done again. */
  tick(segment: string, note: string, isDone: boolean): Promise<SegmentNote> {
    return this.#inTurn(async () => {
      this.find(segment)
      const known = this.#held.notesOf(segment).find(({ id }) => id === note)
      if (known === undefined) throw unknown('note', '/note')
      return known.isDone === isDone ? known : await this.#keep(segment, { ...known, isDone })
    })
  }

  /** @throws Problem 404 */
  find(id: string): Segment {
    const segment = this.#held.at(this.#held.placeOf(id))
    if (segment === undefined) throw unknown('segment', '/id')
    return segment
  }

  get #held() {
    return this.#services.shop.engine.segments.held
  }

  #checkWhen(when: Segment['when']): void {
    if (Object.keys(when).length === 0) {
      const says = 'A segment has at least one condition; GET /v1/segments tells what there is.'
      throw new Problem(400, 'missing', says, { field: '/when' })
    }
    checkConditions(when, this.#services.shop.engine)
  }

  async #take(segment: Segment, before: Segment | undefined, by: string): Promise<void> {
    const { shop, env } = this.#services
    const changed = { id: segment.id, segment, ...(before && { before }), by, time: env.now() }
    await shop.take([shopRecord('segment_changed', changed, env)])
  }

  async #keep(segment: string, note: SegmentNote): Promise<SegmentNote> {
    const { shop, env } = this.#services
    await shop.take([shopRecord('segment_noted', { segment, note }, env)])
    return note
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const acted = this.#last.then(act)
    this.#last = acted.catch(() => {})
    return acted
  }
}

function unknown(what: 'segment' | 'note', field: string): Problem {
  const says = `There is no such ${what}; GET /v1/segments lists the segments there are.`
  return new Problem(404, `unknown_${what}`, says, { field })
}

function tooMany(): Problem {
  const says = `A shop has at most ${MOST_SEGMENTS} segments: give one up first.`
  return new Problem(409, 'too_many_segments', says, {
    field: '/name',
    params: { most: MOST_SEGMENTS },
  })
}
