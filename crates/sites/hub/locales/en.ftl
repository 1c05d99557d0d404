# The National Point: what people read.

hub-name = Národní bod
hub-portal = Národní bod portal

## Home
home-title = The National Point for identification and authentication
home-lead = Národní bod logs you in to online services in the way you choose. It hands a service only the data you agree to.
home-portal-title = Your portal
home-portal-text = In the portal you connect a Mobile Key, look after your devices, and see when and where you logged in and who was given your data.
home-portal-button = Log in
home-methods-title = How you can log in

## Levels of assurance
level-low = low
level-substantial = substantial
level-high = high

## Data
item-given_name = Given name
item-family_name = Family name
item-birthdate = Date of birth
item-place_of_birth = Place of birth
item-address = Permanent address
item-document = Kind and number of document

## Choosing a method
choice-title = Logging in to { $service }
choice-lead = Choose how to log in.
choice-service = Service
choice-domain = Service address
choice-level = Level of assurance asked for
choice-methods = Ways to log in
choice-method-level = Level of assurance up to { $level }
choice-below-level = Cannot be used: the service asks for level { $asked }, this method gives { $level } at most.
choice-did-not-answer = This method is not answering now. Try again in a moment, or choose another one.
choice-none = None of the available methods reaches the level that the service asks for. Please contact the operator of the service.
choice-cancel = Cancel and go back to the service
choice-signed-in = You are logged in, but the service asks for a higher level of assurance or for a new login.
choice-no-method-title = Do you have none of these?
choice-no-method-text = Open a mojeID account and have your identity verified; then you can also connect a Mobile Key in the Národní bod portal.

## Releasing data
release-title = Handing data to { $service }
release-lead = { $service } ({ $domain }) asks for these data from the population register. They will be handed over as they stand in the register now.
release-nothing = { $service } ({ $domain }) asks for none of your data. It only learns a pseudonym by which it will know you next time.
release-essential = Necessary data
release-essential-hint = The service cannot log you in without these.
release-voluntary = Voluntary data
release-voluntary-hint = Only the data you tick will be handed over.
release-remember = Do not ask again for this service
release-remember-hint = You can change or withdraw this choice at any time in the portal, under Data handed over.
release-approve = Agree and continue
release-refuse = Do not agree
release-person = Logged in with { $method }, level of assurance { $level }.

## What can happen during a login
method-gone-title = We do not know this way to log in
method-gone = The method you chose is no longer offered by Národní bod. Go back and choose another one.
method-refused-title = You did not finish logging in
method-refused = The login with { $method } was refused or cancelled. You can try again or choose another method.
method-failed-title = Logging in failed
method-failed = The answer of { $method } could not be verified, so we cannot log you in. Try again or choose another method.
method-other-browser-title = This login began in another browser
method-other-browser = This login began in another browser, or it has already been finished. Go back to the service and log in again from there.
login-finished-title = This login is already finished
login-finished = The login has been finished, or it has expired (30 minutes). Go back to the service and start again.
level-too-low-title = This way to log in is not enough
level-too-low = You logged in with level of assurance { $reached }, but { $service } asks for { $asked }. Choose another method.
register-unavailable-title = The population register is not answering
register-unavailable = Your data could not be read from the population register, so nothing was handed over. Please try again in a moment.
retry = Try again
other-methods = Choose another method

unidentified-title = We do not know who you are yet
unidentified-not-proven = You logged in with { $method }, but it has not verified your identity yet.
unidentified-not-proven-advice = Log in to mojeID, enter PIN3 from the letter under Settings and click Activate. Then come back here.
unidentified-data-missing = { $method } did not hand us your name, date of birth or address. Without them we cannot find you in the population register.
unidentified-data-missing-advice = Log in again and allow these data to be handed over. If they are missing from your account, fill them in there first.
unidentified-no-match = With the data from { $method } we did not find exactly one person in the population register.
unidentified-no-match-advice = Check that your account has your name, date of birth and permanent address exactly as they are in your documents. If that does not help, contact support.
unidentified-not-attached = This Mobile Key is not connected to anybody here.
unidentified-not-attached-advice = Log in in another way and choose Connecting a Mobile Key in the portal.

## Portal: navigation
portal-title = Your portal
portal-nav = Parts of the portal
portal-overview = Overview
portal-methods = Ways to log in
portal-attach = Connecting a Mobile Key
portal-devices = Devices with a Mobile Key
portal-history = Login history
portal-releases = Data handed over
portal-register = Who read my data
portal-sessions = Logged-in devices and browsers
portal-greeting = Hello, { $name }
portal-last-login = Last login
portal-your-data = Your data in the population register
portal-your-data-hint = Národní bod does not keep these data; it has just read them from the register.
portal-no-data = The population register is not answering now, so we cannot show your data.
portal-back = Back to the overview
portal-empty = There is nothing here yet.
portal-older = Older entries
portal-saved = The change has been saved.

## Portal: Mobile Key
attach-title = Connecting a Mobile Key
attach-lead = With a Mobile Key you log in by scanning a QR code with your phone.
attach-mobile-key = eGovernment Mobile Key
attach-mobile-key-text = Install the app on your phone, choose how to unlock it and pick “Mám účet v Národním bodu” (I have an account with Národní bod). Then click Register and scan the QR code, or choose “Spustit mobilní klíč” (Mobile Key initiation) on the phone.
attach-create = Register
attach-app = Open the Mobile Key app
attach-level = The key will be good for at most the level of assurance you are logged in with now: { $level }.

devices-title = Devices with a Mobile Key
devices-lead = You can have a Mobile Key in any number of phones.
devices-none = You have no connected device.
devices-name = Name
devices-attached = Connected
devices-last-used = Last used
devices-never-used = not used yet
devices-blocked = Blocked after five wrong tries. Disconnect the device and connect it again.
devices-rename = Rename
devices-disconnect = Disconnect
devices-unavailable = The Mobile Key is not answering now, so we cannot show your devices. Try again in a moment.
device-gone-title = There is no such device
device-gone = This device has been disconnected, or it was never yours. Go back to the list of devices.
rename-title = Rename a device
rename-label = Name of the device
rename-hint = At most 60 characters, for example “My phone”.
rename-save = Save
rename-error = Enter a name of 1 to 60 characters.
disconnect-title = Disconnect { $name }?
disconnect-text = You will no longer be able to log in with the Mobile Key in this device. You can connect it again in the portal at any time.
disconnect-warning-last-of-method = This is your last device with a Mobile Key. You will then be able to log in only in another way.
disconnect-warning-nothing-remains = This is your last way to log in. Once it is disconnected you will not be able to log in to Národní bod or this portal until you arrange another one.
disconnect-understand = I understand that I will not be able to log in
disconnect-understand-error = Confirm that you understand the consequence, or keep the device.
disconnect-confirm = Disconnect the device
disconnect-keep = Keep it

## Portal: methods
methods-title = Ways to log in
methods-lead = The methods by which Národní bod knows you.
methods-connected = Connected
methods-not-connected = Not connected
methods-since = Connected since
methods-last-used = Last used
methods-level = Level of assurance up to
methods-state = State

## Portal: history
history-title = Login history
history-lead = Every login through Národní bod, newest first.
history-time = Time
history-service = Service
history-method = Method
history-level = Level of assurance
history-browser = Browser
history-outcome = Outcome
outcome-logged-in = logged in
outcome-single-sign-on = logged in without verifying again
outcome-level-too-low = level of assurance too low, not logged in
outcome-release-refused = handing over of data refused
history-not-me-title = Was it not you?
history-not-me = End all logins that are not yours, disconnect devices you do not know, change your mojeID password and call support.
history-unknown-browser = unknown browser

## Portal: releases
releases-title = Data handed over
releases-lead = What you handed over, when, and to whom.
releases-time = Time
releases-service = Service
releases-items = Data
releases-none-items = pseudonym only
choices-title = Remembered choices
choices-lead = For these services we do not ask about handing over data.
choices-none = We ask every time for every service.
choices-change = Change
choices-since = Chosen
choice-edit-title = Choice for { $service }
choice-edit-lead = Tick the data that the service is to get at every login. It holds from the next login on.
choice-save = Save the choice
choice-withdraw = Withdraw the choice and ask next time
choice-withdrawn-service = a service that is no longer connected

## Portal: register
register-title = Who read my data
register-lead = What the population register has on record about who asked for your data through Národní bod, when and why.
register-time = Time
register-for = For whom
register-reason = Reason
register-items = Data
register-only-search = search only
register-reason-login = login to a service
register-reason-identification = identification
register-reason-portal = shown in the portal

## Portal: sessions
sessions-title = Logged-in devices and browsers
sessions-lead = The browsers in which you are logged in to Národní bod now.
sessions-this = this browser
sessions-since = Logged in
sessions-last-seen = Last used
sessions-end = Log out
sessions-end-others = Log out all others
