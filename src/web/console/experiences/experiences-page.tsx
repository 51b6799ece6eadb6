import type { ExperiencesTold } from '../../../schema/experience.ts'
import type { Say } from '../../../schema/live.ts'
import { number } from '../format.ts'
import { useAsked } from '../people/use-asked.ts'
import { useMay } from '../session.ts'
import { useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { Without } from '../shell/without.tsx'
import { type Word, word } from '../words.ts'
import { ExperienceForm } from './experience-form.tsx'
import { ExperienceRow } from './experience-row.tsx'
import { say } from './words.ts'

/** The address of the form of a new one; ids have a slash, so none is ever called that. */
const NEW = 'new'

/** What can each place of the shop become, and in which words? */
export function ExperiencesPage({ id }: { id?: string }) {
  const { got, again } = useAsked<ExperiencesTold>('v1/experiences')
  if (typeof got === 'string') return <Without got={got} />
  if (id === undefined) return <All told={got} />
  return <ExperienceForm key={id} told={got} id={id === NEW ? undefined : id} onChange={again} />
}

function All({ told }: { told: ExperiencesTold }) {
  const { language } = useSettings()
  const may = useMay('PUT /v1/experiences')
  return (
    <>
      <div class="top">
        <span class="where">{word('experiences', language)}</span>
        {may && (
          <a class="btn small right" href={`#/experiences/${NEW}`}>
            {say('new', language)}
          </a>
        )}
      </div>
      <Answer say={answerOf(told)} />
      {told.placements.map(({ placement, address, experiences }) => (
        <section key={placement} class="placement">
          <div class="h">
            <h2>{word(`placement_${placement}` as Word, language)}</h2>
            <span class="meta">
              {say('most', language).replace('{n}', number(experiences.length, language))}
            </span>
          </div>
          <ul>
            {experiences.map(experience => (
              <ExperienceRow
                key={experience.id}
                experience={experience}
                address={address}
                words={told.words}
                hasPage={placement !== 'email'}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function answerOf({ placements }: ExperiencesTold): Say {
  const all = placements.flatMap(({ experiences }) => experiences)
  const off = all.filter(({ off }) => off).length
  const own = all.filter(({ own }) => own).length
  const [n, fr, en] = [all.length, number(own, 'fr'), number(own, 'en')]
  return {
    fr: `*${number(n, 'fr')} expériences* parmi lesquelles choisir, dont ${fr} de votre main et ${number(off, 'fr')} éteinte${off > 1 ? 's' : ''}.`,
    en: `*${number(n, 'en')} experiences* to choose among, ${en} of your own and ${number(off, 'en')} switched off.`,
  }
}
