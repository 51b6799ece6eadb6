import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Knowledge } from './knowledge.ts'
import { Model } from './model.ts'
import { MOST_CANDIDATES } from './shortlist.ts'
import { Survey } from './survey.ts'

/**
 * Which items for this session, now.
 *
 * `recommend` only reads; `click` changes what the next answer of anybody is. A model comes
 * from a refit and is adopted whole; between refits its online half learns from every click.
 */
export class Ranker {
  knowledge: Knowledge
  model: Model
  readonly survey: Survey
  /** The last answer, best first. */
  readonly items = new Int32Array(MOST_CANDIDATES)
  /** Their places among the survey's candidates. */
  readonly order = new Int32Array(MOST_CANDIDATES)

  constructor(knowledge = new Knowledge(), model = new Model(), survey = new Survey()) {
    this.knowledge = knowledge
    this.model = model
    this.survey = survey
  }

  /**
   * Rank what may come after the first `count` clicks of a session.
   * @param self the session's number, when the index knows it.
   * @param own sessions of the same visitor before this one, which weigh more.
   * @param without an item not to be answered: the current one, where it stands on the page.
   * @returns how many of `items` are the answer, `most` at most.
   */
  recommend(
    clicks: ArrayLike<number>,
    count: number,
    now: number,
    most: number,
    without = -1,
    self = -1,
    own?: readonly number[],
  ): number {
    const { survey, model } = this
    survey.take(clicks, count, now, this.knowledge, model.settings, self, own)
    model.rank(survey)
    return this.#best(most, without)
  }

  /** Learn from what came after the first `count` clicks; the knowledge is not changed. */
  learn(
    clicks: ArrayLike<number>,
    count: number,
    now: number,
    chosen: number,
    self = -1,
    own?: readonly number[],
  ): void {
    const { survey, model } = this
    survey.take(clicks, count, now, this.knowledge, model.settings, self, own)
    const place = survey.list.indexOf(chosen)
    if (place < 0) return
    model.bins.bin(survey.features.values, survey.list.count, model.rows)
    model.online.learn(model.rows, survey.list.count, place)
  }

  /** One more click of a session: a lesson for the ranking, then part of what is known. */
  click(session: number, clicks: ArrayLike<number>, count: number, item: number, time: number) {
    if (count > 0) this.learn(clicks, count, time, item, session)
    this.knowledge.click(session, clicks, count, item, time)
  }

  save(writer: ByteWriter): void {
    this.knowledge.save(writer)
    this.model.save(writer)
  }

  static load(reader: ByteReader): Ranker {
    return new Ranker(Knowledge.load(reader), Model.load(reader))
  }

  /** Candidates by score, the first to be listed before its equals. */
  #best(most: number, without: number): number {
    const { list } = this.survey
    const { scores } = this.model
    const { order } = this
    let length = 0
    for (let c = 0; c < list.count; c++) {
      if (list.items[c] === without) continue
      if (length === most && scores[c] <= scores[order[length - 1]]) continue
      let at = length < most ? length++ : length - 1
      for (; at > 0 && scores[order[at - 1]] < scores[c]; at--) order[at] = order[at - 1]
      order[at] = c
    }
    for (let i = 0; i < length; i++) this.items[i] = list.items[order[i]]
    return length
  }
}
