# Register obyvateľov: čo ľudia čítajú.

site-name = Register obyvateľov
home-title = Register obyvateľov
home-lead = Register vedie referenčné údaje o ľuďoch: údaje, ktoré úrady považujú za správne, kým sa nepreukáže opak.
home-kept-title = Čo register o každom vedie
home-kept = Meno a priezvisko, dátum a miesto narodenia, adresu trvalého pobytu, druh a číslo elektronicky čitateľného dokladu a identifikátor dátovej schránky.
home-guard-title = Ako register vaše údaje chráni
home-guard-certificate = Pýtať sa smie len systém, ktorý sa preukáže svojím certifikátom, a dostane len údaje, na ktoré má právo.
home-guard-exact = Systém nájde len toho, koho opíše presne. Ak opisu zodpovedá viac ľudí, nedozvie sa nič.
home-guard-name = Každý systém vás pozná pod iným označením, takže si systémy nemôžu údaje o vás spojiť.
home-guard-log = Každé nahliadnutie sa zapíše: kto, kedy, prečo a do čoho. Záznam nájdete v portáli Národného bodu v časti „Kto čítal moje údaje“.

question-who-reads = Kto môže čítať moje údaje?
    .answer = Len systémy, ktoré na to majú oprávnenie a preukážu sa certifikátom. Najčastejšie je to Národný bod, keď sa prihlasujete do online služby a s odovzdaním údajov súhlasíte.
question-correct = Čo ak sú moje údaje chybné?
    .answer = Obráťte sa na matriku alebo na úrad obce s rozšírenou pôsobnosťou. Po oprave dostanú služby pri ďalšom prihlásení už správne údaje.
question-my-log = Kde uvidím, kto moje údaje čítal?
    .answer = Prihláste sa do portálu Národného bodu a otvorte časť „Kto čítal moje údaje“.

api-unknown-client = Tento klient nie je v registri zavedený.
    .next = Pripojte sa s certifikátom, ktorý má prevádzkovateľ registra v konfigurácii.
api-invalid = Pole { $field } sa nedá prečítať.
    .next = Opravte žiadosť podľa opisu rozhrania.
api-not-allowed = Na tieto údaje klient nemá právo: { $items }.
    .next = Žiadajte len o údaje, ktoré má klient povolené.
api-no-match = Tomuto opisu nezodpovedá práve jedna osoba.
    .next = Skontrolujte údaje a skúste to znova.
