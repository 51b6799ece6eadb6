import type { Changed, ChangeKind } from '../../../schema/audit.ts'
import type { PLACEMENTS } from '../../../schema/decision.ts'
import type { ShopFacts } from '../../../schema/product.ts'
import { nameOfRun } from '../feeds/names.ts'
import { sayRhythm } from '../feeds/words.ts'
import { number } from '../format.ts'
import { say as sayOfPeople } from '../people/words.ts'
import { word } from '../words.ts'
import {
  allNamed,
  always,
  amount,
  conditions,
  counted,
  fact,
  field,
  flag,
  inSentence,
  list,
  name,
  named,
  oneOf,
  part,
  record,
  type Side,
  type Sides,
  someOf,
  type Teller,
  text,
  time,
  type Words,
} from './tellers.ts'
import { sayHeard } from './words.ts'

/**
 * Every field that a change may have, in words. What a record can hold is said in `schema/audit.ts`:
 * a field or a value without its words does not compile.
 */
type InBoth = Changed<'experience_changed'>['title']
type Placement = (typeof PLACEMENTS)[number]

const NO_END: Words = ['sans fin', 'no end']
const DAYS: Words = ['jour|jours', 'day|days']
const MINUTES: Words = ['minute|minutes', 'minute|minutes']
const NUDGES: Words = ['sollicitation|sollicitations', 'nudge|nudges']

const inRole = record<Changed<'person_role'>>({
  role: field(['rôle', 'role'], (role, { language }) => sayOfPeople(`role_${role}`, language)),
})

const hook = record<Changed<'webhook_added'>>({
  host: name(text(['adresse', 'address'])),
  events: field(['apprend que', 'hears that'], (events, { language }) =>
    events.map(each => sayHeard(each, language)).join(', '),
  ),
})

const feed = record<Changed<'feed_added'>>({
  feed: name(field(['flux', 'feed'], (run, { language }) => nameOfRun(run, language))),
  host: text(['adresse', 'address']),
  every: field(['relu', 'read again'], (every, { language }) => sayRhythm(every, language)),
  hour: field(['heure', 'hour'], hourOf),
})

const facts = record<ShopFacts>({
  country: name(text(['pays', 'country'])),
  currency: text(['monnaie', 'currency']),
  deliveryPrice: amount(['prix de la livraison', 'delivery price']),
  freeDeliveryFrom: amount(['livraison offerte dès', 'free delivery from']),
  deliveryDays: record<NonNullable<ShopFacts['deliveryDays']>>({
    least: counted(['livraison, au moins', 'delivery, at least'], DAYS),
    most: counted(['livraison, au plus', 'delivery, at most'], DAYS),
  }),
  returnDays: counted(['retour, au plus', 'return, at most'], DAYS),
  freeReturns: flag(['retours', 'returns'], ['gratuits', 'free'], ['payants', 'at a charge']),
  payments: list(['moyens de paiement', 'means of payment']),
  priceMatch: flag(
    ['prix d’ailleurs', 'prices elsewhere'],
    ['alignés', 'matched'],
    ['pas alignés', 'not matched'],
  ),
  cartUrl: text(['adresse du panier', 'address of the cart']),
  searchUrl: text(['adresse de la recherche', 'address of the search']),
  vat: part(['TVA', 'VAT'], 1),
})

export const CHANGE_WORDS: { [K in ChangeKind]: Teller<Changed<K>> } = {
  signed_in: inSentence,
  signed_out_everywhere: inSentence,
  person_invited: inRole,
  person_joined: inRole,
  person_role: inRole,
  person_removed: inRole,
  link_renewed: inSentence,
  password_changed: inSentence,
  second_factor: record<Changed<'second_factor'>>({
    on: flag(
      ['à l’entrée', 'at sign-in'],
      ['demandé', 'asked for'],
      ['pas demandé', 'not asked for'],
    ),
  }),
  key_made: record<Changed<'key_made'>>({
    keys: fact(
      field(['à côté de', 'beside'], keys => keys.map(key => `${key.slice(0, 6)}…`).join(', ')),
    ),
    scopes: fact(
      someOf(['elle ouvre', 'it opens'], {
        events: ['les événements', 'events'],
        decisions: ['les décisions', 'decisions'],
        catalogue: ['le catalogue', 'the catalogue'],
        read: ['la lecture', 'reading'],
        rules: ['les règles', 'rules'],
        privacy: ['la confidentialité', 'privacy'],
      }),
    ),
    oldEnds: fact(time(['l’ancienne se ferme', 'the old one ends'])),
  }),
  key_ended: record<Changed<'key_ended'>>({ ends: time(['se ferme', 'ends'], NO_END) }),
  origins: list(['sites', 'sites']),
  staff_unmarked: fact(time(['marques sans effet d’avant', 'marks void from before'])),
  webhook_added: hook,
  webhook_secret: inSentence,
  webhook_on: inSentence,
  webhook_removed: hook,
  feed_added: feed,
  feed_changed: feed,
  feed_paused: inSentence,
  feed_on: inSentence,
  feed_removed: feed,
  members_exported: record<Changed<'members_exported'>>({
    format: oneOf(['format', 'format'], { json: ['JSON', 'JSON'], csv: ['CSV', 'CSV'] }),
  }),
  split: record<Changed<'split'>>({ holdout: part(['groupe témoin', 'holdout'], 1) }),
  shop_facts: (was, is, sides) => facts(was, is, inCurrencies(was, is, sides)),
  removal_answered: record<Changed<'removal_answered'>>({
    removed: counted(['retirés', 'taken off'], ['produit|produits', 'product|products']),
    of: counted(['que le flux avait', 'the feed had'], ['produit|produits', 'product|products']),
  }),
  rule_changed: record<Changed<'rule_changed'>>({
    id: inSentence,
    kind: name(
      oneOf(['origine', 'origin'], {
        found: ['trouvée par le moteur', 'found by the engine'],
        written: ['écrite à la main', 'written by hand'],
      }),
    ),
    placement: name(field(['où', 'where'], sayPlacement)),
    when: name(conditions),
    experience: name(text(['ce qu’ils voient', 'what they see'])),
    action: always(
      oneOf(
        ['la règle est', 'the rule is'],
        {
          pin: ['épinglée', 'pinned'],
          limit: ['limitée', 'limited'],
          forbid: ['interdite', 'forbidden'],
          approve: ['approuvée', 'approved'],
        },
        ['laissée au moteur', 'left to the engine'],
      ),
    ),
    share: part(['part au plus', 'part at most'], 1, ['sans limite', 'no limit']),
    until: time(['jusqu’au', 'until'], NO_END),
    note: text(['note', 'note']),
  }),
  approval_changed: field(
    ['accord demandé', 'approval asked'],
    (placements, side) => placements.map(each => sayPlacement(each, side)).join(', '),
    ['nulle part', 'nowhere'],
  ),
  offer_terms: record<Changed<'offer_terms'>>({
    on: flag(['offres', 'offers'], ['permises', 'allowed'], ['arrêtées', 'stopped']),
    percent: part(['remise', 'taken off'], 100),
    amount: amount(['montant enlevé', 'amount taken off']),
    budgetPerDay: amount(['budget d’un jour', 'budget of a day']),
    budget: amount(['budget en tout', 'budget in all']),
    floor: part(['plancher de marge', 'margin floor'], 100),
    hesitation: part(['hésitation à partir de', 'hesitation from'], 1),
    days: counted(['une offre par visiteur en', 'one offer a visitor in'], DAYS),
    hours: counted(['valable', 'good for'], ['heure|heures', 'hour|hours']),
    codes: field(['codes', 'codes'], codesOf, ['signés', 'signed']),
  }),
  nudge_terms: record<Changed<'nudge_terms'>>({
    perDay: counted(['par jour, ce qui demande', 'a day, what asks'], NUDGES),
    confirmPerDay: counted(
      ['par jour, ce qui confirme', 'a day, what confirms'],
      ['ligne|lignes', 'line|lines'],
    ),
    coolDownDays: counted(['repos de ce qui fut fermé', 'rest of what was closed'], DAYS),
    restMinutes: counted(['calme après une fermeture', 'quiet after a close'], MINUTES),
    snoozeMinutes: counted(['retour de ce qui est remis', 'return of what is put off'], MINUTES),
  }),
  segment_changed: record<Changed<'segment_changed'>>({
    id: inSentence,
    name: name(text(['nom', 'name'])),
    when: conditions,
    team: record<Changed<'segment_changed'>['team']>({
      manager: text(['responsable', 'manager']),
      sellers: list(['vendeurs', 'sellers']),
      analyst: text(['analyste', 'analyst']),
    }),
    since: name(time(['compté depuis', 'counted since'])),
  }),
  experience_changed: record<Changed<'experience_changed'>>({
    id: name(text(['nom court', 'short name'])),
    strategy: named(['produits', 'products'], 'strategy'),
    count: counted(
      ['au plus', 'at most'],
      ['produit|produits', 'product|products'],
      ['autant qu’il y a de place', 'as many as there is room for'],
    ),
    depth: oneOf(
      ['dit de chacun', 'said of each'],
      {
        short: ['son nom seul', 'its name alone'],
        usual: ['pourquoi il est là', 'why it is here'],
        full: ['ce qui le distingue', 'what sets it apart'],
      },
      ['pourquoi il est là', 'why it is here'],
    ),
    title: record<InBoth>({
      fr: text(['titre en français', 'title in French']),
      en: text(['titre en anglais', 'title in English']),
    }),
    text: record<InBoth>({
      fr: text(['texte en français', 'text in French']),
      en: text(['texte en anglais', 'text in English']),
    }),
    nudge: named(['à côté', 'beside'], 'nudge'),
    within: oneOf(
      ['limite', 'limit'],
      { budget: ['ce que la personne compte dépenser', 'what the visitor means to spend'] },
      ['aucune', 'none'],
    ),
    when: allNamed(['seulement à ceux qui', 'only to those who'], 'when', ['à tous', 'to all']),
    off: flag(['état', 'state'], ['éteinte', 'switched off'], ['allumée', 'switched on']),
  }),
  privacy_asked: record<Changed<'privacy_asked'>>({
    kind: oneOf(['demande', 'request'], {
      export: ['ce qui est gardé', 'what is kept'],
      erase: ['être oublié', 'to be forgotten'],
    }),
  }),
  visitors_merged: inSentence,
  trait_corrected: record<Changed<'trait_corrected'>>({
    trait: named(['ce qu’on en croit', 'what is believed'], 'trait'),
    wrong: flag(
      ['ce qui en est dit', 'said of it'],
      ['c’est faux', 'it is wrong'],
      ['ce n’est plus faux', 'it is no longer wrong'],
    ),
  }),
}

/** Amounts of a shop's facts are in their own currency, before and after. */
function inCurrencies(was: ShopFacts | undefined, is: ShopFacts | undefined, sides: Sides): Sides {
  const of = (side: Side, { currency }: Partial<ShopFacts> = {}) => ({
    ...side,
    currency: currency ?? side.currency,
  })
  return { was: of(sides.was, was), is: of(sides.is, is) }
}

function sayPlacement(placement: Placement, { language }: Side): string {
  return word(`placement_${placement}`, language)
}

function hourOf(hour: number, { language }: Side): string {
  return language === 'fr' ? `${hour}\u202fh` : `${hour}:00`
}

/** Codes of the shop's own are thousands, and each is worth something: their number alone. */
function codesOf({ length }: readonly string[], { language }: Side): string {
  return `${number(length, language)} ${language === 'fr' ? 'à vous' : 'of your own'}`
}
