import type { Env } from '../../store/ports.ts'
import { Problem } from '../problem.ts'
import { RateLimit } from '../rate.ts'
import { isPassword } from './password.ts'
import type { People } from './people.ts'
import { hashOf, type Person, plainEmail } from './person.ts'
import { stepOf } from './totp.ts'

/**
 * Who says the right words. Every answer and its time are the same whether an address is known
 * or not. Tries are counted by address and e-mail together, so that a stranger who knows
 * somebody's e-mail slows down the stranger and not its owner; and by each alone, wider.
 */
export class SignIn {
  readonly #people: People
  readonly #env: Env
  readonly #byBoth = new RateLimit(1 / 60, 6)
  readonly #byEmail = new RateLimit(1 / 60, 30)
  readonly #byAddress = new RateLimit(1 / 10, 30)

  constructor(people: People, env: Env) {
    this.#people = people
    this.#env = env
  }

  /** @throws Problem 401 for wrong words, 429 after too many of them */
  async check(
    said: { email: string; password: string; code?: string },
    address: string,
  ): Promise<Person> {
    const email = plainEmail(said.email)
    this.#slowDown(hashOf(email), address)
    const kept = this.#people.byEmail(email)?.password
    const isRight = await isPassword(said.password, kept)
    // That takes a while: another may have come in with the same code, or the password have gone.
    const person = this.#people.byEmail(email)
    if (!isRight || person === undefined || person.password !== kept) throw wrong()
    if (person.totp) this.#checkCode(person, said.code)
    return this.#people.change(person.id, now => ({ ...now, lastSeen: this.#env.now() }))
  }

  /** The same for who is inside and says their password once more. */
  async confirm(person: Person, password: string, field = '/password'): Promise<void> {
    this.#slowDown(hashOf(person.email), person.id)
    if (await isPassword(password, person.password)) return
    throw new Problem(403, 'wrong_password', 'This is not your password of now.', { field })
  }

  /** A try that one count turns away is not in the next: it would use up the owner's tries. */
  #slowDown(email: string, address: string): void {
    const now = this.#env.now()
    const wait =
      this.#byAddress.take(address, now) ||
      this.#byBoth.take(`${email} ${address}`, now) ||
      this.#byEmail.take(email, now)
    if (wait === 0) return
    const seconds = Math.ceil(wait / 1000)
    throw new Problem(429, 'too_many_tries', `Too many tries; try again in ${seconds} s.`, {
      params: { seconds },
      headers: { 'retry-after': String(seconds) },
    })
  }

  /** A code opens once: its step, or its hash, is written down before anything else happens. */
  #checkCode({ id, totp, recovery = [] }: Person, code: string | undefined): void {
    if (code === undefined) throw needsCode()
    const step = totp && stepOf(code, totp.secret, this.#env.now(), totp.usedStep)
    if (totp && step !== undefined) {
      this.#people.change(id, now => ({ ...now, totp: { ...totp, usedStep: step } }))
      return
    }
    const hash = hashOf(plainCode(code))
    if (!recovery.includes(hash)) throw wrongCode()
    this.#people.change(id, now => ({ ...now, recovery: recovery.filter(each => each !== hash) }))
  }
}

/** As it is hashed: without the hyphens and spaces that help a person copy it. */
export function plainCode(code: string): string {
  return code.replace(/[\s-]/g, '').toUpperCase()
}

function wrong(): Problem {
  const detail = 'This e-mail address and this password do not belong together.'
  return new Problem(401, 'sign_in', detail, { field: '/password' })
}

function needsCode(): Problem {
  const detail = 'Send the six digits your authenticator shows as "code", or a recovery code.'
  return new Problem(401, 'code_needed', detail, { field: '/code' })
}

function wrongCode(): Problem {
  const detail = 'This code is wrong, was used, or is too old: wait for the next one.'
  return new Problem(401, 'code_wrong', detail, { field: '/code' })
}
