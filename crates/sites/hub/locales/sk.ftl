# Národný bod: čo ľudia čítajú.

hub-name = Národný bod

## Úvodná stránka
home-title = Národný bod pre identifikáciu a autentizáciu
home-lead = Národný bod vás prihlási k online službám spôsobom, ktorý si sami vyberiete. Službe odovzdá len tie údaje, s ktorými súhlasíte.
home-portal-title = Váš portál
home-portal-text = V portáli pripojíte mobilný kľúč, spravujete svoje zariadenia a uvidíte, kedy a kam ste sa prihlásili a komu ste odovzdali svoje údaje.
home-portal-button = Prihlásiť sa
home-methods-title = Čím sa môžete prihlásiť

## Úrovne zabezpečenia
level-low = nízka
level-substantial = pokročilá
level-high = vysoká

## Údaje
item-given_name = Meno
item-family_name = Priezvisko
item-birthdate = Dátum narodenia
item-place_of_birth = Miesto narodenia
item-address = Adresa trvalého pobytu
item-document = Druh a číslo dokladu

## Výber spôsobu prihlásenia
choice-title = Prihlásenie k službe { $service }
choice-service = Služba
choice-domain = Adresa služby
choice-level = Požadovaná úroveň zabezpečenia
choice-method-level = Úroveň zabezpečenia najviac { $level }
choice-below-level = Nedá sa použiť: služba žiada úroveň { $asked }, tento spôsob dáva najviac { $level }.
choice-did-not-answer = Tento spôsob teraz neodpovedá. Skúste to o chvíľu znova, alebo zvoľte iný.
choice-none = Žiadny z dostupných spôsobov prihlásenia nedosahuje úroveň, ktorú služba žiada. Obráťte sa na prevádzkovateľa služby.
choice-cancel = Zrušiť prihlásenie a vrátiť sa k službe
choice-no-method-title = Nemáte žiadny z týchto spôsobov?
choice-no-method-text = Založte si účet mojeID a nechajte si overiť totožnosť, potom si v portáli Národného bodu pripojíte aj mobilný kľúč.

## Odovzdanie údajov
release-title = Odovzdanie údajov službe { $service }
release-lead = Služba { $service } ({ $domain }) žiada o tieto údaje z registra obyvateľov. Odovzdané budú tak, ako sú v registri práve teraz.
release-nothing = Služba { $service } ({ $domain }) nežiada o žiadne vaše údaje. Dozvie sa len pseudonym, pod ktorým vás nabudúce spozná.
release-essential = Nevyhnutné údaje
release-essential-hint = Bez týchto údajov vás služba nemôže prihlásiť.
release-voluntary = Dobrovoľné údaje
release-voluntary-hint = Odovzdané budú len údaje, ktoré zaškrtnete.
release-remember = Pri tejto službe sa nabudúce nepýtať
release-remember-hint = Voľbu môžete kedykoľvek zmeniť alebo odvolať v portáli v časti Odovzdané údaje.
release-approve = Súhlasím a pokračovať
release-refuse = Nesúhlasím

## Čo sa pri prihlásení môže stať
retry = Skúsiť znova
other-methods = Zvoliť iný spôsob

## Portál: navigácia
portal-title = Váš portál
portal-overview = Prehľad
portal-methods = Spôsoby prihlásenia
portal-attach = Pripojenie mobilného kľúča
portal-devices = Zariadenia s mobilným kľúčom
portal-history = História prihlásení
portal-releases = Odovzdané údaje
portal-register = Kto čítal moje údaje
portal-sessions = Prihlásené prehliadače
portal-greeting = Dobrý deň, { $name }
portal-your-data = Vaše údaje v registri obyvateľov
portal-your-data-hint = Národný bod si tieto údaje neukladá, práve ich načítal z registra.
portal-no-data = Register obyvateľov teraz neodpovedá, vaše údaje preto nemôžeme ukázať.
portal-empty = Zatiaľ tu nič nie je.
portal-older = Staršie záznamy
portal-saved = Zmena bola uložená.

## Portál: mobilný kľúč
attach-lead = Mobilným kľúčom sa prihlásite načítaním QR kódu v telefóne.
attach-mobile-key = Mobilný kľúč eGovernmentu
attach-create = Založiť
attach-app = Otvoriť aplikáciu mobilného kľúča
attach-level = Kľúč bude platiť najviac pre úroveň zabezpečenia, s ktorou ste teraz prihlásení: { $level }.

devices-lead = Mobilný kľúč môžete mať v ľubovoľnom počte telefónov.
devices-none = Nemáte pripojené žiadne zariadenie.
devices-attached = Pripojené
devices-last-used = Naposledy použité
devices-never-used = zatiaľ nepoužité
devices-blocked = Zablokované po piatich chybných pokusoch. Zariadenie odpojte a pripojte znova.
devices-rename = Premenovať
devices-disconnect = Odpojiť
rename-title = Premenovať zariadenie
rename-label = Názov zariadenia
rename-hint = Najviac 60 znakov, napríklad „Môj telefón“.
rename-save = Uložiť
rename-error = Zadajte názov s dĺžkou 1 až 60 znakov.
disconnect-title = Odpojiť zariadenie { $name }?
disconnect-text = Mobilným kľúčom v tomto zariadení sa už neprihlásite. Pripojiť ho znova môžete kedykoľvek v portáli.
disconnect-sessions = Prehliadače, v ktorých ste prihlásení, tým neodhlásite. Prišli ste o telefón? Odhláste aj ich:
disconnect-warning-last-of-method = Je to vaše posledné použiteľné zariadenie s mobilným kľúčom. Prihlásiť sa potom budete môcť len iným spôsobom.
disconnect-warning-nothing-remains = Je to váš posledný spôsob prihlásenia. Po odpojení sa do Národného bodu ani do portálu už neprihlásite, kým si nevybavíte iný spôsob.
disconnect-understand = Rozumiem, že sa potom nebudem môcť prihlásiť
disconnect-understand-error = Potvrďte, že rozumiete následku, alebo zariadenie neodpájajte.
disconnect-confirm = Odpojiť zariadenie
disconnect-keep = Neodpájať

## Portál: spôsoby prihlásenia
methods-lead = Spôsoby, ktorými vás Národný bod spozná.
methods-connected = Pripojené
methods-not-connected = Nepripojené
methods-since = Pripojené od
methods-last-used = Naposledy použité
methods-level = Úroveň zabezpečenia najviac

## Portál: história
history-lead = Každé prihlásenie cez Národný bod, od najnovšieho.
history-method = Spôsob
history-level = Úroveň zabezpečenia
history-browser = Prehliadač
history-outcome = Výsledok
outcome-logged-in = prihlásené
outcome-single-sign-on = prihlásené bez nového overenia
outcome-level-too-low = nízka úroveň zabezpečenia, neprihlásené
outcome-release-refused = odovzdanie údajov odmietnuté
history-not-me-title = Neboli ste to vy?
history-not-me = Ukončite všetky cudzie prihlásenia, odpojte zariadenia, ktoré nepoznáte, zmeňte heslo k mojeID a zavolajte na podporu.
history-unknown-browser = neznámy prehliadač

## Portál: odovzdané údaje
releases-title = História odovzdaní
releases-none-items = len pseudonym
choices-title = Zapamätané voľby
choices-lead = Pri týchto službách sa na odovzdanie údajov nepýtame.
choices-none = Pri žiadnej službe sme si vašu voľbu nezapamätali.
choices-change = Zmeniť
choice-edit-title = Voľba pre službu { $service }
choice-edit-lead = Zaškrtnite údaje, ktoré má služba dostať pri každom prihlásení. Platí od najbližšieho prihlásenia.
choice-save = Uložiť voľbu
choice-withdraw = Odvolať voľbu a nabudúce sa opýtať

## Portál: register
register-lead = Záznam registra obyvateľov o tom, kto, kedy a prečo si vaše údaje vyžiadal cez Národný bod.
register-for = Pre koho
register-reason = Dôvod
register-only-search = len vyhľadanie
register-reason-login = prihlásenie k službe
register-reason-identification = stotožnenie
register-reason-portal = zobrazenie v portáli

## Portál: relácie
sessions-lead = Prehliadače, v ktorých ste teraz prihlásení do Národného bodu.
sessions-this = tento prehliadač
sessions-since = Prihlásené
sessions-last-seen = Naposledy použité
sessions-end = Odhlásiť
sessions-end-others = Odhlásiť všetky ostatné

site-name = Národný bod
hub-portal = Portál Národného bodu
choice-lead = Vyberte, čím sa prihlásite
choice-signed-in = Už ste prihlásení, ale tu je potrebná vyššia úroveň zabezpečenia alebo nové prihlásenie.
choice-portal-title = Prihlásenie do portálu Národného bodu
choice-refused = Prihlásenie spôsobom { $method } ste nedokončili. Skúste to znova, alebo zvoľte iný spôsob.
release-who = Prihlásený(á): { $name }.
release-level = Úroveň zabezpečenia vášho prihlásenia: { $level }
service-gone = služba, ktorá už nie je pripojená

## Čo sa pri prihlásení môže stať: čo sa stalo, a .next čo ďalej
login-method-gone = Tento spôsob prihlásenia neponúkame
    .next = Vráťte sa na výber a zvoľte iný.
login-level-not-reached = Spôsobom { $method } ste nedosiahli požadovanú úroveň zabezpečenia
    .next = Pravdepodobne pri ňom ešte nemáte overenú totožnosť. Ak máte list s kódom PIN3, prihláste sa do mojeID, v časti Nastavenie kód zadajte a kliknite na Aktivovať. Alebo zvoľte iný spôsob prihlásenia.
login-does-not-fit = Odpoveď spôsobu { $method } nezodpovedá tomu, o čo sme žiadali
    .next = Pre vašu bezpečnosť sme vás neprihlásili a nič sme neodovzdali. Skúste to znova, alebo zvoľte iný spôsob.
level-too-low = Tento spôsob prihlásenia nestačí
    .next = Prihlásili ste sa s úrovňou zabezpečenia „{ $reached }“, ale { $service } žiada úroveň „{ $asked }“. Zvoľte, prosím, iný spôsob prihlásenia.
register-unavailable = Register obyvateľov neodpovedá
    .next = Nič sme neodovzdali a nič sa nestratilo. Skúste to, prosím, o chvíľu znova.
unidentified-not-proven = Zatiaľ nevieme, kto ste: vašu totožnosť { $method } ešte neoverilo
    .next = Keď vám príde list s kódom PIN3, prihláste sa do mojeID, v časti Nastavenie kód zadajte a kliknite na Aktivovať. Potom sa sem vráťte.
unidentified-data-missing = Zatiaľ nevieme, kto ste: od spôsobu { $method } sme nedostali všetky údaje
    .next = Potrebujeme meno, priezvisko, dátum narodenia a adresu. Doplňte ich vo svojom účte a pri novom prihlásení ich odovzdanie povoľte.
unidentified-no-match = Zatiaľ nevieme, kto ste: v registri obyvateľov sme nenašli práve jednu osobu s údajmi, ktoré sme dostali od spôsobu { $method }
    .next = Skontrolujte, či máte v účte meno, dátum narodenia a adresu trvalého pobytu presne tak, ako sú v dokladoch. Ak to nepomôže, obráťte sa na podporu.
unidentified-not-attached = { $method }: tento kľúč u nás nie je nikomu pripojený
    .next = Prihláste sa iným spôsobom a v portáli zvoľte Pripojenie mobilného kľúča.

## Odhlásenie
logout-title = Odhlásiť sa z Národného bodu?
logout-text = Odhlásite sa z Národného bodu v tomto prehliadači.
logout-from-service = Zo služby { $service } ste sa odhlásili. Chcete sa odhlásiť aj z Národného bodu? Inak sa v tomto prehliadači prihlásite k ďalším službám bez nového overenia.
logout-confirm = Odhlásiť sa
logout-stay = Zostať prihlásení

## Portál: doplnky
portal-nameless = Prihlásení do portálu
portal-last-login = Predchádzajúce prihlásenie: { $at }, { $method }, { $service }.
portal-no-key = Prihlasujte sa telefónom: namiesto prepisovania hesla načítate QR kód.
portal-back = Späť na prehľad
attach-none = Národný bod teraz žiadny mobilný kľúč neponúka.
attach-data = Založením odovzdáte Mobilnému kľúču svoje meno, priezvisko a dátum narodenia.
attach-step-app = Nainštalujte si do telefónu aplikáciu a vyberte, čím ju budete odomykať.
attach-step-choose = V aplikácii zvoľte „Mám účet v Národnom bode“ a „Mám hotovo“. Ak ste teraz v telefóne, zvoľte „Otvoriť prehliadač“.
attach-step-create = Tu kliknite na „Založiť“ a načítajte QR kód, alebo v telefóne kliknite na „Spustiť mobilný kľúč“.
attach-step-codes = Overte, že sa kódy v telefóne a na tejto obrazovke zhodujú, a zariadenie potvrďte.
devices-state = Stav
devices-unavailable = Mobilný kľúč teraz neodpovedá
    .next = Zoznam zariadení nemôžeme ukázať a nič sme nezmenili. Skúste to, prosím, o chvíľu znova.
device-gone = Toto zariadenie medzi vašimi nie je
    .next = Pravdepodobne je už odpojené. Pozrite si zoznam zariadení.
choice-not-remembered = Pre túto službu si žiadnu voľbu nepamätáme
    .next = Pravdepodobne ste ju už odvolali. Pri najbližšom prihlásení sa opýtame.
choices-since = Zvolené { $at }
column-time = Čas
column-service = Služba
column-items = Údaje
outcome-authenticated = overené, prihlásenie nedokončené
document-identity-card = Občiansky preukaz
document-passport = Cestovný pas
document-other = Doklad

## Pomoc
question-what = Čo je Národný bod?
    .answer = Miesto, cez ktoré sa prihlasujete k online službám úradov aj firiem. Službe povie, kto ste, a odovzdá jej len údaje, s ktorými súhlasíte.
question-methods = Čím sa môžem prihlásiť?
    .answer = Overeným účtom mojeID alebo mobilným kľúčom eGovernmentu. Zoznam nájdete na úvodnej stránke a pri každej službe počas prihlásenia.
question-data = Kto dostane moje údaje?
    .answer = Len služba, ku ktorej sa prihlasujete, a len údaje, ktoré schválite. V portáli v časti Odovzdané údaje vidíte, komu ste čo odovzdali, a zapamätanú voľbu môžete zmeniť alebo odvolať.
question-lost-phone = Stratil sa mi telefón s mobilným kľúčom. Čo mám robiť?
    .answer = Prihláste sa do portálu iným spôsobom a v časti Zariadenia s mobilným kľúčom telefón odpojte. Ak iný spôsob nemáte, zavolajte na podporu.
question-level = Čo znamená úroveň zabezpečenia?
    .answer = Ako isto je overené, že ste to vy: nízka (napríklad len heslo), pokročilá (dva rôzne prostriedky a overená totožnosť) a vysoká. Služba si určuje, akú úroveň potrebuje.
question-unknown-login = V histórii vidím prihlásenie, ktoré nebolo moje. Čo teraz?
    .answer = V portáli odhláste cudzie prehliadače a odpojte zariadenia, ktoré nepoznáte. Potom zmeňte heslo k mojeID a zavolajte na podporu.
