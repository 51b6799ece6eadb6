import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Changed } from '../../schema/audit.ts'
import {
  AccountTold,
  CodeOnly,
  PasswordChange,
  PasswordOnly,
  RecoveryCodes,
  SecondFactor,
} from '../../schema/person.ts'
import type { Inside } from '../console-door.ts'
import { hashPassword, requireGood } from '../people/password.ts'
import { hashOf, type Person, secretText } from '../people/person.ts'
import { plainCode, SignIn } from '../people/sign-in.ts'
import { noteChange } from '../people/team.ts'
import { addressOf, stepOf } from '../people/totp.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requirePerson } from '../trust.ts'

const Done = Type.Object({ done: Type.Boolean() })
const RECOVERY_CODES = 10

/** What somebody does with their own account: password, second factor, open sessions. */
export const accountRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { people, door, env, shop } = services
  const signIn = new SignIn(people, env)
  const mine = { onRequest: requirePerson(services) }
  const shared = { tags: ['people'], callers: 'person' as const, role: 'viewer' as const }
  const note = <K extends 'password_changed' | 'second_factor'>(
    person: Person,
    what: K,
    before: Changed<K> | null,
    after: Changed<K> | null,
  ) => noteChange<K>(services, { by: person.id, what, on: person.id, before, after })

  app.get(
    '/v1/account',
    {
      ...mine,
      schema: { ...shared, summary: 'Where one is signed in', response: { 200: AccountTold } },
    },
    ({ inside }) => {
      const { session: own, person } = inside!
      const sessions = door.sessions.of(own.person).map(({ id, agent, opened, seen }) => ({
        ...{ id, agent, opened, seen, isThis: id === own.id },
      }))
      return { sessions, ...(person?.totp && { codesLeft: person.recovery?.length ?? 0 }) }
    },
  )

  app.delete(
    '/v1/account/sessions',
    {
      ...mine,
      schema: {
        ...shared,
        summary: 'Sign out everywhere else, and unmark the browsers one had marked as the staff’s',
        response: { 200: Done },
      },
    },
    async ({ inside }) => {
      const { session: own } = inside!
      await noteChange(services, {
        ...{ by: own.person ?? 'console', what: 'signed_out_everywhere' },
        ...{ before: null, after: null },
      })
      endOthers(inside!)
      return { done: true }
    },
  )

  app.delete(
    '/v1/account/sessions/:id',
    {
      ...mine,
      schema: {
        ...shared,
        summary: 'Sign out of one browser',
        params: Type.Object({ id: Type.String({ maxLength: 16 }) }),
        response: { 200: Done },
      },
    },
    ({ inside, params }) => {
      const { person } = inside!.session
      const ended = door.sessions.end(each => each.id === params.id && each.person === person)
      if (ended === 0)
        throw new Problem(404, 'unknown_session', 'This session is over already.', { field: '/id' })
      return { done: true }
    },
  )

  app.post(
    '/v1/account/password',
    {
      ...mine,
      schema: {
        ...shared,
        summary: 'A new password; everybody else in this account is signed out',
        body: PasswordChange,
        response: { 200: Done },
      },
    },
    async ({ inside, body }) => {
      const person = personOf(inside!)
      await signIn.confirm(person, body.current, '/current')
      requireGood(body.password, [person.email, person.name, 'vitrine'])
      const password = await hashPassword(body.password, env)
      await note(person, 'password_changed', null, null)
      people.change(person.id, now => ({ ...now, password }))
      endOthers(inside!)
      return { done: true }
    },
  )

  app.post(
    '/v1/account/second-factor',
    {
      ...mine,
      schema: {
        ...shared,
        summary: 'A secret for an authenticator; it counts when its first code was said',
        body: PasswordOnly,
        response: { 200: SecondFactor },
      },
    },
    async ({ inside, body }) => {
      const person = personOf(inside!)
      await signIn.confirm(person, body.password)
      const secret = secretText(env, 32)
      people.change(person.id, now => ({ ...now, offered: secret }))
      return { secret, address: addressOf(secret, person.email, shop.name) }
    },
  )

  app.put(
    '/v1/account/second-factor',
    {
      ...mine,
      schema: {
        ...shared,
        summary: 'The first code: from now on signing in asks for one',
        body: CodeOnly,
        response: { 200: RecoveryCodes },
      },
    },
    async ({ inside, body }) => {
      const person = personOf(inside!)
      const secret = person.offered
      if (secret === undefined) throw notOffered()
      const usedStep = stepOf(body.code, secret, env.now())
      if (usedStep === undefined) throw wrongCode()
      const codes = Array.from({ length: RECOVERY_CODES }, () => secretText(env, 24))
      await note(person, 'second_factor', { on: person.totp !== undefined }, { on: true })
      people.change(person.id, ({ offered, ...now }) => ({
        ...{ ...now, totp: { secret, usedStep } },
        recovery: codes.map(code => hashOf(plainCode(code))),
      }))
      endOthers(inside!)
      return { codes: codes.map(code => code.replace(/.{4}(?=.)/g, '$&-')) }
    },
  )

  app.delete(
    '/v1/account/second-factor',
    {
      ...mine,
      schema: {
        ...shared,
        summary: 'No second factor any more',
        body: PasswordOnly,
        response: { 200: Done },
      },
    },
    async ({ inside, body }) => {
      const person = personOf(inside!)
      await signIn.confirm(person, body.password)
      await note(person, 'second_factor', { on: person.totp !== undefined }, { on: false })
      people.change(person.id, ({ totp, offered, recovery, ...now }) => now)
      return { done: true }
    },
  )

  function endOthers({ session: own }: Inside): void {
    door.sessions.end(each => each.person === own.person && each.id !== own.id)
    if (own.person) people.unmarkStaff(own.person)
  }
}

/** @throws Problem for who came by the link of the machine and has no account. */
function personOf({ person }: Inside): Person {
  if (person) return person
  const detail = 'You came by a link and have no account: invite yourself first (POST /v1/people).'
  throw new Problem(409, 'no_account', detail)
}

function notOffered(): Problem {
  const detail = 'Ask for a secret first: POST /v1/account/second-factor.'
  return new Problem(409, 'not_offered', detail, { field: '/code' })
}

function wrongCode(): Problem {
  const detail =
    'This is not what the authenticator shows now: look at its clock, and try the next code.'
  return new Problem(400, 'code_wrong', detail, { field: '/code' })
}
