import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Bins } from './bins.ts'
import { FEATURE_COUNT } from './features.ts'
import { Forest } from './forest.ts'
import { checkSettings, type NeighbourSettings, USUAL_SETTINGS } from './neighbour-settings.ts'
import { nthHighest } from './nth-highest.ts'
import { OnlineRanker } from './online-ranker.ts'
import { MOST_CANDIDATES } from './shortlist.ts'
import type { Survey } from './survey.ts'

/** Candidates the forest is asked about, for it costs more than all the rest of the ranking. */
const HOPEFULS = 40
/** Further behind than any score. */
const FAR = 1e6

/** How the candidates of a survey are ranked: what a refit finds, and what each click changes. */
export class Model {
  settings: NeighbourSettings = { ...USUAL_SETTINGS }
  bins = new Bins()
  online = new OnlineRanker()
  forest = new Forest()
  /** Weight of the online ranker beside the forest, once there is one. */
  blend = 0.5
  readonly rows = new Uint8Array(MOST_CANDIDATES * FEATURE_COUNT)
  readonly scores = new Float64Array(MOST_CANDIDATES)
  readonly #hopefuls = new Int32Array(MOST_CANDIDATES)
  readonly #starts = new Int32Array(MOST_CANDIDATES)
  readonly #forest = new Float64Array(MOST_CANDIDATES)
  readonly #sorted = new Float32Array(MOST_CANDIDATES)

  /** Bins and scores of a survey's candidates, in `rows` and `scores`. */
  rank(survey: Survey): void {
    const { count } = survey.list
    this.bins.bin(survey.features.values, count, this.rows)
    this.online.score(this.rows, count, this.scores)
    if (this.forest.count > 0) this.#askForest(count)
  }

  /** What each feature adds to the score of a candidate of the last survey: `row` is its place. */
  contributions(row: number): Float64Array {
    const at = row * FEATURE_COUNT
    const parts = this.online.contributions(this.rows, at)
    if (this.forest.count === 0) return parts
    for (let f = 0; f < parts.length; f++) parts[f] *= this.blend
    this.forest.contribute(this.rows, at, parts)
    return parts
  }

  /** The forest orders those the online ranker thinks most of; the others stay behind them. */
  #askForest(count: number): void {
    const hopefuls = this.#choose(count)
    this.#forest.fill(0, 0, hopefuls)
    this.forest.scoreSome(this.rows, this.#starts, hopefuls, this.#forest)
    for (let c = 0; c < count; c++) this.scores[c] -= FAR
    for (let i = 0; i < hopefuls; i++) {
      const c = this.#hopefuls[i]
      this.scores[c] = this.#forest[i] + this.blend * (this.scores[c] + FAR)
    }
  }

  #choose(count: number): number {
    for (let c = 0; c < count; c++) this.#sorted[c] = this.scores[c]
    const least = nthHighest(this.#sorted, count, HOPEFULS)
    let hopefuls = 0
    for (let c = 0; c < count; c++) {
      if (Math.fround(this.scores[c]) < least) continue
      this.#hopefuls[hopefuls] = c
      this.#starts[hopefuls++] = c * FEATURE_COUNT
    }
    return hopefuls
  }

  save(writer: ByteWriter): void {
    this.#saveFound(writer)
    this.online.save(writer)
  }

  static load(reader: ByteReader): Model {
    const model = Model.#loadFound(reader)
    model.online = OnlineRanker.load(reader)
    return model
  }

  /**
   * The model as a refit hands it over, small enough to be a record. What the online ranker
   * learnt is rounded; packed again, an unpacked model gives the same bytes.
   */
  pack(): Uint8Array {
    const writer = new ByteWriter(1 << 16)
    this.#saveFound(writer)
    this.online.pack(writer)
    return writer.done()
  }

  /** @throws RangeError when the bytes are not those of a model. */
  static unpack(bytes: Uint8Array): Model {
    const reader = new ByteReader(bytes)
    const model = Model.#loadFound(reader)
    model.online = OnlineRanker.unpack(reader)
    if (reader.left > 0) throw new RangeError('a model ends before its bytes do')
    return model
  }

  /** What only a refit changes. */
  #saveFound(writer: ByteWriter): void {
    for (const key of SETTINGS) writer.f64(this.settings[key])
    this.bins.save(writer)
    this.forest.save(writer)
    writer.f64(this.blend)
  }

  static #loadFound(reader: ByteReader): Model {
    const model = new Model()
    for (const key of SETTINGS) model.settings[key] = reader.f64()
    checkSettings(model.settings)
    model.bins = Bins.load(reader)
    model.forest = Forest.load(reader)
    model.blend = reader.f64()
    if (!Number.isFinite(model.blend)) throw new RangeError('a model has a blend that is no number')
    return model
  }
}

const SETTINGS = Object.keys(USUAL_SETTINGS) as (keyof NeighbourSettings)[]
