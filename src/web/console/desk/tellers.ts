import type { Say } from '../../../schema/live.ts'
import { moment, money, number } from '../format.ts'
import { percent } from '../results/measures.ts'
import type { Language } from '../settings.ts'
import { formFor } from '../words.ts'

/**
 * How a change is told, field by field. A record has a teller for each of its fields, and an
 * enumeration a word for each of its values: where one is missing, it does not compile.
 */
export type Teller<T> = (was: T | undefined, is: T | undefined, sides: Sides) => FieldChange[]
export type Words = readonly [fr: string, en: string]

/** One field that differs; undefined where there was nothing yet, or is nothing any more. */
export interface FieldChange {
  name: string
  was?: string
  is?: string
}

export interface Sides {
  was: Side
  is: Side
}

/** What it was, or what it is, and in whose words. */
export interface Side {
  language: Language
  /** What the engine calls a name, by `field=name`. */
  names: Readonly<Record<string, Say>>
  /** Of amounts: ISO 4217. */
  currency: string
  /** There was, or is, something: what is not said in it has its word too. */
  isThere: boolean
}

const NOTHING: Words = ['rien', 'nothing']
/** Of what changed without its telling becoming another: nothing that changed is passed over. */
const OTHERS: Words = ['autre chose', 'something else']

/** A field: its name, how its value is told, and what it means that there is none. */
export function field<T>(
  name: Words,
  tell: (value: T, side: Side) => string,
  absent = NOTHING,
): Teller<T> {
  return (was, is, sides) => {
    const told = { was: textOf(was, tell, sides.was), is: textOf(is, tell, sides.is) }
    if (told.was === undefined && told.is === undefined) return []
    const line = {
      name: said(name, sides.is),
      was: told.was ?? (sides.was.isThere ? said(absent, sides.was) : undefined),
      is: told.is ?? (sides.is.isThere ? said(absent, sides.is) : undefined),
    }
    if (line.was !== line.is) return [line]
    const isAnother = told.was === told.is && JSON.stringify(was) !== JSON.stringify(is)
    return isAnother ? [{ ...line, is: said(OTHERS, sides.is) }] : []
  }
}

/** An empty list, or a word without letters, is none. */
function textOf<T>(value: T | undefined, tell: (value: T, side: Side) => string, side: Side) {
  return value === undefined ? undefined : tell(value, side) || undefined
}

type Fields<T> = { [F in keyof T]-?: Teller<NonNullable<T[F]>> }

/** A record, its fields in this order; what an older build wrote beside is told as it was named. */
export function record<T extends object>(tellers: Fields<T>): Teller<T> {
  const known = Object.entries(tellers) as [string, Teller<unknown>][]
  return (was, is, sides) => {
    const [a, b] = [was, is] as (Record<string, unknown> | undefined)[]
    const others = Object.keys({ ...a, ...b }).filter(name => !(name in tellers))
    const all = [...known, ...others.map(name => [name, unknown(name)] as const)]
    return all.flatMap(([name, tell]) =>
      tell(a?.[name] ?? undefined, b?.[name] ?? undefined, sides),
    )
  }
}

/** What has no words: by its own name and, should it have parts, part by part. */
export function unknown(name: string): Teller<unknown> {
  return (was, is, sides) => {
    const parts = [was, is].filter(isRecord)
    if (parts.length === 0) return field([name, name], plainly)(was, is, sides)
    const inner = [...new Set(parts.flatMap(Object.keys))]
    const of = (value: unknown, part: string) => (isRecord(value) ? value[part] : undefined)
    return inner.flatMap(part =>
      unknown([name, part].filter(Boolean).join(' '))(of(was, part), of(is, part), sides),
    )
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  return !Array.isArray(value) || value.some(isRecord)
}

function plainly(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value)
}

/** What a line would tell stands in the sentence above already. */
export const inSentence: Teller<unknown> = () => []

/** What says which it is: of something new or gone the sentence above has it. */
export function name<T>(tell: Teller<T>): Teller<T> {
  return (was, is, sides) => (was === undefined || is === undefined ? [] : tell(was, is, sides))
}

/** What is said of the change itself, and was nothing else before. */
export function fact<T>(tell: Teller<T>): Teller<T> {
  return (was, is, sides) =>
    tell(undefined, is ?? was, { ...sides, was: { ...sides.was, isThere: false } })
}

/** That it is not there has its word, even where nothing else is. */
export function always<T>(tell: Teller<T>): Teller<T> {
  return (was, is, { was: a, is: b }) =>
    tell(was, is, { was: { ...a, isThere: true }, is: { ...b, isThere: true } })
}

export const text = (name: Words, absent?: Words): Teller<string> =>
  field(name, value => value, absent)

export const list = (name: Words, absent?: Words): Teller<string[]> =>
  field(name, values => values.join(', '), absent)

type Values<T extends string> = Record<T, Words>

export function oneOf<T extends string>(name: Words, values: Values<T>, absent?: Words): Teller<T> {
  return field(name, (value, side) => valueIn(values, value, side), absent)
}

export function someOf<T extends string>(
  name: Words,
  values: Values<T>,
  absent?: Words,
): Teller<T[]> {
  const tell = (all: T[], side: Side) => all.map(each => valueIn(values, each, side)).join(', ')
  return field(name, tell, absent)
}

/** A value that only an older build knew is told as it is. */
function valueIn<T extends string>(values: Values<T>, value: T, side: Side): string {
  return Object.hasOwn(values, value) ? said(values[value], side) : value
}

/** @param no is also what it means that nothing is said of it */
export const flag = (name: Words, yes: Words, no: Words): Teller<boolean> =>
  field(name, (value, side) => said(value ? yes : no, side), no)

/** @param unit one and many, `jour|jours` */
export const counted = (name: Words, unit: Words, absent?: Words): Teller<number> =>
  field(
    name,
    (value, side) =>
      `${number(value, side.language)} ${formFor(value, said(unit, side), side.language)}`,
    absent,
  )

export const amount = (name: Words): Teller<number> =>
  field(name, (value, { currency, language }) => money(value, currency, language))

/** @param whole what is the whole: 1, or 100 */
export const part = (name: Words, whole: 1 | 100, absent?: Words): Teller<number> =>
  field(
    name,
    (value, { language }) => {
      const decimals = Number.isInteger(round((value / whole) * 100)) ? 0 : 1
      return percent(value / whole, language, decimals)
    },
    absent,
  )

/** Figures of a share that somebody wrote; the rest is the machine's. */
function round(value: number): number {
  return Number(value.toFixed(6))
}

export const time = (name: Words, absent?: Words): Teller<number> =>
  field(name, (value, { language }) => moment(value, Date.now(), language), absent)

/** What the engine calls by names of its own. */
export const named = (name: Words, of: string, absent?: Words): Teller<string> =>
  field(name, (value, side) => called(`${of}=${value}`, value, side), absent)

export const allNamed = (name: Words, of: string, absent?: Words): Teller<string[]> =>
  field(
    name,
    (values, side) => values.map(value => called(`${of}=${value}`, value, side)).join(', '),
    absent,
  )

/** Whom it is about, a line for each characteristic, as the engine calls both. */
export const conditions: Teller<Record<string, string>> = (was, is, sides) =>
  Object.keys({ ...was, ...is }).flatMap(each => {
    const { fr, en } = sides.is.names[`if=${each}`] ?? { fr: each, en: each }
    return named([fr, en], `if.${each}`)(was?.[each], is?.[each], sides)
  })

function called(key: string, value: string, { names, language }: Side): string {
  return names[key]?.[language] ?? value
}

function said([fr, en]: Words, { language }: Pick<Side, 'language'>): string {
  return language === 'fr' ? fr : en
}
