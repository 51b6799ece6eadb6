import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import type { PlacementKind } from '../../../schema/decision.ts'
import { KINDS, type Minds } from '../../policy/minds.ts'
import { Ledger } from './ledger.ts'

/** What is proven of one kind of placement. */
export interface PlacementLedgers {
  /** Was it clicked, within the click window? */
  readonly click: Ledger
  /** Did the visitor order anything within the purchase window, whatever led to it? */
  readonly order: Ledger
}

/** The ledgers of every kind of placement; one that counted nothing yet takes no room. */
export class Ledgers {
  readonly #all: readonly PlacementLedgers[]

  constructor(all: readonly PlacementLedgers[]) {
    this.#all = all
  }

  static for(minds: Minds): Ledgers {
    return new Ledgers(
      [...minds].map(({ arms, standard }) => ({
        click: new Ledger(arms.length, standard),
        order: new Ledger(arms.length, standard),
      })),
    )
  }

  of(kind: PlacementKind): PlacementLedgers {
    return this.#all[KINDS.indexOf(kind)]
  }

  /** These numbers were given to other values. */
  forget(values: readonly number[]): void {
    for (const { click, order } of this.#all) {
      click.forget(values)
      order.forget(values)
    }
  }

  save(writer: ByteWriter): void {
    for (const { click, order } of this.#all) {
      click.save(writer)
      order.save(writer)
    }
  }

  static load(reader: ByteReader): Ledgers {
    return new Ledgers(
      KINDS.map(() => ({ click: Ledger.load(reader), order: Ledger.load(reader) })),
    )
  }
}
