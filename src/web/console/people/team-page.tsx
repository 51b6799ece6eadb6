import { useState } from 'preact/hooks'
import type { Say } from '../../../schema/live.ts'
import type {
  Invitation,
  PeopleTold,
  PersonTold,
  Role,
  SessionTold,
} from '../../../schema/person.ts'
import { ask } from '../ask.ts'
import { when } from '../format.ts'
import { useSession } from '../session.ts'
import { useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { Without } from '../shell/without.tsx'
import { word } from '../words.ts'
import { AskFirst } from './ask-first.tsx'
import { Copyable } from './copyable.tsx'
import { InviteForm } from './invite-form.tsx'
import { RoleChoice, RolesTold, rolesBelow } from './roles.tsx'
import { useAct } from './use-act.ts'
import { useAsked } from './use-asked.ts'
import { say } from './words.ts'

/** Who is in the team, and what may each do? */
export function TeamPage() {
  const { language } = useSettings()
  const session = useSession()
  const { got, again } = useAsked<PeopleTold>('v1/people')
  const [made, setMade] = useState<Invitation>()
  if (typeof session !== 'object') return null
  if (typeof got === 'string') return <Without got={got} />
  const invited = (invitation: Invitation) => {
    setMade(invitation)
    again()
  }
  return (
    <>
      <div class="top">
        <span class="where">{word('team', language)}</span>
      </div>
      <Answer say={answerOf(got.people)} />
      <div class="cols">
        <section>
          <div class="h">
            <h2>{word('team', language)}</h2>
          </div>
          {got.people.length === 0 && <p class="empty">{say('nobody_yet', language)}</p>}
          <ul class="people">
            {got.people.map(person => (
              <PersonRow
                key={person.id}
                person={person}
                by={session}
                onChange={again}
                onLink={invited}
              />
            ))}
          </ul>
        </section>
        <aside>
          {made && (
            <Copyable
              key={made.link}
              title={`${say('link_title', language)} ${made.person.name}`}
              note={say('link_once', language)}
              text={made.link}
            />
          )}
          <InviteForm by={session} isFirst={got.people.length === 0} onInvited={invited} />
          <RolesTold language={language} />
        </aside>
      </div>
    </>
  )
}

function answerOf(people: readonly PersonTold[]): Say {
  const inside = people.filter(({ is }) => is === 'in').length
  const waiting = people.length - inside
  if (people.length === 0) {
    return { fr: 'Personne n’a encore de compte.', en: 'Nobody has an account yet.' }
  }
  return {
    fr: `*${inside} ${inside > 1 ? 'personnes ont' : 'personne a'} un compte*${waiting > 0 ? `, ${waiting} ${waiting > 1 ? 'ne sont pas encore venues' : 'n’est pas encore venue'}` : ''}.`,
    en: `*${inside} ${inside === 1 ? 'person has' : 'people have'} an account*${waiting > 0 ? `, ${waiting} ${waiting === 1 ? 'has' : 'have'} not come yet` : ''}.`,
  }
}

interface RowProps {
  person: PersonTold
  by: SessionTold
  onChange: () => void
  onLink: (invitation: Invitation) => void
}

function PersonRow({ person, by, onChange, onLink }: RowProps) {
  const { language } = useSettings()
  const { act, says } = useAct()
  const { id, name, email, role } = person
  const isSelf = id === by.person?.id
  const roles = rolesBelow(by.role)
  const isTheirs = !isSelf && roles.includes(role)
  const setRole = (next: Role) =>
    act(() => ask('PATCH', `v1/people/${id}`, { role: next })).then(onChange)
  return (
    <li>
      <span class="who">
        <b>{name}</b> {isSelf && <span class="meta">({say('you', language)})</span>}
        <small>{email}</small>
      </span>
      <span class="as">
        {isTheirs ? (
          <RoleChoice
            id={`role-${id}`}
            label={`${say('role', language)}: ${name}`}
            isLabelHidden
            {...{ roles, role, language }}
            onChoose={next => void setRole(next)}
          />
        ) : (
          say(`role_${role}`, language)
        )}
      </span>
      <span class="meta state">{stateOf(person, language)}</span>
      {isTheirs && (
        <span class="acts">
          <AskFirst
            does={say('new_link', language)}
            of={name}
            asks={say('new_link_asks', language)}
            onYes={() =>
              void act(async () =>
                onLink(await ask<Invitation>('POST', `v1/people/${id}/invitation`)),
              )
            }
          />
          <AskFirst
            does={say('remove', language)}
            of={name}
            asks={say('remove_asks', language)}
            onYes={() => void act(() => ask('DELETE', `v1/people/${id}`)).then(onChange)}
          />
        </span>
      )}
      {says && (
        <p class="notice harm" role="alert">
          {says}
        </p>
      )}
    </li>
  )
}

function stateOf({ is, secondFactor, lastSeen }: PersonTold, language: 'fr' | 'en'): string {
  if (is !== 'in') return say(`is_${is}`, language)
  const factor = say(secondFactor ? 'with_factor' : 'without_factor', language)
  const seen = lastSeen && `${say('last_seen', language)} ${when(lastSeen, Date.now(), language)}`
  return [factor, seen].filter(Boolean).join(' · ')
}
