# The population register: what people read.

site-name = Population register
home-title = Population register
home-lead = The register keeps reference data about people: data that authorities take as right until proven otherwise.
home-kept-title = What the register keeps about everybody
home-kept = Given and family name, date and place of birth, permanent address, the kind and number of the electronically readable document, and the identifier of the data box.
home-guard-title = How the register guards your data
home-guard-certificate = Only a system that proves itself by its certificate may ask, and it gets only the data it has a right to.
home-guard-exact = A system finds only a person it describes exactly. If more than one person fits, it learns nothing.
home-guard-name = Each system knows you by a different name, so systems cannot put together what they know about you.
home-guard-log = Every look is written down: who, when, why and at what. You find the record in the Národní bod portal under “Who read my data”.

question-who-reads = Who can read my data?
    .answer = Only systems that are entitled to and prove themselves by a certificate. Most often it is Národní bod, when you log in to an online service and agree to hand over your data.
question-correct = What if my data are wrong?
    .answer = Turn to the register office or to your municipality. Once they are corrected, services get the right data at your next login.
question-my-log = Where can I see who read my data?
    .answer = Log in to the Národní bod portal and open “Who read my data”.

api-unknown-client = The register does not know this client.
    .next = Connect with the certificate that the operator of the register has configured.
api-invalid = The field { $field } cannot be read.
    .next = Correct the request as the description of the interface says.
api-not-allowed = This client has no right to these data: { $items }.
    .next = Ask only for data that the client is allowed to read.
api-no-match = Not exactly one person fits this description.
    .next = Check the data and try again.
