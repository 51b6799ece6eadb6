import type { RuleTold } from '../../../schema/rule-told.ts'
import { RuleRow } from '../rules/rule-row.tsx'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

/** Rules that speak of these visitors. */
export function RulesAtWork({ rules }: { rules: RuleTold[] }) {
  const { language } = useSettings()
  return (
    <section>
      <div class="h">
        <h2>{say('rules', language)}</h2>
      </div>
      {rules.length === 0 && <p class="empty">{say('no_rules', language)}</p>}
      <ol class="list">
        {rules.map(rule => (
          <RuleRow key={rule.id} rule={rule} isOn={false} />
        ))}
      </ol>
    </section>
  )
}
