import { useState } from 'preact/hooks'
import type { Team } from '../../../schema/segment.ts'
import { useSettings } from '../settings.ts'
import { send } from '../use-read.ts'
import { say } from './words.ts'

interface Props {
  id: string
  team: Team
  onChange: () => void
}

/** Who looks after this segment. */
export function TeamCard({ id, team, onChange }: Props) {
  const { language } = useSettings()
  const [manager, setManager] = useState(team.manager ?? '')
  const [sellers, setSellers] = useState(team.sellers.join(', '))
  const [analyst, setAnalyst] = useState(team.analyst ?? '')
  const [told, setTold] = useState<string>()
  const save = async (event: Event) => {
    event.preventDefault()
    const named = sellers.split(',').map(name => name.trim())
    const next: Team = {
      sellers: named.filter(name => name !== ''),
      ...(manager.trim() !== '' && { manager: manager.trim() }),
      ...(analyst.trim() !== '' && { analyst: analyst.trim() }),
    }
    const answer = await send('PATCH', `v1/segments/${id}`, { team: next })
    setTold(typeof answer === 'string' ? answer : say('saved', language))
    if (typeof answer !== 'string') onChange()
  }
  const field = (
    name: 'manager' | 'sellers' | 'analyst',
    value: string,
    hear: (v: string) => void,
  ) => (
    <label>
      {say(name, language)}
      {name === 'sellers' && <small>{say('sellers_hint', language)}</small>}
      <input
        class="field"
        maxLength={name === 'sellers' ? 1_000 : 80}
        value={value}
        onInput={event => hear(event.currentTarget.value)}
      />
    </label>
  )
  return (
    <section>
      <div class="h">
        <h2>{say('team', language)}</h2>
      </div>
      <form class="new-segment" onSubmit={save}>
        {field('manager', manager, setManager)}
        {field('sellers', sellers, setSellers)}
        {field('analyst', analyst, setAnalyst)}
        <button type="submit" class="btn">
          {say('save_team', language)}
        </button>
      </form>
      <p class="notice" role="status">
        {told}
      </p>
    </section>
  )
}
