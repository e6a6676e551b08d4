# 界面文字（简体中文）。左边是名称，不要改；右边是居民看到的话。没有翻译的会显示俄语。
# 原则：简单、亲切、短句，用“您”；出错时要告诉对方下一步怎么做。俄罗斯的电话号码不变。

### Клавиши под полем ввода и слова, которые понимаются в любой момент

key-menu = 菜单
key-back = 返回
key-cancel = 取消
key-person = 找工作人员
key-share-phone = 发送我的号码
words-menu = 菜单, 主菜单, 开始, 帮助, 首页
words-back = 返回, 上一步, 后退
words-cancel = 取消, 停止, 算了, 不要了
words-person = 找工作人员, 人工, 人工客服, 真人, 找人, 工作人员, 转人工
words-mine = 我的申请, 申请, 我的请求
words-phones = 电话, 电话号码, 号码
words-resume = 继续, 继续申请, 接着来
words-language = 语言, 换语言, 切换语言, 中文, 说中文, 汉语, 更改语言
words-hide = 隐藏, 快速隐藏, 藏起来

### Команды в списке мессенджера

command-start = 重新开始
command-menu = 菜单
command-requests = 我的申请
command-person = 找工作人员
command-phones = 电话号码
command-back = 返回上一步
command-cancel = 取消
command-language = 语言 / Language

### Меню и случаи

welcome =
    您好！这里是社会支持热线。
    我是一个程序：可以告诉您怎么办，也可以接收您的求助申请。您随时可以找工作人员，按钮在下面。
menu = 需要什么帮助？请点按钮，或者用自己的话写下来。
case =
    { $title }

    { $about }
service =
    { $title }

    { $about }

    费用：{ $cost }

    { $promise }
service-free = 免费。
guide =
    { $title }：一步一步怎么做

    { $steps }

    { $hand }
guide-at-hand =
    请准备好：
    { $things }
door-read = 看看怎么做
door-request = 请求帮助
door-person = 问工作人员
door-places = 地址和网站
door-case = 返回服务列表
button-service = 返回这项服务
button-helped = 有帮助
button-unhelped = 没有帮助
button-wrong = 这里有错误
places =
    { $title }

    { $lines }
place-checked = 核对日期：{ $day }。
feedback-helped = 谢谢您告诉我们！很高兴能帮到您。
feedback-unhelped = 很遗憾没能帮到您。谢谢您直说。接下来怎么办？
wrong-ask = 哪里写得不对？“{ $title }”。请用一条消息简单写一下。不用写姓名和电话。
wrong-thanks = 谢谢！已经转给负责这部分内容的人。
masked = [已隐藏]
phones =
    这些电话可以直接打，不用提交申请。

    { $lines }
place-gone = 这一项已经没有了。这是菜单。
button-menu = 菜单
button-mine = 我的申请
button-person = 找工作人员
button-phones = 电话号码
button-more = 更多…
button-skip = 跳过
button-yes = 是
button-no = 否
button-hide = 快速隐藏
quick-exit =
    如果别人可能看到屏幕，请点“快速隐藏”，或者写：隐藏。我会收起这里写的内容。
    您也可以自己删掉整个对话。{ $how }
clear-telegram = 打开这个对话，点上面的三个点，再点“删除对话”。
clear-vk = 您自己写的消息我不能删。请在对话列表里按住这个对话，再点“Удалить”（删除）。

### Язык

language-name = 中文
language-ask = 我们用哪种语言说话？
language-offer = 我们也说中文。要换成中文吗？
language-set = 好的，我们说中文。随时可以换语言：写“语言”。工作人员看俄语，有时回复会是俄语。
language-staff = 工作人员看俄语，这里不换语言。
button-language = 语言 / Language

### Согласие

consent =
    要帮助您，我们需要您的回答：姓名、电话、地址。只有接手您申请的工作人员才能看到。我们加密保存，不会交给任何人。

    您同意吗？
consent-yes = 是，我同意
consent-no = 不同意
consent-refused = 好的，我们什么都不记录。您可以直接打电话求助，这不需要同意。

### Форма

form-intro = { $title }。回答几个问题就好。如果改变主意，请点“取消”。
person-intro = 我们帮您找工作人员。请先回答一两个问题。
form-whom = 是谁需要帮助？
form-whom-title = 谁需要帮助
whom-self = 我自己
whom-relative = 我的亲人
whom-neighbour = 我的邻居
whom-other = 别的人
form-asker = 请问您怎么称呼？后面的问题都是关于需要帮助的那个人。
form-asker-title = 申请人
form-asker-phone = 您的电话，方便我们问清楚。可以跳过。
form-asker-phone-title = 申请人的电话
form-part = { $day }。什么时间比较方便？
form-hour = { $day }。但是没看懂几点。请这样写：10:30。也可以点按钮。
form-sure = 我理解得对吗：{ $day }？
form-sure-yes = 对，没错
form-sure-no = 不对，换一天
form-notes = 补充说明
form-context = 关于
form-told = 您之前写的
form-told-ask =
    { $ask }

    您之前写过：“{ $text }”。如果这样就够了，请点按钮。
button-told = 就用我写过的话
button-drop-told = 删掉之前写的话
form-files = { $count } 个文件
form-summary =
    请检查一下。{ $title }

    { $lines }

    都对吗？对的话请点“发送”。
button-send = 发送
button-change = 修改：{ $title }
phone-kept = 已记下电话 { $phone }。
keyboard-below = 发送号码的按钮在输入框下面。
keyboard-usual = 发送号码的按钮已收起。
day-any = 越快越好
day-today = 今天，{ $weekday }
day-tomorrow = 明天，{ $weekday }
day-other = { $month }{ $day }日，{ $weekday }
day-at = { $day }，{ $hour }
day-part = { $day }，{ $part }
part-any = 什么时间都行
part-morning = 上午
part-day = 下午
part-evening = 晚上
weekday-0 = 星期一
weekday-1 = 星期二
weekday-2 = 星期三
weekday-3 = 星期四
weekday-4 = 星期五
weekday-5 = 星期六
weekday-6 = 星期日
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
request-opened =
    您的申请 № { $number } 已收到。

    { $promise }
    最晚答复时间：{ $by }。

    想查看或补充，请打开“我的申请”。

### Ответы, которые не подошли

answer-empty = 这里需要文字。请用文字回答。
answer-name = 需要一个名字，怎么称呼您都行。请用文字写。
answer-address = 请把地址写清楚：街道、楼号、房号。最好用俄语写，工作人员好找。
answer-words-please = 这里我们看不懂文件或图片。请用文字回答。
answer-too-long = 太长了：{ $length } 个字符，最多 { $longest } 个。请写短一点，其余的可以以后补充。
answer-choose = 没有看懂。请点一个按钮，或者写它的编号。
answer-phone = 这不像电话号码。请用数字写，例如 8 912 345-67-89。
answer-foreign-contact = 这是别人的号码。请点“发送我的号码”，或者用数字写出号码。
answer-day = 没有看懂是哪一天。请点按钮，或者这样写：明天10点、星期五上午、11月25日。
answer-hour = 没有看懂时间。请点按钮，或者这样写：10:30。
answer-day-range = 这一天不能登记。请选今天到两个月以内的日子。
answer-file-please = 这里需要照片、语音或文件。
answer-file-too-large = 文件超过 20 MB，发不过来。请发小一点的照片或文件，或者用文字说明。
answer-sticker = 谢谢您的表情！不过回答最好用文字、语音或照片。
answer-contact = 这是联系人名片，我们转不了。请用文字写出姓名和号码。
answer-other = 这种消息我们看不了。请写文字，或者发照片、语音。
answer-mended = 已改正您的回答。
answer-kept = 改的内容不适合这个问题，保留原来的回答。最后发送之前还可以改。
joined = 已加到您前面写的内容里。

### Посреди разговора

cancelled = 已取消，什么都没有发送。
cancelled-nothing = 好的，到此为止。
back-not-further = 这一步已经保存，不能再往回了。
resumed = 我们接着上次的地方继续。
resume-nothing = 没有未完成的申请。
draft-offer = 您开始填写“{ $title }”但还没有完成。写过的内容都保存着。要继续吗？
draft-dropped = 已删除未完成的申请。
button-resume = 继续申请
button-drop = 删除它
button-answered = 这个回答已经记下。要修改请点“返回”。
button-old = 这是上一个问题的按钮。我们现在在这里。
button-unknown = 这个按钮已经不能用了。我们现在在这里。
command-unknown = 没有这个命令。请点按钮，或者用文字写。
edited-nothing = 您改了一条消息。如果对申请重要，请把改的内容重新发一条。
edited-to = 更正：{ $text }
you-are-blocked = { $until } 之后我们才能回复您。如果情况紧急，请打 112。
flood-slower = 收到很多消息，我们按顺序看。请等一分钟，不会丢。
flood-refused = 消息太多，我们来不及看。最后几条没有记下。请等两分钟，再简短地写一次。
turn-failed = 我们这边出了问题，对不起。您的消息已经保存，工作人员知道了。请再试一次，或者点“菜单”。紧急情况请打 112。
not-understood = 这种消息我们看不了。消息已经保存，工作人员知道了。请用文字写。
turn-failed-toast = 没有成功，对不起。请再试一次。

### Слова беды

crisis-suicide =
    您现在这么难受，我很心疼。您不是一个人。
    我是程序，但现在就有人可以和您说话：

    { $numbers }

    如果危险就在眼前，请打 112。您也可以继续给我写，我在这里。
crisis-violence =
    这不是您的错。如果现在就有危险，请打 112，或者到有人的地方去。
    我是程序，这些人可以帮您：

    { $numbers }

    请继续给我写，我在这里。想从屏幕上收起这些消息，请写：隐藏。
crisis-health =
    请马上打 103 或 112，拿不准也要打。先说地址。
    我是程序，不能替您叫救护车：

    { $numbers }

    如果能叫人过来，不要一个人待着。请继续给我写，我在这里。
crisis-fire =
    请马上到外面去，打 101 或 112。不要坐电梯，不要收拾东西。
    我是程序，不能替您叫消防员：

    { $numbers }

    出来以后，请写一下您怎么样了。
crisis-gas =
    不要开灯，也不要关灯。打开窗户，离开房间，到外面再打 104 或 112。
    我是程序，不能替您叫燃气抢修：

    { $numbers }

    出来以后，请写一下您怎么样了。
crisis-alarm = 我们已经叫了工作人员，他会看到您写的话。警报 № { $number }。但是打上面的电话更快。
alarm-title = 警报
alarm-words = 居民写的话
alarm-taken = { $name } 正在看您写的话，会在这里回复您。警报 № { $number }。如果更糟，请打 112，不要等。
alarm-closed = 警报 № { $number } 已关闭。

### Проверка звонка или сообщения

button-fraudcheck = 查一查电话或消息
fraud-ask = 请把消息转发到这里，或写下电话里对您说的话。验证码和卡号不要写。这些内容我们不保存。
fraud-words = 我看不了截图。请转发消息本身，或者用文字写。
fraud-found =
    这很像诈骗。要小心的是：

    { $signs }
fraud-doubt =
    请小心。这还不一定是诈骗，但骗子也这样开头。

    { $signs }
fraud-sign =
    { $title }。
    { $why }
    { $advice }
fraud-more =
    还有：
    { $signs }
fraud-none = 没有找到明显的诈骗迹象。但这不等于安全，不是所有的花招我都知道。
fraud-sounds = 我的清单里没有明显的迹象。但这很像人们讲的骗子的事，请小心。
fraud-faint =
    没有找到明显的诈骗迹象。但请注意：

    { $signs }
fraud-calm = 拿不准？不要着急。用您知道的号码自己打过去，或者问问家人，或者问我们。
fraud-now =
    现在要做的：

    { $steps }
fraud-help = 有人在骗我：求助
fraud-lawyer = 问律师
fraud-again = 再查一个

### Мои заявки

mine =
    您有 { $count } 个申请：

    { $lines }

    请选一个，可以补充或取消。
mine-none = 您没有进行中的申请。
mine-line = № { $number } · { $service } · { $opened }。{ $state }
mine-button = № { $number } · { $service }
resident-state-new = 已收到，正在安排工作人员。
resident-state-taken = { $name } 正在处理。
resident-state-waiting = 等您回答。
resident-state-done = 已完成。
resident-state-cancelled = 已取消。
button-add = 补充
button-withdraw = 取消申请
button-rate = 评价
button-reopen = 重新打开
request-not-found = 您没有这个申请。这些是您的申请。
add-ask = 申请 № { $number } 要补充什么？请写文字，或者发照片、语音。
added = 已补充到申请 № { $number }。工作人员接手时会看到。
added-to-worker = 已转给工作人员，申请 № { $number }。
withdraw-ask = 为什么要取消申请 № { $number }？请按按钮，或者用自己的话写。
withdraw-keep = 不取消
withdraw-kept = 申请 № { $number } 继续处理。
withdrawn = 申请 № { $number } 已取消。需要帮助时，我们都在。
request-taken = { $name } 接手了您的申请 № { $number }。会在这里回复您，或者给您打电话。
request-done =
    申请 № { $number } 已完成：{ $outcome }。

    我们帮到您了吗？
request-cancelled = 申请 № { $number } 已关闭。原因：{ $reason }。如果您不同意，请在“我的申请”里重新打开。
rate-5 = 5 — 帮助很大
rate-4 = 4 — 有帮助
rate-3 = 3 — 一般
rate-2 = 2 — 帮助很小
rate-1 = 1 — 没有帮助
rate-ask = 申请 № { $number }，我们帮到您了吗？
rated = 谢谢！您的回答能让我们做得更好。
rated-low = 谢谢您直说。如果问题还没解决，请重新打开申请 № { $number }：“我的申请”。
reopen-ask = 申请 № { $number } 还有什么没有解决？
reopened = 申请 № { $number } 已重新打开。我们的答复时间不晚于：{ $by }。
offer = 您的消息要转给谁？可以找工作人员，他会看到您写的话。
offer-file = 收到了。要转给工作人员吗？
offer-person = 转给工作人员
offer-ways = 这些可能适合您。请点按钮，我会带着您写的话往下走。
offer-sure = 您好像是要找这个，对吗？对的话请点按钮，您写的话我会记住。
offer-other = 其他
offer-greeting = 您好！我们在。
urgent-ask = 您需要紧急帮助吗？如果现在就有危险，请打 112。
urgent-yes = 是，很紧急
urgent-no = 不是
which-ask = 这说的是哪个申请？
which-other = 说的是别的事
button-about-other = 说的是别的事
from-worker =
    { $name }，申请 № { $number }：
    { $text }
from-worker-asks =
    { $name } 问您，申请 № { $number }。请在这里回答：
    { $text }

### Один человек в двух мессенджерах

button-accounts = 另一个聊天软件
button-link-code = 显示验证码
button-link-enter = 输入验证码
button-link-part = 分开
messenger-telegram = Telegram
messenger-vk = VK
accounts = 如果您也用另一个聊天软件给我们写信，可以把两个连起来：两边都能看到您的申请。您现在用的是：{ $where }。
accounts-linked = 已连接：{ $where }。您最后在哪里写信，我们就在哪里回复。
link-code =
    请在另一个聊天软件里打开我们的热线：“菜单”，“另一个聊天软件”，“输入验证码”。然后写上这个验证码：

    { $code }

    10 分钟内有效，只能用一次。不要告诉任何人。
link-enter = 请写另一个聊天软件里的验证码，八位数字。
answer-code = 这里需要八位数字的验证码。
linked = 好了，现在两边是同一个人。您的申请在两边都能看到。
linked-from = 您已经和 { $where } 连接（{ $name }）。如果不是您本人操作，请打开“菜单”，“另一个聊天软件”，“分开”。
link-wrong = 验证码不对：它只在 10 分钟内有效，只能用一次。请在另一个聊天软件里重新获取。
link-self = 这个验证码就是在这里显示的。请到另一个聊天软件里输入。
link-too-many = 试的次数太多。请等十分钟，用新的验证码再试。
link-part = 要把两个聊天软件分开吗？申请会留在原来的那一边。
link-part-yes = 是，分开
link-part-no = 不分开
link-kept = 好的，不分开。
link-parted = 已分开。现在这里是单独的对话。

### Отказы по правилам

refused-closed = 申请 № { $number } 已经关闭。
refused-not-now = 申请 № { $number } 现在不能这样做。请看看它的状态。
refused-not-your-request = 这不是您的申请。
refused-too-late = 申请 № { $number } 已经不能重新打开：超过三天了。请提交新的，很快。
refused-changed = 申请 № { $number } 刚刚有变化。请看一下，再试一次。

### Что попадает и к жителям

urgency-urgent = 紧急
urgency-soon = 今天
urgency-usual = 普通
age-minutes = { $count ->
    [0] 刚刚
   *[other] { $count } 分钟
    }
age-hours = { $count } 小时
age-days = { $count } 天
district-unknown = 未填写
moment-today = 今天 { $time }
moment-day = { $day } { $time }
file-not-passed = 您发给申请 № { $number } 的文件没有送到工作人员：文件太大或已被删除。请发小一点的，或者用文字说明。
file-photo = 照片
file-voice = 语音
file-file = 文件
file-video = 视频
file-location = 地图位置
file-contact = 联系人
file-sticker = 表情
file-other = 附件
worker-unnamed = 工作人员 { $account }

### 用自己的话写原因、超过时间、为谁求助

withdraw-words = 请简短写下原因。也可以跳过。
withdraw-sure =
    要取消申请 № { $number } 吗？原因：“{ $words }”。
withdraw-yes = 是，取消
withdraw-pass = 不，这是给工作人员的
withdraw-no = 不，不取消
request-late =
    申请 № { $number } 没有在我们答应的时间内处理好。让您久等了，对不起。
    申请没有丢，工作人员记着它。如果已经有人给您打过电话，您什么都不用做。想补充内容，请回复这条消息。
told-full = 这里放不下更多了，最后一条消息没有保存。之前的都保存了。其余的可以等工作人员回复时再说。
requests-many = 您已经有 { $count } 个进行中的申请，不能同时再开更多。新的情况可以补充到其中一个。如果紧急，请拨打 112。
words-thanks = 谢谢, 谢谢你, 谢谢您, 多谢, 非常感谢, 感谢, 好, 好的, 明白, 明白了, 知道了, 是, 再见
thanks-heard = 我们一直都在。有需要就写给我们，或按“菜单”。
unasked-empty = 我们看到您的消息了。需要帮助，请用文字写，或按“菜单”。
button-undo = 恢复申请
words-whom-self = 我, 自己, 给我, 为我, 给自己
words-whom-relative = 亲人, 家人, 亲戚, 妈妈, 母亲, 爸爸, 父亲, 父母, 丈夫, 老公, 妻子, 老婆, 儿子, 女儿, 孩子, 奶奶, 爷爷, 外婆, 外公, 姥姥, 姥爷, 孙子, 孙女, 哥哥, 弟弟, 姐姐, 妹妹, 给妈妈, 给爸爸, 为妈妈, 为爸爸, 我妈妈, 我爸爸, 给我妈妈, 给我爸爸, 为我妈妈, 为我爸爸
words-whom-neighbour = 邻居, 给邻居, 为邻居
words-whom-other = 朋友, 同事, 熟人, 给朋友, 为朋友

### 活动：提醒与通知

when-own-zone = { $when }（您当地时间）
button-join = 进入
button-join-of = 进入：{ $title }
button-watch = 观看录像
button-look = 看一看
button-activity = 活动详情
button-activity-of = 活动详情：{ $title }
button-unfollow = 不再通知
button-liked = 喜欢
button-unliked = 不太喜欢
remind-day = 提醒您：{ $when }，“{ $title }”。
remind-hour = 活动快开始了：{ $when }，“{ $title }”。
remind-start = “{ $title }”现在开始。
remind-begun = “{ $title }”已于 { $hour } 开始，现在仍可进入。抱歉通知晚了。
remind-host = { $when }有人预约了您：“{ $title }”。
remind-no-link = 目前还没有进入按钮，主持人会发送链接。
remind-prepare = 请准备：{ $prepare }
remind-several =
    几个活动在一起。

    { $lines }
remind-late = 抱歉，这条提醒来晚了。
notice-cancelled =
    活动取消：“{ $title }”，{ $when }。
    原因：{ $reason }
notice-series-cancelled =
    “{ $title }”不再举行。
    原因：{ $reason }
notice-moved =
    “{ $title }”改了时间。
    原来：{ $was }。
    现在：{ $when }。
notice-replanned =
    “{ $title }”有新的时间表。接下来：
    { $lines }
notice-promoted = 有您的名额了：“{ $title }”，{ $when }。如果不能来，请打开“活动详情”取消。
notice-link = 进入链接已更换：“{ $title }”，{ $when }。
notice-recording = “{ $title }”（{ $when }）的录像。
notice-words =
    “{ $title }”，{ $when }。主持人留言：

    { $text }
notice-new = 新活动：“{ $title }”。
notice-hours = 新的预约时间：“{ $title }”。
notice-liked = “{ $title }”结束了。您喜欢吗？
notice-streak = 您已连续 { $weeks } 周和我们在一起，真高兴！
notice-hour-booked = 有人预约了您的时间：“{ $title }”，{ $when }。
notice-hour-freed = 预约已取消，这个时间又空出来了：“{ $title }”，{ $when }。
activity-changed = 这里的情况已经变了，请看现在的情况。
activity-closed = 已不能报名：活动已结束或取消。
hour-taken = 这个时间刚被预约，请另选一个。
hour-own = 这是您自己的接待时间。
hours-enough = 您已预约这位专家三次。请先取消或改期，再预约新的时间。

### 表格里说到的危险，以及隐藏之后的安静

crisis-any =
    请打 112，拿不准也要打。先说地址。
    我是程序，不能替您叫人。这些人能帮您：

    { $numbers }

    请继续给我写，我在这里。想把这些消息从屏幕上去掉，请写：隐藏。
crisis-goes-on = 您的申请会等着您。想继续的话，问题在这里。
urgent-not = 不紧急就好。如果变得更糟，请打 112。
held = 有给您的新消息。
button-held = 显示

### 活动：日程、详情、报名、设置

words-activities = 活动, 课程, 日程, 课程表, 报名上课
words-coming = 我的活动, 我的课程, 我的预约
command-activities = 活动
button-activities = 活动
door-activities = 课程和咨询
act-hub =
    线上活动：健身操、讲座、音乐等等。全部免费，在家用手机就能参加。

    您想看什么？
act-today = 今天
act-week = 未来七天
act-kinds = 按种类
act-hours = 和专家谈一谈
act-mine = 我的活动
act-settings = 提醒和时间
act-to-all = 全部活动
act-to-kinds = 其他种类
act-to-kind = 同类活动
act-all-days = 所有日期
act-gone = 这个活动已经没有了。下面是现有的。
act-label-day = { $weekday } { $month }月{ $day }日 { $time }
act-label = { $when } · { $title }
weekday-short-0 = 周一
weekday-short-1 = 周二
weekday-short-2 = 周三
weekday-short-3 = 周四
weekday-short-4 = 周五
weekday-short-5 = 周六
weekday-short-6 = 周日
act-today-list = 今天有 { $count } 个活动。点一下可以了解更多。
act-today-none = 今天没有活动了。可以看看未来七天。
act-week-list = 未来七天有 { $count } 个活动。点一下可以了解更多。
act-week-none = 未来七天还没有活动。请选一个种类，有新活动我们会告诉您。
act-kinds-ask = 您喜欢哪一种？
act-kind-days = 这是最近的。有新活动时，可以让我们告诉您。
act-kind-none = 暂时还没有安排。有新活动时，可以让我们告诉您。
act-kind-all = “{ $title }”：所有日期。
act-follow = 有新的就告诉我
act-followed = 好的，有新活动我们就告诉您：“{ $title }”。
act-unfollowed = 好的，不再通知您：“{ $title }”。
act-when = 时间：{ $when }
act-long = 时长：{ $minutes } 分钟
act-leader = 主持：{ $name }
act-prepare = 需要准备：{ $prepare }
act-free = 空位：{ $count }
act-full = 没有空位了。
act-full-wait = { $count ->
    [0] 没有空位了。您可以排队：有人取消，我们就叫您。
   *[other] 没有空位了，有 { $count } 人在排队。您也可以排队：有了空位，我们就叫您。
    }
act-online = 地点：线上。报名的人会收到链接。
act-going = 您已报名。
act-going-link-later = 您已报名。开始前 15 分钟，这里会出现链接。
act-waiting = 您在排队，位置：{ $place }。有空位我们马上告诉您。
act-begun = 已经开始了，不能再报名。请看看其他日期。
act-over = 已经结束了。
act-cancelled =
    已取消。
    原因：{ $reason }
act-note = 您写给专家的话：“{ $note }”
act-link = 快开始了。请按按钮进入。
act-recording = 这次活动的录像。
act-join = 报名
act-wait = 排队等位
act-leave = 取消报名
act-leave-line = 不排队了
act-join-all = 报名所有日期
act-leave-all = 取消所有日期
act-other-days = 其他日期
act-file = 加到手机日历
act-file-all = 全部加到手机日历
act-done-going = 已为您报名：“{ $title }”，{ $when }。我们会提醒您并发送链接。来不了的话，按一下就能取消。
act-done-waiting = 暂时没有空位，您在排队：“{ $title }”，{ $when }。您的位置：{ $place }。有空位我们马上告诉您。
act-done-left = 已取消：“{ $title }”，{ $when }。改变主意的话，可以再报名。
act-all-done = 已为您报名所有日期：“{ $title }”。新的日期会自动加上。
act-none-done = 已取消您的所有日期：“{ $title }”。欢迎您再来。
act-days = “{ $title }”。最近一次：{ $when }。
act-days-none = “{ $title }”：暂时没有日期。
act-all-of-it = 您报名了所有日期。
act-all-waiting = 有 { $count } 天没有空位，您在排队。
act-liked-ask = “{ $title }”：您喜欢吗？
act-liked = 谢谢！我们会转告主持人，他一定很高兴。期待再见到您。
act-unliked = 谢谢您直说。想说说哪里不好吗？可以找工作人员，他们会看。
act-mine-list = 您报名了 { $count } 个活动：
act-mine-none = 您还没有报名。选一个喜欢的吧。
act-mine-line = — { $title }：{ $when }
act-mine-line-waiting = { $line }（排队，位置 { $place }）
act-past = 录像
act-past-list = 您报过名的活动的录像。
act-past-none = 暂时没有录像。
act-file-how = 这是日历文件。打开它，手机会提示添加活动。
act-file-none = 还没有可以加到日历的活动：请先报名。
act-file-link = 开始前会发消息给您链接。
act-settings-now =
    我们会发给您：
    { $lines }

    时间按这里的钟显示：{ $city }。

    按一下可以更改。
act-is-on = { $what }：是
act-is-off = { $what }：否
act-what-day = 提前一天提醒
act-what-hour = 提前一小时提醒
act-what-start = 开始时的消息和链接
act-what-news = 新活动的消息
act-turn-off-day = 不要提前一天提醒
act-turn-off-hour = 不要提前一小时提醒
act-turn-off-start = 开始时不要发消息
act-turn-off-news = 不要发新消息
act-turn-on-day = 提前一天提醒我
act-turn-on-hour = 提前一小时提醒我
act-turn-on-start = 开始时发消息
act-turn-on-news = 发给我新消息
act-zone = 我的时区
act-city = { $city }，现在 { $time }
act-zone-ask = 现在是：{ $city }。您住在哪里？请选一个钟点和您一样的城市。
act-zone-set = 好的。现在按这里的时间显示：{ $city }。
act-other-hours = 其他时间
act-move = 改到其他时间
hours-nobody = 现在没有人接待。请稍后再看，或者找工作人员。
hours-ask-kind = 您想和谁谈？一对一，免费。
hours-none = { $title }：暂时没有空闲时间。请明天再看，或者找工作人员帮忙。
hours-ask-whose = 您选哪一位？
hours-ask-day = “{ $title }”，{ $minutes } 分钟。哪天方便？
hours-ask-hour = { $day }。什么时间方便？
hours-ask-hour-own-zone = { $day }。什么时间方便？显示的是您当地的时间。
hours-sure =
    “{ $title }”
    专家：{ $leader }
    时间：{ $when }

    为您预约吗？
hours-book = 好，预约
hours-words = 先写写想谈什么
hours-other = 选其他时间
hours-words-ask = 您想谈什么？写几句话，只有专家会看到。可以跳过。
hours-no-words = 好的，只记录时间，别的都不记。
hours-move-none = 暂时没有其他空闲时间。您的预约不变。

## 群发消息

news-stop = 不再接收
news-stopped = 好的，以后不再给您发这类消息。您的申请和活动不受影响。如果改变主意，请按这里的“恢复接收”，或在“我的活动”里打开消息。
news-again = 恢复接收
news-on = 好的，我们会继续给您发消息。

### 没有送达的文件

file-not-here = 这条消息附有文件，但没能送到这里。请向我们询问，我们会帮忙。

### 兴趣小组

words-clubs = 兴趣小组, 小组, 俱乐部, 找伙伴, 填字, 填字游戏, 知识问答
command-clubs = 兴趣小组
button-clubs = 兴趣小组
club-list = 兴趣小组：聊天、游戏、见面。请选一个看看。打勾的是您已加入的。
club-none = 还没有小组。告诉我们您想要什么样的小组。
club-suggest = 提个新主意
club-gone = 这个小组已经没有了。
club-card =
    { $name }
    { $about }
club-meets = 时间：{ $meets }
club-members = 成员：{ $count }
club-where = 地点：聊天群，{ $where }
club-ahead = 最近的活动：{ $title }，{ $when }
club-by-approval = 新成员先由主持人同意。
club-you-member = 您在这个小组里。
club-you-ready = 您已同意规则，现在可以进群了。
club-you-asked = 您已申请加入。主持人答复后，我们马上告诉您。
club-rests = 现在进不了这个小组：它的聊天群出了点问题。请明天再试。
club-enter = 进入小组聊天
club-join = 加入
club-next-activity = 最近的活动
club-rules = 规则
club-who = 谁是谁
club-me = 介绍自己
club-leave = 退出小组
club-withdraw = 不加入了
club-others = 全部小组
club-games = 我的小组的游戏
club-back = 回到小组
club-rules-text =
    小组“{ $name }”的规则

    { $rules }
club-somebody = 没有名字的成员
club-who-members-only = 只有小组“{ $name }”的成员能看到谁是谁。加入后您也能看到。
club-who-list =
    小组“{ $name }”里谁是谁
    主持人：{ $leaders }

    { $lines }
club-who-line = { $name } — { $about }
club-who-nobody = 还没有人介绍自己。您来做第一个吧！
club-me-ask = 请用一句话介绍自己，例如：“我喜欢牡丹和侦探小说”。只有小组“{ $name }”的成员能看到。请不要写电话和地址。
club-me-ask-again =
    现在写的是：{ $told }
    请重新写。只有小组“{ $name }”的成员能看到。
club-me-plain = 链接、电话和要钱的话不会给别人看。请写一句不带这些的话。
club-me-remove = 删除
club-me-keep = 什么也不写
club-me-stored = 记下了。
club-me-removed = 删除了。
club-join-rules =
    小组“{ $name }”的规则

    { $rules }

    读完了吗？如果同意，请按按钮。
club-agree = 我已阅读并同意
club-disagree = 以后再说
club-inside-already = 您已经在小组“{ $name }”里了。
club-asked = 谢谢！我们已告诉小组“{ $name }”的主持人您想加入。答复会发到这里。
club-declined-lately = 小组“{ $name }”的主持人暂时没能接受您。请明天再试，或选别的小组。
club-declined = 主持人没能接受您加入小组“{ $name }”。比如名额满了，就会这样。“兴趣小组”里还有别的。
club-let-in = 欢迎！您已进入小组“{ $name }”的聊天群。
club-link = 欢迎来到小组“{ $name }”！按按钮就能打开聊天群。
club-link-soon = 欢迎来到小组“{ $name }”！聊天群的链接几秒钟后会发到这里。
club-link-broken = 链接打不开
club-link-failed = 现在拿不到小组“{ $name }”聊天群的链接。主持人已经知道了。请明天再试。
club-leave-ask = 退出小组“{ $name }”吗？随时可以回来。
club-leave-yes = 是，退出
club-leave-no = 不，留下
club-left = 您已退出小组“{ $name }”。欢迎您再来。
club-leave-yourself = 没能把您移出小组“{ $name }”的聊天群。请打开聊天群自己退出。
club-asked-rules =
    您申请加入小组“{ $name }”。这是它的规则：

    { $rules }

    { $how }
club-rules-then-in = 如果同意，请按按钮，我们马上让您进群。
club-rules-then-moderator = 如果同意，请按按钮，我们会转告主持人。
club-closed = 小组“{ $name }”已关闭。“兴趣小组”里还有别的。
club-idea-ask = 您想要什么样的小组？请用几句话写下来，例如：“钓鱼小组：分享地点和收获”。
club-idea-thanks = 谢谢！各小组的主持人会看并决定。结果会发到这里。
club-ideas-enough = 您还有主意在等答复：{ $count }。主持人决定后，您就可以再提。
club-idea-taken = 主持人喜欢您的主意：“{ $text }”。小组正在准备，开了就告诉您。
club-idea-declined = 主持人看了您的主意“{ $text }”。暂时开不了这样的小组，但谢谢您。有新主意请再写。
club-idea-opened = 按您的主意开的小组开张了：“{ $name }”！
club-look = 看看小组
club-connected = 好了：这里现在是小组“{ $name }”的聊天群。
club-reminder = 提醒：服务人员和主持人从不索要短信验证码、卡号和钱。有人要，就是骗子，请告诉我们。
club-welcome = 欢迎来到“{ $name }”！{ $names }{ $more ->
        [0] {""}
       *[other] {" "}等，还有 { $more } 位
    }，很高兴见到您。请看看规则和“谁是谁”。
club-welcome-nameless = 欢迎来到“{ $name }”！请看看规则和“谁是谁”。
club-rules-pinned =
    小组“{ $name }”的规则

    { $rules }
club-rules-changed = 小组规则更新了。有空请看看。
club-closed-here = 小组“{ $name }”关闭了。谢谢大家！机器人菜单里还有别的小组。
club-open-again = 小组“{ $name }”又开放了。很高兴见到大家！

### 俱乐部聊天的安全

safe-told-warning =
    “{ $club }”俱乐部的负责人请您多留意。原因：{ $reason }
    这只是提醒：您可以照常在群里发言。如果弄错了，请按“申诉”。
safe-told-silence =
    您暂时不能在“{ $club }”俱乐部的群里发言，直到{ $until }。原因：{ $reason }
    如果弄错了，请按“申诉”：会有人重新查看。
safe-told-removal =
    您已被移出“{ $club }”俱乐部的群。原因：{ $reason }
    如果弄错了，请按“申诉”：会有人重新查看。
safe-button-appeal = 申诉
safe-appeal-ask = 请用自己的话说说，为什么这个决定不对。“{ $club }”俱乐部的负责人会看，并答复您。
safe-appeal-sent = 已转给“{ $club }”俱乐部的负责人。他们决定后，我们会在这里告诉您。
safe-appeal-already = 关于这个决定，您已经写给“{ $club }”俱乐部的负责人了。答复会发到这里。
safe-appeal-none = 没有关于您的这个决定。如果俱乐部里出了什么事，请按“菜单”，再呼叫工作人员。
safe-appeal-accepted = “{ $club }”俱乐部的负责人重新看过了：您是对的，决定已撤销。我们向您道歉。
safe-appeal-declined =
    “{ $club }”俱乐部的负责人重新看过了，决定不变。原因还是：{ $reason }
    如果您想谈谈这件事，请呼叫工作人员。
safe-undone-told = “{ $club }”俱乐部关于您的决定已撤销。给您添麻烦了，抱歉。
safe-readmitted =
    您又可以进“{ $club }”俱乐部的群了，欢迎回来：
    { $link }
safe-held-told =
    您在“{ $club }”俱乐部群里的消息，负责人会先看一下：这样可以保护大家不受骗。一般很快。
    您什么都不用做，您没有做错什么。
safe-held-note = 新成员带链接和电话的消息，负责人会先看。
safe-dropped-told = 负责人看了您的消息，没有在“{ $club }”俱乐部的群里显示。您可以照常继续发言。
safe-expired-told = 您在“{ $club }”俱乐部群里的消息一直没有人来得及看，抱歉。如果还重要，请再写一次。
safe-somebody = 群友
safe-shown = { $name }写道：{ $text }
safe-sent = { $name }发来：
safe-words-report = 举报, 可疑
safe-report-how = 要举报，请在群里用“举报”两个字回复那条消息。或者在这里按“俱乐部”，再按“可疑”。
safe-report-own = 这条消息不是别人的。要举报另一条，请用“举报”两个字回复它。
safe-report-thanks = 谢谢您告诉我们。“{ $club }”俱乐部的负责人会看，我们会告诉您结果。群里没有人知道是您。
safe-report-enough = 您今天已经帮了负责人很多次，他们都会看到。如果现在有人向您要钱或验证码，请呼叫工作人员。
safe-report-no-club = 您还没有加入任何俱乐部。如果有人在别处想骗您，请呼叫工作人员。
safe-report-where = 是在哪个俱乐部？
safe-report-what = 什么让您觉得可疑？请用自己的话写，或把那条消息转发到这里。只有“{ $club }”俱乐部的负责人能看到。
safe-complaint-told-acted = 您写给“{ $club }”俱乐部负责人的事，他们看过并处理了。谢谢您！
safe-complaint-told-dismissed = 您写给“{ $club }”俱乐部负责人的事，他们看过了：没有违反规则。谢谢您的提醒。
safe-to-clubs = 去俱乐部
safe-suspicious = 可疑
safe-mine-button = 关于我的决定
safe-mine = 俱乐部负责人关于您的决定：
safe-mine-none = 没有关于您的决定。一切都好。
safe-mine-warning = “{ $club }”俱乐部，提醒。原因：{ $reason }
safe-mine-silence = “{ $club }”俱乐部，{ $until }之前不能发言。原因：{ $reason }
safe-mine-removal = “{ $club }”俱乐部，移出群。原因：{ $reason }
safe-mine-undone = （已撤销）
safe-mine-appeal = 申诉 { $number }：{ $what }
safe-kind-warning = 提醒
safe-kind-silence = 禁言
safe-kind-removal = 移出群
safe-raid-wait = “{ $name }”俱乐部现在安静半小时：一下子来了太多陌生人。请半小时后再试。

### 兴趣小组群里的问答

quiz-begins =
    问答“{ $title }”：共 { $count } 题，每题 { $seconds } 秒。
    几秒钟后开始。
quiz-question = 第 { $number } 题，共 { $count } 题 · { $seconds } 秒
quiz-again = 刚才连接中断，我们再问一次。已经回答过的不用再答。
quiz-write = 请直接在群里写答案。
quiz-hint = 提示：{ $hint }
quiz-want-hint = 请给个提示
quiz-closed = 第 { $number } 题，共 { $count } 题
quiz-answer = 正确答案：{ $answer }
quiz-source = 出处：{ $source }
quiz-was-first = 最先答对的是 { $name }，+{ $points }
quiz-were-right = 答对的有：{ $names }
quiz-nobody-right = 这一题没有人答对。
quiz-question-dropped = 这一题取消了：问答已结束。
quiz-table = 问答“{ $title }”的得分
quiz-over =
    { $count ->
        [0] 问答“{ $title }”结束了。谢谢大家的陪伴！
       *[other] 问答“{ $title }”结束了。谢谢每一位参加的人！
    }
quiz-row = { $place }. { $name } — { $points }（答对：{ $right }）
quiz-more-players = 还有 { $count } 人参加
quiz-and-others = { $names }，还有 { $count } 人
quiz-somebody = 参加者
quiz-press-taken = 答案已收到。时间到了我们公布谁答对。
quiz-press-again = 这一题您已经回答过了。
quiz-press-closed = 这一题已经结束。
quiz-hint-counted = 已收到您要提示的一票。还需要一票。
quiz-hint-voted = 您已经投过票了。还需要一票。
quiz-hint-given = 提示已写在题目下面。
quiz-hint-none = 没有更多提示了。
quiz-moderators-only = 问答由群管理员开始。请和他说一声。
quiz-busy = 这里正在玩一个游戏。先把它玩完吧。
quiz-none = 现在没有问答。
quiz-no-packs = 还没有问答题目。可以在私聊里发给机器人。
quiz-not-found =
    没有问答“{ $topic }”。现有：
    { $titles }
    例如这样写：知识问答 { $example }
quiz-which =
    想玩哪一个？
    { $titles }
    例如这样写：知识问答 { $example }

## 每日一词

quiz-word-title = 每日一词
quiz-word-shown =
    每日一词
    { $task }
    猜到了就在群里写出来。前三位得分，晚上公布答案。
quiz-word-clue =
    { $clue }
    字数：{ $length }
quiz-word-anagram =
    字的顺序乱了：{ $letters }
    主题：{ $topic }
quiz-word-letters =
    { $clue }
    第一个和最后一个字：{ $shape }
quiz-word-told =
    今天的词是“{ $word }”。
    { $clue }
quiz-word-row = { $place }. { $name }，+{ $points }
quiz-word-nobody = 今天没有人猜到。明天还有新的。
quiz-word-others = 也猜到的有：{ $names }

### 摄影比赛和快闪

contest-begins =
    摄影比赛“{ $theme }”
    { $day } { $time } 前都可以发照片，每人最多 { $most } 张。
    { $secret ->
        [yes] 请按“参加”，把照片发给机器人。您同意后才会在群里展示，最后公布作者。
       *[no] 请按“参加”，或者用照片回复这条消息。您同意后才会在群里展示。
    }
    请按照片下的爱心投票！
flashmob-begins =
    快闪“{ $theme }”
    { $day } { $time } 前都可以发照片，每人最多 { $most } 张。
    请按“参加”，或者用照片回复这条消息。您同意后才会在群里展示。
contest-join = 参加
contest-by-button = 作者最后才公布，所以请把照片发给机器人：按“参加”。
contest-enough = 每人最多 { $most } 张，您的已经满了。撤下一张就有空位。
contest-consent = 可以把这张照片展示出来吗？
contest-consent-yes = 可以
contest-consent-no = 不要
contest-number = 照片 { $number }
contest-vote = ❤ 喜欢
contest-remove = 撤下我的照片
contest-press-voted = 已投票。再按一次就取消。
contest-press-unvoted = 已取消投票。
contest-press-own = 自己的照片由别人来投票。
contest-press-old = 这个已经结束了。
contest-press-yes = 谢谢！照片很快会出现。
contest-press-no = 好的，不展示。
contest-press-author = 只有照片的作者可以这样做。
contest-press-wait = 正在核对。请过几秒再按一次。
contest-press-removed = 照片已撤下。
contest-over = 摄影比赛“{ $theme }”结束了，共有 { $count } 张照片参加。
contest-empty =
    { $count ->
        [0] 摄影比赛“{ $theme }”结束了。这次没有照片。
       *[other] 摄影比赛“{ $theme }”结束了。没有人投票，但每一张都很好。谢谢！
    }
contest-row = 照片 { $number } · { $name } — { $votes } 票{ $points ->
        [0] { "" }
       *[other] ，+{ $points }
    }
contest-thanks = 谢谢所有拍照和投票的人！
flashmob-over = 快闪“{ $theme }”结束了，共 { $count } 张照片。谢谢 { $names }！
flashmob-empty = 快闪“{ $theme }”结束了。这次没有照片。

contest-gone = 这次比赛已经结束。下一次会在群里通知。
contest-members-only = 只有小组“{ $name }”的成员可以参加。请先加入小组，再按“参加”。
contest-ask-photo = “{ $theme }”：请发一张照片，可以写几句话。
contest-one-photo = 请发一张照片，作为图片发，不要作为文件发。
contest-caption-plain = 带链接、电话或要钱的话不会展示。请换几句话或不写字，再发一次照片。
contest-has-code = 您为“{ $theme }”发的照片里有二维码，这样的照片不在群里展示。请换一张。
contest-ask-consent =
    可以在小组“{ $club }”的群里展示这张照片吗？
    { $shown ->
        [later] 您的名字“{ $name }”最后公布。
       *[now] 署名：{ $name }。
    }
    您随时可以撤下。
contest-your-name = 您的名字
contest-not-shown = 好的，没有人会看到，我们也没有保存。
contest-entered = 谢谢！照片很快会出现在群里。
contest-my-photos = 我的照片
contest-no-photos = 您现在没有参赛的照片。
contest-photos = 您有 { $count } 张照片。要撤下哪一张？
contest-ask-remove = 撤下这张照片吗？它会从群里消失，票数也一起。
contest-remove-yes = 撤下
contest-remove-no = 留着
contest-removed = 已撤下。群里和我们这里都没有这张照片了。
contest-stays = 我们不再保存您在“{ $theme }”里的照片，但时间过长，我们自己无法从群里删除。我们已请管理员帮忙。

### 俱乐部群里的游戏：填字对战

game-board-title = 填字游戏“{ $title }”
game-board-row = { $mark } { $name } { $points }
game-board-open = 已填出：{ $done } / { $all }
game-board-points = { $place } { $word } — { $name }，+{ $points }
game-board-word = { $place } { $word } — { $name }
game-board-crossed = { $place } { $word } — 交叉自动拼出
game-board-more = 还有 { $count } 个词
game-board-hint = 提示：翻开了一个字，{ $place }
game-board-almost = 差一点：{ $names }
game-board-resting = 休息 15 秒：{ $names }
game-board-wished = 想要提示（{ $place }）：{ $count }
game-board-paused = 游戏暂停。现在不计答案，进度都已保存。
game-board-how = 请在这里写：“5 横 词”，或者只写这个词。
game-more = 还有 { $count }
game-someone = 一位成员
game-team-all = 大家一起
game-team-first = 蓝队
game-team-second = 橙队
game-across = { $number } 横
game-down = { $number } 竖
game-button-hint = 提示（−{ $cost }）
game-button-hint-free = 提示
game-button-mine = 我的得分
game-button-clues = 大字题目
game-clues-across = 横向
game-clues-down = 纵向
game-clues-none = 所有词都已填出。
game-clueless = 没有题目，靠交叉填出
game-end-solved = 填字游戏“{ $title }”全部填完！
game-end-stopped = 填字游戏“{ $title }”今天就到这里。
game-end-forgotten = 填字游戏“{ $title }”很久没人动了，我们先结束它。想玩时再开新的。
game-end-row = { $place }. { $mark } { $name } — { $points }（词：{ $words }）
game-end-players = 玩家：{ $names }
game-end-best = 最佳词：{ $word } — { $name }，+{ $points }
game-end-together = 一起填出 { $count } 个词。参加的人：{ $names }
game-end-left = 没猜出：{ $words }
game-end-thanks = 谢谢大家参加！
game-end-nobody = 下次再一起玩！
game-hint-none = 没有可以翻开的了。
game-hint-later = { $seconds } 秒后才能再要提示。
game-hint-voted = 已记下您要提示：{ $place }，还差 { $needed } 票。
game-hint-given = 翻开一个字：{ $place }，花费 { $cost } 分。
game-hint-given-free = 翻开一个字：{ $place }
game-paused-toast = 游戏暂停中。
game-over-toast = 这局游戏已经结束。
game-team-joined = 您在“{ $team }”。请把答案写到群里。
game-team-stays = 您已经为“{ $team }”答过题，不能换队。
game-mine-none = 您还没有参加。请在群里写出填字里的任何一个词。
game-mine-together = 您填出的词：{ $words }
game-mine-solo = 第 { $place } 名。得分 { $points }，词 { $words }
game-mine-team = { $mark } { $team }：{ $total }。您的词 { $words }，得分 { $points }
game-ask-moderator = 游戏由群主持人开始，请联系主持人。
game-busy = 这里正在进行游戏，先玩完这一局。
game-no-topic = 没有这个主题。可选：{ $topics }
game-not-laid = 这些词拼不成填字，请换一个主题。
game-week = 本周排行，{ $first } – { $last }
game-table-row = { $place }. { $name } — { $points }（局数：{ $games }）
game-season = 本季排行：{ $season }
game-season-none = 本季这里还没有人玩过。
game-season-winter = { $year } 冬
game-season-spring = { $year } 春
game-season-summer = { $year } 夏
game-season-autumn = { $year } 秋
game-list = 正在进行的游戏：
game-list-none = 您的俱乐部里现在没有游戏。
game-here = 正在玩游戏
game-to-clubs = 去俱乐部
game-all = 所有游戏
game-look-again = 看看新进展
game-not-yours = 只有在俱乐部群里的人能看到这局游戏。
game-rests = 游戏暂停中。
game-answer-there = 答案请写到俱乐部群里：“5 横 词”，或者只写这个词。
game-plan-soon = 今天 { $hour } 这里有填字对战，欢迎参加！
game-plan-late = 原定 { $hour } 开始，我们晚了。现在开始！
game-plan-missed = { $hour } 的填字对战没有开始：服务当时无法使用。抱歉。
game-plan-busy = 新的填字原定 { $hour } 开始，但上一局还没结束。先把它玩完。
game-across-open = 回答
game-across-unheard = 俱乐部“{ $club }”邀请我们进行填字对战。由群主持人回答：

### 小组日历

club-then = 之后：{ $when }
club-follow = 提醒我参加小组聚会
club-meeting-soon = 小组聚会快开始了：{ $title }，{ $when }。
club-meeting-moved = 聚会改时间了：{ $title }，现在是{ $when }。
club-meeting-off = 聚会取消了：{ $title }，{ $when }。
club-meeting-open = 聚会详情
game-at-rest = 填字“{ $title }”正在休息。请先继续（/resume）或结束（/end）它。
game-name-waits = 我们还不认识您。请在群里写几句关于自己的话，管理员看过之后就可以一起玩了。
