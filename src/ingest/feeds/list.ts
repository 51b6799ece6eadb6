import { LIMITS } from '../../schema/limits.ts'
import { Hearing, isObject, type Loose } from '../hearing.ts'
import { asRefused, Refused, type RowRefusal } from '../refusals.ts'
import type { Repair } from '../repairs.ts'

/** Entries of a list judged one by one: what was kept, what was set aside, what was put right. */
export interface ListJudgement<T> {
  kept: T[]
  refused: RowRefusal[]
  repairs: Repair[]
}

/** Most entries of one body. */
const ENTRIES = 10_000

/** Judge each entry alone with `read`, which throws `Refused` for a bad one. */
export function judgeList<T>(
  list: unknown,
  read: (entry: Loose, hearing: Hearing) => T,
): ListJudgement<T> {
  const judgement: ListJudgement<T> = { kept: [], refused: [], repairs: [] }
  if (!Array.isArray(list)) return refuseAll(judgement, 'wrong_type', 'Send a list.')
  if (list.length > ENTRIES) {
    return refuseAll(judgement, 'too_many', `Send at most ${ENTRIES} entries at once.`)
  }
  for (let index = 0; index < list.length; index++) {
    const judged = judgeEntry(list[index], index + 1, read)
    if (judged.refused) judgement.refused.push(judged.refused)
    else judgement.kept.push(judged.kept)
    judgement.repairs.push(...judged.repairs)
  }
  return judgement
}

function refuseAll<T>(
  judgement: ListJudgement<T>,
  code: 'wrong_type' | 'too_many',
  reason: string,
): ListJudgement<T> {
  judgement.refused.push({ line: 0, field: '', code, reason })
  return judgement
}

export type Judged<T> =
  | { kept: T; refused?: undefined; repairs: Repair[] }
  | { refused: RowRefusal; kept?: undefined; repairs: Repair[] }

/** One entry; `line` is its line in the file, or its place in the list from 1. */
export function judgeEntry<T>(
  entry: unknown,
  line: number,
  read: (entry: Loose, hearing: Hearing) => T,
): Judged<T> {
  const hearing = new Hearing()
  try {
    if (!isObject(entry)) throw new Refused('', 'wrong_type', 'An entry is a JSON object.')
    const kept = read(entry, hearing)
    for (const repair of hearing.repairs) repair.field = repair.field.replace(/^\//, '')
    return { kept, repairs: hearing.repairs }
  } catch (error) {
    const { field, code, reason } = asRefused(error)
    const refused: RowRefusal = { line, field: field.replace(/^\//, ''), code, reason }
    const id = isObject(entry) ? (entry.sku ?? entry.id) : undefined
    if (typeof id === 'string') refused.id = id.slice(0, LIMITS.id)
    return { refused, repairs: [] }
  }
}
