import type { Texts } from './shape.ts'

/** One sentence a seller would say of each shelf. `code | fr | en` */
const TABLE = `
SP | Un ski qui accroche sur la neige dure et pardonne en fin de journée. | A ski that grips hard snow and forgives tired legs.
SM | Un seul ski pour la piste du matin et la poudreuse de l’après-midi. | One ski for the morning piste and the afternoon powder.
CS | Une chaussure précise, chausson thermoformable, serrage sans point dur. | A precise boot with a mouldable liner and no pressure points.
BS | Des bâtons équilibrés, dragonne large, rondelle de piste. | Balanced poles with a wide strap and a piste basket.
SR | Léger à la montée, sûr à la descente, même en neige changeante. | Light on the way up, sure on the way down, even in changing snow.
CR | Marche souple, descente ferme : le levier se bascule sans quitter le gant. | Walks freely, skis firmly: the lever flips with gloves on.
PX | Des peaux qui glissent, accrochent et se décollent sans forcer. | Skins that glide, grip and peel off without a fight.
DV | Trois antennes, une flèche claire, une voix calme quand il le faut. | Three antennas, one clear arrow, a calm voice when it matters.
PL | Manche télescopique, godet tranchant, prend peu de place dans le sac. | Telescopic shaft, sharp blade, small in the pack.
HS | Une coque légère, aérée, réglable d’une main. | A light, airy shell that adjusts with one hand.
MS | Un champ large et un écran qui reste clair quand le jour baisse. | A wide view and a lens that stays clear when light fades.
VS | Coupe-vent, respirante, jupe pare-neige et poche à forfait. | Windproof and breathable, with a snow skirt and a pass pocket.
PS | Genoux préformés, aérations aux cuisses, bas renforcé. | Shaped knees, thigh vents, reinforced hems.
GS | Chauds sans épaisseur, paume qui tient le bâton mouillé. | Warm without bulk, with a palm that holds a wet pole.
CH | Tient la cheville dans les pierriers et garde le pied sec. | Holds the ankle on scree and keeps the foot dry.
CB | Souple dès la première sortie, accroche franche sur sentier. | Supple from the first outing, with a frank grip on paths.
SA | Trois réglages, semelle de sentier, sèche en une heure. | Three adjustments, a trail sole, dry within the hour.
BR | Se règlent d’un geste, soulagent les genoux à la descente. | Adjust in one move and spare the knees going down.
GU | Gardent neige et cailloux dehors, se ferment devant. | Keep snow and stones out and close at the front.
CA | Visière souple qui se plie dans la poche. | A soft peak that folds into a pocket.
CT | Accroche dans la boue, stable en dévers, confortable longtemps. | Grips in mud, stays level on slopes, comfortable for long.
RO | Un amorti régulier pour les sorties de tous les jours. | Even cushioning for everyday runs.
MA | Une plaque qui relance, pour les allures que l’on tient longtemps. | A plate that springs back, for a pace you hold for hours.
GH | Ne ballotte pas, flasques à portée, poches partout. | Does not bounce, flasks at hand, pockets everywhere.
CE | Téléphone, clé et gel, sans rien qui bouge. | Phone, key and gel, and nothing moves.
SH | Léger, slip intégré, poche zippée dans le dos. | Light, lined, with a zipped back pocket.
TR | Sèche vite, coutures plates, oublie qu’il est là. | Dries fast, flat seams, easy to forget.
CV | Tient dans le poing, coupe le vent des crêtes. | Fits in a fist and stops the wind on ridges.
XR | Tiennent en place, talon renforcé, aucune couture aux orteils. | Stay in place, with a strong heel and no toe seam.
CO | Souple en main, gaine serrée, milieu marqué. | Supple in the hand, tight sheath, marked middle.
BA | Réglable, quatre porte-matériel, ceinture qui ne scie pas. | Adjustable, with four gear loops and a waist that never cuts.
CG | Précis sur les grattons, supportables toute la séance. | Precise on edges, bearable all session.
HE | Couvre bien la nuque, se fait oublier sous l’effort. | Covers the neck well and disappears in the effort.
MQ | Doigt franc, sangle tenue, jeu prêt à clipper. | Frank gate, steady sling, a set ready to clip.
CP | Se chaussent avec des gants, mordent en glace comme en neige. | Go on with gloves, bite in ice as in snow.
PI | Lame forgée, manche courbé, équilibré au plantage. | Forged pick, bent shaft, balanced in the swing.
AM | Rigide, isolée, cramponnable, faite pour les longues courses. | Stiff, warm, crampon-ready, made for long routes.
TL | Se monte en trois minutes, tient le vent, se range dans un sac de 40 L. | Up in three minutes, stands in wind, packs in a 40 L bag.
TF | On y tient debout, deux chambres, un auvent pour les bottes. | Standing room, two bedrooms and a porch for the boots.
DU | Un garnissage qui gonfle, une capuche qui ferme, un zip qui ne coince pas. | Lofty fill, a hood that closes, a zip that never snags.
MT | Isole du sol froid, se gonfle avec son sac en une minute. | Insulates from cold ground and inflates in a minute with its sack.
RE | Un demi-litre bout en trois minutes, même dans le vent. | Boils half a litre in three minutes, even in wind.
PO | S’emboîte, anse qui reste froide, couvercle qui égoutte. | Nests, with a cool handle and a straining lid.
FI | Un litre par minute, se rince à contre-courant. | A litre a minute, cleaned by backflushing.
GO | Ne fuit pas, se lave, garde le goût de l’eau. | Does not leak, washes well, keeps water tasting of water.
FT | Un faisceau qui porte loin, un bouton que l’on trouve avec des gants. | A long beam and a button you find with gloves on.
LA | Une lumière chaude pour la tente, un crochet pour la suspendre. | A warm light for the tent, with a hook to hang it.
SJ | Le sac d’une journée entière en montagne, ouverture large, ceinture qui se détache. | The pack for a full day in the mountains, wide opening, removable belt.
ST | Le poids repose sur les hanches, le dos reste sec. | The load rests on the hips and the back stays dry.
SS | Porte-skis solide, poche à pelle et sonde, accès par le dos. | Strong ski carry, a pocket for shovel and probe, back access.
SV | Se porte à l’épaule ou au dos, toile qui ne craint pas la soute. | Carried by hand or on the back, in fabric that fears no hold.
HP | S’enfile en dix secondes, tient dans le vent, se range dans sa poche. | On in ten seconds, stays put in wind, folds into its pocket.
MG | Altitude, trace et cœur, lisibles en plein soleil. | Altitude, track and heart rate, readable in full sun.
CF | Une mesure juste du premier au dernier kilomètre. | A true reading from the first to the last kilometre.
GP | Carte à l’écran, boutons francs, tient deux jours. | Map on screen, firm buttons, lasts two days.
BT | Recharge deux fois un téléphone, même par grand froid. | Charges a phone twice, even in deep cold.
VI | Imperméable, légère, coutures soudées, capuche qui suit la tête. | Waterproof, light, taped seams, a hood that turns with you.
DO | Chaude et compressible, à mettre dès que l’on s’arrête. | Warm and packable, the layer for every stop.
PR | Douce dedans, nette dehors, sèche en une nuit. | Soft inside, neat outside, dry overnight.
TE | À même la peau : chaude, sans odeur, sans couture qui frotte. | Next to skin: warm, odour-free, no seam that rubs.
PA | Tissu extensible, genoux libres, poches où l’on met vraiment la main. | Stretch fabric, free knees, pockets a hand really fits.
CX | Maille bouclée sous le pied, tige fine, pas d’ampoule. | Looped under the foot, fine at the leg, no blisters.
GA | Fins, tactiles, à garder dans la poche toute l’année. | Thin, touch-ready, in the pocket all year.
BO | Doublé aux oreilles, passe sous le casque. | Lined at the ears, fits under a helmet.
LU | Verres contre l’éblouissement, branches qui ne glissent pas. | Lenses against glare, arms that do not slip.
EC | Faciles à enfiler, semelle qui accroche, bout renforcé. | Easy to slip on, grippy sole, tough toe.
EP | À sa taille : sangle de poitrine, sifflet, poche à trésors. | Made to size: chest strap, whistle, a pocket for treasures.
EV | Manches qui s’allongent d’un hiver, bandes qui se voient. | Sleeves that grow a winter longer, bands that are seen.
EB | Douce, solide, lavable à toute heure. | Soft, tough, washable at any hour.
ES | Courts, souples, fixations comprises, pour apprendre sans peur. | Short, soft, bindings included, to learn without fear.
EH | Léger, réglable avec l’âge, boucle qui ne pince pas. | Light, grows with the child, a buckle that never pinches.
`

export const PITCHES: Record<string, Texts> = Object.fromEntries(
  TABLE.trim()
    .split('\n')
    .map(line => line.split('|').map(cell => cell.trim()))
    .map(([code, fr, en]) => [code, { fr, en }]),
)
