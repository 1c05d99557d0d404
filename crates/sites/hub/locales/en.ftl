# The National Point: what people read.

hub-name = Národní bod

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
choice-service = Service
choice-domain = Service address
choice-level = Level of assurance asked for
choice-method-level = Level of assurance up to { $level }
choice-below-level = Cannot be used: the service asks for level { $asked }, this method gives { $level } at most.
choice-did-not-answer = This method is not answering now. Try again in a moment, or choose another one.
choice-none = None of the available methods reaches the level that the service asks for. Please contact the operator of the service.
choice-cancel = Cancel and go back to the service
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

## What can happen during a login
retry = Try again
other-methods = Choose another method

## Portal: navigation
portal-title = Your portal
portal-overview = Overview
portal-methods = Ways to log in
portal-attach = Connecting a Mobile Key
portal-devices = Devices with a Mobile Key
portal-history = Login history
portal-releases = Data handed over
portal-register = Who read my data
portal-sessions = Logged-in browsers
portal-greeting = Hello, { $name }
portal-your-data = Your data in the population register
portal-your-data-hint = Národní bod does not keep these data; it has just read them from the register.
portal-no-data = The population register is not answering now, so we cannot show your data.
portal-empty = There is nothing here yet.
portal-older = Older entries
portal-saved = The change has been saved.

## Portal: Mobile Key
attach-lead = With a Mobile Key you log in by scanning a QR code with your phone.
attach-mobile-key = eGovernment Mobile Key
attach-create = Register
attach-app = Open the Mobile Key app
attach-level = The key will be good for at most the level of assurance you are logged in with now: { $level }.

devices-lead = You can have a Mobile Key in any number of phones.
devices-none = You have no connected device.
devices-attached = Connected
devices-last-used = Last used
devices-never-used = not used yet
devices-blocked = Blocked after five wrong tries. Disconnect the device and connect it again.
devices-rename = Rename
devices-disconnect = Disconnect
rename-title = Rename a device
rename-label = Name of the device
rename-hint = At most 60 characters, for example “My phone”.
rename-save = Save
rename-error = Enter a name of 1 to 60 characters.
disconnect-title = Disconnect { $name }?
disconnect-text = You will no longer be able to log in with the Mobile Key in this device. You can connect it again in the portal at any time.
disconnect-sessions = This does not log out the browsers in which you are logged in. Have you lost the phone? Log them out too:
disconnect-warning-last-of-method = This is your last usable device with a Mobile Key. You will then be able to log in only in another way.
disconnect-warning-nothing-remains = This is your last way to log in. Once it is disconnected you will not be able to log in to Národní bod or this portal until you arrange another one.
disconnect-understand = I understand that I will not be able to log in
disconnect-understand-error = Confirm that you understand the consequence, or keep the device.
disconnect-confirm = Disconnect the device
disconnect-keep = Keep it

## Portal: methods
methods-lead = The methods by which Národní bod knows you.
methods-connected = Connected
methods-not-connected = Not connected
methods-since = Connected since
methods-last-used = Last used
methods-level = Level of assurance up to

## Portal: history
history-lead = Every login through Národní bod, newest first.
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
releases-title = What was handed over and when
releases-none-items = pseudonym only
choices-title = Remembered choices
choices-lead = For these services we do not ask about handing over data.
choices-none = We remember no choice of yours for any service.
choices-change = Change
choice-edit-title = Choice for { $service }
choice-edit-lead = Tick the data that the service is to get at every login. It holds from the next login on.
choice-save = Save the choice
choice-withdraw = Withdraw the choice and ask next time

## Portal: register
register-lead = What the population register has on record about who asked for your data through Národní bod, when and why.
register-for = For whom
register-reason = Reason
register-only-search = search only
register-reason-login = login to a service
register-reason-identification = identification
register-reason-portal = shown in the portal

## Portal: sessions
sessions-lead = The browsers in which you are logged in to Národní bod now.
sessions-this = this browser
sessions-since = Logged in
sessions-last-seen = Last used
sessions-end = Log out
sessions-end-others = Log out all others

site-name = Národní bod
hub-portal = Národní bod portal
choice-lead = Choose how to log in
choice-signed-in = You are logged in, but a higher level of assurance or a new login is needed here.
choice-portal-title = Logging in to the Národní bod portal
choice-refused = You did not finish logging in with { $method }. Try again, or choose another method.
release-who = Logged in: { $name }.
release-level = Level of assurance of your login: { $level }
service-gone = a service that is no longer connected

## What can happen during a login: what happened, and .next what to do
login-method-gone = We do not offer this way to log in
    .next = Go back to the list and choose another one.
login-level-not-reached = { $method } did not reach the level of assurance that was asked for
    .next = Most likely it has not verified your identity yet. If you have the letter with PIN3, log in to mojeID, enter it under Settings and click Activate. Or choose another way to log in.
login-does-not-fit = The answer of { $method } does not fit what we asked for
    .next = For your safety we did not log you in and handed nothing over. Try again, or choose another method.
level-too-low = This way to log in is not enough
    .next = You logged in with level of assurance “{ $reached }”, but { $service } asks for “{ $asked }”. Please choose another method.
register-unavailable = The population register is not answering
    .next = Nothing was handed over and nothing was lost. Please try again in a moment.
unidentified-not-proven = We do not know who you are yet: { $method } has not verified your identity
    .next = Once the letter with PIN3 arrives, log in to mojeID, enter the code under Settings and click Activate. Then come back here.
unidentified-data-missing = We do not know who you are yet: { $method } did not hand us all the data
    .next = We need your given name, family name, date of birth and address. Fill them in in your account and allow them to be handed over when you log in again.
unidentified-no-match = We do not know who you are yet: with the data from { $method } we did not find exactly one person in the population register
    .next = Check that your account has your name, date of birth and permanent address exactly as they are in your documents. If that does not help, contact support.
unidentified-not-attached = { $method }: this key is not connected to anybody here
    .next = Log in in another way and choose Connecting a Mobile Key in the portal.

## Logging out
logout-title = Log out of Národní bod?
logout-text = You will be logged out of Národní bod in this browser.
logout-from-service = You have logged out of { $service }. Do you want to log out of Národní bod too? Otherwise you can log in to other services in this browser without verifying again.
logout-confirm = Log out
logout-stay = Stay logged in

## Portal: more
portal-nameless = Logged in to the portal
portal-last-login = Previous login: { $at }, { $method }, { $service }.
portal-no-key = Log in with your phone: scan a QR code instead of typing a password.
portal-back = Back to the overview
attach-none = Národní bod offers no Mobile Key now.
attach-data = By registering you hand your given name, family name and date of birth to the Mobile Key.
attach-step-app = Install the app on your phone and choose how to unlock it.
attach-step-choose = In the app choose “I have an account with Národní bod” and “Done”. If you are on the phone now, choose “Open browser”.
attach-step-create = Here click “Register” and scan the QR code, or on the phone click “Launch Mobile Key”.
attach-step-codes = Check that the codes on the phone and on this screen correspond, and confirm the device.
devices-state = State
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
    .answer = With a verified mojeID account or with the eGovernment Mobile Key. The list is on the front page and shown by every login.
question-data = Who gets my data?
    .answer = Only the service you log in to, and only the data you approve. In the portal, under Data handed over, you see what went to whom, and you can change or withdraw a remembered choice.
question-lost-phone = I lost the phone with my Mobile Key. What should I do?
    .answer = Log in to the portal in another way and disconnect the phone under Devices with a Mobile Key. If you have no other way, call support.
question-level = What is a level of assurance?
    .answer = How surely it has been verified that it is you: low (for example a password only), substantial (two different means and a verified identity) and high. Each service decides which level it needs.
question-unknown-login = I see a login in my history that was not mine. What now?
    .answer = In the portal, log out browsers that are not yours and disconnect devices you do not know. Then change your mojeID password and call support.
