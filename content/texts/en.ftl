# Interface texts in English for residents. What is missing here is said in Russian: rooms and desks of the staff.
# Plain, warm, short and polite; every error says what to do next.

### Keys under the input, and words that work at any time

key-menu = Menu
key-back = Back
key-cancel = Cancel
key-person = Talk to a person
key-share-phone = Send my number
words-menu = menu, main menu, start, begin, home, help, start over
words-back = back, go back, step back, previous
words-cancel = cancel, stop, enough, never mind, quit
words-person = talk to a person, person, human, operator, a real person, talk to someone, staff, call a person, specialist
words-mine = my requests, requests, my request, request
words-phones = phones, phone, numbers, phone numbers, telephones
words-resume = continue, resume, go on, carry on
words-language = language, change language, another language, english, in english, speak english
words-hide = hide, hide quickly, quick exit

### Commands in the messenger's list

command-start = Start again
command-menu = Menu
command-requests = My requests
command-person = Talk to a person
command-phones = Phone numbers
command-back = One step back
command-cancel = Cancel
command-language = Language / Язык

### Menu and cases

welcome =
    Hello! This is the support line.
    I am a program: I can tell you what to do and take a request for help. You can ask for a person at any time, with the button below.
menu = How can we help? Press a button or write in your own words.
case =
    { $title }

    { $about }
service =
    { $title }

    { $about }

    What it costs: { $cost }

    { $promise }
service-free = free.
guide =
    { $title }: what to do, step by step

    { $steps }

    { $hand }
guide-at-hand =
    Have at hand:
    { $things }
door-read = Read step by step
door-request = Ask for help
door-person = Ask a person
door-places = Addresses and websites
door-case = Back to the services
button-service = Back to the service
button-helped = This helped
button-unhelped = This did not help
button-wrong = Something is wrong here
places =
    { $title }

    { $lines }
button-hide = Hide quickly
quick-exit =
    If somebody else may see the screen, press “Hide quickly” or write: hide. I will remove what is written here.
    You can also delete the whole chat yourself. { $how }
clear-telegram = Open this chat, tap the three dots at the top, then “Delete chat”.
clear-vk = I cannot remove your own messages. In the list of chats, hold your finger on this chat and tap «Удалить» (delete).
place-checked = Checked on { $day }.
feedback-helped = Thank you for telling us! We are glad that it helped.
feedback-unhelped = We are sorry that it did not help. Thank you for saying so. What shall we do next?
wrong-ask = What is wrong here? “{ $title }”. Write briefly, in one message. No names or phone numbers, please.
wrong-thanks = Thank you! We told the people who look after this part.
masked = [hidden]
phones =
    Phone numbers that work. You can call them without a request. Most people there speak Russian.

    { $lines }
place-gone = This is not here any more. Here is the menu.
button-menu = Menu
button-mine = My requests
button-person = Talk to a person
button-phones = Phone numbers
button-more = More…
button-skip = Skip
button-yes = Yes
button-no = No

### Language: what it calls itself, and how it asks

language-name = English
language-ask = Which language shall we speak?
language-offer = We also speak English. Switch to English?
language-set = All right, we speak English. You can change the language at any time: write “language”. Our staff read Russian, so their replies may be in Russian.
language-staff = Staff read Russian; the language cannot be changed here.
button-language = Language / Язык

### Consent

consent =
    To help, we need your answers: name, phone, address. Only the worker who takes the request will see them. We keep them encrypted and give them to nobody.

    Do you agree?
consent-yes = Yes, I agree
consent-no = No
consent-refused = All right, we write nothing down. You can call the phone numbers, that works without consent.

### Form

form-intro = { $title }. A few questions and it is done. If you change your mind, press “Cancel”.
person-intro = We will call a member of staff. First, a couple of questions.
form-whom = Who needs the help?
form-whom-title = For whom
whom-self = Me
whom-relative = A relative
whom-neighbour = A neighbour
whom-other = Somebody else
form-asker = What is your name? After that, the questions are about the person who needs help.
form-asker-title = Who asks
form-asker-phone = Your phone number, in case we need to ask. You can skip this.
form-asker-phone-title = Phone of the person who asks
form-part = { $day }. What time suits you best?
form-hour = { $day }. We did not understand the hour. Please write it like this: 10:30. Or press a button.
form-sure = Do I understand right: { $day }?
form-sure-yes = Yes, that is right
form-sure-no = No, another day
form-notes = Also
form-context = Question about
form-told = You wrote
form-told-ask =
    { $ask }

    Earlier you wrote: “{ $text }”. If that is enough, press the button.
button-told = Use what I wrote
button-drop-told = Remove what I wrote earlier
form-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
    }
form-summary =
    Please check. { $title }

    { $lines }

    Is everything right? Then press “Send”.
button-send = Send
button-change = Change: { $title }
phone-kept = We wrote down the number { $phone }.
keyboard-below = The button for your number is below, under the input field.
keyboard-usual = The button for your number is gone.
day-any = As soon as possible
day-today = today, { $weekday }
day-tomorrow = tomorrow, { $weekday }
day-other = { $weekday }, { $day } { $month }
day-at = { $day }, at { $hour }
day-part = { $day }, { $part }
part-any = Any time
part-morning = In the morning
part-day = In the afternoon
part-evening = In the evening
weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
request-opened =
    We have your request, number { $number }.

    { $promise }
    We answer by: { $by }.

    You can look at it or add to it in “My requests”.

### Answers that did not fit

answer-empty = We need words here. Please write your answer.
answer-name = We need a name, at least what to call you. Please write it in letters.
answer-address = Please write the address: street, house, flat.
answer-words-please = We cannot read a file or a picture here. Please answer in words.
answer-too-long = That is a bit long: { $length } characters, and { $longest } fit. Please write less, you can add the rest later.
answer-choose = I did not understand. Press one of the buttons or write its number.
answer-phone = This does not look like a phone number. Please write it in digits, for example 8 912 345-67-89.
answer-foreign-contact = This is somebody else’s number. Press “Send my number” or write the number in digits.
answer-day = I did not understand the day. Press a button or write it like this: tomorrow at 10, Friday morning, 25 November.
answer-hour = I did not understand the time. Press a button or write the hour like this: 10:30.
answer-day-range = We cannot book that day. Choose one from today up to two months ahead.
answer-file-please = We need a photo, a voice message or a file here.
answer-file-too-large = The file is larger than 20 megabytes and will not get through. Send a smaller one or describe it in words.
answer-sticker = Thank you for the picture! It is better to answer in words, by voice or with a photo.
answer-contact = This is a contact card, we cannot pass it on. Please write the name and the number.
answer-other = We cannot read this kind of message. Write in words, send a photo or a voice message.
answer-mended = We corrected your answer.
answer-kept = The correction does not fit this question, so the earlier answer stays. You can change it at the end, before you send.
joined = Added to what you wrote before.

### In the middle of a talk

cancelled = Cancelled. Nothing was sent.
cancelled-nothing = All right, we stopped.
back-not-further = This is already saved, there is no way back from here.
resumed = Let us go on where we stopped.
resume-nothing = There are no unfinished requests.
draft-offer = You began the request “{ $title }” and did not finish. Everything you wrote is kept. Go on?
draft-dropped = The unfinished request is deleted.
button-resume = Go on with the request
button-drop = Delete it
button-answered = This answer is already written down. You can change it with “Back”.
button-old = This button is from an earlier question. Here is where we are now.
button-unknown = This button does not work any more. Here is where we are now.
command-unknown = There is no such command. Press a button or write in words.
edited-nothing = You changed a message. If it matters for a request, please write the correction in a new message.
edited-to = Correction: { $text }
you-are-blocked = We can answer you after: { $until }. If you need urgent help, call 112.
flood-slower = Many messages came, we read them in order. Please wait a minute, nothing is lost.
flood-refused = We cannot read that many messages. The last ones were not written down. Wait a couple of minutes and write again, briefly.
turn-failed = Something broke on our side, sorry. Your message is kept and our staff know. Please try again or press “Menu”. If it is urgent, call 112.
not-understood = We cannot read this message. It is kept and our staff know. Please write in words.
turn-failed-toast = It did not work, sorry. Please try again.

### Words of danger

crisis-suicide =
    I am so sorry that it is this hard for you now. You are not alone.
    I am a program, but there are people who can talk with you right now:

    { $numbers }

    If the danger is close, call 112. Keep writing to me, I am here.
crisis-violence =
    It is not your fault. If you are in danger right now, call 112 or go where there are people.
    I am a program, and these people will help:

    { $numbers }

    Keep writing to me, I am here. To remove these messages from the screen, write: hide.
crisis-health =
    Call 103 or 112 right now, even if you are not sure. Say the address first.
    I am a program and cannot call an ambulance:

    { $numbers }

    Do not stay alone if you can call somebody near. Keep writing to me, I am here.
crisis-fire =
    Go outside and call 101 or 112. Do not take the lift, do not gather your things.
    I am a program and cannot call the fire brigade:

    { $numbers }

    When you are out, write to me how you are.
crisis-gas =
    Do not switch the light on or off. Open the windows, leave the flat, and call 104 or 112 from the street.
    I am a program and cannot call the gas service:

    { $numbers }

    When you are out, write to me how you are.
crisis-alarm = We called a member of staff, they will see your words. Alarm number { $number }. But a call to a number above is faster.
alarm-title = ALARM
alarm-words = What the person wrote
alarm-taken = { $name } is reading your words and will answer here. Alarm number { $number }. If it gets worse, do not wait, call 112.
alarm-closed = Alarm number { $number } is closed.
worker-unnamed = worker { $account }

### Checking a call or a message

button-fraudcheck = Check a call or a message
fraud-ask = Forward the message here. Or write what you were told on the phone. No codes and no card number, please. We do not keep the text.
fraud-words = I cannot read a picture. Forward the message itself or tell me in words.
fraud-found =
    This looks like fraud. Here is what worries me.

    { $signs }
fraud-doubt =
    Be careful. This alone is not fraud yet, but swindlers begin like this too.

    { $signs }
fraud-sign =
    { $title }.
    { $why }
    { $advice }
fraud-more =
    Also:
    { $signs }
fraud-none = We found no clear signs of fraud. That does not mean that all is safe: I do not know every trick.
fraud-sounds = My list shows no clear sign. But this is how people tell of swindlers. Please be careful.
fraud-faint =
    We found no clear signs of fraud. But please note.

    { $signs }
fraud-calm = In doubt? Take your time. Call them yourself, at a number that you know. Or ask somebody close to you, or us.
fraud-now =
    What to do now:

    { $steps }
fraud-help = I am being cheated: help
fraud-lawyer = Ask a lawyer
fraud-again = Check something else

### My requests

mine =
    { $count ->
        [one] You have { $count } request:
       *[other] You have { $count } requests:
    }

    { $lines }

    Choose a request to add to it or cancel it.
mine-none = You have no open requests.
mine-line = No. { $number } · { $service } · from { $opened }. { $state }
mine-button = No. { $number } · { $service }
resident-state-new = Accepted, we are looking for a worker.
resident-state-taken = { $name } is working on it.
resident-state-waiting = We are waiting for your answer.
resident-state-done = Done.
resident-state-cancelled = Cancelled.
button-add = Add something
button-withdraw = Cancel the request
button-rate = Rate it
button-reopen = Open it again
request-not-found = You have no such request. Here are your requests.
add-ask = What shall we add to request { $number }? Write, send a photo or a voice message.
added = Added to request { $number }. A worker will read it when they take the request.
added-to-worker = Passed on to the worker, request { $number }.
withdraw-ask = Why do we cancel request { $number }? Press a button or write it in your own words.
withdraw-keep = Do not cancel
withdraw-kept = Request { $number } goes on.
withdrawn = Request { $number } is cancelled. If you need help, we are here.
request-taken = { $name } has taken your request { $number }. You will get an answer here or a call.
request-done =
    Request { $number } is finished: { $outcome }.

    Did we help?
request-cancelled = Request { $number } is closed. The reason: { $reason }. If you do not agree, open it again in “My requests”.
rate-5 = 5 — helped a lot
rate-4 = 4 — helped
rate-3 = 3 — partly
rate-2 = 2 — hardly
rate-1 = 1 — did not help
rate-ask = Did we help with request { $number }?
rated = Thank you! Your answer helps us to work better.
rated-low = Thank you for saying it straight. If it is not solved, open request { $number } again: “My requests”.
reopen-ask = What is still to be solved in request { $number }?
reopened = Request { $number } is open again. We will answer by: { $by }.
offer = Whom shall we give your message to? We can call a person: they will read what you wrote.
offer-file = We got it. Shall we give it to a person?
offer-person = Give it to a person
offer-ways = This may be what you need. Press a button and I will take your words along.
offer-sure = It looks like you need this. Right? Then press the button, I will remember your words.
offer-other = Something else
offer-greeting = Hello! We are here.
urgent-ask = Do you need urgent help? If you are in danger right now, call 112.
urgent-yes = Yes, it is urgent
urgent-no = No
which-ask = Which request is this about?
which-other = About something else
button-about-other = About something else
from-worker =
    { $name }, request { $number }:
    { $text }
from-worker-asks =
    { $name } asks, request { $number }. Please answer here:
    { $text }
file-not-passed = Your file for request { $number } did not reach the worker: it is too large or already deleted. Send a smaller one or tell us in words.

### One person in two messengers

button-accounts = Another messenger
button-link-code = Show the code
button-link-enter = Enter the code
button-link-part = Separate
messenger-telegram = Telegram
messenger-vk = VK
accounts = If you write to us from another messenger too, you can link them: your requests will be seen in both. Here you write from: { $where }.
accounts-linked = Linked: { $where }. Answers come to where you wrote last.
link-code =
    Open our line in the other messenger: “Menu”, “Another messenger”, “Enter the code”. And write this code there:

    { $code }

    It works for 10 minutes, once. Tell it to nobody.
link-enter = Write the code from the other messenger, eight digits.
answer-code = We need the eight digits of the code here.
linked = Done: this is one person now. Your requests are seen in both messengers.
linked-from = You are now linked with { $where } ({ $name }). If it was not you, open “Menu”, “Another messenger”, “Separate”.
link-wrong = The code does not fit: it works for 10 minutes and once. Ask for a new one in the other messenger.
link-self = This code was shown right here. Write it in the other messenger.
link-too-many = Too many attempts. Wait ten minutes and try with a new code.
link-part = Separate the messengers? The requests stay where they were before.
link-part-yes = Yes, separate them
link-part-no = Keep them together
link-kept = All right, they stay together.
link-parted = Separated. From now on this is a talk of its own.

### Refused by the rules

refused-closed = Request { $number } is already closed.
refused-not-now = This cannot be done with request { $number } now. Look at its state.
refused-not-your-request = This is not your request.
refused-too-late = Request { $number } cannot be opened again: more than three days have passed. Please make a new one, it is quick.
refused-changed = Request { $number } has just changed. Look at it and try again.

### Times and files

moment-today = today at { $time }
moment-day = { $day } at { $time }
file-photo = photo
file-voice = voice message
file-file = file
file-video = video
file-location = place on the map
file-contact = contact
file-sticker = picture
file-other = attachment

### A reason in one's own words, a promise that was not kept, for whom

withdraw-words = Write the reason in a few words. You can skip this.
withdraw-sure =
    Cancel request { $number }? The reason: “{ $words }”.
withdraw-yes = Yes, cancel it
withdraw-pass = No, tell the worker
withdraw-no = No, do not cancel
request-late =
    We have not managed to answer request { $number } in the time that we promised. We are sorry that you have to wait.
    It is not lost, our workers remember it. If somebody has called you already, there is nothing to do. If you want to add something, reply to this message.
told-full = There is no room for more here, the last message was not kept. Everything before it was. You can tell the rest to the worker who answers.
requests-many = You have { $count } open requests already, we cannot open more at once. You can add what is new to one of them. If it is urgent, call 112.
words-thanks = thanks, thank you, thank you very much, many thanks, ok, okay, good, fine, i see, got it, understood, yes, bye, goodbye
thanks-heard = We are here. If you need anything, write to us or press “Menu”.
unasked-empty = We see your message. If you need help, write in words or press “Menu”.
button-undo = Bring it back
words-whom-self = me, myself, for me, for myself
words-whom-relative = relative, mother, mum, mom, mummy, father, dad, parents, husband, wife, spouse, son, daughter, child, children, kid, kids, grandmother, grandma, granny, grandfather, grandpa, grandson, granddaughter, grandchild, brother, sister, aunt, uncle, nephew, niece
words-whom-neighbour = neighbour, neighbor, neighbours, neighbors
words-whom-other = friend, colleague, acquaintance

### Activities: reminders and news

when-own-zone = { $when } your time
button-join = Join
button-join-of = Join: { $title }
button-watch = Watch the recording
button-look = Have a look
button-activity = About the class
button-activity-of = About “{ $title }”
button-unfollow = Do not tell me any more
button-liked = I liked it
button-unliked = Not much
remind-day = A reminder: { $when } — “{ $title }”.
remind-hour = Soon: { $when } — “{ $title }”.
remind-start = “{ $title }” is starting.
remind-begun = “{ $title }” has begun, at { $hour }. You can still join. Sorry that we write late.
remind-host = Somebody is booked with you: “{ $title }”, { $when }.
remind-no-link = There is no button to join yet. The leader will send a link.
remind-prepare = What to prepare: { $prepare }
remind-several =
    Several at once.

    { $lines }
remind-late = Sorry, this reminder comes later than it should.
notice-cancelled =
    There is no class: “{ $title }”, { $when }.
    Why: { $reason }
notice-series-cancelled =
    There are no more classes “{ $title }”.
    Why: { $reason }
notice-moved =
    The class “{ $title }” was moved.
    It was: { $was }.
    Now it is: { $when }.
notice-replanned =
    “{ $title }” has a new timetable. The next ones:
    { $lines }
notice-promoted = There is a place for you: “{ $title }”, { $when }. If you cannot come, open “About the class” and cancel.
notice-link = The link to join has changed: “{ $title }”, { $when }.
notice-recording = The recording of “{ $title }”, { $when }.
notice-words =
    The class “{ $title }”, { $when }. The leader writes:

    { $text }
notice-new = A new class: “{ $title }”.
notice-hours = New hours: “{ $title }”.
notice-liked = “{ $title }” is over. Did you like it?
notice-streak =
    { $weeks ->
        [one] You have been with us { $weeks } week in a row. We are glad!
       *[other] You have been with us { $weeks } weeks in a row. We are glad!
    }
notice-hour-booked = Somebody booked an hour with you: “{ $title }”, { $when }.
notice-hour-freed = A booking was cancelled, the hour is free again: “{ $title }”, { $when }.
activity-changed = Things have changed here. Please look at how it is now.
activity-closed = You cannot sign up any more: the class is over or cancelled.
hour-taken = This hour has just been taken. Please choose another one.
hour-own = This is your own hour.
hours-enough = You have three bookings with this specialist already. Cancel or move one to book another.

### Danger told of in a form, and silence after hiding

crisis-any =
    Call 112, even if you are not sure. Say the address first.
    I am a program and cannot call for help. These people can:

    { $numbers }

    Keep writing to me, I am here. To remove these messages from the screen, write: hide.
crisis-goes-on = Your request will wait. If you want to go on with it, here is the question.
urgent-not = Good that it is not urgent. If it gets worse, call 112.
held = There is a new message for you.
button-held = Show it

### Activities: the timetable, a card, signing up, settings

words-activities = activities, classes, timetable, schedule, online classes, sign up for a class
words-coming = my activities, my classes, my bookings
command-activities = Activities
button-activities = Activities
door-activities = Classes and consultations
act-hub =
    Online activities: exercise, talks, music and more. All free, from home, on your telephone.

    What would you like to see?
act-today = Today
act-week = The next seven days
act-kinds = By kind
act-hours = Talk to a specialist
act-mine = My activities
act-settings = Reminders and time
act-to-all = All activities
act-to-kinds = Other kinds
act-to-kind = More of this kind
act-all-days = All days
act-gone = There is no such activity any more. Here is what there is.
act-label-day = { $weekday } { $day }.{ $month }, { $time }
act-label = { $when } · { $title }
weekday-short-0 = Mon
weekday-short-1 = Tue
weekday-short-2 = Wed
weekday-short-3 = Thu
weekday-short-4 = Fri
weekday-short-5 = Sat
weekday-short-6 = Sun
act-today-list = { $count ->
    [one] { $count } activity today. Choose it to learn more.
   *[other] { $count } activities today. Choose one to learn more.
    }
act-today-none = Nothing more today. Look at the next seven days.
act-week-list = { $count ->
    [one] { $count } activity in the next seven days. Choose it to learn more.
   *[other] { $count } activities in the next seven days. Choose one to learn more.
    }
act-week-none = Nothing in the next seven days yet. Choose a kind, and we will tell you when something new comes.
act-kinds-ask = What do you like?
act-kind-days = Here are the nearest. You can ask to be told of every new one.
act-kind-none = Nothing is planned yet. You can ask to be told of every new one.
act-kind-all = “{ $title }”: all days ahead.
act-follow = Tell me of new ones
act-followed = All right, we will tell you when there is something new: “{ $title }”.
act-unfollowed = All right, we tell you no more: “{ $title }”.
act-when = When: { $when }
act-long = How long: { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
    }
act-leader = Led by: { $name }
act-prepare = What to prepare: { $prepare }
act-free = Free places: { $count }
act-full = All places are taken.
act-full-wait = { $count ->
    [0] All places are taken. You can wait: if somebody cancels, we will call you.
    [one] All places are taken, { $count } person is waiting. You can wait too: when a place is free, we will call you.
   *[other] All places are taken, { $count } people are waiting. You can wait too: when a place is free, we will call you.
    }
act-online = Where: online. Those who sign up get the link.
act-going = You are signed up.
act-going-link-later = You are signed up. The link will be here 15 minutes before the start.
act-waiting = You are waiting for a place, number { $place } in line. When a place is free, we will write at once.
act-begun = It has begun, you cannot sign up any more. Look at the other days.
act-over = It is over.
act-cancelled =
    Cancelled.
    Why: { $reason }
act-note = You wrote to the specialist: “{ $note }”
act-link = It begins soon. Press the button to come in.
act-recording = The recording of this one.
act-join = Sign up
act-wait = Wait for a place
act-leave = Cancel my place
act-leave-line = Stop waiting
act-join-all = Sign up for all days
act-leave-all = Cancel all days
act-other-days = Other days
act-file = Add to my calendar
act-file-all = Add all to my calendar
act-done-going = You are signed up: “{ $title }”, { $when }. We will remind you and send the link. If you cannot come, one button cancels it.
act-done-waiting = There is no free place yet, and you are waiting: “{ $title }”, { $when }. Your number in line: { $place }. When a place is free, we will write at once.
act-done-left = Cancelled: “{ $title }”, { $when }. If you change your mind, sign up again.
act-all-done = You are signed up for all days: “{ $title }”. New days are added by themselves.
act-none-done = All your days are cancelled: “{ $title }”. We will be glad to see you again.
act-days = “{ $title }”. The next day: { $when }.
act-days-none = “{ $title }”: no days ahead yet.
act-all-of-it = You are signed up for all days.
act-all-waiting = { $count ->
    [one] On { $count } day there was no free place, there you are waiting.
   *[other] On { $count } days there was no free place, there you are waiting.
    }
act-liked-ask = “{ $title }”: did you like it?
act-liked = Thank you! We will tell the leader, who will be glad. See you again.
act-unliked = Thank you for saying it straight. Would you like to say what was wrong? Call a person, they will read it.
act-mine-list = { $count ->
    [one] You are signed up for { $count } activity:
   *[other] You are signed up for { $count } activities:
    }
act-mine-none = You are not signed up for anything yet. Choose something you like.
act-mine-line = — { $title }: { $when }
act-mine-line-waiting = { $line } (waiting, number { $place })
act-past = Recordings
act-past-list = Recordings of what you signed up for.
act-past-none = There are no recordings yet.
act-file-how = This is a file for your calendar. Open it, and your telephone will offer to add the activities.
act-file-none = There is nothing to add to the calendar yet: sign up first.
act-file-link = The link comes in a message before the start.
act-settings-now =
    What we send you:
    { $lines }

    Times are shown by the clock of: { $city }.

    Press to change.
act-is-on = { $what }: yes
act-is-off = { $what }: no
act-what-day = A reminder the day before
act-what-hour = A reminder an hour before
act-what-start = A message at the start, with the link
act-what-news = News of new activities
act-turn-off-day = No reminder the day before
act-turn-off-hour = No reminder an hour before
act-turn-off-start = No message at the start
act-turn-off-news = No news
act-turn-on-day = Remind me the day before
act-turn-on-hour = Remind me an hour before
act-turn-on-start = Write at the start
act-turn-on-news = Send me news
act-zone = My time zone
act-city = { $city }, now { $time }
act-zone-ask = Now it is: { $city }. Where do you live? Choose a city where the clock shows the same as yours.
act-zone-set = All right. Times are now shown like this: { $city }.
act-other-hours = Another time
act-move = Move to another time
hours-nobody = Nobody has open hours now. Look again later, or call a person.
hours-ask-kind = Whom would you like to talk to? In private, and free.
hours-none = { $title }: no free time yet. Look again tomorrow, or call a person who will help.
hours-ask-whose = Whom do you choose?
hours-ask-day = { $minutes ->
    [one] “{ $title }”, { $minutes } minute. Which day suits you?
   *[other] “{ $title }”, { $minutes } minutes. Which day suits you?
    }
hours-ask-hour = { $day }. What time suits you?
hours-ask-hour-own-zone = { $day }. What time suits you? The times are by your own clock.
hours-sure =
    “{ $title }”
    Who: { $leader }
    When: { $when }

    Shall we book it?
hours-book = Yes, book it
hours-words = Write first what it is about
hours-other = Choose another time
hours-words-ask = What would you like to talk about? Write a few words, only the specialist will read them. You can skip this.
hours-no-words = All right, we keep nothing but the time.
hours-move-none = There is no other free time yet. Your booking stays as it was.

## Letters to many

news-stop = Don’t send these
news-stopped = All right, no more of these letters. Your requests and activities are not affected. If you change your mind, press “Send again” here or turn news on in “My activities”.
news-again = Send again
news-on = All right, we will send you news again.

### Files that did not arrive

file-not-here = There was a file with this message, but it did not get here. Ask us about it and we will help.

### Interest clubs

words-clubs = clubs, club, interest clubs, find company, crossword, crosswords, quiz
command-clubs = Interest clubs
button-clubs = Interest clubs
club-list = Interest clubs: we talk, play and meet. Choose one to learn about it. Yours have a tick.
club-none = There are no clubs yet. Tell us which one you would like.
club-suggest = Suggest something new
club-gone = This club is not here any more.
club-card =
    { $name }
    { $about }
club-meets = When: { $meets }
club-members = Members: { $count }
club-where = Where: a chat, { $where }
club-ahead = Next activity: { $title }, { $when }
club-by-approval = A host welcomes each new member first.
club-you-member = You are in this club.
club-you-ready = You accepted the rules. Now enter the chat.
club-you-asked = You asked to join. The host will answer, and we will write to you at once.
club-rests = This club cannot be entered now: something happened to its chat. Please try tomorrow.
club-enter = Enter the club's chat
club-join = Join
club-next-activity = Next activity
club-rules = Rules
club-who = Who is who
club-me = Tell about yourself
club-leave = Leave the club
club-withdraw = I changed my mind
club-others = All clubs
club-games = Games in my clubs
club-back = Back to the club
club-rules-text =
    Rules of the club “{ $name }”

    { $rules }
club-somebody = A member without a name
club-who-members-only = Only members of “{ $name }” see who is who. Join, and we will show you too.
club-who-list =
    Who is who in “{ $name }”
    Hosts: { $leaders }

    { $lines }
club-who-line = { $name } — { $about }
club-who-nobody = Nobody has told about themselves yet. Be the first!
club-me-ask = Write one line about yourself, for example: “I love peonies and detective stories”. Only members of “{ $name }” will see it. No telephone or address, please.
club-me-ask-again =
    Now it says: { $told }
    Write it anew. Only members of “{ $name }” will see it.
club-me-plain = We do not show links, telephone numbers or requests for money to others. Please write without them.
club-me-remove = Remove it
club-me-keep = Write nothing
club-me-stored = Written down.
club-me-removed = Removed.
club-join-rules =
    Rules of the club “{ $name }”

    { $rules }

    Have you read them? If you agree, press the button.
club-agree = I have read and agree
club-disagree = Not now
club-inside-already = You are in the club “{ $name }” already.
club-asked = Thank you! We told the host of “{ $name }” that you want to join. The answer will come here.
club-declined-lately = The host of “{ $name }” could not take you yet. Try tomorrow, or choose another club.
club-declined = The host could not take you into the club “{ $name }”. It happens, for example when it is full. There are others under “Interest clubs”.
club-let-in = Welcome! You were let into the chat of “{ $name }”.
club-link = Welcome to the club “{ $name }”! Press the button and the chat will open.
club-link-soon = Welcome to the club “{ $name }”! The link to the chat will come here in a few seconds.
club-link-broken = The link does not open
club-link-failed = The link to the chat of “{ $name }” cannot be made now. The host knows. Please try tomorrow.
club-leave-ask = Leave the club “{ $name }”? You can come back any day.
club-leave-yes = Yes, leave
club-leave-no = No, stay
club-left = You left the club “{ $name }”. We will be glad if you come back.
club-leave-yourself = We could not take you out of the chat of “{ $name }”. Please open the chat and leave it yourself.
club-asked-rules =
    You asked to join the club “{ $name }”. Here are its rules:

    { $rules }

    { $how }
club-rules-then-in = If you agree, press the button and we will let you in at once.
club-rules-then-moderator = If you agree, press the button and we will pass your wish to the host.
club-closed = The club “{ $name }” is closed. There are others under “Interest clubs”.
club-idea-ask = Which club would you like? Write it in a few words, for example: “Anglers: share places and catches”.
club-idea-thanks = Thank you! The hosts of the clubs will read it and decide. We will write to you here.
club-ideas-enough = Your ideas still wait for an answer: { $count }. Once the hosts decide, you can suggest another.
club-idea-taken = The hosts liked your idea: “{ $text }”. The club is being prepared. We will write when it opens.
club-idea-declined = The hosts read your idea “{ $text }”. Such a club cannot be opened yet, but thank you. If you think of another one, write to us.
club-idea-opened = The club of your idea is open: “{ $name }”!
club-look = Look at the club
club-connected = Done: this is the chat of the club “{ $name }” now.
club-reminder = A reminder: nobody from the service or the hosts ever asks for codes from text messages, card numbers or money. If somebody did, it is a swindler: tell us.
club-welcome = Welcome to “{ $name }”! { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    } — we are glad to see you. Have a look at the rules and at “Who is who”.
club-welcome-nameless = Welcome to “{ $name }”! Have a look at the rules and at “Who is who”.
club-rules-pinned =
    Rules of the club “{ $name }”

    { $rules }
club-rules-changed = The club's rules have changed. Have a look when you have a minute.
club-closed-here = The club “{ $name }” closes. Thank you, everybody! There are other clubs in the bot's menu.
club-open-again = The club “{ $name }” is open again. Good to see you all!

### Safety of clubs' chats

safe-told-warning =
    The leaders of the club “{ $club }” ask you to take a little more care. The reason: { $reason }
    This is a warning: you can write in the chat as before. If it is a mistake, press “Appeal”.
safe-told-silence =
    You cannot write in the chat of the club “{ $club }” for now, until { $until }. The reason: { $reason }
    If it is a mistake, press “Appeal”: a person will look at it again.
safe-told-removal =
    You were taken out of the chat of the club “{ $club }”. The reason: { $reason }
    If it is a mistake, press “Appeal”: a person will look at it again.
safe-button-appeal = Appeal
safe-appeal-ask = Tell us in your own words why this was not right. The leaders of the club “{ $club }” will read it and answer.
safe-appeal-sent = The leaders of the club “{ $club }” have it. We will write to you here when they have decided.
safe-appeal-already = You have written to the leaders of the club “{ $club }” about this already. The answer will come here.
safe-appeal-none = There is no such decision about you. If something happened in a club, press “Menu” and call a person.
safe-appeal-accepted = The leaders of the club “{ $club }” looked again: you are right, the decision is taken back. We are sorry.
safe-appeal-declined =
    The leaders of the club “{ $club }” looked again, and the decision stays. The reason is the same: { $reason }
    If you would like to talk about it, press “Call a person”.
safe-undone-told = The decision about you in the club “{ $club }” is taken back. Sorry for the trouble.
safe-readmitted =
    You can come back to the chat of the club “{ $club }”, we will be glad:
    { $link }
safe-held-told =
    A leader of the club “{ $club }” will read your message before the chat sees it: this keeps everybody safe from swindlers. It rarely takes long.
    There is nothing you need to do, and you did nothing wrong.
safe-held-note = Messages of newcomers with links or telephone numbers are read by a leader first.
safe-dropped-told = A leader read your message and did not show it in the chat of the club “{ $club }”. You can go on writing as usual.
safe-expired-told = Nobody got to your message in the chat of the club “{ $club }”, sorry. If it still matters, please write it again.
safe-somebody = A member
safe-shown = { $name } writes: { $text }
safe-sent = { $name } sends:
safe-words-report = report, complaint, suspicious
safe-report-how = To complain, answer the message in the chat with the word “report”. Or press “Clubs” here, then “Suspicious”.
safe-report-own = That message is not somebody else’s. To tell us of another one, answer it with the word “report”.
safe-report-thanks = Thank you for telling us. The leaders of the club “{ $club }” will look, and we will tell you what came of it. Nobody in the chat will know that it was you.
safe-report-enough = You have helped the leaders many times today, they will see all of it. If somebody asks you for money or a code right now, press “Call a person”.
safe-report-no-club = You are not in any club yet. If somebody tries to cheat you elsewhere, press “Call a person”.
safe-report-where = In which club was it?
safe-report-what = What seemed suspicious? Tell us in your own words, or forward the message here. Only the leaders of the club “{ $club }” will see it.
safe-complaint-told-acted = You wrote to the leaders of the club “{ $club }”. They looked and have done something about it. Thank you!
safe-complaint-told-dismissed = You wrote to the leaders of the club “{ $club }”. They looked: no rule was broken there. Thank you for speaking up.
safe-to-clubs = To the clubs
safe-suspicious = Suspicious
safe-mine-button = Decisions about me
safe-mine = What leaders of clubs decided about you:
safe-mine-none = There are no decisions about you. All is well.
safe-mine-warning = Club “{ $club }”, a warning. The reason: { $reason }
safe-mine-silence = Club “{ $club }”, no writing until { $until }. The reason: { $reason }
safe-mine-removal = Club “{ $club }”, taken out of the chat. The reason: { $reason }
safe-mine-undone = (taken back)
safe-mine-appeal = Appeal no. { $number }, { $what }
safe-kind-warning = warning
safe-kind-silence = silence
safe-kind-removal = removal from the chat
safe-raid-wait = The club “{ $name }” is having a quiet half hour: too many strangers came at once. Please try again in half an hour.

### Quizzes in a club's chat

quiz-begins =
    Quiz “{ $title }”: { $count ->
        [one] { $count } question
       *[other] { $count } questions
    }, { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    } for each.
    We begin in a few seconds.
quiz-question = Question { $number } of { $count } · { $seconds } s
quiz-again = The connection was lost, so we ask once more. If you have answered already, there is no need to.
quiz-write = Write your answer in the chat.
quiz-hint = Hint: { $hint }
quiz-want-hint = A hint, please
quiz-closed = Question { $number } of { $count }
quiz-answer = The right answer: { $answer }
quiz-source = Where it can be read: { $source }
quiz-was-first = The first right answer: { $name }, +{ $points }
quiz-were-right = Right: { $names }
quiz-nobody-right = Nobody guessed this one.
quiz-question-dropped = This question is off: the quiz is over.
quiz-table = The score of the quiz “{ $title }”
quiz-over =
    { $count ->
        [0] The quiz “{ $title }” is over. Thank you for being here!
       *[other] The quiz “{ $title }” is over. Thanks to all who played!
    }
quiz-row = { $place }. { $name } — { $points } (right: { $right })
quiz-more-players = And other players: { $count }
quiz-and-others = { $names } and { $count } more
quiz-somebody = A player
quiz-press-taken = Your answer is in. Who was right, we tell when the time is up.
quiz-press-again = You have answered this question already.
quiz-press-closed = This question is closed.
quiz-hint-counted = Your vote for a hint is in. One more is needed.
quiz-hint-voted = You have voted for a hint already. One more is needed.
quiz-hint-given = The hint is under the question.
quiz-hint-none = There is no more to tell.
quiz-moderators-only = A quiz is begun by whoever runs this chat. Please ask them.
quiz-busy = A game is going on here. Let us finish it first.
quiz-none = No quiz is going on.
quiz-no-packs = There are no quizzes yet. Send one to the bot in private.
quiz-not-found =
    There is no quiz “{ $topic }”. There are:
    { $titles }
    Write for example: quiz { $example }
quiz-which =
    Which quiz?
    { $titles }
    Write for example: quiz { $example }

## The word of the day

quiz-word-title = The word of the day
quiz-word-shown =
    The word of the day
    { $task }
    If you know it, write it in the chat. The first three get points, in the evening we tell the answer.
quiz-word-clue =
    { $clue }
    Letters: { $length }
quiz-word-anagram =
    The letters are mixed up: { $letters }
    Topic: { $topic }
quiz-word-letters =
    { $clue }
    The first and the last letter: { $shape }
quiz-word-told =
    The word of the day was “{ $word }”.
    { $clue }
quiz-word-row = { $place }. { $name }, +{ $points }
quiz-word-nobody = Nobody guessed it today. Tomorrow there is a new one.
quiz-word-others = They guessed it too: { $names }

### Photo contests and flash mobs

contest-begins =
    Photo contest “{ $theme }”
    Send pictures until { $day }, { $time }, up to { $most } each.
    { $secret ->
        [yes] Press “Take part” and send your photo to the bot. The chat sees it only if you agree; whose it is, we tell at the end.
       *[no] Press “Take part”, or send a photo in reply to this message. The chat sees it only if you agree.
    }
    Vote with the hearts under the pictures!
flashmob-begins =
    Flash mob “{ $theme }”
    Send pictures until { $day }, { $time }, up to { $most } each.
    Press “Take part”, or send a photo in reply to this message. The chat sees it only if you agree.
contest-join = Take part
contest-by-button = Authors are told at the end only. So please send the photo to the bot, by the button “Take part”.
contest-enough = Everybody may show { $most } photos, and you have shown yours. Take one away to make room.
contest-consent = May this photo be shown among the others?
contest-consent-yes = Yes, show it
contest-consent-no = No
contest-number = Photo { $number }
contest-vote = ❤ I like it
contest-remove = Remove my photo
contest-press-voted = Your vote is in. Press again to take it back.
contest-press-unvoted = Your vote is taken back.
contest-press-own = For your own photo others vote.
contest-press-old = This is over.
contest-press-yes = Thank you! The photo will be here soon.
contest-press-no = All right, we do not show it.
contest-press-author = Only the author of the photo can do this.
contest-press-wait = We are checking. Press again in a few seconds.
contest-press-removed = The photo is gone.
contest-over =
    The photo contest “{ $theme }” is over. { $count ->
        [one] { $count } picture took part.
       *[other] { $count } pictures took part.
    }
contest-empty =
    { $count ->
        [0] The photo contest “{ $theme }” is over. No pictures came this time.
       *[other] The photo contest “{ $theme }” is over. Nobody voted, but all pictures are good. Thank you!
    }
contest-row = Photo { $number } · { $name } — votes { $votes }{ $points ->
        [0] { "" }
       *[other] , +{ $points }
    }
contest-thanks = Thanks to all who took pictures and voted!
flashmob-over = The flash mob “{ $theme }” is over. Photos: { $count }. Thank you, { $names }!
flashmob-empty = The flash mob “{ $theme }” is over. No photos came this time.

contest-gone = This contest is over. The next one will be told in the club's chat.
contest-members-only = Members of the club “{ $name }” take part. Join the club and press “Take part” again.
contest-ask-photo = “{ $theme }”: send one photo, with a few words if you like.
contest-one-photo = One photo, please. Send it as a picture, not as a file.
contest-caption-plain = Words with a link, a telephone number or a request for money are not shown. Please send the photo again with other words, or without.
contest-has-code = There is a QR code in your photo for “{ $theme }”; such photos are not shown in the chat. Please send another one.
contest-ask-consent =
    May we show this photo in the chat of the club “{ $club }”?
    { $shown ->
        [later] Your name, “{ $name }”, is told at the end.
       *[now] Under it will stand: { $name }.
    }
    You can remove it at any time.
contest-your-name = your name
contest-not-shown = All right. Nobody will see the photo, and we have not kept it.
contest-entered = Thank you! The photo will soon be in the club's chat.
contest-my-photos = My photos
contest-no-photos = You have no photos in contests now.
contest-photos =
    { $count ->
        [one] You have { $count } photo. Shall we remove it?
       *[other] You have { $count } photos. Which one shall we remove?
    }
contest-ask-remove = Remove this photo? It will be gone from the chat, with its votes.
contest-remove-yes = Yes, remove it
contest-remove-no = Keep it
contest-removed = Done. The photo is neither in the chat nor with us any more.
contest-stays = We keep your photo in “{ $theme }” no more, but cannot take it out of the chat ourselves: too much time has passed. We have asked those who run the chat.

### Games in a club's chat: the crossword battle

game-board-title = Crossword “{ $title }”
game-board-row = { $mark } { $name } { $points }
game-board-open = Words open: { $done } of { $all }
game-board-points = { $place } { $word } — { $name }, +{ $points }
game-board-word = { $place } { $word } — { $name }
game-board-crossed = { $place } { $word } — came together by itself
game-board-more = and more words: { $count }
game-board-hint = Hint: a letter is open, { $place }
game-board-almost = Almost: { $names }
game-board-resting = A break of 15 seconds: { $names }
game-board-wished = For a hint ({ $place }): { $count }
game-board-paused = The game rests. Answers do not count for now, everything is kept.
game-board-how = Write here: “5 across word”, or just the word.
game-more = and { $count } more
game-someone = A player
game-team-all = All together
game-team-first = Blue
game-team-second = Orange
game-across = { $number } across
game-down = { $number } down
game-button-hint = Hint (−{ $cost })
game-button-hint-free = Hint
game-button-mine = My score
game-button-clues = Clues, large
game-clues-across = Across
game-clues-down = Down
game-clues-none = All words are open.
game-clueless = no clue, crossings will open it
game-end-solved = The crossword “{ $title }” is solved!
game-end-stopped = The crossword “{ $title }”: that is all for today.
game-end-forgotten = Nobody has touched the crossword “{ $title }” for long, so we close it. We begin a new one whenever you like.
game-end-row = { $place }. { $mark } { $name } — { $points } (words: { $words })
game-end-players = Players: { $names }
game-end-best = The best word: { $word } — { $name }, +{ $points }
game-end-together = Words opened together: { $count }. Players: { $names }
game-end-left = Left over: { $words }
game-end-thanks = Thank you all for playing!
game-end-nobody = Let us play again!
game-hint-none = There is nothing left to open.
game-hint-later = The next hint in { $seconds } s.
game-hint-voted = Your vote for a hint counts: { $place } Still needed: { $needed }.
game-hint-given = A letter opens: { $place } It costs { $cost } points.
game-hint-given-free = A letter opens: { $place }
game-paused-toast = The game rests.
game-over-toast = This game is over.
game-team-joined = You are in the team “{ $team }”. Write answers in the chat.
game-team-stays = You have answered for the team “{ $team }”, it cannot be changed.
game-mine-none = You are not in the game yet. Write any word of the crossword in the chat.
game-mine-together = Your words: { $words }
game-mine-solo = Place { $place }. Points { $points }, words { $words }
game-mine-team = { $mark } { $team }: { $total }. Your words { $words }, points { $points }
game-ask-moderator = The chat's moderator begins games. Please ask them.
game-busy = A game is going on here. Let us finish it first.
game-no-topic = There is no such topic. There are: { $topics }
game-not-laid = These words make no crossword. Please take another topic.
game-week = Table of the week, { $first } – { $last }
game-table-row = { $place }. { $name } — { $points } (games: { $games })
game-season = Table of the season: { $season }
game-season-none = Nobody has played here this season yet.
game-season-winter = winter { $year }
game-season-spring = spring { $year }
game-season-summer = summer { $year }
game-season-autumn = autumn { $year }
game-list = Games that are going on:
game-list-none = Nobody is playing in your clubs just now.
game-here = A game is on
game-to-clubs = To the clubs
game-all = All games
game-look-again = Show what is new
game-not-yours = Only those in the club's chat see this game.
game-rests = The game rests.
game-answer-there = Write answers in the club's chat: “5 across word”, or just the word.
game-plan-soon = A crossword battle here today at { $hour }. Do come!
game-plan-late = We should have begun at { $hour } and are late. Here we go!
game-plan-missed = The crossword battle at { $hour } did not begin: the line was out of reach. We are sorry.
game-plan-busy = A new crossword should have begun at { $hour }, but the game before is still on. Let us finish it.
game-across-open = Answer
game-across-unheard = The club “{ $club }” challenges us to a crossword battle. The chat's moderator answers:

### The calendar of a club

club-then = Then: { $when }
club-follow = Remind me of the club’s meetings
club-meeting-soon = The club meets soon: { $title }, { $when }.
club-meeting-moved = The meeting has moved: { $title } is now { $when }.
club-meeting-off = The meeting is off: { $title }, { $when }.
club-meeting-open = About the meeting
game-at-rest = The crossword “{ $title }” is resting here. Please go on with it (/resume) or end it (/end) first.
game-name-waits = We do not know you yet. Write a few words about yourself in the chat: a moderator will look, and then we play.
