import type { AccountTold } from '../../../schema/person.ts'
import { ask } from '../ask.ts'
import { ago } from '../format.ts'
import { told, useSession } from '../session.ts'
import { useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { Without } from '../shell/without.tsx'
import { word } from '../words.ts'
import { FactorPart } from './factor-part.tsx'
import { PasswordPart } from './password-part.tsx'
import { useAct } from './use-act.ts'
import { useAsked } from './use-asked.ts'
import { say } from './words.ts'

/** Who am I here, how do I come in, and where am I signed in? */
export function AccountPage() {
  const { language } = useSettings()
  const session = useSession()
  const { got, again } = useAsked<AccountTold>('v1/account')
  const { act } = useAct()
  if (typeof session !== 'object') return null
  if (typeof got === 'string') return <Without got={got} />
  const { person, role } = session
  const leave = () =>
    act(async () => {
      await ask('DELETE', 'v1/session')
      told('out')
    })
  return (
    <>
      <div class="top">
        <span class="where">{word('account', language)}</span>
        <span class="right">
          <button type="button" class="btn" onClick={() => void leave()}>
            {say('sign_out', language)}
          </button>
        </span>
      </div>
      {person ? (
        <Answer
          say={{
            fr: `${person.name}, votre rôle\u202f: *${say(`role_${role}`, 'fr')}*.`,
            en: `${person.name}, your role: *${say(`role_${role}`, 'en')}*.`,
          }}
        />
      ) : (
        <>
          <Answer say={{ fr: say('came_by_link', 'fr'), en: say('came_by_link', 'en') }} />
          <p class="notice">
            <a href="#/team">{say('make_account', language)}</a>
          </p>
        </>
      )}
      <div class="cols">
        <Sessions account={got} onChange={again} />
        {person && (
          <aside>
            <FactorPart codesLeft={got.codesLeft} onChange={again} />
            <PasswordPart onChange={again} />
          </aside>
        )}
      </div>
    </>
  )
}

function Sessions({ account, onChange }: { account: AccountTold; onChange: () => void }) {
  const { language } = useSettings()
  const { act } = useAct()
  const now = Date.now()
  const end = (path: string) => void act(() => ask('DELETE', path)).then(onChange)
  return (
    <section>
      <div class="h">
        <h2>{say('sessions', language)}</h2>
        {account.sessions.length > 1 && (
          <button type="button" class="btn small right" onClick={() => end('v1/account/sessions')}>
            {say('end_others', language)}
          </button>
        )}
      </div>
      <ul class="people">
        {account.sessions.map(({ id, agent, opened, isThis }) => (
          <li key={id}>
            <span class="who">
              <b>{agent || say('unknown_browser', language)}</b>
              <small>
                {say('since', language)} {ago(opened, now, language, word('just_now', language))}
              </small>
            </span>
            <span class="acts">
              {isThis ? (
                <span class="meta">{say('this_one', language)}</span>
              ) : (
                <button
                  type="button"
                  class="btn small"
                  onClick={() => end(`v1/account/sessions/${id}`)}
                >
                  {say('end_session', language)}
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
