# Národní bod: co lidé čtou.

hub-name = Národní bod

## Úvodní stránka
home-title = Národní bod pro identifikaci a autentizaci
home-lead = Národní bod vás přihlásí k online službám způsobem, který si sami vyberete. Službě předá jen ty údaje, se kterými souhlasíte.
home-portal-title = Co v portálu uvidíte
home-portal-text = V portálu uvidíte každé přihlášení a každý předaný údaj.
home-portal-button = Přihlásit se
home-methods-title = Čím se můžete přihlásit

## Údaje
item-given_name = Jméno
item-family_name = Příjmení
item-birthdate = Datum narození
item-place_of_birth = Místo narození
item-address = Adresa trvalého pobytu
item-document = Druh a číslo dokladu
item-data_box = Identifikátor datové schránky

## Výběr způsobu přihlášení
choice-title = Přihlášení do služby { $service }
choice-below-level = Na tuto službu nestačí.
choice-did-not-answer = Tento způsob teď neodpovídá. Zkuste to za chvíli znovu, nebo zvolte jiný.
choice-none = Žádný z dostupných způsobů přihlášení nedosahuje úrovně, kterou služba žádá. Obraťte se na provozovatele služby.
choice-cancel = Zrušit a vrátit se do služby
choice-no-method-title = Nemám žádný z těchto způsobů
choice-no-method-text = Založte si účet a nechte si ověřit totožnost, potom si v portálu Národního bodu připojíte i Mobilní klíč.

## Předání údajů
release-title = Předání údajů službě { $service }
release-nothing = Služba nežádá o žádné vaše údaje. Dozví se jen pseudonym, pod kterým vás příště pozná.
release-essential = Nutné údaje
release-essential-hint = Bez nich vás služba nepřihlásí. Předáme je tak, jak budou v registru obyvatel, až předání potvrdíte.
release-voluntary = Nepovinné údaje
release-voluntary-hint = Předáme jen ty, které zaškrtnete.
release-remember = U této služby se příště neptat
release-remember-hint = Změnit nebo odvolat to můžete v portálu v části Předané údaje. Mobilní klíč se v telefonu ptá pokaždé.
release-approve = Předat a pokračovat
release-refuse = Nepředávat

## Co se při přihlášení může stát
retry = Zkusit znovu
other-methods = Zvolit jiný způsob

## Portál: navigace
portal-overview = Přehled
portal-methods = Způsoby přihlášení
portal-attach = Připojení Mobilního klíče
portal-devices = Zařízení s Mobilním klíčem
portal-history = Historie přihlášení
portal-releases = Předané údaje
portal-register = Kdo četl moje údaje
portal-sessions = Přihlášené prohlížeče
portal-your-data-hint = Národní bod si tyto údaje neukládá, právě je načetl z registru obyvatel.
portal-no-data = Registr obyvatel teď neodpovídá, vaše údaje proto nemůžeme ukázat.
portal-empty = Zatím tu nic není.
portal-older = Starší záznamy

## Portál: mobilní klíč
attach-lead = Mobilním klíčem se přihlásíte načtením QR kódu v telefonu.
attach-mobile-key = Mobilní klíč eGovernmentu
attach-create = Založit
attach-app = Otevřít aplikaci Mobilního klíče
attach-level = Klíč bude mít nejvýše tu úroveň záruky, kterou má vaše přihlášení. { $level }.

devices-lead = Mobilní klíč můžete mít v libovolném počtu telefonů.
devices-none = Nemáte připojené žádné zařízení.
devices-attached = Připojeno
devices-last-used = Naposledy použito
devices-never-used = dosud nepoužito
devices-blocked = Zablokováno po pěti chybných pokusech. Zařízení odpojte a připojte znovu.
devices-rename = Přejmenovat
devices-disconnect = Odpojit
rename-title = Přejmenovat zařízení
rename-label = Název zařízení
rename-hint = Nejvýše 60 znaků, například „Můj telefon“.
rename-save = Uložit
rename-error = Zadejte název o délce 1 až 60 znaků.
disconnect-title = Odpojit zařízení { $name }?
disconnect-text = Mobilním klíčem v tomto zařízení se už nepřihlásíte. Připojit ho znovu můžete kdykoli v portálu.
disconnect-sessions = Prohlížeče, ve kterých jste přihlášeni, tím neodhlásíte. Ztratil se vám telefon? Odhlaste i je:
disconnect-warning-last-of-method = Je to vaše poslední použitelné zařízení s Mobilním klíčem. Přihlásit se pak budete moci jen jiným způsobem.
disconnect-warning-nothing-remains = Je to váš poslední způsob přihlášení. Po odpojení se do Národního bodu ani do portálu už nepřihlásíte, dokud si nezařídíte jiný způsob.
disconnect-understand = Rozumím, že se pak nebudu moci přihlásit
disconnect-understand-error = Potvrďte, že rozumíte následku, nebo zařízení neodpojujte.
account-understand-error = Potvrďte, že rozumíte následku, nebo účet neodpojujte.
disconnect-confirm = Odpojit zařízení
disconnect-keep = Neodpojovat

## Portál: způsoby přihlášení
methods-lead = Účty a zařízení, kterými se můžete přihlásit. Účet, který nepoznáváte, zablokuje podpora.
methods-connected = Připojeno
methods-not-connected = Nepřipojeno
methods-since = Připojeno
methods-last-used = Naposledy použito

## Portál: historie
history-lead = Každé přihlášení přes Národní bod, od nejnovějšího.
history-method = Způsob
history-browser = Prohlížeč
history-outcome = Výsledek
outcome-logged-in = přihlášeno
outcome-single-sign-on = přihlášeno bez nového ověření
outcome-level-too-low = nízká úroveň záruky, nepřihlášeno
outcome-release-refused = předání údajů odmítnuto
history-not-me-title = Nebyli jste to vy?
history-not-me = Odhlaste cizí prohlížeče, odpojte zařízení, která nepoznáváte, změňte heslo k mojeID a zavolejte na podporu. Podpora zablokuje i cizí účet.
history-unknown-browser = neznámý prohlížeč

## Portál: předané údaje
releases-title = Historie předání
releases-none-items = jen pseudonym
choices-title = Zapamatované volby
choices-lead = U těchto služeb se vás Národní bod na předání údajů neptá. Když se znovu ověříte Mobilním klíčem, potvrdíte údaje v telefonu; dokud jste přihlášeni, platí zapamatovaná volba.
choices-none = Žádná služba nedostává údaje bez ptaní.
choices-change = Změnit
choice-edit-title = Volba pro službu { $service }
choice-edit-lead = Zaškrtněte údaje, které má služba dostat při každém přihlášení. Platí od příštího přihlášení.
choice-edit-essential = Bez nich vás služba nepřihlásí. Předáme je při každém přihlášení tak, jak právě budou v registru obyvatel.
choice-save = Uložit volbu
choice-withdraw = Odvolat volbu a příště se zeptat

## Portál: registr
register-lead = Záznam registru obyvatel o tom, kdo, kdy a proč si vaše údaje vyžádal přes Národní bod.
register-for = Pro koho
register-reason = Důvod
register-only-search = jen vyhledání
register-reason-login = přihlášení do služby
register-reason-identification = ztotožnění
register-reason-portal = vaše vlastní zobrazení

## Portál: relace
sessions-lead = Prohlížeče, ve kterých jste teď přihlášeni do Národního bodu.
sessions-this = tento prohlížeč
sessions-end-others = Odhlásit všechny ostatní

site-name = Národní bod
hub-portal = Portál Národního bodu
choice-lead = Čím se přihlásíte?
choice-level-needed = Přihlášeni už jste, ale tady je potřeba vyšší úroveň záruky.
choice-login-needed = Přihlášeni už jste, ale tady se musíte přihlásit znovu.
choice-portal-title = Přihlášení do portálu Národního bodu
choice-refused = Přihlášení způsobem { $method } jste zrušili. Zkuste to znovu, nebo zvolte jiný způsob.
release-who = Přihlášená osoba:
service-gone = služba, která už není připojena

## Co se při přihlášení může stát: co se stalo, a .next co dál
login-method-gone = Tento způsob přihlášení nenabízíme
    .next = Vraťte se na výběr a zvolte jiný.
login-level-not-reached = Způsobem { $method } jste nedosáhli požadované úrovně záruky
    .next = Nejspíš u něj ještě nemáte ověřenou totožnost. Máte-li dopis s kódem PIN3, přihlaste se do mojeID, v části Nastavení kód zadejte a klikněte na Aktivovat. Nebo zvolte jiný způsob přihlášení.
login-does-not-fit = Odpověď způsobu { $method } neodpovídá tomu, oč jsme žádali
    .next = Kvůli vaší bezpečnosti jsme vás nepřihlásili a nic jsme nepředali. Zkuste to znovu, nebo zvolte jiný způsob.
level-too-low = Tento způsob přihlášení nestačí
    .next = Přihlásili jste se s úrovní záruky „{ $reached }“, ale { $service } žádá úroveň „{ $asked }“. Zvolte prosím jiný způsob přihlášení.
register-unavailable = Registr obyvatel neodpovídá
    .next = Nic jsme nepředali a nic se neztratilo. Zkuste to prosím za chvíli znovu.
unidentified-not-proven = Zatím nevíme, kdo jste: způsobem { $method } ještě není vaše totožnost ověřena
    .next = Až vám přijde dopis s kódem PIN3, přihlaste se do mojeID, v části Nastavení kód zadejte a klikněte na Aktivovat. Potom se sem vraťte.
unidentified-data-missing = Zatím nevíme, kdo jste: od způsobu { $method } jsme nedostali všechny údaje
    .next = Potřebujeme jméno, příjmení, datum narození a adresu se státem. Doplňte je ve svém účtu a při novém přihlášení jejich předání povolte.
unidentified-no-match = V registru obyvatel jsme vás nenašli
    .next = Údaje, které jsme dostali od způsobu { $method }, tam neodpovídají právě jedné osobě. Zkontrolujte, zda máte v účtu jméno, datum narození a adresu trvalého pobytu přesně tak, jak jsou v dokladech. Nepomůže-li to, obraťte se na podporu.
unidentified-not-attached = { $method }: tento klíč u nás není nikomu připojen
    .next = Přihlaste se jiným způsobem a v portálu zvolte Připojení Mobilního klíče.

## Odhlášení
logout-title = Odhlásit se z Národního bodu?
logout-text = Odhlásíte se z Národního bodu v tomto prohlížeči.
logout-from-service = Ze služby { $service } jste se odhlásili. Chcete se odhlásit i z Národního bodu? Jinak se v tomto prohlížeči přihlásíte do dalších služeb bez nového ověření.
logout-confirm = Odhlásit se
logout-stay = Zůstat přihlášeni

## Portál: doplňky
portal-nameless = jméno teď nevíme
portal-last-login = Předchozí přihlášení: { $at }, { $method }, { $service }.
portal-no-key = Přihlašujte se telefonem: místo opisování hesla načtete QR kód.
portal-back = Zpět na přehled
attach-none = Národní bod teď žádný Mobilní klíč nenabízí.
attach-data = Založením předáte Mobilnímu klíči své jméno, příjmení a datum narození.
attach-step-app = Nainstalujte si do telefonu aplikaci a vyberte, čím ji budete odemykat.
attach-step-choose = V aplikaci zvolte „Mám účet v Národním bodu“ a „Mám hotovo“. Pokud jste teď v telefonu, zvolte „Otevřít prohlížeč“.
attach-step-create = Zde klikněte na „Založit“ a načtěte QR kód, nebo v telefonu klikněte na „Spustit mobilní klíč“.
attach-step-codes = Ověřte, že se kódy v telefonu a na této obrazovce shodují, a zařízení potvrďte.
devices-unavailable = Mobilní klíč teď neodpovídá
    .next = Seznam zařízení nemůžeme ukázat a nic jsme nezměnili. Zkuste to prosím za chvíli znovu.
device-gone = Toto zařízení mezi vašimi není
    .next = Nejspíš už je odpojené. Podívejte se na seznam zařízení.
choice-not-remembered = Pro tuto službu si žádnou volbu nepamatujeme
    .next = Nejspíš jste ji už odvolali. Při příštím přihlášení se zeptáme.
choices-since = Zvoleno { $at }
column-time = Čas
column-service = Služba
column-items = Údaje
outcome-authenticated = ověřeno, přihlášení nedokončeno
document-identity-card = Občanský průkaz
document-passport = Cestovní pas
document-other = Doklad

## Nápověda
question-what = Co je Národní bod?
    .answer = Místo, přes které se přihlašujete k online službám úřadů i firem. Službě řekne, kdo jste, a předá jí jen údaje, se kterými souhlasíte.
question-methods = Čím se mohu přihlásit?
    .answer = Ověřeným účtem mojeID nebo Mobilním klíčem eGovernmentu. Seznam najdete na úvodní stránce a u každé služby při přihlášení.
question-data = Kdo dostane moje údaje?
    .answer = Jen služba, do které se přihlašujete, a jen údaje, které schválíte. V portálu v části Předané údaje vidíte, komu jste co předali, a zapamatovanou volbu můžete změnit nebo odvolat.
question-lost-phone = Ztratil se mi telefon s Mobilním klíčem. Co mám dělat?
    .answer = Přihlaste se do portálu jiným způsobem a v části Zařízení s Mobilním klíčem telefon odpojte. Nemáte-li jiný způsob, zavolejte na podporu.
question-level = Co znamená úroveň záruky?
    .answer = Jak jistě je ověřeno, že jste to vy: nízká (například jen heslo) stačí na běžné služby, značná (dva různé prostředky a ověřená totožnost) stačí na úřad, vysoká i na nejcitlivější služby. Služba si určuje, jakou úroveň potřebuje.
question-unknown-login = V historii vidím přihlášení, které nebylo moje. Co teď?
    .answer = V portálu odhlaste cizí prohlížeče a odpojte zařízení, která nepoznáváte. Potom změňte heslo k mojeID a zavolejte na podporu. Podpora zablokuje i cizí účet.
home-methods-text = Zvolte způsob a přihlásíte se do portálu.
home-join = Nemáte { $method }? Založit
level-low-words = Stačí na běžné služby (úroveň záruky nízká)
level-substantial-words = Stačí na úřad (úroveň záruky značná)
level-high-words = Stačí i na nejcitlivější služby (úroveň záruky vysoká)
level-low-needed = Stačí jakýkoli z těchto způsobů (úroveň záruky nízká). Při prvním přihlášení účtem ale ověříme i kód z SMS, abychom vás našli v registru obyvatel.
level-substantial-needed = Služba potřebuje vědět jistě, že jste to vy (úroveň záruky značná).
level-high-needed = Služba potřebuje nejvyšší jistotu, že jste to vy (úroveň záruky vysoká).
choice-join = Založit { $method }
choice-proof = Tahle změna se týká vašeho přihlašování. Ověřte prosím znovu, že jste to vy.
back-to-service = Zpět do služby
release-who-unknown = Registr obyvatel teď neodpovídá, jméno přihlášené osoby a hodnoty údajů proto nemůžeme ukázat.
release-not-you = Nejste to vy?
release-not-there = v registru není
portal-data = Údaje v registru
portal-person = Přihlášená osoba:
portal-data-link = Zobrazit moje údaje v registru
portal-data-text = Národní bod je neukládá, načte je, až když je otevřete.
portal-new-account = Jako vy se může přihlásit i další účet { $method }, připojený { $at }. Neznáte-li ho, zavolejte na podporu a řekněte jí číslo { $number }.
portal-key-blocked = Klíč v zařízení { $device } je zablokovaný: byl na něm pětkrát chybně zadán PIN nebo heslo. Nebyli jste to vy? Zařízení odpojte.
portal-last-logins = Poslední přihlášení
portal-key-phones =
    { $count ->
        [one] { $count } zařízení
        [few] { $count } zařízení
       *[other] { $count } zařízení
    }
portal-key-silent = Mobilní klíč teď neodpovídá.
portal-services =
    { $count ->
        [0] Žádná služba nedostává údaje bez ptaní.
        [one] { $count } služba dostává údaje bez dotazu
        [few] { $count } služby dostávají údaje bez dotazu
       *[other] { $count } služeb dostává údaje bez dotazu
    }
portal-all-logins = Celá historie
done-device-renamed = Zařízení se teď jmenuje { $what }.
done-device-disconnected = Zařízení { $what } je odpojeno.
done-choice-changed = Volba pro službu { $what } je uložena.
done-choice-withdrawn = Volba pro službu { $what } je odvolána, příště se zeptáme.
done-session-ended = Prohlížeč { $what } je odhlášen.
done-sessions-ended = Všechny ostatní prohlížeče jsou odhlášeny.
done-account-disconnected = Účet { $what } je odpojen a nikoho už nepřihlásí.
done-account-allowed = Účtem { $what } se můžete zase přihlásit.
attach-again = Po kliknutí na „Založit“ znovu ověříme, že jste to vy, i když už přihlášeni jste.
methods-own = Jím jste teď přihlášeni
methods-never-used = dosud nepoužito
methods-disconnected = Odpojeno: nikoho nepřihlásí
methods-blocked = Zablokováno provozovatelem
methods-suspended = Pozastaveno: účet teď popisuje někoho jiného než vás
methods-disconnect-link = Odpojit účet
methods-allow-link = Znovu povolit
methods-not-own = Odpojíte ho jen po přihlášení tímto účtem. Není-li váš, zavolejte na podporu a řekněte jí číslo účtu.
methods-allowed-by-support = Znovu ho povolí podpora, když jí řeknete číslo účtu.
account-method = Způsob přihlášení
account-number = Číslo účtu pro podporu
account-disconnect-title = Odpojit účet { $method }?
account-disconnect-text = Tímto účtem se do Národního bodu už nikdo nepřihlásí, dokud ho znovu nepovolí podpora; je-li to váš jediný účet, povolíte ho i sami po přihlášení Mobilním klíčem. Prohlížeče, které jsou jím přihlášeny, hned odhlásíme. Účet sám tím nezanikne.
account-disconnect-own = Tímto účtem jste teď přihlášeni: odhlásíme i tento prohlížeč.
account-disconnect-confirm = Odpojit účet
account-allow-title = Znovu povolit účet { $method }?
account-allow-text = Tímto účtem se pak bude možné zase přihlásit jako vy. Povolte ho, jen když je váš.
account-allow-confirm = Povolit účet
account-leave = Neměnit
account-gone = Takový účet mezi vašimi není
    .next = Nejspíš už je odpojen nebo povolen. Podívejte se na seznam způsobů přihlášení.
account-not-own = Tento účet není ten, kterým jste přihlášeni
    .next = Přihlaste se jím, nebo zavolejte na podporu a řekněte jí číslo účtu.
unidentified-changed = Účet { $method } teď popisuje někoho jiného, než s kým je u nás spojen
    .next = Kvůli bezpečnosti jsme ho pozastavili a nikoho nepřihlásili. Zkontrolujte v účtu jméno, datum narození a adresu trvalého pobytu. Jsou-li správně, obraťte se na podporu.
unidentified-disconnected = Tento účet { $method } je v portálu odpojen
    .next = Je-li to váš jediný účet, přihlaste se Mobilním klíčem a v portálu ho v části Způsoby přihlášení znovu povolte. Jinak zavolejte na podporu.
unidentified-blocked = Tento účet { $method } zablokoval provozovatel Národního bodu
    .next = Nic jsme nepředali. Zavolejte prosím na podporu.
history-enrolment = Založení Mobilního klíče
history-changes-title = Změny přihlašování
history-changes-what = Co se stalo
change-method-linked = Připojen způsob přihlášení { $method }
change-method-confirmed = Účet { $method } má jiné údaje, registr potvrdil, že je váš
change-method-suspended = Účet { $method } popisuje někoho jiného a byl pozastaven
change-method-disconnected = Účet { $method } byl odpojen
change-method-allowed = Účet { $method } byl znovu povolen
change-method-blocked = Účet { $method } zablokoval provozovatel
change-method-unblocked = Účet { $method } provozovatel znovu povolil
change-device-disconnected = Zařízení s Mobilním klíčem bylo odpojeno
change-device-attached = Připojeno zařízení { $device } s Mobilním klíčem
change-device-blocked = Zablokováno zařízení { $device }: pětkrát chybně zadaný PIN nebo heslo
change-this-device-disconnected = Odpojeno zařízení { $device }
change-session-ended = Prohlížeč byl odhlášen z portálu
register-own-looks =
    { $times ->
        [one] vaše vlastní zobrazení
        [few] vaše vlastní zobrazení ({ $times }×)
       *[other] vaše vlastní zobrazení ({ $times }×)
    }
logged-out-title = Odhlášeno
logged-out-here = V tomto prohlížeči už do Národního bodu nikdo přihlášen není. Další přihlášení bude chtít nové ověření.
logged-out-next = Přihlašovali jste se způsobem { $method }. Odhlaste se i tam.
logged-out-continue = Pokračovat
logged-out-asked = { $method }: odhlásili jste se i tam.
logged-out-stayed = U způsobu { $method } jste zůstali přihlášeni: kdo přijde k tomuto prohlížeči po vás, uvidí tam vaše údaje.
logged-out-stayed-button = Odhlásit se: { $method }
logged-out-open-title = Kde můžete být ještě přihlášeni
logged-out-open = Z těchto míst vás odhlásit neumíme, odhlaste se i tam:
logged-out-shared = Na cizím počítači nakonec zavřete všechna okna prohlížeče.
logged-out-back = Zpět: { $service }
question-logout = Odhlásím se opravdu všude?
    .answer = Odhlášením z Národního bodu skončí přihlášení u nás a nabídneme i odhlášení tam, kde jste se ověřili. Služby, do kterých jste se přihlásili, vypíšeme: odhlásit se z nich musíte u nich. Další přihlášení přes Národní bod chce vždy nové ověření.
home-hero = Jedny dveře k úřadům a službám
home-fact-logins = Kdy a kam jste se přihlásili
home-fact-logins-text = Cizí přihlášení poznáte a cizí prohlížeč tu hned odhlásíte.
home-fact-shared = Komu jste předali údaje
home-fact-shared-text = Souhlas kdykoli změníte nebo odvoláte.
home-fact-read = Kdo četl vaše údaje v registru
home-fact-read-text = Pro koho, kdy a proč.
home-how-title = Jak přihlášení probíhá
home-how-1 = Na stránce služby stisknete „Přihlásit se“ a přejdete sem.
home-how-2 = Vyberete způsob a prokážete, že jste to vy.
home-how-3 = Uvidíte, o co služba žádá. Povolíte to, nebo odmítnete.
home-how-4 = Vrátíte se do služby. Každá vás zná pod jiným číslem, navzájem si vás nespojí.
choice-ticket = Přihlašujete se do služby
choice-ticket-portal = Přihlašujete se
release-ticket = O údaje žádá služba
release-question = Předáte tyto údaje?
release-question-nothing = Přihlásíte se do této služby?
portal-group-login = Přihlašování
portal-group-data = Moje údaje
portal-key-manage = Spravovat zařízení
portal-services-change = Změnit nebo odvolat
devices-blocked-tag = Zablokováno
devices-failed-tries = Chybně nebo nedokončeně zadaný PIN
logged-out-home = Na úvodní stránku
