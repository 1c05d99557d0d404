site-name = Odeslané zprávy

# The list
inbox-title = Co všechno odešlo
inbox-lead = Ukázka neposílá skutečné zprávy. Všechny e-maily, SMS a dopisy, které by jinak odešly, najdete tady.
inbox-to = Komu
inbox-to-hint = E-mail, telefonní číslo nebo jméno, i jen jejich část; více příjemců oddělte středníkem
inbox-search = Hledat
inbox-refresh = Načíst znovu
inbox-show-all = Zobrazit všechny zprávy
inbox-channels = Druh zprávy
inbox-empty = Zatím nikdo nic neposlal. Založte si třeba účet mojeID a přijdou sem kódy PIN1 a PIN2.
inbox-none-found = Žádná zpráva těmto podmínkám neodpovídá. Pokud na ni čekáte, načtěte stránku za okamžik znovu.
inbox-older = Starší zprávy

# Kinds of messages
channel-all = Vše
channel-email = E-mail
channel-sms = SMS
channel-letter = Dopis

# One message
message-channel = Druh
message-from = Od
message-to = Komu
message-to-same = Další zprávy
message-what = Zpráva
message-when = Odesláno
message-open-letter = Otevřít dopis (PDF)

# Problems
problem-message-gone = Tato zpráva tu není
    .next = Uchováváme jen posledních deset tisíc zpráv. Vraťte se na jejich seznam.

# Help
question-real = Odejde někdy zpráva opravdu?
    .answer = Ne. Dokud běží ukázka, všechny zprávy končí zde. Skutečný provoz je posílá přes poštovní server, SMS bránu a tiskárnu dopisů.
question-missing = Zpráva tu není, co teď?
    .answer = Zprávy se objevují do sekundy. Načtěte seznam znovu a zkontrolujte, komu byla zpráva určena.
