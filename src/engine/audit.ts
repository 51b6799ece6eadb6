import type { ByteReader, ByteWriter } from '../core/bytes.ts'
import type { AnyChange } from '../schema/audit.ts'
import type { TraitCorrected } from '../schema/correction.ts'
import type { LogRecord } from '../schema/record.ts'

/** Of each kind; older ones stand in the log. */
const MOST = 1_000
/** Coming in changes nothing, and happens so often that it would push out all that does. */
const SIGN_INS = 'sign_ins'
const CHANGES = 'changes'
export type AuditKind = typeof SIGN_INS | typeof CHANGES

/** A change and its place in the log. */
export type Change = AnyChange & { position: number }

/** Who changed what, of the records that say so: the newest of each kind. */
export class Audit {
  #kept: Record<AuditKind, Change[]> = { changes: [], sign_ins: [] }

  /** Newest first, those before a place; of one kind, or of all. */
  before(position: number, most: number, kind?: AuditKind): Change[] {
    const older = this.#of(kind).filter(change => change.position < position)
    return older.slice(-most).reverse()
  }

  /** From this place on all is remembered; what was before stands in the log alone. */
  rememberedFrom(kind?: AuditKind): number {
    const kinds: AuditKind[] = kind ? [kind] : [CHANGES, SIGN_INS]
    const full = kinds.map(each => this.#kept[each]).filter(({ length }) => length === MOST)
    return Math.max(0, ...full.map(([oldest]) => oldest.position))
  }

  note(record: LogRecord): void {
    const change = changeIn(record)
    if (change === undefined || this.#isTwin(change)) return
    const kept = this.#kept[kindOf(change)]
    kept.push(change)
    if (kept.length > MOST) kept.shift()
  }

  #of(kind: AuditKind | undefined): Change[] {
    const { changes, sign_ins } = this.#kept
    if (kind !== undefined) return this.#kept[kind]
    return [...changes, ...sign_ins].sort((a, b) => a.position - b.position)
  }

  save(writer: ByteWriter): void {
    writer.text(JSON.stringify(this.#kept))
  }

  /** A merge is written to both partitions, one copy after the other, and is one change. */
  #isTwin({ what, by, time }: AnyChange): boolean {
    const last = this.#kept.changes.at(-1)
    return what === 'visitors_merged' && last?.what === what && last.by === by && last.time === time
  }

  static load(reader: ByteReader): Audit {
    const audit = new Audit()
    audit.#kept = JSON.parse(reader.text())
    return audit
  }
}

export function kindOf({ what }: Pick<Change, 'what'>): AuditKind {
  return what === 'signed_in' ? SIGN_INS : CHANGES
}

/** What a record says was changed; undefined where it says nothing of the kind. */
export function changeIn(record: LogRecord): Change | undefined {
  const change = toldIn(record)
  return change && { position: record.position, ...change }
}

function toldIn({ type, body }: LogRecord): AnyChange | undefined {
  if (type === 'audited') return { ...body }
  if (type === 'rule_changed') {
    const { rule: after, id: on, ...rest } = body
    return { what: type, on, after, ...rest }
  }
  if (type === 'approval_changed') {
    const { placements: after, ...rest } = body
    return { what: type, after, ...rest }
  }
  if (type === 'offer_terms') {
    const { terms: after, ...rest } = body
    return { what: type, after, ...rest }
  }
  if (type === 'nudge_terms') {
    const { terms: after, ...rest } = body
    return { what: type, after, ...rest }
  }
  if (type === 'privacy_asked') {
    const { kind, by, time } = body
    return { what: type, before: null, after: { kind }, by, time }
  }
  // Of a visitor the log alone says who it was, and forgets it when they ask.
  if (type === 'visitors_merged') {
    const { by, time } = body
    return by === undefined ? undefined : { what: type, by, time, before: null, after: null }
  }
  if (type === 'trait_corrected') return correctionIn(body)
  if (type === 'segment_changed') {
    const { id: on, before = null, segment: after = null, ...rest } = body
    return { what: type, on, before, after, ...rest }
  }
  if (type === 'experience_changed') {
    const { experience: after, ...rest } = body
    return { what: type, on: after.id, after, ...rest }
  }
  return undefined
}

function correctionIn({ by, time, name: trait, isWrong: wrong }: TraitCorrected) {
  if (by === undefined) return undefined // their own word
  return { what: 'trait_corrected' as const, by, time, before: null, after: { trait, wrong } }
}
