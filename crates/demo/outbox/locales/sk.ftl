site-name = Odoslané správy

# The list
inbox-title = Čo všetko odišlo
inbox-lead = Ukážka neposiela skutočné správy. Všetky e-maily, SMS a listy, ktoré by inak odišli, nájdete tu.
inbox-to = Komu
inbox-to-hint = E-mail, telefónne číslo alebo meno, aj len ich časť; viac príjemcov oddeľte bodkočiarkou
inbox-search = Hľadať
inbox-refresh = Načítať znova
inbox-show-all = Zobraziť všetky správy
inbox-channels = Druh správy
inbox-empty = Zatiaľ nikto nič neposlal. Založte si napríklad účet mojeID a prídu sem kódy PIN1 a PIN2.
inbox-none-found = Týmto podmienkam nezodpovedá žiadna správa. Ak na ňu čakáte, o chvíľu načítajte stránku znova.
inbox-older = Staršie správy

# Kinds of messages
channel-all = Všetko
channel-email = E-mail
channel-sms = SMS
channel-letter = List

# One message
message-channel = Druh
message-from = Od
message-to = Komu
message-to-same = Ďalšie správy
message-what = Správa
message-when = Odoslané
message-open-letter = Otvoriť list (PDF)

# Problems
problem-message-gone = Táto správa tu nie je
    .next = Uchovávame len posledných desaťtisíc správ. Vráťte sa na ich zoznam.

# Help
question-real = Odíde niekedy správa naozaj?
    .answer = Nie. Kým beží ukážka, všetky správy končia tu. Skutočná prevádzka ich posiela cez poštový server, SMS bránu a tlačiareň listov.
question-missing = Správa tu nie je, čo teraz?
    .answer = Správy sa objavujú do sekundy. Načítajte zoznam znova a skontrolujte, komu bola správa určená.
