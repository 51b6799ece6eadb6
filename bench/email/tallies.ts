import { type Customer, LETTERS, OUTCOMES, type Outcome } from './customers.ts'
import { Tally } from './tally.ts'

export type Figures = Record<Outcome | `${Outcome}_half_width`, number>

/** What a policy would have got, by inverse propensity: every letter had one chance in three. */
export class Tallies {
  readonly #tallies: Record<Outcome, Tally> = {
    visit: new Tally(),
    conversion: new Tally(),
    spend: new Tally(),
  }

  /** @param chance that the policy sends the letter that was sent */
  add({ outcome }: Customer, chance: number): void {
    for (const name of OUTCOMES) this.#tallies[name].add(outcome[name] * chance * LETTERS.length)
  }

  figures(): Figures {
    const entries = OUTCOMES.flatMap(name => [
      [name, this.#tallies[name].mean],
      [`${name}_half_width`, this.#tallies[name].halfWidth],
    ])
    return Object.fromEntries(entries)
  }
}
