import type { ByteReader, ByteWriter } from '../core/bytes.ts'
import type { TraitCorrected } from '../schema/correction.ts'
import type { LogRecord, VisitorsMerged } from '../schema/record.ts'

/** Older ones stand in the log. */
const MOST = 1_000

/** Somebody changed something: what it was before and what it is now. */
export interface Change {
  position: number
  time: number
  by: string
  what: string
  on?: string
  why?: string
  before: unknown
  after: unknown
}

/** Who changed what, of the records that say so: the newest of them. */
export class Audit {
  #changes: Change[] = []

  /** Newest first, those before a place. */
  before(position: number, most: number): Change[] {
    const older = this.#changes.filter(change => change.position < position)
    return older.slice(-most).reverse()
  }

  note(record: LogRecord): void {
    const change = changeIn(record)
    if (change === undefined || this.#isTwin(change)) return
    this.#changes.push({ position: record.position, ...change })
    if (this.#changes.length > MOST) this.#changes.shift()
  }

  save(writer: ByteWriter): void {
    writer.text(JSON.stringify(this.#changes))
  }

  /** A merge is written to both partitions, one copy after the other, and is one change. */
  #isTwin({ what, by, time }: Omit<Change, 'position'>): boolean {
    const last = this.#changes.at(-1)
    return what === 'visitors_merged' && last?.what === what && last.by === by && last.time === time
  }

  static load(reader: ByteReader): Audit {
    const audit = new Audit()
    audit.#changes = JSON.parse(reader.text())
    return audit
  }
}

function changeIn({ type, body }: LogRecord): Omit<Change, 'position'> | undefined {
  if (type === 'audited') return { ...body }
  if (type === 'rule_changed') {
    const { rule: after, id: on, ...rest } = body
    return { what: type, on, after, ...rest }
  }
  if (type === 'approval_changed') {
    const { placements: after, ...rest } = body
    return { what: type, after, ...rest }
  }
  if (type === 'offer_terms' || type === 'nudge_terms') {
    const { terms: after, ...rest } = body
    return { what: type, after, ...rest }
  }
  if (type === 'privacy_asked') {
    const { kind, by, time } = body
    return { what: type, before: null, after: { kind }, by, time }
  }
  // Of a visitor the log alone says who it was, and forgets it when they ask.
  if (type === 'visitors_merged' || type === 'trait_corrected') return changeOfVisitor(type, body)
  if (type === 'experience_changed') {
    const { experience: after, ...rest } = body
    return { what: type, on: after.id, after, ...rest }
  }
  return undefined
}

function changeOfVisitor(
  what: 'visitors_merged' | 'trait_corrected',
  { by, time, ...said }: VisitorsMerged | TraitCorrected,
): Omit<Change, 'position'> | undefined {
  if (by === undefined) return undefined // their own word, a login or a link
  if (!('isWrong' in said)) return { what, by, time, before: null, after: null }
  return { what, by, time, before: null, after: { trait: said.name, wrong: said.isWrong } }
}
