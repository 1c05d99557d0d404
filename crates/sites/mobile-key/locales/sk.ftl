site-name = Mobilný kľúč eGovernmentu
home-claim = Prihlásenie telefónom, bez hesla

# The front page
home-lead = Naskenujete kód, v telefóne skontrolujete, kto čo žiada, a schválite. Nič neodpisujete.
home-open-app = Otvoriť aplikáciu
home-platforms = Aplikácia beží v prehliadači telefónu. Z obchodu s aplikáciami nemusíte nič sťahovať.
home-get-title = Ako kľúč získať
home-get-install = Otvorte v telefóne aplikáciu, pridajte si ju na plochu a vyberte preferovaný spôsob prihlásenia: PIN, biometriu alebo heslo.
home-get-option = V aplikácii zvoľte „Mám účet v Národnom bode“.
home-get-portal = Na počítači alebo v telefóne sa prihláste do portálu, otvorte „Pripojenie Mobilného kľúča“ a stlačte „Založiť“.
home-get-scan = Naskenujte zobrazený QR kód a potvrďte, že sa kódy na oboch obrazovkách zhodujú.
home-safe-title = Čím je kľúč bezpečný
home-safe-factors = PIN telefón neopustí
    .text = Na schválenie je potrebný telefón a k nemu PIN, heslo alebo biometria. PIN nepoznáme a nemôžeme ho stratiť.
home-safe-shown = Vidíte, kto čo žiada
    .text = Pred schválením aplikácia ukáže, ktorá služba sa pýta, na akej adrese a ktoré údaje dostane.
home-safe-code = Rovnaký kód na oboch obrazovkách
    .text = Keď sa líši, niekto vám podstrčil cudzie prihlásenie. Odmietnete ho.
home-safe-told = O každom prihlásení viete
    .text = V aplikácii nájdete záznam o každom prihlásení a o každom novom zariadení, vo všetkých svojich telefónoch.

# Ways on
to-portal = Prejsť do portálu
to-service = Späť do služby
to-help = Pomoc a kontakt
again = Skúsiť znova
cancel-login = Späť na výber spôsobu prihlásenia
cancel-enrolment = Zrušiť a prejsť do portálu

# A login
login-title = Prihlásenie Mobilným kľúčom
login-what = Prihlasujete sa do služby

# An enrolment
enrol-title = Založenie Mobilného kľúča

# Waiting for a scan
wait-step-open = Otvorte v telefóne aplikáciu Mobilný kľúč.
wait-step-scan = Naskenujte v nej tento kód. Každú sekundu sa mení.
wait-step-check-login = Skontrolujte v aplikácii službu a údaje a prihlásenie schváľte.
wait-step-check-enrolment = Skontrolujte v aplikácii svoje údaje a nové zariadenie potvrďte.
wait-qr = QR kód pre aplikáciu Mobilný kľúč. Ak ho nemôžete naskenovať, máte na tejto stránke aj tlačidlo Spustiť mobilný kľúč.
wait-expires = Čas na dokončenie:
wait-same-title = Aplikáciu mám v tomto zariadení
wait-same-hint = Aplikáciu spustíte tlačidlom a po schválení sa vrátite sem.
wait-same = Spustiť mobilný kľúč
wait-touch = Aplikáciu máte v tomto telefóne: otvorte ju tlačidlom. Po schválení sa vrátite sem.
wait-other-phone = Kľúč mám v inom telefóne
wait-other-phone-scan = Otvorte v ňom aplikáciu Mobilný kľúč a naskenujte tento kód. Každú sekundu sa mení.
wait-trouble = Nedá sa kód naskenovať?
wait-trouble-scan = Zvýšte jas obrazovky, utrite objektív telefónu a podržte ho asi 20 cm od kódu. Kód prečíta aj fotoaparát telefónu a aplikáciu sám otvorí. Platí len tri sekundy, preto snímka obrazovky ani odpísaný odkaz nepomôžu.
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
return-from-app = V telefóne je schválené. Dokončíte to tlačidlom v aplikácii, ktoré vás vráti do prehliadača.
confirm-question-one-device = Ukázala vám aplikácia práve tento kód?
confirm-question = Zodpovedá tento kód tomu, ktorý vidíte vo svojom telefóne?
confirm-same = Kódy sa zhodujú
confirm-same-one-device = Áno, tento kód
confirm-differs-one-device = Nie, iný kód
confirm-differs = Kódy sa líšia
enrolled = Mobilný kľúč je založený
enrolled-next = Telefónom sa môžete hneď prihlasovať. Svoje zariadenia nájdete v portáli.
finished = Toto prihlásenie už prebehlo. Ak sa dokončilo v inom okne, načítajte stránku služby znova; toto okno môžete zavrieť.

# Ends
end-refused = Žiadosť bola odmietnutá
    .next = Ak ste ju odmietli omylom, skúste to znova. Ak ste ju neodmietli vy, váš kód naskenoval niekto iný: skúste to znova a dajte pozor, aby na obrazovku nikto nevidel.
end-expired = Čas na dokončenie vypršal
    .next = Kód platí najviac štyri minúty. Skúste to, prosím, znova.
end-abandoned = Žiadosť bola zrušená
    .next = Nič sa nestalo. Skúste to znova alebo zvoľte iný spôsob.
end-blocked = Kľúč v telefóne je zablokovaný
    .next = PIN alebo heslo bolo päťkrát zadané nesprávne a tento kľúč už nič neschváli. Zvoľte iný spôsob prihlásenia. Kľúč si potom v telefóne nastavíte znova, aplikácia vás povedie.
end-blocked-enrolment = PIN alebo heslo bolo päťkrát zadané nesprávne a tento kľúč už nič neschváli. V aplikácii zvoľte „Nastaviť kľúč znova“ a potom založenie zopakujte.
end-level_too_low = Tento Mobilný kľúč pre túto službu nestačí
    .next = Služba žiada vyššiu úroveň zabezpečenia, než s akou bol kľúč založený. Zvoľte iný spôsob prihlásenia.

# Pages that cannot go on
page-other-browser = Táto žiadosť sa začala v inom prehliadači
    .next = Dokončiť ju možno len tam, kde sa začala. Ak vám odkaz niekto poslal, neotvárajte ho: mohol by sa prihlásiť namiesto vás. Inak začnite, prosím, znova v službe.
page-request-unknown = Túto žiadosť nepoznáme
    .next = Odkaz je neúplný alebo je starší ako jeden deň. Začnite, prosím, znova v službe, do ktorej sa prihlasujete.
page-request-expired = Čas na dokončenie vypršal
    .next = Začnite, prosím, znova v službe, do ktorej sa prihlasujete.
page-request-finished = Táto žiadosť sa už skončila
    .next = Každé schválenie platí len raz. Začnite, prosím, znova v službe, do ktorej sa prihlasujete.
page-already-confirmed = Toto zariadenie už bolo medzitým pripojené
    .next = Ak sa kódy líšili alebo telefón nie je váš, prejdite do portálu a zariadenie hneď odpojte.
page-device-gone = Kľúč v telefóne medzitým prestal platiť
    .next = Bol odpojený alebo zablokovaný. Prihláste sa iným spôsobom a kľúč si v telefóne nastavte znova.
page-already-enrolled = Kľúč v tomto telefóne už niekomu patrí
    .next = Najprv ho odpojte v aplikácii alebo v portáli, potom ho založte znova.
page-level-too-low = Váš spôsob prihlásenia na založenie Mobilného kľúča nestačí
    .next = Mobilný kľúč možno založiť len po prihlásení s úrovňou zabezpečenia aspoň „pokročilá“. Prihláste sa do portálu silnejším spôsobom a skúste to znova.
page-login-malformed = Prihlásenie bolo začaté chybne
    .next = Chyba nie je na vašej strane. Vráťte sa do služby a skúste to znova; ak sa to opakuje, dajte vedieť podpore.
page-enrol-refused = Založenie Mobilného kľúča ste zrušili
    .next = Nič sa nestalo. Môžete sa vrátiť do portálu.
page-enrol-incomplete = Národný bod neoznámil vaše meno a dátum narodenia
    .next = Bez nich kľúč nemožno založiť. Skúste to, prosím, znova; ak sa to opakuje, dajte vedieť podpore.
page-app-not-built = Aplikácia na tomto serveri chýba
    .next = Prevádzkovateľ ju musí zostaviť príkazom „npm run build“ v adresári apps/key.

# What the phone is told
refusal-malformed = Aplikácii sme nerozumeli. Aktualizujte ju, prosím.
refusal-too_large = Aplikácia poslala príliš veľa dát.
refusal-bad_signature = Podpis nesúhlasí. Skúste to znova.
refusal-clock_skew = Hodiny telefónu sa rozchádzajú s časom servera.
refusal-replayed = Toto sme už raz prijali.
refusal-unknown_device = Toto zariadenie nepoznáme. Nastavte, prosím, kľúč znova.
refusal-device_blocked = Kľúč v tomto zariadení je zablokovaný. Nastavte ho znova.
refusal-device_disconnected = Zariadenie bolo odpojené. Kľúč môžete nastaviť znova.
refusal-not_enrolled = Zariadenie zatiaľ nikomu nepatrí. Najprv kľúč založte.
refusal-factor_missing = Najprv si v aplikácii vyberte spôsob prihlásenia: PIN, biometriu alebo heslo.
refusal-factor_refused = Biometriu sa nepodarilo overiť. Skúste to znova.
refusal-already_enrolled = Toto zariadenie je už pripojené. Najprv ho odpojte.
refusal-frame_expired = Kód je starší ako tri sekundy. Naskenujte ho, prosím, priamo z obrazovky.
refusal-already_claimed = Tento kód už naskenovalo iné zariadenie. Na stránke začnite znova.
refusal-request_expired = Čas na dokončenie vypršal. Na stránke začnite znova.
refusal-request_finished = Táto žiadosť sa už skončila. Na stránke začnite znova.
refusal-request_unknown = Toto nie je kód pre Mobilný kľúč.
refusal-pending_request = V telefóne čaká iná žiadosť. Najprv ju dokončite alebo zrušte.
refusal-not_yours = Táto žiadosť patrí inému zariadeniu.
refusal-shown_differs = Zobrazené údaje nesúhlasia so žiadosťou. Naskenujte kód znova.
refusal-rate_limited = Príliš veľa pokusov. Počkajte, prosím, chvíľu.
refusal-level_too_low = Tento kľúč pre službu nestačí. Zvoľte iný spôsob prihlásenia.
refusal-not_found = Na tejto adrese nič nie je. Aktualizujte, prosím, aplikáciu.
refusal-method_not_allowed = Takto sa táto adresa volať nedá. Aktualizujte, prosím, aplikáciu.
refusal-internal = Na našej strane došlo k chybe. Skúste to, prosím, znova.

# Help
help-install = Ako si aplikáciu nainštalujem?
    .answer = Otvorte ju v prehliadači telefónu z tejto stránky a v ponuke prehliadača zvoľte pridanie na plochu. Z obchodu s aplikáciami nemusíte nič sťahovať.
help-scan = Prečo sa QR kód stále mení?
    .answer = Aby sa nedal poslať ďalej. Snímka obrazovky alebo kód preposlaný správou je po troch sekundách bezcenný. Skenujte ho priamo z obrazovky.
help-codes = Na čo je kontrolný kód?
    .answer = Ukazuje, že telefón a prehliadač patria k sebe. Ak je na každej obrazovke iný, žiadosť odmietnite: niekto sa pokúša prihlásiť namiesto vás.
help-blocked = PIN bol päťkrát zadaný nesprávne. Čo teraz?
    .answer = Kľúč v telefóne je zablokovaný a nič už neschváli. V aplikácii zvoľte „Nastaviť kľúč znova“; zablokovaný kľúč sa tým odpojí. Pri založení nového sa prihlásite iným spôsobom.
help-lost = Stratil sa mi telefón. Čo mám urobiť?
    .answer = Prihláste sa do portálu iným spôsobom a zariadenie odpojte; prestane platiť okamžite. Ak iný spôsob nemáte, zavolajte na podporu.
help-notices = Kde sa dozviem o prihláseniach?
    .answer = V aplikácii v Oznámeniach, vo všetkých svojich telefónoch. Telefón na ne sám neupozorní, uvidíte ich po otvorení aplikácie. Záznamy o prihlásení sa dajú v nastavení vypnúť, pre každé zariadenie zvlášť; záznamy o nových, odpojených a zablokovaných zariadeniach a o nesprávne zadanom PIN sa vypnúť nedajú.
