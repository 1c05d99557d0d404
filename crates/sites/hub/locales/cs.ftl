# Národní bod: co lidé čtou.

hub-name = Národní bod
hub-portal = Portál národního bodu

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
choice-lead = Vyberte, čím se přihlásíte.
choice-service = Služba
choice-domain = Adresa služby
choice-level = Požadovaná úroveň záruky
choice-methods = Způsoby přihlášení
choice-method-level = Úroveň záruky nejvýše { $level }
choice-below-level = Nelze použít: služba žádá úroveň { $asked }, tento způsob dává nejvýše { $level }.
choice-did-not-answer = Tento způsob teď neodpovídá. Zkuste to za chvíli znovu, nebo zvolte jiný.
choice-none = Žádný z dostupných způsobů přihlášení nedosahuje úrovně, kterou služba žádá. Obraťte se na provozovatele služby.
choice-cancel = Zrušit přihlášení a vrátit se ke službě
choice-signed-in = Jste přihlášeni, ale služba žádá vyšší úroveň záruky nebo nové přihlášení.
choice-no-method-title = Nemáte žádný z těchto způsobů?
choice-no-method-text = Založte si účet mojeID a nechte si ověřit totožnost, potom si v portálu národního bodu připojíte i mobilní klíč.

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
release-person = Přihlášeni způsobem { $method }, úroveň záruky { $level }.

## Co se při přihlášení může stát
method-gone-title = Tento způsob přihlášení neznáme
method-gone = Způsob přihlášení, který jste zvolili, už národní bod nenabízí. Vraťte se a zvolte jiný.
method-refused-title = Přihlášení jste nedokončili
method-refused = Přihlášení způsobem { $method } bylo odmítnuto nebo zrušeno. Můžete to zkusit znovu, nebo zvolit jiný způsob.
method-failed-title = Přihlášení se nepodařilo
method-failed = Odpověď způsobu { $method } se nepodařilo ověřit, proto vás nemůžeme přihlásit. Zkuste to znovu, nebo zvolte jiný způsob.
method-other-browser-title = Přihlášení začalo v jiném prohlížeči
method-other-browser = Toto přihlášení začalo v jiném prohlížeči, nebo už bylo dokončeno. Vraťte se ke službě a přihlaste se znovu odtud.
login-finished-title = Toto přihlášení už je dokončené
login-finished = Přihlášení už bylo dokončeno, nebo vypršela jeho platnost (30 minut). Vraťte se ke službě a začněte znovu.
level-too-low-title = Tento způsob přihlášení nestačí
level-too-low = Přihlásili jste se s úrovní záruky { $reached }, služba { $service } však žádá úroveň { $asked }. Zvolte jiný způsob přihlášení.
register-unavailable-title = Registr obyvatel neodpovídá
register-unavailable = Údaje se nepodařilo načíst z registru obyvatel, proto jsme nic nepředali. Zkuste to prosím za chvíli znovu.
retry = Zkusit znovu
other-methods = Zvolit jiný způsob

unidentified-title = Zatím nevíme, kdo jste
unidentified-not-proven = Přihlášení způsobem { $method } proběhlo, ale vaše totožnost u něj zatím nebyla ověřena.
unidentified-not-proven-advice = Přihlaste se do mojeID, v části Nastavení zadejte PIN3 z dopisu a klikněte na Aktivovat. Potom se sem vraťte.
unidentified-data-missing = Způsob { $method } nám nepředal jméno, datum narození nebo adresu. Bez nich vás nenajdeme v registru obyvatel.
unidentified-data-missing-advice = Přihlaste se znovu a předání těchto údajů povolte. Chybí-li ve vašem účtu, nejprve je tam doplňte.
unidentified-no-match = Podle údajů od způsobu { $method } jsme v registru obyvatel nenašli právě jednu osobu.
unidentified-no-match-advice = Zkontrolujte, zda máte v účtu jméno, datum narození a adresu trvalého pobytu přesně tak, jak jsou v dokladech. Nepomůže-li to, obraťte se na podporu.
unidentified-not-attached = Tento mobilní klíč u nás není nikomu připojen.
unidentified-not-attached-advice = Přihlaste se jiným způsobem a v portálu zvolte Připojení mobilního klíče.

## Portál: navigace
portal-title = Váš portál
portal-nav = Části portálu
portal-overview = Přehled
portal-methods = Způsoby přihlášení
portal-attach = Připojení mobilního klíče
portal-devices = Zařízení s mobilním klíčem
portal-history = Historie přihlášení
portal-releases = Předané údaje
portal-register = Kdo četl moje údaje
portal-sessions = Přihlášená zařízení a prohlížeče
portal-greeting = Dobrý den, { $name }
portal-last-login = Poslední přihlášení
portal-your-data = Vaše údaje v registru obyvatel
portal-your-data-hint = Národní bod si tyto údaje neukládá, právě je načetl z registru.
portal-no-data = Registr obyvatel teď neodpovídá, vaše údaje proto nemůžeme ukázat.
portal-back = Zpět na přehled
portal-empty = Zatím tu nic není.
portal-older = Starší záznamy
portal-saved = Změna byla uložena.

## Portál: mobilní klíč
attach-title = Připojení mobilního klíče
attach-lead = Mobilním klíčem se přihlásíte načtením QR kódu v telefonu.
attach-mobile-key = Mobilní klíč eGovernmentu
attach-mobile-key-text = Nainstalujte si do telefonu aplikaci, zvolte v ní způsob přihlášení a možnost „Mám účet v Národním bodu“. Potom klikněte na Založit a načtěte QR kód, nebo v telefonu zvolte „Spustit mobilní klíč“.
attach-create = Založit
attach-app = Otevřít aplikaci mobilního klíče
attach-level = Klíč bude platit nejvýše pro úroveň záruky, se kterou jste teď přihlášeni: { $level }.

devices-title = Zařízení s mobilním klíčem
devices-lead = Mobilní klíč můžete mít v libovolném počtu telefonů.
devices-none = Nemáte připojené žádné zařízení.
devices-name = Název
devices-attached = Připojeno
devices-last-used = Naposledy použito
devices-never-used = dosud nepoužito
devices-blocked = Zablokováno po pěti chybných pokusech. Zařízení odpojte a připojte znovu.
devices-rename = Přejmenovat
devices-disconnect = Odpojit
devices-unavailable = Mobilní klíč teď neodpovídá, seznam zařízení proto nemůžeme ukázat. Zkuste to za chvíli znovu.
device-gone-title = Zařízení tu není
device-gone = Toto zařízení už je odpojené, nebo nikdy nebylo vaše. Vraťte se na seznam zařízení.
rename-title = Přejmenovat zařízení
rename-label = Název zařízení
rename-hint = Nejvýše 60 znaků, například „Můj telefon“.
rename-save = Uložit
rename-error = Zadejte název o délce 1 až 60 znaků.
disconnect-title = Odpojit zařízení { $name }?
disconnect-text = Mobilním klíčem v tomto zařízení se už nepřihlásíte. Připojit ho znovu můžete kdykoli v portálu.
disconnect-warning-last-of-method = Je to vaše poslední zařízení s mobilním klíčem. Přihlásit se pak budete moci jen jiným způsobem.
disconnect-warning-nothing-remains = Je to váš poslední způsob přihlášení. Po odpojení se do národního bodu ani do portálu už nepřihlásíte, dokud si nezařídíte jiný způsob.
disconnect-understand = Rozumím, že se pak nebudu moci přihlásit
disconnect-understand-error = Potvrďte, že rozumíte následku, nebo zařízení neodpojujte.
disconnect-confirm = Odpojit zařízení
disconnect-keep = Neodpojovat

## Portál: způsoby přihlášení
methods-title = Způsoby přihlášení
methods-lead = Způsoby, kterými vás národní bod pozná.
methods-connected = Připojeno
methods-not-connected = Nepřipojeno
methods-since = Připojeno
methods-last-used = Naposledy použito
methods-level = Úroveň záruky nejvýše
methods-state = Stav

## Portál: historie
history-title = Historie přihlášení
history-lead = Každé přihlášení přes národní bod, od nejnovějšího.
history-time = Čas
history-service = Služba
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
releases-title = Předané údaje
releases-lead = Co jste kdy předali a komu.
releases-time = Čas
releases-service = Služba
releases-items = Údaje
releases-none-items = jen pseudonym
choices-title = Zapamatované volby
choices-lead = U těchto služeb se na předání údajů neptáme.
choices-none = U všech služeb se ptáme pokaždé.
choices-change = Změnit
choices-since = Zvoleno
choice-edit-title = Volba pro službu { $service }
choice-edit-lead = Zaškrtněte údaje, které má služba dostat při každém přihlášení. Platí od příštího přihlášení.
choice-save = Uložit volbu
choice-withdraw = Odvolat volbu a příště se zeptat
choice-withdrawn-service = služba, která už není připojena

## Portál: registr
register-title = Kdo četl moje údaje
register-lead = Záznam registru obyvatel o tom, kdo, kdy a proč si vaše údaje vyžádal přes národní bod.
register-time = Čas
register-for = Pro koho
register-reason = Důvod
register-items = Údaje
register-only-search = jen vyhledání
register-reason-login = přihlášení ke službě
register-reason-identification = ztotožnění
register-reason-portal = zobrazení v portálu

## Portál: relace
sessions-title = Přihlášená zařízení a prohlížeče
sessions-lead = Prohlížeče, ve kterých jste teď přihlášeni do národního bodu.
sessions-this = tento prohlížeč
sessions-since = Přihlášeno
sessions-last-seen = Naposledy použito
sessions-end = Odhlásit
sessions-end-others = Odhlásit všechny ostatní
