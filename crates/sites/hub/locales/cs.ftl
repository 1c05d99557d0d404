# Národní bod: co lidé čtou.

hub-name = Národní bod

## Úvodní stránka
home-title = Národní bod pro identifikaci a autentizaci
home-lead = Národní bod vás přihlásí k online službám způsobem, který si sami vyberete. Službě předá jen ty údaje, se kterými souhlasíte.
home-portal-title = Váš portál
home-portal-text = V portálu připojíte mobilní klíč, spravujete svá zařízení a uvidíte, kdy a kam jste se přihlásili a komu jste předali své údaje.
home-portal-button = Přihlásit se
home-methods-title = Čím se můžete přihlásit

## Úrovně záruky
level-low = nízká
level-substantial = značná
level-high = vysoká

## Údaje
item-given_name = Jméno
item-family_name = Příjmení
item-birthdate = Datum narození
item-place_of_birth = Místo narození
item-address = Adresa trvalého pobytu
item-document = Druh a číslo dokladu

## Výběr způsobu přihlášení
choice-title = Přihlášení ke službě { $service }
choice-service = Služba
choice-domain = Adresa služby
choice-level = Požadovaná úroveň záruky
choice-method-level = Úroveň záruky nejvýše { $level }
choice-below-level = Nelze použít: služba žádá úroveň { $asked }, tento způsob dává nejvýše { $level }.
choice-did-not-answer = Tento způsob teď neodpovídá. Zkuste to za chvíli znovu, nebo zvolte jiný.
choice-none = Žádný z dostupných způsobů přihlášení nedosahuje úrovně, kterou služba žádá. Obraťte se na provozovatele služby.
choice-cancel = Zrušit přihlášení a vrátit se ke službě
choice-no-method-title = Nemáte žádný z těchto způsobů?
choice-no-method-text = Založte si účet mojeID a nechte si ověřit totožnost, potom si v portálu Národního bodu připojíte i mobilní klíč.

## Předání údajů
release-title = Předání údajů službě { $service }
release-lead = Služba { $service } ({ $domain }) žádá o tyto údaje z registru obyvatel. Předány budou tak, jak jsou v registru právě teď.
release-nothing = Služba { $service } ({ $domain }) nežádá o žádné vaše údaje. Dozví se jen pseudonym, pod kterým vás příště pozná.
release-essential = Nezbytné údaje
release-essential-hint = Bez těchto údajů vás služba nemůže přihlásit.
release-voluntary = Dobrovolné údaje
release-voluntary-hint = Předány budou jen údaje, které zaškrtnete.
release-remember = U této služby se příště neptat
release-remember-hint = Volbu můžete kdykoli změnit nebo odvolat v portálu v části Předané údaje.
release-approve = Souhlasím a pokračovat
release-refuse = Nesouhlasím

## Co se při přihlášení může stát
retry = Zkusit znovu
other-methods = Zvolit jiný způsob

## Portál: navigace
portal-title = Váš portál
portal-overview = Přehled
portal-methods = Způsoby přihlášení
portal-attach = Připojení mobilního klíče
portal-devices = Zařízení s mobilním klíčem
portal-history = Historie přihlášení
portal-releases = Předané údaje
portal-register = Kdo četl moje údaje
portal-sessions = Přihlášené prohlížeče
portal-greeting = Dobrý den, { $name }
portal-your-data = Vaše údaje v registru obyvatel
portal-your-data-hint = Národní bod si tyto údaje neukládá, právě je načetl z registru.
portal-no-data = Registr obyvatel teď neodpovídá, vaše údaje proto nemůžeme ukázat.
portal-empty = Zatím tu nic není.
portal-older = Starší záznamy
portal-saved = Změna byla uložena.

## Portál: mobilní klíč
attach-lead = Mobilním klíčem se přihlásíte načtením QR kódu v telefonu.
attach-mobile-key = Mobilní klíč eGovernmentu
attach-create = Založit
attach-app = Otevřít aplikaci mobilního klíče
attach-level = Klíč bude platit nejvýše pro úroveň záruky, se kterou jste teď přihlášeni: { $level }.

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
disconnect-sessions = Prohlížeče, ve kterých jste přihlášeni, tím neodhlásíte. Přišli jste o telefon? Odhlaste i je:
disconnect-warning-last-of-method = Je to vaše poslední použitelné zařízení s mobilním klíčem. Přihlásit se pak budete moci jen jiným způsobem.
disconnect-warning-nothing-remains = Je to váš poslední způsob přihlášení. Po odpojení se do Národního bodu ani do portálu už nepřihlásíte, dokud si nezařídíte jiný způsob.
disconnect-understand = Rozumím, že se pak nebudu moci přihlásit
disconnect-understand-error = Potvrďte, že rozumíte následku, nebo zařízení neodpojujte.
disconnect-confirm = Odpojit zařízení
disconnect-keep = Neodpojovat

## Portál: způsoby přihlášení
methods-lead = Způsoby, kterými vás Národní bod pozná.
methods-connected = Připojeno
methods-not-connected = Nepřipojeno
methods-since = Připojeno
methods-last-used = Naposledy použito
methods-level = Úroveň záruky nejvýše

## Portál: historie
history-lead = Každé přihlášení přes Národní bod, od nejnovějšího.
history-method = Způsob
history-level = Úroveň záruky
history-browser = Prohlížeč
history-outcome = Výsledek
outcome-logged-in = přihlášeno
outcome-single-sign-on = přihlášeno bez nového ověření
outcome-level-too-low = nízká úroveň záruky, nepřihlášeno
outcome-release-refused = předání údajů odmítnuto
history-not-me-title = Nebyli jste to vy?
history-not-me = Ukončete všechna cizí přihlášení, odpojte zařízení, která nepoznáváte, změňte heslo k mojeID a zavolejte podporu.
history-unknown-browser = neznámý prohlížeč

## Portál: předané údaje
releases-title = Historie předání
releases-none-items = jen pseudonym
choices-title = Zapamatované volby
choices-lead = U těchto služeb se na předání údajů neptáme.
choices-none = U žádné služby jsme si vaši volbu nezapamatovali.
choices-change = Změnit
choice-edit-title = Volba pro službu { $service }
choice-edit-lead = Zaškrtněte údaje, které má služba dostat při každém přihlášení. Platí od příštího přihlášení.
choice-save = Uložit volbu
choice-withdraw = Odvolat volbu a příště se zeptat

## Portál: registr
register-lead = Záznam registru obyvatel o tom, kdo, kdy a proč si vaše údaje vyžádal přes Národní bod.
register-for = Pro koho
register-reason = Důvod
register-only-search = jen vyhledání
register-reason-login = přihlášení ke službě
register-reason-identification = ztotožnění
register-reason-portal = zobrazení v portálu

## Portál: relace
sessions-lead = Prohlížeče, ve kterých jste teď přihlášeni do Národního bodu.
sessions-this = tento prohlížeč
sessions-since = Přihlášeno
sessions-last-seen = Naposledy použito
sessions-end = Odhlásit
sessions-end-others = Odhlásit všechny ostatní

site-name = Národní bod
hub-portal = Portál Národního bodu
choice-lead = Vyberte, čím se přihlásíte
choice-signed-in = Přihlášeni už jste, ale tady je potřeba vyšší úroveň záruky nebo nové přihlášení.
choice-portal-title = Přihlášení do portálu Národního bodu
choice-refused = Přihlášení způsobem { $method } jste nedokončili. Zkuste to znovu, nebo zvolte jiný způsob.
release-who = Přihlášen(a): { $name }.
release-level = Úroveň záruky vašeho přihlášení: { $level }
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
unidentified-not-proven = Zatím nevíme, kdo jste: vaši totožnost { $method } ještě neověřilo
    .next = Až vám přijde dopis s kódem PIN3, přihlaste se do mojeID, v části Nastavení kód zadejte a klikněte na Aktivovat. Potom se sem vraťte.
unidentified-data-missing = Zatím nevíme, kdo jste: od způsobu { $method } jsme nedostali všechny údaje
    .next = Potřebujeme jméno, příjmení, datum narození a adresu. Doplňte je ve svém účtu a při novém přihlášení jejich předání povolte.
unidentified-no-match = Zatím nevíme, kdo jste: v registru obyvatel jsme nenašli právě jednu osobu s údaji, které jsme dostali od způsobu { $method }
    .next = Zkontrolujte, zda máte v účtu jméno, datum narození a adresu trvalého pobytu přesně tak, jak jsou v dokladech. Nepomůže-li to, obraťte se na podporu.
unidentified-not-attached = { $method }: tento klíč u nás není nikomu připojen
    .next = Přihlaste se jiným způsobem a v portálu zvolte Připojení mobilního klíče.

## Odhlášení
logout-title = Odhlásit se z Národního bodu?
logout-text = Odhlásíte se z Národního bodu v tomto prohlížeči.
logout-from-service = Ze služby { $service } jste se odhlásili. Chcete se odhlásit i z Národního bodu? Jinak se v tomto prohlížeči přihlásíte k dalším službám bez nového ověření.
logout-confirm = Odhlásit se
logout-stay = Zůstat přihlášeni

## Portál: doplňky
portal-nameless = Přihlášeni do portálu
portal-last-login = Předchozí přihlášení: { $at }, { $method }, { $service }.
portal-no-key = Přihlašujte se telefonem: místo opisování hesla načtete QR kód.
portal-back = Zpět na přehled
attach-none = Národní bod teď žádný mobilní klíč nenabízí.
attach-data = Založením předáte Mobilnímu klíči své jméno, příjmení a datum narození.
attach-step-app = Nainstalujte si do telefonu aplikaci a vyberte, čím ji budete odemykat.
attach-step-choose = V aplikaci zvolte „Mám účet v Národním bodu“ a „Mám hotovo“. Pokud jste teď v telefonu, zvolte „Otevřít prohlížeč“.
attach-step-create = Zde klikněte na „Založit“ a načtěte QR kód, nebo v telefonu klikněte na „Spustit mobilní klíč“.
attach-step-codes = Ověřte, že se kódy v telefonu a na této obrazovce shodují, a zařízení potvrďte.
devices-state = Stav
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
    .answer = Ověřeným účtem mojeID nebo mobilním klíčem eGovernmentu. Seznam najdete na úvodní stránce a u každé služby při přihlášení.
question-data = Kdo dostane moje údaje?
    .answer = Jen služba, ke které se přihlašujete, a jen údaje, které schválíte. V portálu v části Předané údaje vidíte, komu jste co předali, a zapamatovanou volbu můžete změnit nebo odvolat.
question-lost-phone = Ztratil se mi telefon s mobilním klíčem. Co mám dělat?
    .answer = Přihlaste se do portálu jiným způsobem a v části Zařízení s mobilním klíčem telefon odpojte. Nemáte-li jiný způsob, zavolejte na podporu.
question-level = Co znamená úroveň záruky?
    .answer = Jak jistě je ověřeno, že jste to vy: nízká (například jen heslo), značná (dva různé prostředky a ověřená totožnost) a vysoká. Služba si určuje, jakou úroveň potřebuje.
question-unknown-login = V historii vidím přihlášení, které nebylo moje. Co teď?
    .answer = V portálu odhlaste cizí prohlížeče a odpojte zařízení, která nepoznáváte. Potom změňte heslo k mojeID a zavolejte na podporu.
