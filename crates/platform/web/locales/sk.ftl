# The shell of every page
shell-skip = Prejsť na hlavný obsah
shell-signed-in-as = Prihlásená osoba:
shell-log-out = Odhlásiť sa
shell-language = Jazyk
shell-navigation = Hlavná ponuka
shell-menu = Menu
shell-close = Zavrieť
shell-new = { $n ->
    [one] { $n } nové
    [few] { $n } nové
   *[other] { $n } nových
 }
shell-help = Pomoc a kontakt
shell-advice = Potrebujete poradiť?
shell-about = O službe
shell-run-by = Prevádzkuje
shell-terms = Podmienky
shell-privacy = Ochrana osobných údajov
shell-accessibility = Prístupnosť
shell-operator = Prevádzkuje { $name }
shell-front-door = Rázcestník ukážky
shell-demo = Toto je ukážka: všetky osoby aj údaje sú vymyslené.

# Forms
form-errors = { $n ->
    [one] Jeden údaj treba opraviť
    [few] { $n } údaje treba opraviť
   *[other] { $n } údajov treba opraviť
 }
form-wait = Zatiaľ to nejde
form-error = Chyba:
form-day = Deň
form-month = Mesiac
form-year = Rok
form-back = Späť
form-done = Hotovo
form-notice = Upozornenie
form-warning = Pozor:
form-password = Heslo
form-new-password = Nové heslo
form-code = Kód

# Problems: what happened, and .next: what to do next
problem-home = Na úvodnú stránku
problem-help = Neviete si rady?
problem-call = Zavolajte nám na
problem-number = Povedzte nám pri tom číslo
problem-technical = Pre podporu
problem-request-id = Celé číslo požiadavky:
problem-log-in = Prihlásiť sa
problem-send-again = Odoslať znova
problem-general = Niečo sa nepodarilo
    .next = Vráťte sa o krok späť a skúste to znova.
problem-not-found = Táto stránka neexistuje
    .next = Skontrolujte, prosím, adresu alebo začnite od úvodnej stránky.
problem-forbidden = Na toto nemáte oprávnenie
    .next = Ak ste prihlásení pod iným účtom, odhláste sa a prihláste sa znova tým správnym.
problem-bad-request = Požiadavke nerozumieme
    .next = Odkaz alebo formulár je neúplný. Vráťte sa o krok späť a skúste to znova.
problem-not-signed-in = Nie ste prihlásení
    .next = Prihláste sa, prosím, a skúste to znova.
problem-signed-out = Medzitým ste boli odhlásení
    .next = Nič sa nezmenilo. Po prihlásení sa vrátite na stránku, z ktorej ste formulár odoslali.
problem-method = Túto stránku nemožno otvoriť týmto spôsobom
    .next = Otvorte ju, prosím, odkazom alebo tlačidlom z predchádzajúcej stránky.
problem-timeout = Odpoveď trvala príliš dlho
    .next = Počkajte, prosím, chvíľu a skúste to znova.
problem-too-large = Odoslali ste príliš veľa údajov
    .next = Vráťte sa o krok späť a skráťte, čo ste vyplnili.
problem-media-type = Tento druh údajov neprijímame
    .next = Odošlite, prosím, formulár priamo z našej stránky.
problem-too-many-requests = Príliš veľa pokusov za krátky čas
    .next = Počkajte, prosím, niekoľko minút a potom to skúste znova.
    .again = Počkajte, prosím, niekoľko minút a potom formulár odošlite znova. Čo ste vyplnili, zostalo zachované, len heslá a kódy treba zadať znova.
problem-unavailable = Služba je chvíľu nedostupná
    .next = Počkajte, prosím, minútu a skúste to znova. Ak si nie ste istí, či sa posledný krok vykonal, najprv to overte.
problem-internal = Na našej strane došlo k chybe
    .next = Skúste to, prosím, znova. Ak sa chyba opakuje, oznámte podpore číslo požiadavky.
problem-stale-form = Platnosť formulára medzitým vypršala
    .next = Nič sme neuložili. Vráťte sa o krok späť tlačidlom prehliadača, stránku obnovte a odošlite formulár znova.
    .again = Zatiaľ sme nič neuložili. Čo ste vyplnili, máme pripravené: stačí to odoslať znova. Heslá a kódy treba zadať znova.
problem-other-site = Formulár nám poslala cudzia stránka
    .next = Kvôli vašej bezpečnosti sme ho neprijali a nič sa nestalo. Otvorte, prosím, stránku priamo u nás.

# Help
help-title = Pomoc a kontakt
help-lead = Radi vám pomôžeme.
help-phone = Telefón
help-email = E-mail
help-hours = Prevádzkový čas
help-weekdays = v pracovné dni { $hours }
help-nobody = Prevádzkovateľ zatiaľ neuviedol žiadny kontakt.
help-request-id = Ak sa vám na stránke ukázala chyba, pripravte si, prosím, číslo požiadavky, ktoré pri nej bolo. Nikdy nám neprezrádzajte svoje heslo, PIN ani jednorazové kódy: nebudeme ich od vás chcieť.
help-questions = Časté otázky

# Accounts
level = Úroveň zabezpečenia
level-low = nízka
level-substantial = pokročilá
level-high = vysoká
sessions-since = Prihlásené
sessions-last-seen = Naposledy použité
sessions-end = Odhlásiť
