site-name = mojeID

# Front page
home-title = One user name and password for every service
home-lead = With mojeID you log in to online services by a single user name and password. No service ever sees your password.
home-data = You keep your contact data in one place, and decide which service gets which of them.
home-data-title = Your data stays in your hands
home-how = How to get a mojeID
home-step1 = Fill in the form and choose a user name and password.
home-step2 = PIN1 comes by e-mail and PIN2 by text message. Enter them to activate the account and log in to services.
home-step3 = PIN3 comes by post. Enter it to verify your address: the account is identified and you can change all its details.
home-who = mojeID is for natural and legal persons with a residence or seat in the Czech or Slovak Republic and a mobile number of a Czech or Slovak operator.
home-register = Create a mojeID
home-login = Log in

# Menu after login
nav-profile = Profile
nav-services = Services
nav-settings = Settings
nav-sessions = Signed-in devices
nav-history = History

# Registration
registration-title = Create a mojeID
registration-lead = When you send this form, PIN1 comes to you by e-mail and PIN2 by SMS. Entering them activates the account.
registration-access = Access to the account
registration-person = Who you are
registration-contact = How we reach you
registration-address = Permanent address
registration-address-hint = In the Czech or Slovak Republic, written as in your documents, without a flat number or floor. A letter with PIN3 will come there, addressed to you by name only.
registration-company = Company (optional)
registration-company-hint = Only if you create the account for a company or a trade.
registration-submit = Create a mojeID
registration-legal = By sending the form you ask for an account under these documents:
registration-have-account = Do you have a mojeID already?

field-user-name = User name
field-user-name-hint = At most 30 characters: letters without accents, digits and hyphens. It cannot be changed later.
field-password = Password
field-new-password = New password
field-new-password-hint = At least 12 characters. A sentence of several words will do well.
field-current-password = Current password
field-given-name = Given name
field-family-name = Family name
field-birth-date = Date of birth
field-birth-date-hint = For example 31. 3. 1980
field-email = E-mail
field-email-hint = PIN1 will come to it.
field-phone = Mobile phone
field-phone-hint = A number of a Czech or Slovak operator, for example +420 601 123 456. PIN2 will come to it.
field-street = Street and number
field-city = Town
field-postal-code = Postal code
field-country = Country
field-company-name = Company name
field-company-number = Company number (IČO)
field-vat-number = VAT number (DIČ)
field-vat-number-hint = For example CZ12345678
country-cz = Czech Republic
country-sk = Slovak Republic

# What is wrong with a form
error-required = Fill in this field: { $field }
empty-user-name = Enter a user name
empty-password = Enter a password
empty-new-password = Enter a new password
empty-given-name = Enter your given name
empty-family-name = Enter your family name
empty-birth-date = Enter your date of birth, for example 31. 3. 1980
empty-email = Enter your e-mail address
empty-phone = Enter your mobile number
empty-street = Enter your street and house number
empty-city = Enter your town
empty-postal-code = Enter your postal code
empty-pin1 = Enter PIN1 from the e-mail (8 characters)
empty-pin2 = Enter PIN2 from the text message (8 characters)
empty-pin3 = Enter PIN3 from the letter (8 characters)
empty-email-code = Enter the code from the e-mail (8 characters)
empty-phone-code = Enter the code from the text message (8 characters)
empty-code = Enter the code we sent (8 characters)
empty-present = Enter the code sent to your present number (8 characters)
error-given-name = The given name contains characters that do not belong in a name, or is too long
error-family-name = The family name contains characters that do not belong in a name, or is too long
error-email-used = This e-mail address was recently used to create another mojeID. Only one can be created with an address in 30 days.
error-phone-used = This number was recently used to create another mojeID. Only one can be created with a number in 30 days.
error-company-number = There is no such company number. It has eight digits, and the last one is a check digit.
error-vat-number = Enter the tax number, for example CZ12345678. A Slovak one has ten digits, with SK in front for payers of VAT.
registration-too-many = Too many accounts have been created from your network in the past hour. Please try again in a few minutes. Everything you filled in is still here; only the password has to be entered again.
registration-busy = Too many people are here at once. Please send the form again in a moment. Everything you filled in is still here; only the password has to be entered again.
registration-no-code = We cannot send the confirmation codes now; please try again { $when }. Everything you filled in is still here; only the password has to be entered again.
error-user-name-form = A user name may contain only letters without accents, digits, and single hyphens between them
error-user-name-long = A user name may have at most 30 characters
error-user-name-taken = Somebody else has this user name, choose another one
error-user-name-reserved = This user name is not available, choose another one
error-password-short = The password must have at least 12 characters
error-password-long = The password is too long
error-password-own-name = The password must not be a mere variation of your user name or e-mail
error-password-simple = Such a password is easy to guess, choose another one
error-password-same = The new password must differ from the current one
error-password-wrong = The password is wrong
error-not-latin = Use Latin letters, as in your passport or identity document: we send a letter to this name and address
error-birth-date-form = Enter the date as day, month and year, for example 31. 3. 1980
error-birth-date-no-such-day = There is no such day in the calendar; check the day and the month
error-birth-date-future = A date of birth cannot be in the future
error-birth-date-incomplete = Enter the day, month and year of birth as they are in your identity document
error-email-form = Enter an e-mail address, for example jana@posta.example
error-phone-form = Enter the telephone number with its country code, for example +420 601 123 456
error-phone-short = A digit is missing: there must be nine after +420 or +421
error-phone-long = There is a digit too many: there must be nine after +420 or +421
error-phone-characters = Enter one telephone number, digits only, for example +420 601 123 456
error-phone-country = mojeID needs a mobile number of a Czech (+420) or Slovak (+421) operator
error-line = The text contains characters that are not allowed, or is too long
error-postal-code = A postal code has five digits, for example 779 00
error-postal-code-country = This postal code belongs to the other country: correct the code or choose the right country
error-country = mojeID is only for persons with a residence or seat in the Czech or Slovak Republic
error-country-missing = Choose a country
error-envelope = The name and address do not fit on an envelope, please shorten the street
error-company-incomplete = Fill in both the company's name and its number, or leave both out

# Activation
activation-title = Activate your mojeID
activation-lead = You need both codes to activate the account. Only an active account can be used to log in to services.
activation-lead-one = One code is still missing. Only an active account can be used to log in to services.
activation-pin1-sent = We sent PIN1 by e-mail to { $to } ({ $when }).
activation-pin2-sent = We sent PIN2 by text message to { $to } ({ $when }).
activation-pin1-sent-again = We have sent a new PIN1 by e-mail to { $to }. The older one is no longer valid.
activation-pin2-sent-again = We have sent a new PIN2 by text message to { $to }. The older one is no longer valid.
activation-pin1-worn-out = PIN1 was entered wrongly five times and is no longer valid. Ask for a new one.
activation-pin2-worn-out = PIN2 was entered wrongly five times and is no longer valid. Ask for a new one.
activation-pin1-expired = PIN1 has expired. Ask for a new one.
activation-pin2-expired = PIN2 has expired. Ask for a new one.
activation-pin1-not-sent = PIN1 has not been sent yet. Ask for it by e-mail.
activation-pin2-not-sent = PIN2 has not been sent yet. Ask for it by text message.
activation-resend-pin1-lead = No PIN1? Check your spam folder as well. Once we send a new one, the older one stops working.
activation-resend-pin2-lead = No text message with PIN2? Check that your phone has a signal. Once we send a new one, the older one stops working.
activation-resend-pin1 = Send a new PIN1 by e-mail
activation-resend-pin2 = Send a new PIN2 by text message
activation-resend-pin1-later = You can ask for a new PIN1 { $when }.
activation-resend-pin2-later = You can ask for a new PIN2 { $when }.
activation-account = User name: { $name }
activation-pin1-done = PIN1 from the e-mail is confirmed.
activation-pin2-done = PIN2 from the SMS is confirmed.
activation-pin1 = PIN1 from the e-mail
activation-pin2 = PIN2 from the SMS
activation-pin-hint = 8 letters and digits, capitals or not
activation-submit = Activate
activation-resend-title = Has a code not come?
activation-later = You can close this window. The link in the e-mail leads you back.
activation-done = The account is active. Log in.
activation-already = This account is active already. Log in.

# Proving that the address or number belongs to whoever creates the account
prove-title = Confirm that these details are yours
prove-lead = Somebody recently used them to create another mojeID and never confirmed that they own them. By entering the code you confirm that they are yours and finish creating your account; the other account ends.
prove-email-sent = We sent a code by e-mail to { $to }.
prove-email-done = The e-mail address { $to } is confirmed.
prove-email-code = Code from the e-mail
prove-phone-sent = We sent a code by text message to { $to }.
prove-phone-done = The number { $to } is confirmed.
prove-phone-code = Code from the text message
prove-submit = Confirm and create mojeID
prove-other = No code, or do you want to use other details? Start again:

pin-wrong = The code is wrong. Tries left: { $left }
code-wrong = { $code } is wrong. Attempts left: { $number }
code-malformed = { $code } has { $number } characters, please check it
code-worn-out = { $code } was entered wrongly too many times and is no longer valid. Ask for a new one.
code-expired = { $code } has expired. Ask for a new one.
code-not-issued = { $code } cannot be entered now: you have no valid one. Ask for a new one.
wait-seconds = { $n ->
    [one] in { $n } second
   *[other] in { $n } seconds
}
wait-minutes = { $n ->
    [one] in { $n } minute
   *[other] in { $n } minutes
}
wait-hours = { $n ->
    [one] in { $n } hour
   *[other] in { $n } hours
}
wait-after = after { $time } on { $day }
pin-malformed = The code has { $chars } characters, please check it
pin-no-tries-left = The code was entered wrongly too many times and is no longer valid. Ask for a new one.
pin-expired = The code has expired. Ask for a new one.
pin-not-issued = You have no valid code. Ask for a new one.
sending-too-soon = You can ask for the next one { $when }.

# Login
login-title = Log in
login-to-service = You are logging in to
login-name = User name or e-mail
login-submit = Log in
login-no-account = No mojeID yet?
login-wrong = The name or the password is wrong. If you have several mojeID accounts with one e-mail, log in by user name.
login-too-many = Too many failed attempts. You can try again { $when }.
login-other-provider = This is an identifier of another provider. Enter your mojeID user name in its short form, for example novak.
login-not-a-name = Enter a user name, for example novak, or the e-mail of your account
login-again = The service asks you to log in again.
login-cancel = Cancel and return to the service

passcode-title = Code from an SMS
passcode-lead = The service asks for a login with a higher level of assurance. We have sent a code to { $to }.
passcode-field = Six-digit code
passcode-submit = Continue
passcode-resend = Send a new code
passcode-sent-again = A new code is on its way. The older one is no longer valid.

unreachable-title = Such a login is not possible now
unreachable-not-identified = { $service } accepts only identified accounts, and yours is not identified yet. Enter PIN3 from the letter in Settings.
unreachable-no-method = { $service } asks for the highest level of assurance, which a mojeID login does not reach.
unreachable-settings = Go to Settings
unreachable-back = Return to the service

# Proof before a change
proof-title = Confirm it’s you
proof-lead = You are about to change how you log in or how we reach you. For that we need your password and a code from a text message again, even though you are logged in.
proof-code-lead = We have sent a code by text message to { $to }. Nothing changes until you enter it.
proof-submit = Continue

# Getting back in
recovery-title = Forgotten your password?
recovery-lead = Enter your user name or e-mail. We will send a link to the e-mail address of your account, where you can set a new password; you confirm it with a code from a text message.
recovery-submit = Send the link
recovery-too-many = Too many requests have come from your connection. You can send another one { $when }.
recovery-no-access = No longer have access to your e-mail or phone? Contact our support. An account that has not been activated yet cannot be recovered this way.
recovery-sent-title = Check your e-mail
recovery-sent = If there is such an account, we have sent a link to its e-mail address. It is valid for 24 hours.
recovery-sent-next = You can open the link on any device. You will also need the phone whose number is in your account.
recovery-sent-nothing = Nothing arrived? Check your spam folder as well, and what you entered. We send only a few messages a day; a link sent earlier still works.
recovery-link-title = New password
recovery-link-account = Account { $name }
recovery-code-lead = We will send a code to your phone { $to } to make sure that it is you who wants a new password.
recovery-code-send = Send the code
recovery-code-sent = We have sent a code by text message to { $to }. It is valid for 15 minutes.
recovery-code = Code from the text message
recovery-consequences = All devices will be logged out. For three days the account can only be used for services that accept the low level of assurance, and for seven days its e-mail, phone, name and address cannot be changed.
recovery-set = Set password
recovery-done = Your new password is set. Log in with it.
names-title = Forgotten your user name?
names-lead = Enter the e-mail address of your account. We will send your user name there.
names-submit = Send the name
names-sent = If an account has this e-mail address, we have sent its user name there.
undo-recovery-title = Didn’t you change the password?
undo-recovery-lead = A new password was set for the account { $name } by e-mail and text message ({ $when }).
undo-recovery-what = If it was not you, we will bring back the earlier password, log out all devices and end the access of services to your data. Then log in with the earlier password and check who has access to your e-mail and phone.
undo-recovery-what-none = If it was not you, we will log out all devices, end the access of services to your data, and the password will stop working. The earlier password will not come back, because the password was changed once more after the recovery, or somebody else had used it before. You can set a new one by e-mail and a code from a text message, in a day at the earliest.
undo-recovery-done-title = The recovery has been undone
undo-recovery-done = The earlier password is valid again and all devices are logged out. Check who has access to your e-mail and phone.
undo-recovery-done-none = No password works now and all devices are logged out. Check who has access to your e-mail and phone.
undo-recovery-closed = The account can next be recovered { $until }. If you do not know the earlier password, contact our support.
undo-login-title = Didn’t you log in?
undo-login-lead = Somebody logged in to the account { $name } with your password from a new browser ({ $when }).
undo-login-what = If it was not you, we will log out all devices, end the access of services to your data, and the password will stop working. You then set a new one by e-mail and a code from a text message.
undo-login-done-title = All devices are logged out
undo-login-done = The password that somebody logged in with no longer works. Set a new one.
undo-recovery-submit = Bring back the earlier password
undo-login-submit = Log out all devices and disable the password
undo-was-me = If it was you, there is nothing to do. You can close this page.
undo-services = It does not end what somebody is already logged in to at services.
undo-services-done = Whoever is already logged in to a service stays logged in there. Log out there too, and at Národní bod (in the portal, Logged-in browsers). After logging in, History shows which services the account logged in to.
login-blocked = This password no longer works because somebody else logged in with it. Set a new one under “Forgotten your password?”.
unreachable-recovered = { $service } asks for a higher level of assurance. Your account was recently recovered by e-mail and text message, so it will not reach that level until { $until }.
profile-limited = Your account was recently recovered by e-mail and text message. Services that ask for a higher level of assurance will not accept it until { $until }.
problem-recovery-gone = This link is no longer valid
    .next = Ask for a new one.
problem-undo-gone = This link is no longer valid
    .next = If something is happening to your account that you did not do, contact our support straight away.
problem-contact-locked = You cannot change these details now
    .next = Your account was recently recovered. So that the recovery can still be undone, its e-mail, phone, name and address cannot be changed until { $until }.

# Language of messages
language-title = Language of messages
language-lead = In which language should we send you e-mails, text messages and letters?
language-changed = The language of messages has been changed.
error-language = Choose a language

# Consent
consent-title = Data for { $service }
consent-ticket = Asks for your data
consent-lead = { $service } ({ $domain }) asks for these data.
consent-nothing = { $service } ({ $domain }) asks for none of your data. It only learns that the same person is logging in each time.
consent-items = Data handed over
consent-essential = Required data
consent-essential-hint = The service does not log you in without these.
consent-voluntary = Optional data
consent-voluntary-hint = Choose which of them you hand over.
consent-empty = not filled in
consent-remember = We remember your choice and hand the data over, up to date, at every login. You can change it at any time under Services.
consent-password = The service never sees your password.
consent-submit = Hand over and continue
consent-refuse = Refuse and return

item-name = Full name
item-given-name = Given name
item-family-name = Family name
item-user-name = User name
item-email = E-mail
item-phone = Mobile phone
item-address = Permanent address
item-birth-date = Date of birth
item-age = Age
item-adult = Over 18
item-organization = Company name
item-company-number = Company number (IČO)
item-vat-number = VAT number (DIČ)
item-identified = Whether the account is identified
item-language = Language
value-yes = yes
value-no = no

# Profile
profile-title = Profile
profile-state = State of the account
profile-founded = Created
profile-long-name = Long form
profile-change = Change
state-registered = registered
state-active = active
state-identified = identified
profile-enter-pin3 = Enter PIN3
profile-locked = You can correct your name, address and company right away. E-mail and phone can be changed once you enter PIN3, which comes by post.
profile-nothing-changed = What you entered is the same as before, so nothing has changed.
profile-corrected = Your changes are saved. We have sent a letter with a new PIN3 to the new address; the older one is no longer valid.
profile-corrected-later = Your changes are saved. We will send a letter with a new PIN3 to the new address as soon as we can: one a day is possible. The older PIN3 is no longer valid.
profile-waits = The new name or address applies once you enter PIN3 from the letter we have sent to the new address. Until then the present ones apply and your account stays identified.
profile-waits-later = The new name or address applies once you enter PIN3 from the letter. We will send it as soon as we can: one a day is possible. Until then the present ones apply and your account stays identified.
profile-still-waits = The new name or address is still waiting for PIN3 from the letter; until then the present one applies. A change of company details applies right away.
profile-cancelled = The change of name and address is cancelled. The present details apply.
waiting-title = A new name or address is waiting for PIN3
waiting-until = Until you enter PIN3, the present name and address apply and your account stays identified.
value-unproven = { $value } (not verified)
profile-contact-changed = Your changes are saved.

contact-title = Change your data
contact-identified = A new name or address applies once you enter PIN3 from the letter that we will send there. Until then the present one applies. If you only correct the spelling, or change the company, it applies right away.
contact-active = Corrections apply right away. If you change your name or address, we send a letter with a new PIN3 there, and the older one stops working.
contact-letter-from = We can send the next letter { $when }.
contact-company-hint = You tell us about the company; we do not verify it.
change-code-email = Code from the new e-mail address
change-code-phone = Code from the new number
change-code-present = Code from the present number
change-code-present-lead = We also sent a code to your present number { $to }: it is used for logging in, so we check that it is you who asks for the change. If you no longer have it, please contact our support.
change-code-present-done = The code from your present number { $to } has been accepted; you need not enter it again.
change-other-email = Enter another e-mail address
change-other-phone = Enter another number
contact-submit = Save

# Cancelling a change by the link in a message
cancel-title = Cancel the change of name and address?
cancel-lead = In the account { $name } a change of name or address is waiting for PIN3. If you do not want it, cancel it: everything stays as it is.
cancel-submit = Cancel the change
cancel-keep = If it was you who asked for the change, just close this page.
cancelled-title = The change is cancelled
cancelled-lead = In the account { $name } the present name and address apply. PIN3 from the letter to the new address no longer works.
cancelled-next = If somebody else asked for the change, they know your password. Log in and change it:

change-email-title = Change your e-mail
change-phone-title = Change your phone
change-email-new = New e-mail
change-phone-new = New mobile phone
change-send = Send a code
change-sent = We have sent a code to { $to }. The change takes effect when you enter it.
change-submit = Confirm the change
change-same = Your account has this already

# Settings
settings-title = Settings
pin3-title = PIN3
pin3-label = PIN3 from the letter
pin3-lead = The letter with PIN3 arrives within a week, two at most. Entering it makes your account identified, and you can then change all its details.
pin3-sent = We sent the letter on { $when } to { $address }.
pin3-due = We will send the letter to { $address } { $when }.
pin3-worn-out = PIN3 from the last letter was entered wrongly too many times and is no longer valid. A new letter will go to { $address }.
pin3-expired = PIN3 from the last letter has expired. A new letter will go to { $address }.
pin3-not-sent = No letter with a valid PIN3 is on its way. It will go to { $address } once you ask for it.
pin3-wrong-address = Is the name or address wrong?
pin3-correct = Correct your details
pin3-again-lead = Has the letter not arrived, or have you lost it? Once we send a new one, PIN3 from the older one stops working.
pin3-again-later = You can ask for another letter { $when }.
pin3-sent-again = A new letter is on its way. PIN3 from the older one is no longer valid.
pin3-done = Name and address have been verified by letter since { $when }: the account is identified.
pin3-just-moved = The new name and address are verified and apply now. All other devices have been logged out.
pin3-submit = Activate
pin3-locked = Access to your account was recently recovered, so PIN3 cannot be entered until { $until }.
pin3-again = Send the letter again
pin3-just-done = The account is identified. You can now change all data.
password-title = Change your password
password-consequences = We will log your other devices out of mojeID and end the access that services have to your data. You stay logged in at services where you already are.
password-submit = Change the password
password-changed = The password is changed. We have logged your other devices out of mojeID; log out of services separately.

# Services
services-title = Services
services-lead = Which service gets which of your data.
services-none = We remember no choice of yours now: for each service that asks for data, we ask you.
services-given = Data handed over
services-nothing-given = none
services-decided = Decided
services-offline = While you are away
services-offline-yes = may fetch your data
services-change = Change
service-lead = The change takes effect at the next login.
service-essential-hint = The service does not log you in without these. If you do not want to hand them over, forget the whole choice.
service-offline = May fetch these data while you are away
service-forget = Forget the choice
service-forget-lead = If we forget your choice, we ask you again at the next login.
service-saved = The choice is saved.
service-forgotten = The choice is forgotten.

# Signed-in devices
sessions-title = Signed-in devices
sessions-lead = Where you are logged in to mojeID.
sessions-this = this device
sessions-unknown = Unknown browser
sessions-since = Logged in
sessions-last-seen = Last used
sessions-end = Log out
sessions-end-others = Log out all others
sessions-ended = Logged out.

# History
history-title = History
history-lead = What happened to your account, the latest first
history-when = When
history-what = What
history-where = From where
history-older = Older
event-registered = Account created
event-pins-sent = PIN1 and PIN2 sent again
event-pin1-sent = PIN1 sent again by e-mail
event-pin2-sent = PIN2 sent again by text message
event-letter-due = Letter with PIN3 waiting to be sent
event-place-change-asked = New name or address waiting for PIN3
event-place-change-cancelled = Change of name or address cancelled
event-place-changed = New name and address verified by PIN3
event-pin1-confirmed = PIN1 confirmed
event-pin2-confirmed = PIN2 confirmed
event-activated = Account activated
event-pin-refused = Wrong code entered
event-letter-sent = Letter with PIN3 sent
event-identified = Account identified
event-login = Login by password
event-login-refused = Failed login
event-stepped-up = Login confirmed by a code from an SMS
event-passcode-sent = Code sent by SMS
event-logout = Logout
event-password-changed = Password changed
event-recovery-asked = Account recovery requested, link sent by e-mail
event-recovery-code-sent = Account recovery code sent by text message
event-recovered = Account recovered, password changed
event-recovery-undone = Account recovery undone
event-login-denied = Login reported as somebody else’s, password disabled
event-language-changed = Language of messages changed
event-contact-changed = Name, address or company changed
event-email-changed = E-mail changed
event-phone-changed = Phone changed
event-service-login = Login to { $service }
event-service-items = Handed over: { $items }
event-service-nothing = No data handed over
event-consent-items = Chosen: { $items }
event-consent-nothing = Chosen: hand over nothing
event-consent = Choice of data for { $service }
event-consent-forgotten = Choice of data for { $service } forgotten
event-session-ended = Another device logged out

# Logout
logout-title = Log out
logout-service = Logout requested by
logout-lead = Do you really want to log out of mojeID?
logout-submit = Log out
logout-stay = Stay logged in
logout-stay-back = Stay logged in and return to the service
logout-done = You are logged out of mojeID. Log out of the services you are logged in to separately.

# Help
help-pin3 = The letter with PIN3 has not come
    .answer = The letter takes one week, at most two. After that have a new one sent in Settings: at most one a day and six in 30 days.
help-pins = PIN1 or PIN2 has not arrived
    .answer = Look for PIN1 in your spam folder as well; for PIN2 check that your phone has a signal. On the activation page you can have each of them sent again; the older one then stops working.
help-unused = What if I never activate the account
    .answer = An account that is not activated within 8 months is deleted with all its data. We remind you by e-mail and text message a month and a week before.
help-data = Who sees my data
    .answer = Only the services to which you hand them yourself. You find and change the choice for each service under Services, and each handover in History.
help-name = What to enter as an identifier
    .answer = The short form, that is the user name, for example novak. At login we also understand the long form of old.

# Problems
problem-service-unknown = You hand no data to this service
    .next = You find the services that get your data under Services.
problem-activation-unknown = We do not know this activation page
    .next = The account may have been deleted: it was not activated in time, or somebody else confirmed its e-mail address or phone number for another account. Please create a new one.
problem-registration-unknown = This registration is no longer waiting
    .next = The codes are valid for a short time only. Please fill in the form again.
problem-not-identified = You cannot change your e-mail address and phone number yet
    .next = Enter PIN3 from the letter first.
problem-not-active = You cannot change these details yet
    .next = Activate the account with PIN1 and PIN2 first.
problem-change-unknown = This change is no longer waiting
    .next = It was cancelled or confirmed, or it has expired. Your profile shows what applies.
problem-passcodes = We have sent you too many codes in a short time
    .next = You can ask for another code { $when }. Then return to the service and log in again.

# E-mails, SMS and letters
mail-greeting = Hello,
mail-end = mojeID
mail-helpdesk = Support: { $ways }
helpdesk-hours = { $hours } on working days
mail-identified-subject = mojeID: your identity is verified
mail-not-you = If you did not ask for an account, please delete this message. Nothing happens without the code from the SMS.
mail-pin1-subject = mojeID: PIN1 to activate your account
mail-pin1-body = PIN1 for the account { $name } is: { $pin }
mail-pin1-next = PIN2 comes by SMS. Enter both codes on the page where you created the account. If you have closed it, you find it here:
mail-pin1-expires = The code is valid until { $until }.
sms-pin2 = mojeID: your PIN2 to activate the account is { $pin }, valid until { $until }. Do not share it.
sms-passcode = mojeID: your login code is { $pin }, valid for { $minutes } min. Do not share it.
sms-passcode-service = mojeID: your code to log in to { $service } is { $pin }, valid for { $minutes } min. Do not share it.
mail-change-subject = mojeID: code to change your e-mail
mail-change-body = The code to change the e-mail of the account { $name } is: { $pin }
mail-change-next = Enter it on the page where you asked for the change.
mail-change-not-you = If you did not ask for the change, please delete this message. Nothing happens without the code.
sms-change = mojeID: your code to change the phone number is { $pin }. Do not share it.
sms-change-present = mojeID: someone has asked to change your phone number. If it is you, enter { $pin }. If not, change your password.
mail-changed-subject = mojeID: a change in your account
mail-changed-email = The e-mail of the account { $name } was changed on { $when }. We send this message to the previous address.
mail-changed-phone = The telephone number of the account { $name } was changed on { $when }.
mail-changed-password = The password of the account { $name } was changed on { $when }. We have logged the other devices out of mojeID; logins that somebody made at services before stay open.
mail-changed-identified = The account { $name } has been identified since { $when }.
mail-changed-help = If this was not you, please contact our support at once.
mail-recovery-subject = mojeID: new password
mail-recovery-body = Somebody has asked for a new password for the account { $name }. You can set it on this page:
mail-recovery-next = The link is valid until { $until }. The page will also ask for a code, which we will send to your phone.
mail-recovery-not-you = If you did not ask for a new password, delete this message. Nothing changes without the code from your phone.
mail-recovered-subject = mojeID: your password has been reset
mail-recovered-body = A new password was set for the account { $name } with a link from an e-mail and a code from a text message ({ $when }). We have logged out all devices.
mail-recovered-undo = If it was not you, undo the change on this page within 7 days:
mail-undone-subject = mojeID: the password reset has been undone
mail-undone-body = The password reset of the account { $name } has been undone ({ $when }). The earlier password is valid again and we have logged out all devices.
mail-undone-body-none = The password reset of the account { $name } has been undone ({ $when }). No password works now: it was changed once more after the reset, or somebody else had used the earlier one before. We have logged out all devices.
mail-undone-next = Check who has access to your e-mail and phone. The account can next be recovered { $until }.
mail-names-subject = mojeID: your user name
mail-names-body = The user name of this e-mail address is:
mail-names-next = You can log in here:
mail-names-not-you = If you did not ask for it, delete this message.
mail-new-browser-subject = mojeID: login from a new browser
mail-new-browser-body = Somebody logged in to the account { $name } from a browser that we have not seen before: { $browser } ({ $when }). If it was you, there is nothing to do.
mail-new-browser-not-you = If it was not you, log out all devices and disable the password on this page (the link is valid for 7 days):
mail-denied-subject = mojeID: your password no longer works
mail-denied-body = A login to the account { $name } has been reported as somebody else’s ({ $when }). We have logged out all devices and the password no longer works.
mail-denied-next = You can set a new password here:
mail-services = Whoever is already logged in to a service stays logged in there. Log out there too, and at Národní bod (in the portal, Logged-in browsers). After logging in, History shows which services the account logged in to.
sms-recovery = mojeID: code { $pin } for a new password, valid for { $minutes } min. Do not share it.
sms-recovered = mojeID: your password was reset. Not you? { $url }
sms-undone = mojeID: the password reset was undone, the earlier password is valid.
sms-undone-none = mojeID: the password reset was undone, no password works now. You can set a new one in a day at the earliest.
sms-denied = mojeID: your password no longer works, somebody else's login was reported. Set a new one.
mail-place-asked-subject = mojeID: somebody is changing your name or address
mail-place-asked = A new name or address was entered for the account { $name } on { $when }:
mail-place-until = It applies once PIN3 is entered from the letter that we send there. Until then the present details apply.
mail-place-cancel = If this was not you, cancel the change now. This link is enough; you need not log in:
mail-place-not-you = Then change your password: whoever asked for the change knows it.
sms-place-asked = mojeID: a change of name or address is waiting in the account { $name }. Not you? Cancel it by the link in our e-mail or in Settings.
mail-place-cancelled = The change of name or address in the account { $name } was cancelled on { $when }. The present details apply.
mail-place-changed = Since { $when } a new name or address applies in the account { $name }, verified by a letter with PIN3. All other devices have been logged out.
mail-contact-corrected = Details of the account { $name } were changed on { $when }: name, address or company.
sms-place-corrected = mojeID: name or address of the account { $name } changed; PIN3 goes there. Not you? Change your password and correct it.
mail-own-subject = mojeID: confirm your e-mail address
mail-own-body = The code that confirms that this e-mail address is yours: { $pin }
mail-own-next = Enter it on the page where you are creating a mojeID account. Another account that named this address and never confirmed it will end.
sms-own = mojeID: the code { $pin } confirms that this number is yours. Enter it only where you are creating an account.
mail-deleted-subject = mojeID: your account was deleted
mail-displaced = The account { $name }, which had not been activated, was deleted with all its data: the owner of the phone number named in it confirmed the number for another account.
mail-lapsed = The account { $name } was deleted with all its data because it was not activated within 8 months.
mail-register-again = You can create a new one at any time:
mail-lapses-subject = mojeID: your account is waiting to be activated
mail-lapses = The account { $name } is not active yet. If you do not activate it by { $day }, we will delete it with all its data.
mail-lapses-next = Enter PIN1 and PIN2, or have them sent again, on this page:
sms-lapses = mojeID: the account created with this number is not active and will be deleted on { $day }. Activate it by the link in our e-mail.
letter-title = PIN3 – full activation of your mojeID account
letter-lead = Here is the code that confirms the postal address of your mojeID account { $name }.
letter-code = PIN3
letter-step1 = At { $origin } click Log in.
letter-step2 = Enter your user name and password.
letter-step3 = Click Settings.
letter-step4 = Copy the code from this letter into the field PIN3 and click Activate.
letter-after = Your account then becomes identified and you can change all its data.
letter-expires = The code is valid until { $until }. Do not share it with anyone.
