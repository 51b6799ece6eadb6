import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { RecordOf } from '../../schema/record.ts'
import type { WishLetter } from '../../schema/wish.ts'

/** A wish that is not over. The address itself stands in its record, at `position`, and nowhere else. */
export interface Wish {
  id: string
  position: number
  visitor: string
  /** Keyed hash of the address. */
  address: string
  item: string
  /** Empty for any of the item's. */
  sku: string
  market: string
  madeAt: number
  state: 'made' | 'asked' | 'confirmed' | 'told'
  /** This letter was about to be handed over; whether it was, is not known. */
  sending?: WishLetter
  /** Tries of the letter that is due. */
  attempts: number
  steppedAt: number
}

/** Where an address still stands though nobody will be written to. */
export interface LeftAddress {
  position: number
  visitor: string
  /** Keyed hash of it. */
  address: string
}

/**
 * Who wants to be told of what, and how far that is. All of it comes from records, so a
 * process that dies in the middle of a letter finds, when it comes back, that it was in the
 * middle of one.
 */
export class Wishes {
  readonly #open = new Map<string, Wish>()
  readonly #left = new Map<string, LeftAddress>()

  get size(): number {
    return this.#open.size
  }

  get(id: string): Wish | undefined {
    return this.#open.get(id)
  }

  /** Oldest first; it may be stepped while it is gone through. */
  open(): IterableIterator<Wish> {
    return this.#open.values()
  }

  /** Of an address, whoever typed it. */
  ofAddress(address: string): Wish[] {
    return [...this.#open.values()].filter(wish => wish.address === address)
  }

  /** Wishes that are over and whose address is still to be taken out of the log. */
  left(): ReadonlyMap<string, LeftAddress> {
    return this.#left
  }

  /** Does this record's address serve no letter any more? */
  isOver(id: string): boolean {
    const wish = this.#open.get(id)
    return wish === undefined || wish.state === 'told'
  }

  apply(record: RecordOf<'wish_made' | 'wish_stepped'>): void {
    if (record.type === 'wish_stepped') this.#step(record)
    else this.#make(record)
  }

  /** The erasure of the person sees to their address. */
  forget(visitor: string): void {
    for (const kept of [this.#open, this.#left]) {
      for (const [id, one] of kept) if (one.visitor === visitor) kept.delete(id)
    }
  }

  save(writer: ByteWriter): void {
    writer.text(JSON.stringify([...this.#open.values()]))
    writer.text(JSON.stringify([...this.#left]))
  }

  static load(reader: ByteReader): Wishes {
    const made = new Wishes()
    for (const wish of JSON.parse(reader.text()) as Wish[]) made.#open.set(wish.id, wish)
    for (const [id, left] of JSON.parse(reader.text())) made.#left.set(id, left)
    return made
  }

  #make(record: RecordOf<'wish_made'>): void {
    const { visitor, address = '', item, sku = '', market, time } = record.body
    const { id, position } = record
    const begun = { state: 'made' as const, attempts: 0, madeAt: time, steppedAt: time }
    this.#open.set(id, { id, position, visitor, address, item, sku, market, ...begun })
  }

  #step({ body }: RecordOf<'wish_stepped'>): void {
    const { step, letter, attempt = 1, time } = body
    const wish = this.#open.get(body.wish)
    if (step === 'address_gone') {
      this.#left.delete(body.wish)
      if (wish) wish.address = '' // as a replay of the log reads it from now on
    }
    if (wish === undefined) return
    // Somebody who follows an old link once more asks for no second letter.
    if (step === 'confirmed' && !isUnconfirmed(wish)) return
    wish.steppedAt = time
    if (step === 'sending') Object.assign(wish, { sending: letter, attempts: attempt })
    else wish.sending = undefined
    if (step === 'sent') this.#sent(wish, letter)
    if (step === 'confirmed') Object.assign(wish, { state: 'confirmed', attempts: 0 })
    if (step !== 'ended') return
    this.#leave(wish)
    this.#open.delete(wish.id)
  }

  #sent(wish: Wish, letter: WishLetter | undefined): void {
    wish.attempts = 0
    if (letter === 'back') {
      wish.state = 'told'
      this.#leave(wish)
    } else if (wish.state === 'made') wish.state = 'asked'
  }

  #leave({ id, position, visitor, address }: Wish): void {
    this.#left.set(id, { position, visitor, address })
  }
}

/** Nobody has said yet that the address is theirs. */
export function isUnconfirmed({ state }: Wish): boolean {
  return state === 'made' || state === 'asked'
}
