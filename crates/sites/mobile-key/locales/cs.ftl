site-name = Mobilní klíč eGovernmentu
home-claim = Přihlášení telefonem, bez hesla

# The front page
home-lead = Naskenujete kód, v telefonu zkontrolujete, kdo co žádá, a schválíte. Nic neopisujete.
home-open-app = Otevřít aplikaci
home-platforms = Aplikace běží v prohlížeči telefonu. Z obchodu s aplikacemi nic stahovat nemusíte.
home-get-title = Jak klíč získat
home-get-install = Otevřete v telefonu aplikaci, přidejte si ji na plochu a vyberte preferovaný způsob přihlášení: PIN, biometrii, nebo heslo.
home-get-option = V aplikaci zvolte „Mám účet v Národním bodu“.
home-get-portal = Na počítači nebo v telefonu se přihlaste do portálu, otevřete „Připojení Mobilního klíče“ a stiskněte „Založit“.
home-get-scan = Naskenujte zobrazený QR kód a potvrďte, že si kódy na obou obrazovkách odpovídají.
home-safe-title = Čím je klíč bezpečný
home-safe-factors = PIN telefon neopustí
    .text = Ke schválení je potřeba telefon a k němu PIN, heslo nebo biometrie. PIN neznáme a nemůžeme ho ztratit.
home-safe-shown = Vidíte, kdo co žádá
    .text = Před schválením aplikace ukáže, která služba se ptá, na jaké adrese a které údaje dostane.
home-safe-code = Stejný kód na obou obrazovkách
    .text = Když se liší, někdo vám podstrčil cizí přihlášení. Odmítnete ho.
home-safe-told = O každém přihlášení víte
    .text = V aplikaci najdete záznam o každém přihlášení a o každém novém zařízení, ve všech svých telefonech.

# Ways on
to-portal = Přejít do portálu
to-service = Zpět do služby
to-help = Nápověda a kontakt
again = Zkusit znovu
cancel-login = Zpět na výběr způsobu přihlášení
cancel-enrolment = Zrušit a přejít do portálu

# A login
login-title = Přihlášení Mobilním klíčem
login-what = Přihlašujete se do služby

# An enrolment
enrol-title = Založení Mobilního klíče

# Waiting for a scan
wait-step-open = Otevřete v telefonu aplikaci Mobilní klíč.
wait-step-scan = Naskenujte v ní tento kód. Každou sekundu se mění.
wait-step-check-login = Zkontrolujte v aplikaci službu a údaje a přihlášení schvalte.
wait-step-check-enrolment = Zkontrolujte v aplikaci své údaje a nové zařízení potvrďte.
wait-qr = QR kód pro aplikaci Mobilní klíč. Pokud ho nemůžete naskenovat, máte na této stránce i tlačítko Spustit mobilní klíč.
wait-expires = Čas na dokončení:
wait-same-title = Aplikaci mám v tomto zařízení
wait-same-hint = Aplikaci spustíte tlačítkem a po schválení se vrátíte sem.
wait-same = Spustit mobilní klíč
wait-touch = Aplikaci máte v tomto telefonu: otevřete ji tlačítkem. Po schválení se vrátíte sem.
wait-other-phone = Klíč mám v jiném telefonu
wait-other-phone-scan = Otevřete v něm aplikaci Mobilní klíč a naskenujte tento kód. Každou sekundu se mění.
wait-trouble = Nejde kód naskenovat?
wait-trouble-scan = Zvyšte jas obrazovky, otřete objektiv telefonu a podržte ho asi 20 cm od kódu. Kód přečte i fotoaparát telefonu a aplikaci sám otevře. Platí jen tři sekundy, proto snímek obrazovky ani opsaný odkaz nepomohou.
wait-trouble-link = Pokud je aplikace v tomto prohlížeči, můžete do ní také vložit tento odkaz. Nikomu ho neposílejte; v jiném prohlížeči by vás nepřihlásil.
wait-copy = Zkopírovat odkaz
wait-copied = Odkaz je zkopírován
wait-no-script = Váš prohlížeč nespouští skripty, proto se stránka každé dvě sekundy načítá znovu.
wait-lost = Spojení se serverem se přerušilo. Zkoušíme ho obnovit; nemusíte nic dělat.

# Claimed by a phone
code-label = Kontrolní kód
claimed-compare-login = V telefonu musí být stejný kód. Pokud je jiný, přihlášení v telefonu odmítněte.
claimed-compare-enrolment = V telefonu musí být stejný kód. Pokud je jiný, zařízení v telefonu odmítněte.
claimed-wait-login = Čekáme, až přihlášení schválíte v telefonu.
claimed-wait-enrolment = Čekáme, až v telefonu potvrdíte nové zařízení a identitu.
claimed-reload = Schváleno, pokračovat

# Approved
return-from-app = V telefonu je schváleno. Dokončíte to tlačítkem v aplikaci, které vás vrátí do prohlížeče.
confirm-question-one-device = Ukázala vám aplikace právě tento kód?
confirm-question = Odpovídá tento kód tomu, který vidíte ve svém telefonu?
confirm-same = Kódy si odpovídají
confirm-same-one-device = Ano, tento kód
confirm-differs-one-device = Ne, jiný kód
confirm-differs = Kódy se liší
enrolled = Mobilní klíč je založen
enrolled-next = Telefonem se můžete hned přihlašovat. Svá zařízení najdete v portálu.
finished = Toto přihlášení už proběhlo. Pokud se dokončilo v jiném okně, načtěte stránku služby znovu; toto okno můžete zavřít.

# Ends
end-refused = Žádost byla odmítnuta
    .next = Pokud jste ji odmítli omylem, zkuste to znovu. Pokud jste ji neodmítli vy, váš kód naskenoval někdo jiný: zkuste to znovu a dejte pozor, aby na obrazovku nikdo neviděl.
end-expired = Čas na dokončení vypršel
    .next = Kód platí nejvýše čtyři minuty. Zkuste to prosím znovu.
end-abandoned = Žádost byla zrušena
    .next = Nic se nestalo. Zkuste to znovu, nebo zvolte jiný způsob.
end-blocked = Klíč v telefonu je zablokován
    .next = PIN nebo heslo bylo pětkrát zadáno špatně a tento klíč už nic neschválí. Zvolte jiný způsob přihlášení. Klíč si potom v telefonu nastavíte znovu, aplikace vás povede.
end-blocked-enrolment = PIN nebo heslo bylo pětkrát zadáno špatně a tento klíč už nic neschválí. V aplikaci zvolte „Nastavit klíč znovu“ a potom založení zopakujte.
end-level_too_low = Tento Mobilní klíč pro tuto službu nestačí
    .next = Služba žádá vyšší úroveň záruky, než s jakou byl klíč založen. Zvolte jiný způsob přihlášení.

# Pages that cannot go on
page-other-browser = Tato žádost začala v jiném prohlížeči
    .next = Dokončit ji lze jen tam, kde začala. Pokud vám odkaz někdo poslal, neotvírejte ho: mohl by se přihlásit místo vás. Jinak začněte prosím znovu ve službě.
page-request-unknown = Tuto žádost neznáme
    .next = Odkaz je neúplný, nebo je starší než jeden den. Začněte prosím znovu ve službě, do které se přihlašujete.
page-request-expired = Čas na dokončení vypršel
    .next = Začněte prosím znovu ve službě, do které se přihlašujete.
page-request-finished = Tato žádost už skončila
    .next = Každé schválení platí jen jednou. Začněte prosím znovu ve službě, do které se přihlašujete.
page-already-confirmed = Toto zařízení už bylo mezitím připojeno
    .next = Pokud se kódy lišily nebo telefon není váš, přejděte do portálu a zařízení hned odpojte.
page-device-gone = Klíč v telefonu mezitím přestal platit
    .next = Byl odpojen nebo zablokován. Přihlaste se jiným způsobem a klíč si v telefonu nastavte znovu.
page-already-enrolled = Klíč v tomto telefonu už někomu patří
    .next = Nejprve ho odpojte v aplikaci nebo v portálu, potom ho založte znovu.
page-level-too-low = Váš způsob přihlášení na založení Mobilního klíče nestačí
    .next = Mobilní klíč lze založit jen po přihlášení s úrovní záruky alespoň „značná“. Přihlaste se do portálu silnějším způsobem a zkuste to znovu.
page-login-malformed = Přihlášení bylo zahájeno chybně
    .next = Chyba není na vaší straně. Vraťte se do služby a zkuste to znovu; pokud se to opakuje, dejte vědět podpoře.
page-enrol-refused = Založení Mobilního klíče jste zrušili
    .next = Nic se nestalo. Můžete se vrátit do portálu.
page-enrol-incomplete = Národní bod nesdělil vaše jméno a datum narození
    .next = Bez nich nelze klíč založit. Zkuste to prosím znovu; pokud se to opakuje, dejte vědět podpoře.
page-app-not-built = Aplikace na tomto serveru chybí
    .next = Provozovatel ji musí sestavit příkazem „npm run build“ v adresáři apps/key.

# What the phone is told
refusal-malformed = Aplikaci jsme nerozuměli. Aktualizujte ji prosím.
refusal-too_large = Aplikace poslala příliš mnoho dat.
refusal-bad_signature = Podpis nesouhlasí. Zkuste to znovu.
refusal-clock_skew = Hodiny telefonu se rozcházejí s časem serveru.
refusal-replayed = Toto jsme už jednou přijali.
refusal-unknown_device = Toto zařízení neznáme. Nastavte prosím klíč znovu.
refusal-device_blocked = Klíč v tomto zařízení je zablokován. Nastavte ho znovu.
refusal-device_disconnected = Zařízení bylo odpojeno. Klíč můžete nastavit znovu.
refusal-not_enrolled = Zařízení zatím nikomu nepatří. Nejprve klíč založte.
refusal-factor_missing = Nejprve si v aplikaci vyberte způsob přihlášení: PIN, biometrii, nebo heslo.
refusal-factor_refused = Biometrii se nepodařilo ověřit. Zkuste to znovu.
refusal-already_enrolled = Toto zařízení už je připojeno. Nejprve ho odpojte.
refusal-frame_expired = Kód je starší než tři sekundy. Naskenujte ho prosím přímo z obrazovky.
refusal-already_claimed = Tento kód už naskenovalo jiné zařízení. Na stránce začněte znovu.
refusal-request_expired = Čas na dokončení vypršel. Na stránce začněte znovu.
refusal-request_finished = Tato žádost už skončila. Na stránce začněte znovu.
refusal-request_unknown = Toto není kód pro Mobilní klíč.
refusal-pending_request = V telefonu čeká jiná žádost. Nejprve ji dokončete, nebo zrušte.
refusal-not_yours = Tato žádost patří jinému zařízení.
refusal-shown_differs = Zobrazené údaje nesouhlasí s žádostí. Naskenujte kód znovu.
refusal-rate_limited = Příliš mnoho pokusů. Počkejte prosím chvíli.
refusal-level_too_low = Tento klíč pro službu nestačí. Zvolte jiný způsob přihlášení.
refusal-not_found = Na této adrese nic není. Aktualizujte prosím aplikaci.
refusal-method_not_allowed = Takto tuto adresu volat nelze. Aktualizujte prosím aplikaci.
refusal-internal = Na naší straně došlo k chybě. Zkuste to prosím znovu.

# Help
help-install = Jak si aplikaci nainstaluji?
    .answer = Otevřete ji v prohlížeči telefonu z této stránky a v nabídce prohlížeče zvolte přidání na plochu. Z obchodu s aplikacemi nic stahovat nemusíte.
help-scan = Proč se QR kód pořád mění?
    .answer = Aby se nedal poslat dál. Snímek obrazovky nebo kód přeposlaný zprávou je po třech sekundách bezcenný. Skenujte ho přímo z obrazovky.
help-codes = K čemu je kontrolní kód?
    .answer = Ukazuje, že telefon a prohlížeč patří k sobě. Pokud je na každé obrazovce jiný, žádost odmítněte: někdo se snaží přihlásit místo vás.
help-blocked = PIN byl pětkrát zadán špatně. Co teď?
    .answer = Klíč v telefonu je zablokován a nic už neschválí. V aplikaci zvolte „Nastavit klíč znovu“; zablokovaný klíč se tím odpojí. Při založení nového se přihlásíte jiným způsobem.
help-lost = Ztratil se mi telefon. Co mám udělat?
    .answer = Přihlaste se do portálu jiným způsobem a zařízení odpojte; přestane platit okamžitě. Pokud jiný způsob nemáte, zavolejte na podporu.
help-notices = Kde se dozvím o přihlášeních?
    .answer = V aplikaci v Oznámeních, ve všech svých telefonech. Telefon na ně sám neupozorní, uvidíte je po otevření aplikace. Záznamy o přihlášení lze v nastavení vypnout, pro každé zařízení zvlášť; záznamy o nových, odpojených a zablokovaných zařízeních a o špatně zadaném PIN vypnout nelze.
