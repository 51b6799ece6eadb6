import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import type { PlacementKind } from '../../../schema/decision.ts'
import type { LogRecord } from '../../../schema/record.ts'
import type { ApprovalChanged, HeldRule, ProvenRule, RuleChanged } from '../../../schema/rule.ts'

/** Changes that are remembered of one rule, and rules whose changes are. */
const MOST_CHANGES = 20
const MOST_REMEMBERED = 5_000
/** Rules whose first proof is remembered. */
const MOST_PROVEN = 10_000

/** A rule in force or expired, and the place of the record that said so: the higher the newer. */
export interface Placed {
  rule: HeldRule
  position: number
}

export interface FirstProof extends ProvenRule {
  time: number
}

/**
 * What the merchandiser said of rules, where approval is asked for, and since when what is
 * proven is: all of it from records, so that a replay comes to the same.
 */
export class HeldRules {
  readonly #held = new Map<string, Placed>()
  readonly #changes = new Map<string, RuleChanged[]>()
  readonly #approvals: ApprovalChanged[] = []
  readonly #proven = new Map<string, FirstProof>()
  /** Rules of each placement, the one with the most conditions first, then the newest. */
  readonly #order = new Map<PlacementKind, Placed[]>()

  get size(): number {
    return this.#held.size
  }

  apply(record: LogRecord): void {
    if (record.type === 'rule_changed') this.#change(record.body, record.position)
    else if (record.type === 'approval_changed') this.#approve(record.body)
    else if (record.type === 'rules_proven') {
      for (const rule of record.body.rules) this.#prove({ ...rule, time: record.body.time })
    }
  }

  get(id: string): HeldRule | undefined {
    return this.#held.get(id)?.rule
  }

  all(): HeldRule[] {
    return Array.from(this.#held.values(), ({ rule }) => rule)
  }

  /** Those of a placement; of two that speak of the same, the first has the last word. */
  of(placement: PlacementKind): readonly Placed[] {
    return this.#order.get(placement) ?? NONE
  }

  /** Oldest first. */
  changesOf(id: string): readonly RuleChanged[] {
    return this.#changes.get(id) ?? []
  }

  needsApproval(placement: PlacementKind): boolean {
    return this.#approvals.at(-1)?.placements.includes(placement) ?? false
  }

  /** Oldest first; the last one holds. */
  get approvals(): readonly ApprovalChanged[] {
    return this.#approvals
  }

  firstProof(id: string): FirstProof | undefined {
    return this.#proven.get(id)
  }

  /** Everything that was ever proven, as far as it is remembered. */
  firstProofs(): IterableIterator<FirstProof> {
    return this.#proven.values()
  }

  save(writer: ByteWriter): void {
    writer.count(this.#held.size)
    for (const { rule, position } of this.#held.values()) {
      writer.text(JSON.stringify(rule))
      writer.count(position)
    }
    writer.count(this.#changes.size)
    for (const changes of this.#changes.values()) writer.text(JSON.stringify(changes))
    writer.text(JSON.stringify(this.#approvals))
    writer.count(this.#proven.size)
    for (const proof of this.#proven.values()) writer.text(JSON.stringify(proof))
  }

  static load(reader: ByteReader): HeldRules {
    const made = new HeldRules()
    for (let left = reader.count(); left > 0; left--) {
      const rule: HeldRule = JSON.parse(reader.text())
      made.#held.set(rule.id, { rule, position: reader.count() })
    }
    for (let left = reader.count(); left > 0; left--) {
      const changes: RuleChanged[] = JSON.parse(reader.text())
      made.#changes.set(changes[0].id, changes)
    }
    made.#approvals.push(...JSON.parse(reader.text()))
    for (let left = reader.count(); left > 0; left--) made.#prove(JSON.parse(reader.text()))
    const placements = new Set(made.all().map(({ placement }) => placement))
    for (const placement of placements) made.#sort(placement)
    return made
  }

  #change(body: RuleChanged, position: number): void {
    const changes = this.#changes.get(body.id) ?? []
    this.#changes.delete(body.id) // the rule changed last stands last
    this.#changes.set(body.id, [...changes, body].slice(-MOST_CHANGES))
    forgetFirst(this.#changes, MOST_REMEMBERED)
    this.#held.delete(body.id)
    if (body.rule) this.#held.set(body.id, { rule: body.rule, position })
    const placement = (body.rule ?? body.before)?.placement
    if (placement) this.#sort(placement)
  }

  #approve(body: ApprovalChanged): void {
    this.#approvals.push(body)
    if (this.#approvals.length > MOST_CHANGES) this.#approvals.shift()
  }

  #prove(proof: FirstProof): void {
    if (this.#proven.has(proof.id)) return
    this.#proven.set(proof.id, proof)
    forgetFirst(this.#proven, MOST_PROVEN)
  }

  #sort(placement: PlacementKind): void {
    const all = [...this.#held.values()].filter(({ rule }) => rule.placement === placement)
    all.sort((a, b) => conditionsOf(b.rule) - conditionsOf(a.rule) || b.position - a.position)
    this.#order.set(placement, all)
  }
}

const NONE: readonly Placed[] = []

function conditionsOf({ when }: HeldRule): number {
  return Object.keys(when).length
}

function forgetFirst<K>(map: Map<K, unknown>, most: number): void {
  if (map.size > most) map.delete(map.keys().next().value!)
}
