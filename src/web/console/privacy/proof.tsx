import type { ErasureProof } from '../../../schema/privacy-request.ts'
import { number, today } from '../format.ts'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

const PLACES = {
  memory: 'place_memory',
  profiles: 'place_profiles',
  'closed days': 'place_closed',
  'open days': 'place_open',
} as const

/** What was looked at, and what of the person was found there. */
export function Proof({ proof }: { proof: ErasureProof }) {
  const { language } = useSettings()
  const left = proof.places.reduce((sum, { found }) => sum + found, 0)
  return (
    <aside class="panel proof" aria-label={say('proof', language)}>
      <h2>{say('proof', language)}</h2>
      <p class="meta">{today(proof.lookedAt, language)}</p>
      <table class="tally">
        <thead>
          <tr>
            <th scope="col">{say('place', language)}</th>
            <th scope="col" class="num">
              {say('looked', language)}
            </th>
            <th scope="col" class="num">
              {say('found', language)}
            </th>
          </tr>
        </thead>
        <tbody>
          {proof.places.map(({ place, looked, found }) => (
            <tr key={place}>
              <th scope="row">{say(PLACES[place], language)}</th>
              <td class="num">{number(looked, language)}</td>
              <td class={found > 0 ? 'num waits' : 'num'}>{number(found, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="say">{left === 0 ? say('gone', language) : say('open_note', language)}</p>
      <p class="meta">{say('backups', language)}</p>
      <p class="meta mono">{proof.id}</p>
    </aside>
  )
}
