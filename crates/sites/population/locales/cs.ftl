# Registr obyvatel: co lidé čtou.

site-name = Registr obyvatel
home-title = Registr obyvatel
home-lead = Registr vede referenční údaje o lidech: údaje, které úřady považují za správné, dokud se neprokáže opak.
home-kept-title = Co registr o každém vede
home-kept = Jméno a příjmení, datum a místo narození, adresu trvalého pobytu, druh a číslo elektronicky čitelného dokladu a identifikátor datové schránky.
home-guard-title = Jak registr vaše údaje chrání
home-guard-certificate = Ptát se smí jen systém, který se prokáže svým certifikátem, a dostane jen údaje, na které má právo.
home-guard-exact = Systém najde jen toho, koho popíše přesně. Pokud popisu odpovídá více lidí, nedozví se nic.
home-guard-name = Každý systém vás zná pod jiným označením, takže si systémy nemohou údaje o vás spojit.
home-guard-log = Každé nahlédnutí se zapíše: kdo, kdy, proč a na co. Záznam najdete v portálu Národního bodu v části „Kdo četl moje údaje“.

question-who-reads = Kdo může číst moje údaje?
    .answer = Jen systémy, které k tomu mají oprávnění a prokážou se certifikátem. Nejčastěji je to Národní bod, když se přihlašujete k online službě a s předáním údajů souhlasíte.
question-correct = Co když jsou moje údaje chybné?
    .answer = Obraťte se na matriku nebo na obecní úřad obce s rozšířenou působností. Po opravě dostanou služby při dalším přihlášení už správné údaje.
question-my-log = Kde uvidím, kdo moje údaje četl?
    .answer = Přihlaste se do portálu Národního bodu a otevřete část „Kdo četl moje údaje“.

api-unknown-client = Tento klient není u registru zaveden.
    .next = Připojte se s certifikátem, který má provozovatel registru v konfiguraci.
api-invalid = Pole { $field } nelze přečíst.
    .next = Opravte žádost podle popisu rozhraní.
api-not-allowed = Na tyto údaje klient nemá právo: { $items }.
    .next = Žádejte jen o údaje, které má klient povoleny.
api-no-match = Tomuto popisu neodpovídá právě jedna osoba.
    .next = Zkontrolujte údaje a zkuste to znovu.
