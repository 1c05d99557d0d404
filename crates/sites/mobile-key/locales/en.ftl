site-name = eGovernment Mobile Key

# The front page
home-title = eGovernment Mobile Key
home-lead = Log in to online services by scanning a QR code. Your key is an app in your phone.
home-open-app = Open the app
home-get-title = How to get a key
home-get-install = Open the app on your phone, add it to your home screen and select the preferred login method: PIN, biometrics or password.
home-get-option = In the app, select “I have an account with Národní bod”.
home-get-portal = On a PC or on your phone, log in to the portal, open “Connecting a Mobile Key”, select “eGovernment Mobile Key” and click “Register”.
home-get-scan = Scan the QR code and confirm that the codes on both screens correspond.
home-safe-title = What makes the key safe
home-safe-factors = An approval takes your phone and also your PIN, password or biometrics. The PIN never leaves the phone.
home-safe-shown = Before you approve, the app shows which service asks, at which address, and which data it will get.
home-safe-code = The same four-digit code appears on the phone and in the browser.
home-safe-told = All your phones are told of every login, and all the others of every new device.

# Ways on
to-portal = Go to the portal
to-help = Help and contact
again = Try again
cancel-login = Back to the login methods
cancel-enrolment = Cancel and go to the portal

# A login
login-title = Log in with Mobile Key
login-lead = You are logging in to { $service } ({ $domain }).

# An enrolment
enrol-title = Register a Mobile Key

# Waiting for a scan
wait-step-open = Open the Mobile Key app on your phone.
wait-step-scan = Scan this QR code with it. The code changes every second.
wait-step-check-login = Check the service and the data in the app and approve.
wait-step-check-enrolment = Check your details in the app and confirm the new device.
wait-qr = QR code for the Mobile Key app. If you cannot scan it, use the button Launch Mobile Key below.
wait-expires = Time left to finish:
wait-same-title = Is the app on this device?
wait-same-hint = The button launches the app; once you approve, you will return here.
wait-same = Launch Mobile Key
wait-trouble = Cannot scan the code?
wait-trouble-scan = Turn up the brightness of the screen, clean the lens of the phone and hold it about 20 cm from the code. Scan with the app itself: the code is fresh for three seconds only, too short for other readers to pass it on.
wait-trouble-link = If the app is in this browser, you can also paste this link into it. Do not send it to anybody; it would not log you in from another browser.
wait-copy = Copy the link
wait-copied = The link is copied
wait-no-script = Your browser runs no scripts, so this page reloads every two seconds.
wait-lost = The connection to the server was lost. We are trying to restore it; you need not do anything.

# Claimed by a phone
code-label = Control code
claimed-compare-login = Your phone must show the same code. If it differs, refuse the login on the phone.
claimed-compare-enrolment = Your phone must show the same code. If it differs, refuse the device on the phone.
claimed-wait-login = Waiting for you to approve the login on your phone.
claimed-wait-enrolment = Waiting for you to confirm the new device and identity on your phone.
claimed-reload = Approved, continue

# Approved
return-from-app = It is approved on the phone. Return to the browser by the button in the app; only that completes it.
confirm-question-one-device = Is this the code that the app showed you?
confirm-question = Does this code correspond to the one on your phone?
confirm-same = The codes correspond
confirm-differs = The codes differ
enrolled = Your Mobile Key is registered
enrolled-next = You can log in with your phone straight away. Your devices are listed in the portal.
finished = This login has been completed. If you completed it in another window, reload the page of the service; you can close this window.

# Ends
end-refused = The request was refused
    .next = If you refused it by mistake, try again. If it was not you, somebody else scanned your code: try again and make sure that nobody can see your screen.
end-expired = The time to finish is over
    .next = A code is valid for four minutes at most. Please try again.
end-abandoned = The request was cancelled
    .next = Nothing has happened. Try again or choose another method.
end-blocked = The phone is blocked
    .next = A wrong PIN or password was entered five times. Log in to the portal by another method, disconnect the blocked device and register a Mobile Key on the phone anew.
end-level_too_low = This Mobile Key is not sufficient for this service
    .next = The service asks for a higher level of assurance than the one the key was made with. Go back and choose another login method.

# Pages that cannot go on
page-other-browser = This request began in another browser
    .next = It can be completed only where it began. If somebody sent you the link, do not open it: they might log in as you. Otherwise please start again at the service.
page-request-unknown = We do not know this request
    .next = The link is incomplete or more than a day old. Please start again at the service you are logging in to.
page-request-expired = The time to finish is over
    .next = Please start again at the service you are logging in to.
page-request-finished = This request has ended
    .next = An approval is valid only once. Please start again at the service you are logging in to.
page-already-confirmed = This device has been connected in the meantime
    .next = If the codes differed or the phone is not yours, go to the portal and disconnect the device at once.
page-device-gone = The phone is no longer valid
    .next = It was disconnected or blocked in the meantime. Log in by another method and register a Mobile Key anew.
page-already-enrolled = This phone already belongs to somebody
    .next = Disconnect it in the app or in the portal first, then register it again.
page-level-too-low = Your login method is not sufficient to register a Mobile Key
    .next = A Mobile Key can be registered only after a login with at least the substantial level of assurance. Log in to the portal by a stronger method and try again.
page-login-malformed = The login was not started correctly
    .next = The mistake is not yours. Go back to the service and try again; if it happens again, please tell the helpdesk.
page-enrol-refused = You cancelled the registration of a Mobile Key
    .next = Nothing has happened. You can go back to the portal.
page-enrol-incomplete = Národní bod did not tell us your name and date of birth
    .next = A key cannot be registered without them. Please try again; if it happens again, please tell the helpdesk.
page-app-not-built = This server lacks the app
    .next = Its operator has to build it by “npm run build” in apps/key.

# What the phone is told
refusal-malformed = We do not understand the request of the app. Please update the app.
refusal-too_large = The request of the app is too large.
refusal-bad_signature = The signature does not hold. Try again.
refusal-clock_skew = The clock of the phone differs from the server's.
refusal-replayed = This request has been accepted before.
refusal-unknown_device = We do not know this device. Please set up the app again.
refusal-device_blocked = The device is blocked. Disconnect it in the portal and register a Mobile Key anew.
refusal-device_disconnected = The device was disconnected. You can register a Mobile Key anew.
refusal-not_enrolled = The device does not belong to anybody yet. Register a Mobile Key first.
refusal-factor_missing = Choose a login method in the app first: PIN, biometrics or password.
refusal-factor_refused = The biometrics could not be verified. Try again.
refusal-already_enrolled = This device is connected already. Disconnect it first.
refusal-frame_expired = The code is more than three seconds old. Please scan it directly from the screen.
refusal-already_claimed = Another device has scanned this code. Start again on the page.
refusal-request_expired = The time to finish is over. Start again on the page.
refusal-request_finished = This request has ended. Start again on the page.
refusal-request_unknown = This is not a code for the Mobile Key.
refusal-pending_request = Another request waits in the phone. Finish or cancel it first.
refusal-not_yours = This request belongs to another device.
refusal-shown_differs = What was shown differs from the request. Scan the code again.
refusal-rate_limited = Too many requests. Please wait a moment.
refusal-level_too_low = This key is not sufficient for the service. Choose another login method.
refusal-internal = Something went wrong on our side. Please try again.

# Help
help-install = How do I install the app?
    .answer = Open it in the browser of your phone from this page and choose adding to the home screen in the browser's menu. You need not download anything from an app store.
help-scan = Why does the QR code keep changing?
    .answer = So that it cannot be passed on. A screenshot, or a code forwarded in a message, is worthless after three seconds. Scan it directly from the screen.
help-codes = What is the control code for?
    .answer = It shows that the phone and the browser belong together. If the screens show different codes, refuse the request: somebody is trying to log in as you.
help-blocked = I entered a wrong PIN five times. What now?
    .answer = The phone is blocked and approves nothing any more. Log in to the portal by another method, disconnect the device and register a Mobile Key anew.
help-lost = I have lost my phone.
    .answer = Log in to the portal by another method and disconnect the device; it stops working at once. If you have no other method, call the helpdesk.
help-notices = Can notices of logins be switched off?
    .answer = Yes, in the settings of the app, for each device. Notices of new, disconnected and blocked devices cannot be switched off.
