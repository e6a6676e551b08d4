# Что говорят команды тому, кто держит линию: «python -m bot …».
# Они лежат с программой, а не в content: команды нужны и тогда, когда content не читается.

help = Линия поддержки: запуск и всё, что нужно тому, кто её держит.
help-command = КОМАНДА
help-run = запустить линию с настройками из .env
help-check = проверить содержание и настройки
help-doctor = проверить всё, что нужно линии: настройки, базу, бота и группу в Telegram
help-delete-webhook = снять веб-хук, который мешает линии получать сообщения
help-backup = сохранить копию базы в файл (можно при работающей линии)
help-force = заменить файл, если он уже есть
help-restore = вернуть базу из копии (линия должна быть остановлена)
help-dead = сообщения, которые не удалось обработать
help-dead-list = показать список (без слов людей)
help-dead-show = показать, на чём споткнулась программа; там могут быть слова людей
help-dead-replay = обработать снова при следующем запуске (линия должна быть остановлена)
help-key = сделать ключ для BOT_KEYS
help-rotate-keys = перешифровать всю базу первым ключом из BOT_KEYS (линия должна быть остановлена)

no-database = Базы { $database } ещё нет. Она появится при первом запуске линии.

### check

check-no-settings = Настроек ещё нет. Скопируйте .env.example в .env и заполните, потом проверьте ещё раз.
check-settings-fine = Настройки в порядке.
check-settings-wrong = Ошибок в настройках: { $count }. Исправьте их и проверьте ещё раз.
check-stranger = такой настройки нет, её никто не читает. Может быть, { $meant }? Исправьте имя или уберите строку.
check-stranger-unlike = такой настройки нет, её никто не читает. Сверьтесь с .env.example или уберите строку.

### backup и restore

copies-contents = Внутри людей: { $persons }, заявок: { $requests }, необработанных сообщений: { $dead }. Схема { $schema }. Копия проверена.
copies-os-error = { $file } не записывается ({ $why }). Проверьте путь, место на диске и права.
backup-done = Копия сохранена: { $file }, { $size } МБ.
backup-keys = Ключей BOT_KEYS в копии нет, а без них её не открыть. Храните их отдельно от копий.
backup-exists = Файл { $file } уже есть. Назовите другой или добавьте --force, чтобы заменить его.
backup-is-folder = { $file } — папка. Назовите файл, например { $file }/line.db.
backup-is-database = { $file } — сама база линии. Назовите для копии другой файл.
restore-is-database = { $file } — сама база линии. Назовите файл копии.
restore-done = База { $database } теперь из копии { $file }. Линию можно запускать.
restore-former = Прежняя база осталась рядом: { $former }. Удалите её, когда убедитесь, что всё хорошо.
restore-older = Копия от прежней версии программы: при запуске база обновится сама.
restore-unsent = В копии ждали отправки письма: { $unsent }, и разбора сообщения: { $waiting }. Линия займётся ими при запуске; что-то из этого люди могли уже получить.

### dead

dead-none = Необработанных сообщений нет.
dead-column-id = номер
dead-column-at = когда
dead-column-source = откуда
dead-column-key = ключ
dead-column-kind = ошибка
dead-column-replayed = возвращено
dead-some = Ждут решения: { $count }. Подробности: dead show НОМЕР; после исправления: dead replay НОМЕР или dead replay all. Часы: { $zone }.
dead-all-replayed = Все уже возвращены в обработку. Часы: { $zone }.
dead-private = Ниже могут быть слова и данные людей. Это только для вас: не пересылайте и не сохраняйте.
dead-unknown = Записи { $number } нет. Список: python -m bot dead
dead-which = «{ $which }» не подходит. Напишите номер из списка или all.
dead-replayed-before = Запись { $number } уже возвращали { $at }. Если обработать снова не удалось, в списке есть новая запись: верните её.
dead-replayed =
    { $count ->
        [one] Возвращена запись { $numbers }.
        [few] Возвращены { $count } записи: { $numbers }.
       *[other] Возвращены { $count } записей: { $numbers }.
    } Линия обработает это при следующем запуске.
dead-nothing-to-replay = Возвращать нечего.

### rotate-keys

rotated-table = { $table }: { $count }
rotated = Перешифровано строк: { $count }. Всё теперь под первым ключом.
rotated-next = Запустите линию. Прежние ключи нужны ещё для старых копий: уберите их из BOT_KEYS, но сохраните отдельно, пока эти копии живы.

### doctor

doctor-legend = + хорошо, ? стоит знать, ! надо исправить
doctor-as-is = { $text }
doctor-settings = Настройки
doctor-settings-fine = Настройки в порядке.
doctor-env-open = Файл .env могут прочитать другие пользователи, а в нём токен и ключи. Закройте его: chmod 600 .env
doctor-stopped = Сначала исправьте настройки, потом запустите проверку снова.
doctor-content = Содержание
doctor-content-fine = Содержание в порядке.
doctor-database = База
doctor-running = Линия сейчас работает.
doctor-stands = Линия сейчас не запущена.
doctor-no-database = Базы { $database } ещё нет. Она появится при первом запуске.
doctor-no-folder = База { $database } не появится: в папку { $folder } нельзя писать. Дайте права или укажите другой файл в BOT_DATABASE.
doctor-database-fine = База цела, ключи подходят. Людей: { $persons }, заявок: { $requests }.
doctor-schema-older = База от прежней версии программы. При запуске она обновится сама; копию лучше сделать заранее.
doctor-dead = Есть необработанные сообщения: { $count }. Посмотрите: python -m bot dead
doctor-unsent = Писем ждут отправки: { $count }.
doctor-telegram = Telegram
doctor-telegram-off = Telegram выключен: в BOT_TELEGRAM__TOKEN нет токена.
doctor-no-admins = В BOT_ADMINS нет ни одного администратора Telegram. Без него некому приглашать сотрудников и подключать группу. Свой номер покажет бот @userinfobot.
doctor-webhook-deleted = Веб-хук снят, ждущие сообщения не потеряны.
doctor-webhook-kept = Веб-хук не снят: Telegram не ответил. Повторите позже.
doctor-well = Всё, что нужно для работы, в порядке.
doctor-unwell = Исправьте отмеченное знаком «!» и запустите проверку снова.

telegram-token = Токен подходит, бот называется @{ $name }.
telegram-token-refused = Telegram не принимает токен. Возьмите у @BotFather новый (/mybots → API Token) и впишите его в BOT_TELEGRAM__TOKEN.
telegram-unreachable = До Telegram не дозвониться. Проверьте сеть, время на часах сервера и BOT_TELEGRAM__API_URL. Линия подождёт сама и продолжит, когда связь вернётся.
telegram-busy = Telegram сейчас отвечает с перебоями. Повторите проверку через минуту.
telegram-odd = Telegram ответил неожиданно ({ $kind }). Повторите проверку; если не проходит, обновите программу.
telegram-no-webhook = Веб-хука нет, сообщения доходят.
telegram-webhook = У бота стоит веб-хук, и линия не получает сообщений. Снимите его: python -m bot doctor --delete-webhook
telegram-pending = Сообщений ждут в Telegram: { $count }. Линия заберёт их, когда работает; дольше суток Telegram их не хранит.
telegram-one-poller = Других программ с этим токеном не видно.
telegram-two-pollers = С этим токеном работает ещё одна программа, и сообщения достаются то ей, то линии. Остановите её или отзовите токен у @BotFather (/revoke) и впишите новый.
telegram-pollers-unknown = Линия работает, поэтому других программ с этим токеном не ищем. Если в журнале повторяется «Conflict», она есть: остановите линию и повторите проверку.
telegram-no-room = Группа сотрудников не подключена. Впишите её номер в BOT_TELEGRAM__STAFF_CHAT или подключите её из Telegram одноразовым кодом.
telegram-no-groups = Боту нельзя вступать в группы. Разрешите: @BotFather → /setjoingroups → Enable.
telegram-room-admin = Группа { $room }: бот администратор, может писать и видит, кто пришёл и ушёл.
telegram-room-no-admin = Группа { $room }: бот не администратор и не узнает, кто пришёл и ушёл. Откройте группу → Управление → Администраторы и добавьте бота; особых прав ему не нужно.
telegram-room-mute = Группа { $room }: бот не может в неё писать. Сделайте его администратором или разрешите ему сообщения.
telegram-room-absent = Группа { $room }: бота в ней нет. Добавьте его и сделайте администратором.
telegram-room-unknown = Группы { $room } бот не знает. Проверьте номер в BOT_TELEGRAM__STAFF_CHAT (он начинается с минуса) и добавьте бота в группу.
telegram-room-no-group = { $room } — не группа. Впишите в BOT_TELEGRAM__STAFF_CHAT номер группы, он начинается с минуса.
telegram-room-moved = Группа { $room } стала супергруппой. Впишите её новый номер в BOT_TELEGRAM__STAFF_CHAT: { $to }
telegram-admin-present = Администратор { $account } состоит в группе { $room }.
telegram-admin-absent = Администратора { $account } нет в группе { $room }, и прав у него не будет. Пригласите его в группу или исправьте BOT_ADMINS.
telegram-admin-unknown = Администратора { $account } Telegram не знает. Проверьте номер в BOT_ADMINS; свой номер покажет бот @userinfobot.
telegram-admin-anonymous = Администратор { $account } пишет в группу { $room } анонимно, и бот его не узнаёт. Снимите ему анонимность: Управление → Администраторы.
telegram-privacy-off = Режим приватности выключен, бот видит сообщения групп.
telegram-privacy-administrator = Режим приватности включён, но администратор видит в группе всё.
telegram-privacy-on = Режим приватности включён: бот не увидит в группе слова «заявки», пока он не администратор. Сделайте его администратором или выключите режим: @BotFather → /setprivacy → Disable, потом удалите бота из группы и добавьте снова.
