import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Damage } from './damage.ts'

/** A stretch of the log that is damaged, and the UTC day of the file it stands in. */
export interface DamageOfDay extends Damage {
  day: string
}

/**
 * What was found damaged in a log, in `damage.jsonl` beside its days: places and
 * reasons, nothing of what stood there. Each stretch is told once.
 */
export class DamageBook {
  readonly #path: string
  readonly #stretches = new Map<string, DamageOfDay>()

  constructor(folder: string) {
    this.#path = join(folder, 'damage.jsonl')
    for (const damage of readBook(this.#path)) this.#stretches.set(nameOf(damage), damage)
  }

  get all(): DamageOfDay[] {
    return [...this.#stretches.values()]
  }

  note(damage: DamageOfDay): void {
    const name = nameOf(damage)
    if (this.#stretches.has(name)) return
    this.#stretches.set(name, damage)
    appendFileSync(this.#path, `${JSON.stringify(damage)}\n`)
    process.emitWarning(sentenceOf(damage))
  }
}

export function sentenceOf({ day, first, last, why }: DamageOfDay): string {
  const places = first === last ? `record ${first} is` : `records ${first} to ${last} are`
  return `the log of ${day} is damaged: ${places} lost to it (${why}); a back-up has them`
}

function nameOf({ day, first, last }: DamageOfDay): string {
  return `${day} ${first} ${last}`
}

/** Lines that are not whole are passed over: the next look at the log finds the damage again. */
function readBook(path: string): DamageOfDay[] {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8').split('\n').flatMap(parsed)
}

function parsed(line: string): DamageOfDay[] {
  try {
    const damage = JSON.parse(line) as DamageOfDay
    return typeof damage.first === 'number' ? [damage] : []
  } catch {
    return []
  }
}
