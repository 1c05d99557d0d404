site-name = mojeID

# Front page
home-title = One user name and password for every service
home-lead = With mojeID you log in to online services by a single user name and password. No service ever sees your password.
home-data = You keep your contact data in one place, and decide which service gets which of them.
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
registration-address-hint = In the Czech or Slovak Republic. A letter with PIN3 will come to this address.
registration-company = Company (optional)
registration-company-hint = Only if you create the account for a company or a trade.
registration-submit = Create a mojeID
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
error-name = The field { $field } contains characters that do not belong in a name, or is too long
error-not-latin = Use Latin letters, as in your passport or identity document: we send a letter to this name and address
error-birth-date-form = Enter the date as day, month and year, for example 31. 3. 1980
error-birth-date-no-such-day = There is no such day in the calendar; check the day and the month
error-birth-date-future = A date of birth cannot be in the future
error-birth-date-incomplete = Enter the day, month and year of birth as they are in your identity document
error-email-form = Enter an e-mail address, for example jana@posta.example
error-email-used = This e-mail was used to create another mojeID less than 30 days ago. It can be used for the next one from { $from }.
error-phone-form = Enter the telephone number with its country code, for example +420 601 123 456
error-phone-short = A digit is missing: there must be nine after +420 or +421
error-phone-long = There is a digit too many: there must be nine after +420 or +421
error-phone-characters = Enter one telephone number, digits only, for example +420 601 123 456
error-phone-country = mojeID needs a mobile number of a Czech (+420) or Slovak (+421) operator
error-phone-used = This number was used to create another mojeID less than 30 days ago. It can be used for the next one from { $from }.
error-line = The text contains characters that are not allowed, or is too long
error-postal-code = A postal code has five digits, for example 779 00
error-postal-code-country = This postal code belongs to the other country: correct the code or choose the right country
error-country = mojeID is only for persons with a residence or seat in the Czech or Slovak Republic
error-country-missing = Choose a country
error-company-number = There is no such company number; it has eight digits, the last of which checks the others
error-vat-number = A VAT number begins with CZ or SK and goes on with digits; a Slovak tax number without VAT has ten digits and no letters
error-envelope = The name and address do not fit on an envelope, please shorten the street
error-envelope-company = The company name and address do not fit on an envelope, please shorten the name
error-company-incomplete = Fill in both the company's name and its number, or leave both out

# Activation
activation-title = Activate your mojeID
activation-lead = Activation takes both codes. Only an active account can be used to log in.
activation-account = User name: { $name }
activation-pin1-sent = We have sent PIN1 by e-mail to { $to }.
activation-pin2-sent = We have sent PIN2 by SMS to { $to }.
activation-pin1-done = PIN1 from the e-mail is confirmed.
activation-pin2-done = PIN2 from the SMS is confirmed.
activation-pin1 = PIN1 from the e-mail
activation-pin2 = PIN2 from the SMS
activation-pin-hint = 8 letters and digits, capitals or not
activation-submit = Activate
activation-resend-title = Has a code not come?
activation-resend-lead = Look into your spam folder too. Once we send new codes, older ones are no longer valid.
activation-resend = Send the codes again
activation-sent-again = What is still missing has been sent again. Older codes are no longer valid.
activation-later = You can close this window. The link in the e-mail leads you back.
activation-done = The account is active. Log in.
activation-already = This account is active already. Log in.

pin-wrong = The code is wrong. Tries left: { $left }
pin-malformed = The code has { $chars } characters, please check it
pin-no-tries-left = The code was entered wrongly too many times and is no longer valid. Ask for a new one.
pin-expired = The code has expired. Ask for a new one.
pin-not-issued = You have no valid code. Ask for a new one.
sending-too-soon = You can ask for the next one on { $when }.

# Login
login-title = Log in
login-to-service = You are logging in to
login-name = User name or e-mail
login-submit = Log in
login-no-account = No mojeID yet?
login-wrong = The name or the password is wrong. If you have several mojeID accounts with one e-mail, log in by user name.
login-too-many = Too many failed attempts. You can try again on { $when }.
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
unreachable-not-identified = { $service } asks for a higher level of assurance, which needs an identified account: enter PIN3 from the letter in Settings.
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
recovery-lead = Enter your user name or email. We will send a link to the email address of your account, where you can set a new password; you confirm it with a code from a text message.
recovery-submit = Send the link
recovery-too-many = Too many requests have come from your connection. You can send another one { $when }.
recovery-no-access = No longer have access to your email or phone? Contact our support. An account that has not been activated yet cannot be recovered this way.
recovery-sent-title = Check your email
recovery-sent = If there is such an account, we have sent a link to its email address. It is valid for 24 hours.
recovery-sent-next = You can open the link on any device. You will also need the phone whose number is in your account.
recovery-sent-nothing = Nothing arrived? Check your spam folder as well, and what you entered. We send only a few messages a day; a link sent earlier still works.
recovery-link-title = New password
recovery-link-account = Account { $name }
recovery-code-lead = We will send a code to your phone { $to } to make sure that it is you who wants a new password.
recovery-code-send = Send the code
recovery-code-sent = We have sent a code by text message to { $to }. It is valid for 15 minutes.
recovery-code = Code from the text message
recovery-consequences = All devices will be logged out. For three days the account can only be used for services that accept the low level of assurance, and for seven days its email, phone, name and address cannot be changed.
recovery-set = Set password
recovery-done = Your new password is set. Log in with it.
names-title = Forgotten your user name?
names-lead = Enter the email address of your account. We will send your user name there.
names-submit = Send the name
names-sent = If an account has this email address, we have sent its user name there.
undo-recovery-title = Was it not you who changed the password?
undo-recovery-lead = A new password was set for the account { $name } by email and text message ({ $when }).
undo-recovery-what = If it was not you, we will bring back the earlier password, log out all devices and end the access of services. Then log in with the earlier password and check who has access to your email and phone.
undo-recovery-done-title = The recovery has been undone
undo-recovery-done = The earlier password is valid again and all devices are logged out. Check who has access to your email and phone.
undo-recovery-closed = The account can next be recovered { $until }. If you do not know the earlier password, contact our support.
undo-login-title = Was it not you who logged in?
undo-login-lead = Somebody logged in to the account { $name } with your password from a new browser ({ $when }).
undo-login-what = If it was not you, we will log out all devices, end the access of services, and the password will stop working. You then set a new one by email and a code from a text message.
undo-login-done-title = All devices are logged out
undo-login-done = The password that somebody logged in with no longer works. Set a new one.
undo-recovery-submit = Bring back the earlier password
undo-login-submit = Log out all devices and disable the password
undo-was-me = If it was you, there is nothing to do. You can close this page.
login-blocked = This password no longer works because somebody else logged in with it. Set a new one under “Forgotten your password?”.
unreachable-recovered = { $service } asks for a higher level of assurance. Your account was recently recovered by email and text message, so it will not reach that level until { $until }.
profile-limited = Your account was recently recovered by email and text message. Services that ask for a higher level of assurance will not accept it until { $until }.
problem-recovery-gone = This link is no longer valid
    .next = Ask for a new one.
problem-undo-gone = This link is no longer valid
    .next = If something is happening to your account that you did not do, contact our support straight away.
problem-contact-locked = You cannot change these details now
    .next = Your account was recently recovered. So that the recovery can still be undone, its email, phone, name and address cannot be changed until { $until }.

# Language of messages
language-title = Language of messages
language-lead = In which language should we send you emails, text messages and letters?
language-changed = The language of messages has been changed.
error-language = Choose a language

# Consent
consent-title = Data for { $service }
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
item-adult = Full age
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
profile-locked = You can change your data after entering PIN3, which comes to you by post.
profile-enter-pin3 = Enter PIN3
profile-contact-changed = Your changes are saved.
profile-needs-pin3 = Your changes are saved. The account is not identified now: we have sent a letter with a new PIN3 to the new address.
profile-needs-pin3-later = Your changes are saved. The account is not identified now: ask for a letter with a new PIN3 in Settings.

contact-title = Change your data
contact-warning = If you change your name or address, the account stops being identified, and we send a letter with a new PIN3 to the new address.
contact-submit = Save

change-email-title = Change your e-mail
change-phone-title = Change your phone
change-email-new = New e-mail
change-phone-new = New mobile phone
change-send = Send a code
change-sent = We have sent a code to { $to }. The change takes effect when you enter it.
change-code = Code
change-code-present = The code that came to your present number
change-code-present-hint = The number is used for logging in, so we check that it is you who asks for the change. A code that was accepted need not be entered again. If you cannot reach your present number, contact our helpdesk.
change-submit = Confirm the change
change-same = Your account has this already
change-other = Enter something else

# Settings
settings-title = Settings
pin3-title = PIN3
pin3-label = PIN3 from the letter
pin3-lead = PIN3 comes to you by post within one week, at most two. Entering it makes the account identified, and you can then change all its data.
pin3-sent = We sent the last letter on { $when } to { $address }.
pin3-submit = Activate
pin3-again = Send the letter again
pin3-again-lead = Has the letter not come? Once we send a new one, PIN3 from the older letter is no longer valid.
pin3-sent-again = A new letter is on its way.
pin3-done = The account has been identified since { $when }.
pin3-just-done = The account is identified. You can now change all data.
password-title = Change your password
password-consequences = We will log out your other devices and end the access that services have to your data.
password-submit = Change the password
password-changed = The password is changed. We have logged out your other devices.

# Services
services-title = Services
services-lead = Which service gets which of your data.
services-none = We remember no choice of yours now: for each service that asks for data, we ask you.
services-given = Data handed over
services-nothing-given = none
services-decided = Decided
services-change = Change
service-lead = The change takes effect at the next login.
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
event-recovery-asked = Account recovery requested, link sent by email
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
help-pins = PIN1 or PIN2 has not come
    .answer = Look into your spam folder and check your phone's signal. You can have new codes sent on the activation page; older ones are then no longer valid.
help-pin3 = The letter with PIN3 has not come
    .answer = The letter takes one week, at most two. After that have a new one sent in Settings: at most one a day and six in 30 days.
help-data = Who sees my data
    .answer = Only the services to which you hand them yourself. You find and change the choice for each service under Services, and each handover in History.
help-name = What to enter as an identifier
    .answer = The short form, that is the user name, for example novak. At login we also understand the long form of old.
help-unused = What if I do not activate the account
    .answer = An account that is not activated within 8 months of its creation is deleted together with its data.

# Problems
problem-activation-unknown = We do not know this activation page
    .next = The account may have been deleted because it was not activated in time. Please create a new one.
problem-service-unknown = You hand no data to this service
    .next = You find the services that get your data under Services.
problem-not-identified = You cannot change these data yet
    .next = Enter PIN3 from the letter first.
problem-signed-out = You have been logged out meanwhile
    .next = Nothing was changed. Log in and try again.
problem-passcodes = We have sent you too many codes in a short time
    .next = You can ask for another code on { $when }. Then return to the service and log in again.

# E-mails, SMS and letters
mail-greeting = Hello,
mail-end = mojeID
mail-not-you = If you did not ask for an account, please delete this message. Nothing happens without the code from the SMS.
mail-pin1-subject = mojeID: PIN1 to activate your account
mail-pin1-body = PIN1 for the account { $name } is: { $pin }
mail-pin1-next = PIN2 comes by SMS. Enter both codes on the page where you created the account. If you have closed it, you find it here:
mail-pin1-expires = The code is valid until { $until }.
sms-pin2 = mojeID: PIN2 for the account { $name } is { $pin }
sms-passcode = mojeID: login code { $pin }, valid for { $minutes } min. Tell it to nobody.
sms-passcode-service = mojeID: code { $pin } to log in to { $service }, valid for { $minutes } min. Do not tell it to anyone.
mail-change-subject = mojeID: code to change your e-mail
mail-change-body = The code to change the e-mail of the account { $name } is: { $pin }
mail-change-next = Enter it on the page where you asked for the change.
mail-change-not-you = If you did not ask for the change, please delete this message. Nothing happens without the code.
sms-change = mojeID: the code to change your phone is { $pin }
sms-change-present = mojeID: somebody asks to change your phone number. If it is you, confirm with the code { $pin }. Otherwise tell it to nobody and change your password.
mail-changed-subject = mojeID: a change in your account
mail-changed-email = The e-mail of the account { $name } was changed on { $when }. We send this message to the previous address.
mail-changed-phone = The telephone number of the account { $name } was changed on { $when }.
mail-changed-password = The password of the account { $name } was changed on { $when }. We have logged out the other devices.
mail-changed-identified = The account { $name } has been identified since { $when }.
mail-changed-help = If this was not you, please contact our support at once.
mail-recovery-subject = mojeID: new password
mail-recovery-body = somebody has asked for a new password for the account { $name }. You can set it on this page:
mail-recovery-next = The link is valid until { $until }. The page will also ask for a code, which we will send to your phone.
mail-recovery-not-you = If you did not ask for a new password, delete this message. Nothing changes without the code from your phone.
mail-recovered-subject = mojeID: your password has been reset
mail-recovered-body = a new password was set for the account { $name } with a link from an email and a code from a text message ({ $when }). We have logged out all devices.
mail-recovered-undo = If it was not you, undo the change on this page within 7 days:
mail-undone-subject = mojeID: the password reset has been undone
mail-undone-body = the password reset of the account { $name } has been undone ({ $when }). The earlier password is valid again and we have logged out all devices.
mail-undone-next = Check who has access to your email and phone. The account can next be recovered { $until }.
mail-names-subject = mojeID: your user name
mail-names-body = the user name of this email address is:
mail-names-next = You can log in here:
mail-names-not-you = If you did not ask for it, delete this message.
mail-new-browser-subject = mojeID: login from a new browser
mail-new-browser-body = somebody logged in to the account { $name } from a browser that we have not seen before: { $browser } ({ $when }). If it was you, there is nothing to do.
mail-new-browser-not-you = If it was not you, log out all devices and disable the password on this page (the link is valid for 7 days):
mail-denied-subject = mojeID: your password no longer works
mail-denied-body = a login to the account { $name } has been reported as somebody else’s ({ $when }). We have logged out all devices and the password no longer works.
mail-denied-next = You can set a new password here:
sms-recovery = mojeID: code { $pin } for a new password, valid for { $minutes } min. Do not tell it to anyone.
sms-recovered = mojeID: the password of your account was reset. Was it not you? { $url }
sms-undone = mojeID: the password reset was undone, the earlier password is valid.
sms-denied = mojeID: your password no longer works, somebody else's login was reported. Set a new one.
letter-title = PIN3 – full activation of your mojeID account
letter-lead = here is the code that confirms the postal address of your mojeID account { $name }.
letter-code = PIN3
letter-step1 = At { $origin } click Log in.
letter-step2 = Enter your user name and password.
letter-step3 = Click Settings.
letter-step4 = Copy the code from this letter into the field PIN3 and click Activate.
letter-after = Your account then becomes identified and you can change all its data.
letter-expires = The code is valid until { $until }. Tell it to nobody.
