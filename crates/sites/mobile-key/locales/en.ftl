site-name = eGovernment Mobile Key
home-claim = Log in with your phone, without a password

# The front page
home-lead = Scan a code, check on your phone who asks for what, and approve. There is nothing to type in.
home-open-app = Open the app
home-platforms = The app runs in your phone’s browser. There is nothing to download from an app store.
home-get-title = How to get a key
home-get-install = Open the app on your phone, add it to your home screen and select the preferred login method: PIN, biometrics or password.
home-get-option = In the app, select “I have an account with Národní bod”.
home-get-portal = On a PC or on your phone, log in to the portal, open “Connect a Mobile Key” and click “Connect”.
home-get-scan = Scan the QR code and confirm that the codes on both screens match.
home-safe-title = What makes the key safe
home-safe-factors = The PIN never leaves your phone
    .text = To approve you need the phone and your PIN, password or biometrics. We do not know the PIN and cannot lose it.
home-safe-shown = You see who asks for what
    .text = Before you approve, the app shows which service asks, at which address, and which data it will get.
home-safe-code = The same code on both screens
    .text = If the codes are different, somebody has passed you a login of their own. Refuse it.
home-safe-told = You know of every login
    .text = The app keeps a record of every login and of every new device, on all your phones.

# Ways on
to-portal = Go to the portal
to-service = Back to the service
to-help = Help and contact
again = Try again
cancel-login = Choose another login method
cancel-enrolment = Cancel and go to the portal

# A login
login-title = Log in with Mobile Key
login-what = You are logging in to

# An enrolment
enrol-title = Connect a Mobile Key

# Waiting for a scan
wait-step-open = Open the Mobile Key app on your phone.
wait-step-scan = Scan this code with it. The code changes every second.
wait-step-check-login = Check the service and the data in the app, then approve.
wait-step-check-enrolment = Check your details in the app and confirm the new device.
wait-qr = QR code for the Mobile Key app. If you cannot scan it, there is also a button Launch Mobile Key on this page.
wait-expires = Time left to finish:
wait-same-title = The app is on this device
wait-same-hint = The button launches the app; once you approve, you return here.
wait-same = Launch Mobile Key
wait-touch = If the app is on this phone, open it with the button. Once you approve, you return here.
wait-other-phone = My key is on another phone
wait-other-phone-scan = Open the Mobile Key app on it and scan this code. It changes every second.
wait-trouble = Cannot scan the code?
wait-trouble-scan = Turn up the brightness of the screen, wipe the phone’s lens and hold it about 20 cm from the code. The phone’s own camera reads the code as well and opens the app. A code is valid for three seconds only, so a screenshot or a copied link will not help.
wait-trouble-link = If the app is in this browser, you can also paste this link into it. Do not share it: in another browser it would not log you in.
wait-copy = Copy the link
wait-copied = The link is copied
wait-no-script = Your browser does not run scripts, so this page reloads every two seconds.
wait-lost = The connection to the server was lost. We are trying to restore it; there is nothing you need to do.

# Claimed by a phone
code-label = Check code
claimed-compare-login = Your phone must show the same code. If it differs, refuse the login on the phone.
claimed-compare-enrolment = Your phone must show the same code. If it differs, refuse the device on the phone.
claimed-wait-login = Waiting for you to approve the login on your phone.
claimed-wait-enrolment = Waiting for you to confirm the new device and identity on your phone.
claimed-reload = Approved, continue

# Approved
return-from-app = It is approved on the phone. To finish, use the button in the app that returns you to the browser.
confirm-question-one-device = Is this the code that the app showed you?
confirm-question = Does this code match the one on your phone?
confirm-same = The codes match
confirm-same-one-device = Yes, this code
confirm-differs-one-device = No, another code
confirm-differs = The codes are different
enrolled = Your Mobile Key is registered
enrolled-next = You can log in with your phone straight away. Your devices are listed in the portal.
finished = This login is complete. If you finished it in another window, reload the page of the service; you can close this window.

# Ends
end-refused = The request was refused
    .next = If you refused it by mistake, try again. If it was not you, somebody else has scanned your code: try again and make sure that nobody can see your screen.
end-expired = You ran out of time
    .next = A code is valid for four minutes at most. Please try again.
end-abandoned = The request was cancelled
    .next = Nothing has happened. Try again or choose another method.
end-blocked = The key on the phone is blocked
    .next = A wrong PIN or password was entered five times, and this key can approve nothing any more. Choose another login method. Afterwards set up the key on the phone again; the app will guide you.
end-blocked-enrolment = A wrong PIN or password was entered five times, and this key can approve nothing any more. In the app choose “Set up the key again”, then repeat the registration.
end-level_too_low = This Mobile Key is not enough for this service
    .next = The service asks for a higher level of assurance than the key was registered with. Choose another login method.

# Pages that cannot go on
page-other-browser = This request began in another browser
    .next = It can be finished only where it began. If somebody sent you the link, do not open it: they might log in as you. Otherwise please start again at the service.
page-request-unknown = We cannot find this request
    .next = The link is incomplete or more than a day old. Please start again at the service you are logging in to.
page-request-expired = You ran out of time
    .next = Please start again at the service you are logging in to.
page-request-finished = This request has already ended
    .next = An approval counts only once. Please start again at the service you are logging in to.
page-already-confirmed = This device has been connected in the meantime
    .next = If the codes differed or the phone is not yours, go to the portal and disconnect the device at once.
page-device-gone = The key on the phone is no longer valid
    .next = It was disconnected or blocked in the meantime. Log in another way and set up the key on the phone again.
page-already-enrolled = The key on this phone already belongs to somebody
    .next = Disconnect it in the app or in the portal first, then register it again.
page-level-too-low = Your login method is not enough to register a Mobile Key
    .next = A Mobile Key can be registered only after a login at level of assurance “substantial” or higher. Log in to the portal by a stronger method and try again.
page-login-malformed = The login was not started correctly
    .next = It is not your mistake. Go back to the service and try again; if it happens again, please tell support.
page-enrol-refused = You cancelled the registration of a Mobile Key
    .next = Nothing has happened. You can go back to the portal.
page-enrol-incomplete = Národní bod did not tell us your name and date of birth
    .next = A key cannot be registered without them. Please try again; if it happens again, please tell support.
page-app-not-built = The app is missing on this server
    .next = Its operator has to build it with “npm run build” in apps/key.

# What the phone is told
refusal-malformed = We could not understand the app. Please update it.
refusal-too_large = The app sent too much data.
refusal-bad_signature = The signature is not valid. Try again.
refusal-clock_skew = The phone’s clock does not match the server’s.
refusal-replayed = We have already received this.
refusal-unknown_device = We do not know this device. Please set up the key again.
refusal-device_blocked = The key on this device is blocked. Set it up again.
refusal-device_disconnected = The device was disconnected. You can set up the key again.
refusal-not_enrolled = The device does not belong to anybody yet. Connect the key first.
refusal-factor_missing = Choose a login method in the app first: PIN, biometrics or password.
refusal-factor_refused = The biometrics could not be verified. Try again.
refusal-already_enrolled = This device is connected already. Disconnect it first.
refusal-frame_expired = The code is more than three seconds old. Please scan it directly from the screen.
refusal-already_claimed = Another device has already scanned this code. Start again on the page.
refusal-request_expired = You ran out of time. Start again on the page.
refusal-request_finished = This request has already ended. Start again on the page.
refusal-request_unknown = This is not a Mobile Key code.
refusal-pending_request = Another request is waiting on the phone. Finish or cancel it first.
refusal-not_yours = This request belongs to another device.
refusal-shown_differs = What was shown differs from the request. Scan the code again.
refusal-rate_limited = Too many attempts. Please wait a moment.
refusal-level_too_low = This key is not enough for the service. Choose another login method.
refusal-not_found = There is nothing at this address. Please update the app.
refusal-method_not_allowed = This address cannot be called this way. Please update the app.
refusal-internal = Something went wrong on our side. Please try again.

# Help
help-install = How do I install the app?
    .answer = Open it in your phone’s browser from this page and choose “Add to home screen” in the browser’s menu. There is nothing to download from an app store.
help-scan = Why does the QR code keep changing?
    .answer = So that it cannot be passed on. A screenshot, or a code forwarded in a message, is worthless after three seconds. Scan it directly from the screen.
help-codes = What is the check code for?
    .answer = It shows that the phone and the browser belong together. If the screens show different codes, refuse the request: somebody is trying to log in as you.
help-blocked = A wrong PIN was entered five times. What now?
    .answer = The key on the phone is blocked and can approve nothing any more. In the app choose “Set up the key again”; this disconnects the blocked key. To register the new one, log in another way.
help-lost = I have lost my phone. What should I do?
    .answer = Log in to the portal another way and disconnect the device; it stops working at once. If you have no other method, call support.
help-notices = Where do I see who has logged in?
    .answer = In the app under Notices, on all your phones. The phone does not alert you to them: you see them when you open the app. Records of logins can be switched off in the settings, separately on each device; records of new, disconnected and blocked devices and of wrong PINs cannot.
