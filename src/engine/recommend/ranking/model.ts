import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Bins } from './bins.ts'
import { FEATURE_COUNT } from './features.ts'
import { Forest } from './forest.ts'
import { type NeighbourSettings, USUAL_SETTINGS } from './neighbours.ts'
import { OnlineRanker } from './online-ranker.ts'
import { MOST_CANDIDATES } from './shortlist.ts'
import type { Survey } from './survey.ts'

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
  readonly #forest = new Float64Array(MOST_CANDIDATES)

  /** Bins and scores of a survey's candidates, in `rows` and `scores`. */
  rank(survey: Survey): void {
    const { count } = survey.list
    this.bins.bin(survey.features.values, count, this.rows)
    this.online.score(this.rows, count, this.scores)
    if (this.forest.count === 0) return
    this.#forest.fill(0, 0, count)
    this.forest.score(this.rows, count, this.#forest)
    for (let c = 0; c < count; c++) {
      this.scores[c] = this.#forest[c] + this.blend * this.scores[c]
    }
  }

  save(writer: ByteWriter): void {
    for (const key of SETTINGS) writer.f64(this.settings[key])
    this.bins.save(writer)
    this.online.save(writer)
    this.forest.save(writer)
    writer.f64(this.blend)
  }

  static load(reader: ByteReader): Model {
    const model = new Model()
    for (const key of SETTINGS) model.settings[key] = reader.f64()
    model.bins = Bins.load(reader)
    model.online = OnlineRanker.load(reader)
    model.forest = Forest.load(reader)
    model.blend = reader.f64()
    return model
  }
}

const SETTINGS = Object.keys(USUAL_SETTINGS) as (keyof NeighbourSettings)[]
