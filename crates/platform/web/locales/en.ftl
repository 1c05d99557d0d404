# The shell of every page
shell-skip = Skip to main content
shell-signed-in-as = Logged in:
shell-log-out = Log out
shell-language = Language
shell-navigation = Main menu
shell-menu = Menu
shell-close = Close
shell-new = { $n } new
shell-help = Help and contact
shell-advice = Need help?
shell-about = About this service
shell-run-by = Operated by
shell-terms = Terms of use
shell-privacy = Privacy
shell-accessibility = Accessibility
shell-operator = Operated by { $name }
shell-front-door = Front page of the demo
shell-demo = This is a demo: all people and data are made up.

# Forms
form-errors = { $n ->
    [one] There is one thing to correct
   *[other] There are { $n } things to correct
 }
form-wait = Not possible yet
form-error = Error:
form-day = Day
form-month = Month
form-year = Year
form-back = Back
form-done = Done
form-notice = Please note
form-warning = Warning:
form-password = Password
form-new-password = New password
form-code = Code

# Problems: what happened, and .next: what to do next
problem-home = Go to the front page
problem-help = Still stuck?
problem-call = Call us on
problem-number = Please quote the number
problem-technical = For support
problem-request-id = Full request number:
problem-log-in = Log in
problem-send-again = Send again
problem-general = Something did not work
    .next = Go back one step and try again.
problem-not-found = This page does not exist
    .next = Check the address, or start from the front page.
problem-forbidden = You are not allowed to do this
    .next = If you are logged in with another account, log out and log in with the right one.
problem-bad-request = We do not understand the request
    .next = The link or form is incomplete. Go back one step and try again.
problem-not-signed-in = You are not logged in
    .next = Please log in and try again.
problem-signed-out = You have been logged out in the meantime
    .next = Nothing was changed. After you log in, you will return to the page you sent the form from.
problem-method = This page cannot be opened this way
    .next = Please use the link or the button on the page before it.
problem-timeout = The answer took too long
    .next = Wait a moment and try again.
problem-too-large = You sent too much data
    .next = Go back one step and shorten what you filled in.
problem-media-type = We do not accept this kind of data
    .next = Please send the form from our own page.
problem-too-many-requests = Too many tries in a short time
    .next = Please wait a few minutes and then try again.
    .again = Please wait a few minutes, then send the form again. What you filled in is kept; only passwords and codes have to be entered again.
problem-unavailable = The service is unavailable for a moment
    .next = Please wait a minute and try again. If you are not sure whether the last step was done, check first.
problem-internal = Something went wrong on our side
    .next = Please try again. If it happens again, tell support the request number.
problem-stale-form = The form has expired in the meantime
    .next = Nothing was saved. Go back with your browser’s back button, reload the page and send the form again.
    .again = We have not saved anything yet. What you filled in is ready: just send it again. Passwords and codes have to be entered again.
problem-other-site = The form was sent by another site
    .next = For your safety we did not accept it and nothing happened. Please open the page here directly.

# Help
help-title = Help and contact
help-lead = We are happy to help.
help-phone = Phone
help-email = E-mail
help-hours = Opening hours
help-weekdays = on working days { $hours } (Central European Time)
help-nobody = The operator has not given a contact yet.
help-request-id = If a page showed an error, please have its request number at hand. Never tell us your password, PIN or one-time codes: we will not ask for them.
help-questions = Common questions

# Accounts
level = Level of assurance
level-low = low
level-substantial = substantial
level-high = high
sessions-since = Logged in
sessions-last-seen = Last used
sessions-end = Log out
