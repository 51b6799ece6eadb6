import type { ByteReader, ByteWriter } from '../core/bytes.ts'
import { DAY } from '../core/clock.ts'
import type { PrivacyAsked } from '../schema/privacy-request.ts'

/** Requests told; the log has those of before for as long as their days are kept. */
const MOST = 1_000
/** As long as the days of visitors are kept. */
const KEPT_MS = 760 * DAY

/** What people asked to know or to have forgotten, oldest first: when and by whose hand, never who. */
export class PrivacyRequests {
  #asked: PrivacyAsked[] = []

  note(asked: PrivacyAsked): void {
    this.#asked.push(asked)
    while (this.#asked.length > MOST || asked.time - this.#asked[0].time > KEPT_MS) {
      this.#asked.shift()
    }
  }

  all(): readonly PrivacyAsked[] {
    return this.#asked
  }

  save(writer: ByteWriter): void {
    writer.text(JSON.stringify(this.#asked))
  }

  static load(reader: ByteReader): PrivacyRequests {
    const requests = new PrivacyRequests()
    requests.#asked = JSON.parse(reader.text())
    return requests
  }
}
