/** How well a way of ranking put what was clicked first: mean hits and reciprocal ranks in 20. */
export interface RankingVerdict {
  hits: number
  reciprocal: number
}

/**
 * A new model of the ranking, one part of it: a record is limited to 64 KB. The parts of a
 * model follow one another in the log, and the last one brings it into use.
 */
export interface ModelPart {
  /** Its fingerprint: a model of which anything is lost is noticed, and not used. */
  model: number
  part: number
  parts: number
  /** Base64. */
  bytes: string
  /** Place in the log up to which it was fitted. */
  fitted: number
  time: number
  /** On lists that neither had learnt from, the model it replaces and this one. */
  before: RankingVerdict
  after: RankingVerdict
  /** How neighbours were weighed, and are. */
  settingsBefore: Record<string, number>
  settings: Record<string, number>
}

/** What is kept of a model that came into use. */
export type Adoption = Omit<ModelPart, 'part' | 'parts' | 'bytes'> & {
  position: number
  /** Clicks there had been by then. */
  clicks: number
}

/** How the ranking came to be what it is. */
export interface RankingSums {
  /** Clicks that could have been lessons. */
  clicks: number
  sessions: number
  trees: number
  /** Models that came damaged, or in part, and were not used. */
  damaged: number
  /** The newest twenty, oldest first. */
  adopted: Adoption[]
}
