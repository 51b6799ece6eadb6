import { existsSync, readFileSync } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A key that was forgotten, as a keyed hash. */
export interface ListedErasure {
  tombstone: string
  time: number
}

/**
 * Who was forgotten, in `erasures/<shop>.jsonl`: beside the shops' folders and not in them,
 * so that a back-up put back over a shop does not take it away. At every start whoever
 * stands in it and not in the log is forgotten again. It holds keyed hashes, and is of use
 * only with the shop's `keys.json`.
 */
export class ErasureList {
  readonly #path: string

  constructor(dataDir: string, shop: string) {
    this.#path = join(dataDir, 'erasures', `${shop}.jsonl`)
  }

  /** The newest list of all back-ups stands beside them: an old one is put back with it. */
  static besideBackups(shelf: string): ErasureList {
    return new ErasureList(shelf, 'all')
  }

  /** A last line that a crash cut is passed over: the log has it. */
  read(): ListedErasure[] {
    if (!existsSync(this.#path)) return []
    return readFileSync(this.#path, 'utf8').split('\n').flatMap(parsed)
  }

  /** The whole list, on disk when it resolves. */
  async write(erasures: Iterable<ListedErasure>): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 })
    const draft = `${this.#path}.draft`
    const file = await open(draft, 'w', 0o600)
    for (const { tombstone, time } of erasures) {
      await file.write(`${JSON.stringify({ tombstone, time })}\n`)
    }
    await file.sync()
    await file.close()
    await rename(draft, this.#path)
  }

  /** Whoever stands in the other list stands in this one too. */
  async takeIn(other: ErasureList): Promise<void> {
    const all = new Map([...this.read(), ...other.read()].map(one => [one.tombstone, one]))
    if (all.size > 0) await this.write(all.values())
  }
}

function parsed(line: string): ListedErasure[] {
  try {
    const { tombstone, time } = JSON.parse(line) as ListedErasure
    return typeof tombstone === 'string' && typeof time === 'number' ? [{ tombstone, time }] : []
  } catch {
    return []
  }
}
