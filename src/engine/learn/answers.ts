import type { ByteReader, ByteWriter } from '../../core/bytes.ts'

/** Before any evidence of a placement: one click in twenty, worth twenty visits. */
const PRIOR_CLICKS = 1
const PRIOR_VISITS = 20

/** How often an experience was shown and answered. */
export interface AnswerSums {
  decisions: number
  clicks: number
  carts: number
  orders: number
}

/**
 * Plain counts of what was shown and how it was answered, whatever the moment: for a reader. What
 * the next choice is made by stands in the minds.
 */
export class Answers {
  readonly #experiences = new Map<string, AnswerSums>()
  /** All experiences of a placement together. */
  readonly #placements = new Map<string, AnswerSums>()

  sums(experience: string): Readonly<AnswerSums> {
    return this.#experiences.get(experience) ?? NOTHING
  }

  /** Click rate, few answers being drawn towards that of the placement, and how sure it is. */
  rate(experience: string): { mean: number; deviation: number } {
    const { decisions, clicks } = this.sums(experience)
    const all = this.#placements.get(placementOf(experience)) ?? NOTHING
    const usual = (PRIOR_CLICKS + all.clicks) / (PRIOR_VISITS + all.decisions)
    const weight = PRIOR_VISITS + decisions
    const mean = (usual * PRIOR_VISITS + clicks) / weight
    return { mean, deviation: Math.sqrt((mean * (1 - mean)) / (weight + 1)) }
  }

  count(experience: string, what: keyof AnswerSums): void {
    entry(this.#experiences, experience)[what]++
    entry(this.#placements, placementOf(experience))[what]++
  }

  save(writer: ByteWriter): void {
    writer.count(this.#experiences.size)
    for (const [experience, sums] of this.#experiences) {
      writer.text(experience)
      for (const what of SUMS) writer.count(sums[what])
    }
  }

  static load(reader: ByteReader): Answers {
    const answers = new Answers()
    for (let left = reader.count(); left > 0; left--) {
      const experience = reader.text()
      const all = entry(answers.#placements, placementOf(experience))
      const sums = entry(answers.#experiences, experience)
      for (const what of SUMS) all[what] += sums[what] = reader.count()
    }
    return answers
  }
}

const NOTHING: AnswerSums = { decisions: 0, clicks: 0, carts: 0, orders: 0 }
const SUMS = ['decisions', 'clicks', 'carts', 'orders'] as const

/** `home` of `home/next`. */
function placementOf(experience: string): string {
  return experience.slice(0, experience.indexOf('/'))
}

function entry(sums: Map<string, AnswerSums>, key: string): AnswerSums {
  let found = sums.get(key)
  if (found === undefined) sums.set(key, (found = { ...NOTHING }))
  return found
}
