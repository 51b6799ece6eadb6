import type { Audited, AuditedKind, Changed, ChangeOf } from '../../schema/audit.ts'
import type { Invited, PersonTold, Role } from '../../schema/person.ts'
import type { Env } from '../../store/ports.ts'
import type { ConsoleDoor, Inside } from '../console-door.ts'
import { shopRecord } from '../own-records.ts'
import { Problem } from '../problem.ts'
import type { Shop } from '../shop.ts'
import { isAtLeast } from '../trust.ts'
import { type People, unknownPerson } from './people.ts'
import type { Person } from './person.ts'

interface TeamServices {
  people: People
  door: ConsoleDoor
  shop: Pick<Shop, 'take'>
  env: Env
}

/**
 * Who may be in the team, changed by somebody of it. What is changed is in the log before it
 * holds, and names people by their id alone.
 */
export class Team {
  readonly #at: TeamServices

  constructor(services: TeamServices) {
    this.#at = services
  }

  /** @returns the token of the link: the inviter passes it on */
  async invite(told: Invited, by: Inside): Promise<{ person: Person; token: string }> {
    requireRank(told.role, by)
    const person = this.#at.people.drafted(told)
    await this.#note(by, 'person_invited', person.id, null, { role: person.role })
    return { person, token: this.#at.people.add(person) }
  }

  /** A new link, for who lost theirs, their password or their second factor. */
  async renew(id: string, by: Inside): Promise<{ person: Person; token: string }> {
    const person = this.#other(id, by)
    await this.#note(by, 'link_renewed', id, null, null)
    const token = this.#at.people.reset(id)
    this.#at.door.sessions.end(session => session.person === id)
    return { person: this.#at.people.get(id) ?? person, token }
  }

  async changeRole(id: string, role: Role, by: Inside): Promise<Person> {
    requireRank(role, by)
    const before = this.#other(id, by)
    if (before.role === role) return before
    await this.#note(by, 'person_role', id, { role: before.role }, { role })
    return this.#at.people.change(id, person => ({ ...person, role }))
  }

  async remove(id: string, by: Inside): Promise<void> {
    const { role } = this.#other(id, by)
    await this.#note(by, 'person_removed', id, { role }, null)
    this.#at.people.remove(id)
    this.#at.door.sessions.end(session => session.person === id)
  }

  /** Somebody else whom this person may change. */
  #other(id: string, by: Inside): Person {
    const person = this.#at.people.get(id)
    if (person === undefined) throw unknownPerson()
    if (person.id === by.person?.id) throw yourself()
    requireRank(person.role, by)
    return person
  }

  #note<K extends AuditedKind>(
    by: Inside,
    what: K,
    on: string,
    before: Changed<K> | null,
    after: Changed<K> | null,
  ): Promise<void> {
    return noteChange<K>(this.#at, { by: by.person?.id ?? 'console', what, on, before, after })
  }
}

/** Keeps in the log who changed what: durable when this resolves. */
export async function noteChange<K extends AuditedKind>(
  { shop, env }: Pick<TeamServices, 'shop' | 'env'>,
  change: Omit<ChangeOf<K>, 'time'>,
): Promise<void> {
  const body = { ...change, time: env.now() } as ChangeOf<AuditedKind> as Audited
  await shop.take([shopRecord('audited', body, env)])
}

/** What others of the team see of somebody. */
export function toldOf(person: Person, now: number): PersonTold {
  const { id, email, name, role, password, invitation, totp, lastSeen } = person
  const isOpen = invitation !== undefined && invitation.until > now
  return {
    ...{ id, email, name, role, secondFactor: totp !== undefined },
    is: password !== undefined ? 'in' : isOpen ? 'invited' : 'late',
    ...(lastSeen !== undefined && { lastSeen }),
  }
}

/** An owner makes owners; everybody else only those below themselves. */
function requireRank(role: Role, by: Inside): void {
  if (by.role === 'owner' || !isAtLeast(role, by.role)) return
  const detail = `With the role "${by.role}" you invite, change and remove those below it; an owner does the rest.`
  throw new Problem(403, 'rank', detail, { field: '/role', params: { role: by.role } })
}

function yourself(): Problem {
  const detail = 'This is yourself: somebody else of the team has to do it.'
  return new Problem(409, 'yourself', detail, { field: '/id' })
}
