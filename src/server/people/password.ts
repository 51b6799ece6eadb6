import * as crypto from 'node:crypto'
import type { ProblemParams } from '../../schema/problem.ts'
import type { Env } from '../../store/ports.ts'
import { Problem } from '../problem.ts'

/**
 * Passwords are kept as Argon2id, with the cost OWASP names first among its settings (19 MiB, two
 * passes, one lane): some 30 ms. What a hash was made with stands in it, so that the cost can rise.
 */
const COST = { memory: 19_456, passes: 2, parallelism: 1 }
const TAG_BYTES = 32
const SHORTEST = 12
/** Each holds 19 MiB and a thread: more at once would be a lever for whoever knocks. */
const AT_WORK = 2
const MOST_WAITING = 32

let atWork = 0
const waiting: (() => void)[] = []

export async function hashPassword(password: string, env: Env): Promise<string> {
  const salt = Buffer.from(env.random(16))
  const tag = await derive(password, salt, COST)
  const { memory: m, passes: t, parallelism: p } = COST
  return `$argon2id$v=19$m=${m},t=${t},p=${p}$${plain64(salt)}$${plain64(tag)}`
}

/** @param kept undefined for nobody: that takes as long, so that time does not tell who is known */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  const [, , , cost, salt, tag] = (kept ?? NOBODY).split('$')
  const [memory, passes, parallelism] = cost.split(',').map(part => Number(part.slice(2)))
  const wanted = Buffer.from(tag, 'base64')
  const got = await derive(password, Buffer.from(salt, 'base64'), { memory, passes, parallelism })
  return crypto.timingSafeEqual(got, wanted) && kept !== undefined
}

/** @throws Problem that says what is wrong with a new password. */
export function requireGood(password: string, about: readonly string[]): void {
  const text = password.normalize('NFC')
  if ([...text].length < SHORTEST) {
    throw weak(`A password has ${SHORTEST} characters or more; a few words do well.`, {
      why: 'short',
      least: SHORTEST,
    })
  }
  const told = about.flatMap(said => said.toLowerCase().split(/[^\p{L}\p{N}]+/u))
  const bare = told.reduce(
    (left, said) => left.replaceAll(said.length > 2 ? said : '\0', ''),
    text.toLowerCase(),
  )
  if (new Set(bare).size < 6 || RUNS.some(run => isRun(bare, run))) {
    throw weak('This password is a name, a row of keys or a few characters again and again.')
  }
}

const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
]

function isRun(text: string, run: string): boolean {
  return run.includes(text) || run.includes([...text].reverse().join(''))
}

function weak(detail: string, params?: ProblemParams): Problem {
  return new Problem(400, 'weak_password', detail, { field: '/password', params })
}

async function derive(password: string, nonce: Buffer, cost: typeof COST): Promise<Buffer> {
  if (typeof crypto.argon2 !== 'function') throw tooOld()
  await turn()
  try {
    const message = Buffer.from(password.normalize('NFC'))
    return await new Promise((resolve, reject) => {
      const asked = { message, nonce, tagLength: TAG_BYTES, ...cost }
      crypto.argon2('argon2id', asked, (error, tag) => (error ? reject(error) : resolve(tag)))
    })
  } finally {
    const next = waiting.shift()
    if (next) next()
    else atWork--
  }
}

/** Whoever leaves hands their place on. */
async function turn(): Promise<void> {
  if (atWork < AT_WORK) {
    atWork++
    return
  }
  if (waiting.length >= MOST_WAITING) {
    const headers = { 'retry-after': '5' }
    throw new Problem(503, 'busy', 'Too many sign in at once; try again in 5 s.', { headers })
  }
  await new Promise<void>(resolve => waiting.push(resolve))
}

function tooOld(): Problem {
  const detail = `Passwords take a Node of 24.7 or newer, and this is ${process.version}; the link that "npm exec --no vitrine -- console" prints opens all the same.`
  return new Problem(501, 'no_argon2', detail)
}

function plain64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '')
}

/** Nobody's: of no password. */
const NOBODY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${plain64(new Uint8Array(16))}$${plain64(new Uint8Array(TAG_BYTES))}`
