import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { fingerprint } from '../../../core/fingerprint.ts'
import type { Adoption, ModelPart } from '../../../schema/model-part.ts'
import { Model } from '../ranking/model.ts'

const KEPT = 20
/** A model has one or two. */
const MOST_PARTS = 64

/**
 * Puts models together out of the parts that the log holds, and remembers which came into
 * use, with the settings of before. A model of which a part is lost or damaged is counted
 * and left out: the ranking goes on with what it has.
 */
export class Adoptions {
  readonly list: Adoption[] = []
  damaged = 0
  /** Parts so far of the model that is coming. */
  #model = 0
  #parts: string[] = []

  /** @returns the model, once its last part is there and it is whole */
  take(body: ModelPart, position: number, clicks: number): Model | undefined {
    if (body.part === 0) {
      this.#model = body.model
      this.#parts = []
    }
    if (body.model === this.#model && body.part === this.#parts.length && body.part < MOST_PARTS) {
      this.#parts.push(body.bytes)
    }
    if (body.part !== body.parts - 1) return undefined
    const model = this.#parts.length === body.parts ? this.#read(body.model) : undefined
    this.#parts = []
    if (model === undefined) this.damaged++
    else this.#note(body, position, clicks)
    return model
  }

  save(writer: ByteWriter): void {
    writer.count(this.damaged)
    writer.count(this.#model)
    writer.text(JSON.stringify([this.#parts, this.list]))
  }

  static load(reader: ByteReader): Adoptions {
    const adoptions = new Adoptions()
    adoptions.damaged = reader.count()
    adoptions.#model = reader.count()
    const [parts, list] = JSON.parse(reader.text())
    adoptions.#parts = parts
    adoptions.list.push(...list)
    return adoptions
  }

  #read(model: number): Model | undefined {
    const text = this.#parts.join('')
    if (fingerprint(text) !== model) return undefined
    try {
      return Model.unpack(bytesOf(text))
    } catch (error) {
      if (isNoModel(error as Error)) return undefined
      throw error
    }
  }

  #note({ part, parts, bytes, ...body }: ModelPart, position: number, clicks: number): void {
    this.list.push({ ...body, position, clicks })
    if (this.list.length > KEPT) this.list.shift()
  }
}

/** Of a build with other features, or no base64 at all. */
function isNoModel(error: Error): boolean {
  return error instanceof RangeError || error.name === 'InvalidCharacterError'
}

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}
