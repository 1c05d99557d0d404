# The National Point: what people read.

hub-name = Národní bod

## Home
home-title = National Point for Identification and Authentication
home-lead = Národní bod logs you in to online services in the way you choose. It gives a service only the data you agree to.
home-portal-title = What you will find in the portal
home-portal-text = The portal shows every login and everything that was handed over.
home-portal-button = Log in
home-methods-title = How you can log in

## Data
item-given_name = Given name
item-family_name = Family name
item-birthdate = Date of birth
item-place_of_birth = Place of birth
item-address = Permanent address
item-document = Kind and number of document
item-data_box = Data box identifier

## Choosing a method
choice-title = Log in to { $service }
choice-below-level = Not enough for this service.
choice-did-not-answer = This is not responding at the moment. Try again shortly, or choose another way.
choice-none = None of the available ways to log in reaches the level that the service asks for. Please contact the operator of the service.
choice-cancel = Cancel and go back to the service
choice-no-method-title = I have none of these
choice-no-method-text = Create an account and have your identity verified; then you can also connect a Mobile Key in the Národní bod portal.

## Releasing data
release-title = Hand over data to { $service }
release-nothing = The service requests none of your data. It only receives a pseudonym by which it will recognise you next time.
release-essential = Required data
release-essential-hint = The service cannot log you in without it. It is handed over as it stands in the population register when you confirm.
release-voluntary = Optional data
release-voluntary-hint = Only what you tick is handed over.
release-remember = Do not ask again for this service
release-remember-hint = You can change or withdraw this in the portal, under Data handed over. The Mobile Key always asks on the phone.
release-approve = Hand over and continue
release-refuse = Do not hand over

## What can happen during a login
retry = Try again
other-methods = Choose another way

## Portal: navigation
portal-overview = Overview
portal-methods = Ways to log in
portal-attach = Connect a Mobile Key
portal-devices = Devices with a Mobile Key
portal-history = Login history
portal-releases = Data handed over
portal-register = Who read my data
portal-sessions = Logged-in browsers
portal-your-data-hint = Národní bod does not keep this data; it has just read it from the population register.
portal-no-data = The population register is not responding, so we cannot show your data.
portal-empty = Nothing here yet.
portal-older = Older entries

## Portal: Mobile Key
attach-lead = With the Mobile Key you log in by scanning a QR code with your phone.
attach-mobile-key = eGovernment Mobile Key
attach-create = Connect
attach-app = Open the Mobile Key app
attach-level = The key gets at most the level of assurance of your present login. { $level }.

devices-lead = You can have the Mobile Key on any number of phones.
devices-none = You have no connected device.
devices-attached = Connected
devices-last-used = Last used
devices-never-used = not used yet
devices-blocked = Blocked after five wrong attempts. Disconnect the device and connect it again.
devices-rename = Rename
devices-disconnect = Disconnect
rename-title = Rename a device
rename-label = Name of the device
rename-hint = At most 60 characters, for example “My phone”.
rename-save = Save
rename-error = Enter a name of 1 to 60 characters.
disconnect-title = Disconnect { $name }?
disconnect-text = You will no longer be able to log in with the Mobile Key on this device. You can connect it again in the portal at any time.
disconnect-sessions = This does not log out the browsers in which you are logged in. Have you lost the phone? Log them out too:
disconnect-warning-last-of-method = This is your last usable device with a Mobile Key. You will then be able to log in only another way.
disconnect-warning-nothing-remains = This is your last way to log in. Once it is disconnected you will not be able to log in to Národní bod or this portal until you arrange another one.
disconnect-understand = I understand that I will not be able to log in
disconnect-understand-error = Confirm that you understand the consequence, or keep the device.
account-understand-error = Confirm that you understand the consequence, or keep the account.
disconnect-confirm = Disconnect the device
disconnect-keep = Keep it

## Portal: methods
methods-lead = Accounts and devices that can log you in. Support blocks an account that you do not recognise.
methods-connected = Connected
methods-not-connected = Not connected
methods-since = Connected since
methods-last-used = Last used

## Portal: history
history-lead = Every login through Národní bod, newest first.
history-method = Way to log in
history-browser = Browser
history-outcome = Outcome
outcome-logged-in = logged in
outcome-single-sign-on = logged in without verifying again
outcome-level-too-low = level of assurance too low, not logged in
outcome-release-refused = handing over of data refused
history-not-me-title = Was it not you?
history-not-me = Log out browsers that are not yours, disconnect devices you do not recognise, change your mojeID password and call support. They will block an account that is not yours.
history-unknown-browser = unknown browser

## Portal: releases
releases-title = What was handed over and when
releases-none-items = pseudonym only
choices-title = Remembered choices
choices-lead = For these services Národní bod does not ask before handing over data. When you verify again with the Mobile Key, you confirm the data on the phone; while you stay logged in, the remembered choice applies.
choices-none = No service receives data without asking.
choices-change = Change
choice-edit-title = Choice for { $service }
choice-edit-lead = Tick the data the service is to receive at every login. This applies from your next login.
choice-edit-essential = The service cannot log you in without it. It is handed over at every login as it then stands in the population register.
choice-save = Save the choice
choice-withdraw = Withdraw the choice and ask next time

## Portal: register
register-lead = The population register’s record of who requested your data through Národní bod, when and why.
register-for = For whom
register-reason = Reason
register-only-search = search only
register-reason-login = login to a service
register-reason-identification = identification
register-reason-portal = shown to you

## Portal: sessions
sessions-lead = The browsers in which you are logged in to Národní bod now.
sessions-this = this browser
sessions-end-others = Log out all others

site-name = Národní bod
hub-portal = Národní bod portal
choice-lead = How do you want to log in?
choice-level-needed = You are logged in, but a higher level of assurance is needed here.
choice-login-needed = You are logged in, but here you need to log in again.
choice-portal-title = Logging in to the Národní bod portal
choice-refused = You cancelled logging in with { $method }. Try again, or choose another way.
release-who = Logged in:
service-gone = a service that is no longer connected

## What can happen during a login: what happened, and .next what to do
login-method-gone = We do not offer this way to log in
    .next = Go back to the list and choose another one.
login-level-not-reached = { $method } did not reach the level of assurance that was asked for
    .next = Most likely it has not verified your identity yet. If you have the letter with PIN3, log in to mojeID, enter it under Settings and click Activate. Or choose another way to log in.
login-does-not-fit = The answer from { $method } does not match what we asked for
    .next = For your safety we did not log you in and handed nothing over. Try again, or choose another way.
level-too-low = This way to log in is not enough
    .next = You logged in with level of assurance “{ $reached }”, but { $service } asks for “{ $asked }”. Please choose another way to log in.
register-unavailable = The population register is not answering
    .next = Nothing was handed over and nothing was lost. Please try again in a moment.
unidentified-not-proven = We do not know who you are yet: your identity has not been verified with { $method }
    .next = Once the letter with PIN3 arrives, log in to mojeID, enter the code under Settings and click Activate. Then come back here.
unidentified-data-missing = We do not know who you are yet: { $method } did not give us all the data
    .next = We need your given name, family name, date of birth and address with its country. Complete them in your account and allow them to be handed over when you log in again.
unidentified-no-match = We did not find you in the population register
    .next = The data from { $method } do not match exactly one person there. Check that your account has your name, date of birth and permanent address exactly as they are in your documents. If that does not help, contact support.
unidentified-not-attached = { $method }: this key is not connected to anyone here
    .next = Log in another way and choose Connect a Mobile Key in the portal.

## Logging out
logout-title = Log out of Národní bod?
logout-text = You will be logged out of Národní bod in this browser.
logout-from-service = You have logged out of { $service }. Do you want to log out of Národní bod too? Otherwise this browser can log in to other services without verifying again.
logout-confirm = Log out
logout-stay = Stay logged in

## Portal: more
portal-nameless = name not known at the moment
portal-last-login = Previous login: { $at }, { $method }, { $service }.
portal-no-key = Log in with your phone: scan a QR code instead of typing a password.
portal-back = Back to the overview
attach-none = Národní bod does not offer a Mobile Key at the moment.
attach-data = By connecting it you hand your given name, family name and date of birth to the Mobile Key.
attach-step-app = Install the app on your phone and choose how to unlock it.
attach-step-choose = In the app choose “I have an account with Národní bod” and “Done”. If you are on the phone now, choose “Open browser”.
attach-step-create = Here click “Connect” and scan the QR code, or on the phone click “Launch Mobile Key”.
attach-step-codes = Check that the codes on the phone and on this screen correspond, and confirm the device.
devices-unavailable = The Mobile Key is not answering now
    .next = We cannot show your devices, and nothing has been changed. Please try again in a moment.
device-gone = This device is not among yours
    .next = Most likely it has been disconnected already. Look at the list of devices.
choice-not-remembered = We remember no choice for this service
    .next = Most likely you have withdrawn it already. We will ask at your next login.
choices-since = Chosen { $at }
column-time = Time
column-service = Service
column-items = Data
outcome-authenticated = verified, login not finished
document-identity-card = Identity card
document-passport = Passport
document-other = Document

## Help
question-what = What is Národní bod?
    .answer = The place through which you log in to online services of authorities and companies. It tells the service who you are and hands over only the data you agree to.
question-methods = How can I log in?
    .answer = With a verified mojeID account or with the eGovernment Mobile Key. The list is on the front page and shown at every login.
question-data = Who receives my data?
    .answer = Only the service you log in to, and only the data you approve. In the portal, under Data handed over, you see what was handed over to whom, and you can change or withdraw a remembered choice.
question-lost-phone = I have lost the phone with my Mobile Key. What should I do?
    .answer = Log in to the portal another way and disconnect the phone under Devices with a Mobile Key. If you have no other way, call support.
question-level = What is a level of assurance?
    .answer = How certain it is that it is you: low (for example a password only) is enough for everyday services, substantial (two different means and a verified identity) for public authorities, high for the most sensitive services. Each service decides which level it needs.
question-unknown-login = There is a login in my history that was not mine. What now?
    .answer = In the portal, log out browsers that are not yours and disconnect devices you do not recognise. Then change your mojeID password and call support. They will block an account that is not yours.
home-methods-text = Choose one to log in to the portal.
home-join = No { $method } yet? Create one
level-low-words = Enough for everyday services (level of assurance: low)
level-substantial-words = Enough for public authorities (level of assurance: substantial)
level-high-words = Enough for the most sensitive services (level of assurance: high)
level-low-needed = Any of these will do (level of assurance: low). The first time you log in with an account we also check a code from an SMS, to find you in the population register.
level-substantial-needed = The service needs to be sure that it is you (level of assurance: substantial).
level-high-needed = The service needs the highest certainty that it is you (level of assurance: high).
choice-join = Create a { $method } account
choice-proof = This change affects how you log in. Please verify again that it is you.
back-to-service = Back to the service
release-who-unknown = The population register is not responding, so we cannot show who is logged in or the values.
release-not-you = Not you?
release-not-there = not in the register
portal-data = Data in the register
portal-person = Logged in:
portal-data-link = Show my data in the register
portal-data-text = Národní bod does not keep it; it is read only when you open it.
portal-new-account = Another { $method } account, connected on { $at }, can also log in as you. If you do not know it, call support and give them the number { $number }.
portal-key-blocked = The key on { $device } is blocked: a wrong PIN or password was entered five times. Was it not you? Disconnect the device.
portal-last-logins = Recent logins
portal-key-phones =
    { $count ->
        [one] { $count } device
       *[other] { $count } devices
    }
portal-key-silent = The Mobile Key is not responding.
portal-services =
    { $count ->
        [0] No service receives data without asking.
        [one] { $count } service receives data without asking
       *[other] { $count } services receive data without asking
    }
portal-all-logins = Full history
done-device-renamed = The device is now called { $what }.
done-device-disconnected = { $what } has been disconnected.
done-choice-changed = Your choice for { $what } has been saved.
done-choice-withdrawn = Your choice for { $what } has been withdrawn; we will ask next time.
done-session-ended = { $what } has been logged out.
done-sessions-ended = All other browsers have been logged out.
done-account-disconnected = The { $what } account has been disconnected and can no longer log anyone in.
done-account-allowed = You can log in with the { $what } account again.
attach-again = After you click “Connect” we verify again that it is you, even though you are logged in.
methods-own = You are logged in with it now
methods-never-used = not used yet
methods-disconnected = Disconnected: logs no one in
methods-blocked = Blocked by the operator
methods-suspended = Suspended: the account now describes someone other than you
methods-disconnect-link = Disconnect the account
methods-allow-link = Allow again
methods-not-own = You can disconnect it only when logged in with this account. If it is not yours, call support and give them the account number.
methods-allowed-by-support = Support will allow it again if you give them the account number.
account-method = Way to log in
account-number = Account number for support
account-disconnect-title = Disconnect this { $method } account?
account-disconnect-text = No one will be able to log in to Národní bod with this account until support allows it again; if it is your only account, you can allow it yourself after logging in with the Mobile Key. Browsers logged in with it are logged out at once. The account itself is not closed.
account-disconnect-own = You are logged in with this account: this browser will be logged out too.
account-disconnect-confirm = Disconnect the account
account-allow-title = Allow this { $method } account again?
account-allow-text = It will be possible to log in as you with this account again. Allow it only if it is yours.
account-allow-confirm = Allow the account
account-leave = Leave it as it is
account-gone = This account is not among yours
    .next = Most likely it has already been disconnected or allowed. See the list of ways to log in.
account-not-own = This is not the account you are logged in with
    .next = Log in with it, or call support and give them the account number.
unidentified-changed = The { $method } account now describes someone other than the person it is connected to here
    .next = For safety we have suspended it and logged no one in. Check the name, date of birth and permanent address in the account. If they are right, contact support.
unidentified-disconnected = This { $method } account has been disconnected in the portal
    .next = If it is your only account, log in with the Mobile Key and allow it again under Ways to log in in the portal. Otherwise call support.
unidentified-blocked = This { $method } account has been blocked by the operator of Národní bod
    .next = Nothing was handed over. Please call support.
history-enrolment = Connecting a Mobile Key
history-changes-title = Changes to how you log in
history-changes-what = What happened
change-method-linked = { $method } was connected
change-method-confirmed = The { $method } account has different data; the register confirmed that it is yours
change-method-suspended = The { $method } account describes someone else and was suspended
change-method-disconnected = The { $method } account was disconnected
change-method-allowed = The { $method } account was allowed again
change-method-blocked = The { $method } account was blocked by the operator
change-method-unblocked = The { $method } account was allowed again by the operator
change-device-disconnected = A device with a Mobile Key was disconnected
change-device-attached = { $device } with a Mobile Key was connected
change-device-blocked = { $device } was blocked: a wrong PIN or password was entered five times
change-this-device-disconnected = { $device } was disconnected
change-session-ended = A browser was logged out from the portal
register-own-looks =
    { $times ->
        [one] shown to you
       *[other] shown to you ({ $times }×)
    }
logged-out-title = Logged out
logged-out-here = No one is logged in to Národní bod in this browser any more. The next login will have to be verified again.
logged-out-next = You logged in with { $method }. Log out there too.
logged-out-continue = Continue
logged-out-asked = { $method }: you have logged out there too.
logged-out-stayed = You stayed logged in with { $method }: whoever uses this browser after you will see your data there.
logged-out-stayed-button = Log out: { $method }
logged-out-open-title = Where you may still be logged in
logged-out-open = We cannot log you out of these places, so log out there as well:
logged-out-shared = On a shared computer, close all browser windows when you have finished.
logged-out-back = Back to { $service }
question-logout = Does logging out log me out everywhere?
    .answer = Logging out of Národní bod ends your login here, and we lead you to the logout of the account you used. We list the services you logged in to; you have to log out of those yourself. The next login through Národní bod always has to be verified again.
home-hero = One door to authorities and services
home-fact-logins = When and where you logged in
home-fact-logins-text = You spot a login that was not yours and log that browser out of here at once.
home-fact-shared = Who received your data
home-fact-shared-text = You can change or withdraw your consent at any time.
home-fact-read = Who read your data in the register
home-fact-read-text = For whom, when and why.
home-how-title = How a login works
home-how-1 = On the service’s page you press “Log in” and come here.
home-how-2 = You choose a way to log in and prove that it is you.
home-how-3 = You see what the service requests, and allow or refuse it.
home-how-4 = You return to the service. Each knows you by a different number, so they cannot link you.
choice-ticket = You are logging in to
choice-ticket-portal = You are logging in to
release-ticket = Data requested by
release-question = Hand over this data?
release-question-nothing = Log in to this service?
portal-group-login = Logging in
portal-group-data = My data
portal-key-manage = Manage devices
portal-services-change = Change or withdraw
devices-blocked-tag = Blocked
devices-failed-tries = Wrong or unfinished PIN entries
logged-out-home = To the front page
