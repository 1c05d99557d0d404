site-name = mojeID

# Úvodní stránka
home-title = Jedno jméno a heslo pro všechny služby
home-lead = S mojeID se přihlašujete do internetových služeb jedním uživatelským jménem a heslem. Služba vaše heslo nikdy neuvidí.
home-data = Své kontaktní údaje udržujete na jednom místě. Vy rozhodujete, které údaje která služba dostane.
home-data-title = Údaje máte ve svých rukou
home-how = Jak mojeID získáte
home-step1 = Vyplníte formulář a zvolíte si uživatelské jméno a heslo.
home-step2 = E-mailem vám přijde PIN1 a v SMS PIN2. Jejich zadáním účet aktivujete a můžete se přihlašovat do služeb.
home-step3 = Poštou vám přijde PIN3. Jeho zadáním ověříte svou adresu: účet je identifikovaný a můžete měnit všechny jeho údaje.
home-who = mojeID je pro fyzické i právnické osoby s trvalým pobytem nebo sídlem v České nebo Slovenské republice a s mobilním číslem českého nebo slovenského operátora.
home-register = Založit mojeID
home-login = Přihlásit se

# Nabídka po přihlášení
nav-profile = Profil
nav-services = Služby
nav-settings = Nastavení
nav-sessions = Přihlášená zařízení
nav-history = Historie

# Registrace
registration-title = Založení mojeID
registration-lead = Po odeslání formuláře vám přijde PIN1 e-mailem a PIN2 v SMS. Jejich zadáním účet aktivujete.
registration-access = Přístup k účtu
registration-person = Kdo jste
registration-contact = Kde vás zastihneme
registration-address = Trvalý pobyt
registration-address-hint = V České nebo Slovenské republice, tak jak ji máte v dokladech, bez čísla bytu a patra. Přijde na ni dopis s kódem PIN3 nadepsaný jen vaším jménem.
registration-company = Firma (nepovinné)
registration-company-hint = Vyplňte jen tehdy, pokud účet zakládáte pro firmu nebo živnost.
registration-submit = Založit mojeID
registration-legal = Odesláním žádáte o účet podle těchto dokumentů:
registration-have-account = Už mojeID máte?
registration-own = Účet s tímto jménem už čeká na aktivaci. Pokračujte odkazem v e-mailu, nebo na stránce

field-user-name = Uživatelské jméno
field-user-name-hint = Nejvýše 30 znaků: písmena bez diakritiky, číslice a spojovníky. Později ho nelze změnit.
field-password = Heslo
field-new-password = Nové heslo
field-new-password-hint = Aspoň 12 znaků. Dobře poslouží i věta z několika slov.
field-current-password = Současné heslo
field-given-name = Jméno
field-family-name = Příjmení
field-birth-date = Datum narození
field-birth-date-hint = Například 31. 3. 1980
field-email = E-mail
field-email-hint = Přijde na něj PIN1.
field-phone = Mobilní telefon
field-phone-hint = Číslo českého nebo slovenského operátora, například +420 601 123 456. Přijde na něj PIN2.
field-street = Ulice a číslo
field-city = Obec
field-postal-code = PSČ
field-country = Země
field-company-name = Název firmy
field-company-number = IČO
field-vat-number = DIČ
field-vat-number-hint = Například CZ12345678, slovenské 2020123456 nebo SK2020123456
country-cz = Česká republika
country-sk = Slovenská republika

# Co je na vyplněném formuláři špatně
error-name-empty = Vyplňte toto pole: Uživatelské jméno nebo e-mail
error-user-name-empty = Zadejte uživatelské jméno
error-password-empty = Zadejte heslo
error-new-password-empty = Zadejte nové heslo
error-given-name-empty = Zadejte jméno
error-family-name-empty = Zadejte příjmení
error-birth-date-empty = Zadejte datum narození, například 31. 3. 1980
error-email-empty = Zadejte e-mail
error-phone-empty = Zadejte číslo mobilního telefonu
error-street-empty = Zadejte ulici a číslo domu
error-city-empty = Zadejte obec
error-postal-code-empty = Zadejte PSČ
error-pin1-empty = Zadejte PIN1 z e-mailu (8 znaků)
error-pin2-empty = Zadejte PIN2 z SMS (8 znaků)
error-pin3-empty = Zadejte PIN3 z dopisu (8 znaků)
error-email-code-empty = Zadejte kód z e-mailu (8 znaků)
error-phone-code-empty = Zadejte kód z SMS (8 znaků)
error-code-empty = Zadejte kód, který jsme poslali (8 znaků)
error-present-empty = Zadejte kód, který přišel na dosavadní číslo (8 znaků)
error-given-name-form = Jméno obsahuje znaky, které do jména nepatří, nebo je příliš dlouhé
error-family-name-form = Příjmení obsahuje znaky, které do jména nepatří, nebo je příliš dlouhé
error-email-used = Tento e-mail byl nedávno použit k založení jiného mojeID. S jedním e-mailem lze za 30 dní založit jen jedno.
error-phone-used = Toto číslo bylo nedávno použito k založení jiného mojeID. S jedním číslem lze za 30 dní založit jen jedno.
error-company-number-form = Takové IČO neexistuje. Má osm číslic a poslední z nich je kontrolní.
error-vat-number-form = Zadejte DIČ, například CZ12345678, slovenské 2020123456 nebo SK2020123456
registration-too-many = Z vaší sítě bylo za poslední hodinu založeno příliš mnoho účtů. Zkuste to prosím za pár minut. Co jste vyplnili, zůstalo, jen heslo zadejte znovu.
registration-busy = Teď je tu příliš mnoho lidí najednou. Odešlete prosím formulář za chvíli znovu. Co jste vyplnili, zůstalo, jen heslo zadejte znovu.
registration-no-code = Kódy pro potvrzení teď nemůžeme poslat, zkuste to prosím { $when }. Co jste vyplnili, zůstalo, jen heslo zadejte znovu.
error-user-name-form = Uživatelské jméno smí obsahovat jen písmena bez diakritiky, číslice a jednotlivé spojovníky uvnitř
error-user-name-long = Uživatelské jméno smí mít nejvýše 30 znaků
error-user-name-taken = Toto uživatelské jméno už má někdo jiný, zvolte jiné
error-user-name-own = S tímto uživatelským jménem právě v tomto prohlížeči vznikl váš účet
error-user-name-reserved = Toto uživatelské jméno nelze použít, zvolte jiné
error-password-short = Heslo musí mít aspoň 12 znaků
error-password-long = Heslo je příliš dlouhé
error-password-own-name = Heslo nesmí být jen obměnou vašeho uživatelského jména nebo e-mailu
error-password-simple = Takové heslo lze snadno uhodnout, zvolte jiné
error-password-same = Nové heslo musí být jiné než současné
error-password-wrong = Heslo nesouhlasí
error-not-latin = Pište latinkou, jak je to ve vašem pase nebo dokladu: na tyto údaje posíláme dopis
error-birth-date-form = Zadejte datum jako den, měsíc a rok, například 31. 3. 1980
error-birth-date-no-such-day = Takový den v kalendáři není, zkontrolujte den a měsíc
error-birth-date-future = Datum narození nemůže být v budoucnosti
error-birth-date-incomplete = Zadejte den, měsíc i rok narození, jak jsou ve vašem dokladu
error-email-form = Zadejte e-mailovou adresu, například jana@posta.example
error-phone-form = Zadejte telefonní číslo i s předvolbou, například +420 601 123 456
error-phone-short = V čísle chybí číslice: za předvolbou +420 nebo +421 jich má být devět
error-phone-long = Číslo má číslici navíc: za předvolbou +420 nebo +421 jich má být devět
error-phone-characters = Zadejte jedno telefonní číslo, jen z číslic, například +420 601 123 456
error-phone-country = mojeID potřebuje mobilní číslo českého (+420) nebo slovenského (+421) operátora
error-line = Text obsahuje nedovolené znaky nebo je příliš dlouhý
error-postal-code-form = PSČ má pět číslic, například 779 00
error-postal-code-country = Toto PSČ patří do druhé země: opravte PSČ, nebo zvolte zemi správně
error-country-elsewhere = mojeID je jen pro osoby s trvalým pobytem nebo sídlem v České nebo Slovenské republice
error-country-missing = Vyberte zemi
error-envelope = Jméno a adresa se nevejdou na obálku, zkraťte prosím ulici
error-company-incomplete = Vyplňte název firmy i IČO, nebo obojí vynechte

# Aktivace
activation-title = Aktivace mojeID
activation-lead = K aktivaci jsou potřeba oba kódy. Teprve aktivní účet můžete používat k přihlašování.
activation-lead-one = K aktivaci zbývá zadat jeden kód. Teprve aktivní účet můžete používat k přihlašování.
activation-pin1-sent = PIN1 jsme poslali e-mailem na { $to } ({ $when }).
activation-pin2-sent = PIN2 jsme poslali v SMS na { $to } ({ $when }).
activation-pin1-sent-again = Nový PIN1 jsme poslali e-mailem na { $to }. Starší už neplatí.
activation-pin2-sent-again = Nový PIN2 jsme poslali v SMS na { $to }. Starší už neplatí.
activation-pin1-worn-out = PIN1 z e-mailu byl pětkrát zadán chybně a už neplatí. Nechte si poslat nový.
activation-pin2-worn-out = PIN2 z SMS byl pětkrát zadán chybně a už neplatí. Nechte si poslat nový.
activation-pin1-expired = Platnost PIN1 z e-mailu vypršela. Nechte si poslat nový.
activation-pin2-expired = Platnost PIN2 z SMS vypršela. Nechte si poslat nový.
activation-pin1-not-sent = PIN1 zatím nebyl poslán. Nechte si ho poslat e-mailem.
activation-pin2-not-sent = PIN2 zatím nebyl poslán. Nechte si ho poslat v SMS.
activation-resend-pin1-lead = Nepřišel PIN1? Podívejte se také do nevyžádané pošty. Jakmile pošleme nový, starší přestane platit.
activation-resend-pin2-lead = Nepřišla SMS s PIN2? Zkontrolujte, že má telefon signál. Jakmile pošleme nový kód, starší přestane platit.
activation-resend-pin1 = Poslat nový PIN1 e-mailem
activation-resend-pin2 = Poslat nový PIN2 v SMS
activation-resend-pin1-later = O nový PIN1 můžete požádat { $when }. Potom stránku načtěte znovu.
activation-resend-pin2-later = O nový PIN2 můžete požádat { $when }. Potom stránku načtěte znovu.
activation-account = Uživatelské jméno: { $name }
activation-pin1-done = PIN1 z e-mailu je potvrzen.
activation-pin2-done = PIN2 z SMS je potvrzen.
activation-pin1 = PIN1 z e-mailu
activation-pin2 = PIN2 z SMS
activation-pin-hint = 8 písmen a číslic, na velikosti písmen nezáleží
activation-submit = Aktivovat
activation-resend-title = Kód nepřišel?
activation-later = Okno můžete zavřít. Zpět vás dovede odkaz v e-mailu.
activation-done = Účet je aktivní. Přihlaste se.
activation-already = Tento účet už je aktivní. Přihlaste se.

# Potvrzení, že e-mail nebo číslo patří tomu, kdo účet zakládá
prove-title = Potvrďte, že jsou tyto údaje vaše
prove-lead = K založení jiného mojeID je nedávno použil někdo, kdo nepotvrdil, že mu patří. Zadáním kódu to potvrdíte vy, dokončíte založení svého účtu a onen druhý účet tím zanikne.
prove-email-sent = Kód jsme poslali e-mailem na { $to }.
prove-email-done = E-mail { $to } je potvrzen.
prove-email-code = Kód z e-mailu
prove-phone-sent = Kód jsme poslali v SMS na { $to }.
prove-phone-done = Číslo { $to } je potvrzeno.
prove-phone-code = Kód z SMS
prove-submit = Potvrdit a založit mojeID
prove-other = Kód nepřišel nebo chcete použít jiné údaje? Začněte znovu:

pin-wrong = Kód nesouhlasí. Počet zbývajících pokusů: { $left }
code-wrong = { $code } nesouhlasí. Počet zbývajících pokusů: { $number }
code-malformed = { $code } má { $number } znaků, zkontrolujte ho prosím
code-worn-out = { $code } byl příliš mnohokrát zadán chybně a už neplatí. Nechte si poslat nový.
code-expired = { $code } už neplatí, protože vypršel. Nechte si poslat nový.
code-not-issued = { $code } teď nelze zadat, žádný platný nemáte. Nechte si poslat nový.
wait-seconds = { $n ->
    [one] za { $n } sekundu
    [few] za { $n } sekundy
   *[other] za { $n } sekund
}
wait-minutes = { $n ->
    [one] za { $n } minutu
    [few] za { $n } minuty
   *[other] za { $n } minut
}
wait-hours = { $n ->
    [one] za { $n } hodinu
    [few] za { $n } hodiny
   *[other] za { $n } hodin
}
wait-after = { $day } po { $time }
pin-malformed = Kód má { $chars } znaků, zkontrolujte ho prosím
pin-no-tries-left = Kód byl příliš mnohokrát zadán chybně a už neplatí. Požádejte o nový.
pin-expired = Platnost kódu vypršela. Požádejte o nový.
pin-not-issued = Žádný platný kód nemáte. Požádejte o nový.
sending-too-soon = O další odeslání můžete požádat { $when }.

# Přihlášení
login-title = Přihlášení
login-to-service = Přihlašujete se do služby
login-name = Uživatelské jméno nebo e-mail
login-submit = Přihlásit se
login-no-account = Nemáte mojeID?
login-wrong = Jméno nebo heslo nesouhlasí. Máte-li na jeden e-mail více účtů mojeID, přihlaste se uživatelským jménem.
login-too-many = Příliš mnoho neúspěšných pokusů. Další můžete udělat { $when }.
login-other-provider = To je identifikátor u jiného poskytovatele. Zadejte uživatelské jméno svého mojeID v krátkém tvaru, například novak.
login-not-a-name = Zadejte uživatelské jméno, například novak, nebo e-mail svého účtu
login-again = Služba žádá, abyste se přihlásili znovu.
login-cancel = Zrušit a vrátit se do služby

passcode-title = Kód z SMS
passcode-lead = Služba { $service } žádá pro toto přihlášení i kód z SMS. Poslali jsme vám ho na { $to }.
passcode-field = Šestimístný kód
passcode-submit = Pokračovat
passcode-resend = Poslat nový kód
passcode-sent-again = Nový kód je na cestě. Starší už neplatí.
phone-lost = Nemáte k telefonu přístup nebo máte nové číslo?
phone-lost-what = Bez kódu dál nelze: v profilu číslo změníte, jen dokud máte i dosavadní. Jinak se obraťte na naši podporu. Do služeb, kterým stačí nízká úroveň záruky, se přihlásíte jen heslem.

unreachable-title = Takové přihlášení teď není možné
unreachable-not-identified = Služba { $service } přijímá jen identifikované účty a váš zatím identifikovaný není. Zadejte v Nastavení PIN3 z dopisu.
unreachable-no-method = Služba { $service } žádá nejvyšší úroveň záruky, které přihlášení přes mojeID nedosahuje.
unreachable-settings = Přejít do Nastavení
unreachable-back = Vrátit se do služby

# Ověření před změnou
proof-title = Potvrďte, že jste to vy
proof-lead = Chystáte se změnit, jak se přihlašujete nebo jak vás zastihneme. Proto znovu potřebujeme vaše heslo a kód z SMS, i když jste přihlášeni.
proof-code-lead = Poslali jsme vám kód v SMS na { $to }. Než ho zadáte, nic se nezmění.
proof-submit = Pokračovat

# Obnovení přístupu
recovery-title = Zapomněli jste heslo?
recovery-lead = Zadejte své uživatelské jméno nebo e-mail. Na e-mail vašeho účtu pošleme odkaz, kterým si nastavíte nové heslo; potvrdíte to kódem z SMS.
recovery-submit = Poslat odkaz
recovery-too-many = Z vašeho připojení přišlo příliš mnoho žádostí. Další můžete poslat { $when }.
recovery-no-access = Nemáte už přístup ke svému e-mailu nebo telefonu? Obraťte se na naši podporu. Účet, který ještě nebyl aktivován, takto obnovit nelze.
recovery-sent-title = Podívejte se do e-mailu
recovery-sent = Pokud takový účet existuje, poslali jsme odkaz na jeho e-mail. Platí 24 hodin.
recovery-sent-next = Odkaz můžete otevřít v kterémkoli zařízení. Budete k němu potřebovat i telefon, který máte u účtu.
recovery-sent-nothing = Nic nepřišlo? Podívejte se také do nevyžádané pošty a zkontrolujte, co jste zadali. Posíláme jen několik zpráv denně; dříve poslaný odkaz platí dál.
recovery-link-title = Nové heslo
recovery-link-account = Účet { $name }
recovery-code-lead = Na telefon { $to } vám pošleme kód, kterým potvrdíte, že o nové heslo žádáte vy.
recovery-code-send = Poslat kód
recovery-code-sent = Poslali jsme kód v SMS na { $to }. Platí 15 minut.
recovery-code = Kód z SMS
recovery-consequences = Všechna zařízení odhlásíme. Tři dny potom půjde účet použít jen u služeb, kterým stačí nízká úroveň záruky, a sedm dní nepůjde měnit e-mail, telefon, jméno ani adresu.
recovery-set = Nastavit heslo
recovery-done = Nové heslo platí. Přihlaste se jím.
names-title = Zapomněli jste uživatelské jméno?
names-lead = Zadejte e-mail, který máte u účtu. Uživatelské jméno vám na něj pošleme.
names-submit = Poslat jméno
names-sent = Pokud je tento e-mail u některého účtu, poslali jsme na něj uživatelské jméno.
undo-recovery-title = Nezměnili jste heslo vy?
undo-recovery-lead = U účtu { $name } bylo { $when } nastaveno nové heslo pomocí e-mailu a SMS.
undo-recovery-what = Pokud jste to nebyli vy, vrátíme původní heslo, odhlásíme všechna zařízení a ukončíme přístup služeb k vašim údajům. Potom se přihlaste původním heslem a zkontrolujte, kdo má přístup k vašemu e-mailu a telefonu.
undo-recovery-what-none = Pokud jste to nebyli vy, odhlásíme všechna zařízení, ukončíme přístup služeb k vašim údajům a heslo přestane platit. Původní heslo nevrátíme, protože po obnovení bylo heslo znovu změněno, nebo ho předtím použil někdo cizí. Nové si nastavíte e-mailem a kódem z SMS, nejdříve za den.
undo-recovery-done-title = Obnovení je vráceno zpět
undo-recovery-done = Platí zase původní heslo a všechna zařízení jsou odhlášena. Zkontrolujte, kdo má přístup k vašemu e-mailu a telefonu.
undo-recovery-done-none = Žádné heslo teď neplatí a všechna zařízení jsou odhlášena. Zkontrolujte, kdo má přístup k vašemu e-mailu a telefonu.
undo-recovery-closed = Další obnovení přístupu bude možné { $until }. Pokud původní heslo neznáte, obraťte se na naši podporu.
undo-login-title = Nepřihlásili jste se vy?
undo-login-lead = K účtu { $name } se { $when } někdo přihlásil vaším heslem z nového prohlížeče.
undo-login-what = Pokud jste to nebyli vy, odhlásíme všechna zařízení, ukončíme přístup služeb k vašim údajům a heslo přestane platit. Nové si nastavíte e-mailem a kódem z SMS.
undo-login-done-title = Zařízení jsou odhlášena
undo-login-done = Heslo, kterým se někdo přihlásil, už neplatí. Nastavte si nové.
undo-recovery-submit = Vrátit původní heslo
undo-login-submit = Odhlásit zařízení a zneplatnit heslo
undo-was-me = Pokud jste to byli vy, nemusíte nic dělat. Stránku zavřete.
undo-services = Ve službách, do kterých už je někdo přihlášen, to přihlášení neukončí.
undo-services-done = Kdo je už přihlášen do některé služby, zůstává v ní. Odhlaste se proto i tam a v Národním bodu (v portálu, Přihlášené prohlížeče). Do kterých služeb se účet přihlašoval, najdete po přihlášení v Historii.
login-blocked = Toto heslo už neplatí, protože se jím přihlásil někdo jiný. Nastavte si nové přes „Zapomněli jste heslo?“.
unreachable-recovered = Služba { $service } žádá vyšší úroveň záruky. Přístup k vašemu účtu byl nedávno obnoven e-mailem a SMS, proto jí účet dosáhne až { $until }.
profile-limited = Přístup k účtu byl nedávno obnoven e-mailem a SMS. Služby, které žádají vyšší úroveň záruky, ho přijmou až { $until }.
profile-contact-locked = E-mail, telefon, jméno a adresu bude možné změnit až { $until }, aby se obnovení dalo vrátit zpět.
problem-recovery-gone = Tento odkaz už neplatí
    .next = Požádejte o nový.
problem-undo-gone = Tento odkaz už neplatí
    .next = Pokud se s vaším účtem děje něco, co jste neudělali vy, obraťte se hned na naši podporu.
problem-contact-locked = Tyto údaje teď nemůžete měnit
    .next = Přístup k účtu byl nedávno obnoven. Aby se obnovení dalo vrátit zpět, půjde e-mail, telefon, jméno a adresu změnit až { $until }.

# Jazyk zpráv
language-title = Jazyk zpráv
language-lead = V jakém jazyce vám máme posílat e-maily, SMS a dopisy?
language-changed = Jazyk zpráv je změněn.
error-language = Vyberte jazyk

# Souhlas
consent-title = Údaje pro službu { $service }
consent-ticket = O údaje žádá
consent-lead = Služba { $service } ({ $domain }) žádá tyto údaje.
consent-whose = Přihlášená osoba: { $name } ({ $user_name })
consent-not-you = Nejste to vy? Přihlásit někoho jiného
consent-nothing = Služba { $service } ({ $domain }) nežádá žádné vaše údaje. Dozví se jen, že se přihlašuje stále tatáž osoba.
consent-items = Předávané údaje
consent-essential = Nutné údaje
consent-essential-hint = Bez těchto údajů vás služba nepřihlásí.
consent-voluntary = Nepovinné údaje
consent-voluntary-hint = Zaškrtněte ty, které chcete předat.
consent-empty = nevyplněno
consent-remember = Volbu si zapamatujeme a údaje předáme při každém přihlášení vždy aktuální. Změnit ji můžete kdykoli ve Službách.
consent-remember-all = Souhlas si zapamatujeme a údaje budeme předávat při každém přihlášení vždy aktuální. Odvolat ho můžete kdykoli ve Službách.
consent-remember-nothing = Zapamatujeme si to a příště se už nezeptáme. Odvolat to můžete kdykoli ve Službách.
consent-password = Vaše heslo služba nikdy neuvidí.
consent-submit = Předat a pokračovat
consent-refuse = Nepředat a vrátit se

item-name = Celé jméno
item-given-name = Jméno
item-family-name = Příjmení
item-user-name = Uživatelské jméno
item-email = E-mail
item-phone = Mobilní telefon
item-address = Trvalý pobyt
item-birth-date = Datum narození
item-age = Věk
item-adult = Plnoletost
item-organization = Název firmy
item-company-number = IČO
item-vat-number = DIČ
item-identified = Stav účtu
item-language = Jazyk
value-yes = ano
value-no = ne

# Profil
profile-title = Profil
profile-state = Stav účtu
profile-founded = Založen
profile-long-name = Dlouhý tvar
profile-change = Změnit
profile-company = Firma
profile-company-none = neuvedena
profile-add = Přidat
state-registered = registrovaný
state-active = aktivní
state-identified = identifikovaný
profile-enter-pin3 = Zadat PIN3
profile-locked = Jméno, adresu a firmu můžete opravit hned. E-mail a telefon můžete měnit, až zadáte PIN3, který vám přijde dopisem.
profile-nothing-changed = Zadané údaje jsou stejné jako dosud, nic se nezměnilo.
profile-corrected = Změny jsou uloženy. Na novou adresu jsme poslali dopis s novým PIN3, starší už neplatí.
profile-corrected-later = Změny jsou uloženy. Dopis s novým PIN3 pošleme na novou adresu, jakmile to půjde: je možný jeden denně. Starší PIN3 už neplatí.
profile-waits = Nové jméno nebo adresa začne platit, až zadáte PIN3 z dopisu, který jsme na novou adresu poslali. Do té doby platí dosavadní a účet zůstává identifikovaný.
profile-waits-later = Nové jméno nebo adresa začne platit, až zadáte PIN3 z dopisu. Pošleme ho, jakmile to půjde: je možný jeden denně. Do té doby platí dosavadní údaje a účet zůstává identifikovaný.
profile-still-waits = Nové jméno nebo adresa dál čeká na PIN3 z dopisu, do té doby platí dosavadní. Změna údajů o firmě platí hned.
profile-cancelled = Změna jména a adresy je zrušena. Platí dosavadní údaje.
unproven-enter = Zadat kód
unproven-phone = Na kód čeká nové telefonní číslo
unproven-email = Na kód čeká nový e-mail
profile-contact-cancelled = Změna je zrušena, zůstává dosavadní údaj.
waiting-title = Na PIN3 čeká nové jméno nebo adresa
waiting-until = Než zadáte PIN3, platí dosavadní jméno a adresa a účet zůstává identifikovaný.
value-unproven = { $value } (neověřeno)
profile-contact-changed = Změny jsou uloženy.

contact-title = Změna údajů
contact-identified = Nové jméno nebo adresa začne platit, až zadáte PIN3 z dopisu, který na novou adresu pošleme. Do té doby platí dosavadní. Opravíte-li jen způsob zápisu, nebo měníte-li firmu, platí to hned.
contact-active = Opravy platí hned. Změníte-li jméno nebo adresu, pošleme na ni dopis s novým PIN3 a starší přestane platit.
contact-letter-from = Další dopis můžeme poslat { $when }.
contact-company-hint = Údaje o firmě uvádíte vy, neověřujeme je.
change-code-email = Kód z nového e-mailu
change-code-phone = Kód z nového čísla
change-code-present = Kód z dosavadního čísla
change-code-present-lead = Na dosavadní číslo { $to } jsme také poslali kód: slouží k přihlašování, proto ověřujeme, že o změnu žádáte vy. Nemáte-li k němu přístup, obraťte se na podporu.
change-code-present-done = Kód z dosavadního čísla { $to } je přijat, už ho zadávat nemusíte.
change-other-email = Zadat jiný e-mail
change-other-phone = Zadat jiné číslo
contact-submit = Uložit

# Zrušení změny odkazem ze zprávy
cancel-title = Zrušit změnu jména a adresy?
cancel-lead = U účtu { $name } čeká změna jména nebo adresy na PIN3. Pokud ji nechcete, zrušte ji: všechno zůstane, jak je.
cancel-submit = Zrušit změnu
cancel-keep = Pokud o změnu žádáte vy, stačí tuto stránku zavřít.
cancelled-title = Změna je zrušena
cancelled-lead = U účtu { $name } platí dosavadní jméno a adresa. PIN3 z dopisu na novou adresu už k ničemu není.
cancelled-next = Pokud o změnu žádal někdo jiný, zná vaše heslo. Přihlaste se a změňte si ho:

change-email-title = Změna e-mailu
change-phone-title = Změna telefonu
change-email-new = Nový e-mail
change-phone-new = Nový mobilní telefon
change-send = Poslat kód
change-sent = Na { $to } jsme poslali kód. Změna začne platit, až ho zadáte.
change-submit = Potvrdit změnu
change-same = Tento údaj už ve svém účtu máte

# Nastavení
settings-title = Nastavení
pin3-title = PIN3
pin3-label = PIN3 z dopisu
pin3-lead = Dopis s PIN3 chodí do týdne, nejpozději do dvou. Jeho zadáním se účet stane identifikovaným a budete moci měnit všechny jeho údaje.
pin3-sent = Dopis jsme odeslali { $when } na adresu { $address }.
pin3-due = Dopis na adresu { $address } odešleme { $when }.
pin3-worn-out = PIN3 z posledního dopisu byl příliš mnohokrát zadán chybně a už neplatí. Nový dopis přijde na adresu { $address }.
pin3-expired = Platnost PIN3 z posledního dopisu vypršela. Nový dopis přijde na adresu { $address }.
pin3-not-sent = Žádný dopis s platným PIN3 teď na cestě není. Přijde na adresu { $address }, jakmile o něj požádáte.
pin3-wrong-address = Je jméno nebo adresa špatně?
pin3-correct = Opravit údaje
pin3-again-lead = Dopis nepřišel, nebo ho nemáte? Jakmile pošleme nový, PIN3 ze staršího přestane platit.
pin3-again-later = O další dopis můžete požádat { $when }.
pin3-sent-again = Nový dopis je na cestě. PIN3 ze staršího už neplatí.
pin3-done = Od { $when } jsou jméno a adresa ověřeny dopisem: účet je identifikovaný.
pin3-just-moved = Nové jméno a adresa jsou ověřeny a platí. Ostatní zařízení jsme odhlásili.
pin3-submit = Aktivovat
pin3-locked = Přístup k účtu byl nedávno obnoven, PIN3 proto půjde zadat až { $until }.
pin3-again = Poslat dopis znovu
pin3-just-done = Účet je identifikovaný. Teď můžete měnit všechny údaje.
password-title = Změna hesla
password-consequences = Ostatní zařízení odhlásíme z mojeID a ukončíme přístup, který mají k vašim údajům služby. Ve službách, kde už přihlášeni jste, přihlášení zůstane.
password-submit = Změnit heslo
password-changed = Heslo je změněno. Ostatní zařízení jsme odhlásili z mojeID; ze služeb se odhlaste zvlášť.

# Služby
services-title = Služby
services-lead = Které údaje předáváte kterým službám.
services-none = Žádnou vaši volbu si teď nepamatujeme: u každé služby, která o údaje požádá, se vás zeptáme.
services-given = Předávané údaje
services-nothing-given = žádné
services-decided = Rozhodnuto
services-offline = I když nejste přihlášeni
services-offline-yes = smí údaje načítat
services-change = Změnit
service-lead = Změna platí od příštího přihlášení.
service-essential-hint = Bez těchto údajů vás služba nepřihlásí. Nechcete-li je předávat, odvolejte celou volbu.
service-offline = Smí tyto údaje načítat i ve vaší nepřítomnosti
service-forget = Odvolat volbu
service-forget-lead = Odvoláte-li volbu, při příštím přihlášení se vás zeptáme znovu.
service-saved = Volba je uložena.
service-forgotten = Volba je odvolána.

# Přihlášená zařízení
sessions-title = Přihlášená zařízení
sessions-lead = Kde všude jste přihlášeni do mojeID.
sessions-this = toto zařízení
sessions-unknown = Neznámý prohlížeč
sessions-end-others = Odhlásit všechna ostatní
sessions-ended = Odhlášeno.

# Historie
history-title = Historie
history-lead = Co se s vaším účtem dělo, od nejnovějšího
history-when = Kdy
history-what = Co
history-where = Odkud
history-older = Starší
event-registered = Účet založen
event-pins-sent = PIN1 a PIN2 poslány znovu
event-pin1-sent = PIN1 poslán znovu e-mailem
event-pin2-sent = PIN2 poslán znovu v SMS
event-letter-due = Dopis s PIN3 čeká na odeslání
event-place-change-asked = Nové jméno nebo adresa čeká na PIN3
event-place-change-cancelled = Změna jména nebo adresy zrušena
event-place-changed = Nové jméno a adresa ověřeny PIN3
event-pin1-confirmed = PIN1 potvrzen
event-pin2-confirmed = PIN2 potvrzen
event-activated = Účet aktivován
event-pin-refused = Zadán chybný kód
event-letter-sent = Dopis s PIN3 odeslán
event-identified = Účet identifikován
event-login = Přihlášení heslem
event-login-refused = Neúspěšné přihlášení
event-stepped-up = Přihlášení potvrzeno kódem z SMS
event-passcode-sent = Kód pro přihlášení poslán v SMS
event-password-code-sent = Kód pro změnu hesla poslán v SMS
event-data-code-sent = Kód pro změnu údajů poslán v SMS
event-proven-by-password = Heslo zadáno znovu před změnou
event-proven-by-sms = Změna povolena kódem z SMS
event-logout = Odhlášení
event-password-changed = Heslo změněno
event-recovery-asked = Žádost o obnovení přístupu, odkaz poslán e-mailem
event-recovery-code-sent = Kód k obnovení přístupu poslán v SMS
event-recovered = Přístup obnoven, heslo změněno
event-recovery-undone = Obnovení přístupu vráceno zpět
event-login-denied = Přihlášení označeno za cizí, heslo zneplatněno
event-language-changed = Jazyk zpráv změněn
event-contact-changed = Jméno, adresa nebo firma změněny
event-email-changed = E-mail změněn
event-phone-changed = Telefon změněn
event-service-login = Přihlášení do služby { $service }
event-service-items = Předáno: { $items }
event-changed-items = Změněno: { $items }
event-service-nothing = Bez předání údajů
event-consent-items = Zvoleno: { $items }
event-consent-nothing = Zvoleno: nic nepředávat
event-consent = Volba údajů pro službu { $service }
event-consent-forgotten = Volba údajů pro službu { $service } odvolána
event-session-ended = Jiné zařízení odhlášeno

# Odhlášení
logout-title = Odhlášení
logout-service = Odhlášení žádá služba
logout-lead = Opravdu se chcete odhlásit z mojeID?
logout-submit = Odhlásit se
logout-stay = Neodhlašovat
logout-stay-back = Neodhlašovat a vrátit se do služby
logout-done = Jste odhlášeni z mojeID. Ze služeb, do kterých jste přihlášeni, se odhlaste zvlášť.

# Nápověda
help-pin3 = Nepřišel mi dopis s PIN3
    .answer = Dopis chodí do týdne, nejpozději do dvou. Potom si v Nastavení nechte poslat nový: nejvýše jeden za den a šest za 30 dní.
help-pins = Nepřišel mi PIN1 nebo PIN2
    .answer = PIN1 hledejte i v nevyžádané poště, u PIN2 zkontrolujte signál telefonu. Na stránce aktivace si můžete nechat poslat každý z nich znovu; starší tím přestane platit.
help-unused = Co když účet neaktivuji
    .answer = Účet, který není aktivován do 8 měsíců od založení, smažeme i s údaji. Měsíc a týden předem vás upozorníme e-mailem a v SMS.
help-data = Kdo uvidí moje údaje
    .answer = Jen služby, kterým je sami předáte. Volbu pro každou službu najdete a změníte ve Službách, každé předání v Historii.
help-name = Co zadat jako identifikátor
    .answer = Krátký tvar, tedy uživatelské jméno, například novak. Při přihlášení poznáme i dlouhý tvar z dřívějška.

# Chyby
problem-service-unknown = Této službě žádné údaje nepředáváte
    .next = Seznam služeb, kterým údaje předáváte, najdete ve Službách.
problem-activation-unknown = Tuto stránku aktivace neznáme
    .next = Účet byl možná smazán: nebyl včas aktivován, nebo jeho e-mail či telefon potvrdil u jiného účtu někdo jiný. Založte si prosím nový.
problem-registration-unknown = Na tuto registraci už nečekáme
    .next = Kódy platí jen krátce. Vyplňte prosím formulář znovu.
problem-not-identified = E-mail a telefon zatím nemůžete měnit
    .next = Nejprve zadejte PIN3 z dopisu.
problem-not-active = Údaje zatím nemůžete měnit
    .next = Nejprve účet aktivujte pomocí PIN1 a PIN2.
problem-change-unknown = Tato změna už na nic nečeká
    .next = Byla zrušena, potvrzena, nebo vypršela. Co platí, uvidíte ve svém profilu.
problem-passcodes = Poslali jsme vám příliš mnoho kódů za krátkou dobu
    .next = O další kód můžete požádat { $when }. Potom se vraťte do služby a přihlaste se znovu.

# E-maily, SMS a dopisy
mail-greeting = Dobrý den,
mail-end = mojeID
mail-helpdesk = Podpora: { $ways }
helpdesk-hours = v pracovní dny { $hours }
mail-identified-subject = mojeID: vaše totožnost je ověřena
mail-not-you = Pokud jste o založení účtu nežádali, zprávu prosím smažte. Bez kódu z SMS se nic nestane.
mail-pin1-subject = mojeID: PIN1 pro aktivaci účtu
mail-pin1-body = PIN1 k účtu { $name } je: { $pin }
mail-pin1-next = PIN2 vám přijde v SMS. Oba kódy zadejte na stránce, kde jste účet založili. Pokud jste ji zavřeli, najdete ji zde:
mail-pin1-expires = Kód platí do { $until }.
sms-pin2 = mojeID: PIN2 pro aktivaci účtu je { $pin }, platí do { $until }. Nikomu ho nesdělujte.
sms-passcode = mojeID: kód pro přihlášení je { $pin }, platí { $minutes } min. Nikomu ho nesdělujte.
sms-passcode-service = mojeID: kód pro přihlášení do služby { $service } je { $pin }, platí { $minutes } min. Nikomu ho nesdělujte.
sms-passcode-password = mojeID: kód pro změnu hesla je { $pin }, platí { $minutes } min. Nikomu ho nesdělujte.
sms-passcode-data = mojeID: kód pro změnu údajů ve vašem účtu je { $pin }, platí { $minutes } min. Nikomu ho nesdělujte.
mail-change-subject = mojeID: kód pro změnu e-mailu
mail-change-body = kód pro změnu e-mailu u účtu { $name } je: { $pin }
mail-change-next = Zadejte ho v mojeID na této stránce:
mail-change-not-you = Pokud jste o změnu nežádali, zprávu prosím smažte. Bez kódu se nic nestane.
sms-change = mojeID: kód pro změnu telefonního čísla je { $pin }. Nikomu ho nesdělujte.
sms-change-present = mojeID: někdo chce změnit vaše telefonní číslo. Jste-li to vy, zadejte kód { $pin }. Jinak změňte heslo.
mail-changed-subject = mojeID: změna ve vašem účtu
mail-changed-email = u účtu { $name } byl { $when } změněn e-mail. Tuto zprávu posíláme na dosavadní adresu.
mail-changed-phone = u účtu { $name } bylo { $when } změněno telefonní číslo.
mail-changed-password = u účtu { $name } bylo { $when } změněno heslo. Ostatní zařízení jsme odhlásili z mojeID; ve službách, kam se předtím někdo přihlásil, přihlášení zůstalo.
mail-changed-identified = účet { $name } je od { $when } identifikovaný.
mail-changed-help = Pokud jste to nebyli vy, obraťte se prosím hned na naši podporu.
mail-recovery-subject = mojeID: nové heslo
mail-recovery-body = pro účet { $name } někdo požádal o nové heslo. Nastavíte ho na této stránce:
mail-recovery-next = Odkaz platí do { $until }. Stránka si vyžádá ještě kód, který pošleme na váš telefon.
mail-recovery-not-you = Pokud jste o nové heslo nežádali, zprávu smažte. Bez kódu z vašeho telefonu se nic nezmění.
mail-recovered-subject = mojeID: heslo bylo obnoveno
mail-recovered-body = u účtu { $name } bylo { $when } nastaveno nové heslo pomocí odkazu z e-mailu a kódu z SMS. Všechna zařízení jsme odhlásili.
mail-recovered-undo = Pokud jste to nebyli vy, vraťte změnu do 7 dnů na této stránce:
mail-undone-subject = mojeID: obnovení hesla je vráceno zpět
mail-undone-body = u účtu { $name } bylo { $when } vráceno obnovení hesla. Platí zase původní heslo a všechna zařízení jsme odhlásili.
mail-undone-body-none = u účtu { $name } bylo { $when } vráceno obnovení hesla. Žádné heslo teď neplatí: po obnovení bylo znovu změněno, nebo původní předtím použil někdo cizí. Všechna zařízení jsme odhlásili.
mail-undone-next = Zkontrolujte, kdo má přístup k vašemu e-mailu a telefonu. Další obnovení bude možné { $until }.
mail-names-subject = mojeID: vaše uživatelské jméno
mail-names-body = k tomuto e-mailu patří uživatelské jméno:
mail-names-next = Přihlásíte se zde:
mail-names-not-you = Pokud jste o jméno nežádali, zprávu smažte.
mail-new-browser-subject = mojeID: přihlášení z nového prohlížeče
mail-new-browser-body = k účtu { $name } se { $when } někdo přihlásil z prohlížeče, který jsme u něj dosud neviděli: { $browser }. Pokud jste to vy, nemusíte nic dělat.
mail-new-browser-not-you = Pokud jste to nebyli vy, odhlaste všechna zařízení a zneplatněte heslo na této stránce (odkaz platí 7 dní):
mail-denied-subject = mojeID: heslo už neplatí
mail-denied-body = u účtu { $name } bylo { $when } oznámeno cizí přihlášení. Všechna zařízení jsme odhlásili a heslo přestalo platit.
mail-denied-next = Nové heslo si nastavíte zde:
mail-services = Kdo je už přihlášen do některé služby, zůstává v ní. Odhlaste se proto i tam a v Národním bodu (v portálu, Přihlášené prohlížeče). Do kterých služeb se účet přihlašoval, najdete po přihlášení v Historii.
sms-recovery = mojeID: kód { $pin } pro nové heslo platí { $minutes } min. Nikomu ho nesdělujte.
sms-recovered = mojeID: heslo k účtu bylo obnoveno. Nebyli jste to vy? { $url }
sms-undone = mojeID: obnovení hesla je vráceno zpět, platí původní heslo.
sms-undone-none = mojeID: obnovení hesla je vráceno zpět, žádné heslo teď neplatí. Nové si nastavíte nejdříve za den.
sms-denied = mojeID: heslo k účtu přestalo platit, bylo oznámeno cizí přihlášení. Nastavte si nové.
mail-place-asked-subject = mojeID: někdo mění vaše jméno nebo adresu
mail-place-asked = u účtu { $name } bylo { $when } zadáno nové jméno nebo adresa:
mail-place-until = Začnou platit, až bude zadán PIN3 z dopisu, který tam pošleme. Do té doby platí dosavadní údaje.
mail-place-cancel = Pokud jste to nebyli vy, změnu hned zrušte. Stačí k tomu tento odkaz, přihlašovat se nemusíte:
mail-place-not-you = Potom si změňte heslo: ten, kdo o změnu žádal, ho zná.
sms-place-asked = mojeID: u účtu { $name } čeká změna jména nebo adresy. Nejste to vy? Zrušte ji odkazem v e-mailu nebo v Nastavení.
mail-place-cancelled = u účtu { $name } byla { $when } zrušena změna jména nebo adresy. Platí dosavadní údaje.
mail-place-changed = u účtu { $name } platí od { $when } nové jméno nebo adresa, ověřené dopisem s PIN3. Ostatní zařízení jsme odhlásili.
mail-contact-corrected = u účtu { $name } byly { $when } změněny údaje: jméno, adresa nebo firma.
sms-place-corrected = mojeID: u účtu { $name } se změnilo jméno nebo adresa, PIN3 půjde na ni. Nejste to vy? Změňte si heslo a údaje opravte.
mail-own-subject = mojeID: potvrzení e-mailu
mail-own-body = kód, kterým potvrdíte, že tento e-mail je váš: { $pin }
mail-own-next = Zadejte ho na stránce, kde účet mojeID právě zakládáte. Jiný účet, který tento e-mail uvedl a nikdy nepotvrdil, tím zanikne.
sms-own = mojeID: kód { $pin } potvrdí, že toto číslo je vaše. Zadejte ho jen tam, kde právě zakládáte účet.
mail-deleted-subject = mojeID: účet byl smazán
mail-displaced = účet { $name }, který zatím nebyl aktivován, jsme smazali i s údaji: číslo telefonu u něj uvedené potvrdil u jiného účtu jeho majitel.
mail-lapsed = účet { $name } jsme smazali i s údaji, protože nebyl do 8 měsíců od založení aktivován.
mail-register-again = Kdykoli si můžete založit nový:
mail-lapses-subject = mojeID: účet čeká na aktivaci
mail-lapses = účet { $name } zatím není aktivní. Pokud ho do { $day } neaktivujete, smažeme ho i s údaji.
mail-lapses-next = Kódy PIN1 a PIN2 zadáte, nebo si je necháte poslat znovu, na této stránce:
sms-lapses = mojeID: účet založený s tímto číslem není aktivní a bude { $day } smazán. Aktivujete ho odkazem z e-mailu.
letter-title = PIN3 – úplná aktivace účtu mojeID
letter-lead = posíláme vám kód, kterým potvrdíte poštovní adresu u svého účtu mojeID { $name }.
letter-code = PIN3
letter-step1 = Na stránce { $origin } klikněte na Přihlásit se.
letter-step2 = Zadejte své uživatelské jméno a heslo.
letter-step3 = Klikněte na Nastavení.
letter-step4 = Do pole PIN3 opište kód z tohoto dopisu a klikněte na Aktivovat.
letter-after = Tím se váš účet stane identifikovaným a budete moci měnit všechny jeho údaje.
letter-expires = Kód platí do { $until }. Nikomu ho nesdělujte.
