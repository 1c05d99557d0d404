# The shell of every page
shell-skip = Přejít k hlavnímu obsahu
shell-signed-in-as = Přihlášená osoba:
shell-log-out = Odhlásit se
shell-language = Jazyk
shell-navigation = Hlavní nabídka
shell-menu = Menu
shell-close = Zavřít
shell-new = { $n ->
    [one] { $n } nové
    [few] { $n } nové
   *[other] { $n } nových
 }
shell-help = Nápověda a kontakt
shell-advice = Potřebujete poradit?
shell-about = O službě
shell-run-by = Provozuje
shell-terms = Podmínky
shell-privacy = Ochrana osobních údajů
shell-accessibility = Přístupnost
shell-operator = Provozuje { $name }
shell-front-door = Rozcestník ukázky
shell-demo = Toto je ukázka: všechny osoby i údaje jsou vymyšlené.

# Forms
form-errors = { $n ->
    [one] Jeden údaj je potřeba opravit
    [few] { $n } údaje je potřeba opravit
   *[other] { $n } údajů je potřeba opravit
 }
form-wait = Zatím to nejde
form-error = Chyba:
form-day = Den
form-month = Měsíc
form-year = Rok
form-back = Zpět
form-done = Hotovo
form-notice = Upozornění
form-warning = Pozor:
form-password = Heslo
form-new-password = Nové heslo
form-code = Kód

# Problems: what happened, and .next: what to do next
problem-home = Na úvodní stránku
problem-help = Nevíte si rady?
problem-call = Zavolejte nám na
problem-number = Řekněte nám při tom číslo
problem-technical = Pro podporu
problem-request-id = Celé číslo požadavku:
problem-log-in = Přihlásit se
problem-send-again = Odeslat znovu
problem-general = Něco se nepodařilo
    .next = Vraťte se o krok zpět a zkuste to znovu.
problem-not-found = Tato stránka neexistuje
    .next = Zkontrolujte prosím adresu, nebo začněte od úvodní stránky.
problem-forbidden = K tomuto nemáte oprávnění
    .next = Pokud jste přihlášeni pod jiným účtem, odhlaste se a přihlaste se znovu tím správným.
problem-bad-request = Požadavku nerozumíme
    .next = Odkaz nebo formulář je neúplný. Vraťte se o krok zpět a zkuste to znovu.
problem-not-signed-in = Nejste přihlášeni
    .next = Přihlaste se prosím a zkuste to znovu.
problem-signed-out = Mezitím jste byli odhlášeni
    .next = Nic se nezměnilo. Po přihlášení se vrátíte na stránku, ze které jste formulář odeslali.
problem-method = Tuto stránku nelze otevřít tímto způsobem
    .next = Otevřete ji prosím odkazem nebo tlačítkem z předchozí stránky.
problem-timeout = Odpověď trvala příliš dlouho
    .next = Počkejte prosím chvíli a zkuste to znovu.
problem-too-large = Odeslali jste příliš mnoho údajů
    .next = Vraťte se o krok zpět a zkraťte, co jste vyplnili.
problem-media-type = Tento druh dat nepřijímáme
    .next = Odešlete prosím formulář přímo z naší stránky.
problem-too-many-requests = Příliš mnoho pokusů za krátkou dobu
    .next = Počkejte prosím několik minut a pak to zkuste znovu.
    .again = Počkejte prosím několik minut a pak formulář odešlete znovu. Co jste vyplnili, zůstalo zachováno, jen hesla a kódy je potřeba zadat znovu.
problem-unavailable = Služba je chvíli nedostupná
    .next = Počkejte prosím minutu a zkuste to znovu. Pokud si nejste jisti, zda se poslední krok provedl, nejprve to ověřte.
problem-internal = Na naší straně došlo k chybě
    .next = Zkuste to prosím znovu. Pokud se chyba opakuje, sdělte podpoře číslo požadavku.
problem-stale-form = Formulář mezitím vypršel
    .next = Nic jsme neuložili. Vraťte se o krok zpět tlačítkem prohlížeče, stránku obnovte a odešlete formulář znovu.
    .again = Zatím jsme nic neuložili. Co jste vyplnili, máme připravené: stačí to odeslat znovu. Hesla a kódy je potřeba zadat znovu.
problem-other-site = Formulář k nám poslala cizí stránka
    .next = Kvůli vaší bezpečnosti jsme ho nepřijali a nic se nestalo. Otevřete prosím stránku přímo u nás.

# Help
help-title = Nápověda a kontakt
help-lead = Rádi vám pomůžeme.
help-phone = Telefon
help-email = E-mail
help-hours = Provozní doba
help-weekdays = v pracovní dny { $hours }
help-nobody = Provozovatel zatím neuvedl žádný kontakt.
help-request-id = Pokud se vám na stránce ukázala chyba, připravte si prosím číslo požadavku, které u ní bylo. Nikdy nám nesdělujte své heslo, PIN ani jednorázové kódy: nebudeme je po vás chtít.
help-questions = Časté otázky

# Accounts
level = Úroveň záruky
level-low = nízká
level-substantial = značná
level-high = vysoká
sessions-since = Přihlášeno
sessions-last-seen = Naposledy použito
sessions-end = Odhlásit
