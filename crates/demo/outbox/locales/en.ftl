site-name = Outbox

# The list
inbox-title = What was sent
inbox-lead = The demo sends nothing for real. Every e-mail, SMS and letter that would have left is here.
inbox-to = To
inbox-to-hint = An e-mail address, a telephone number or a name, or part of one; separate several with semicolons
inbox-search = Search
inbox-refresh = Refresh
inbox-show-all = Show all messages
inbox-channels = Kind of message
inbox-empty = Nobody has sent anything yet. Create a mojeID account, for example, and PIN1 and PIN2 will come here.
inbox-none-found = No message matches. If you are waiting for one, refresh the page in a moment.
inbox-older = Older messages

# Kinds of messages
channel-all = All
channel-email = E-mail
channel-sms = SMS
channel-letter = Letter

# One message
message-channel = Kind
message-from = From
message-to = To
message-to-same = More messages
message-what = Message
message-when = Sent
message-open-letter = Open the letter (PDF)

# Problems
problem-message-gone = This message is not here
    .next = Only the last ten thousand messages are kept. Go back to the list.

# Help
question-real = Does a message ever really leave?
    .answer = No. As long as the demo runs, every message ends here. Real operation sends them by a mail server, an SMS gateway and a print shop.
question-missing = The message is not here. What now?
    .answer = Messages appear within a second. Refresh the list, and check to whom the message was written.
