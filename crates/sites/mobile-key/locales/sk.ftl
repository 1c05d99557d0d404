site-name = Mobilný kľúč eGovernmentu

# The front page
home-title = Mobilný kľúč eGovernmentu
home-lead = Prihlasujte sa k online službám naskenovaním QR kódu. Kľúčom je aplikácia vo vašom telefóne.
home-open-app = Otvoriť aplikáciu
home-get-title = Ako kľúč získať
home-get-install = Otvorte v telefóne aplikáciu, pridajte si ju na plochu a vyberte preferovaný spôsob prihlásenia: PIN, biometriu alebo heslo.
home-get-option = V aplikácii zvoľte „Mám účet v Národnom bode“.
home-get-portal = Na počítači alebo v telefóne sa prihláste do portálu, otvorte „Pripojenie mobilného kľúča“, vyberte „Mobilný kľúč eGovernmentu“ a stlačte „Založiť“.
home-get-scan = Naskenujte zobrazený QR kód a potvrďte, že si kódy na oboch obrazovkách zodpovedajú.
home-safe-title = Čím je kľúč bezpečný
home-safe-factors = Na schválenie je potrebný váš telefón a zároveň váš PIN, heslo alebo biometria. PIN telefón nikdy neopustí.
home-safe-shown = Pred schválením v aplikácii vidíte, ktorá služba sa pýta, na akej adrese a ktoré údaje dostane.
home-safe-code = Rovnaký štvormiestny kód sa ukáže v telefóne aj v prehliadači.
home-safe-told = O každom prihlásení dostanete oznámenie do všetkých svojich telefónov, o každom novom zariadení do všetkých ostatných.

# Ways on
to-portal = Prejsť do portálu
to-help = Pomoc a kontakt
again = Skúsiť znova
cancel-login = Späť na výber spôsobu prihlásenia
cancel-enrolment = Zrušiť a prejsť do portálu

# A login
login-title = Prihlásenie mobilným kľúčom
login-lead = Prihlasujete sa k službe { $service } ({ $domain }).

# An enrolment
enrol-title = Založenie mobilného kľúča

# Waiting for a scan
wait-step-open = Otvorte v telefóne aplikáciu Mobilný kľúč.
wait-step-scan = Naskenujte v nej tento QR kód. Kód sa každú sekundu mení.
wait-step-check-login = Skontrolujte v aplikácii službu a údaje a prihlásenie schváľte.
wait-step-check-enrolment = Skontrolujte v aplikácii svoje údaje a nové zariadenie potvrďte.
wait-qr = QR kód pre aplikáciu Mobilný kľúč. Ak ho nemôžete naskenovať, použite tlačidlo Spustiť mobilný kľúč nižšie.
wait-expires = Čas na dokončenie:
wait-same-title = Máte aplikáciu v tomto zariadení?
wait-same-hint = Aplikáciu spustíte tlačidlom a po schválení sa vrátite sem.
wait-same = Spustiť mobilný kľúč
wait-trouble = Nedá sa kód naskenovať?
wait-trouble-scan = Zvýšte jas obrazovky, očistite objektív telefónu a podržte ho asi 20 cm od kódu. Skenujte priamo v aplikácii: kód je čerstvý iba tri sekundy, iné čítačky ho nestihnú odovzdať.
wait-trouble-link = Ak je aplikácia v tomto prehliadači, môžete do nej tiež vložiť tento odkaz. Nikomu ho neposielajte; v inom prehliadači by vás neprihlásil.
wait-copy = Skopírovať odkaz
wait-copied = Odkaz je skopírovaný
wait-no-script = Váš prehliadač nespúšťa skripty, preto sa stránka každé dve sekundy načítava znova.
wait-lost = Spojenie so serverom sa prerušilo. Skúšame ho obnoviť; nemusíte nič robiť.

# Claimed by a phone
code-label = Kontrolný kód
claimed-compare-login = V telefóne musí byť rovnaký kód. Ak je iný, prihlásenie v telefóne odmietnite.
claimed-compare-enrolment = V telefóne musí byť rovnaký kód. Ak je iný, zariadenie v telefóne odmietnite.
claimed-wait-login = Čakáme, kým prihlásenie schválite v telefóne.
claimed-wait-enrolment = Čakáme, kým v telefóne potvrdíte nové zariadenie a identitu.
claimed-reload = Schválené, pokračovať

# Approved
return-from-app = V telefóne je schválené. Vráťte sa do prehliadača tlačidlom v aplikácii, až tým sa to dokončí.
confirm-question-one-device = Ukázala vám aplikácia práve tento kód?
confirm-question = Zodpovedá tento kód tomu, ktorý vidíte vo svojom telefóne?
confirm-same = Kódy si zodpovedajú
confirm-differs = Kódy sa líšia
enrolled = Mobilný kľúč je založený
enrolled-next = Telefónom sa môžete hneď prihlasovať. Svoje zariadenia nájdete v portáli.
finished = Toto prihlásenie už prebehlo. Ak ste ho dokončili v inom okne, načítajte stránku služby znova; toto okno môžete zavrieť.

# Ends
end-refused = Požiadavka bola odmietnutá
    .next = Ak ste ju odmietli omylom, skúste to znova. Ak ste ju neodmietli vy, niekto iný naskenoval váš kód: skúste to znova a dajte pozor, aby na obrazovku nikto nevidel.
end-expired = Čas na dokončenie vypršal
    .next = Kód platí najviac štyri minúty. Skúste to, prosím, znova.
end-abandoned = Požiadavka bola zrušená
    .next = Nič sa nestalo. Skúste to znova alebo zvoľte iný spôsob.
end-blocked = Telefón je zablokovaný
    .next = PIN alebo heslo bolo päťkrát zadané nesprávne. Prihláste sa do portálu iným spôsobom, zablokované zariadenie odpojte a mobilný kľúč v telefóne založte znova.
end-level_too_low = Tento mobilný kľúč pre túto službu nestačí
    .next = Služba žiada vyššiu úroveň zabezpečenia, než s akou bol kľúč založený. Vráťte sa a zvoľte iný spôsob prihlásenia.

# Pages that cannot go on
page-other-browser = Táto požiadavka sa začala v inom prehliadači
    .next = Dokončiť ju možno iba tam, kde sa začala. Ak vám odkaz niekto poslal, neotvárajte ho: mohol by sa prihlásiť namiesto vás. Inak začnite, prosím, znova pri službe.
page-request-unknown = Túto požiadavku nepoznáme
    .next = Odkaz je neúplný alebo je starší ako jeden deň. Začnite, prosím, znova pri službe, ku ktorej sa prihlasujete.
page-request-expired = Čas na dokončenie vypršal
    .next = Začnite, prosím, znova pri službe, ku ktorej sa prihlasujete.
page-request-finished = Táto požiadavka sa už skončila
    .next = Každé schválenie platí iba raz. Začnite, prosím, znova pri službe, ku ktorej sa prihlasujete.
page-already-confirmed = Toto zariadenie už bolo medzitým pripojené
    .next = Ak sa kódy líšili alebo telefón nie je váš, prejdite do portálu a zariadenie hneď odpojte.
page-device-gone = Telefón medzitým prestal platiť
    .next = Bol odpojený alebo zablokovaný. Prihláste sa iným spôsobom a mobilný kľúč založte znova.
page-already-enrolled = Tento telefón už niekomu patrí
    .next = Najprv ho odpojte v aplikácii alebo v portáli, potom ho založte znova.
page-level-too-low = Váš spôsob prihlásenia na založenie mobilného kľúča nestačí
    .next = Mobilný kľúč možno založiť iba po prihlásení s úrovňou zabezpečenia aspoň „pokročilá“. Prihláste sa do portálu silnejším spôsobom a skúste to znova.
page-login-malformed = Prihlásenie bolo začaté chybne
    .next = Chyba nie je na vašej strane. Vráťte sa k službe a skúste to znova; ak sa to opakuje, dajte vedieť technickej podpore.
page-enrol-refused = Založenie mobilného kľúča ste zrušili
    .next = Nič sa nestalo. Môžete sa vrátiť do portálu.
page-enrol-incomplete = Národný bod neoznámil vaše meno a dátum narodenia
    .next = Bez nich kľúč nemožno založiť. Skúste to, prosím, znova; ak sa to opakuje, dajte vedieť technickej podpore.
page-app-not-built = Aplikácia na tomto serveri chýba
    .next = Prevádzkovateľ ju musí zostaviť príkazom „npm run build“ v adresári apps/key.

# What the phone is told
refusal-malformed = Požiadavke aplikácie nerozumieme. Aktualizujte, prosím, aplikáciu.
refusal-too_large = Požiadavka aplikácie je príliš veľká.
refusal-bad_signature = Podpis nesúhlasí. Skúste to znova.
refusal-clock_skew = Hodiny telefónu sa rozchádzajú s časom servera.
refusal-replayed = Táto požiadavka už bola prijatá.
refusal-unknown_device = Toto zariadenie nepoznáme. Nastavte, prosím, aplikáciu znova.
refusal-device_blocked = Zariadenie je zablokované. Odpojte ho v portáli a mobilný kľúč založte znova.
refusal-device_disconnected = Zariadenie bolo odpojené. Mobilný kľúč môžete založiť znova.
refusal-not_enrolled = Zariadenie zatiaľ nikomu nepatrí. Najprv mobilný kľúč založte.
refusal-factor_missing = Najprv si v aplikácii vyberte spôsob prihlásenia: PIN, biometriu alebo heslo.
refusal-factor_refused = Biometriu sa nepodarilo overiť. Skúste to znova.
refusal-already_enrolled = Toto zariadenie je už pripojené. Najprv ho odpojte.
refusal-frame_expired = Kód je starší ako tri sekundy. Naskenujte ho, prosím, priamo z obrazovky.
refusal-already_claimed = Tento kód už naskenovalo iné zariadenie. Na stránke začnite znova.
refusal-request_expired = Čas na dokončenie vypršal. Na stránke začnite znova.
refusal-request_finished = Táto požiadavka sa už skončila. Na stránke začnite znova.
refusal-request_unknown = Toto nie je kód pre Mobilný kľúč.
refusal-pending_request = V telefóne čaká iná požiadavka. Najprv ju dokončite alebo zrušte.
refusal-not_yours = Táto požiadavka patrí inému zariadeniu.
refusal-shown_differs = Zobrazené údaje nesúhlasia s požiadavkou. Naskenujte kód znova.
refusal-rate_limited = Príliš veľa požiadaviek. Počkajte, prosím, chvíľu.
refusal-level_too_low = Tento kľúč pre službu nestačí. Zvoľte iný spôsob prihlásenia.
refusal-internal = Na našej strane došlo k chybe. Skúste to, prosím, znova.

# Help
help-install = Ako si aplikáciu nainštalujem?
    .answer = Otvorte ju v prehliadači telefónu z tejto stránky a v ponuke prehliadača zvoľte pridanie na plochu. Z obchodu s aplikáciami nemusíte nič sťahovať.
help-scan = Prečo sa QR kód stále mení?
    .answer = Aby sa nedal poslať ďalej. Snímka obrazovky alebo kód preposlaný správou je po troch sekundách bezcenný. Skenujte ho priamo z obrazovky.
help-codes = Na čo je kontrolný kód?
    .answer = Ukazuje, že telefón a prehliadač patria k sebe. Ak je na každej obrazovke iný, požiadavku odmietnite: niekto sa pokúša prihlásiť namiesto vás.
help-blocked = Zadal som päťkrát nesprávny PIN. Čo teraz?
    .answer = Telefón je zablokovaný a nič už neschváli. Prihláste sa do portálu iným spôsobom, zariadenie odpojte a mobilný kľúč založte znova.
help-lost = Stratil som telefón.
    .answer = Prihláste sa do portálu iným spôsobom a zariadenie odpojte; prestane platiť okamžite. Ak iný spôsob nemáte, zavolajte technickú podporu.
help-notices = Dajú sa oznámenia o prihlásení vypnúť?
    .answer = Áno, v nastaveniach aplikácie, pre každé zariadenie zvlášť. Oznámenia o nových, odpojených a zablokovaných zariadeniach sa vypnúť nedajú.
