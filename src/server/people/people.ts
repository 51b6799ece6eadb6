import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DAY } from '../../core/clock.ts'
import { type Invited, ROLES } from '../../schema/person.ts'
import type { Env } from '../../store/ports.ts'
import { alone } from '../alone.ts'
import { writePrivateFile } from '../private-file.ts'
import { Problem } from '../problem.ts'
import { hashOf, isHashed, type Person, plainEmail, secretText } from './person.ts'

const INVITED_MS = 3 * DAY
const MOST_PEOPLE = 200

/**
 * Who has an account: `people.json` of the shop's folder, for this user only (0600). It is no
 * part of the log, which is exported and kept: a name, an address and a secret have to be able
 * to go. The log knows people by an id. Another process (`vitrine users`) may write the file
 * too: it is looked at again before anything is read, and changed by one at a time.
 */
export class People {
  readonly #path: string
  readonly #env: Env
  #people: Person[] = []
  #read = ''
  #isAlone = false

  constructor(folder: string, env: Env) {
    this.#path = join(folder, 'people.json')
    this.#env = env
    this.#refresh()
  }

  all(): readonly Person[] {
    this.#refresh()
    return this.#people
  }

  get(id: string): Person | undefined {
    return this.all().find(person => person.id === id)
  }

  byEmail(email: string): Person | undefined {
    const plain = plainEmail(email)
    return this.all().find(person => person.email === plain)
  }

  /** Whose link this is, while it opens. */
  byInvitation(token: string): Person | undefined {
    const now = this.#env.now()
    return this.all().find(
      ({ invitation }) => invitation && invitation.until > now && isHashed(token, invitation.hash),
    )
  }

  /**
   * Somebody who may be added, under a new id.
   * @throws Problem when there is somebody with this address, or nobody more may be
   */
  drafted({ email, ...told }: Invited): Person {
    if (this.byEmail(email)) throw taken()
    if (this.#people.length >= MOST_PEOPLE) throw tooMany()
    const id = `p_${secretText(this.#env, 12).toLowerCase()}`
    return { ...told, id, email: plainEmail(email), name: told.name.trim() }
  }

  /** @returns the token of their link */
  add(person: Person): string {
    return this.#alone(() => {
      if (this.byEmail(person.email)) throw taken()
      this.#write([...this.#people, person])
      return this.renew(person.id)
    })
  }

  /** A fresh link for somebody; the one before opens no more. */
  renew(id: string): string {
    const token = secretText(this.#env)
    const until = this.#env.now() + INVITED_MS
    this.change(id, person => ({ ...person, invitation: { hash: hashOf(token), until } }))
    return token
  }

  /** They forgot: no password and no second factor any more, and a link to begin anew. */
  reset(id: string): string {
    return this.#alone(() => {
      this.change(id, ({ password, totp, offered, recovery, ...person }) => person)
      this.unmarkStaff(id)
      return this.renew(id)
    })
  }

  /** Browsers that somebody had marked as the staff's are anybody's from now on. */
  unmarkStaff(id: string): void {
    this.change(id, person => ({ ...person, staffSince: this.#env.now() }))
  }

  change(id: string, make: (person: Person) => Person): Person {
    return this.#alone(() => {
      const person = this.get(id)
      if (person === undefined) throw unknownPerson()
      const changed = make(person)
      this.#write(this.#people.map(each => (each === person ? changed : each)))
      return changed
    })
  }

  remove(id: string): void {
    this.#alone(() => {
      if (this.get(id) === undefined) throw unknownPerson()
      this.#write(this.#people.filter(person => person.id !== id))
    })
  }

  /** Nobody else reads and writes meanwhile; what is done within may do so too. */
  #alone<T>(act: () => T): T {
    if (this.#isAlone) return act()
    return alone(this.#path, () => {
      this.#isAlone = true
      try {
        return act()
      } finally {
        this.#isAlone = false
      }
    })
  }

  #write(people: Person[]): void {
    writePrivateFile(this.#path, { people })
    this.#people = people
    this.#read = stampOf(this.#path)
  }

  #refresh(): void {
    const stamp = stampOf(this.#path)
    if (stamp === this.#read) return
    const isFirst = this.#read === ''
    this.#read = stamp
    try {
      this.#people = stamp === '' ? [] : readPeople(this.#path)
    } catch (error) {
      if (isFirst) throw error // else those we know stay who they are
    }
  }
}

/** A file is another when it was written anew: it always gets another inode. */
function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? '' : `${found.ino}:${found.mtimeMs}:${found.size}`
}

/** @throws Error that says what to do: whoever may come in must never be guessed. */
function readPeople(path: string): Person[] {
  try {
    const { people } = JSON.parse(readFileSync(path, 'utf8')) as { people: Person[] }
    if (Array.isArray(people) && people.every(isPerson)) return people
    throw new Error('it holds no people')
  } catch (error) {
    throw new Error(
      `${path} cannot be read (${(error as Error).message}): put a copy back, or move it aside and invite everybody again`,
      { cause: error },
    )
  }
}

function isPerson(value: Partial<Person> | null): boolean {
  const { id, email, name, role } = value ?? {}
  return [id, email, name].every(text => typeof text === 'string') && ROLES.includes(role as never)
}

function taken(): Problem {
  const detail = 'Somebody with this e-mail address is in the team already.'
  return new Problem(409, 'email_taken', detail, { field: '/email' })
}

function tooMany(): Problem {
  const detail = `A console holds at most ${MOST_PEOPLE} people: remove those who have left.`
  return new Problem(409, 'too_many_people', detail, { field: '', params: { most: MOST_PEOPLE } })
}

export function unknownPerson(): Problem {
  return new Problem(404, 'unknown_person', 'Nobody here has this id; GET /v1/people lists them.', {
    field: '/id',
  })
}
