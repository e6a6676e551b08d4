# Interface texts in Polish for residents. What is missing here is said in Russian: rooms and desks of the staff.
# Prosto, ciepło, krótko i uprzejmie; każdy błąd mówi, co zrobić dalej.

### Klawisze pod polem i słowa, które działają zawsze

key-menu = Menu
key-back = Wstecz
key-cancel = Anuluj
key-person = Rozmowa z człowiekiem
key-share-phone = Wyślij mój numer
words-menu = menu, główne menu, glowne menu, początek, poczatek, na początek, na poczatek, zacznij, zaczynamy, pomoc, start
words-back = wstecz, wróć, wroc, cofnij, krok wstecz, z powrotem, powrót, powrot
words-cancel = anuluj, anulować, anulowac, przerwij, wystarczy, rezygnuję, rezygnuje
words-person = rozmowa z człowiekiem, rozmowa z czlowiekiem, człowiek, czlowiek, proszę człowieka, prosze czlowieka, konsultant, pracownik, żywy człowiek, zywy czlowiek
words-mine = moje zgłoszenia, moje zgloszenia, zgłoszenia, zgloszenia, moje zgłoszenie, moje zgloszenie
words-phones = telefony, numery, numery telefonów, numery telefonow
words-resume = kontynuuj, dalej, dokończ, dokoncz, kontynuować, kontynuowac
words-language = język, jezyk, zmień język, zmien jezyk, inny język, inny jezyk, po polsku
words-hide = ukryj, ukryć, ukryc, szybko ukryj, schowaj

### Polecenia na liście komunikatora

command-start = Zacznij od początku
command-menu = Menu
command-requests = Moje zgłoszenia
command-person = Rozmowa z człowiekiem
command-phones = Telefony
command-back = Krok wstecz
command-cancel = Anuluj
command-language = Język / Language

### Menu i sprawy

welcome =
    Dzień dobry! To linia wsparcia.
    Jestem programem: podpowiem, co robić, i przyjmę prośbę o pomoc. W każdej chwili można poprosić o rozmowę z człowiekiem. Przycisk jest na dole.
menu = W czym pomóc? Proszę nacisnąć przycisk albo napisać własnymi słowami.
case =
    { $title }

    { $about }
service =
    { $title }

    { $about }

    Ile to kosztuje: { $cost }

    { $promise }
service-free = bezpłatnie.
guide =
    { $title }: co robić krok po kroku

    { $steps }

    { $hand }
guide-at-hand =
    Co się przyda:
    { $things }
door-read = Przeczytaj krok po kroku
door-request = Poproś o pomoc
door-places = Adresy i strony
door-person = Zapytaj człowieka
door-case = Do listy usług
button-service = Do usługi
button-helped = To pomogło
button-unhelped = To nie pomogło
button-wrong = Tu jest błąd
places =
    { $title }

    { $lines }
button-hide = Szybko ukryj
quick-exit =
    Jeśli ktoś może zobaczyć ekran, proszę nacisnąć „Szybko ukryj” albo napisać: ukryj. Usunę to, co jest tu napisane.
    Całą rozmowę można też usunąć samemu. { $how }
clear-telegram = Proszę otworzyć ten czat, nacisnąć trzy kropki u góry, potem „Usuń czat”.
clear-vk = Wiadomości napisanych po Państwa stronie usunąć nie mogę. Na liście czatów proszę przytrzymać palec na tym czacie i nacisnąć «Удалить».
place-checked = Sprawdzone { $day }.
feedback-helped = Dziękujemy za odpowiedź! Cieszymy się, że pomogło.
feedback-unhelped = Szkoda, że nie pomogło. Dziękujemy za szczerość. Co robimy dalej?
wrong-ask = Co tu się nie zgadza? „{ $title }”. Proszę napisać krótko, w jednej wiadomości. Bez nazwisk i telefonów.
wrong-thanks = Dziękujemy! Przekazaliśmy osobom, które prowadzą ten dział.
masked = [ukryte]
phones =
    Telefony, które działają. Można pod nie dzwonić bez zgłoszenia.

    { $lines }
place-gone = Tego punktu już nie ma. Oto menu.
button-menu = Menu
button-mine = Moje zgłoszenia
button-person = Rozmowa z człowiekiem
button-phones = Telefony
button-more = Więcej…
button-skip = Pomiń
button-yes = Tak
button-no = Nie

### Zgoda

consent =
    Żeby pomóc, potrzebujemy kilku odpowiedzi: imię, telefon, adres. Zobaczy je tylko pracownik, który zajmie się zgłoszeniem. Przechowujemy je zaszyfrowane i nikomu nie przekazujemy.

    Czy wyraża Pani lub Pan zgodę?
consent-yes = Tak, zgadzam się
consent-no = Nie
consent-refused = Dobrze, niczego nie zapisujemy. Można zadzwonić pod podane telefony, do tego zgoda nie jest potrzebna.
### Język: jak sam siebie nazywa i jak się w nim pyta

language-name = Polski
language-ask = W jakim języku będziemy rozmawiać?
language-offer = Rozmawiamy też po polsku. Przejść na polski?
language-set = Dobrze, rozmawiamy po polsku. Język można zmienić w każdej chwili: proszę napisać „język”.
button-language = Język / Language

### Formularz

form-intro = { $title }. Kilka pytań i gotowe. Jeśli to jednak niepotrzebne, proszę nacisnąć „Anuluj”.
person-intro = Poprosimy pracownika. Najpierw krótkie pytania.
form-whom = Dla kogo jest ta pomoc?
form-whom-title = Dla kogo
whom-self = Dla mnie
whom-relative = Dla kogoś z rodziny
whom-neighbour = Dla sąsiada lub sąsiadki
whom-other = Dla innej osoby
form-asker = Jak się Pani lub Pan nazywa? Dalsze pytania będą o osobę, która potrzebuje pomocy.
form-asker-title = Kto się zgłosił
form-asker-phone = Pani lub Pana telefon, żebyśmy mogli dopytać. Można pominąć.
form-asker-phone-title = Telefon osoby zgłaszającej
form-part = { $day }. O jakiej porze będzie wygodniej?
form-hour = { $day }. Nie udało się zrozumieć godziny. Proszę napisać tak: 10:30. Albo nacisnąć przycisk.
form-sure = Czy dobrze rozumiem: { $day }?
form-sure-yes = Tak, zgadza się
form-sure-no = Nie, inny dzień
form-notes = Dodatkowo
form-context = Pytanie o
form-told = Napisane wcześniej
form-told-ask =
    { $ask }

    Wcześniej napisane: „{ $text }”. Jeśli to wystarczy, proszę nacisnąć przycisk.
button-told = Weź to, co już napisane
button-drop-told = Usuń to, co napisane wcześniej
form-files = { $count ->
    [one] { $count } plik
    [few] { $count } pliki
    [many] { $count } plików
   *[other] { $count } pliku
    }
form-summary =
    Proszę sprawdzić. { $title }

    { $lines }

    Wszystko się zgadza? Wtedy proszę nacisnąć „Wyślij”.
button-send = Wyślij
button-change = Zmień: { $title }
phone-kept = Zapisaliśmy telefon { $phone }.
keyboard-below = Przycisk z numerem jest na dole, pod polem do pisania.
keyboard-usual = Przycisku z numerem już nie ma.
day-any = Jak najszybciej
day-today = dzisiaj, { $weekday }
day-tomorrow = jutro, { $weekday }
day-other = { $weekday }, { $day } { $month }
day-at = { $day }, godzina { $hour }
day-part = { $day }, { $part }
part-any = O dowolnej porze
part-morning = Rano
part-day = W ciągu dnia
part-evening = Wieczorem
weekday-0 = poniedziałek
weekday-1 = wtorek
weekday-2 = środa
weekday-3 = czwartek
weekday-4 = piątek
weekday-5 = sobota
weekday-6 = niedziela
month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia
request-opened =
    Zgłoszenie nr { $number } przyjęte.

    { $promise }
    Odpowiemy do: { $by }.

    Można je zobaczyć albo uzupełnić w „Moich zgłoszeniach”.

### Odpowiedzi, które nie pasują

answer-empty = Tutaj potrzebne są słowa. Proszę odpisać literami.
answer-name = Potrzebne jest imię, choćby takie, jak mamy się zwracać. Proszę napisać je literami.
answer-address = Proszę napisać adres słowami: ulica, dom, mieszkanie.
answer-words-please = Pliku ani obrazka tu nie zrozumiemy. Proszę odpowiedzieć słowami.
answer-too-long = To trochę za długie: { $length } znaków, a mieści się { $longest }. Proszę napisać krócej, resztę można dodać później.
answer-choose = Nie udało się zrozumieć. Proszę nacisnąć jeden z przycisków albo napisać jego numer.
answer-phone = To nie wygląda na numer telefonu. Proszę napisać go cyframi, na przykład 8 912 345-67-89.
answer-foreign-contact = To numer innej osoby. Proszę nacisnąć „Wyślij mój numer” albo napisać numer cyframi.
answer-day = Nie udało się zrozumieć dnia. Proszę nacisnąć przycisk albo napisać tak: jutro o 10, w piątek rano, 25 listopada.
answer-hour = Nie udało się zrozumieć godziny. Proszę nacisnąć przycisk albo napisać ją tak: 10:30.
answer-day-range = Na ten dzień nie możemy zapisać. Proszę wybrać dzień od dziś do dwóch miesięcy naprzód.
answer-file-please = Tutaj potrzebne jest zdjęcie, wiadomość głosowa albo plik.
answer-file-too-large = Plik ma ponad 20 megabajtów i nie dojdzie. Proszę wysłać mniejszy albo opisać słowami.
answer-sticker = Dziękujemy za obrazek! Lepiej jednak odpowiedzieć słowami, głosem albo zdjęciem.
answer-contact = To wizytówka kontaktu, nie możemy jej przekazać. Proszę napisać imię i numer słowami.
answer-other = Takiej wiadomości nie odczytamy. Proszę napisać słowami, wysłać zdjęcie albo wiadomość głosową.
answer-mended = Poprawiliśmy tę odpowiedź.
answer-kept = Poprawka nie pasuje do tego pytania, została poprzednia odpowiedź. Można ją zmienić na końcu, przed wysłaniem.
joined = Dodaliśmy to do tego, co już napisane.

### W trakcie rozmowy

cancelled = Anulowane. Niczego nie wysłaliśmy.
cancelled-nothing = Dobrze, przerywamy.
back-not-further = To jest już zapisane, dalej wstecz się nie da.
resumed = Wracamy do miejsca, w którym skończyliśmy.
resume-nothing = Nie ma niedokończonych zgłoszeń.
draft-offer = Jest rozpoczęte i niedokończone zgłoszenie „{ $title }”. Wszystko, co napisane, zostało zapisane. Kontynuować?
draft-dropped = Usunęliśmy niedokończone zgłoszenie.
button-resume = Kontynuuj zgłoszenie
button-drop = Usuń je
button-answered = Ta odpowiedź jest już zapisana. Zmienić ją można przyciskiem „Wstecz”.
button-old = To przycisk z poprzedniego pytania. Teraz jesteśmy tutaj.
button-unknown = Ten przycisk już nie działa. Teraz jesteśmy tutaj.
command-unknown = Takiego polecenia nie ma. Proszę nacisnąć przycisk albo napisać słowami.
edited-nothing = Wiadomość została poprawiona. Jeśli to ważne dla zgłoszenia, proszę napisać poprawkę w nowej wiadomości.
edited-to = Poprawka: { $text }
you-are-blocked = Będziemy mogli odpowiedzieć po: { $until }. Jeśli potrzebna jest pilna pomoc, proszę dzwonić 112.
flood-slower = Przyszło dużo wiadomości, czytamy po kolei. Proszę chwilę zaczekać, nic nie zginie.
flood-refused = Nie nadążamy z czytaniem. Ostatnie wiadomości nie zostały zapisane. Proszę odczekać parę minut i napisać jeszcze raz, krótko.
turn-failed = Coś się u nas zepsuło, przepraszamy. Wiadomość jest zapisana, pracownicy o niej wiedzą. Proszę spróbować jeszcze raz albo nacisnąć „Menu”. W pilnej sprawie proszę dzwonić 112.
not-understood = Takiej wiadomości nie potrafimy odczytać. Jest zapisana, pracownicy o niej wiedzą. Proszę napisać słowami.
turn-failed-toast = Nie udało się, przepraszamy. Proszę spróbować jeszcze raz.

### Słowa o nieszczęściu

crisis-suicide =
    Bardzo mi przykro, że jest teraz aż tak ciężko. Nikt nie musi być z tym sam.
    Jestem programem, ale ludzie mogą porozmawiać już teraz:

    { $numbers }

    Jeśli niebezpieczeństwo jest blisko, proszę dzwonić 112. Proszę pisać do mnie dalej, jestem tutaj.
crisis-violence =
    To nie jest Pani ani Pana wina. Jeśli dzieje się to teraz, proszę dzwonić 112 albo wyjść tam, gdzie są ludzie.
    Jestem programem, a ci ludzie pomogą:

    { $numbers }

    Proszę pisać do mnie dalej, jestem tutaj. Żeby usunąć te wiadomości z ekranu, proszę napisać: ukryj.
crisis-health =
    Proszę od razu dzwonić 103 albo 112, nawet jeśli są wątpliwości. Najpierw podać adres.
    Jestem programem i karetki nie wezwę:

    { $numbers }

    Proszę nie zostawać w samotności, jeśli można kogoś zawołać. Proszę pisać do mnie dalej, jestem tutaj.
crisis-fire =
    Proszę wyjść na zewnątrz i dzwonić 101 albo 112. Bez windy, bez zbierania rzeczy.
    Jestem programem i straży pożarnej nie wezwę:

    { $numbers }

    Po wyjściu proszę napisać, co się dzieje.
crisis-gas =
    Proszę nie włączać ani nie wyłączać światła. Otworzyć okna, wyjść z mieszkania i dopiero z ulicy dzwonić 104 albo 112.
    Jestem programem i pogotowia gazowego nie wezwę:

    { $numbers }

    Po wyjściu proszę napisać, co się dzieje.
crisis-alarm = Zawołaliśmy pracownika, zobaczy te słowa. Alarm nr { $number }. Ale telefon pod numer powyżej będzie szybszy.
alarm-title = ALARM
alarm-words = Co napisała osoba
alarm-taken = { $name } czyta te słowa i odpowie tutaj. Alarm nr { $number }. Jeśli będzie gorzej, proszę nie czekać i dzwonić 112.
alarm-closed = Alarm nr { $number } jest zamknięty.
worker-unnamed = pracownik { $account }

### Sprawdzenie telefonu albo wiadomości

button-fraudcheck = Sprawdź telefon albo wiadomość
fraud-ask = Proszę przesłać tu wiadomość. Albo napisać, co ktoś mówił przez telefon. Bez kodów i numeru karty. Tekstu nie zapisujemy.
fraud-words = Zdjęcia nie przeczytam. Proszę przesłać samą wiadomość albo opowiedzieć słowami.
fraud-found =
    To wygląda na oszustwo. Oto, co budzi niepokój.

    { $signs }
fraud-doubt =
    Proszę uważać. Samo w sobie to jeszcze nie oszustwo, ale tak zaczynają też oszuści.

    { $signs }
fraud-sign =
    { $title }.
    { $why }
    { $advice }
fraud-more =
    I jeszcze:
    { $signs }
fraud-none = Wyraźnych oznak oszustwa nie znaleźliśmy. To nie znaczy, że wszystko jest bezpieczne: nie znam wszystkich sztuczek.
fraud-sounds = Na mojej liście nie ma wyraźnych oznak. Ale podobnie ludzie opowiadają o oszustach. Proszę uważać.
fraud-faint =
    Wyraźnych oznak oszustwa nie znaleźliśmy. Ale proszę zwrócić uwagę.

    { $signs }
fraud-calm = Są wątpliwości? Proszę się nie spieszyć. Najlepiej zadzwonić tam samemu, pod znany numer. Albo zapytać kogoś bliskiego lub nas.
fraud-now =
    Co robić teraz:

    { $steps }
fraud-help = Ktoś mnie oszukuje: pomoc
fraud-lawyer = Zapytaj prawnika
fraud-again = Sprawdź jeszcze coś

### Moje zgłoszenia

mine =
    { $count ->
        [one] Jest { $count } zgłoszenie:
        [few] Są { $count } zgłoszenia:
        [many] Jest { $count } zgłoszeń:
       *[other] Jest { $count } zgłoszenia:
    }

    { $lines }

    Proszę wybrać zgłoszenie, żeby je uzupełnić albo anulować.
mine-none = Nie ma otwartych zgłoszeń.
mine-line = Nr { $number } · { $service } · z { $opened }. { $state }
mine-button = Nr { $number } · { $service }
resident-state-new = Przyjęte, szukamy pracownika.
resident-state-taken = Zajmuje się nim { $name }.
resident-state-waiting = Czekamy na Państwa odpowiedź.
resident-state-done = Wykonane.
resident-state-cancelled = Anulowane.
button-add = Uzupełnij
button-withdraw = Anuluj zgłoszenie
button-rate = Oceń
button-reopen = Otwórz ponownie
request-not-found = Takiego zgłoszenia tu nie ma. Oto zgłoszenia.
add-ask = Co dodać do zgłoszenia nr { $number }? Można napisać, wysłać zdjęcie albo wiadomość głosową.
added = Dodane do zgłoszenia nr { $number }. Pracownik przeczyta, gdy się nim zajmie.
added-to-worker = Przekazaliśmy pracownikowi, zgłoszenie nr { $number }.
withdraw-ask = Dlaczego anulujemy zgłoszenie nr { $number }? Proszę nacisnąć przycisk albo napisać własnymi słowami.
withdraw-keep = Nie anuluj
withdraw-kept = Zgłoszenie nr { $number } pozostaje w toku.
withdrawn = Zgłoszenie nr { $number } anulowane. Jeśli pomoc będzie potrzebna, jesteśmy tutaj.
request-taken = Zgłoszeniem nr { $number } zajmuje się { $name }. Odpowiedź przyjdzie tutaj albo zadzwoni telefon.
request-done =
    Zgłoszenie nr { $number } zakończone: { $outcome }.

    Czy pomogliśmy?
request-cancelled = Zgłoszenie nr { $number } zamknięte. Powód: { $reason }. Jeśli to pomyłka, można otworzyć je ponownie w „Moich zgłoszeniach”.
rate-5 = 5 — bardzo pomogli
rate-4 = 4 — pomogli
rate-3 = 3 — częściowo
rate-2 = 2 — prawie wcale
rate-1 = 1 — nie pomogli
rate-ask = Czy pomogliśmy w sprawie zgłoszenia nr { $number }?
rated = Dziękujemy! Ta odpowiedź pomoże nam pracować lepiej.
rated-low = Dziękujemy za szczerość. Jeśli sprawa nie jest załatwiona, proszę otworzyć zgłoszenie nr { $number } ponownie: „Moje zgłoszenia”.
reopen-ask = Co zostało do załatwienia w zgłoszeniu nr { $number }?
reopened = Zgłoszenie nr { $number } jest znowu otwarte. Odpowiemy do: { $by }.
offer = Komu przekazać tę wiadomość? Można poprosić człowieka: przeczyta to, co napisane.
offer-file = Doszło. Przekazać to człowiekowi?
offer-person = Przekaż człowiekowi
offer-ways = Oto co może pasować. Proszę nacisnąć przycisk, a pójdziemy dalej z tymi słowami.
offer-sure = Wygląda na to, że to tutaj. Zgadza się? Proszę nacisnąć przycisk, te słowa zapamiętam.
offer-other = Coś innego
offer-greeting = Dzień dobry! Jesteśmy tutaj.
urgent-ask = Czy potrzebna jest pilna pomoc? Jeśli niebezpieczeństwo jest teraz, proszę dzwonić 112.
urgent-yes = Tak, pilnie
urgent-no = Nie
which-ask = Którego zgłoszenia to dotyczy?
which-other = To o czymś innym
button-about-other = To o czymś innym
from-worker =
    { $name }, zgłoszenie nr { $number }:
    { $text }
from-worker-asks =
    { $name } pyta, zgłoszenie nr { $number }. Proszę odpowiedzieć tutaj:
    { $text }
file-not-passed = Plik do zgłoszenia nr { $number } nie dotarł do pracownika: jest za duży albo został usunięty. Proszę wysłać mniejszy albo opisać słowami.

### Jedna osoba w dwóch komunikatorach

button-accounts = Inny komunikator
button-link-code = Pokaż kod
button-link-enter = Wpisz kod
button-link-part = Rozdziel
messenger-telegram = Telegram
messenger-vk = VK
accounts = Jeśli pisze się do nas także z innego komunikatora, można je połączyć: zgłoszenia będą widoczne w obu. Tutaj rozmawiamy przez: { $where }.
accounts-linked = Połączone: { $where }. Odpowiedzi przychodzą tam, skąd przyszła ostatnia wiadomość.
link-code =
    Proszę otworzyć naszą linię w drugim komunikatorze: „Menu”, „Inny komunikator”, „Wpisz kod”. I napisać tam ten kod:

    { $code }

    Działa 10 minut, jeden raz. Proszę nikomu go nie mówić.
link-enter = Proszę napisać kod z drugiego komunikatora, osiem cyfr.
answer-code = Tutaj potrzebne jest osiem cyfr kodu.
linked = Gotowe: teraz to jedna osoba. Zgłoszenia widać w obu komunikatorach.
linked-from = Jest połączenie z komunikatorem { $where } ({ $name }). Jeśli zrobił to ktoś obcy, proszę otworzyć „Menu”, „Inny komunikator”, „Rozdziel”.
link-wrong = Kod nie pasuje: działa 10 minut i jeden raz. Proszę poprosić o nowy w drugim komunikatorze.
link-self = Ten kod pokazaliśmy właśnie tutaj. Proszę wpisać go w drugim komunikatorze.
link-too-many = Za dużo prób. Proszę odczekać dziesięć minut i spróbować z nowym kodem.
link-part = Rozdzielić komunikatory? Zgłoszenia zostaną tam, gdzie były wcześniej.
link-part-yes = Tak, rozdziel
link-part-no = Zostaw razem
link-kept = Dobrze, zostawiamy razem.
link-parted = Rozdzielone. Teraz tutaj jest osobna rozmowa.

### Odmowy według zasad

refused-closed = Zgłoszenie nr { $number } jest już zamknięte.
refused-not-now = Ze zgłoszeniem nr { $number } nie da się teraz tego zrobić. Proszę sprawdzić jego stan.
refused-not-your-request = To nie jest Państwa zgłoszenie.
refused-too-late = Zgłoszenia nr { $number } nie da się już otworzyć: minęły ponad trzy dni. Proszę złożyć nowe, to szybkie.
refused-changed = Zgłoszenie nr { $number } właśnie się zmieniło. Proszę spojrzeć i spróbować jeszcze raz.

### Czas i pliki

moment-today = dzisiaj o { $time }
moment-day = { $day } o { $time }
file-photo = zdjęcie
file-voice = wiadomość głosowa
file-file = plik
file-video = wideo
file-location = miejsce na mapie
file-contact = kontakt
file-sticker = obrazek
file-other = załącznik

### To, na co może trafić i mieszkaniec

staff-only = To mogą zrobić tylko pracownicy, którzy są w grupie. Proszę poprosić administratora o zaproszenie.
staff-checking = Sprawdzamy, kto jest w grupie. Chwileczkę.
admin-only = To może zrobić tylko administrator.
invitation-used = To zaproszenie jest już wykorzystane albo przeterminowane. Proszę poprosić administratora o nowe.
connect-refused = Kod nie pasuje: jest jednorazowy i działa dwie doby. Administrator dostanie nowy poleceniem /connect w rozmowie z botem.

### Powód własnymi słowami, niedotrzymany termin, dla kogo

withdraw-words = Proszę krótko napisać powód. Można pominąć.
withdraw-sure =
    Anulować zgłoszenie nr { $number }? Powód: „{ $words }”.
withdraw-yes = Tak, anuluj
withdraw-pass = Nie, to do pracownika
withdraw-no = Nie, nie anuluj
request-late =
    Nie zdążyliśmy odpowiedzieć na zgłoszenie nr { $number } w obiecanym czasie. Przepraszamy, że trzeba czekać.
    Zgłoszenie nie zginęło, pracownicy o nim pamiętają. Jeśli ktoś już dzwonił, nic nie trzeba robić. Żeby coś dodać, proszę odpowiedzieć na tę wiadomość.
told-full = Więcej się tu nie zmieści, ostatnia wiadomość nie została zapisana. Wszystko wcześniejsze jest zapisane. Resztę można opowiedzieć pracownikowi, gdy odpowie.
requests-many = Otwartych zgłoszeń jest już { $count }, więcej naraz nie otworzymy. Nową sprawę można dopisać do jednego z nich. Jeśli to pilne, proszę dzwonić pod 112.
words-thanks = dziękuję, dziekuje, dzięki, dzieki, dziękuję bardzo, bardzo dziękuję, ok, dobrze, dobra, rozumiem, jasne, tak, do widzenia, pa
thanks-heard = Jesteśmy tutaj. Gdy czegoś będzie trzeba, proszę napisać albo nacisnąć „Menu”.
unasked-empty = Widzimy tę wiadomość. Jeśli potrzebna jest pomoc, proszę napisać słowami albo nacisnąć „Menu”.
button-undo = Przywróć zgłoszenie
words-whom-self = mnie, dla mnie, dla siebie, siebie, ja, sobie
words-whom-relative = rodzina, rodziny, mama, mamy, mamie, matka, matki, matce, tata, taty, tacie, ojciec, ojca, ojcu, rodzice, rodziców, mąż, męża, mężowi, żona, żony, żonie, syn, syna, synowi, córka, córki, córce, dziecko, dziecka, dziecku, dzieci, babcia, babci, dziadek, dziadka, dziadkowi, wnuk, wnuka, wnuczka, wnuczki, brat, brata, bratu, siostra, siostry, siostrze, ciocia, cioci, ciotka, ciotki, wujek, wujka, teściowa, teściowej, teść, teścia
words-whom-neighbour = sąsiad, sąsiada, sąsiadowi, sąsiadka, sąsiadki, sąsiadce, sąsiedzi, sąsiadów
words-whom-other = znajomy, znajomego, znajoma, znajomej, przyjaciel, przyjaciela, przyjaciółka, przyjaciółki, kolega, kolegi, koleżanka, koleżanki

### Zajęcia: przypomnienia i wiadomości

when-own-zone = { $when } Twojego czasu
button-join = Wejdź
button-join-of = Wejdź: { $title }
button-watch = Obejrzyj nagranie
button-look = Zobacz
button-activity = O zajęciach
button-activity-of = O zajęciach „{ $title }”
button-unfollow = Nie powiadamiać więcej
button-liked = Podobało się
button-unliked = Niezbyt
remind-day = Przypominamy: { $when } — „{ $title }”.
remind-hour = Niedługo zajęcia: { $when } — „{ $title }”.
remind-start = Zaczyna się „{ $title }”.
remind-begun = „{ $title }” już trwa, początek był o { $hour }. Można wejść teraz. Przepraszamy, że piszemy później.
remind-host = Ktoś jest u Państwa zapisany: „{ $title }”, { $when }.
remind-no-link = Nie ma jeszcze przycisku do wejścia. Prowadzący przyśle link.
remind-prepare = Co przygotować: { $prepare }
remind-several =
    Kilka zajęć naraz.

    { $lines }
remind-late = Przepraszamy, przypomnienie przyszło później, niż powinno.
notice-cancelled =
    Zajęć nie będzie: „{ $title }”, { $when }.
    Dlaczego: { $reason }
notice-series-cancelled =
    Zajęć „{ $title }” już nie będzie.
    Dlaczego: { $reason }
notice-moved =
    Zajęcia „{ $title }” przeniesiono.
    Było: { $was }.
    Teraz: { $when }.
notice-replanned =
    Zajęcia „{ $title }” mają nowy plan. Najbliższe:
    { $lines }
notice-promoted = Jest dla Pani/Pana miejsce: „{ $title }”, { $when }. Jeśli to nie pasuje, proszę otworzyć „O zajęciach” i zrezygnować.
notice-link = Link do wejścia się zmienił: „{ $title }”, { $when }.
notice-recording = Nagranie zajęć „{ $title }”, { $when }.
notice-words =
    Zajęcia „{ $title }”, { $when }. Pisze prowadzący:

    { $text }
notice-new = Nowe zajęcia: „{ $title }”.
notice-hours = Nowe godziny: „{ $title }”.
notice-liked = „{ $title }” — koniec. Podobało się?
notice-streak =
    { $weeks ->
        [one] To już { $weeks } tydzień z nami. Cieszymy się!
        [few] To już { $weeks } tygodnie z rzędu z nami. Cieszymy się!
       *[many] To już { $weeks } tygodni z rzędu z nami. Cieszymy się!
    }
notice-hour-booked = Ktoś zapisał się do Ciebie: „{ $title }”, { $when }.
notice-hour-freed = Odwołano zapis, godzina jest znowu wolna: „{ $title }”, { $when }.
activity-changed = Tu już coś się zmieniło. Proszę zobaczyć, jak jest teraz.
activity-closed = Zapisać się już nie można: zajęcia się skończyły albo są odwołane.
hour-taken = Tę godzinę właśnie ktoś zajął. Proszę wybrać inną.
hour-own = To Państwa własna godzina przyjęć.
hours-enough = Są już trzy zapisy u tego specjalisty. Proszę odwołać albo przenieść jeden, wtedy można zapisać się znowu.

### Niebezpieczeństwo opisane w zgłoszeniu i cisza po ukryciu

crisis-any =
    Proszę dzwonić 112, nawet jeśli są wątpliwości. Najpierw podać adres.
    Jestem programem i pomocy nie wezwę. Pomogą ci ludzie:

    { $numbers }

    Proszę pisać do mnie dalej, jestem tutaj. Aby usunąć te wiadomości z ekranu, wystarczy napisać: ukryj.
crisis-goes-on = Zgłoszenie poczeka. Jeśli można je dokończyć, oto pytanie.
urgent-not = Dobrze, że to nic pilnego. Jeśli będzie gorzej, proszę dzwonić 112.
held = Jest nowa wiadomość.
button-held = Pokaż

### Zajęcia: rozkład, karta, zapisy, ustawienia

words-activities = zajęcia, zajecia, rozkład, rozklad, rozkład zajęć, harmonogram, zapisać się na zajęcia
words-coming = moje zajęcia, moje zajecia, moje zapisy
command-activities = Zajęcia
button-activities = Zajęcia
door-activities = Zajęcia i konsultacje
act-hub =
    Zajęcia online: gimnastyka, wykłady, muzyka i inne. Wszystko za darmo, z domu, przez telefon.

    Co pokazać?
act-today = Dzisiaj
act-week = Najbliższe siedem dni
act-kinds = Według rodzaju
act-hours = Rozmowa ze specjalistą
act-mine = Moje zajęcia
act-settings = Przypomnienia i czas
act-to-all = Wszystkie zajęcia
act-to-kinds = Inne rodzaje
act-to-kind = Podobne zajęcia
act-all-days = Wszystkie dni
act-gone = Tych zajęć już nie ma. Oto, co jest.
act-label-day = { $weekday } { $day }.{ $month }, { $time }
act-label = { $when } · { $title }
weekday-short-0 = pn
weekday-short-1 = wt
weekday-short-2 = śr
weekday-short-3 = czw
weekday-short-4 = pt
weekday-short-5 = sob
weekday-short-6 = nd
act-today-list = { $count ->
    [one] Dzisiaj jest { $count } spotkanie. Proszę wybrać, żeby dowiedzieć się więcej.
    [few] Dzisiaj są { $count } spotkania. Proszę wybrać, żeby dowiedzieć się więcej.
   *[many] Dzisiaj jest { $count } spotkań. Proszę wybrać, żeby dowiedzieć się więcej.
    }
act-today-none = Dzisiaj nie ma już zajęć. Można zobaczyć najbliższe siedem dni.
act-week-list = { $count ->
    [one] W ciągu siedmiu dni jest { $count } spotkanie. Proszę wybrać, żeby dowiedzieć się więcej.
    [few] W ciągu siedmiu dni są { $count } spotkania. Proszę wybrać, żeby dowiedzieć się więcej.
   *[many] W ciągu siedmiu dni jest { $count } spotkań. Proszę wybrać, żeby dowiedzieć się więcej.
    }
act-week-none = W najbliższym tygodniu nie ma jeszcze zajęć. Proszę wybrać rodzaj: damy znać o nowych.
act-kinds-ask = Co jest bliższe?
act-kind-days = Oto najbliższe. Możemy dawać znać o każdych nowych zajęciach.
act-kind-none = Na razie nic nie ma w planie. Możemy dawać znać o każdych nowych zajęciach.
act-kind-all = „{ $title }”: wszystkie najbliższe dni.
act-follow = Dawać znać o nowych
act-followed = Dobrze, damy znać, gdy będzie coś nowego: „{ $title }”.
act-unfollowed = Dobrze, już nie dajemy znać: „{ $title }”.
act-when = Kiedy: { $when }
act-long = Jak długo: { $minutes ->
    [one] { $minutes } minuta
    [few] { $minutes } minuty
   *[many] { $minutes } minut
    }
act-leader = Prowadzi: { $name }
act-prepare = Co przygotować: { $prepare }
act-free = Wolne miejsca: { $count }
act-full = Nie ma wolnych miejsc.
act-full-wait = { $count ->
    [0] Nie ma wolnych miejsc. Można stanąć w kolejce: gdy ktoś zrezygnuje, damy znać.
    [one] Nie ma wolnych miejsc, w kolejce czeka { $count } osoba. Można też stanąć: gdy zwolni się miejsce, damy znać.
    [few] Nie ma wolnych miejsc, w kolejce czekają { $count } osoby. Można też stanąć: gdy zwolni się miejsce, damy znać.
   *[many] Nie ma wolnych miejsc, w kolejce czeka { $count } osób. Można też stanąć: gdy zwolni się miejsce, damy znać.
    }
act-online = Gdzie: online. Link przyślemy zapisanym.
act-going = Zapis jest.
act-going-link-later = Zapis jest. Link pojawi się tutaj 15 minut przed początkiem.
act-waiting = Miejsce w kolejce: { $place }. Gdy zwolni się miejsce, od razu napiszemy.
act-begun = Już się zaczęło, zapisać się nie można. Można zobaczyć inne dni.
act-over = Już się skończyło.
act-cancelled =
    Odwołane.
    Dlaczego: { $reason }
act-note = Słowa do specjalisty: „{ $note }”
act-link = Zaraz początek. Proszę nacisnąć przycisk, żeby wejść.
act-recording = Nagranie tych zajęć.
act-join = Zapisać się
act-wait = Stanąć w kolejce
act-leave = Odwołać zapis
act-leave-line = Wyjść z kolejki
act-join-all = Zapisać się na wszystkie dni
act-leave-all = Odwołać wszystkie dni
act-other-days = Inne dni
act-file = Do kalendarza w telefonie
act-file-all = Wszystko do kalendarza
act-done-going = Zapisane: „{ $title }”, { $when }. Przypomnimy i przyślemy link. Jeśli coś wypadnie, wystarczy jeden przycisk.
act-done-waiting = Nie ma jeszcze miejsca, zapis do kolejki: „{ $title }”, { $when }. Miejsce w kolejce: { $place }. Gdy zwolni się miejsce, od razu napiszemy.
act-done-left = Odwołane: „{ $title }”, { $when }. W razie zmiany zdania można zapisać się znowu.
act-all-done = Zapisane na wszystkie dni: „{ $title }”. Nowe dni dodamy sami.
act-none-done = Wszystkie dni odwołane: „{ $title }”. Będzie nam miło znowu się spotkać.
act-days = „{ $title }”. Najbliższy dzień: { $when }.
act-days-none = „{ $title }”: na razie nie ma najbliższych dni.
act-all-of-it = Zapis jest na wszystkie dni.
act-all-waiting = { $count ->
    [one] Na { $count } dzień zabrakło miejsc, tam jest kolejka.
    [few] Na { $count } dni zabrakło miejsc, tam jest kolejka.
   *[many] Na { $count } dni zabrakło miejsc, tam jest kolejka.
    }
act-liked-ask = „{ $title }”: czy się podobało?
act-liked = Dziękujemy! Przekażemy prowadzącym, ucieszą się. Do zobaczenia.
act-unliked = Dziękujemy za szczerość. Co było nie tak? Można wezwać człowieka, on przeczyta.
act-mine-list = { $count ->
    [one] Zapis na { $count } spotkanie:
    [few] Zapis na { $count } spotkania:
   *[many] Zapis na { $count } spotkań:
    }
act-mine-none = Na razie nie ma żadnego zapisu. Proszę wybrać coś dla siebie.
act-mine-line = — { $title }: { $when }
act-mine-line-waiting = { $line } (w kolejce, miejsce { $place })
act-past = Nagrania
act-past-list = Nagrania zajęć, na które był zapis.
act-past-none = Na razie nie ma nagrań.
act-file-how = To plik do kalendarza. Proszę go otworzyć, a telefon zaproponuje dodanie zajęć.
act-file-none = Nie ma jeszcze czego dodać do kalendarza: najpierw trzeba się zapisać.
act-file-link = Link przyjdzie w wiadomości przed początkiem.
act-settings-now =
    Co przysyłamy:
    { $lines }

    Czas pokazujemy według zegara: { $city }.

    Proszę nacisnąć, żeby zmienić.
act-is-on = { $what }: tak
act-is-off = { $what }: nie
act-what-day = Przypomnienie dzień wcześniej
act-what-hour = Przypomnienie godzinę wcześniej
act-what-start = Wiadomość o początku z linkiem
act-what-news = Wiadomości o nowych zajęciach
act-turn-off-day = Nie przypominać dzień wcześniej
act-turn-off-hour = Nie przypominać godzinę wcześniej
act-turn-off-start = Nie pisać o początku
act-turn-off-news = Nie przysyłać nowości
act-turn-on-day = Przypominać dzień wcześniej
act-turn-on-hour = Przypominać godzinę wcześniej
act-turn-on-start = Pisać o początku
act-turn-on-news = Przysyłać nowości
act-zone = Moja strefa czasowa
act-city = { $city }, teraz { $time }
act-zone-ask = Teraz jest: { $city }. Gdzie jest dom? Proszę wybrać miasto, w którym zegar pokazuje to samo.
act-zone-set = Dobrze. Teraz pokazujemy czas tak: { $city }.
act-other-hours = Inny termin
act-move = Przenieść na inny termin
hours-nobody = Teraz nikt nie przyjmuje. Proszę zajrzeć później albo wezwać człowieka.
hours-ask-kind = Z kim chodzi o rozmowę? W cztery oczy i za darmo.
hours-none = { $title }: na razie nie ma wolnych terminów. Proszę zajrzeć jutro albo wezwać człowieka, on pomoże.
hours-ask-whose = Do kogo zapisać?
hours-ask-day = { $minutes ->
    [one] „{ $title }”, { $minutes } minuta. Na który dzień zapisać?
    [few] „{ $title }”, { $minutes } minuty. Na który dzień zapisać?
   *[many] „{ $title }”, { $minutes } minut. Na który dzień zapisać?
    }
hours-ask-hour = { $day }. Która godzina pasuje?
hours-ask-hour-own-zone = { $day }. Która godzina pasuje? Godziny są według własnego zegara.
hours-sure =
    „{ $title }”
    Kto: { $leader }
    Kiedy: { $when }

    Zapisać?
hours-book = Tak, zapisać
hours-words = Najpierw napisać, o co chodzi
hours-other = Wybrać inny termin
hours-words-ask = O czym ma być rozmowa? Wystarczy parę słów, przeczyta je tylko specjalista. Można pominąć.
hours-no-words = Dobrze, zapisujemy tylko termin.
hours-move-none = Na razie nie ma innego wolnego terminu. Zapis zostaje, jaki był.

## Wiadomości do wielu osób

news-stop = Nie przysyłać więcej
news-stopped = Dobrze, nie będziemy już przysyłać takich wiadomości. Zgłoszenia i zajęcia zostają bez zmian. Jeśli zmienisz zdanie, naciśnij „Przysyłać znowu” tutaj albo włącz nowości w „Moje zajęcia”.
news-again = Przysyłać znowu
news-on = Dobrze, znowu będziemy przysyłać nowości.

### Pliki, które nie doszły

file-not-here = Do tej wiadomości był plik, ale tu nie dotarł. Proszę o niego zapytać, pomożemy.

### Kluby zainteresowań

words-clubs = kluby, klub, kluby zainteresowań, znaleźć towarzystwo, krzyżówka, krzyżówki, quiz
command-clubs = Kluby zainteresowań
button-clubs = Kluby zainteresowań
club-list = Kluby zainteresowań: rozmawiamy, gramy, spotykamy się. Proszę wybrać klub, żeby go poznać. Swoje są zaznaczone.
club-none = Klubów jeszcze nie ma. Proszę napisać, jaki byłby ciekawy.
club-suggest = Zaproponować coś nowego
club-gone = Tego klubu już nie ma.
club-card =
    { $name }
    { $about }
club-meets = Kiedy: { $meets }
club-members = Uczestnicy: { $count }
club-where = Gdzie: czat, { $where }
club-ahead = Najbliższe zajęcia: { $title }, { $when }
club-by-approval = Nową osobę najpierw przyjmuje prowadzący.
club-you-member = To jest Państwa klub.
club-you-ready = Zasady są przyjęte. Teraz można wejść na czat.
club-you-asked = Prośba o przyjęcie jest u prowadzącego. Odpowiedź od razu przyślemy.
club-rests = Teraz nie można wejść do tego klubu: coś stało się z czatem. Proszę spróbować jutro.
club-enter = Wejść na czat klubu
club-join = Dołączyć
club-next-activity = Najbliższe zajęcia
club-rules = Zasady
club-who = Kto jest kim
club-me = Napisać o sobie
club-leave = Wyjść z klubu
club-withdraw = Jednak nie dołączać
club-others = Wszystkie kluby
club-games = Gry w moich klubach
club-back = Do klubu
club-rules-text =
    Zasady klubu „{ $name }”

    { $rules }
club-somebody = Ktoś bez imienia
club-who-members-only = Kto jest kim, widzą tylko uczestnicy klubu „{ $name }”. Po dołączeniu też pokażemy.
club-who-list =
    Kto jest kim w klubie „{ $name }”
    Prowadzą: { $leaders }

    { $lines }
club-who-line = { $name } — { $about }
club-who-nobody = Nikt jeszcze o sobie nie napisał. Można być pierwszym!
club-me-ask = Proszę napisać o sobie jedno zdanie, na przykład: „Lubię piwonie i kryminały”. Zobaczą je tylko uczestnicy klubu „{ $name }”. Bez telefonu i adresu.
club-me-ask-again =
    Teraz jest napisane: { $told }
    Proszę napisać na nowo. Zobaczą to tylko uczestnicy klubu „{ $name }”.
club-me-plain = Linków, telefonów ani próśb o pieniądze nie pokazujemy innym. Proszę napisać bez nich.
club-me-remove = Usunąć
club-me-keep = Nic nie pisać
club-me-stored = Zapisane.
club-me-removed = Usunięte.
club-join-rules =
    Zasady klubu „{ $name }”

    { $rules }

    Przeczytane? Jeśli jest zgoda, proszę nacisnąć przycisk.
club-agree = Przeczytane, zgadzam się
club-disagree = Nie teraz
club-inside-already = Klub „{ $name }” już jest Państwa klubem.
club-asked = Dziękujemy! Przekazaliśmy prowadzącemu klub „{ $name }”. Odpowiedź przyjdzie tutaj.
club-declined-lately = Prowadzący klub „{ $name }” na razie nie mógł przyjąć. Proszę spróbować jutro albo wybrać inny klub.
club-declined = Prowadzący nie mógł przyjąć do klubu „{ $name }”. Tak bywa, na przykład gdy brakuje miejsc. W „Klubach zainteresowań” są też inne.
club-let-in = Witamy! Wejście na czat klubu „{ $name }” jest otwarte.
club-link = Witamy w klubie „{ $name }”! Proszę nacisnąć przycisk, a czat się otworzy.
club-link-soon = Witamy w klubie „{ $name }”! Link do czatu przyjdzie tutaj za kilka sekund.
club-link-broken = Link się nie otwiera
club-link-failed = Linku do czatu klubu „{ $name }” teraz nie da się zrobić. Prowadzący już wie. Proszę spróbować jutro.
club-leave-ask = Wyjść z klubu „{ $name }”? Wrócić można każdego dnia.
club-leave-yes = Tak, wyjść
club-leave-no = Nie, zostać
club-left = Wyjście z klubu „{ $name }” gotowe. Będziemy się cieszyć z powrotu.
club-leave-yourself = Nie udało się wyjść z czatu klubu „{ $name }”. Proszę otworzyć czat i wyjść samodzielnie.
club-asked-rules =
    Jest prośba o wejście do klubu „{ $name }”. Oto jego zasady:

    { $rules }

    { $how }
club-rules-then-in = Jeśli jest zgoda, proszę nacisnąć przycisk, a od razu wpuścimy.
club-rules-then-moderator = Jeśli jest zgoda, proszę nacisnąć przycisk, a przekażemy prośbę prowadzącemu.
club-closed = Klub „{ $name }” jest zamknięty. W „Klubach zainteresowań” są też inne.
club-idea-ask = Jaki klub byłby ciekawy? Proszę napisać w kilku słowach, na przykład: „Klub wędkarzy: miejsca i połowy”.
club-idea-thanks = Dziękujemy! Prowadzący kluby przeczytają i zdecydują. O decyzji napiszemy tutaj.
club-ideas-enough = Pomysły, które jeszcze czekają na odpowiedź: { $count }. Po decyzji będzie można zaproponować nowy.
club-idea-taken = Pomysł się spodobał: „{ $text }”. Klub jest przygotowywany. Napiszemy, gdy się otworzy.
club-idea-declined = Prowadzący przeczytali pomysł „{ $text }”. Na razie takiego klubu nie da się otworzyć, ale dziękujemy. Kolejne pomysły też chętnie przeczytamy.
club-idea-opened = Klub z Państwa pomysłu jest otwarty: „{ $name }”!
club-look = Zobaczyć klub
club-connected = Gotowe: to jest teraz czat klubu „{ $name }”.
club-reminder = Przypominamy: nikt ze służby ani z prowadzących nigdy nie prosi o kody z SMS-ów, numery kart i pieniądze. Jeśli ktoś prosi, to oszust: proszę nam powiedzieć.
club-welcome = Witamy w „{ $name }”! { $names }{ $more ->
        [0] {""}
       *[other] {" "}i jeszcze { $more }
    } — cieszymy się. Zapraszamy do zasad i do „Kto jest kim”.
club-welcome-nameless = Witamy w „{ $name }”! Zapraszamy do zasad i do „Kto jest kim”.
club-rules-pinned =
    Zasady klubu „{ $name }”

    { $rules }
club-rules-changed = Zasady klubu się zmieniły. Proszę zajrzeć w wolnej chwili.
club-closed-here = Klub „{ $name }” się zamyka. Dziękujemy wszystkim! Inne kluby są w menu bota.
club-open-again = Klub „{ $name }” jest znowu otwarty. Miło wszystkich widzieć!

### Bezpieczeństwo czatów klubów

safe-told-warning =
    Prowadzący klub „{ $club }” proszą o więcej uwagi. Powód: { $reason }
    To ostrzeżenie: na czacie można pisać jak dotąd. Jeśli to pomyłka, proszę nacisnąć „Odwołanie”.
safe-told-silence =
    Na czacie klubu „{ $club }” na razie nie można pisać, do { $until }. Powód: { $reason }
    Jeśli to pomyłka, proszę nacisnąć „Odwołanie”: człowiek sprawdzi to jeszcze raz.
safe-told-removal =
    Usunięto Państwa konto z czatu klubu „{ $club }”. Powód: { $reason }
    Jeśli to pomyłka, proszę nacisnąć „Odwołanie”: człowiek sprawdzi to jeszcze raz.
safe-button-appeal = Odwołanie
safe-appeal-ask = Proszę napisać własnymi słowami, dlaczego ta decyzja jest błędna. Prowadzący klub „{ $club }” przeczytają i odpowiedzą.
safe-appeal-sent = Przekazaliśmy to prowadzącym klub „{ $club }”. Gdy zdecydują, napiszemy tutaj.
safe-appeal-already = W tej sprawie prowadzący klub „{ $club }” mają już wiadomość. Odpowiedź przyjdzie tutaj.
safe-appeal-none = Nie ma takiej decyzji. Jeśli coś się stało w klubie, proszę nacisnąć „Menu” i poprosić o człowieka.
safe-appeal-accepted = Prowadzący klub „{ $club }” sprawdzili jeszcze raz: to była nasza pomyłka, decyzja jest cofnięta. Przepraszamy.
safe-appeal-declined =
    Prowadzący klub „{ $club }” sprawdzili jeszcze raz i decyzja zostaje. Powód jest ten sam: { $reason }
    Jeśli chcą Państwo o tym porozmawiać, proszę poprosić o człowieka.
safe-undone-told = Decyzja w klubie „{ $club }” jest cofnięta. Przepraszamy za kłopot.
safe-readmitted =
    Można już wrócić na czat klubu „{ $club }”, będzie nam miło:
    { $link }
safe-held-told =
    Wiadomość na czacie klubu „{ $club }” najpierw przeczyta prowadzący: tak chronimy wszystkich przed oszustami. Zwykle to nie trwa długo.
    Nic nie trzeba robić i nikt nie ma o nic pretensji.
safe-held-note = Wiadomości nowych osób z linkami i telefonami najpierw czyta prowadzący.
safe-dropped-told = Prowadzący przeczytał wiadomość i nie pokazał jej na czacie klubu „{ $club }”. Można pisać dalej jak zwykle.
safe-expired-told = Nikt nie zdążył zajrzeć do wiadomości na czacie klubu „{ $club }”, przepraszamy. Jeśli jest nadal ważna, proszę napisać ją jeszcze raz.
safe-somebody = Ktoś z klubu
safe-shown = { $name } pisze: { $text }
safe-sent = { $name } przysyła:
safe-words-report = skarga, podejrzane, zgłaszam
safe-report-how = Aby zgłosić wiadomość, proszę odpowiedzieć na nią na czacie słowem „skarga”. Albo nacisnąć tutaj „Kluby”, potem „Podejrzane”.
safe-report-own = To nie jest cudza wiadomość. Aby zgłosić inną, proszę odpowiedzieć na nią słowem „skarga”.
safe-report-thanks = Dziękujemy za wiadomość. Prowadzący klub „{ $club }” sprawdzą, a my napiszemy, co z tego wyszło. Na czacie nikt się nie dowie, kto napisał.
safe-report-enough = Dziś prowadzący dostali już od Państwa wiele zgłoszeń i wszystkie zobaczą. Jeśli ktoś teraz prosi o pieniądze albo kod, proszę poprosić o człowieka.
safe-report-no-club = Nie ma tu jeszcze żadnego Państwa klubu. Jeśli ktoś próbuje oszukać Państwa gdzie indziej, proszę poprosić o człowieka.
safe-report-where = W którym to było klubie?
safe-report-what = Co było podejrzane? Proszę napisać własnymi słowami albo przekazać tu tę wiadomość. Zobaczą ją tylko prowadzący klub „{ $club }”.
safe-complaint-told-acted = Prowadzący klub „{ $club }” sprawdzili Państwa zgłoszenie i zareagowali. Dziękujemy!
safe-complaint-told-dismissed = Prowadzący klub „{ $club }” sprawdzili Państwa zgłoszenie: zasady nie były złamane. Dziękujemy za czujność.
safe-to-clubs = Do klubów
safe-suspicious = Podejrzane
safe-mine-button = Decyzje o mnie
safe-mine = Decyzje prowadzących kluby:
safe-mine-none = Nie ma żadnych decyzji. Wszystko w porządku.
safe-mine-warning = Klub „{ $club }”, ostrzeżenie. Powód: { $reason }
safe-mine-silence = Klub „{ $club }”, nie można pisać do { $until }. Powód: { $reason }
safe-mine-removal = Klub „{ $club }”, usunięcie z czatu. Powód: { $reason }
safe-mine-undone = (cofnięte)
safe-mine-appeal = Odwołanie nr { $number }, { $what }
safe-kind-warning = ostrzeżenie
safe-kind-silence = cisza
safe-kind-removal = usunięcie z czatu
safe-raid-wait = W klubie „{ $name }” jest teraz pół godziny ciszy: naraz przyszło zbyt wiele obcych osób. Proszę spróbować za pół godziny.

### Quizy na czacie klubu

quiz-begins =
    Quiz „{ $title }”: { $count ->
        [one] { $count } pytanie
        [few] { $count } pytania
       *[many] { $count } pytań
    }, na każde { $seconds ->
        [one] { $seconds } sekunda
        [few] { $seconds } sekundy
       *[many] { $seconds } sekund
    }.
    Zaczynamy za kilka sekund.
quiz-question = Pytanie { $number } z { $count } · { $seconds } s
quiz-again = Połączenie się zerwało, więc pytamy jeszcze raz. Kto już odpowiedział, nie musi.
quiz-write = Odpowiedź proszę napisać na czacie.
quiz-hint = Podpowiedź: { $hint }
quiz-want-hint = Proszę o podpowiedź
quiz-closed = Pytanie { $number } z { $count }
quiz-answer = Dobra odpowiedź: { $answer }
quiz-source = Skąd to wiadomo: { $source }
quiz-was-first = Pierwsza dobra odpowiedź: { $name }, +{ $points }
quiz-were-right = Dobrze odpowiedzieli: { $names }
quiz-nobody-right = Tego pytania nikt nie odgadł.
quiz-question-dropped = To pytanie odpada: quiz się skończył.
quiz-table = Wyniki quizu „{ $title }”
quiz-over =
    { $count ->
        [0] Quiz „{ $title }” się skończył. Dziękujemy, że byliście z nami!
       *[other] Quiz „{ $title }” się skończył. Dziękujemy wszystkim za grę!
    }
quiz-row = { $place }. { $name } — { $points } (dobrze: { $right })
quiz-more-players = I jeszcze graczy: { $count }
quiz-and-others = { $names } i jeszcze { $count }
quiz-somebody = Uczestnik
quiz-press-taken = Odpowiedź przyjęta. Kto miał rację, powiemy, gdy minie czas.
quiz-press-again = Na to pytanie już jest od Państwa odpowiedź.
quiz-press-closed = To pytanie jest już zamknięte.
quiz-hint-counted = Głos za podpowiedzią przyjęty. Potrzebny jeszcze jeden.
quiz-hint-voted = Ten głos już jest. Potrzebny jeszcze jeden.
quiz-hint-given = Podpowiedź jest pod pytaniem.
quiz-hint-none = Więcej nie da się podpowiedzieć.
quiz-moderators-only = Quiz zaczyna osoba prowadząca czat. Proszę ją poprosić.
quiz-busy = Trwa tu już gra. Najpierw ją skończmy.
quiz-none = Teraz nie ma żadnego quizu.
quiz-no-packs = Nie ma jeszcze żadnego quizu. Można go wysłać botowi na czacie prywatnym.
quiz-not-found =
    Nie ma quizu „{ $topic }”. Są takie:
    { $titles }
    Można napisać na przykład: quiz { $example }
quiz-which =
    Który quiz?
    { $titles }
    Można napisać na przykład: quiz { $example }

## Słowo dnia

quiz-word-title = Słowo dnia
quiz-word-shown =
    Słowo dnia
    { $task }
    Kto zgadł, pisze słowo na czacie. Pierwsze trzy osoby dostają punkty, odpowiedź wieczorem.
quiz-word-clue =
    { $clue }
    Liter: { $length }
quiz-word-anagram =
    Litery się pomieszały: { $letters }
    Temat: { $topic }
quiz-word-letters =
    { $clue }
    Pierwsza i ostatnia litera: { $shape }
quiz-word-told =
    Słowo dnia to „{ $word }”.
    { $clue }
quiz-word-row = { $place }. { $name }, +{ $points }
quiz-word-nobody = Dziś nikt go nie odgadł. Jutro będzie nowe.
quiz-word-others = Odgadli też: { $names }

### Konkurs fotograficzny i flash mob

contest-begins =
    Konkurs fotograficzny „{ $theme }”
    Na zdjęcia czekamy do { $day }, { $time }. Każdy może pokazać { $most }.
    { $secret ->
        [yes] Proszę nacisnąć „Biorę udział” i przysłać zdjęcie botowi. Na czacie pokażemy je tylko za zgodą, a czyje jest, powiemy na końcu.
       *[no] Proszę nacisnąć „Biorę udział” albo odpowiedzieć zdjęciem na tę wiadomość. Na czacie pokażemy je tylko za zgodą.
    }
    Głosujemy sercem pod zdjęciami!
flashmob-begins =
    Flash mob „{ $theme }”
    Na zdjęcia czekamy do { $day }, { $time }. Każdy może pokazać { $most }.
    Proszę nacisnąć „Biorę udział” albo odpowiedzieć zdjęciem na tę wiadomość. Na czacie pokażemy je tylko za zgodą.
contest-join = Biorę udział
contest-by-button = Autorów podamy dopiero na końcu. Zdjęcie proszę więc przysłać botowi: przycisk „Biorę udział”.
contest-enough = Każdy może pokazać { $most } zdjęcia i te miejsca są już zajęte. Można usunąć jedno, by zrobić miejsce.
contest-consent = Pokazać to zdjęcie wśród innych?
contest-consent-yes = Tak, pokazać
contest-consent-no = Nie
contest-number = Zdjęcie { $number }
contest-vote = ❤ Podoba mi się
contest-remove = Usuń moje zdjęcie
contest-press-voted = Głos przyjęty. Drugie naciśnięcie go cofa.
contest-press-unvoted = Głos cofnięty.
contest-press-own = Na własne zdjęcie głosują inni.
contest-press-old = To już się skończyło.
contest-press-yes = Dziękujemy! Zdjęcie zaraz się pojawi.
contest-press-no = Dobrze, nie pokażemy.
contest-press-author = To może zrobić tylko autor zdjęcia.
contest-press-wait = Sprawdzamy. Proszę nacisnąć jeszcze raz za kilka sekund.
contest-press-removed = Zdjęcie usunięte.
contest-over =
    Konkurs „{ $theme }” się skończył. { $count ->
        [one] Wzięło udział { $count } zdjęcie.
        [few] Wzięły udział { $count } zdjęcia.
       *[many] Wzięło udział { $count } zdjęć.
    }
contest-empty =
    { $count ->
        [0] Konkurs „{ $theme }” się skończył. Tym razem zdjęć nie było.
       *[other] Konkurs „{ $theme }” się skończył. Głosów nie było, ale wszystkie zdjęcia są dobre. Dziękujemy!
    }
contest-row = Zdjęcie { $number } · { $name } — głosów { $votes }{ $points ->
        [0] { "" }
       *[other] , +{ $points }
    }
contest-thanks = Dziękujemy wszystkim za zdjęcia i głosy!
flashmob-over = Flash mob „{ $theme }” się skończył. Zdjęć: { $count }. Dziękujemy: { $names }!
flashmob-empty = Flash mob „{ $theme }” się skończył. Tym razem zdjęć nie było.

contest-gone = Ten konkurs już się skończył. O następnym powiemy na czacie klubu.
contest-members-only = Udział biorą członkowie klubu „{ $name }”. Proszę do niego dołączyć i nacisnąć „Biorę udział” jeszcze raz.
contest-ask-photo = „{ $theme }”: proszę przysłać jedno zdjęcie, może być z podpisem.
contest-one-photo = Potrzebne jest jedno zdjęcie. Proszę przysłać je jako obraz, nie jako plik.
contest-caption-plain = Podpisu z linkiem, telefonem albo prośbą o pieniądze nie pokażemy. Proszę przysłać zdjęcie jeszcze raz, z innymi słowami albo bez nich.
contest-has-code = Na zdjęciu do „{ $theme }” widać kod QR, takich na czacie nie pokazujemy. Prosimy o inne.
contest-ask-consent =
    Pokazać to zdjęcie na czacie klubu „{ $club }”?
    { $shown ->
        [later] Imię „{ $name }” podamy na końcu.
       *[now] Podpiszemy: { $name }.
    }
    Można je usunąć w każdej chwili.
contest-your-name = Państwa imię
contest-not-shown = Dobrze, zdjęcia nikt nie zobaczy i nie zostało u nas.
contest-entered = Dziękujemy! Zdjęcie wkrótce będzie na czacie klubu.
contest-my-photos = Moje zdjęcia
contest-no-photos = Nie ma teraz Państwa zdjęć w konkursach.
contest-photos =
    { $count ->
        [one] Jest { $count } zdjęcie. Usunąć je?
        [few] Są { $count } zdjęcia. Które usunąć?
       *[many] Jest { $count } zdjęć. Które usunąć?
    }
contest-ask-remove = Usunąć to zdjęcie? Zniknie z czatu razem z głosami.
contest-remove-yes = Tak, usunąć
contest-remove-no = Zostawić
contest-removed = Usunięte. Zdjęcia nie ma już ani na czacie, ani u nas.
contest-stays = Nie przechowujemy już Państwa zdjęcia z „{ $theme }”, ale sami nie możemy usunąć go z czatu: minęło zbyt wiele czasu. Poprosiliśmy o to prowadzących czat.

### Gry na czacie klubu: bitwa krzyżówkowa

game-board-title = Krzyżówka „{ $title }”
game-board-row = { $mark } { $name } { $points }
game-board-open = Odgadnięte słowa: { $done } z { $all }
game-board-points = { $place } { $word } — { $name }, +{ $points }
game-board-word = { $place } { $word } — { $name }
game-board-crossed = { $place } { $word } — ułożyło się samo
game-board-more = i jeszcze słów: { $count }
game-board-hint = Podpowiedź: odkryta litera, { $place }
game-board-almost = Prawie: { $names }
game-board-resting = Przerwa 15 sekund: { $names }
game-board-wished = Za podpowiedzią ({ $place }): { $count }
game-board-paused = Gra odpoczywa. Na razie nie liczymy odpowiedzi, wszystko jest zapisane.
game-board-how = Proszę pisać tutaj: „5 poziomo słowo” albo samo słowo.
game-more = i jeszcze { $count }
game-someone = Uczestnik
game-team-all = Wszyscy razem
game-team-first = Niebiescy
game-team-second = Pomarańczowi
game-across = { $number } poziomo
game-down = { $number } pionowo
game-button-hint = Podpowiedź (−{ $cost })
game-button-hint-free = Podpowiedź
game-button-mine = Mój wynik
game-button-clues = Hasła dużym drukiem
game-clues-across = Poziomo
game-clues-down = Pionowo
game-clues-none = Wszystkie słowa są już odgadnięte.
game-clueless = bez opisu, odkryją je skrzyżowania
game-end-solved = Krzyżówka „{ $title }” rozwiązana!
game-end-stopped = Krzyżówka „{ $title }”: na dziś kończymy.
game-end-forgotten = Krzyżówki „{ $title }” dawno nikt nie ruszał, więc ją zamykamy. Kiedy tylko będzie ochota, zaczniemy nową.
game-end-row = { $place }. { $mark } { $name } — { $points } (słów: { $words })
game-end-players = Gracze: { $names }
game-end-best = Najlepsze słowo: { $word } — { $name }, +{ $points }
game-end-together = Razem odgadnięte słowa: { $count }. Grali: { $names }
game-end-left = Zostały: { $words }
game-end-thanks = Dziękujemy wszystkim za grę!
game-end-nobody = Jeszcze zagramy!
game-hint-none = Nie ma już czego odkrywać.
game-hint-later = Następna podpowiedź za { $seconds } s.
game-hint-voted = Głos za podpowiedzią przyjęty: { $place } Brakuje jeszcze: { $needed }.
game-hint-given = Odkrywamy literę: { $place } Kosztuje to { $cost } punkty.
game-hint-given-free = Odkrywamy literę: { $place }
game-paused-toast = Gra odpoczywa.
game-over-toast = Ta gra już się skończyła.
game-team-joined = Drużyna: „{ $team }”. Odpowiedzi proszę pisać na czacie.
game-team-stays = Były już odpowiedzi dla drużyny „{ $team }”, nie można jej zmienić.
game-mine-none = Jeszcze nie ma Pani/Pana w grze. Proszę napisać na czacie dowolne słowo z krzyżówki.
game-mine-together = Własne słowa: { $words }
game-mine-solo = Miejsce { $place }. Punkty { $points }, słowa { $words }
game-mine-team = { $mark } { $team }: { $total }. Własne słowa { $words }, punkty { $points }
game-ask-moderator = Grę zaczyna prowadzący czat. Proszę go poprosić.
game-busy = Tu już trwa gra. Najpierw ją dokończmy.
game-no-topic = Nie ma takiego tematu. Są: { $topics }
game-not-laid = Z tych słów nie udało się ułożyć krzyżówki. Proszę wybrać inny temat.
game-week = Tabela tygodnia, { $first } – { $last }
game-table-row = { $place }. { $name } — { $points } (gier: { $games })
game-season = Tabela sezonu: { $season }
game-season-none = W tym sezonie jeszcze tu nie grano.
game-season-winter = zima { $year }
game-season-spring = wiosna { $year }
game-season-summer = lato { $year }
game-season-autumn = jesień { $year }
game-list = Teraz trwają:
game-list-none = W Pani/Pana klubach teraz nikt nie gra.
game-here = Trwa gra
game-to-clubs = Do klubów
game-all = Wszystkie gry
game-look-again = Pokaż, co nowego
game-not-yours = Tę grę widzą tylko osoby z czatu klubu.
game-rests = Gra odpoczywa.
game-answer-there = Odpowiedzi proszę pisać na czacie klubu: „5 poziomo słowo” albo samo słowo.
game-plan-soon = Dziś o { $hour } bitwa krzyżówkowa. Zapraszamy!
game-plan-late = Mieliśmy zacząć o { $hour }, spóźniliśmy się. Zaczynamy!
game-plan-missed = Bitwa krzyżówkowa o { $hour } nie zaczęła się: linia była niedostępna. Przepraszamy.
game-plan-busy = O { $hour } miała się zacząć nowa krzyżówka, ale poprzednia gra jeszcze trwa. Dokończmy ją.
game-across-open = Odpowiedz
game-across-unheard = Klub „{ $club }” zaprasza nas na bitwę krzyżówkową. Odpowiada prowadzący czat:

### Kalendarz klubu

club-then = Potem: { $when }
club-follow = Przypominać mi o spotkaniach klubu
club-meeting-soon = Wkrótce spotkanie klubu: { $title }, { $when }.
club-meeting-moved = Spotkanie przeniesione: { $title } teraz { $when }.
club-meeting-off = Spotkania nie będzie: { $title }, { $when }.
club-meeting-open = O spotkaniu
game-at-rest = Krzyżówka „{ $title }” tu odpoczywa. Najpierw proszę ją wznowić (/resume) albo zakończyć (/end).
game-name-waits = Jeszcze się nie znamy. Proszę napisać na czacie kilka słów o sobie: moderator spojrzy i wtedy zagramy.
