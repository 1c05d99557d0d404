# Národný bod: čo ľudia čítajú.

hub-name = Národný bod

## Úvodná stránka
home-title = Národný bod pre identifikáciu a autentifikáciu
home-lead = Národný bod vás prihlási do online služieb spôsobom, ktorý si sami vyberiete. Službe odovzdá len tie údaje, s ktorými súhlasíte.
home-portal-title = Čo v portáli uvidíte
home-portal-text = V portáli uvidíte každé prihlásenie a každý odovzdaný údaj.
home-portal-button = Prihlásiť sa
home-methods-title = Čím sa môžete prihlásiť

## Údaje
item-given_name = Meno
item-family_name = Priezvisko
item-birthdate = Dátum narodenia
item-place_of_birth = Miesto narodenia
item-address = Adresa trvalého pobytu
item-document = Druh a číslo dokladu
item-data_box = Identifikátor dátovej schránky

## Výber spôsobu prihlásenia
choice-title = Prihlásenie do služby { $service }
choice-below-level = Na túto službu nestačí.
choice-did-not-answer = Tento spôsob teraz neodpovedá. Skúste to o chvíľu znova alebo zvoľte iný.
choice-none = Žiadny z dostupných spôsobov prihlásenia nedosahuje úroveň, ktorú služba žiada. Obráťte sa na prevádzkovateľa služby.
choice-cancel = Zrušiť a vrátiť sa do služby
choice-no-method-title = Nemám žiadny z týchto spôsobov
choice-no-method-text = Založte si účet a nechajte si overiť totožnosť, potom si v portáli Národného bodu pripojíte aj Mobilný kľúč.

## Odovzdanie údajov
release-title = Odovzdanie údajov službe { $service }
release-nothing = Služba nežiada o žiadne vaše údaje. Dozvie sa len pseudonym, pod ktorým vás nabudúce spozná.
release-essential = Potrebné údaje
release-essential-hint = Bez nich vás služba neprihlási. Odovzdáme ich tak, ako budú v registri obyvateľov, keď odovzdanie potvrdíte.
release-voluntary = Nepovinné údaje
release-voluntary-hint = Odovzdáme len tie, ktoré zaškrtnete.
release-remember = Pri tejto službe sa nabudúce nepýtať
release-remember-hint = Zmeniť alebo odvolať to môžete v portáli v časti Odovzdané údaje. Mobilný kľúč sa v telefóne pýta vždy.
release-approve = Odovzdať a pokračovať
release-refuse = Neodovzdávať

## Čo sa pri prihlásení môže stať
retry = Skúsiť znova
other-methods = Zvoliť iný spôsob

## Portál: navigácia
portal-overview = Prehľad
portal-methods = Spôsoby prihlásenia
portal-attach = Pripojenie Mobilného kľúča
portal-devices = Zariadenia s Mobilným kľúčom
portal-history = História prihlásení
portal-releases = Odovzdané údaje
portal-register = Kto čítal moje údaje
portal-sessions = Prihlásené prehliadače
portal-your-data-hint = Národný bod si tieto údaje neukladá, práve ich načítal z registra obyvateľov.
portal-no-data = Register obyvateľov teraz neodpovedá, vaše údaje preto nemôžeme ukázať.
portal-empty = Zatiaľ tu nič nie je.
portal-older = Staršie záznamy

## Portál: mobilný kľúč
attach-lead = Mobilným kľúčom sa prihlásite načítaním QR kódu v telefóne.
attach-mobile-key = Mobilný kľúč eGovernmentu
attach-create = Založiť
attach-app = Otvoriť aplikáciu Mobilného kľúča
attach-level = Kľúč bude mať najviac tú úroveň zabezpečenia, ktorú má vaše prihlásenie. { $level }.

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
disconnect-sessions = Prehliadače, v ktorých ste prihlásení, tým neodhlásite. Stratil sa vám telefón? Odhláste aj ich:
disconnect-warning-last-of-method = Je to vaše posledné použiteľné zariadenie s Mobilným kľúčom. Prihlásiť sa potom budete môcť len iným spôsobom.
disconnect-warning-nothing-remains = Je to váš posledný spôsob prihlásenia. Po odpojení sa do Národného bodu ani do portálu už neprihlásite, kým si nevybavíte iný spôsob.
disconnect-understand = Rozumiem, že sa potom nebudem môcť prihlásiť
disconnect-understand-error = Potvrďte, že rozumiete následku, alebo zariadenie neodpájajte.
account-understand-error = Potvrďte, že rozumiete následku, alebo účet neodpájajte.
disconnect-confirm = Odpojiť zariadenie
disconnect-keep = Neodpájať

## Portál: spôsoby prihlásenia
methods-lead = Účty a zariadenia, ktorými sa môžete prihlásiť. Účet, ktorý nespoznávate, zablokuje podpora.
methods-connected = Pripojené
methods-not-connected = Nepripojené
methods-since = Pripojené od
methods-last-used = Naposledy použité

## Portál: história
history-lead = Každé prihlásenie cez Národný bod, od najnovšieho.
history-method = Spôsob
history-browser = Prehliadač
history-outcome = Výsledok
outcome-logged-in = prihlásené
outcome-single-sign-on = prihlásené bez nového overenia
outcome-level-too-low = nízka úroveň zabezpečenia, neprihlásené
outcome-release-refused = odovzdanie údajov odmietnuté
history-not-me-title = Neboli ste to vy?
history-not-me = Odhláste cudzie prehliadače, odpojte zariadenia, ktoré nespoznávate, zmeňte heslo k mojeID a zavolajte na podporu. Podpora zablokuje aj cudzí účet.
history-unknown-browser = neznámy prehliadač

## Portál: odovzdané údaje
releases-title = História odovzdaní
releases-none-items = len pseudonym
choices-title = Zapamätané voľby
choices-lead = Pri týchto službách sa vás Národný bod na odovzdanie údajov nepýta. Keď sa znova overíte Mobilným kľúčom, potvrdíte údaje v telefóne; kým ste prihlásení, platí zapamätaná voľba.
choices-none = Žiadna služba nedostáva údaje bez pýtania.
choices-change = Zmeniť
choice-edit-title = Voľba pre službu { $service }
choice-edit-lead = Zaškrtnite údaje, ktoré má služba dostať pri každom prihlásení. Platí od najbližšieho prihlásenia.
choice-edit-essential = Bez nich vás služba neprihlási. Odovzdáme ich pri každom prihlásení tak, ako práve budú v registri obyvateľov.
choice-save = Uložiť voľbu
choice-withdraw = Odvolať voľbu a nabudúce sa opýtať

## Portál: register
register-lead = Záznam registra obyvateľov o tom, kto, kedy a prečo si vaše údaje vyžiadal cez Národný bod.
register-for = Pre koho
register-reason = Dôvod
register-only-search = len vyhľadanie
register-reason-login = prihlásenie do služby
register-reason-identification = stotožnenie
register-reason-portal = vaše vlastné zobrazenie

## Portál: relácie
sessions-lead = Prehliadače, v ktorých ste teraz prihlásení do Národného bodu.
sessions-this = tento prehliadač
sessions-end-others = Odhlásiť všetky ostatné

site-name = Národný bod
hub-portal = Portál Národného bodu
choice-lead = Čím sa prihlásite?
choice-level-needed = Už ste prihlásení, ale tu je potrebná vyššia úroveň zabezpečenia.
choice-login-needed = Už ste prihlásení, ale tu sa musíte prihlásiť znova.
choice-portal-title = Prihlásenie do portálu Národného bodu
choice-refused = Prihlásenie spôsobom { $method } ste zrušili. Skúste to znova alebo zvoľte iný spôsob.
release-who = Prihlásená osoba:
service-gone = služba, ktorá už nie je pripojená

## Čo sa pri prihlásení môže stať: čo sa stalo, a .next čo ďalej
login-method-gone = Tento spôsob prihlásenia neponúkame
    .next = Vráťte sa na výber a zvoľte iný.
login-level-not-reached = Spôsobom { $method } ste nedosiahli požadovanú úroveň zabezpečenia
    .next = Pravdepodobne pri ňom ešte nemáte overenú totožnosť. Ak máte list s kódom PIN3, prihláste sa do mojeID, v časti Nastavenie kód zadajte a kliknite na Aktivovať. Alebo zvoľte iný spôsob prihlásenia.
login-does-not-fit = Odpoveď spôsobu { $method } nezodpovedá tomu, o čo sme žiadali
    .next = Pre vašu bezpečnosť sme vás neprihlásili a nič sme neodovzdali. Skúste to znova alebo zvoľte iný spôsob.
level-too-low = Tento spôsob prihlásenia nestačí
    .next = Prihlásili ste sa s úrovňou zabezpečenia „{ $reached }“, ale { $service } žiada úroveň „{ $asked }“. Zvoľte, prosím, iný spôsob prihlásenia.
register-unavailable = Register obyvateľov neodpovedá
    .next = Nič sme neodovzdali a nič sa nestratilo. Skúste to, prosím, o chvíľu znova.
unidentified-not-proven = Zatiaľ nevieme, kto ste: spôsobom { $method } ešte nie je vaša totožnosť overená
    .next = Keď vám príde list s kódom PIN3, prihláste sa do mojeID, v časti Nastavenie kód zadajte a kliknite na Aktivovať. Potom sa sem vráťte.
unidentified-data-missing = Zatiaľ nevieme, kto ste: od spôsobu { $method } sme nedostali všetky údaje
    .next = Potrebujeme meno, priezvisko, dátum narodenia a adresu so štátom. Doplňte ich vo svojom účte a pri novom prihlásení ich odovzdanie povoľte.
unidentified-no-match = V registri obyvateľov sme vás nenašli
    .next = Údaje, ktoré sme dostali od spôsobu { $method }, tam nezodpovedajú práve jednej osobe. Skontrolujte, či máte v účte meno, dátum narodenia a adresu trvalého pobytu presne tak, ako sú v dokladoch. Ak to nepomôže, obráťte sa na podporu.
unidentified-not-attached = { $method }: tento kľúč u nás nie je nikomu pripojený
    .next = Prihláste sa iným spôsobom a v portáli zvoľte Pripojenie Mobilného kľúča.

## Odhlásenie
logout-title = Odhlásiť sa z Národného bodu?
logout-text = Odhlásite sa z Národného bodu v tomto prehliadači.
logout-from-service = Zo služby { $service } ste sa odhlásili. Chcete sa odhlásiť aj z Národného bodu? Inak sa v tomto prehliadači prihlásite do ďalších služieb bez nového overenia.
logout-confirm = Odhlásiť sa
logout-stay = Zostať prihlásení

## Portál: doplnky
portal-nameless = meno teraz nevieme
portal-last-login = Predchádzajúce prihlásenie: { $at }, { $method }, { $service }.
portal-no-key = Prihlasujte sa telefónom: namiesto prepisovania hesla načítate QR kód.
portal-back = Späť na prehľad
attach-none = Národný bod teraz žiadny Mobilný kľúč neponúka.
attach-data = Založením odovzdáte Mobilnému kľúču svoje meno, priezvisko a dátum narodenia.
attach-step-app = Nainštalujte si do telefónu aplikáciu a vyberte, čím ju budete odomykať.
attach-step-choose = V aplikácii zvoľte „Mám účet v Národnom bode“ a „Mám hotovo“. Ak ste teraz v telefóne, zvoľte „Otvoriť prehliadač“.
attach-step-create = Tu kliknite na „Založiť“ a načítajte QR kód, alebo v telefóne kliknite na „Spustiť mobilný kľúč“.
attach-step-codes = Overte, že sa kódy v telefóne a na tejto obrazovke zhodujú, a zariadenie potvrďte.
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
    .answer = Miesto, cez ktoré sa prihlasujete do online služieb úradov aj firiem. Službe povie, kto ste, a odovzdá jej len údaje, s ktorými súhlasíte.
question-methods = Čím sa môžem prihlásiť?
    .answer = Overeným účtom mojeID alebo Mobilným kľúčom eGovernmentu. Zoznam nájdete na úvodnej stránke a pri každej službe pri prihlásení.
question-data = Kto dostane moje údaje?
    .answer = Len služba, do ktorej sa prihlasujete, a len údaje, ktoré schválite. V portáli v časti Odovzdané údaje vidíte, komu ste čo odovzdali, a zapamätanú voľbu môžete zmeniť alebo odvolať.
question-lost-phone = Stratil sa mi telefón s Mobilným kľúčom. Čo mám robiť?
    .answer = Prihláste sa do portálu iným spôsobom a v časti Zariadenia s Mobilným kľúčom telefón odpojte. Ak nemáte iný spôsob, zavolajte na podporu.
question-level = Čo znamená úroveň zabezpečenia?
    .answer = Ako isto je overené, že ste to vy: nízka (napríklad len heslo) stačí na bežné služby, pokročilá (dva rôzne prostriedky a overená totožnosť) stačí na úrad, vysoká aj na najcitlivejšie služby. Služba si určuje, akú úroveň potrebuje.
question-unknown-login = V histórii vidím prihlásenie, ktoré nebolo moje. Čo teraz?
    .answer = V portáli odhláste cudzie prehliadače a odpojte zariadenia, ktoré nespoznávate. Potom zmeňte heslo k mojeID a zavolajte na podporu. Podpora zablokuje aj cudzí účet.
home-methods-text = Zvoľte spôsob a prihlásite sa do portálu.
home-join = Nemáte { $method }? Založiť
level-low-words = Stačí na bežné služby (úroveň zabezpečenia nízka)
level-substantial-words = Stačí na úrad (úroveň zabezpečenia pokročilá)
level-high-words = Stačí aj na najcitlivejšie služby (úroveň zabezpečenia vysoká)
level-low-needed = Stačí ktorýkoľvek z týchto spôsobov (úroveň zabezpečenia nízka). Pri prvom prihlásení účtom však overíme aj kód z SMS, aby sme vás našli v registri obyvateľov.
level-substantial-needed = Služba potrebuje vedieť naisto, že ste to vy (úroveň zabezpečenia pokročilá).
level-high-needed = Služba potrebuje najvyššiu istotu, že ste to vy (úroveň zabezpečenia vysoká).
choice-join = Založiť { $method }
choice-proof = Táto zmena sa týka vášho prihlasovania. Overte, prosím, znova, že ste to vy.
back-to-service = Späť do služby
release-who-unknown = Register obyvateľov teraz neodpovedá, meno prihlásenej osoby a hodnoty údajov preto nemôžeme ukázať.
release-not-you = Nie ste to vy?
release-not-there = v registri nie je
portal-data = Údaje v registri
portal-person = Prihlásená osoba:
portal-data-link = Zobraziť moje údaje v registri
portal-data-text = Národný bod ich neukladá, načíta ich, až keď ich otvoríte.
portal-new-account = Ako vy sa môže prihlásiť aj ďalší účet { $method }, pripojený { $at }. Ak ho nepoznáte, zavolajte na podporu a povedzte jej číslo { $number }.
portal-key-blocked = Kľúč v zariadení { $device } je zablokovaný: bol na ňom päťkrát nesprávne zadaný PIN alebo heslo. Neboli ste to vy? Zariadenie odpojte.
portal-last-logins = Posledné prihlásenia
portal-key-phones =
    { $count ->
        [one] { $count } zariadenie
        [few] { $count } zariadenia
       *[other] { $count } zariadení
    }
portal-key-silent = Mobilný kľúč teraz neodpovedá.
portal-services =
    { $count ->
        [0] Žiadna služba nedostáva údaje bez pýtania.
        [one] { $count } služba dostáva údaje bez opýtania
        [few] { $count } služby dostávajú údaje bez opýtania
       *[other] { $count } služieb dostáva údaje bez opýtania
    }
portal-all-logins = Celá história
done-device-renamed = Zariadenie sa teraz volá { $what }.
done-device-disconnected = Zariadenie { $what } je odpojené.
done-choice-changed = Voľba pre službu { $what } je uložená.
done-choice-withdrawn = Voľba pre službu { $what } je odvolaná, nabudúce sa opýtame.
done-session-ended = Prehliadač { $what } je odhlásený.
done-sessions-ended = Všetky ostatné prehliadače sú odhlásené.
done-account-disconnected = Účet { $what } je odpojený a nikoho už neprihlási.
done-account-allowed = Účtom { $what } sa môžete zase prihlásiť.
attach-again = Po kliknutí na „Založiť“ znova overíme, že ste to vy, aj keď už prihlásení ste.
methods-own = Ním ste teraz prihlásení
methods-never-used = zatiaľ nepoužité
methods-disconnected = Odpojené: nikoho neprihlási
methods-blocked = Zablokované prevádzkovateľom
methods-suspended = Pozastavené: účet teraz opisuje niekoho iného než vás
methods-disconnect-link = Odpojiť účet
methods-allow-link = Znova povoliť
methods-not-own = Odpojíte ho len po prihlásení týmto účtom. Ak nie je váš, zavolajte na podporu a povedzte jej číslo účtu.
methods-allowed-by-support = Znova ho povolí podpora, keď jej poviete číslo účtu.
account-method = Spôsob prihlásenia
account-number = Číslo účtu pre podporu
account-disconnect-title = Odpojiť účet { $method }?
account-disconnect-text = Týmto účtom sa do Národného bodu už nikto neprihlási, kým ho znova nepovolí podpora; ak je to váš jediný účet, povolíte ho aj sami po prihlásení Mobilným kľúčom. Prehliadače, ktoré sú ním prihlásené, hneď odhlásime. Samotný účet tým nezanikne.
account-disconnect-own = Týmto účtom ste teraz prihlásení: odhlásime aj tento prehliadač.
account-disconnect-confirm = Odpojiť účet
account-allow-title = Znova povoliť účet { $method }?
account-allow-text = Týmto účtom sa potom bude dať zase prihlásiť ako vy. Povoľte ho, len ak je váš.
account-allow-confirm = Povoliť účet
account-leave = Nemeniť
account-gone = Taký účet medzi vašimi nie je
    .next = Pravdepodobne je už odpojený alebo povolený. Pozrite si zoznam spôsobov prihlásenia.
account-not-own = Tento účet nie je ten, ktorým ste prihlásení
    .next = Prihláste sa ním, alebo zavolajte na podporu a povedzte jej číslo účtu.
unidentified-changed = Účet { $method } teraz opisuje niekoho iného, než s kým je u nás spojený
    .next = Pre bezpečnosť sme ho pozastavili a nikoho sme neprihlásili. Skontrolujte v účte meno, dátum narodenia a adresu trvalého pobytu. Ak sú správne, obráťte sa na podporu.
unidentified-disconnected = Tento účet { $method } je v portáli odpojený
    .next = Ak je to váš jediný účet, prihláste sa Mobilným kľúčom a v portáli ho v časti Spôsoby prihlásenia znova povoľte. Inak zavolajte na podporu.
unidentified-blocked = Tento účet { $method } zablokoval prevádzkovateľ Národného bodu
    .next = Nič sme neodovzdali. Zavolajte, prosím, na podporu.
history-enrolment = Založenie Mobilného kľúča
history-changes-title = Zmeny prihlasovania
history-changes-what = Čo sa stalo
change-method-linked = Pripojený spôsob prihlásenia { $method }
change-method-confirmed = Účet { $method } má iné údaje, register potvrdil, že je váš
change-method-suspended = Účet { $method } opisuje niekoho iného a bol pozastavený
change-method-disconnected = Účet { $method } bol odpojený
change-method-allowed = Účet { $method } bol znova povolený
change-method-blocked = Účet { $method } zablokoval prevádzkovateľ
change-method-unblocked = Účet { $method } prevádzkovateľ znova povolil
change-device-disconnected = Zariadenie s Mobilným kľúčom bolo odpojené
change-device-attached = Pripojené zariadenie { $device } s Mobilným kľúčom
change-device-blocked = Zablokované zariadenie { $device }: päťkrát nesprávne zadaný PIN alebo heslo
change-this-device-disconnected = Odpojené zariadenie { $device }
change-session-ended = Prehliadač bol odhlásený z portálu
register-own-looks =
    { $times ->
        [one] vaše vlastné zobrazenie
        [few] vaše vlastné zobrazenie ({ $times }×)
       *[other] vaše vlastné zobrazenie ({ $times }×)
    }
logged-out-title = Odhlásené
logged-out-here = V tomto prehliadači už do Národného bodu nikto prihlásený nie je. Ďalšie prihlásenie bude chcieť nové overenie.
logged-out-next = Prihlasovali ste sa spôsobom { $method }. Odhláste sa aj tam.
logged-out-continue = Pokračovať
logged-out-asked = { $method }: odhlásili ste sa aj tam.
logged-out-stayed = Pri spôsobe { $method } ste zostali prihlásení: kto príde k tomuto prehliadaču po vás, uvidí tam vaše údaje.
logged-out-stayed-button = Odhlásiť sa: { $method }
logged-out-open-title = Kde môžete byť ešte prihlásení
logged-out-open = Z týchto miest vás odhlásiť nevieme, odhláste sa aj tam:
logged-out-shared = Na cudzom počítači nakoniec zatvorte všetky okná prehliadača.
logged-out-back = Späť: { $service }
question-logout = Odhlásim sa naozaj všade?
    .answer = Odhlásením z Národného bodu sa skončí prihlásenie u nás a ponúkneme aj odhlásenie tam, kde ste sa overili. Služby, do ktorých ste sa prihlásili, vypíšeme: odhlásiť sa z nich musíte u nich. Ďalšie prihlásenie cez Národný bod vždy chce nové overenie.
home-hero = Jedny dvere k úradom a službám
home-fact-logins = Kedy a kam ste sa prihlásili
home-fact-logins-text = Cudzie prihlásenie spoznáte a cudzí prehliadač tu hneď odhlásite.
home-fact-shared = Komu ste odovzdali údaje
home-fact-shared-text = Súhlas kedykoľvek zmeníte alebo odvoláte.
home-fact-read = Kto čítal vaše údaje v registri
home-fact-read-text = Pre koho, kedy a prečo.
home-how-title = Ako prihlásenie prebieha
home-how-1 = Na stránke služby stlačíte „Prihlásiť sa“ a prejdete sem.
home-how-2 = Vyberiete spôsob a preukážete, že ste to vy.
home-how-3 = Uvidíte, o čo služba žiada. Povolíte to, alebo odmietnete.
home-how-4 = Vrátite sa do služby. Každá vás pozná pod iným číslom, navzájom si vás nespoja.
choice-ticket = Prihlasujete sa do služby
choice-ticket-portal = Prihlasujete sa
release-ticket = O údaje žiada služba
release-question = Odovzdáte tieto údaje?
release-question-nothing = Prihlásite sa do tejto služby?
portal-group-login = Prihlasovanie
portal-group-data = Moje údaje
portal-key-manage = Spravovať zariadenia
portal-services-change = Zmeniť alebo odvolať
devices-blocked-tag = Zablokované
devices-failed-tries = Nesprávne alebo nedokončene zadaný PIN
logged-out-home = Na úvodnú stránku
