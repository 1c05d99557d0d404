# Národný bod: čo ľudia čítajú.

hub-name = Národní bod
hub-portal = Portál Národního bodu

## Úvodná stránka
home-title = Národný bod pre identifikáciu a autentizáciu
home-lead = Národní bod vás prihlási k online službám spôsobom, ktorý si sami vyberiete. Službe odovzdá len tie údaje, s ktorými súhlasíte.
home-portal-title = Váš portál
home-portal-text = V portáli pripojíte mobilný kľúč, spravujete svoje zariadenia a uvidíte, kedy a kam ste sa prihlásili a komu ste odovzdali svoje údaje.
home-portal-button = Prihlásiť sa
home-methods-title = Čím sa môžete prihlásiť

## Úrovne záruky
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
choice-lead = Vyberte, čím sa prihlásite.
choice-service = Služba
choice-domain = Adresa služby
choice-level = Požadovaná úroveň záruky
choice-methods = Spôsoby prihlásenia
choice-method-level = Úroveň záruky najviac { $level }
choice-below-level = Nedá sa použiť: služba žiada úroveň { $asked }, tento spôsob dáva najviac { $level }.
choice-did-not-answer = Tento spôsob teraz neodpovedá. Skúste to o chvíľu znova, alebo zvoľte iný.
choice-none = Žiadny z dostupných spôsobov prihlásenia nedosahuje úroveň, ktorú služba žiada. Obráťte sa na prevádzkovateľa služby.
choice-cancel = Zrušiť prihlásenie a vrátiť sa k službe
choice-signed-in = Ste prihlásení, ale služba žiada vyššiu úroveň záruky alebo nové prihlásenie.
choice-no-method-title = Nemáte žiadny z týchto spôsobov?
choice-no-method-text = Založte si účet mojeID a nechajte si overiť totožnosť, potom si v portáli Národního bodu pripojíte aj mobilný kľúč.

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
release-person = Prihlásení spôsobom { $method }, úroveň záruky { $level }.

## Čo sa pri prihlásení môže stať
method-gone-title = Tento spôsob prihlásenia nepoznáme
method-gone = Spôsob prihlásenia, ktorý ste zvolili, už Národní bod neponúka. Vráťte sa a zvoľte iný.
method-refused-title = Prihlásenie ste nedokončili
method-refused = Prihlásenie spôsobom { $method } bolo odmietnuté alebo zrušené. Môžete to skúsiť znova, alebo zvoliť iný spôsob.
method-failed-title = Prihlásenie sa nepodarilo
method-failed = Odpoveď spôsobu { $method } sa nepodarilo overiť, preto vás nemôžeme prihlásiť. Skúste to znova, alebo zvoľte iný spôsob.
method-other-browser-title = Prihlásenie sa začalo v inom prehliadači
method-other-browser = Toto prihlásenie sa začalo v inom prehliadači, alebo už bolo dokončené. Vráťte sa k službe a prihláste sa znova odtiaľ.
login-finished-title = Toto prihlásenie je už dokončené
login-finished = Prihlásenie už bolo dokončené, alebo vypršala jeho platnosť (30 minút). Vráťte sa k službe a začnite znova.
level-too-low-title = Tento spôsob prihlásenia nestačí
level-too-low = Prihlásili ste sa s úrovňou záruky { $reached }, služba { $service } však žiada úroveň { $asked }. Zvoľte iný spôsob prihlásenia.
register-unavailable-title = Register obyvateľov neodpovedá
register-unavailable = Údaje sa nepodarilo načítať z registra obyvateľov, preto sme nič neodovzdali. Skúste to, prosím, o chvíľu znova.
retry = Skúsiť znova
other-methods = Zvoliť iný spôsob

unidentified-title = Zatiaľ nevieme, kto ste
unidentified-not-proven = Prihlásenie spôsobom { $method } prebehlo, ale vaša totožnosť pri ňom zatiaľ nebola overená.
unidentified-not-proven-advice = Prihláste sa do mojeID, v časti Nastavenie zadajte PIN3 z listu a kliknite na Aktivovať. Potom sa sem vráťte.
unidentified-data-missing = Spôsob { $method } nám neodovzdal meno, dátum narodenia alebo adresu. Bez nich vás nenájdeme v registri obyvateľov.
unidentified-data-missing-advice = Prihláste sa znova a odovzdanie týchto údajov povoľte. Ak vo vašom účte chýbajú, najprv ich tam doplňte.
unidentified-no-match = Podľa údajov od spôsobu { $method } sme v registri obyvateľov nenašli práve jednu osobu.
unidentified-no-match-advice = Skontrolujte, či máte v účte meno, dátum narodenia a adresu trvalého pobytu presne tak, ako sú v dokladoch. Ak to nepomôže, obráťte sa na podporu.
unidentified-not-attached = Tento mobilný kľúč u nás nie je nikomu pripojený.
unidentified-not-attached-advice = Prihláste sa iným spôsobom a v portáli zvoľte Pripojenie mobilného kľúča.

## Portál: navigácia
portal-title = Váš portál
portal-nav = Časti portálu
portal-overview = Prehľad
portal-methods = Spôsoby prihlásenia
portal-attach = Pripojenie mobilného kľúča
portal-devices = Zariadenia s mobilným kľúčom
portal-history = História prihlásení
portal-releases = Odovzdané údaje
portal-register = Kto čítal moje údaje
portal-sessions = Prihlásené zariadenia a prehliadače
portal-greeting = Dobrý deň, { $name }
portal-last-login = Posledné prihlásenie
portal-your-data = Vaše údaje v registri obyvateľov
portal-your-data-hint = Národní bod si tieto údaje neukladá, práve ich načítal z registra.
portal-no-data = Register obyvateľov teraz neodpovedá, vaše údaje preto nemôžeme ukázať.
portal-back = Späť na prehľad
portal-empty = Zatiaľ tu nič nie je.
portal-older = Staršie záznamy
portal-saved = Zmena bola uložená.

## Portál: mobilný kľúč
attach-title = Pripojenie mobilného kľúča
attach-lead = Mobilným kľúčom sa prihlásite načítaním QR kódu v telefóne.
attach-mobile-key = Mobilní klíč eGovernmentu
attach-mobile-key-text = Nainštalujte si do telefónu aplikáciu, zvoľte v nej spôsob prihlásenia a možnosť „Mám účet v Národním bodu“. Potom kliknite na Založiť a načítajte QR kód, alebo v telefóne zvoľte „Spustit mobilní klíč“.
attach-create = Založiť
attach-app = Otvoriť aplikáciu mobilného kľúča
attach-level = Kľúč bude platiť najviac pre úroveň záruky, s ktorou ste teraz prihlásení: { $level }.

devices-title = Zariadenia s mobilným kľúčom
devices-lead = Mobilný kľúč môžete mať v ľubovoľnom počte telefónov.
devices-none = Nemáte pripojené žiadne zariadenie.
devices-name = Názov
devices-attached = Pripojené
devices-last-used = Naposledy použité
devices-never-used = zatiaľ nepoužité
devices-blocked = Zablokované po piatich chybných pokusoch. Zariadenie odpojte a pripojte znova.
devices-rename = Premenovať
devices-disconnect = Odpojiť
devices-unavailable = Mobilný kľúč teraz neodpovedá, zoznam zariadení preto nemôžeme ukázať. Skúste to o chvíľu znova.
device-gone-title = Zariadenie tu nie je
device-gone = Toto zariadenie je už odpojené, alebo nikdy nebolo vaše. Vráťte sa na zoznam zariadení.
rename-title = Premenovať zariadenie
rename-label = Názov zariadenia
rename-hint = Najviac 60 znakov, napríklad „Môj telefón“.
rename-save = Uložiť
rename-error = Zadajte názov s dĺžkou 1 až 60 znakov.
disconnect-title = Odpojiť zariadenie { $name }?
disconnect-text = Mobilným kľúčom v tomto zariadení sa už neprihlásite. Pripojiť ho znova môžete kedykoľvek v portáli.
disconnect-warning-last-of-method = Je to vaše posledné zariadenie s mobilným kľúčom. Prihlásiť sa potom budete môcť len iným spôsobom.
disconnect-warning-nothing-remains = Je to váš posledný spôsob prihlásenia. Po odpojení sa do Národního bodu ani do portálu už neprihlásite, kým si nevybavíte iný spôsob.
disconnect-understand = Rozumiem, že sa potom nebudem môcť prihlásiť
disconnect-understand-error = Potvrďte, že rozumiete následku, alebo zariadenie neodpájajte.
disconnect-confirm = Odpojiť zariadenie
disconnect-keep = Neodpájať

## Portál: spôsoby prihlásenia
methods-title = Spôsoby prihlásenia
methods-lead = Spôsoby, ktorými vás Národní bod spozná.
methods-connected = Pripojené
methods-not-connected = Nepripojené
methods-since = Pripojené od
methods-last-used = Naposledy použité
methods-level = Úroveň záruky najviac
methods-state = Stav

## Portál: história
history-title = História prihlásení
history-lead = Každé prihlásenie cez Národní bod, od najnovšieho.
history-time = Čas
history-service = Služba
history-method = Spôsob
history-level = Úroveň záruky
history-browser = Prehliadač
history-outcome = Výsledok
outcome-logged-in = prihlásené
outcome-single-sign-on = prihlásené bez nového overenia
outcome-level-too-low = nízka úroveň záruky, neprihlásené
outcome-release-refused = odovzdanie údajov odmietnuté
history-not-me-title = Neboli ste to vy?
history-not-me = Ukončite všetky cudzie prihlásenia, odpojte zariadenia, ktoré nepoznáte, zmeňte heslo k mojeID a zavolajte na podporu.
history-unknown-browser = neznámy prehliadač

## Portál: odovzdané údaje
releases-title = Odovzdané údaje
releases-lead = Čo ste kedy odovzdali a komu.
releases-time = Čas
releases-service = Služba
releases-items = Údaje
releases-none-items = len pseudonym
choices-title = Zapamätané voľby
choices-lead = Pri týchto službách sa na odovzdanie údajov nepýtame.
choices-none = Pri všetkých službách sa pýtame zakaždým.
choices-change = Zmeniť
choices-since = Zvolené
choice-edit-title = Voľba pre službu { $service }
choice-edit-lead = Zaškrtnite údaje, ktoré má služba dostať pri každom prihlásení. Platí od najbližšieho prihlásenia.
choice-save = Uložiť voľbu
choice-withdraw = Odvolať voľbu a nabudúce sa opýtať
choice-withdrawn-service = služba, ktorá už nie je pripojená

## Portál: register
register-title = Kto čítal moje údaje
register-lead = Záznam registra obyvateľov o tom, kto, kedy a prečo si vaše údaje vyžiadal cez Národní bod.
register-time = Čas
register-for = Pre koho
register-reason = Dôvod
register-items = Údaje
register-only-search = len vyhľadanie
register-reason-login = prihlásenie k službe
register-reason-identification = stotožnenie
register-reason-portal = zobrazenie v portáli

## Portál: relácie
sessions-title = Prihlásené zariadenia a prehliadače
sessions-lead = Prehliadače, v ktorých ste teraz prihlásení do Národního bodu.
sessions-this = tento prehliadač
sessions-since = Prihlásené
sessions-last-seen = Naposledy použité
sessions-end = Odhlásiť
sessions-end-others = Odhlásiť všetky ostatné
