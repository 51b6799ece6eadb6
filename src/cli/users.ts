import { join } from 'node:path'
import { type Invited, ROLES, type Role } from '../schema/person.ts'
import { People } from '../server/people/people.ts'
import { type Person, plainEmail } from '../server/people/person.ts'
import { Problem } from '../server/problem.ts'
import { machine } from '../store/machine.ts'
import { dataDirOf } from './data-dir.ts'
import { Complaint, readFlags } from './flags.ts'
import { runningServer } from './run-file.ts'
import { say } from './say.ts'
import { shopNameIn } from './shop-name.ts'

/**
 * The people of the console, for the first owner and for who is locked out. It writes the file a
 * running server reads at its next call, so it works beside one, and without.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readFlags(args, {
    data: { type: 'string' },
    shop: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
  })
  const dataDir = dataDirOf(values.data)
  const people = new People(join(dataDir, 'shops', shopNameIn(dataDir, values.shop)), machine)
  const [what = 'list', email] = positionals
  if (what === 'list') return list(people)
  const act = ACTS[what]
  if (act === undefined) {
    throw new Complaint(`There is no "users ${what}"; there are: add, reset, remove, and a list.`)
  }
  if (email === undefined) throw new Complaint(`users ${what} needs an e-mail address.`)
  act(people, email, values, dataDir)
}

interface Told {
  name?: string
  role?: string
}

const ACTS: Record<string, (people: People, email: string, told: Told, dataDir: string) => void> = {
  add(people, email, { name = email.split('@')[0], role = 'owner' }, dataDir) {
    if (!/^[^\s@<>"]{1,64}@[^\s@<>"]{1,189}$/.test(email)) {
      throw new Complaint(`"${email}" is no e-mail address: name@domain.`)
    }
    const invited: Invited = { email, name: name.slice(0, 64), role: roleOf(role) }
    const person = plainly(() => people.drafted(invited))
    tell(person, people.add(person), dataDir)
  },

  reset(people, email, _told, dataDir) {
    const person = known(people, email)
    tell(person, people.reset(person.id), dataDir)
  },

  remove(people, email) {
    people.remove(known(people, email).id)
    console.log(
      `${plainEmail(email)} may not come in any more; open sessions end with their next call.`,
    )
  },
}

function list(people: People): void {
  const all = people.all()
  if (all.length === 0) {
    console.log('Nobody has an account yet: "users add you@shop.example" makes the first owner.')
  }
  for (const { email, role, name, password, totp } of all) {
    const factor = totp ? ', second factor' : ''
    say(`${email}  ${role}  ${name}  ${password ? `open${factor}` : 'has not joined'}`)
  }
}

/** The link opens once; whoever has it is that person, so it goes to them alone. */
function tell({ email, role }: Person, token: string, dataDir: string): void {
  const base = runningServer(dataDir)?.api ?? 'http://127.0.0.1:4800'
  console.log(`${email} (${role}) chooses a password here, once, within three days:`)
  console.log(`${base}/console/#/join/${token}`)
}

function known(people: People, email: string): Person {
  const person = people.byEmail(email)
  if (person) return person
  throw new Complaint(`Nobody here has the address ${plainEmail(email)}; "users" lists who does.`)
}

function roleOf(role: string): Role {
  if (ROLES.includes(role as Role)) return role as Role
  throw new Complaint(`There is no role "${role}". Roles: ${ROLES.join(', ')}.`)
}

/** What the server would answer as a problem, as a sentence. */
function plainly<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw error instanceof Problem ? new Complaint(error.message) : error
  }
}
