import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import type { NudgeTerms } from '../../../schema/nudge-terms.ts'

/** A visit is thirty minutes: who closed or put off something is left alone for the rest of it. */
export const USUAL_TERMS: NudgeTerms = {
  perDay: 3,
  confirmPerDay: 30,
  coolDownDays: 14,
  restMinutes: 30,
  snoozeMinutes: 30,
}

/** How much visitors are nudged at most: ours until the merchant gives other terms. */
export class HeldTerms {
  #terms: NudgeTerms = USUAL_TERMS

  get terms(): NudgeTerms {
    return this.#terms
  }

  change(terms: NudgeTerms): void {
    this.#terms = { ...terms }
  }

  save(writer: ByteWriter): void {
    const { perDay, confirmPerDay, coolDownDays, restMinutes, snoozeMinutes } = this.#terms
    for (const term of [perDay, confirmPerDay, coolDownDays, restMinutes, snoozeMinutes]) {
      writer.count(term)
    }
  }

  static load(reader: ByteReader): HeldTerms {
    const held = new HeldTerms()
    held.change({
      perDay: reader.count(),
      confirmPerDay: reader.count(),
      coolDownDays: reader.count(),
      restMinutes: reader.count(),
      snoozeMinutes: reader.count(),
    })
    return held
  }
}
