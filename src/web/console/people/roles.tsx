import type { Role } from '../../../schema/person.ts'
import type { Language } from '../settings.ts'
import { say } from './words.ts'

/** From the most to the least: each may all that those after it may. */
export const ROLES: readonly Role[] = ['owner', 'manager', 'editor', 'analyst', 'viewer']

/** An owner gives any role; everybody else those below their own. */
export function rolesBelow(role: Role): readonly Role[] {
  return role === 'owner' ? ROLES : ROLES.slice(ROLES.indexOf(role) + 1)
}

/** What each role adds to the one below it. */
export function RolesTold({ language }: { language: Language }) {
  return (
    <dl class="roles">
      {ROLES.map(role => (
        <div key={role}>
          <dt>{say(`role_${role}`, language)}</dt>
          <dd>{say(`may_${role}`, language)}</dd>
        </div>
      ))}
    </dl>
  )
}

interface ChoiceProps {
  id: string
  label: string
  isLabelHidden?: boolean
  roles: readonly Role[]
  role: Role
  language: Language
  onChoose?: (role: Role) => void
}

export function RoleChoice({
  id,
  label,
  isLabelHidden,
  roles,
  role,
  language,
  onChoose,
}: ChoiceProps) {
  return (
    <>
      <label for={id} class={isLabelHidden ? 'sr' : undefined}>
        {label}
      </label>
      <select
        id={id}
        name="role"
        class="field"
        onChange={event => onChoose?.(event.currentTarget.value as Role)}
      >
        {roles.map(each => (
          <option key={each} value={each} selected={each === role}>
            {say(`role_${each}`, language)}
          </option>
        ))}
      </select>
    </>
  )
}
