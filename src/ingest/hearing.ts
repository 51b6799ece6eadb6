import { uuidV5 } from '../core/visitor-key.ts'
import { LIMITS } from '../schema/limits.ts'
import { decimalToMinor, minorDigits, numberToMinor, readCurrency, readPrice } from './money.ts'
import { withoutPersonal } from './personal.ts'
import { type RefusalCode, Refused } from './refusals.ts'
import { noteRepair, type Repair, type RepairCode } from './repairs.ts'

export type Loose = Record<string, unknown>

export function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * One event (or row) under judgement: reads loose values into strict ones, notes
 * what it repaired, and refuses with the place of the fault.
 *
 * Pointers are put together only when something is wrong: on the hot path
 * `inside` and `item` are two assignments.
 */
export class Hearing {
  readonly repairs: Repair[] = []
  /** JSON pointer of the object being read, `/params`. */
  inside = ''
  /** Place within the list `inside`, or −1. */
  item = -1

  pointer(field: string): string {
    const place = this.item < 0 ? '' : `/${this.item}`
    return `${this.inside}${place}${field === '' ? '' : `/${field}`}`
  }

  /** @throws Refused always */
  refuse(field: string, code: RefusalCode, reason: string): never {
    throw new Refused(this.pointer(field), code, reason)
  }

  repair(code: RepairCode, field: string, before?: unknown, after?: unknown): void {
    noteRepair(this.repairs, code, this.pointer(field), before, after)
  }

  /** A text without odd characters or persons in it; empty is absent. */
  text(value: unknown, field: string, max: number = LIMITS.text): string | undefined {
    if (value === undefined || value === null) return undefined
    const told = typeof value === 'string' ? value : this.#numberText(value, field)
    const clean = wantsCare(told) ? this.#clean(told, field) : told
    if (clean.length > max) {
      const reason = `Send at most ${max} characters; this has ${told.length}.`
      return this.refuse(field, 'too_long', reason)
    }
    return clean === '' ? undefined : clean
  }

  /** An id of the shop's own. One that holds an address of a person is replaced by its hash. */
  id(value: unknown, field: string): string | undefined {
    if (typeof value === 'number') {
      if (!Number.isSafeInteger(value)) {
        return this.refuse(
          field,
          'not_whole',
          'Send the id as a text, or as a whole number below 2^53.',
        )
      }
      this.repair('id_number', field, value, String(value))
      return String(value)
    }
    if (typeof value === 'string' && value.length <= LIMITS.id && value.includes('@')) {
      if (withoutPersonal(value) !== value) {
        this.repair('personal_removed', field)
        return uuidV5('personal', value)
      }
    }
    return this.text(value, field, LIMITS.id)
  }

  /** A whole number within bounds. */
  whole(value: unknown, field: string, least: number, most: number): number | undefined {
    const number = this.number(value, field)
    if (number === undefined) return undefined
    if (!Number.isInteger(number)) {
      return this.refuse(field, 'not_whole', `Send a whole number; ${number} is none.`)
    }
    if (number < least || number > most) {
      const code = number < 0 && least >= 0 ? 'negative' : 'out_of_range'
      return this.refuse(field, code, `Send a number from ${least} to ${most}; this is ${number}.`)
    }
    return number === 0 ? 0 : number
  }

  number(value: unknown, field: string): number | undefined {
    if (value === undefined || value === null || value === '') return undefined
    if (typeof value === 'number') {
      if (Number.isFinite(value)) return value
      return this.refuse(field, 'not_a_number', 'Send a finite number.')
    }
    if (typeof value !== 'string') return this.refuse(field, 'wrong_type', 'Send a number here.')
    const decimal = readPrice(value)
    if (!decimal || decimal.currency) {
      return this.refuse(field, 'not_a_number', 'Send a number, without quotes or units.')
    }
    const number = Number(decimal.decimal)
    this.repair('number_text', field, value, number)
    return number
  }

  /** Money in major units, as number or text, to minor units of `currency`. */
  money(value: unknown, field: string, currency: string): number | undefined {
    if (value === undefined || value === null || value === '') return undefined
    const read =
      typeof value === 'number'
        ? numberToMinor(value, minorDigits(currency))
        : this.#moneyText(value, field, currency)
    if (read === undefined) {
      return this.refuse(field, 'not_a_number', 'Send the price as a number in major units, 12.99.')
    }
    if (Math.abs(read.minor) > 1e12) {
      return this.refuse(field, 'out_of_range', 'Amounts go up to 10^12 minor units.')
    }
    if (read.rounded) this.repair('price_rounded', field, value, read.minor)
    return read.minor
  }

  currency(value: unknown, field: string): string | undefined {
    const text = this.text(value, field, LIMITS.text)
    if (text === undefined) return undefined
    const currency = readCurrency(text)
    if (currency === undefined) {
      return this.refuse(field, 'unknown_currency', 'Send an ISO 4217 code of three letters, EUR.')
    }
    if (currency !== text) this.repair('currency_case', field, text, currency)
    return currency
  }

  #numberText(value: unknown, field: string): string {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      return this.refuse(field, 'wrong_type', 'Send a text here.')
    }
    this.repair('text_number', field, value, String(value))
    return String(value)
  }

  #moneyText(value: unknown, field: string, currency: string) {
    if (typeof value !== 'string') {
      return this.refuse(field, 'wrong_type', 'Send the price as a number in major units, 12.99.')
    }
    const price = readPrice(value, currency)
    if (!price) return undefined
    if (price.currency && price.currency !== currency) {
      const reason = `The price is in ${price.currency} and the event in ${currency}: send one currency.`
      return this.refuse(field, 'currency_mismatch', reason)
    }
    const read = decimalToMinor(price.decimal, minorDigits(currency))
    if (read) this.repair('price_text', field, value, read.minor)
    return read
  }

  #clean(value: string, field: string): string {
    // Whatever its size, work stays bounded: four times the longest text we keep is enough to judge.
    const head = value.length > 4 * LIMITS.longText ? value.slice(0, 4 * LIMITS.longText) : value
    const printable = stripUnprintable(head)
    if (printable !== head) this.repair('characters', field, head, printable)
    const trimmed = printable.trim()
    if (trimmed !== printable) this.repair('whitespace', field, printable, trimmed)
    const impersonal = withoutPersonal(trimmed)
    if (impersonal !== trimmed) this.repair('personal_removed', field, impersonal, impersonal)
    return impersonal
  }
}

/** One pass over the units: is there anything that the slow path must look at? */
function wantsCare(text: string): boolean {
  const length = text.length
  if (length === 0) return false
  if (isSpace(text.charCodeAt(0)) || isSpace(text.charCodeAt(length - 1))) return true
  let digits = 0
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 97 && unit <= 122) continue
    if (unit < 32 || unit === 64 || unit === 37 || unit === 43) return true // control @ % +
    if (unit >= 48 && unit <= 57 && ++digits === 10) return true
    if (unit < 127) continue
    if (unit < 160 || unit >= 0xd800 || (unit >= 0x200b && unit <= 0x206f)) return true
  }
  return false
}

function isSpace(unit: number): boolean {
  return unit <= 32 || unit === 160
}

function stripUnprintable(text: string): string {
  // Tabs and line ends part words; other controls, bidi overrides and byte-order marks have no place.
  return text
    .toWellFormed()
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .replace(/\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/gu, '')
}
