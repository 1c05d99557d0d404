site-name = mojeID

# Úvodná stránka
home-title = Jedno meno a heslo pre všetky služby
home-lead = S mojeID sa prihlasujete do internetových služieb jedným užívateľským menom a heslom. Služba vaše heslo nikdy neuvidí.
home-data = Svoje kontaktné údaje udržiavate na jednom mieste. Vy rozhodujete, ktoré údaje ktorá služba dostane.
home-data-title = Údaje máte vo svojich rukách
home-how = Ako mojeID získate
home-step1 = Vyplníte formulár a zvolíte si užívateľské meno a heslo.
home-step2 = E-mailom vám príde PIN1 a v SMS PIN2. Ich zadaním účet aktivujete a môžete sa prihlasovať do služieb.
home-step3 = Poštou vám príde PIN3. Jeho zadaním overíte svoju adresu: účet je identifikovaný a môžete meniť všetky jeho údaje.
home-who = mojeID je pre fyzické i právnické osoby s trvalým pobytom alebo sídlom v Slovenskej alebo Českej republike a s mobilným číslom slovenského alebo českého operátora.
home-register = Založiť mojeID
home-login = Prihlásiť sa

# Ponuka po prihlásení
nav-profile = Profil
nav-services = Služby
nav-settings = Nastavenie
nav-sessions = Prihlásené zariadenia
nav-history = História

# Registrácia
registration-title = Založenie mojeID
registration-lead = Po odoslaní formulára vám príde PIN1 e-mailom a PIN2 v SMS. Ich zadaním účet aktivujete.
registration-access = Prístup k účtu
registration-person = Kto ste
registration-contact = Kde vás zastihneme
registration-address = Trvalý pobyt
registration-address-hint = V Slovenskej alebo Českej republike, tak ako ju máte v dokladoch, bez čísla bytu a poschodia. Príde na ňu list s kódom PIN3 nadpísaný iba vaším menom.
registration-company = Firma (nepovinné)
registration-company-hint = Vyplňte iba vtedy, ak účet zakladáte pre firmu alebo živnosť.
registration-submit = Založiť mojeID
registration-legal = Odoslaním žiadate o účet podľa týchto dokumentov:
registration-have-account = Už mojeID máte?
registration-own = Účet s týmto menom už čaká na aktiváciu. Pokračujte odkazom v e-maile alebo na stránke

field-user-name = Užívateľské meno
field-user-name-hint = Najviac 30 znakov: písmená bez diakritiky, číslice a spojovníky. Neskôr ho nemožno zmeniť.
field-password = Heslo
field-new-password = Nové heslo
field-new-password-hint = Aspoň 12 znakov. Dobre poslúži aj veta z niekoľkých slov.
field-current-password = Súčasné heslo
field-given-name = Meno
field-family-name = Priezvisko
field-birth-date = Dátum narodenia
field-birth-date-hint = Napríklad 31. 3. 1980
field-email = E-mail
field-email-hint = Príde naň PIN1.
field-phone = Mobilný telefón
field-phone-hint = Číslo slovenského alebo českého operátora, napríklad +421 905 123 456. Príde naň PIN2.
field-street = Ulica a číslo
field-city = Obec
field-postal-code = PSČ
field-country = Krajina
field-company-name = Názov spoločnosti
field-company-number = IČO
field-vat-number = DIČ alebo IČ DPH
field-vat-number-hint = Napríklad 2020123456, pre platiteľov DPH SK2020123456, české CZ12345678
country-cz = Česká republika
country-sk = Slovenská republika

# Čo je na vyplnenom formulári zle
error-name-empty = Vyplňte toto pole: Užívateľské meno alebo e-mail
error-user-name-reserved = Toto užívateľské meno nemožno použiť, zvoľte iné
error-user-name-empty = Zadajte užívateľské meno
error-password-empty = Zadajte heslo
error-new-password-empty = Zadajte nové heslo
error-given-name-empty = Zadajte meno
error-family-name-empty = Zadajte priezvisko
error-birth-date-empty = Zadajte dátum narodenia, napríklad 31. 3. 1980
error-email-empty = Zadajte e-mail
error-phone-empty = Zadajte číslo mobilného telefónu
error-street-empty = Zadajte ulicu a číslo domu
error-city-empty = Zadajte obec
error-postal-code-empty = Zadajte PSČ
error-pin1-empty = Zadajte PIN1 z e-mailu (8 znakov)
error-pin2-empty = Zadajte PIN2 z SMS (8 znakov)
error-pin3-empty = Zadajte PIN3 z listu (8 znakov)
error-email-code-empty = Zadajte kód z e-mailu (8 znakov)
error-phone-code-empty = Zadajte kód z SMS (8 znakov)
error-code-empty = Zadajte kód, ktorý sme poslali (8 znakov)
error-present-empty = Zadajte kód, ktorý prišiel na doterajšie číslo (8 znakov)
error-given-name-form = Meno obsahuje znaky, ktoré do mena nepatria, alebo je príliš dlhé
error-family-name-form = Priezvisko obsahuje znaky, ktoré do mena nepatria, alebo je príliš dlhé
error-email-used = Tento e-mail bol nedávno použitý na založenie iného mojeID. S jedným e-mailom možno za 30 dní založiť len jedno.
error-phone-used = Toto číslo bolo nedávno použité na založenie iného mojeID. S jedným číslom možno za 30 dní založiť len jedno.
error-company-number-form = Také IČO neexistuje. Má osem číslic a posledná z nich je kontrolná.
error-vat-number-form = Zadajte DIČ alebo IČ DPH, napríklad 2020123456, SK2020123456 alebo české CZ12345678
registration-too-many = Z vašej siete bolo za poslednú hodinu založených príliš veľa účtov. Skúste to, prosím, o pár minút. Čo ste vyplnili, zostalo, iba heslo zadajte znova.
registration-busy = Teraz je tu naraz príliš veľa ľudí. Odošlite, prosím, formulár o chvíľu znova. Čo ste vyplnili, zostalo, iba heslo zadajte znova.
registration-no-code = Kódy na potvrdenie teraz nemôžeme poslať, skúste to, prosím, { $when }. Čo ste vyplnili, zostalo, iba heslo zadajte znova.
error-user-name-form = Užívateľské meno smie obsahovať iba písmená bez diakritiky, číslice a jednotlivé spojovníky vnútri
error-user-name-long = Užívateľské meno smie mať najviac 30 znakov
error-user-name-taken = Toto užívateľské meno už má niekto iný, zvoľte iné
error-user-name-own = S týmto užívateľským menom práve v tomto prehliadači vznikol váš účet
error-password-short = Heslo musí mať aspoň 12 znakov
error-password-long = Heslo je príliš dlhé
error-password-own-name = Heslo nesmie byť iba obmenou vášho užívateľského mena alebo e-mailu
error-password-simple = Také heslo možno ľahko uhádnuť, zvoľte iné
error-password-same = Nové heslo musí byť iné ako súčasné
error-password-wrong = Heslo nesúhlasí
error-not-latin = Píšte latinkou, ako je to vo vašom pase alebo doklade: na tieto údaje posielame list
error-birth-date-form = Zadajte dátum ako deň, mesiac a rok, napríklad 31. 3. 1980
error-birth-date-no-such-day = Taký deň v kalendári nie je, skontrolujte deň a mesiac
error-birth-date-future = Dátum narodenia nemôže byť v budúcnosti
error-birth-date-incomplete = Zadajte deň, mesiac aj rok narodenia, ako sú vo vašom doklade
error-email-form = Zadajte e-mailovú adresu, napríklad jana@posta.example
error-phone-form = Zadajte telefónne číslo aj s predvoľbou, napríklad +421 905 123 456
error-phone-short = V čísle chýba číslica: za predvoľbou +421 alebo +420 ich má byť deväť
error-phone-long = Číslo má číslicu navyše: za predvoľbou +421 alebo +420 ich má byť deväť
error-phone-characters = Zadajte jedno telefónne číslo, iba z číslic, napríklad +421 905 123 456
error-phone-country = mojeID potrebuje mobilné číslo slovenského (+421) alebo českého (+420) operátora
error-line = Text obsahuje nedovolené znaky alebo je príliš dlhý
error-postal-code-form = PSČ má päť číslic, napríklad 949 01
error-postal-code-country = Toto PSČ patrí do druhej krajiny: opravte PSČ alebo vyberte správnu krajinu
error-country-elsewhere = mojeID je iba pre osoby s trvalým pobytom alebo sídlom v Slovenskej alebo Českej republike
error-country-missing = Vyberte krajinu
error-envelope = Meno a adresa sa nezmestia na obálku, skráťte, prosím, ulicu
error-company-incomplete = Vyplňte názov spoločnosti aj IČO, alebo oboje vynechajte

# Aktivácia
activation-title = Aktivácia mojeID
activation-lead = Na aktiváciu sú potrebné oba kódy. Až aktívny účet môžete používať na prihlasovanie.
activation-lead-one = Na aktiváciu ostáva zadať jeden kód. Až aktívny účet môžete používať na prihlasovanie.
activation-pin1-sent = PIN1 sme poslali e-mailom na { $to } ({ $when }).
activation-pin2-sent = PIN2 sme poslali v SMS na { $to } ({ $when }).
activation-pin1-sent-again = Nový PIN1 sme poslali e-mailom na { $to }. Starší už neplatí.
activation-pin2-sent-again = Nový PIN2 sme poslali v SMS na { $to }. Starší už neplatí.
activation-pin1-worn-out = PIN1 z e-mailu bol päťkrát zadaný nesprávne a už neplatí. Nechajte si poslať nový.
activation-pin2-worn-out = PIN2 z SMS bol päťkrát zadaný nesprávne a už neplatí. Nechajte si poslať nový.
activation-pin1-expired = Platnosť PIN1 z e-mailu vypršala. Nechajte si poslať nový.
activation-pin2-expired = Platnosť PIN2 z SMS vypršala. Nechajte si poslať nový.
activation-pin1-not-sent = PIN1 zatiaľ nebol poslaný. Nechajte si ho poslať e-mailom.
activation-pin2-not-sent = PIN2 zatiaľ nebol poslaný. Nechajte si ho poslať v SMS.
activation-resend-pin1-lead = Neprišiel PIN1? Pozrite sa aj do nevyžiadanej pošty. Len čo pošleme nový, starší prestane platiť.
activation-resend-pin2-lead = Neprišla SMS s PIN2? Skontrolujte, či má telefón signál. Len čo pošleme nový kód, starší prestane platiť.
activation-resend-pin1 = Poslať nový PIN1 e-mailom
activation-resend-pin2 = Poslať nový PIN2 v SMS
activation-resend-pin1-later = O nový PIN1 môžete požiadať { $when }. Potom stránku načítajte znova.
activation-resend-pin2-later = O nový PIN2 môžete požiadať { $when }. Potom stránku načítajte znova.
activation-account = Užívateľské meno: { $name }
activation-pin1-done = PIN1 z e-mailu je potvrdený.
activation-pin2-done = PIN2 z SMS je potvrdený.
activation-pin1 = PIN1 z e-mailu
activation-pin2 = PIN2 z SMS
activation-pin-hint = 8 písmen a číslic, na veľkosti písmen nezáleží
activation-submit = Aktivovať
activation-resend-title = Kód neprišiel?
activation-later = Okno môžete zavrieť. Späť vás dovedie odkaz v e-maile.
activation-done = Účet je aktívny. Prihláste sa.
activation-already = Tento účet už je aktívny. Prihláste sa.

# Potvrdenie, že e-mail alebo číslo patrí tomu, kto účet zakladá
prove-title = Potvrďte, že sú tieto údaje vaše
prove-lead = Na založenie iného mojeID ich nedávno použil niekto, kto nepotvrdil, že mu patria. Zadaním kódu to potvrdíte vy, dokončíte založenie svojho účtu a ten druhý účet tým zanikne.
prove-email-sent = Kód sme poslali e-mailom na { $to }.
prove-email-done = E-mail { $to } je potvrdený.
prove-email-code = Kód z e-mailu
prove-phone-sent = Kód sme poslali v SMS na { $to }.
prove-phone-done = Číslo { $to } je potvrdené.
prove-phone-code = Kód z SMS
prove-submit = Potvrdiť a založiť mojeID
prove-other = Kód neprišiel alebo chcete použiť iné údaje? Začnite znova:

pin-wrong = Kód nesúhlasí. Počet zostávajúcich pokusov: { $left }
code-wrong = { $code } nesúhlasí. Počet zostávajúcich pokusov: { $number }
code-malformed = { $code } má { $number } znakov, skontrolujte ho, prosím
code-worn-out = { $code } bol priveľakrát zadaný nesprávne a už neplatí. Nechajte si poslať nový.
code-expired = { $code } už neplatí, pretože vypršal. Nechajte si poslať nový.
code-not-issued = { $code } teraz nemožno zadať, žiadny platný nemáte. Nechajte si poslať nový.
wait-seconds = { $n ->
    [one] o { $n } sekundu
    [few] o { $n } sekundy
   *[other] o { $n } sekúnd
}
wait-minutes = { $n ->
    [one] o { $n } minútu
    [few] o { $n } minúty
   *[other] o { $n } minút
}
wait-hours = { $n ->
    [one] o { $n } hodinu
    [few] o { $n } hodiny
   *[other] o { $n } hodín
}
wait-after = { $day } po { $time }
pin-malformed = Kód má { $chars } znakov, skontrolujte ho, prosím
pin-no-tries-left = Kód bol príliš veľakrát zadaný chybne a už neplatí. Požiadajte o nový.
pin-expired = Platnosť kódu uplynula. Požiadajte o nový.
pin-not-issued = Žiadny platný kód nemáte. Požiadajte o nový.
sending-too-soon = O ďalšie odoslanie môžete požiadať { $when }.

# Prihlásenie
login-title = Prihlásenie
login-to-service = Prihlasujete sa do služby
login-name = Užívateľské meno alebo e-mail
login-submit = Prihlásiť sa
login-no-account = Nemáte mojeID?
login-wrong = Meno alebo heslo nesúhlasí. Ak máte na jeden e-mail viac účtov mojeID, prihláste sa užívateľským menom.
login-too-many = Príliš veľa neúspešných pokusov. Ďalší môžete urobiť { $when }.
login-other-provider = To je identifikátor u iného poskytovateľa. Zadajte užívateľské meno svojho mojeID v krátkom tvare, napríklad novak.
login-not-a-name = Zadajte užívateľské meno, napríklad novak, alebo e-mail svojho účtu
login-again = Služba žiada, aby ste sa prihlásili znova.
login-cancel = Zrušiť a vrátiť sa do služby

passcode-title = Kód z SMS
passcode-lead = Služba { $service } žiada na toto prihlásenie aj kód z SMS. Poslali sme vám ho na { $to }.
passcode-field = Šesťmiestny kód
passcode-submit = Pokračovať
passcode-resend = Poslať nový kód
passcode-sent-again = Nový kód je na ceste. Starší už neplatí.
phone-lost = Nemáte k telefónu prístup alebo máte nové číslo?
phone-lost-what = Bez kódu sa ďalej nedá: v profile číslo zmeníte, len kým máte aj doterajšie. Inak sa obráťte na našu podporu. Do služieb, ktorým stačí nízka úroveň zabezpečenia, sa prihlásite len heslom.

unreachable-title = Také prihlásenie teraz nie je možné
unreachable-not-identified = Služba { $service } prijíma len identifikované účty a váš zatiaľ identifikovaný nie je. Zadajte v časti Nastavenie PIN3 z listu.
unreachable-no-method = Služba { $service } žiada najvyššiu úroveň zabezpečenia, ktorú prihlásenie cez mojeID nedosahuje.
unreachable-settings = Prejsť do Nastavenia
unreachable-back = Vrátiť sa do služby

# Overenie pred zmenou
proof-title = Potvrďte, že ste to vy
proof-lead = Chystáte sa zmeniť, ako sa prihlasujete alebo ako vás zastihneme. Preto znova potrebujeme vaše heslo a kód z SMS, aj keď ste prihlásení.
proof-code-lead = Poslali sme vám kód v SMS na { $to }. Kým ho nezadáte, nič sa nezmení.
proof-submit = Pokračovať

# Obnovenie prístupu
recovery-title = Zabudli ste heslo?
recovery-lead = Zadajte svoje užívateľské meno alebo e-mail. Na e-mail vášho účtu pošleme odkaz, ktorým si nastavíte nové heslo; potvrdíte to kódom z SMS.
recovery-submit = Poslať odkaz
recovery-too-many = Z vášho pripojenia prišlo priveľa žiadostí. Ďalšiu môžete poslať { $when }.
recovery-no-access = Nemáte už prístup k svojmu e-mailu alebo telefónu? Obráťte sa na našu podporu. Účet, ktorý ešte nebol aktivovaný, sa takto obnoviť nedá.
recovery-sent-title = Pozrite sa do e-mailu
recovery-sent = Ak taký účet existuje, poslali sme odkaz na jeho e-mail. Platí 24 hodín.
recovery-sent-next = Odkaz môžete otvoriť v ktoromkoľvek zariadení. Budete k nemu potrebovať aj telefón, ktorý máte pri účte.
recovery-sent-nothing = Nič neprišlo? Pozrite sa aj do nevyžiadanej pošty a skontrolujte, čo ste zadali. Posielame len niekoľko správ denne; skôr poslaný odkaz platí ďalej.
recovery-link-title = Nové heslo
recovery-link-account = Účet { $name }
recovery-code-lead = Na telefón { $to } vám pošleme kód, ktorým potvrdíte, že o nové heslo žiadate vy.
recovery-code-send = Poslať kód
recovery-code-sent = Poslali sme kód v SMS na { $to }. Platí 15 minút.
recovery-code = Kód z SMS
recovery-consequences = Všetky zariadenia odhlásime. Tri dni potom sa účet bude dať použiť len pri službách, ktorým stačí nízka úroveň zabezpečenia, a sedem dní sa nebude dať zmeniť e-mail, telefón, meno ani adresa.
recovery-set = Nastaviť heslo
recovery-done = Nové heslo platí. Prihláste sa ním.
names-title = Zabudli ste užívateľské meno?
names-lead = Zadajte e-mail, ktorý máte pri účte. Užívateľské meno vám naň pošleme.
names-submit = Poslať meno
names-sent = Ak je tento e-mail pri niektorom účte, poslali sme naň užívateľské meno.
undo-recovery-title = Nezmenili ste heslo vy?
undo-recovery-lead = Pri účte { $name } bolo { $when } nastavené nové heslo pomocou e-mailu a SMS.
undo-recovery-what = Ak ste to neboli vy, vrátime pôvodné heslo, odhlásime všetky zariadenia a ukončíme prístup služieb k vašim údajom. Potom sa prihláste pôvodným heslom a skontrolujte, kto má prístup k vášmu e-mailu a telefónu.
undo-recovery-what-none = Ak ste to neboli vy, odhlásime všetky zariadenia, ukončíme prístup služieb k vašim údajom a heslo prestane platiť. Pôvodné heslo nevrátime, pretože po obnovení bolo heslo znova zmenené, alebo ho predtým použil niekto cudzí. Nové si nastavíte e-mailom a kódom z SMS, najskôr o deň.
undo-recovery-done-title = Obnovenie je vrátené späť
undo-recovery-done = Platí zase pôvodné heslo a všetky zariadenia sú odhlásené. Skontrolujte, kto má prístup k vášmu e-mailu a telefónu.
undo-recovery-done-none = Žiadne heslo teraz neplatí a všetky zariadenia sú odhlásené. Skontrolujte, kto má prístup k vášmu e-mailu a telefónu.
undo-recovery-closed = Ďalšie obnovenie prístupu bude možné { $until }. Ak pôvodné heslo nepoznáte, obráťte sa na našu podporu.
undo-login-title = Neprihlásili ste sa vy?
undo-login-lead = K účtu { $name } sa { $when } niekto prihlásil vaším heslom z nového prehliadača.
undo-login-what = Ak ste to neboli vy, odhlásime všetky zariadenia, ukončíme prístup služieb k vašim údajom a heslo prestane platiť. Nové si nastavíte e-mailom a kódom z SMS.
undo-login-done-title = Zariadenia sú odhlásené
undo-login-done = Heslo, ktorým sa niekto prihlásil, už neplatí. Nastavte si nové.
undo-recovery-submit = Vrátiť pôvodné heslo
undo-login-submit = Odhlásiť zariadenia a zneplatniť heslo
undo-was-me = Ak ste to boli vy, nemusíte nič robiť. Stránku zatvorte.
undo-services = V službách, do ktorých už je niekto prihlásený, to prihlásenie neukončí.
undo-services-done = Kto je už prihlásený do niektorej služby, zostáva v nej. Odhláste sa preto aj tam a v Národnom bode (v portáli, Prihlásené prehliadače). Do ktorých služieb sa účet prihlasoval, nájdete po prihlásení v Histórii.
login-blocked = Toto heslo už neplatí, pretože sa ním prihlásil niekto iný. Nastavte si nové cez „Zabudli ste heslo?“.
unreachable-recovered = Služba { $service } žiada vyššiu úroveň zabezpečenia. Prístup k vášmu účtu bol nedávno obnovený e-mailom a SMS, preto ju účet dosiahne až { $until }.
profile-limited = Prístup k účtu bol nedávno obnovený e-mailom a SMS. Služby, ktoré žiadajú vyššiu úroveň zabezpečenia, ho prijmú až { $until }.
profile-contact-locked = E-mail, telefón, meno a adresu bude možné zmeniť až { $until }, aby sa obnovenie dalo vrátiť späť.
problem-recovery-gone = Tento odkaz už neplatí
    .next = Požiadajte o nový.
problem-undo-gone = Tento odkaz už neplatí
    .next = Ak sa s vaším účtom deje niečo, čo ste neurobili vy, obráťte sa hneď na našu podporu.
problem-contact-locked = Tieto údaje teraz nemôžete meniť
    .next = Prístup k účtu bol nedávno obnovený. Aby sa obnovenie dalo vrátiť späť, e-mail, telefón, meno a adresu bude možné zmeniť až { $until }.

# Jazyk správ
language-title = Jazyk správ
language-lead = V akom jazyku vám máme posielať e-maily, SMS a listy?
language-changed = Jazyk správ je zmenený.
error-language = Vyberte jazyk

# Súhlas
consent-title = Údaje pre službu { $service }
consent-ticket = O údaje žiada
consent-lead = Služba { $service } ({ $domain }) žiada tieto údaje.
consent-whose = Prihlásená osoba: { $name } ({ $user_name })
consent-not-you = Nie ste to vy? Prihlásiť niekoho iného
consent-nothing = Služba { $service } ({ $domain }) nežiada žiadne vaše údaje. Dozvie sa iba to, že sa prihlasuje stále tá istá osoba.
consent-items = Odovzdávané údaje
consent-essential = Potrebné údaje
consent-essential-hint = Bez týchto údajov vás služba neprihlási.
consent-voluntary = Nepovinné údaje
consent-voluntary-hint = Zaškrtnite tie, ktoré chcete odovzdať.
consent-empty = nevyplnené
consent-remember = Voľbu si zapamätáme a údaje odovzdáme pri každom prihlásení vždy aktuálne. Zmeniť ju môžete kedykoľvek v Službách.
consent-remember-all = Súhlas si zapamätáme a údaje odovzdáme pri každom prihlásení vždy aktuálne. Odvolať ho môžete kedykoľvek v Službách.
consent-remember-nothing = Zapamätáme si to a nabudúce sa už nespýtame. Odvolať to môžete kedykoľvek v Službách.
consent-password = Vaše heslo služba nikdy neuvidí.
consent-submit = Odovzdať a pokračovať
consent-refuse = Neodovzdať a vrátiť sa

item-name = Celé meno
item-given-name = Meno
item-family-name = Priezvisko
item-user-name = Užívateľské meno
item-email = E-mail
item-phone = Mobilný telefón
item-address = Trvalý pobyt
item-birth-date = Dátum narodenia
item-age = Vek
item-adult = Plnoletosť
item-organization = Názov spoločnosti
item-company-number = IČO
item-vat-number = DIČ alebo IČ DPH
item-identified = Stav účtu
item-language = Jazyk
value-yes = áno
value-no = nie

# Profil
profile-title = Profil
profile-state = Stav účtu
profile-founded = Založený
profile-long-name = Dlhý tvar
profile-change = Zmeniť
profile-company = Firma
profile-company-none = neuvedená
profile-add = Pridať
state-registered = registrovaný
state-active = aktívny
state-identified = identifikovaný
profile-enter-pin3 = Zadať PIN3
profile-locked = Meno, adresu a firmu môžete opraviť hneď. E-mail a telefón môžete meniť, keď zadáte PIN3, ktorý vám príde listom.
profile-nothing-changed = Zadané údaje sú rovnaké ako doteraz, nič sa nezmenilo.
profile-corrected = Zmeny sú uložené. Na novú adresu sme poslali list s novým PIN3, starší už neplatí.
profile-corrected-later = Zmeny sú uložené. List s novým PIN3 pošleme na novú adresu, len čo to pôjde: možný je jeden denne. Starší PIN3 už neplatí.
profile-waits = Nové meno alebo adresa začne platiť, keď zadáte PIN3 z listu, ktorý sme na novú adresu poslali. Dovtedy platia doterajšie a účet zostáva identifikovaný.
profile-waits-later = Nové meno alebo adresa začne platiť, keď zadáte PIN3 z listu. Pošleme ho, len čo to pôjde: možný je jeden denne. Dovtedy platia doterajšie údaje a účet zostáva identifikovaný.
profile-still-waits = Nové meno alebo adresa ďalej čaká na PIN3 z listu, dovtedy platí doterajšie. Zmena údajov o firme platí hneď.
profile-cancelled = Zmena mena a adresy je zrušená. Platia doterajšie údaje.
unproven-enter = Zadať kód
unproven-phone = Na kód čaká nové telefónne číslo
unproven-email = Na kód čaká nový e-mail
profile-contact-cancelled = Zmena je zrušená, zostáva doterajší údaj.
waiting-title = Na PIN3 čaká nové meno alebo adresa
waiting-until = Kým nezadáte PIN3, platí doterajšie meno a adresa a účet zostáva identifikovaný.
value-unproven = { $value } (neoverené)
profile-contact-changed = Zmeny sú uložené.

contact-title = Zmena údajov
contact-identified = Nové meno alebo adresa začne platiť, keď zadáte PIN3 z listu, ktorý na novú adresu pošleme. Dovtedy platia doterajšie. Ak opravujete len spôsob zápisu alebo meníte firmu, platí to hneď.
contact-active = Opravy platia hneď. Ak zmeníte meno alebo adresu, pošleme na ňu list s novým PIN3 a starší prestane platiť.
contact-letter-from = Ďalší list môžeme poslať { $when }.
contact-company-hint = Údaje o firme uvádzate vy, neoverujeme ich.
change-code-email = Kód z nového e-mailu
change-code-phone = Kód z nového čísla
change-code-present = Kód z doterajšieho čísla
change-code-present-lead = Na doterajšie číslo { $to } sme tiež poslali kód: slúži na prihlasovanie, preto overujeme, že o zmenu žiadate vy. Ak k nemu nemáte prístup, obráťte sa na podporu.
change-code-present-done = Kód z doterajšieho čísla { $to } je prijatý, už ho zadávať nemusíte.
change-other-email = Zadať iný e-mail
change-other-phone = Zadať iné číslo
contact-submit = Uložiť

# Zrušenie zmeny odkazom zo správy
cancel-title = Zrušiť zmenu mena a adresy?
cancel-lead = Pri účte { $name } čaká zmena mena alebo adresy na PIN3. Ak ju nechcete, zrušte ju: všetko zostane, ako je.
cancel-submit = Zrušiť zmenu
cancel-keep = Ak o zmenu žiadate vy, stačí túto stránku zatvoriť.
cancelled-title = Zmena je zrušená
cancelled-lead = Pri účte { $name } platí doterajšie meno a adresa. PIN3 z listu na novú adresu už nie je na nič.
cancelled-next = Ak o zmenu žiadal niekto iný, pozná vaše heslo. Prihláste sa a zmeňte si ho:

change-email-title = Zmena e-mailu
change-phone-title = Zmena telefónu
change-email-new = Nový e-mail
change-phone-new = Nový mobilný telefón
change-send = Poslať kód
change-sent = Na { $to } sme poslali kód. Zmena začne platiť, keď ho zadáte.
change-submit = Potvrdiť zmenu
change-same = Tento údaj už vo svojom účte máte

# Nastavenie
settings-title = Nastavenie
pin3-title = PIN3
pin3-label = PIN3 z listu
pin3-lead = List s PIN3 chodí do týždňa, najneskôr do dvoch. Jeho zadaním sa účet stane identifikovaným a budete môcť meniť všetky jeho údaje.
pin3-sent = List sme odoslali { $when } na adresu { $address }.
pin3-due = List na adresu { $address } odošleme { $when }.
pin3-worn-out = PIN3 z posledného listu bol priveľakrát zadaný nesprávne a už neplatí. Nový list príde na adresu { $address }.
pin3-expired = Platnosť PIN3 z posledného listu vypršala. Nový list príde na adresu { $address }.
pin3-not-sent = Žiadny list s platným PIN3 teraz na ceste nie je. Príde na adresu { $address }, keď oň požiadate.
pin3-wrong-address = Je meno alebo adresa nesprávna?
pin3-correct = Opraviť údaje
pin3-again-lead = List neprišiel alebo ho nemáte? Len čo pošleme nový, PIN3 zo staršieho prestane platiť.
pin3-again-later = O ďalší list môžete požiadať { $when }.
pin3-sent-again = Nový list je na ceste. PIN3 zo staršieho už neplatí.
pin3-done = Od { $when } sú meno a adresa overené listom: účet je identifikovaný.
pin3-just-moved = Nové meno a adresa sú overené a platia. Ostatné zariadenia sme odhlásili.
pin3-submit = Aktivovať
pin3-locked = Prístup k účtu bol nedávno obnovený, PIN3 preto bude možné zadať až { $until }.
pin3-again = Poslať list znova
pin3-just-done = Účet je identifikovaný. Teraz môžete meniť všetky údaje.
password-title = Zmena hesla
password-consequences = Ostatné zariadenia odhlásime z mojeID a ukončíme prístup, ktorý majú k vašim údajom služby. V službách, kde už prihlásení ste, prihlásenie zostane.
password-submit = Zmeniť heslo
password-changed = Heslo je zmenené. Ostatné zariadenia sme odhlásili z mojeID; zo služieb sa odhláste zvlášť.

# Služby
services-title = Služby
services-lead = Ktoré údaje odovzdávate ktorým službám.
services-none = Žiadnu vašu voľbu si teraz nepamätáme: pri každej službe, ktorá o údaje požiada, sa opýtame.
services-given = Odovzdávané údaje
services-nothing-given = žiadne
services-decided = Rozhodnuté
services-offline = Aj keď nie ste prihlásení
services-offline-yes = smie údaje načítavať
services-change = Zmeniť
service-lead = Zmena platí od najbližšieho prihlásenia.
service-essential-hint = Bez týchto údajov vás služba neprihlási. Ak ich nechcete odovzdávať, odvolajte celú voľbu.
service-offline = Smie tieto údaje načítavať aj vo vašej neprítomnosti
service-forget = Odvolať voľbu
service-forget-lead = Ak voľbu odvoláte, pri najbližšom prihlásení sa vás spýtame znova.
service-saved = Voľba je uložená.
service-forgotten = Voľba je odvolaná.

# Prihlásené zariadenia
sessions-title = Prihlásené zariadenia
sessions-lead = Kde všade ste prihlásení do mojeID.
sessions-this = toto zariadenie
sessions-unknown = Neznámy prehliadač
sessions-end-others = Odhlásiť všetky ostatné
sessions-ended = Odhlásené.

# História
history-title = História
history-lead = Čo sa s vaším účtom dialo, od najnovšieho
history-when = Kedy
history-what = Čo
history-where = Odkiaľ
history-older = Staršie
event-registered = Účet založený
event-pins-sent = PIN1 a PIN2 poslané znova
event-pin1-sent = PIN1 poslaný znova e-mailom
event-pin2-sent = PIN2 poslaný znova v SMS
event-letter-due = List s PIN3 čaká na odoslanie
event-place-change-asked = Nové meno alebo adresa čaká na PIN3
event-place-change-cancelled = Zmena mena alebo adresy zrušená
event-place-changed = Nové meno a adresa overené PIN3
event-pin1-confirmed = PIN1 potvrdený
event-pin2-confirmed = PIN2 potvrdený
event-activated = Účet aktivovaný
event-pin-refused = Zadaný chybný kód
event-letter-sent = List s PIN3 odoslaný
event-identified = Účet identifikovaný
event-login = Prihlásenie heslom
event-login-refused = Neúspešné prihlásenie
event-stepped-up = Prihlásenie potvrdené kódom z SMS
event-passcode-sent = Kód na prihlásenie poslaný v SMS
event-password-code-sent = Kód na zmenu hesla poslaný v SMS
event-data-code-sent = Kód na zmenu údajov poslaný v SMS
event-proven-by-password = Heslo zadané znova pred zmenou
event-proven-by-sms = Zmena povolená kódom z SMS
event-logout = Odhlásenie
event-password-changed = Heslo zmenené
event-recovery-asked = Žiadosť o obnovenie prístupu, odkaz poslaný e-mailom
event-recovery-code-sent = Kód na obnovenie prístupu poslaný v SMS
event-recovered = Prístup obnovený, heslo zmenené
event-recovery-undone = Obnovenie prístupu vrátené späť
event-login-denied = Prihlásenie označené za cudzie, heslo zneplatnené
event-language-changed = Jazyk správ zmenený
event-contact-changed = Meno, adresa alebo firma zmenené
event-email-changed = E-mail zmenený
event-phone-changed = Telefón zmenený
event-service-login = Prihlásenie do služby { $service }
event-service-items = Odovzdané: { $items }
event-changed-items = Zmenené: { $items }
event-service-nothing = Bez odovzdania údajov
event-consent-items = Zvolené: { $items }
event-consent-nothing = Zvolené: nič neodovzdávať
event-consent = Voľba údajov pre službu { $service }
event-consent-forgotten = Voľba údajov pre službu { $service } odvolaná
event-session-ended = Iné zariadenie odhlásené

# Odhlásenie
logout-title = Odhlásenie
logout-service = Odhlásenie žiada služba
logout-lead = Naozaj sa chcete odhlásiť z mojeID?
logout-submit = Odhlásiť sa
logout-stay = Neodhlasovať
logout-stay-back = Neodhlasovať a vrátiť sa do služby
logout-done = Ste odhlásení z mojeID. Zo služieb, do ktorých ste prihlásení, sa odhláste zvlášť.

# Pomoc
help-pin3 = Neprišiel mi list s PIN3
    .answer = List chodí do týždňa, najneskôr do dvoch. Potom si v Nastavení nechajte poslať nový: najviac jeden za deň a šesť za 30 dní.
help-pins = Neprišiel mi PIN1 alebo PIN2
    .answer = PIN1 hľadajte aj v nevyžiadanej pošte, pri PIN2 skontrolujte signál telefónu. Na stránke aktivácie si môžete dať poslať každý z nich znova; starší tým prestane platiť.
help-unused = Čo ak účet neaktivujem
    .answer = Účet, ktorý nie je aktivovaný do 8 mesiacov od založenia, zmažeme aj s údajmi. Mesiac a týždeň vopred vás upozorníme e-mailom a v SMS.
help-data = Kto uvidí moje údaje
    .answer = Iba služby, ktorým ich sami odovzdáte. Voľbu pre každú službu nájdete a zmeníte v Službách, každé odovzdanie v Histórii.
help-name = Čo zadať ako identifikátor
    .answer = Krátky tvar, teda užívateľské meno, napríklad novak. Pri prihlásení spoznáme aj niekdajší dlhý tvar.

# Chyby
problem-service-unknown = Tejto službe žiadne údaje neodovzdávate
    .next = Zoznam služieb, ktorým údaje odovzdávate, nájdete v Službách.
problem-activation-unknown = Túto stránku aktivácie nepoznáme
    .next = Účet bol možno zmazaný: nebol včas aktivovaný alebo jeho e-mail či telefón potvrdil pri inom účte niekto iný. Založte si, prosím, nový.
problem-registration-unknown = Na túto registráciu už nečakáme
    .next = Kódy platia len krátko. Vyplňte, prosím, formulár znova.
problem-not-identified = E-mail a telefón zatiaľ nemôžete meniť
    .next = Najprv zadajte PIN3 z listu.
problem-not-active = Údaje zatiaľ nemôžete meniť
    .next = Najprv účet aktivujte pomocou PIN1 a PIN2.
problem-change-unknown = Táto zmena už na nič nečaká
    .next = Bola zrušená, potvrdená alebo vypršala. Čo platí, uvidíte vo svojom profile.
problem-passcodes = Poslali sme vám príliš veľa kódov za krátky čas
    .next = O ďalší kód môžete požiadať { $when }. Potom sa vráťte do služby a prihláste sa znova.

# E-maily, SMS a listy
mail-greeting = Dobrý deň,
mail-end = mojeID
mail-helpdesk = Podpora: { $ways }
helpdesk-hours = v pracovné dni { $hours }
mail-identified-subject = mojeID: vaša totožnosť je overená
mail-not-you = Ak ste o založenie účtu nežiadali, správu, prosím, zmažte. Bez kódu z SMS sa nič nestane.
mail-pin1-subject = mojeID: PIN1 na aktiváciu účtu
mail-pin1-body = PIN1 k účtu { $name } je: { $pin }
mail-pin1-next = PIN2 vám príde v SMS. Oba kódy zadajte na stránke, kde ste účet založili. Ak ste ju zavreli, nájdete ju tu:
mail-pin1-expires = Kód platí do { $until }.
sms-pin2 = mojeID: PIN2 na aktiváciu účtu je { $pin }, platí do { $until }. Nikomu ho nehovorte.
sms-passcode = mojeID: kód na prihlásenie je { $pin }, platí { $minutes } min. Nikomu ho nehovorte.
sms-passcode-service = mojeID: kód na prihlásenie do služby { $service } je { $pin }, platí { $minutes } min. Nikomu ho nehovorte.
sms-passcode-password = mojeID: kód na zmenu hesla je { $pin }, platí { $minutes } min. Nikomu ho nehovorte.
sms-passcode-data = mojeID: kód na zmenu údajov vo vašom účte je { $pin }, platí { $minutes } min. Nikomu ho nehovorte.
mail-change-subject = mojeID: kód na zmenu e-mailu
mail-change-body = kód na zmenu e-mailu pri účte { $name } je: { $pin }
mail-change-next = Zadajte ho v mojeID na tejto stránke:
mail-change-not-you = Ak ste o zmenu nežiadali, správu, prosím, zmažte. Bez kódu sa nič nestane.
sms-change = mojeID: kód na zmenu telefónneho čísla je { $pin }. Nikomu ho nehovorte.
sms-change-present = mojeID: niekto chce zmeniť vaše telefónne číslo. Ak ste to vy, zadajte kód { $pin }. Inak si zmeňte heslo.
mail-changed-subject = mojeID: zmena vo vašom účte
mail-changed-email = pri účte { $name } bol { $when } zmenený e-mail. Túto správu posielame na doterajšiu adresu.
mail-changed-phone = pri účte { $name } bolo { $when } zmenené telefónne číslo.
mail-changed-password = pri účte { $name } bolo { $when } zmenené heslo. Ostatné zariadenia sme odhlásili z mojeID; v službách, kam sa predtým niekto prihlásil, prihlásenie zostalo.
mail-changed-identified = účet { $name } je od { $when } identifikovaný.
mail-changed-help = Ak ste to neboli vy, obráťte sa, prosím, hneď na našu podporu.
mail-recovery-subject = mojeID: nové heslo
mail-recovery-body = pre účet { $name } niekto požiadal o nové heslo. Nastavíte ho na tejto stránke:
mail-recovery-next = Odkaz platí do { $until }. Stránka si vyžiada ešte kód, ktorý pošleme na váš telefón.
mail-recovery-not-you = Ak ste o nové heslo nežiadali, správu zmažte. Bez kódu z vášho telefónu sa nič nezmení.
mail-recovered-subject = mojeID: heslo bolo obnovené
mail-recovered-body = pri účte { $name } bolo { $when } nastavené nové heslo pomocou odkazu z e-mailu a kódu z SMS. Všetky zariadenia sme odhlásili.
mail-recovered-undo = Ak ste to neboli vy, vráťte zmenu do 7 dní na tejto stránke:
mail-undone-subject = mojeID: obnovenie hesla je vrátené späť
mail-undone-body = pri účte { $name } bolo { $when } vrátené obnovenie hesla. Platí zase pôvodné heslo a všetky zariadenia sme odhlásili.
mail-undone-body-none = pri účte { $name } bolo { $when } vrátené obnovenie hesla. Žiadne heslo teraz neplatí: po obnovení bolo znova zmenené, alebo pôvodné predtým použil niekto cudzí. Všetky zariadenia sme odhlásili.
mail-undone-next = Skontrolujte, kto má prístup k vášmu e-mailu a telefónu. Ďalšie obnovenie bude možné { $until }.
mail-names-subject = mojeID: vaše užívateľské meno
mail-names-body = k tomuto e-mailu patrí užívateľské meno:
mail-names-next = Prihlásite sa tu:
mail-names-not-you = Ak ste o meno nežiadali, správu zmažte.
mail-new-browser-subject = mojeID: prihlásenie z nového prehliadača
mail-new-browser-body = k účtu { $name } sa { $when } niekto prihlásil z prehliadača, ktorý sme pri ňom dosiaľ nevideli: { $browser }. Ak ste to vy, nemusíte nič robiť.
mail-new-browser-not-you = Ak ste to neboli vy, odhláste všetky zariadenia a zneplatnite heslo na tejto stránke (odkaz platí 7 dní):
mail-denied-subject = mojeID: heslo už neplatí
mail-denied-body = pri účte { $name } bolo { $when } oznámené cudzie prihlásenie. Všetky zariadenia sme odhlásili a heslo prestalo platiť.
mail-denied-next = Nové heslo si nastavíte tu:
mail-services = Kto je už prihlásený do niektorej služby, zostáva v nej. Odhláste sa preto aj tam a v Národnom bode (v portáli, Prihlásené prehliadače). Do ktorých služieb sa účet prihlasoval, nájdete po prihlásení v Histórii.
sms-recovery = mojeID: kód { $pin } na nové heslo platí { $minutes } min. Nikomu ho nehovorte.
sms-recovered = mojeID: heslo k účtu bolo obnovené. Neboli ste to vy? { $url }
sms-undone = mojeID: obnovenie hesla je vrátené späť, platí pôvodné heslo.
sms-undone-none = mojeID: obnovenie hesla je vrátené späť, žiadne heslo teraz neplatí. Nové si nastavíte najskôr o deň.
sms-denied = mojeID: heslo k účtu prestalo platiť, bolo oznámené cudzie prihlásenie. Nastavte si nové.
mail-place-asked-subject = mojeID: niekto mení vaše meno alebo adresu
mail-place-asked = pri účte { $name } bolo { $when } zadané nové meno alebo adresa:
mail-place-until = Začnú platiť, keď bude zadaný PIN3 z listu, ktorý tam pošleme. Dovtedy platia doterajšie údaje.
mail-place-cancel = Ak ste to neboli vy, zmenu hneď zrušte. Stačí na to tento odkaz, prihlasovať sa nemusíte:
mail-place-not-you = Potom si zmeňte heslo: ten, kto o zmenu žiadal, ho pozná.
sms-place-asked = mojeID: pri účte { $name } čaká zmena mena alebo adresy. Nie ste to vy? Zrušte ju odkazom v e-maile alebo v časti Nastavenie.
mail-place-cancelled = pri účte { $name } bola { $when } zrušená zmena mena alebo adresy. Platia doterajšie údaje.
mail-place-changed = pri účte { $name } platí od { $when } nové meno alebo adresa, overené listom s PIN3. Ostatné zariadenia sme odhlásili.
mail-contact-corrected = pri účte { $name } boli { $when } zmenené údaje: meno, adresa alebo firma.
sms-place-corrected = mojeID: pri účte { $name } sa zmenilo meno alebo adresa, PIN3 pôjde na ňu. Nie ste to vy? Zmeňte si heslo a údaje opravte.
mail-own-subject = mojeID: potvrdenie e-mailu
mail-own-body = kód, ktorým potvrdíte, že tento e-mail je váš: { $pin }
mail-own-next = Zadajte ho na stránke, kde účet mojeID práve zakladáte. Iný účet, ktorý tento e-mail uviedol a nikdy nepotvrdil, tým zanikne.
sms-own = mojeID: kód { $pin } potvrdí, že toto číslo je vaše. Zadajte ho len tam, kde práve zakladáte účet.
mail-deleted-subject = mojeID: účet bol zmazaný
mail-displaced = účet { $name }, ktorý zatiaľ nebol aktivovaný, sme zmazali aj s údajmi: telefónne číslo, ktoré je pri ňom uvedené, potvrdil pri inom účte jeho majiteľ.
mail-lapsed = účet { $name } sme zmazali aj s údajmi, pretože nebol do 8 mesiacov od založenia aktivovaný.
mail-register-again = Kedykoľvek si môžete založiť nový:
mail-lapses-subject = mojeID: účet čaká na aktiváciu
mail-lapses = účet { $name } zatiaľ nie je aktívny. Ak ho do { $day } neaktivujete, zmažeme ho aj s údajmi.
mail-lapses-next = Kódy PIN1 a PIN2 zadáte, alebo si ich necháte poslať znova, na tejto stránke:
sms-lapses = mojeID: účet založený s týmto číslom nie je aktívny a bude { $day } zmazaný. Aktivujete ho odkazom z e-mailu.
letter-title = PIN3 - Úplná aktivácia účtu mojeID
letter-lead = posielame vám kód, ktorým potvrdíte poštovú adresu pri svojom účte mojeID { $name }.
letter-code = PIN3
letter-step1 = Na stránke { $origin } kliknite na Prihlásiť sa.
letter-step2 = Zadajte svoje užívateľské meno a heslo.
letter-step3 = Kliknite na Nastavenie.
letter-step4 = Do poľa PIN3 opíšte kód z tohto listu a kliknite na Aktivovať.
letter-after = Tým sa váš účet stane identifikovaným a budete môcť meniť všetky jeho údaje.
letter-expires = Kód platí do { $until }. Nikomu ho neprezrádzajte.
