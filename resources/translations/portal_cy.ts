<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="cy_GB">
<context>
    <name>AccountPage</name>
    <message>
        <source>Change password</source>
        <translation>Newid y cyfrinair</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Enw cyntaf</translation>
    </message>
    <message>
        <source>Job role</source>
        <translation>Rôl swydd</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Cyfenw</translation>
    </message>
    <message>
        <source>Make a new recovery code</source>
        <translation>Gwneud cod adfer newydd</translation>
    </message>
    <message>
        <source>My account</source>
        <translation>Fy nghyfrif</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Sefydliad</translation>
    </message>
    <message>
        <source>Password and safety</source>
        <translation>Cyfrinair a diogelwch</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Cadw'r newidiadau</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Allgofnodi</translation>
    </message>
    <message>
        <source>Signed in with</source>
        <translation>Wedi mewngofnodi gyda</translation>
    </message>
    <message>
        <source>Telephone number</source>
        <translation>Rhif ffôn</translation>
    </message>
    <message>
        <source>These details are put into new forms, where you can change them.</source>
        <translation>Rhoddir y manylion hyn mewn ffurflenni newydd, lle gallwch eu newid.</translation>
    </message>
</context>
<context>
    <name>AttachmentEditor</name>
    <message>
        <source>Choose files</source>
        <translation>Dewis ffeiliau</translation>
    </message>
    <message>
        <source>Removed: {title}</source>
        <translation>Tynnwyd: {title}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Dadwneud</translation>
    </message>
</context>
<context>
    <name>Beside</name>
    <message>
        <source>Previous form, as it was sent</source>
        <translation>Ffurflen flaenorol, fel yr anfonwyd hi</translation>
    </message>
</context>
<context>
    <name>BodyMap</name>
    <message>
        <source>Press the place where the mark is, or add it in the list below. Left and right are the child's.</source>
        <translation>Pwyswch y man lle mae'r marc, neu ychwanegwch ef yn y rhestr isod. Chwith a de'r plentyn ydynt.</translation>
    </message>
    <message>
        <source>{place}. Press to add a mark here.</source>
        <translation>{place}. Pwyswch i ychwanegu marc yma.</translation>
    </message>
</context>
<context>
    <name>BodyPicture</name>
    <message>
        <source>Arrow keys walk over the body, Space adds a mark. All of it can be entered in the list below.</source>
        <translation>Mae'r bysellau saeth yn symud dros y corff, mae'r bylchwr yn ychwanegu marc. Gellir nodi'r cyfan yn y rhestr isod.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Cefn</translation>
    </message>
    <message>
        <source>Body map, front and back</source>
        <translation>Map o'r corff, blaen a chefn</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>Blaen</translation>
    </message>
    <message>
        <source>mark {numbers}</source>
        <translation>marc {numbers}</translation>
    </message>
    <message>
        <source>marks {numbers}</source>
        <translation>marciau {numbers}</translation>
    </message>
</context>
<context>
    <name>BothPage</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Yn ôl</translation>
    </message>
    <message>
        <source>&amp;Go on with these answers</source>
        <translation>&amp;Ymlaen gyda'r atebion hyn</translation>
    </message>
    <message>
        <source>Answered on two computers</source>
        <translation>Atebwyd ar ddau gyfrifiadur</translation>
    </message>
    <message>
        <source>Both say the same. There is nothing to choose.</source>
        <translation>Mae'r ddwy yn dweud yr un peth. Nid oes dim i'w ddewis.</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Dim ateb</translation>
    </message>
    <message>
        <source>On the other computer</source>
        <translation>Ar y cyfrifiadur arall</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Ar y cyfrifiadur hwn</translation>
    </message>
    <message>
        <source>Your answer to the council</source>
        <translation>Eich ateb i'r cyngor</translation>
    </message>
    <message>
        <source>“{form}” was answered on another computer of yours as well, and the council has that answer. Choose which answers are right. Both stay: theirs with the council, yours in the form that you go on with.</source>
        <translation>Atebwyd “{form}” ar gyfrifiadur arall o'ch eiddo hefyd, ac mae'r ateb hwnnw gan y cyngor. Dewiswch pa atebion sy'n gywir. Mae'r ddau'n aros: y llall gyda'r cyngor, hwn yn y ffurflen yr ewch ymlaen â hi.</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Change</source>
        <translation>Newid</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Gorffen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Dyblygu</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Symud i lawr</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Symud i fyny</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Dileu</translation>
    </message>
</context>
<context>
    <name>Caring</name>
    <message>
        <source>1 saved form is deleted {when}. Change something in it to keep it longer.</source>
        <translation>Dilëir 1 ffurflen a gadwyd {when}. Newidiwch rywbeth ynddi i'w chadw'n hirach.</translation>
    </message>
    <message>
        <source>Saved forms</source>
        <translation>Ffurflenni a gadwyd</translation>
    </message>
    <message>
        <source>This computer's disk is nearly full. What you write is still saved; free some space soon.</source>
        <translation>Mae disg y cyfrifiadur hwn bron yn llawn. Mae'r hyn a ysgrifennwch yn dal i gael ei gadw; rhyddhewch le yn fuan.</translation>
    </message>
    <message>
        <source>in 1 day</source>
        <translation>ymhen 1 diwrnod</translation>
    </message>
    <message>
        <source>in {} days</source>
        <translation>ymhen {} diwrnod</translation>
    </message>
    <message>
        <source>{count} saved forms are deleted soon, the first {when}. Change something in one to keep it longer.</source>
        <translation>Dilëir {count} ffurflen a gadwyd yn fuan, y gyntaf {when}. Newidiwch rywbeth mewn un i'w chadw'n hirach.</translation>
    </message>
    <message>
        <source>{form} ({child}), as it was saved: {when}.</source>
        <translation>{form} ({child}), fel y'i cadwyd: {when}.</translation>
    </message>
</context>
<context>
    <name>Changing</name>
    <message>
        <source>Go on as: {form}</source>
        <translation>Ymlaen fel: {form}</translation>
    </message>
    <message>
        <source>Go on with the other form</source>
        <translation>Ymlaen gyda'r ffurflen arall</translation>
    </message>
    <message>
        <source>Stay with this form</source>
        <translation>Aros gyda'r ffurflen hon</translation>
    </message>
    <message>
        <source>Your answers are kept by their question. What the other form does not ask is set aside for you to copy. This form as it is now stays among its earlier versions.</source>
        <translation>Cedwir eich atebion wrth eu cwestiwn. Rhoddir yr hyn nad yw'r ffurflen arall yn ei ofyn o'r neilltu i chi ei gopïo. Mae'r ffurflen hon fel y mae nawr yn aros ymhlith ei fersiynau blaenorol.</translation>
    </message>
</context>
<context>
    <name>CheckEditor</name>
    <message>
        <source>Find an option</source>
        <translation>Dod o hyd i opsiwn</translation>
    </message>
    <message>
        <source>Type to find an option</source>
        <translation>Teipiwch i ddod o hyd i opsiwn</translation>
    </message>
</context>
<context>
    <name>Checking</name>
    <message>
        <source>Enter a password</source>
        <translation>Rhowch gyfrinair</translation>
    </message>
    <message>
        <source>Enter a telephone number, like 01632 960 001</source>
        <translation>Rhowch rif ffôn, fel 01632 960 001</translation>
    </message>
    <message>
        <source>Enter an e-mail address in the correct format, like name@example.com</source>
        <translation>Rhowch gyfeiriad e-bost yn y fformat cywir, fel enw@example.com</translation>
    </message>
    <message>
        <source>Enter the name of your organisation</source>
        <translation>Rhowch enw eich sefydliad</translation>
    </message>
    <message>
        <source>Enter your e-mail address</source>
        <translation>Rhowch eich cyfeiriad e-bost</translation>
    </message>
    <message>
        <source>Enter your first name</source>
        <translation>Rhowch eich enw cyntaf</translation>
    </message>
    <message>
        <source>Enter your job role</source>
        <translation>Rhowch eich rôl swydd</translation>
    </message>
    <message>
        <source>Enter your last name</source>
        <translation>Rhowch eich cyfenw</translation>
    </message>
    <message>
        <source>Enter your telephone number</source>
        <translation>Rhowch eich rhif ffôn</translation>
    </message>
    <message>
        <source>Password must be {} characters or more</source>
        <translation>Rhaid i'r cyfrinair fod yn {} nod neu fwy</translation>
    </message>
</context>
<context>
    <name>CheckingPdf</name>
    <message>
        <source>Is this what was submitted?</source>
        <translation>Ai dyma a gyflwynwyd?</translation>
    </message>
    <message>
        <source>PDF documents (*.pdf)</source>
        <translation>Dogfennau PDF (*.pdf)</translation>
    </message>
    <message>
        <source>PDF to check</source>
        <translation>PDF i'w wirio</translation>
    </message>
    <message>
        <source>Reference {}, version {}</source>
        <translation>Cyfeirnod {}, fersiwn {}</translation>
    </message>
    <message>
        <source>The file cannot be read. Choose another one.</source>
        <translation>Ni ellir darllen y ffeil. Dewiswch un arall.</translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>Other</source>
        <translation>Arall</translation>
    </message>
</context>
<context>
    <name>ChoosePage</name>
    <message>
        <source>A child may be at risk</source>
        <translation>Gall plentyn fod mewn perygl</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Yn ôl</translation>
    </message>
    <message>
        <source>Blank form to print</source>
        <translation>Ffurflen wag i'w hargraffu</translation>
    </message>
    <message>
        <source>Blank form to print: {}</source>
        <translation>Ffurflen wag i'w hargraffu: {}</translation>
    </message>
    <message>
        <source>Choose a form</source>
        <translation>Dewis ffurflen</translation>
    </message>
    <message>
        <source>Forms for members of the public. You can begin any of them without a network.</source>
        <translation>Ffurflenni i aelodau o'r cyhoedd. Gallwch ddechrau unrhyw un ohonynt heb rwydwaith.</translation>
    </message>
    <message>
        <source>Forms for professionals. You can begin any of them without a network.</source>
        <translation>Ffurflenni i weithwyr proffesiynol. Gallwch ddechrau unrhyw un ohonynt heb rwydwaith.</translation>
    </message>
    <message>
        <source>There is no form on this computer yet. Connect to the network once, then come back.</source>
        <translation>Nid oes ffurflen ar y cyfrifiadur hwn eto. Cysylltwch â'r rhwydwaith unwaith, yna dewch yn ôl.</translation>
    </message>
</context>
<context>
    <name>ClosingDialog</name>
    <message>
        <source>1 form has not reached the council</source>
        <translation>Nid yw 1 ffurflen wedi cyrraedd y cyngor</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>Cau beth bynnag</translation>
    </message>
    <message>
        <source>Keep sending in the background</source>
        <translation>Dal i anfon yn y cefndir</translation>
    </message>
    <message>
        <source>One is about a child's safety. If it is urgent, call the council on {}.</source>
        <translation>Mae un yn ymwneud â diogelwch plentyn. Os yw'n frys, ffoniwch y cyngor ar {}.</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Aros yma</translation>
    </message>
    <message>
        <source>They can be sent in the background while this window is closed. If you close the program, they are kept and sent the next time you open it.</source>
        <translation>Gellir eu hanfon yn y cefndir tra bo'r ffenestr hon ar gau. Os caewch y rhaglen, fe'u cedwir a'u hanfon y tro nesaf y byddwch yn ei hagor.</translation>
    </message>
    <message>
        <source>{} forms have not reached the council</source>
        <translation>Nid yw {} ffurflen wedi cyrraedd y cyngor</translation>
    </message>
</context>
<context>
    <name>CodePage</name>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Parhau</translation>
    </message>
    <message>
        <source>8 digits. Spaces are fine.</source>
        <translation>8 digid. Mae bylchau'n iawn.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Yn ôl</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Cod</translation>
    </message>
    <message>
        <source>It can take a few minutes. If it is not there, look in your junk folder.</source>
        <translation>Gall gymryd ychydig funudau. Os nad yw yno, edrychwch yn eich ffolder sothach.</translation>
    </message>
    <message>
        <source>Register for new account · step 3 of 3</source>
        <translation>Cofrestru am gyfrif newydd · cam 3 o 3</translation>
    </message>
    <message>
        <source>Register: verify your e-mail address</source>
        <translation>Cofrestru: gwirio eich cyfeiriad e-bost</translation>
    </message>
    <message>
        <source>Send me a new code</source>
        <translation>Anfon cod newydd ataf</translation>
    </message>
    <message>
        <source>Verify your e-mail address</source>
        <translation>Gwirio eich cyfeiriad e-bost</translation>
    </message>
    <message>
        <source>We have sent an e-mail titled "Please verify your email address" to {}.</source>
        <translation>Rydym wedi anfon e-bost o'r enw "Please verify your email address" at {}.</translation>
    </message>
</context>
<context>
    <name>ComboEditor</name>
    <message>
        <source>Type to search, or choose from the list</source>
        <translation>Teipiwch i chwilio, neu dewiswch o'r rhestr</translation>
    </message>
</context>
<context>
    <name>CrashWindow</name>
    <message>
        <source>Copied.</source>
        <translation>Wedi'i gopïo.</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Copïo'r adroddiad</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Ymlaen</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Adroddiad</translation>
    </message>
    <message>
        <source>Something went wrong in the program</source>
        <translation>Aeth rhywbeth o'i le yn y rhaglen</translation>
    </message>
    <message>
        <source>That was our mistake, not yours. What you have written is saved on this computer.</source>
        <translation>Ein camgymeriad ni oedd hynny, nid eich un chi. Mae'r hyn yr ydych wedi'i ysgrifennu wedi'i gadw ar y cyfrifiadur hwn.</translation>
    </message>
    <message>
        <source>You can go on. If it happens again, copy this report and send it to your IT support. It holds nothing that you have written.</source>
        <translation>Gallwch fynd ymlaen. Os bydd yn digwydd eto, copïwch yr adroddiad hwn a'i anfon at eich cymorth TG. Nid yw'n cynnwys dim a ysgrifennoch.</translation>
    </message>
</context>
<context>
    <name>CredentialsPage</name>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Parhau</translation>
    </message>
    <message>
        <source>At least 12 characters. Three words that only you would put together are strong.</source>
        <translation>O leiaf 12 nod. Mae tri gair na fyddai neb ond chi yn eu rhoi gyda'i gilydd yn gryf.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Yn ôl</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Cyfeiriad e-bost</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Cyfrinair</translation>
    </message>
    <message>
        <source>Register for new account · step 2 of 3</source>
        <translation>Cofrestru am gyfrif newydd · cam 2 o 3</translation>
    </message>
    <message>
        <source>Register: e-mail and password</source>
        <translation>Cofrestru: e-bost a chyfrinair</translation>
    </message>
    <message>
        <source>Strength of the password</source>
        <translation>Cryfder y cyfrinair</translation>
    </message>
    <message>
        <source>The council writes to this address. Use the one you use at work.</source>
        <translation>Mae'r cyngor yn ysgrifennu i'r cyfeiriad hwn. Defnyddiwch yr un a ddefnyddiwch yn y gwaith.</translation>
    </message>
    <message>
        <source>This password also opens the forms on this computer. Nobody can read them without it, and nobody can tell you what it was.</source>
        <translation>Mae'r cyfrinair hwn hefyd yn agor y ffurflenni ar y cyfrifiadur hwn. Ni all neb eu darllen hebddo, ac ni all neb ddweud wrthych beth ydoedd.</translation>
    </message>
    <message>
        <source>Your e-mail address and password</source>
        <translation>Eich cyfeiriad e-bost a'ch cyfrinair</translation>
    </message>
</context>
<context>
    <name>DangerBar</name>
    <message>
        <source>Call 999. Then call the council on {} ({}).</source>
        <translation>Ffoniwch 999. Yna ffoniwch y cyngor ar {} ({}).</translation>
    </message>
    <message>
        <source>Is a child in immediate danger?</source>
        <translation>A oes plentyn mewn perygl uniongyrchol?</translation>
    </message>
</context>
<context>
    <name>DateEditor</name>
    <message>
        <source>Day</source>
        <translation>Diwrnod</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Mis</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Blwyddyn</translation>
    </message>
</context>
<context>
    <name>DateTimeEditor</name>
    <message>
        <source>Time</source>
        <translation>Amser</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Close</source>
        <translation>Cau</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Ni weithiodd hynny</translation>
    </message>
</context>
<context>
    <name>Drafts</name>
    <message>
        <source>Child</source>
        <translation>Plentyn</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Ffurflen</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>Cedwir am</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Cadwyd</translation>
    </message>
</context>
<context>
    <name>Entry</name>
    <message>
        <source>Enter the passphrase that you chose for forms written without an account.</source>
        <translation>Rhowch y gyfrinair-frawddeg a ddewisoch ar gyfer ffurflenni a ysgrifennwyd heb gyfrif.</translation>
    </message>
    <message>
        <source>Enter your e-mail address</source>
        <translation>Rhowch eich cyfeiriad e-bost</translation>
    </message>
    <message>
        <source>Enter your password</source>
        <translation>Rhowch eich cyfrinair</translation>
    </message>
    <message>
        <source>Enter your password. The recovery code that you have now opens no more after this.</source>
        <translation>Rhowch eich cyfrinair. Ni fydd y cod adfer sydd gennych nawr yn agor dim ar ôl hyn.</translation>
    </message>
    <message>
        <source>Go on without an account</source>
        <translation>Ymlaen heb gyfrif</translation>
    </message>
    <message>
        <source>Make a new recovery code</source>
        <translation>Gwneud cod adfer newydd</translation>
    </message>
    <message>
        <source>That passphrase does not open the forms kept here. Enter it again.</source>
        <translation>Nid yw'r gyfrinair-frawddeg honno'n agor y ffurflenni a gedwir yma. Rhowch hi eto.</translation>
    </message>
    <message>
        <source>This computer cannot keep a key by itself. Choose a passphrase: it opens what you write now, until you sign in.</source>
        <translation>Ni all y cyfrifiadur hwn gadw allwedd ar ei ben ei hun. Dewiswch gyfrinair-frawddeg: mae'n agor yr hyn a ysgrifennwch nawr, nes i chi fewngofnodi.</translation>
    </message>
    <message>
        <source>Tick the box to agree to the Terms and Conditions</source>
        <translation>Ticiwch y blwch i gytuno i'r Telerau ac Amodau</translation>
    </message>
    <message>
        <source>Write the code down or print it, then tick the box</source>
        <translation>Ysgrifennwch y cod neu argraffwch ef, yna ticiwch y blwch</translation>
    </message>
    <message>
        <source>Your password was changed</source>
        <translation>Newidiwyd eich cyfrinair</translation>
    </message>
    <message>
        <source>Your saved forms did not open. Enter your password to see what can be done.</source>
        <translation>Nid agorodd eich ffurflenni a gadwyd. Rhowch eich cyfrinair i weld beth y gellir ei wneud.</translation>
    </message>
</context>
<context>
    <name>ErrorSummary</name>
    <message>
        <source>There is a problem</source>
        <translation>Mae problem</translation>
    </message>
</context>
<context>
    <name>FamilyDialog</name>
    <message>
        <source>Answers that are left out</source>
        <translation>Atebion sy'n cael eu gadael allan</translation>
    </message>
    <message>
        <source>Copy for the family</source>
        <translation>Copi i'r teulu</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Mynd yn ôl</translation>
    </message>
    <message>
        <source>I have read all of this section: put it in</source>
        <translation>Rwyf wedi darllen yr adran hon i gyd: cynnwys hi</translation>
    </message>
    <message>
        <source>I have read this: put it in</source>
        <translation>Rwyf wedi darllen hwn: cynnwys ef</translation>
    </message>
    <message>
        <source>Make the copy</source>
        <translation>Gwneud y copi</translation>
    </message>
    <message>
        <source>No answer tells about other people. Attached files are left out.</source>
        <translation>Nid oes unrhyw ateb yn sôn am bobl eraill. Mae ffeiliau a atodwyd yn cael eu gadael allan.</translation>
    </message>
    <message>
        <source>Put in all of: {}</source>
        <translation>Cynnwys y cyfan o: {}</translation>
    </message>
    <message>
        <source>Put in: {}</source>
        <translation>Cynnwys: {}</translation>
    </message>
    <message>
        <source>These answers tell about other people, or may do so: they are left out. Tick only what you have read and may give to the family. Attached files are always left out.</source>
        <translation>Mae'r atebion hyn yn sôn am bobl eraill, neu gallent wneud hynny: maent yn cael eu gadael allan. Ticiwch dim ond yr hyn rydych wedi'i ddarllen ac y cewch ei roi i'r teulu. Mae ffeiliau a atodwyd bob amser yn cael eu gadael allan.</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Problem: {}</source>
        <translation>Problem: {}</translation>
    </message>
    <message>
        <source>must be answered</source>
        <translation>rhaid ei ateb</translation>
    </message>
</context>
<context>
    <name>FileLine</name>
    <message>
        <source>Description of {name}</source>
        <translation>Disgrifiad o {name}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Dileu</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>Dileu {name}</translation>
    </message>
    <message>
        <source>What is it? For example: school report, March</source>
        <translation>Beth ydyw? Er enghraifft: adroddiad ysgol, mis Mawrth</translation>
    </message>
</context>
<context>
    <name>FileRefused</name>
    <message>
        <source>Add the document it leads to.</source>
        <translation>Ychwanegwch y ddogfen y mae'n arwain ati.</translation>
    </message>
    <message>
        <source>Choose the file again.</source>
        <translation>Dewiswch y ffeil eto.</translation>
    </message>
    <message>
        <source>Files can be up to {} MB.</source>
        <translation>Gall ffeiliau fod hyd at {} MB.</translation>
    </message>
    <message>
        <source>Films cannot be added here; tell the council that you have one.</source>
        <translation>Ni ellir ychwanegu ffilmiau yma; dywedwch wrth y cyngor fod gennych un.</translation>
    </message>
    <message>
        <source>It cannot be added here.</source>
        <translation>Ni ellir ei hychwanegu yma.</translation>
    </message>
    <message>
        <source>It cannot be added here; tell the council that you have one.</source>
        <translation>Ni ellir ei hychwanegu yma; dywedwch wrth y cyngor fod gennych un.</translation>
    </message>
    <message>
        <source>It has {} million dots.</source>
        <translation>Mae ganddo {} miliwn o ddotiau.</translation>
    </message>
    <message>
        <source>It holds macros (small programs).</source>
        <translation>Mae'n cynnwys macros (rhaglenni bach).</translation>
    </message>
    <message>
        <source>It is a GIF picture.</source>
        <translation>Llun GIF ydyw.</translation>
    </message>
    <message>
        <source>It is a HEIC photo.</source>
        <translation>Llun HEIC ydyw.</translation>
    </message>
    <message>
        <source>It is a PDF and a web page in one.</source>
        <translation>PDF a thudalen we mewn un ydyw.</translation>
    </message>
    <message>
        <source>It is a PDF with something else hidden behind it.</source>
        <translation>PDF â rhywbeth arall wedi'i guddio y tu ôl iddo ydyw.</translation>
    </message>
    <message>
        <source>It is a PowerPoint presentation.</source>
        <translation>Cyflwyniad PowerPoint ydyw.</translation>
    </message>
    <message>
        <source>It is a TIFF picture.</source>
        <translation>Llun TIFF ydyw.</translation>
    </message>
    <message>
        <source>It is a Visio drawing.</source>
        <translation>Lluniad Visio ydyw.</translation>
    </message>
    <message>
        <source>It is a WebP picture.</source>
        <translation>Llun WebP ydyw.</translation>
    </message>
    <message>
        <source>It is a Word template.</source>
        <translation>Templed Word ydyw.</translation>
    </message>
    <message>
        <source>It is a bitmap picture.</source>
        <translation>Llun didfap ydyw.</translation>
    </message>
    <message>
        <source>It is a damaged PDF.</source>
        <translation>PDF wedi'i ddifrodi ydyw.</translation>
    </message>
    <message>
        <source>It is a damaged picture.</source>
        <translation>Llun wedi'i ddifrodi ydyw.</translation>
    </message>
    <message>
        <source>It is a document with something else hidden in it.</source>
        <translation>Dogfen â rhywbeth arall wedi'i guddio ynddi ydyw.</translation>
    </message>
    <message>
        <source>It is a film or recording.</source>
        <translation>Ffilm neu recordiad ydyw.</translation>
    </message>
    <message>
        <source>It is a film.</source>
        <translation>Ffilm ydyw.</translation>
    </message>
    <message>
        <source>It is a packed folder.</source>
        <translation>Ffolder wedi'i phacio ydyw.</translation>
    </message>
    <message>
        <source>It is a plain text file.</source>
        <translation>Ffeil testun plaen ydyw.</translation>
    </message>
    <message>
        <source>It is a program.</source>
        <translation>Rhaglen ydyw.</translation>
    </message>
    <message>
        <source>It is a recording.</source>
        <translation>Recordiad ydyw.</translation>
    </message>
    <message>
        <source>It is a shortcut.</source>
        <translation>Llwybr byr ydyw.</translation>
    </message>
    <message>
        <source>It is a sound recording.</source>
        <translation>Recordiad sain ydyw.</translation>
    </message>
    <message>
        <source>It is a web page.</source>
        <translation>Tudalen we ydyw.</translation>
    </message>
    <message>
        <source>It is an AVIF picture.</source>
        <translation>Llun AVIF ydyw.</translation>
    </message>
    <message>
        <source>It is an Excel workbook.</source>
        <translation>Llyfr gwaith Excel ydyw.</translation>
    </message>
    <message>
        <source>It is an OpenDocument presentation.</source>
        <translation>Cyflwyniad OpenDocument ydyw.</translation>
    </message>
    <message>
        <source>It is an OpenDocument spreadsheet.</source>
        <translation>Taenlen OpenDocument ydyw.</translation>
    </message>
    <message>
        <source>It is an OpenDocument text.</source>
        <translation>Testun OpenDocument ydyw.</translation>
    </message>
    <message>
        <source>It is an Outlook message.</source>
        <translation>Neges Outlook ydyw.</translation>
    </message>
    <message>
        <source>It is an RTF document.</source>
        <translation>Dogfen RTF ydyw.</translation>
    </message>
    <message>
        <source>It is damaged.</source>
        <translation>Mae wedi'i difrodi.</translation>
    </message>
    <message>
        <source>It is empty.</source>
        <translation>Mae'n wag.</translation>
    </message>
    <message>
        <source>It is locked with a password.</source>
        <translation>Mae wedi'i chloi â chyfrinair.</translation>
    </message>
    <message>
        <source>It is not a Word document, a PDF or a picture (JPEG or PNG).</source>
        <translation>Nid yw'n ddogfen Word, yn PDF nac yn llun (JPEG neu PNG).</translation>
    </message>
    <message>
        <source>It is packed far smaller than a document is.</source>
        <translation>Mae wedi'i phacio'n llawer llai nag y mae dogfen.</translation>
    </message>
    <message>
        <source>It is {} MB.</source>
        <translation>Mae'n {} MB.</translation>
    </message>
    <message>
        <source>Open it in Word and save it again, then add it.</source>
        <translation>Agorwch hi yn Word a'i chadw eto, yna ychwanegwch hi.</translation>
    </message>
    <message>
        <source>Open it, print it to a new PDF, then add that.</source>
        <translation>Agorwch ef, argraffwch ef i PDF newydd, yna ychwanegwch hwnnw.</translation>
    </message>
    <message>
        <source>Open it, save it as a JPEG picture, then add that.</source>
        <translation>Agorwch ef, cadwch ef fel llun JPEG, yna ychwanegwch hwnnw.</translation>
    </message>
    <message>
        <source>Open it, save it as a new JPEG or PNG picture, then add that.</source>
        <translation>Agorwch ef, cadwch ef fel llun JPEG neu PNG newydd, yna ychwanegwch hwnnw.</translation>
    </message>
    <message>
        <source>Pictures can have up to {} million: save it smaller, then add that.</source>
        <translation>Gall lluniau gael hyd at {} miliwn: cadwch ef yn llai, yna ychwanegwch hwnnw.</translation>
    </message>
    <message>
        <source>Print it to a new PDF, then add that.</source>
        <translation>Argraffwch ef i PDF newydd, yna ychwanegwch hwnnw.</translation>
    </message>
    <message>
        <source>Programs cannot be added.</source>
        <translation>Ni ellir ychwanegu rhaglenni.</translation>
    </message>
    <message>
        <source>Recordings cannot be added here; tell the council that you have one.</source>
        <translation>Ni ellir ychwanegu recordiadau yma; dywedwch wrth y cyngor fod gennych un.</translation>
    </message>
    <message>
        <source>Save it as a JPEG or PNG picture, then add that.</source>
        <translation>Cadwch ef fel llun JPEG neu PNG, yna ychwanegwch hwnnw.</translation>
    </message>
    <message>
        <source>Save it as a JPEG, then add that.</source>
        <translation>Cadwch ef fel JPEG, yna ychwanegwch hwnnw.</translation>
    </message>
    <message>
        <source>Save it as a PDF or Word document, then add that.</source>
        <translation>Cadwch ef fel PDF neu ddogfen Word, yna ychwanegwch hwnnw.</translation>
    </message>
    <message>
        <source>Save it as a PDF or as a Word document without macros, then add that.</source>
        <translation>Cadwch ef fel PDF neu fel dogfen Word heb facros, yna ychwanegwch hwnnw.</translation>
    </message>
    <message>
        <source>Save it as a PDF, then add that.</source>
        <translation>Cadwch ef fel PDF, yna ychwanegwch hwnnw.</translation>
    </message>
    <message>
        <source>Save it without the password, then add that.</source>
        <translation>Cadwch ef heb y cyfrinair, yna ychwanegwch hwnnw.</translation>
    </message>
    <message>
        <source>Unpack it, then add the documents in it.</source>
        <translation>Dadbaciwch hi, yna ychwanegwch y dogfennau sydd ynddi.</translation>
    </message>
</context>
<context>
    <name>FileZone</name>
    <message>
        <source>Adding files: {done} of {count} done.</source>
        <translation>Yn ychwanegu ffeiliau: {done} o {count} wedi'u gwneud.</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>Dewis ffeiliau</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>Dewis ffeiliau…</translation>
    </message>
    <message>
        <source>Drop files here, or choose them.</source>
        <translation>Gollyngwch ffeiliau yma, neu dewiswch nhw.</translation>
    </message>
    <message>
        <source>Each file may be up to {size}.</source>
        <translation>Gall pob ffeil fod hyd at {size}.</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>Gludo llun</translation>
    </message>
    <message>
        <source>Pasted picture.png</source>
        <translation>Llun wedi'i ludo.png</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopio</translation>
    </message>
    <message>
        <source>Stopped: {count} not added.</source>
        <translation>Wedi stopio: {count} heb eu hychwanegu.</translation>
    </message>
    <message>
        <source>There is no picture and no file in the clipboard. Copy one, then paste it here.</source>
        <translation>Nid oes llun na ffeil yn y clipfwrdd. Copïwch un, yna gludwch hi yma.</translation>
    </message>
    <message>
        <source>Word documents, PDF and pictures are accepted. Spreadsheets are not.</source>
        <translation>Derbynnir dogfennau Word, PDF a lluniau. Ni dderbynnir taenlenni.</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Chwilio</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cau</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Chwilio</translation>
    </message>
    <message>
        <source>Find in this document</source>
        <translation>Chwilio yn y ddogfen hon</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nesaf</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Heb ei ganfod</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Blaenorol</translation>
    </message>
    <message>
        <source>{places} found</source>
        <translation>Canfuwyd {places}</translation>
    </message>
    <message>
        <source>{place} of {places}</source>
        <translation>{place} o {places}</translation>
    </message>
</context>
<context>
    <name>FormChangedPage</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Yn ôl</translation>
    </message>
    <message>
        <source>&amp;Keep the earlier version</source>
        <translation>&amp;Cadw'r fersiwn flaenorol</translation>
    </message>
    <message>
        <source>&amp;Update my form</source>
        <translation>&amp;Diweddaru fy ffurflen</translation>
    </message>
    <message>
        <source>In another place</source>
        <translation>Mewn lle arall</translation>
    </message>
    <message>
        <source>In other words</source>
        <translation>Mewn geiriau eraill</translation>
    </message>
    <message>
        <source>New questions</source>
        <translation>Cwestiynau newydd</translation>
    </message>
    <message>
        <source>No question has changed: only lists, checks or hints.</source>
        <translation>Nid oes cwestiwn wedi newid: dim ond rhestrau, gwiriadau neu awgrymiadau.</translation>
    </message>
    <message>
        <source>Not asked any more</source>
        <translation>Ni ofynnir mwyach</translation>
    </message>
    <message>
        <source>Now to be answered</source>
        <translation>I'w hateb nawr</translation>
    </message>
    <message>
        <source>The council does not take the earlier version any more: update the form to send it.</source>
        <translation>Nid yw'r cyngor yn derbyn y fersiwn flaenorol mwyach: diweddarwch y ffurflen i'w hanfon.</translation>
    </message>
    <message>
        <source>The council has published another version of “{form}” since you began. Your answers are kept by their question. What the new version does not ask is set aside for you to copy. A copy of your form as it is now is kept first.</source>
        <translation>Mae'r cyngor wedi cyhoeddi fersiwn arall o “{form}” ers i chi ddechrau. Cedwir eich atebion wrth eu cwestiwn. Rhoddir yr hyn nad yw'r fersiwn newydd yn ei ofyn o'r neilltu i chi ei gopïo. Cedwir copi o'ch ffurflen fel y mae nawr yn gyntaf.</translation>
    </message>
    <message>
        <source>The council takes the earlier version as well.</source>
        <translation>Mae'r cyngor yn derbyn y fersiwn flaenorol hefyd.</translation>
    </message>
    <message>
        <source>The council takes the earlier version until {day}.</source>
        <translation>Mae'r cyngor yn derbyn y fersiwn flaenorol tan {day}.</translation>
    </message>
    <message>
        <source>This form has changed</source>
        <translation>Mae'r ffurflen hon wedi newid</translation>
    </message>
    <message>
        <source>To be answered in another way</source>
        <translation>I'w hateb mewn ffordd arall</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>All {} saved forms</source>
        <translation>Pob un o'r {} ffurflen a gadwyd</translation>
    </message>
    <message>
        <source>All {} that wait for your answer</source>
        <translation>Pob un o'r {} sy'n aros am eich ateb</translation>
    </message>
    <message>
        <source>Answer by {}.</source>
        <translation>Atebwch erbyn {}.</translation>
    </message>
    <message>
        <source>Answer: {}, {}</source>
        <translation>Ateb: {}, {}</translation>
    </message>
    <message>
        <source>Everything works without a network. Forms are sent when this computer is connected.</source>
        <translation>Mae popeth yn gweithio heb rwydwaith. Anfonir ffurflenni pan fydd y cyfrifiadur hwn wedi'i gysylltu.</translation>
    </message>
    <message>
        <source>Family, neighbours, friends, or a young person.</source>
        <translation>Teulu, cymdogion, ffrindiau, neu berson ifanc.</translation>
    </message>
    <message>
        <source>Forms that the council has not received yet, and its questions to you, are shown here.</source>
        <translation>Dangosir yma ffurflenni nad yw'r cyngor wedi'u derbyn eto, a'i gwestiynau i chi.</translation>
    </message>
    <message>
        <source>Forms you have saved</source>
        <translation>Ffurflenni a gadwyd gennych</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Hafan</translation>
    </message>
    <message>
        <source>I am a Professional</source>
        <translation>Rwy'n weithiwr proffesiynol</translation>
    </message>
    <message>
        <source>I am a member of the public</source>
        <translation>Rwy'n aelod o'r cyhoedd</translation>
    </message>
    <message>
        <source>If this is urgent, call {} now.</source>
        <translation>Os yw hyn yn frys, ffoniwch {} nawr.</translation>
    </message>
    <message>
        <source>Not received by the council yet</source>
        <translation>Heb eu derbyn gan y cyngor eto</translation>
    </message>
    <message>
        <source>Nothing is waiting</source>
        <translation>Nid oes dim yn aros</translation>
    </message>
    <message>
        <source>Open the recovered form</source>
        <translation>Agor y ffurflen a adferwyd</translation>
    </message>
    <message>
        <source>Recovered work</source>
        <translation>Gwaith a adferwyd</translation>
    </message>
    <message>
        <source>Start a form</source>
        <translation>Dechrau ffurflen</translation>
    </message>
    <message>
        <source>Start a form as a member of the public</source>
        <translation>Dechrau ffurflen fel aelod o'r cyhoedd</translation>
    </message>
    <message>
        <source>Start a form as a professional</source>
        <translation>Dechrau ffurflen fel gweithiwr proffesiynol</translation>
    </message>
    <message>
        <source>Stop and change it</source>
        <translation>Stopio a'i newid</translation>
    </message>
    <message>
        <source>Teachers, health, police, voluntary and other services.</source>
        <translation>Athrawon, iechyd, yr heddlu, gwasanaethau gwirfoddol ac eraill.</translation>
    </message>
    <message>
        <source>The council needs more information</source>
        <translation>Mae angen rhagor o wybodaeth ar y cyngor</translation>
    </message>
    <message>
        <source>The program ended unexpectedly while this form was open. Everything saved until then is there.</source>
        <translation>Daeth y rhaglen i ben yn annisgwyl tra oedd y ffurflen hon ar agor. Mae popeth a gadwyd hyd at hynny yno.</translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation>Beth hoffech chi ei wneud?</translation>
    </message>
</context>
<context>
    <name>IdleDialog</name>
    <message>
        <source>Are you still there?</source>
        <translation>Ydych chi yno o hyd?</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Cloi nawr</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>Aros wedi mewngofnodi</translation>
    </message>
    <message>
        <source>The window locks in {} seconds, because nobody has used it. Everything you wrote is saved.</source>
        <translation>Bydd y ffenestr yn cloi ymhen {} eiliad, am nad oes neb wedi'i defnyddio. Mae popeth a ysgrifennoch wedi'i gadw.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Alt and an underlined letter: press that button</source>
        <translation>Alt a llythyren wedi'i thanlinellu: pwyso'r botwm hwnnw</translation>
    </message>
    <message>
        <source>Ctrl+F: find something in the form</source>
        <translation>Ctrl+F: dod o hyd i rywbeth yn y ffurflen</translation>
    </message>
    <message>
        <source>Ctrl+Page Down and Ctrl+Page Up: the next section of a form, and the one before</source>
        <translation>Ctrl+Page Down a Ctrl+Page Up: adran nesaf ffurflen, a'r un flaenorol</translation>
    </message>
    <message>
        <source>Ctrl+S: save now</source>
        <translation>Ctrl+S: cadw nawr</translation>
    </message>
    <message>
        <source>Ctrl+Z and Ctrl+Y: take back the last change, and do it again</source>
        <translation>Ctrl+Z a Ctrl+Y: dadwneud y newid diwethaf, a'i ail-wneud</translation>
    </message>
    <message>
        <source>Esc: close what is open, or go back to Check your answers</source>
        <translation>Esc: cau'r hyn sydd ar agor, neu fynd yn ôl i “Gwirio eich atebion”</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Bysellau</translation>
    </message>
    <message>
        <source>Tab and Shift+Tab: on to the next thing on the page, and back</source>
        <translation>Tab a Shift+Tab: ymlaen i'r peth nesaf ar y dudalen, ac yn ôl</translation>
    </message>
    <message>
        <source>{}: hide this window at once and lock it</source>
        <translation>{}: cuddio'r ffenestr hon ar unwaith a'i chloi</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>1 form has not reached the council</source>
        <translation>Nid yw 1 ffurflen wedi cyrraedd y cyngor</translation>
    </message>
    <message>
        <source>If a child may be at risk, stay signed in until it is sent, or call the council.</source>
        <translation>Os gall plentyn fod mewn perygl, arhoswch wedi mewngofnodi nes iddi gael ei hanfon, neu ffoniwch y cyngor.</translation>
    </message>
    <message>
        <source>If you sign out, nothing is sent until you sign in again on this computer. What waits is kept here, encrypted.</source>
        <translation>Os allgofnodwch, ni anfonir dim nes i chi fewngofnodi eto ar y cyfrifiadur hwn. Cedwir yr hyn sy'n aros yma, wedi'i amgryptio.</translation>
    </message>
    <message>
        <source>Sign out all the same</source>
        <translation>Allgofnodi beth bynnag</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>Aros wedi mewngofnodi</translation>
    </message>
    <message>
        <source>{} forms have not reached the council</source>
        <translation>Nid yw {} ffurflen wedi cyrraedd y cyngor</translation>
    </message>
</context>
<context>
    <name>Links</name>
    <message>
        <source>Children's Portal</source>
        <translation>Porth Plant</translation>
    </message>
    <message>
        <source>The council has a question about a form that you sent. Open the program to answer.</source>
        <translation>Mae gan y cyngor gwestiwn am ffurflen a anfonwyd gennych. Agorwch y rhaglen i ateb.</translation>
    </message>
</context>
<context>
    <name>Lists</name>
    <message>
        <source>Forms sent.csv</source>
        <translation>Ffurflenni a anfonwyd.csv</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>Cadw'r rhestr</translation>
    </message>
    <message>
        <source>The list is saved.</source>
        <translation>Mae'r rhestr wedi'i chadw.</translation>
    </message>
    <message>
        <source>The list was not saved: that place cannot be written to.</source>
        <translation>Ni chadwyd y rhestr: ni ellir ysgrifennu i'r lle hwnnw.</translation>
    </message>
    <message>
        <source>What the council says</source>
        <translation>Beth mae'r cyngor yn ei ddweud</translation>
    </message>
    <message>
        <source>Your password is changed. Sign in with the new one.</source>
        <translation>Mae eich cyfrinair wedi'i newid. Mewngofnodwch gyda'r un newydd.</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Parhau</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Yn gwirio …</translation>
    </message>
    <message>
        <source>Everything is saved; you come back to where you were.</source>
        <translation>Mae popeth wedi'i gadw; byddwch yn dod yn ôl i'r man lle'r oeddech.</translation>
    </message>
    <message>
        <source>Forms on their way to the council are still being sent: {}.</source>
        <translation>Mae ffurflenni ar eu ffordd i'r cyngor yn dal i gael eu hanfon: {}.</translation>
    </message>
    <message>
        <source>I have forgotten it: use my recovery code</source>
        <translation>Rwyf wedi'i anghofio: defnyddio fy nghod adfer</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Wedi'i chloi</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Cyfrinair</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Cod adfer</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Allgofnodi</translation>
    </message>
    <message>
        <source>The code that you kept when you registered. Capitals and dashes do not matter.</source>
        <translation>Y cod a gadwoch pan gofrestroch. Nid yw priflythrennau na llinellau toriad o bwys.</translation>
    </message>
    <message>
        <source>This window is locked</source>
        <translation>Mae'r ffenestr hon wedi'i chloi</translation>
    </message>
    <message>
        <source>Use the password</source>
        <translation>Defnyddio'r cyfrinair</translation>
    </message>
</context>
<context>
    <name>Locking</name>
    <message>
        <source>Enter your password</source>
        <translation>Rhowch eich cyfrinair</translation>
    </message>
    <message>
        <source>Nobody has used it for a while.</source>
        <translation>Nid oes neb wedi'i defnyddio ers tro.</translation>
    </message>
    <message>
        <source>This computer was locked.</source>
        <translation>Clowyd y cyfrifiadur hwn.</translation>
    </message>
</context>
<context>
    <name>LongTextEditor</name>
    <message>
        <source>You have 1 character left</source>
        <translation>Mae gennych 1 nod ar ôl</translation>
    </message>
    <message>
        <source>You have 1 character too many</source>
        <translation>Mae gennych 1 nod yn ormod</translation>
    </message>
    <message>
        <source>You have {count} characters left</source>
        <translation>Mae gennych {count} nod ar ôl</translation>
    </message>
    <message>
        <source>You have {count} characters too many</source>
        <translation>Mae gennych {count} nod yn ormod</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{} Children's Portal</source>
        <translation>Porth Plant {}</translation>
    </message>
</context>
<context>
    <name>MakingDialog</name>
    <message>
        <source>A long form takes a moment. Nothing is written to the disk.</source>
        <translation>Mae ffurflen hir yn cymryd ychydig. Nid oes dim yn cael ei ysgrifennu i'r ddisg.</translation>
    </message>
    <message>
        <source>How much of the document is made</source>
        <translation>Faint o'r ddogfen sydd wedi'i gwneud</translation>
    </message>
    <message>
        <source>How much of your saved forms is copied</source>
        <translation>Faint o'ch ffurflenni a gadwyd sydd wedi'i gopïo</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopio</translation>
    </message>
    <message>
        <source>The document is being made</source>
        <translation>Mae'r ddogfen yn cael ei gwneud</translation>
    </message>
    <message>
        <source>This happens once after an update. A copy of your forms is kept first.</source>
        <translation>Mae hyn yn digwydd unwaith ar ôl diweddariad. Cedwir copi o'ch ffurflenni yn gyntaf.</translation>
    </message>
    <message>
        <source>Your saved forms are brought up to date</source>
        <translation>Mae'ch ffurflenni a gadwyd yn cael eu diweddaru</translation>
    </message>
</context>
<context>
    <name>Mending</name>
    <message>
        <source>Both copies of the file with their keys are damaged. Without it nobody can read them, not with the password and not with the recovery code.</source>
        <translation>Mae'r ddau gopi o'r ffeil â'u hallweddi wedi'u difrodi. Hebddi ni all neb eu darllen, ddim gyda'r cyfrinair na'r cod adfer.</translation>
    </message>
    <message>
        <source>Drafts: {drafts}. Submitted forms: {submissions}. Attached files: {files}.</source>
        <translation>Drafftiau: {drafts}. Ffurflenni a gyflwynwyd: {submissions}. Ffeiliau atodedig: {files}.</translation>
    </message>
    <message>
        <source>Everything in it could be read.</source>
        <translation>Gellid darllen popeth ynddi.</translation>
    </message>
    <message>
        <source>Get back what can be read</source>
        <translation>Cael yn ôl yr hyn y gellir ei ddarllen</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Yn ôl</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Ymlaen</translation>
    </message>
    <message>
        <source>If your IT support has a backup of this computer, it can put back the two files named header.json. What the council has received is safe with the council. What was only here is lost otherwise.</source>
        <translation>Os oes gan eich cymorth TG gopi wrth gefn o'r cyfrifiadur hwn, gall roi'n ôl y ddwy ffeil o'r enw header.json. Mae'r hyn y mae'r cyngor wedi'i dderbyn yn ddiogel gyda'r cyngor. Fel arall collir yr hyn a oedd yma'n unig.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Yn ddiweddarach</translation>
    </message>
    <message>
        <source>Mend it now</source>
        <translation>Ei thrwsio nawr</translation>
    </message>
    <message>
        <source>Neither the file nor its copies gave back a single form. They have been left as they are.</source>
        <translation>Ni roddodd y ffeil na'i chopïau yr un ffurflen yn ôl. Fe'u gadawyd fel y maent.</translation>
    </message>
    <message>
        <source>Nothing in it can be read</source>
        <translation>Ni ellir darllen dim ynddi</translation>
    </message>
    <message>
        <source>Parts that could not be read in the damaged file: {lost}. The copies made good: {made}.</source>
        <translation>Rhannau na ellid eu darllen yn y ffeil a ddifrodwyd: {lost}. Adferwyd o'r copïau: {made}.</translation>
    </message>
    <message>
        <source>Put it aside and begin anew</source>
        <translation>Ei rhoi o'r neilltu a dechrau o'r newydd</translation>
    </message>
    <message>
        <source>Put them aside and begin anew</source>
        <translation>Eu rhoi o'r neilltu a dechrau o'r newydd</translation>
    </message>
    <message>
        <source>Reading what is there</source>
        <translation>Yn darllen yr hyn sydd yno</translation>
    </message>
    <message>
        <source>Sign in to go on.</source>
        <translation>Mewngofnodwch i fynd ymlaen.</translation>
    </message>
    <message>
        <source>Some of what is saved on this computer is damaged</source>
        <translation>Mae rhywfaint o'r hyn a gadwyd ar y cyfrifiadur hwn wedi'i ddifrodi</translation>
    </message>
    <message>
        <source>The check at the start found it. What you open may be missing parts until the program has put together what is whole in the file and in its copies. That takes a moment; nothing whole is lost.</source>
        <translation>Y gwiriad ar y dechrau a'i canfu. Gall rhannau fod ar goll o'r hyn a agorwch nes bod y rhaglen wedi rhoi at ei gilydd yr hyn sy'n gyfan yn y ffeil ac yn ei chopïau. Mae hynny'n cymryd ennyd; ni chollir dim sy'n gyfan.</translation>
    </message>
    <message>
        <source>The damaged file is kept as {name}.</source>
        <translation>Cedwir y ffeil a ddifrodwyd fel {name}.</translation>
    </message>
    <message>
        <source>The file that holds them on this computer is damaged. It has been left exactly as it is.</source>
        <translation>Mae'r ffeil sy'n eu dal ar y cyfrifiadur hwn wedi'i difrodi. Fe'i gadawyd yn union fel y mae.</translation>
    </message>
    <message>
        <source>The program can read what is still whole in it and in its copies, and put that together. The damaged  file is kept beside it.</source>
        <translation>Gall y rhaglen ddarllen yr hyn sy'n dal yn gyfan ynddi ac yn ei chopïau, a rhoi hynny at ei gilydd. Cedwir y ffeil a ddifrodwyd wrth ei hochr.</translation>
    </message>
    <message>
        <source>This takes a moment. Leave the program open.</source>
        <translation>Mae hyn yn cymryd ennyd. Gadewch y rhaglen ar agor.</translation>
    </message>
    <message>
        <source>What cannot be read was put aside as {name}. Sign in to begin anew.</source>
        <translation>Rhoddwyd yr hyn na ellir ei ddarllen o'r neilltu fel {name}. Mewngofnodwch i ddechrau o'r newydd.</translation>
    </message>
    <message>
        <source>What the council has received is safe with the council. Forms that were only on this computer are lost, unless your IT support has a backup of it.</source>
        <translation>Mae'r hyn y mae'r cyngor wedi'i dderbyn yn ddiogel gyda'r cyngor. Collir ffurflenni a oedd ar y cyfrifiadur hwn yn unig, oni bai bod gan eich cymorth TG gopi wrth gefn ohono.</translation>
    </message>
    <message>
        <source>Your saved forms are here again</source>
        <translation>Mae eich ffurflenni a gadwyd yma eto</translation>
    </message>
    <message>
        <source>Your saved forms can no longer be opened on this computer</source>
        <translation>Ni ellir agor eich ffurflenni a gadwyd ar y cyfrifiadur hwn mwyach</translation>
    </message>
    <message>
        <source>Your saved forms cannot be opened</source>
        <translation>Ni ellir agor eich ffurflenni a gadwyd</translation>
    </message>
</context>
<context>
    <name>OverdueDialog</name>
    <message>
        <source>Call the council now on {}.</source>
        <translation>Ffoniwch y cyngor nawr ar {}.</translation>
    </message>
    <message>
        <source>Call the council now on {}. If a child is in immediate danger, call 999.</source>
        <translation>Ffoniwch y cyngor nawr ar {}. Os yw plentyn mewn perygl uniongyrchol, ffoniwch 999.</translation>
    </message>
    <message>
        <source>I will call</source>
        <translation>Byddaf yn ffonio</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Anfon nawr</translation>
    </message>
    <message>
        <source>The council has not confirmed your form</source>
        <translation>Nid yw'r cyngor wedi cadarnhau eich ffurflen</translation>
    </message>
    <message>
        <source>The form is kept here and is still sent as soon as that is possible.</source>
        <translation>Cedwir y ffurflen yma a bydd yn cael ei hanfon cyn gynted ag y bydd modd.</translation>
    </message>
    <message>
        <source>“{form}” has waited for {time}, and the council has not confirmed that it has it.</source>
        <translation>Mae “{form}” wedi aros am {time}, ac nid yw'r cyngor wedi cadarnhau ei bod ganddo.</translation>
    </message>
</context>
<context>
    <name>OwnWords</name>
    <message>
        <source>Other: say what</source>
        <translation>Arall: dywedwch beth</translation>
    </message>
    <message>
        <source>Say what</source>
        <translation>Dywedwch beth</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>* must be answered</source>
        <translation>* rhaid ei ateb</translation>
    </message>
    <message>
        <source>Error: </source>
        <translation>Gwall: </translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>Blank form to fill in by hand</source>
        <translation>Ffurflen wag i'w llenwi â llaw</translation>
    </message>
    <message>
        <source>Copy for the family, without other people's details</source>
        <translation>Copi i'r teulu, heb fanylion pobl eraill</translation>
    </message>
    <message>
        <source>Receipt of the council</source>
        <translation>Derbynneb y cyngor</translation>
    </message>
    <message>
        <source>The form as it was sent</source>
        <translation>Y ffurflen fel yr anfonwyd hi</translation>
    </message>
    <message>
        <source>The form as it was sent is not on this computer any more.</source>
        <translation>Nid yw'r ffurflen fel yr anfonwyd hi ar y cyfrifiadur hwn mwyach.</translation>
    </message>
    <message>
        <source>The form with its answers attached for other programs</source>
        <translation>Y ffurflen gyda'i hatebion wedi'u hatodi i raglenni eraill</translation>
    </message>
    <message>
        <source>This form has nothing saved yet. Answer a question first.</source>
        <translation>Nid oes dim wedi'i gadw yn y ffurflen hon eto. Atebwch gwestiwn yn gyntaf.</translation>
    </message>
    <message>
        <source>Version {} as it was sent</source>
        <translation>Fersiwn {} fel yr anfonwyd hi</translation>
    </message>
    <message>
        <source>What changed from version {} to {}</source>
        <translation>Beth newidiodd o fersiwn {} i {}</translation>
    </message>
</context>
<context>
    <name>PasswordLine</name>
    <message>
        <source>Hide password</source>
        <translation>Cuddio'r cyfrinair</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>Dangos y cyfrinair</translation>
    </message>
</context>
<context>
    <name>PasswordPage</name>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Parhau</translation>
    </message>
    <message>
        <source>8 digits.</source>
        <translation>8 digid.</translation>
    </message>
    <message>
        <source>At least 12 characters.</source>
        <translation>O leiaf 12 nod.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Yn ôl</translation>
    </message>
    <message>
        <source>Change your password</source>
        <translation>Newid eich cyfrinair</translation>
    </message>
    <message>
        <source>Choose a new password</source>
        <translation>Dewis cyfrinair newydd</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Cod</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Cyfeiriad e-bost</translation>
    </message>
    <message>
        <source>If there is an account for {}, we have sent a code to it. Look in your junk folder too.</source>
        <translation>Os oes cyfrif ar gyfer {}, rydym wedi anfon cod ato. Edrychwch yn eich ffolder sothach hefyd.</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Cyfrinair newydd</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Cyfrinair</translation>
    </message>
    <message>
        <source>Password now</source>
        <translation>Cyfrinair nawr</translation>
    </message>
    <message>
        <source>The new password opens your forms on this computer, and your account at the council.</source>
        <translation>Mae'r cyfrinair newydd yn agor eich ffurflenni ar y cyfrifiadur hwn, a'ch cyfrif gyda'r cyngor.</translation>
    </message>
    <message>
        <source>This computer is offline. This needs a network.</source>
        <translation>Mae'r cyfrifiadur hwn all-lein. Mae angen rhwydwaith ar gyfer hyn.</translation>
    </message>
    <message>
        <source>We send a code to your e-mail address. With it you can choose a new password. To open the forms saved on this computer you also need the old password, or your recovery code.</source>
        <translation>Anfonwn god i'ch cyfeiriad e-bost. Gydag ef gallwch ddewis cyfrinair newydd. I agor y ffurflenni a gadwyd ar y cyfrifiadur hwn mae angen yr hen gyfrinair arnoch hefyd, neu eich cod adfer.</translation>
    </message>
    <message>
        <source>You have forgotten your password</source>
        <translation>Rydych wedi anghofio eich cyfrinair</translation>
    </message>
</context>
<context>
    <name>PdfBar</name>
    <message>
        <source>&amp;Copy text</source>
        <translation>&amp;Copïo'r testun</translation>
    </message>
    <message>
        <source>&amp;Documents</source>
        <translation>&amp;Dogfennau</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Chwilio</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>&amp;Mwy</translation>
    </message>
    <message>
        <source>&amp;Print</source>
        <translation>&amp;Argraffu</translation>
    </message>
    <message>
        <source>&amp;Save as PDF</source>
        <translation>Cadw fel &amp;PDF</translation>
    </message>
    <message>
        <source>Fit &amp;width</source>
        <translation>Ffitio'r &amp;lled</translation>
    </message>
    <message>
        <source>Fit pa&amp;ge (Ctrl+9)</source>
        <translation>Ffitio'r &amp;dudalen (Ctrl+9)</translation>
    </message>
    <message>
        <source>Go to page</source>
        <translation>Mynd i dudalen</translation>
    </message>
    <message>
        <source>Larger (Ctrl and plus)</source>
        <translation>Mwy (Ctrl a plws)</translation>
    </message>
    <message>
        <source>Print pre&amp;view</source>
        <translation>R&amp;hagolwg argraffu</translation>
    </message>
    <message>
        <source>Show &amp;pages</source>
        <translation>&amp;Dangos tudalennau</translation>
    </message>
    <message>
        <source>Show as &amp;text</source>
        <translation>Dangos fel &amp;testun</translation>
    </message>
    <message>
        <source>Smaller (Ctrl and minus)</source>
        <translation>Llai (Ctrl a minws)</translation>
    </message>
    <message>
        <source>of {pages}</source>
        <translation>o {pages}</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>← Back</source>
        <translation>← Yn ôl</translation>
    </message>
</context>
<context>
    <name>PdfViewer</name>
    <message>
        <source>Pages of {title}</source>
        <translation>Tudalennau {title}</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>Cadwyd fel {path}</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>Anfonwyd i'r argraffydd.</translation>
    </message>
    <message>
        <source>Text of the document</source>
        <translation>Testun y ddogfen</translation>
    </message>
    <message>
        <source>The document was not saved. Choose another folder. ({reason})</source>
        <translation>Ni chadwyd y ddogfen. Dewiswch ffolder arall. ({reason})</translation>
    </message>
    <message>
        <source>The marked text is copied.</source>
        <translation>Mae'r testun a farciwyd wedi'i gopïo.</translation>
    </message>
    <message>
        <source>The text of the document is copied.</source>
        <translation>Mae testun y ddogfen wedi'i gopïo.</translation>
    </message>
    <message>
        <source>Use Show as text to read the document with a screen reader.</source>
        <translation>Defnyddiwch Dangos fel testun i ddarllen y ddogfen gyda darllenydd sgrin.</translation>
    </message>
</context>
<context>
    <name>Personal</name>
    <message>
        <source>Saved.</source>
        <translation>Wedi'i gadw.</translation>
    </message>
    <message>
        <source>Sign in again to change your account.</source>
        <translation>Mewngofnodwch eto i newid eich cyfrif.</translation>
    </message>
    <message>
        <source>The council's server: {}</source>
        <translation>Gweinydd y cyngor: {}</translation>
    </message>
    <message>
        <source>Version {}</source>
        <translation>Fersiwn {}</translation>
    </message>
</context>
<context>
    <name>PersonalPage</name>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Parhau</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>Amdanoch chi</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Yn ôl</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Enw cyntaf</translation>
    </message>
    <message>
        <source>For example, teacher or health visitor.</source>
        <translation>Er enghraifft, athro neu ymwelydd iechyd.</translation>
    </message>
    <message>
        <source>For example, the name of your school.</source>
        <translation>Er enghraifft, enw eich ysgol.</translation>
    </message>
    <message>
        <source>Job role</source>
        <translation>Rôl swydd</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Cyfenw</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Sefydliad</translation>
    </message>
    <message>
        <source>Register for new account · step 1 of 3</source>
        <translation>Cofrestru am gyfrif newydd · cam 1 o 3</translation>
    </message>
    <message>
        <source>Register: about you</source>
        <translation>Cofrestru: amdanoch chi</translation>
    </message>
    <message>
        <source>Spaces, brackets and +44 are fine.</source>
        <translation>Mae bylchau, cromfachau a +44 yn iawn.</translation>
    </message>
    <message>
        <source>Telephone number</source>
        <translation>Rhif ffôn</translation>
    </message>
</context>
<context>
    <name>Policy</name>
    <message>
        <source>It cannot be read.</source>
        <translation>Ni ellir ei darllen.</translation>
    </message>
    <message>
        <source>It holds no settings.</source>
        <translation>Nid yw'n cynnwys gosodiadau.</translation>
    </message>
    <message>
        <source>It is not TOML.</source>
        <translation>Nid TOML ydyw.</translation>
    </message>
    <message>
        <source>It must be a whole number.</source>
        <translation>Rhaid iddo fod yn rhif cyfan.</translation>
    </message>
    <message>
        <source>It must be from {} to {}.</source>
        <translation>Rhaid iddo fod rhwng {} a {}.</translation>
    </message>
    <message>
        <source>It must be one of {}.</source>
        <translation>Rhaid iddo fod yn un o'r rhain: {}.</translation>
    </message>
    <message>
        <source>It must be text in quotation marks.</source>
        <translation>Rhaid iddo fod yn destun mewn dyfynodau.</translation>
    </message>
    <message>
        <source>It must be true or false.</source>
        <translation>Rhaid iddo fod yn true neu'n false.</translation>
    </message>
    <message>
        <source>Safe settings are used instead.</source>
        <translation>Defnyddir gosodiadau diogel yn ei lle.</translation>
    </message>
    <message>
        <source>The usual ones are used.</source>
        <translation>Defnyddir y rhai arferol.</translation>
    </message>
    <message>
        <source>The usual settings are used.</source>
        <translation>Defnyddir y gosodiadau arferol.</translation>
    </message>
    <message>
        <source>The usual value is used.</source>
        <translation>Defnyddir y gwerth arferol.</translation>
    </message>
    <message>
        <source>There is no such setting; it was left out.</source>
        <translation>Nid oes gosodiad o'r fath; fe'i gadawyd allan.</translation>
    </message>
    <message>
        <source>the whole file</source>
        <translation>y ffeil gyfan</translation>
    </message>
</context>
<context>
    <name>PolicyWords</name>
    <message>
        <source>Deleted forms can be got back for seven days: {}</source>
        <translation>Gellir cael ffurflenni a ddilëwyd yn ôl am saith diwrnod: {}</translation>
    </message>
    <message>
        <source>Files are sent at most at {} KB a second</source>
        <translation>Anfonir ffeiliau ar {} KB yr eiliad ar y mwyaf</translation>
    </message>
    <message>
        <source>Files that can be added: {}</source>
        <translation>Ffeiliau y gellir eu hychwanegu: {}</translation>
    </message>
    <message>
        <source>Forms are kept for {} days</source>
        <translation>Cedwir ffurflenni am {} diwrnod</translation>
    </message>
    <message>
        <source>Further certificate authority: {}</source>
        <translation>Awdurdod tystysgrifau pellach: {}</translation>
    </message>
    <message>
        <source>How much the log says: {}</source>
        <translation>Faint y mae'r log yn ei ddweud: {}</translation>
    </message>
    <message>
        <source>Key that hides the window: {}</source>
        <translation>Bysell sy'n cuddio'r ffenestr: {}</translation>
    </message>
    <message>
        <source>Languages: {}</source>
        <translation>Ieithoedd: {}</translation>
    </message>
    <message>
        <source>Largest file: {} MB</source>
        <translation>Y ffeil fwyaf: {} MB</translation>
    </message>
    <message>
        <source>New forms must be signed by the council: {}</source>
        <translation>Rhaid i'r cyngor lofnodi ffurflenni newydd: {}</translation>
    </message>
    <message>
        <source>Number out of hours: {}</source>
        <translation>Rhif y tu allan i oriau: {}</translation>
    </message>
    <message>
        <source>Number to call: {}</source>
        <translation>Rhif i'w ffonio: {}</translation>
    </message>
    <message>
        <source>Office hours: {}</source>
        <translation>Oriau swyddfa: {}</translation>
    </message>
    <message>
        <source>Proxy: {}</source>
        <translation>Dirprwy weinydd: {}</translation>
    </message>
    <message>
        <source>Says when a newer version is needed: {}</source>
        <translation>Yn dweud pan fydd angen fersiwn mwy newydd: {}</translation>
    </message>
    <message>
        <source>So that forms can be sent over your organisation's network.</source>
        <translation>Er mwyn gallu anfon ffurflenni dros rwydwaith eich sefydliad.</translation>
    </message>
    <message>
        <source>So that forms go to your council and to nobody else.</source>
        <translation>Fel bod ffurflenni'n mynd i'ch cyngor ac i neb arall.</translation>
    </message>
    <message>
        <source>So that it is the same on all computers here.</source>
        <translation>Fel ei bod yr un fath ar bob cyfrifiadur yma.</translation>
    </message>
    <message>
        <source>So that nobody on the way can put another form in its place.</source>
        <translation>Fel na all neb ar y ffordd roi ffurflen arall yn ei lle.</translation>
    </message>
    <message>
        <source>So that nobody reads about a child while you are away.</source>
        <translation>Fel na all neb ddarllen am blentyn tra byddwch i ffwrdd.</translation>
    </message>
    <message>
        <source>So that somebody answers at night and at weekends.</source>
        <translation>Fel bod rhywun yn ateb yn y nos ac ar benwythnosau.</translation>
    </message>
    <message>
        <source>So that the name is right before the first connection.</source>
        <translation>Fel bod yr enw'n gywir cyn y cysylltiad cyntaf.</translation>
    </message>
    <message>
        <source>So that the next person here sees nothing of yours.</source>
        <translation>Fel na fydd y person nesaf yma yn gweld dim o'ch eiddo.</translation>
    </message>
    <message>
        <source>So that the right number is shown at each hour.</source>
        <translation>Fel bod y rhif cywir yn cael ei ddangos ar bob awr.</translation>
    </message>
    <message>
        <source>So that you always have the right number, without a network too.</source>
        <translation>Fel bod y rhif cywir gennych bob amser, heb rwydwaith hefyd.</translation>
    </message>
    <message>
        <source>So that your organisation's line stays usable for everybody.</source>
        <translation>Er mwyn i linell eich sefydliad aros yn ddefnyddiadwy i bawb.</translation>
    </message>
    <message>
        <source>Staying signed in is allowed: {}</source>
        <translation>Caniateir aros wedi mewngofnodi: {}</translation>
    </message>
    <message>
        <source>Telemetry: {}</source>
        <translation>Telemetreg: {}</translation>
    </message>
    <message>
        <source>The council's server: {}</source>
        <translation>Gweinydd y cyngor: {}</translation>
    </message>
    <message>
        <source>The council: {}</source>
        <translation>Y cyngor: {}</translation>
    </message>
    <message>
        <source>The law asks that records are not kept for longer than they are needed.</source>
        <translation>Mae'r gyfraith yn gofyn na chedwir cofnodion yn hirach nag sydd eu hangen.</translation>
    </message>
    <message>
        <source>The window locks after {} minutes</source>
        <translation>Mae'r ffenestr yn cloi ar ôl {} munud</translation>
    </message>
    <message>
        <source>These are the languages that your organisation offers.</source>
        <translation>Dyma'r ieithoedd y mae eich sefydliad yn eu cynnig.</translation>
    </message>
    <message>
        <source>This computer is shared: {}</source>
        <translation>Rhennir y cyfrifiadur hwn: {}</translation>
    </message>
    <message>
        <source>This program tells nobody how you use it, and nobody can switch that on.</source>
        <translation>Nid yw'r rhaglen hon yn dweud wrth neb sut rydych yn ei defnyddio, ac ni all neb droi hynny ymlaen.</translation>
    </message>
    <message>
        <source>Your IT support asked for it. The log holds nothing that you write.</source>
        <translation>Eich cymorth TG a ofynnodd amdano. Nid yw'r log yn cynnwys dim a ysgrifennwch.</translation>
    </message>
    <message>
        <source>Your organisation allows only these kinds.</source>
        <translation>Dim ond y mathau hyn y mae eich sefydliad yn eu caniatáu.</translation>
    </message>
    <message>
        <source>Your organisation brings new versions to this computer itself.</source>
        <translation>Eich sefydliad ei hun sy'n dod â fersiynau newydd i'r cyfrifiadur hwn.</translation>
    </message>
    <message>
        <source>Your organisation decides whether deleted means deleted at once.</source>
        <translation>Eich sefydliad sy'n penderfynu a yw dileu yn golygu dileu ar unwaith.</translation>
    </message>
    <message>
        <source>Your organisation decides whether this computer may open your forms by itself.</source>
        <translation>Eich sefydliad sy'n penderfynu a gaiff y cyfrifiadur hwn agor eich ffurflenni ar ei ben ei hun.</translation>
    </message>
    <message>
        <source>Your organisation's network leads to the council this way.</source>
        <translation>Dyma'r ffordd y mae rhwydwaith eich sefydliad yn arwain at y cyngor.</translation>
    </message>
    <message>
        <source>Your organisation's network needs it to reach the council.</source>
        <translation>Mae ei angen ar rwydwaith eich sefydliad i gyrraedd y cyngor.</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nac ydy</translation>
    </message>
    <message>
        <source>none</source>
        <translation>dim</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ydy</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Answer a question first.</source>
        <translation>Atebwch gwestiwn yn gyntaf.</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Yn ôl</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Ymlaen</translation>
    </message>
    <message>
        <source>Preview: {title}</source>
        <translation>Rhagolwg: {title}</translation>
    </message>
    <message>
        <source>The file cannot be shown as a form yet</source>
        <translation>Ni ellir dangos y ffeil fel ffurflen eto</translation>
    </message>
    <message>
        <source>The form is complete and could be sent. A preview sends nothing.</source>
        <translation>Mae'r ffurflen yn gyflawn a gellid ei hanfon. Nid yw rhagolwg yn anfon dim.</translation>
    </message>
    <message>
        <source>There is no PDF yet</source>
        <translation>Nid oes PDF eto</translation>
    </message>
    <message>
        <source>This is a preview</source>
        <translation>Rhagolwg yw hwn</translation>
    </message>
    <message>
        <source>To look at before you publish</source>
        <translation>I edrych arno cyn i chi gyhoeddi</translation>
    </message>
    <message>
        <source>and {count} more: see desktop-portal forms check</source>
        <translation>a {count} arall: gweler desktop-portal forms check</translation>
    </message>
</context>
<context>
    <name>PrintCode</name>
    <message>
        <source>Children's Portal: recovery code</source>
        <translation>Porth Plant: cod adfer</translation>
    </message>
    <message>
        <source>Keep this paper locked away. With it, your saved forms can be opened.</source>
        <translation>Cadwch y papur hwn dan glo. Gydag ef, gellir agor eich ffurflenni a gadwyd.</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Printing</source>
        <translation>Argraffu</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopio</translation>
    </message>
    <message>
        <source>The pages are being made ready for the printer.</source>
        <translation>Mae'r tudalennau'n cael eu paratoi ar gyfer yr argraffydd.</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>Sign in again to go on. Nothing was lost.</source>
        <translation>Mewngofnodwch eto i fynd ymlaen. Ni chollwyd dim.</translation>
    </message>
    <message>
        <source>That code can no longer be used. Ask for a new code.</source>
        <translation>Ni ellir defnyddio'r cod hwnnw mwyach. Gofynnwch am god newydd.</translation>
    </message>
    <message>
        <source>That code is not the one we sent. Check the e-mail and enter the 8 digits again. Tries left: {tries_left}.</source>
        <translation>Nid y cod hwnnw yw'r un a anfonwyd gennym. Gwiriwch yr e-bost a rhowch yr 8 digid eto. Cynigion ar ôl: {tries_left}.</translation>
    </message>
    <message>
        <source>That did not work. Nothing was lost. Try again.</source>
        <translation>Ni weithiodd hynny. Ni chollwyd dim. Rhowch gynnig arall arni.</translation>
    </message>
    <message>
        <source>That recovery code does not belong to this account on this computer. Check that it is the right print-out.</source>
        <translation>Nid yw'r cod adfer hwnnw'n perthyn i'r cyfrif hwn ar y cyfrifiadur hwn. Gwiriwch mai'r allbrint cywir ydyw.</translation>
    </message>
    <message>
        <source>That recovery code has a slip in it. Compare it with your print-out, group by group.</source>
        <translation>Mae llithriad yn y cod adfer hwnnw. Cymharwch ef â'ch allbrint, fesul grŵp.</translation>
    </message>
    <message>
        <source>That was tried too often. Wait {wait} seconds, then try again.</source>
        <translation>Rhoddwyd cynnig ar hynny yn rhy aml. Arhoswch {wait} eiliad, yna rhowch gynnig arall arni.</translation>
    </message>
    <message>
        <source>The council has not received this form yet, so there is no receipt. It is sent as soon as there is a connection; then open the receipt here.</source>
        <translation>Nid yw'r cyngor wedi derbyn y ffurflen hon eto, felly nid oes derbynneb. Caiff ei hanfon cyn gynted ag y bydd cysylltiad; yna agorwch y dderbynneb yma.</translation>
    </message>
    <message>
        <source>The council's server cannot be reached. Check the connection; what you have written is kept on this computer.</source>
        <translation>Ni ellir cyrraedd gweinydd y cyngor. Gwiriwch y cysylltiad; mae'r hyn a ysgrifennoch wedi'i gadw ar y cyfrifiadur hwn.</translation>
    </message>
    <message>
        <source>The e-mail address and the password do not belong together. Check both and try again.</source>
        <translation>Nid yw'r cyfeiriad e-bost a'r cyfrinair yn perthyn i'w gilydd. Gwiriwch y ddau a rhowch gynnig arall arni.</translation>
    </message>
    <message>
        <source>The first time you sign in on this computer, it has to be connected to the network. You can go on offline without signing in; what you write is kept.</source>
        <translation>Y tro cyntaf i chi fewngofnodi ar y cyfrifiadur hwn, rhaid iddo fod wedi'i gysylltu â'r rhwydwaith. Gallwch fynd ymlaen all-lein heb fewngofnodi; cedwir yr hyn a ysgrifennwch.</translation>
    </message>
    <message>
        <source>The program is already open on this computer. Go back to its window.</source>
        <translation>Mae'r rhaglen eisoes ar agor ar y cyfrifiadur hwn. Ewch yn ôl i'w ffenestr.</translation>
    </message>
    <message>
        <source>The server's certificate cannot be trusted, so nothing was sent. Check this computer's date and time; if they are right, tell your IT support.</source>
        <translation>Ni ellir ymddiried yn nhystysgrif y gweinydd, felly nid anfonwyd dim. Gwiriwch ddyddiad ac amser y cyfrifiadur hwn; os ydynt yn gywir, dywedwch wrth eich cymorth TG.</translation>
    </message>
    <message>
        <source>This computer cannot keep you signed in just now. Enter your password; nothing was lost.</source>
        <translation>Ni all y cyfrifiadur hwn eich cadw wedi mewngofnodi ar hyn o bryd. Rhowch eich cyfrinair; ni chollwyd dim.</translation>
    </message>
    <message>
        <source>This computer does not know your council's server yet, so nothing can be sent and nobody can sign in for the first time. Ask your council for its address or its enrolment link, and your IT support to set it here. Until then you can write, save and print forms without an account.</source>
        <translation>Nid yw'r cyfrifiadur hwn yn gwybod am weinydd eich cyngor eto, felly ni ellir anfon dim ac ni all neb fewngofnodi am y tro cyntaf. Gofynnwch i'ch cyngor am ei gyfeiriad neu ei ddolen gofrestru, ac i'ch cymorth TG ei osod yma. Tan hynny gallwch ysgrifennu, cadw ac argraffu ffurflenni heb gyfrif.</translation>
    </message>
    <message>
        <source>This computer's disk did not take your last change, so it is not saved yet. Do not close the program; tell your IT support if it does not go away.</source>
        <translation>Ni dderbyniodd disg y cyfrifiadur hwn eich newid diwethaf, felly nid yw wedi'i gadw eto. Peidiwch â chau'r rhaglen; dywedwch wrth eich cymorth TG os nad yw'r neges hon yn diflannu.</translation>
    </message>
    <message>
        <source>This computer's disk is full, so your last change is not saved yet. Free some space; do not close the program.</source>
        <translation>Mae disg y cyfrifiadur hwn yn llawn, felly nid yw eich newid diwethaf wedi'i gadw eto. Rhyddhewch le; peidiwch â chau'r rhaglen.</translation>
    </message>
    <message>
        <source>This form is not on this computer yet. Connect to the network, then open it again.</source>
        <translation>Nid yw'r ffurflen hon ar y cyfrifiadur hwn eto. Cysylltwch â'r rhwydwaith, yna agorwch hi eto.</translation>
    </message>
    <message>
        <source>This version of the program is too old for the council's server. Update it; your forms stay on this computer.</source>
        <translation>Mae'r fersiwn hon o'r rhaglen yn rhy hen i weinydd y cyngor. Diweddarwch hi; mae eich ffurflenni'n aros ar y cyfrifiadur hwn.</translation>
    </message>
    <message>
        <source>You are behind a sign-in page. Open your browser, sign in to this network, then try again.</source>
        <translation>Rydych y tu ôl i dudalen fewngofnodi. Agorwch eich porwr, mewngofnodwch i'r rhwydwaith hwn, yna rhowch gynnig arall arni.</translation>
    </message>
    <message>
        <source>Your organisation's proxy asks for a name and a password. Enter them in Settings.</source>
        <translation>Mae dirprwy weinydd eich sefydliad yn gofyn am enw a chyfrinair. Rhowch nhw yn Gosodiadau.</translation>
    </message>
    <message>
        <source>Your password was changed somewhere else. To open the forms on this computer, enter the password you used here before, or your recovery code.</source>
        <translation>Newidiwyd eich cyfrinair yn rhywle arall. I agor y ffurflenni ar y cyfrifiadur hwn, rhowch y cyfrinair a ddefnyddioch yma o'r blaen, neu eich cod adfer.</translation>
    </message>
    <message>
        <source>Your saved forms cannot be opened on this computer. They have been left as they are; ask your IT support.</source>
        <translation>Ni ellir agor eich ffurflenni a gadwyd ar y cyfrifiadur hwn. Fe'u gadawyd fel y maent; gofynnwch i'ch cymorth TG.</translation>
    </message>
    <message>
        <source>Your saved forms were left as they are. Sign in again when you have the time; nothing is lost.</source>
        <translation>Gadawyd eich ffurflenni a gadwyd fel y maent. Mewngofnodwch eto pan fydd gennych amser; nid oes dim wedi'i golli.</translation>
    </message>
    <message>
        <source>Your saved forms were written by a newer version of this program. Install the newer version to open them.</source>
        <translation>Ysgrifennwyd eich ffurflenni a gadwyd gan fersiwn mwy newydd o'r rhaglen hon. Gosodwch y fersiwn mwy newydd i'w hagor.</translation>
    </message>
    <message>
        <source>{detail}</source>
        <translation>{detail}</translation>
    </message>
    <message>
        <source>{name} cannot be read ({place}). Safe settings are used instead; your forms are not affected.</source>
        <translation>Ni ellir darllen {name} ({place}). Defnyddir gosodiadau diogel yn ei le; ni effeithir ar eich ffurflenni.</translation>
    </message>
    <message>
        <source>{name} was not added. {why}</source>
        <translation>Ni ychwanegwyd {name}. {why}</translation>
    </message>
    <message>
        <source>“{name}” was not saved in {folder}. Choose another folder, or free some space there.</source>
        <translation>Ni chadwyd “{name}” yn {folder}. Dewiswch ffolder arall, neu rhyddhewch le yno.</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>It is too late to take the form back: the council may have received it already.</source>
        <translation>Mae'n rhy hwyr i dynnu'r ffurflen yn ôl: efallai fod y cyngor wedi'i derbyn eisoes.</translation>
    </message>
    <message>
        <source>Nobody has used this window for a while, so your form was saved on this computer and closed.</source>
        <translation>Nid oes neb wedi defnyddio'r ffenestr hon ers tro, felly cadwyd eich ffurflen ar y cyfrifiadur hwn a'i chau.</translation>
    </message>
    <message>
        <source>Sign in again to send what waits. Nothing is lost.</source>
        <translation>Mewngofnodwch eto i anfon yr hyn sy'n aros. Nid oes dim wedi'i golli.</translation>
    </message>
    <message>
        <source>Sign in or register to send your form. It is saved on this computer.</source>
        <translation>Mewngofnodwch neu cofrestrwch i anfon eich ffurflen. Mae wedi'i chadw ar y cyfrifiadur hwn.</translation>
    </message>
    <message>
        <source>Sign in or register, then go on with “{}”.</source>
        <translation>Mewngofnodwch neu cofrestrwch, yna ewch ymlaen gyda “{}”.</translation>
    </message>
    <message>
        <source>Sign in to open the form that the council asks about.</source>
        <translation>Mewngofnodwch i agor y ffurflen y mae'r cyngor yn holi amdani.</translation>
    </message>
    <message>
        <source>Sign in to see the forms that you have saved.</source>
        <translation>Mewngofnodwch i weld y ffurflenni a gadwyd gennych.</translation>
    </message>
    <message>
        <source>day and night</source>
        <translation>ddydd a nos</translation>
    </message>
    <message>
        <source>in office hours</source>
        <translation>yn ystod oriau swyddfa</translation>
    </message>
    <message>
        <source>the emergency duty team, outside office hours</source>
        <translation>y tîm dyletswydd brys, y tu allan i oriau swyddfa</translation>
    </message>
</context>
<context>
    <name>ProxyDialog</name>
    <message>
        <source>Enter the name that the proxy knows you by</source>
        <translation>Rhowch yr enw y mae'r dirprwy yn eich adnabod wrtho</translation>
    </message>
    <message>
        <source>Forms are kept on this computer until then. Your IT support knows the name.</source>
        <translation>Cedwir ffurflenni ar y cyfrifiadur hwn tan hynny. Mae eich cymorth TG yn gwybod yr enw.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Ymlaen</translation>
    </message>
    <message>
        <source>If it asks again, it may want the computer's own sign-in (NTLM or Kerberos), which this program does not speak. Ask your IT support to let the council's server through without it.</source>
        <translation>Os bydd yn gofyn eto, efallai ei fod am gael mewngofnodi'r cyfrifiadur ei hun (NTLM neu Kerberos), nad yw'r rhaglen hon yn ei ddefnyddio. Gofynnwch i'ch cymorth TG adael gweinydd y cyngor drwodd hebddo.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Enw</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nid nawr</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Cyfrinair</translation>
    </message>
    <message>
        <source>The password is kept encrypted with your forms, and given only to the proxy.</source>
        <translation>Cedwir y cyfrinair wedi'i amgryptio gyda'ch ffurflenni, ac fe'i rhoddir i'r dirprwy yn unig.</translation>
    </message>
    <message>
        <source>Your organisation's proxy asks who you are</source>
        <translation>Mae dirprwy eich sefydliad yn gofyn pwy ydych chi</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copïo</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Gludo</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Ail-wneud</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Dadwneud</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Torri</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Dileu</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Dewis y cyfan</translation>
    </message>
</context>
<context>
    <name>QWidget</name>
    <message>
        <source>PDF documents (*.pdf)</source>
        <translation>Dogfennau PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Cadw fel PDF</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copïo</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Gludo</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Ail-wneud</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Dadwneud</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Torri</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Dileu</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Dewis y cyfan</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Changed since it was sent. It was not answered then.</source>
        <translation>Newidiwyd ers ei hanfon. Nid oedd wedi'i ateb bryd hynny.</translation>
    </message>
    <message>
        <source>Changed since it was sent. Sent was: {answer}</source>
        <translation>Newidiwyd ers ei hanfon. Anfonwyd: {answer}</translation>
    </message>
</context>
<context>
    <name>RadioEditor</name>
    <message>
        <source>No</source>
        <translation>Na</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ie</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Does not apply</source>
        <translation>Ddim yn berthnasol</translation>
    </message>
    <message>
        <source>I do not know</source>
        <translation>Nid wyf yn gwybod</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>Heb ofyn eto</translation>
    </message>
    <message>
        <source>They preferred not to say</source>
        <translation>Nid oeddent am ddweud</translation>
    </message>
</context>
<context>
    <name>RecoverPage</name>
    <message>
        <source>Delete</source>
        <translation>Dileu</translation>
    </message>
    <message>
        <source>Delete the form</source>
        <translation>Dileu'r ffurflen</translation>
    </message>
    <message>
        <source>Delete this form?</source>
        <translation>Dileu'r ffurflen hon?</translation>
    </message>
    <message>
        <source>Deleted forms</source>
        <translation>Ffurflenni a ddilëwyd</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Ffurflen</translation>
    </message>
    <message>
        <source>Forms are kept on this computer for {} days after you last changed them, then deleted.</source>
        <translation>Cedwir ffurflenni ar y cyfrifiadur hwn am {} diwrnod ar ôl i chi eu newid ddiwethaf, yna fe'u dilëir.</translation>
    </message>
    <message>
        <source>Get back: {}</source>
        <translation>Cael yn ôl: {}</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Ei chadw</translation>
    </message>
    <message>
        <source>No saved form holds all of these words. Search for fewer.</source>
        <translation>Nid oes ffurflen a gadwyd yn cynnwys y geiriau hyn i gyd. Chwiliwch am lai.</translation>
    </message>
    <message>
        <source>Recover a form</source>
        <translation>Adfer ffurflen</translation>
    </message>
    <message>
        <source>Saved forms</source>
        <translation>Ffurflenni a gadwyd</translation>
    </message>
    <message>
        <source>Search saved forms</source>
        <translation>Chwilio'r ffurflenni a gadwyd</translation>
    </message>
    <message>
        <source>Start a form</source>
        <translation>Dechrau ffurflen</translation>
    </message>
    <message>
        <source>You can get a form back for seven days after you deleted it.</source>
        <translation>Gallwch gael ffurflen yn ôl am saith diwrnod ar ôl i chi ei dileu.</translation>
    </message>
    <message>
        <source>You have no saved forms. A form that you begin is saved here by itself, as you write.</source>
        <translation>Nid oes gennych ffurflenni wedi'u cadw. Cedwir ffurflen yr ydych yn ei dechrau yma ar ei phen ei hun, wrth i chi ysgrifennu.</translation>
    </message>
    <message>
        <source>{} ({}), saved {}. Nobody can get it back.</source>
        <translation>{} ({}), cadwyd {}. Ni all neb ei chael yn ôl.</translation>
    </message>
    <message>
        <source>{} ({}), saved {}. You can get it back for seven days.</source>
        <translation>{} ({}), cadwyd {}. Gallwch ei chael yn ôl am saith diwrnod.</translation>
    </message>
</context>
<context>
    <name>RecoveryCodePage</name>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Parhau</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Wedi'i gopïo.</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Copïo'r cod</translation>
    </message>
    <message>
        <source>I have kept it in a safe place</source>
        <translation>Rwyf wedi'i gadw mewn lle diogel</translation>
    </message>
    <message>
        <source>I have kept it in a safe place, must be answered</source>
        <translation>Rwyf wedi'i gadw mewn lle diogel, rhaid ei ateb</translation>
    </message>
    <message>
        <source>Keep it where you keep papers that matter, not on this computer.</source>
        <translation>Cadwch ef lle'r ydych yn cadw papurau pwysig, nid ar y cyfrifiadur hwn.</translation>
    </message>
    <message>
        <source>Print the code</source>
        <translation>Argraffu'r cod</translation>
    </message>
    <message>
        <source>Recovery code: {}</source>
        <translation>Cod adfer: {}</translation>
    </message>
    <message>
        <source>Your forms on this computer are encrypted with your password. If you forget it, only this code opens them. It is shown this once; nobody else has it, not even the council.</source>
        <translation>Mae eich ffurflenni ar y cyfrifiadur hwn wedi'u hamgryptio â'ch cyfrinair. Os anghofiwch ef, dim ond y cod hwn sy'n eu hagor. Fe'i dangosir y tro hwn yn unig; nid yw gan neb arall, ddim hyd yn oed y cyngor.</translation>
    </message>
    <message>
        <source>Your recovery code</source>
        <translation>Eich cod adfer</translation>
    </message>
</context>
<context>
    <name>RegisteredPage</name>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Parhau</translation>
    </message>
    <message>
        <source>Go back to your form</source>
        <translation>Yn ôl i'ch ffurflen</translation>
    </message>
    <message>
        <source>Registration complete</source>
        <translation>Cofrestru wedi'i gwblhau</translation>
    </message>
    <message>
        <source>Welcome, {}</source>
        <translation>Croeso, {}</translation>
    </message>
    <message>
        <source>You can sign in with {} from now on.</source>
        <translation>Gallwch fewngofnodi gyda {} o hyn ymlaen.</translation>
    </message>
</context>
<context>
    <name>Registering</name>
    <message>
        <source>A new code is on its way to {}.</source>
        <translation>Mae cod newydd ar ei ffordd i {}.</translation>
    </message>
    <message>
        <source>Enter the 8-digit code from the e-mail</source>
        <translation>Rhowch y cod 8 digid o'r e-bost</translation>
    </message>
    <message>
        <source>Tick the box to agree to the Terms and Conditions</source>
        <translation>Ticiwch y blwch i gytuno i'r Telerau ac Amodau</translation>
    </message>
</context>
<context>
    <name>Reporting</name>
    <message>
        <source>Report for IT support</source>
        <translation>Adroddiad ar gyfer cymorth TG</translation>
    </message>
    <message>
        <source>Save the report for IT support</source>
        <translation>Cadw'r adroddiad ar gyfer cymorth TG</translation>
    </message>
    <message>
        <source>Send it to your IT support. It holds the program's version, its settings, what works on this computer and the log. It holds nothing that anybody wrote in a form.</source>
        <translation>Anfonwch ef at eich cymorth TG. Mae'n cynnwys fersiwn y rhaglen, ei gosodiadau, yr hyn sy'n gweithio ar y cyfrifiadur hwn a'r log. Nid yw'n cynnwys dim a ysgrifennodd neb mewn ffurflen.</translation>
    </message>
    <message>
        <source>The report could not be saved there. Choose another folder.</source>
        <translation>Ni ellid cadw'r adroddiad yno. Dewiswch ffolder arall.</translation>
    </message>
    <message>
        <source>The report is saved as {}.</source>
        <translation>Cadwyd yr adroddiad fel {}.</translation>
    </message>
</context>
<context>
    <name>ReturnedCards</name>
    <message>
        <source>Answer</source>
        <translation>Ateb</translation>
    </message>
    <message>
        <source>Answer by {}</source>
        <translation>Atebwch erbyn {}</translation>
    </message>
    <message>
        <source>Answer: {}, {}</source>
        <translation>Ateb: {}, {}</translation>
    </message>
    <message>
        <source>Forms requesting more information</source>
        <translation>Ffurflenni sy'n gofyn am ragor o wybodaeth</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Cuddiwyd</translation>
    </message>
    <message>
        <source>Previous form</source>
        <translation>Ffurflen flaenorol</translation>
    </message>
    <message>
        <source>Previous form: {}, {}</source>
        <translation>Ffurflen flaenorol: {}, {}</translation>
    </message>
    <message>
        <source>Sent by {} on {}</source>
        <translation>Anfonwyd gan {} ar {}</translation>
    </message>
    <message>
        <source>Show more: {} are left</source>
        <translation>Dangos mwy: mae {} ar ôl</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>Add</source>
        <translation>Ychwanegu</translation>
    </message>
    <message>
        <source>Add another</source>
        <translation>Ychwanegu un arall</translation>
    </message>
    <message>
        <source>Add another {noun}</source>
        <translation>Ychwanegu un arall: {noun}</translation>
    </message>
    <message>
        <source>Add {noun}</source>
        <translation>Ychwanegu: {noun}</translation>
    </message>
    <message>
        <source>Added: {name}</source>
        <translation>Ychwanegwyd: {name}</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>Dewis ffeiliau</translation>
    </message>
    <message>
        <source>Removed: {title}</source>
        <translation>Dilëwyd: {title}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Dadwneud</translation>
    </message>
</context>
<context>
    <name>SavingSeveral</name>
    <message>
        <source>Folder for the forms</source>
        <translation>Ffolder ar gyfer y ffurflenni</translation>
    </message>
    <message>
        <source>not received yet</source>
        <translation>heb ei derbyn eto</translation>
    </message>
    <message>
        <source>version {}</source>
        <translation>fersiwn {}</translation>
    </message>
    <message>
        <source>{} forms were saved before.</source>
        <translation>Cadwyd {} ffurflen cyn hynny.</translation>
    </message>
    <message>
        <source>{} of {} forms are saved in {}.</source>
        <translation>Mae {} o {} ffurflen wedi'u cadw yn {}.</translation>
    </message>
</context>
<context>
    <name>SecretDialog</name>
    <message>
        <source>Continue</source>
        <translation>Parhau</translation>
    </message>
    <message>
        <source>Enter at least {} characters</source>
        <translation>Rhowch o leiaf {} nod</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Yn ôl</translation>
    </message>
    <message>
        <source>Password, passphrase or code</source>
        <translation>Cyfrinair, cyfrinair-frawddeg neu god</translation>
    </message>
</context>
<context>
    <name>Sent</name>
    <message>
        <source>Bytes</source>
        <translation>Beitiau</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Ffeiliau</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Ffurflen</translation>
    </message>
    <message>
        <source>Ready to send (UTC)</source>
        <translation>Yn barod i'w hanfon (UTC)</translation>
    </message>
    <message>
        <source>Received by the council (UTC)</source>
        <translation>Derbyniwyd gan y cyngor (UTC)</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Cyfeirnod</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Statws</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Fersiwn</translation>
    </message>
</context>
<context>
    <name>SetAside</name>
    <message>
        <source>&amp;Go on to the form</source>
        <translation>&amp;Ymlaen i'r ffurflen</translation>
    </message>
    <message>
        <source>Answers that were set aside</source>
        <translation>Atebion a roddwyd o'r neilltu</translation>
    </message>
    <message>
        <source>Answers we could not carry over</source>
        <translation>Atebion na allem eu cario drosodd</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Wedi'i gopïo</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copïo</translation>
    </message>
    <message>
        <source>Copy the answer to: {question}</source>
        <translation>Copïo'r ateb i: {question}</translation>
    </message>
    <message>
        <source>They stay with this form, for you to copy to where they are needed. They are not sent to the council.</source>
        <translation>Maent yn aros gyda'r ffurflen hon, i chi eu copïo i'r man lle mae eu hangen. Nid anfonir nhw i'r cyngor.</translation>
    </message>
    <message>
        <source>This form does not ask this question.</source>
        <translation>Nid yw'r ffurflen hon yn gofyn y cwestiwn hwn.</translation>
    </message>
    <message>
        <source>This question now takes another kind of answer.</source>
        <translation>Mae'r cwestiwn hwn nawr yn cymryd math arall o ateb.</translation>
    </message>
    <message>
        <source>This question now takes one answer only.</source>
        <translation>Mae'r cwestiwn hwn nawr yn cymryd un ateb yn unig.</translation>
    </message>
    <message>
        <source>You chose the answer of the other computer.</source>
        <translation>Dewisoch ateb y cyfrifiadur arall.</translation>
    </message>
    <message>
        <source>Your answer to the council</source>
        <translation>Eich ateb i'r cyngor</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>1 minute</source>
        <translation>1 munud</translation>
    </message>
    <message>
        <source>About this program</source>
        <translation>Am y rhaglen hon</translation>
    </message>
    <message>
        <source>As this computer is set</source>
        <translation>Fel y mae'r cyfrifiadur hwn wedi'i osod</translation>
    </message>
    <message>
        <source>Changes here take effect at once.</source>
        <translation>Mae newidiadau yma'n dod i rym ar unwaith.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Lliwiau</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Tywyll</translation>
    </message>
    <message>
        <source>Enter the proxy's name and password</source>
        <translation>Rhoi enw a chyfrinair y dirprwy</translation>
    </message>
    <message>
        <source>Everything is saved before it locks.</source>
        <translation>Cedwir popeth cyn iddi gloi.</translation>
    </message>
    <message>
        <source>Forms are shown in this language where they carry it.</source>
        <translation>Dangosir ffurflenni yn yr iaith hon lle maent ar gael ynddi.</translation>
    </message>
    <message>
        <source>Hides this window at once and locks it. Click here, then press the keys.</source>
        <translation>Mae'n cuddio'r ffenestr hon ar unwaith ac yn ei chloi. Cliciwch yma, yna pwyswch y bysellau.</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Cyferbyniad uchel</translation>
    </message>
    <message>
        <source>Key that hides the window</source>
        <translation>Bysell sy'n cuddio'r ffenestr</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Iaith</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Golau</translation>
    </message>
    <message>
        <source>Lock when nobody has used the program for</source>
        <translation>Cloi pan na fydd neb wedi defnyddio'r rhaglen am</translation>
    </message>
    <message>
        <source>Make a report for IT support</source>
        <translation>Gwneud adroddiad ar gyfer cymorth TG</translation>
    </message>
    <message>
        <source>Nothing is lost at any size: pages grow longer.</source>
        <translation>Ni chollir dim ar unrhyw faint: mae tudalennau'n mynd yn hirach.</translation>
    </message>
    <message>
        <source>Set by your organisation</source>
        <translation>Gosodwyd gan eich sefydliad</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Gosodiadau</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Maint y testun</translation>
    </message>
    <message>
        <source>Use no key</source>
        <translation>Peidio â defnyddio bysell</translation>
    </message>
    <message>
        <source>Your organisation has set what you cannot change here.</source>
        <translation>Eich sefydliad sydd wedi gosod yr hyn na allwch ei newid yma.</translation>
    </message>
    <message>
        <source>{} minutes</source>
        <translation>{} munud</translation>
    </message>
</context>
<context>
    <name>SeveralDialog</name>
    <message>
        <source>&amp;Save {} in a folder</source>
        <translation>&amp;Cadw {} mewn ffolder</translation>
    </message>
    <message>
        <source>Choose &amp;all</source>
        <translation>Dewis y &amp;cyfan</translation>
    </message>
    <message>
        <source>Choose &amp;none</source>
        <translation>Dewis &amp;dim un</translation>
    </message>
    <message>
        <source>Choose the forms, then a folder. The files are not encrypted: choose a folder that only you, or those who may read these forms, can open.</source>
        <translation>Dewiswch y ffurflenni, yna ffolder. Nid yw'r ffeiliau wedi'u hamgryptio: dewiswch ffolder y gallwch chi'n unig, neu'r rhai sy'n cael darllen y ffurflenni hyn, ei hagor.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cau</translation>
    </message>
    <message>
        <source>Forms saved</source>
        <translation>Ffurflenni a gadwyd</translation>
    </message>
    <message>
        <source>Forms to save</source>
        <translation>Ffurflenni i'w cadw</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Mynd yn ôl</translation>
    </message>
    <message>
        <source>Save several forms as PDF</source>
        <translation>Cadw sawl ffurflen fel PDF</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopio</translation>
    </message>
    <message>
        <source>{} of {} saved</source>
        <translation>Cadwyd {} o {}</translation>
    </message>
</context>
<context>
    <name>SeveralEditor</name>
    <message>
        <source>Add another</source>
        <translation>Ychwanegu un arall</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Dileu</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Checking …</source>
        <translation>Yn gwirio …</translation>
    </message>
    <message>
        <source>Continue offline</source>
        <translation>Parhau all-lein</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Cyfeiriad e-bost</translation>
    </message>
    <message>
        <source>I have forgotten my password</source>
        <translation>Rwyf wedi anghofio fy nghyfrinair</translation>
    </message>
    <message>
        <source>Keep me signed in on this computer</source>
        <translation>Fy nghadw wedi mewngofnodi ar y cyfrifiadur hwn</translation>
    </message>
    <message>
        <source>No account yet?</source>
        <translation>Dim cyfrif eto?</translation>
    </message>
    <message>
        <source>No network, or in a hurry?</source>
        <translation>Dim rhwydwaith, neu ar frys?</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Cyfrinair</translation>
    </message>
    <message>
        <source>Register for new account</source>
        <translation>Cofrestru am gyfrif newydd</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Mewngofnodi</translation>
    </message>
    <message>
        <source>This computer is offline. Signing in for the first time on a computer needs a network.</source>
        <translation>Mae'r cyfrifiadur hwn all-lein. Mae angen rhwydwaith i fewngofnodi am y tro cyntaf ar gyfrifiadur.</translation>
    </message>
    <message>
        <source>This computer is offline. Your password opens the forms saved here.</source>
        <translation>Mae'r cyfrifiadur hwn all-lein. Mae eich cyfrinair yn agor y ffurflenni a gadwyd yma.</translation>
    </message>
    <message>
        <source>You can write a form now and sign in later. It is kept encrypted on this computer; sending it to the council needs an account.</source>
        <translation>Gallwch ysgrifennu ffurflen nawr a mewngofnodi'n ddiweddarach. Fe'i cedwir wedi'i hamgryptio ar y cyfrifiadur hwn; mae angen cyfrif i'w hanfon i'r cyngor.</translation>
    </message>
</context>
<context>
    <name>SignatureEditor</name>
    <message>
        <source>Signed by {name}</source>
        <translation>Llofnodwyd gan {name}</translation>
    </message>
    <message>
        <source>Typing your name signs the form.</source>
        <translation>Mae teipio eich enw yn llofnodi'r ffurflen.</translation>
    </message>
</context>
<context>
    <name>Strength</name>
    <message>
        <source>1 more character</source>
        <translation>1 nod arall</translation>
    </message>
    <message>
        <source>Good. Longer is stronger.</source>
        <translation>Da. Mae hirach yn gryfach.</translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation>Cryf.</translation>
    </message>
    <message>
        <source>Too easy to guess. Put words together that only you would.</source>
        <translation>Rhy hawdd ei ddyfalu. Rhowch eiriau gyda'i gilydd na fyddai neb ond chi yn eu dewis.</translation>
    </message>
    <message>
        <source>Too short: {}.</source>
        <translation>Rhy fyr: {}.</translation>
    </message>
    <message>
        <source>{} more characters</source>
        <translation>{} nod arall</translation>
    </message>
</context>
<context>
    <name>SubmittedPage</name>
    <message>
        <source>&amp;Check a PDF</source>
        <translation>&amp;Gwirio PDF</translation>
    </message>
    <message>
        <source>All forms</source>
        <translation>Pob ffurflen</translation>
    </message>
    <message>
        <source>All forms, sent and waiting</source>
        <translation>Pob ffurflen, wedi'i hanfon neu'n aros</translation>
    </message>
    <message>
        <source>Being reviewed</source>
        <translation>Yn cael ei hadolygu</translation>
    </message>
    <message>
        <source>By child</source>
        <translation>Yn ôl plentyn</translation>
    </message>
    <message>
        <source>Child</source>
        <translation>Plentyn</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Wedi'i chau</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Manylion</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Ffurflen</translation>
    </message>
    <message>
        <source>Form sent last first</source>
        <translation>Y ffurflen a anfonwyd ddiwethaf yn gyntaf</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Cuddiwyd</translation>
    </message>
    <message>
        <source>Hide the children's details</source>
        <translation>Cuddio manylion y plant</translation>
    </message>
    <message>
        <source>More information needed</source>
        <translation>Angen rhagor o wybodaeth</translation>
    </message>
    <message>
        <source>Most pressing first</source>
        <translation>Y mwyaf brys yn gyntaf</translation>
    </message>
    <message>
        <source>Newest question first</source>
        <translation>Y cwestiwn diweddaraf yn gyntaf</translation>
    </message>
    <message>
        <source>No submitted form holds all of these words. Search for fewer.</source>
        <translation>Nid oes ffurflen a gyflwynwyd yn cynnwys y geiriau hyn i gyd. Chwiliwch am lai.</translation>
    </message>
    <message>
        <source>No submitted form is in this state.</source>
        <translation>Nid oes ffurflen a gyflwynwyd yn y cyflwr hwn.</translation>
    </message>
    <message>
        <source>Not received by the council yet</source>
        <translation>Heb eu derbyn gan y cyngor eto</translation>
    </message>
    <message>
        <source>Order of the council's questions</source>
        <translation>Trefn cwestiynau'r cyngor</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Wedi'i derbyn</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Cyfeirnod</translation>
    </message>
    <message>
        <source>Sa&amp;ve several as PDF</source>
        <translation>&amp;Cadw sawl un fel PDF</translation>
    </message>
    <message>
        <source>Save this list</source>
        <translation>Cadw'r rhestr hon</translation>
    </message>
    <message>
        <source>Search submitted forms</source>
        <translation>Chwilio'r ffurflenni a gyflwynwyd</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Anfonwyd</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Dangos</translation>
    </message>
    <message>
        <source>Start a form</source>
        <translation>Dechrau ffurflen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Cyflwr</translation>
    </message>
    <message>
        <source>Submitted forms</source>
        <translation>Ffurflenni a gyflwynwyd</translation>
    </message>
    <message>
        <source>The list is being read.</source>
        <translation>Mae'r rhestr yn cael ei darllen.</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>I'w wneud</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Fersiynau</translation>
    </message>
    <message>
        <source>View PDF</source>
        <translation>Gweld y PDF</translation>
    </message>
    <message>
        <source>You have not submitted a form in this time. What you submit is listed here.</source>
        <translation>Nid ydych wedi cyflwyno ffurflen yn y cyfnod hwn. Rhestrir yr hyn a gyflwynwch yma.</translation>
    </message>
    <message>
        <source>last {} days</source>
        <translation>y {} diwrnod diwethaf</translation>
    </message>
    <message>
        <source>{} versions</source>
        <translation>{} fersiwn</translation>
    </message>
</context>
<context>
    <name>TermsPage</name>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Parhau</translation>
    </message>
    <message>
        <source>I agree to these Terms and Conditions</source>
        <translation>Rwy'n cytuno i'r Telerau ac Amodau hyn</translation>
    </message>
    <message>
        <source>I agree to these Terms and Conditions, must be answered</source>
        <translation>Rwy'n cytuno i'r Telerau ac Amodau hyn, rhaid ei ateb</translation>
    </message>
    <message>
        <source>I do not agree: leave without an account</source>
        <translation>Nid wyf yn cytuno: gadael heb gyfrif</translation>
    </message>
    <message>
        <source>Terms and Conditions</source>
        <translation>Telerau ac Amodau</translation>
    </message>
    <message>
        <source>The terms have changed since you agreed to them (now version {}).</source>
        <translation>Mae'r telerau wedi newid ers i chi gytuno iddynt (fersiwn {} nawr).</translation>
    </message>
    <message>
        <source>Version {}. Which version you agreed to is recorded.</source>
        <translation>Fersiwn {}. Cofnodir pa fersiwn y cytunoch iddi.</translation>
    </message>
    <message>
        <source>Your agreement</source>
        <translation>Eich cytundeb</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>1 comment stands beside what it is about</source>
        <translation>Mae 1 sylw wrth ochr yr hyn y mae'n ymwneud ag ef</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 diwrnod</translation>
    </message>
    <message>
        <source>1 day left</source>
        <translation>1 diwrnod ar ôl</translation>
    </message>
    <message>
        <source>Closed: {}</source>
        <translation>Wedi'i chau: {}</translation>
    </message>
    <message>
        <source>Not named yet</source>
        <translation>Heb ei enwi eto</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Ddim eto</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Agor</translation>
    </message>
    <message>
        <source>Read the council's words</source>
        <translation>Darllen geiriau'r cyngor</translation>
    </message>
    <message>
        <source>See both</source>
        <translation>Gweld y ddwy</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Anfon nawr</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Mewngofnodi</translation>
    </message>
    <message>
        <source>{} comments stand beside what they are about</source>
        <translation>Mae {} sylw wrth ochr yr hyn y maent yn ymwneud ag ef</translation>
    </message>
    <message>
        <source>{} days</source>
        <translation>{} diwrnod</translation>
    </message>
    <message>
        <source>{} days left</source>
        <translation>{} diwrnod ar ôl</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;Cloi</translation>
    </message>
    <message>
        <source>&amp;Recover a form</source>
        <translation>&amp;Adfer ffurflen</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Gosodiadau</translation>
    </message>
    <message>
        <source>1 form waiting to be sent</source>
        <translation>1 ffurflen yn aros i'w hanfon</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Wedi cysylltu</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Hafan</translation>
    </message>
    <message>
        <source>Menu of {}</source>
        <translation>Dewislen {}</translation>
    </message>
    <message>
        <source>My &amp;account</source>
        <translation>Fy &amp;nghyfrif</translation>
    </message>
    <message>
        <source>My account</source>
        <translation>Fy nghyfrif</translation>
    </message>
    <message>
        <source>No council's server is set</source>
        <translation>Nid oes gweinydd cyngor wedi'i osod</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>All-lein</translation>
    </message>
    <message>
        <source>S&amp;ubmitted forms</source>
        <translation>&amp;Ffurflenni a gyflwynwyd</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Yn anfon</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Gosodiadau</translation>
    </message>
    <message>
        <source>Sign &amp;out</source>
        <translation>A&amp;llgofnodi</translation>
    </message>
    <message>
        <source>Sign in to send</source>
        <translation>Mewngofnodwch i anfon</translation>
    </message>
    <message>
        <source>The council asks about 1 form</source>
        <translation>Mae'r cyngor yn holi am 1 ffurflen</translation>
    </message>
    <message>
        <source>The council asks about {} forms</source>
        <translation>Mae'r cyngor yn holi am {} ffurflen</translation>
    </message>
    <message>
        <source>The council's server gives no clear answer</source>
        <translation>Nid yw gweinydd y cyngor yn rhoi ateb clir</translation>
    </message>
    <message>
        <source>The council's server is busy</source>
        <translation>Mae gweinydd y cyngor yn brysur</translation>
    </message>
    <message>
        <source>The proxy asks for a password</source>
        <translation>Mae'r dirprwy yn gofyn am gyfrinair</translation>
    </message>
    <message>
        <source>The server cannot be trusted</source>
        <translation>Ni ellir ymddiried yn y gweinydd</translation>
    </message>
    <message>
        <source>This network wants you to sign in</source>
        <translation>Mae'r rhwydwaith hwn am i chi fewngofnodi</translation>
    </message>
    <message>
        <source>Update needed</source>
        <translation>Mae angen diweddaru</translation>
    </message>
    <message>
        <source>everything sent</source>
        <translation>popeth wedi'i anfon</translation>
    </message>
    <message>
        <source>{} forms waiting to be sent</source>
        <translation>{} ffurflen yn aros i'w hanfon</translation>
    </message>
    <message>
        <source>{} · Children's Portal</source>
        <translation>{} · Porth Plant</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>1 form waiting to be sent</source>
        <translation>1 ffurflen yn aros i'w hanfon</translation>
    </message>
    <message>
        <source>Children's Portal: {}</source>
        <translation>Porth Plant: {}</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>Cau'r rhaglen</translation>
    </message>
    <message>
        <source>Open Children's Portal</source>
        <translation>Agor y Porth Plant</translation>
    </message>
    <message>
        <source>everything sent</source>
        <translation>popeth wedi'i anfon</translation>
    </message>
    <message>
        <source>nobody is signed in</source>
        <translation>nid oes neb wedi mewngofnodi</translation>
    </message>
    <message>
        <source>{} forms waiting to be sent</source>
        <translation>{} ffurflen yn aros i'w hanfon</translation>
    </message>
</context>
<context>
    <name>TwoAnswers</name>
    <message>
        <source>This form was answered on another computer as well. That answer is fetched as soon as there is a connection; then you can see both here. Nothing is lost.</source>
        <translation>Atebwyd y ffurflen hon ar gyfrifiadur arall hefyd. Caiff yr ateb hwnnw ei nôl cyn gynted ag y bydd cysylltiad; yna gallwch weld y ddau yma. Nid oes dim wedi'i golli.</translation>
    </message>
</context>
<context>
    <name>Verify</name>
    <message>
        <source>Another version of the program made this document ({program}), which may draw pages differently, so it cannot be said whether it was changed. Check it with that version.</source>
        <translation>Fersiwn arall o'r rhaglen wnaeth y ddogfen hon ({program}), a all lunio tudalennau'n wahanol, felly ni ellir dweud a gafodd ei newid. Gwiriwch hi gyda'r fersiwn honno.</translation>
    </message>
    <message>
        <source>The definition of this form is not on this computer, so the document cannot be made again for comparison.</source>
        <translation>Nid yw diffiniad y ffurflen hon ar y cyfrifiadur hwn, felly ni ellir gwneud y ddogfen eto i'w chymharu.</translation>
    </message>
    <message>
        <source>The pages say what the answers inside this document say, and those give the digest that is printed on it. Compare reference and digest with the council's receipt: if they are the same, these answers were submitted. Names, times and the council's own words are not part of the digest.</source>
        <translation>Mae'r tudalennau'n dweud yr hyn y mae'r atebion y tu mewn i'r ddogfen hon yn ei ddweud, ac mae'r rheini'n rhoi'r crynodeb sydd wedi'i argraffu arni. Cymharwch y cyfeirnod a'r crynodeb â derbynneb y cyngor: os ydynt yr un fath, cyflwynwyd yr atebion hyn. Nid yw enwau, amseroedd a geiriau'r cyngor ei hun yn rhan o'r crynodeb.</translation>
    </message>
    <message>
        <source>The pictures in it were not compared.</source>
        <translation>Ni chymharwyd y lluniau sydd ynddi.</translation>
    </message>
    <message>
        <source>This document has no answers attached, and its form is not among those that were looked through, so it cannot be checked here. Check it at the computer that it was sent from, or compare reference and digest by eye with the council's receipt.</source>
        <translation>Nid oes atebion wedi'u hatodi i'r ddogfen hon, ac nid yw ei ffurflen ymhlith y rhai yr edrychwyd drwyddynt, felly ni ellir ei gwirio yma. Gwiriwch hi ar y cyfrifiadur yr anfonwyd hi ohono, neu cymharwch y cyfeirnod a'r crynodeb â derbynneb y cyngor â'ch llygaid eich hun.</translation>
    </message>
    <message>
        <source>This document is not what was submitted: it bears another digest than the one given.</source>
        <translation>Nid y ddogfen hon a gyflwynwyd: mae arni grynodeb gwahanol i'r un a roddwyd.</translation>
    </message>
    <message>
        <source>This document is not what was submitted: something in it was changed after it was made.</source>
        <translation>Nid y ddogfen hon a gyflwynwyd: newidiwyd rhywbeth ynddi ar ôl ei gwneud.</translation>
    </message>
    <message>
        <source>This document is not what was submitted: the answers inside it do not give the digest that it bears.</source>
        <translation>Nid y ddogfen hon a gyflwynwyd: nid yw'r atebion y tu mewn iddi'n rhoi'r crynodeb sydd arni.</translation>
    </message>
    <message>
        <source>This document is not what was submitted: the council's receipt says something else than the document.</source>
        <translation>Nid y ddogfen hon a gyflwynwyd: mae derbynneb y cyngor yn dweud rhywbeth gwahanol i'r ddogfen.</translation>
    </message>
    <message>
        <source>This document is what is kept on this computer to be sent. The council has not received it yet.</source>
        <translation>Y ddogfen hon yw'r hyn a gedwir ar y cyfrifiadur hwn i'w anfon. Nid yw'r cyngor wedi ei dderbyn eto.</translation>
    </message>
    <message>
        <source>This document is what was submitted: it is the same, byte for byte, as the one made from the form that the council gave the receipt for.</source>
        <translation>Y ddogfen hon yw'r hyn a gyflwynwyd: mae'r un fath, beit am feit, â'r un a wneir o'r ffurflen y rhoddodd y cyngor y dderbynneb amdani.</translation>
    </message>
    <message>
        <source>This document names another person or council than this account does, so it is not what was submitted from it. If a name was changed since, save the form anew and compare the two.</source>
        <translation>Mae'r ddogfen hon yn enwi person neu gyngor gwahanol i'r cyfrif hwn, felly nid dyma a gyflwynwyd ohono. Os newidiwyd enw ers hynny, cadwch y ffurflen o'r newydd a chymharwch y ddwy.</translation>
    </message>
    <message>
        <source>This file says of itself no reference and no digest: it is a draft, a copy for the family, another paper, or not made by this program. Only the document of a submitted form can be checked.</source>
        <translation>Nid yw'r ffeil hon yn nodi cyfeirnod na chrynodeb: drafft ydyw, copi i'r teulu, papur arall, neu rywbeth na wnaed gan y rhaglen hon. Dim ond dogfen ffurflen a gyflwynwyd y gellir ei gwirio.</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>Earlier versions of this form</source>
        <translation>Fersiynau blaenorol o'r ffurflen hon</translation>
    </message>
    <message>
        <source>Keep the form as it is</source>
        <translation>Cadw'r ffurflen fel y mae</translation>
    </message>
    <message>
        <source>Nothing: it is the same as the form is now.</source>
        <translation>Dim: mae yr un fath â'r ffurflen fel y mae nawr.</translation>
    </message>
    <message>
        <source>Now: {}</source>
        <translation>Nawr: {}</translation>
    </message>
    <message>
        <source>Restore the version of {time}</source>
        <translation>Adfer y fersiwn o {time}</translation>
    </message>
    <message>
        <source>Saved versions</source>
        <translation>Fersiynau a gadwyd</translation>
    </message>
    <message>
        <source>The form as it is now is kept as a version too, so that you can come back to it.</source>
        <translation>Cedwir y ffurflen fel y mae nawr fel fersiwn hefyd, fel y gallwch ddod yn ôl ati.</translation>
    </message>
    <message>
        <source>Then: {}</source>
        <translation>Bryd hynny: {}</translation>
    </message>
    <message>
        <source>What it says otherwise</source>
        <translation>Beth y mae'n ei ddweud yn wahanol</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>dim ateb</translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Yn ôl</translation>
    </message>
    <message>
        <source>&amp;Back to all forms</source>
        <translation>&amp;Yn ôl i'r holl ffurflenni</translation>
    </message>
    <message>
        <source>&amp;Continue to the declaration →</source>
        <translation>&amp;Parhau i'r datganiad →</translation>
    </message>
    <message>
        <source>&amp;Continue →</source>
        <translation>&amp;Parhau →</translation>
    </message>
    <message>
        <source>&amp;Go back</source>
        <translation>&amp;Yn ôl</translation>
    </message>
    <message>
        <source>&amp;Next →</source>
        <translation>&amp;Nesaf →</translation>
    </message>
    <message>
        <source>&amp;Return to Check your answers →</source>
        <translation>Yn ôl i &amp;Gwirio eich atebion →</translation>
    </message>
    <message>
        <source>&amp;Submit</source>
        <translation>&amp;Cyflwyno</translation>
    </message>
    <message>
        <source>&amp;Submit to Local Authority</source>
        <translation>&amp;Cyflwyno i'r Awdurdod Lleol</translation>
    </message>
    <message>
        <source>1 answer changed since it was sent</source>
        <translation>Newidiodd 1 ateb ers ei hanfon</translation>
    </message>
    <message>
        <source>1 answer could not be carried over into this form.</source>
        <translation>Ni ellid cario 1 ateb drosodd i'r ffurflen hon.</translation>
    </message>
    <message>
        <source>1 answer of this computer gave way to the one of the other computer.</source>
        <translation>Ildiodd 1 ateb o'r cyfrifiadur hwn i'r un o'r cyfrifiadur arall.</translation>
    </message>
    <message>
        <source>1 place</source>
        <translation>1 lle</translation>
    </message>
    <message>
        <source>1 question still needs an answer. If you do not know, say so: it never stops you sending this form.</source>
        <translation>Mae angen ateb i 1 cwestiwn o hyd. Os nad ydych yn gwybod, dywedwch hynny: nid yw byth yn eich atal rhag anfon y ffurflen hon.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Ateb</translation>
    </message>
    <message>
        <source>Answer by {day}</source>
        <translation>Atebwch erbyn {day}</translation>
    </message>
    <message>
        <source>Asked on {day}: {reason}</source>
        <translation>Gofynnwyd ar {day}: {reason}</translation>
    </message>
    <message>
        <source>Back to the section</source>
        <translation>Yn ôl i'r adran</translation>
    </message>
    <message>
        <source>Call 999 now</source>
        <translation>Ffoniwch 999 nawr</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Newid</translation>
    </message>
    <message>
        <source>Check your answers</source>
        <translation>Gwirio eich atebion</translation>
    </message>
    <message>
        <source>Clear this answer</source>
        <translation>Clirio'r ateb hwn</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Wedi'i chwblhau</translation>
    </message>
    <message>
        <source>Copied from the form before. You can change it.</source>
        <translation>Copïwyd o'r ffurflen flaenorol. Gallwch ei newid.</translation>
    </message>
    <message>
        <source>Copied from what you wrote about the child. You can change it.</source>
        <translation>Copïwyd o'r hyn a ysgrifennoch am y plentyn. Gallwch ei newid.</translation>
    </message>
    <message>
        <source>Copied from your account. You can change it.</source>
        <translation>Copïwyd o'ch cyfrif. Gallwch ei newid.</translation>
    </message>
    <message>
        <source>Copied from {who}. You can change it.</source>
        <translation>Copïwyd oddi wrth {who}. Gallwch ei newid.</translation>
    </message>
    <message>
        <source>Declaration &amp; Submit</source>
        <translation>Datganiad a Chyflwyno</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Gorffen</translation>
    </message>
    <message>
        <source>Done again: {question}</source>
        <translation>Gwnaed eto: {question}</translation>
    </message>
    <message>
        <source>Done: {comment}</source>
        <translation>Wedi'i wneud: {comment}</translation>
    </message>
    <message>
        <source>Earlier &amp;versions</source>
        <translation>&amp;Fersiynau blaenorol</translation>
    </message>
    <message>
        <source>Error: </source>
        <translation>Gwall: </translation>
    </message>
    <message>
        <source>Everything that must be answered is answered. Read it through, then go on to the declaration.</source>
        <translation>Mae popeth y mae'n rhaid ei ateb wedi'i ateb. Darllenwch drwyddo, yna ewch ymlaen i'r datganiad.</translation>
    </message>
    <message>
        <source>Find in this form</source>
        <translation>Chwilio yn y ffurflen hon</translation>
    </message>
    <message>
        <source>Go on as: {form}</source>
        <translation>Ymlaen fel: {form}</translation>
    </message>
    <message>
        <source>Go to it</source>
        <translation>Mynd ato</translation>
    </message>
    <message>
        <source>Go to: {title}</source>
        <translation>Mynd i: {title}</translation>
    </message>
    <message>
        <source>Hide the comments</source>
        <translation>Cuddio'r sylwadau</translation>
    </message>
    <message>
        <source>If a child is in immediate danger or needs urgent medical help, call 999 before you go on.</source>
        <translation>Os yw plentyn mewn perygl uniongyrchol neu angen help meddygol brys, ffoniwch 999 cyn i chi fynd ymlaen.</translation>
    </message>
    <message>
        <source>If a child needs help before then, call {council} on {phone}. In immediate danger, call 999.</source>
        <translation>Os oes angen help ar blentyn cyn hynny, ffoniwch {council} ar {phone}. Mewn perygl uniongyrchol, ffoniwch 999.</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Ar y gweill</translation>
    </message>
    <message>
        <source>It goes with the form. Leave it empty when the form itself says it all.</source>
        <translation>Mae'n mynd gyda'r ffurflen. Gadewch ef yn wag pan fydd y ffurflen ei hun yn dweud y cyfan.</translation>
    </message>
    <message>
        <source>It is waiting on this computer, and is sent by itself as soon as the council can be reached.</source>
        <translation>Mae'n aros ar y cyfrifiadur hwn, ac fe'i hanfonir ar ei phen ei hun cyn gynted ag y gellir cyrraedd y cyngor.</translation>
    </message>
    <message>
        <source>Kept until {day}.</source>
        <translation>Cedwir tan {day}.</translation>
    </message>
    <message>
        <source>Make a &amp;PDF</source>
        <translation>Gwneud P&amp;DF</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Heb ei ateb</translation>
    </message>
    <message>
        <source>Not answered, and not needed:</source>
        <translation>Heb eu hateb, ac nid oes eu hangen:</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Heb ei chadw eto</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>Heb ddechrau</translation>
    </message>
    <message>
        <source>Nothing changed since it was sent</source>
        <translation>Nid oes dim wedi newid ers ei hanfon</translation>
    </message>
    <message>
        <source>Nothing found. Try another word, or a part of one.</source>
        <translation>Ni chanfuwyd dim. Rhowch gynnig ar air arall, neu ran o un.</translation>
    </message>
    <message>
        <source>Nothing is filled in here.</source>
        <translation>Nid oes dim wedi'i lenwi yma.</translation>
    </message>
    <message>
        <source>Nothing is left</source>
        <translation>Nid oes dim ar ôl</translation>
    </message>
    <message>
        <source>Nothing to save yet. Everything you write is saved by itself.</source>
        <translation>Dim i'w gadw eto. Cedwir popeth a ysgrifennwch ar ei ben ei hun.</translation>
    </message>
    <message>
        <source>Nothing: all that must be answered is answered.</source>
        <translation>Dim: mae popeth y mae'n rhaid ei ateb wedi'i ateb.</translation>
    </message>
    <message>
        <source>Previous form, as it was sent</source>
        <translation>Ffurflen flaenorol, fel yr anfonwyd hi</translation>
    </message>
    <message>
        <source>Read and copy</source>
        <translation>Darllen a chopïo</translation>
    </message>
    <message>
        <source>Received at {time}. You will get an e-mail that confirms it.</source>
        <translation>Derbyniwyd am {time}. Cewch e-bost sy'n cadarnhau hynny.</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Ail-wneud</translation>
    </message>
    <message>
        <source>Same as the child: {said}</source>
        <translation>Yr un fath â'r plentyn: {said}</translation>
    </message>
    <message>
        <source>Same as {who}: {said}</source>
        <translation>Yr un fath â {who}: {said}</translation>
    </message>
    <message>
        <source>Save for &amp;later</source>
        <translation>Cadw &amp;at eto</translation>
    </message>
    <message>
        <source>Saved on this computer at {time}.</source>
        <translation>Cadwyd ar y cyfrifiadur hwn am {time}.</translation>
    </message>
    <message>
        <source>Section {number} of {count}</source>
        <translation>Adran {number} o {count}</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Adrannau</translation>
    </message>
    <message>
        <source>Sections of this form</source>
        <translation>Adrannau'r ffurflen hon</translation>
    </message>
    <message>
        <source>Show the comments</source>
        <translation>Dangos y sylwadau</translation>
    </message>
    <message>
        <source>Sign as {said}</source>
        <translation>Llofnodi fel {said}</translation>
    </message>
    <message>
        <source>Something is left here</source>
        <translation>Mae rhywbeth ar ôl yma</translation>
    </message>
    <message>
        <source>Start a form about {who}</source>
        <translation>Dechrau ffurflen am {who}</translation>
    </message>
    <message>
        <source>Submit this form?</source>
        <translation>Cyflwyno'r ffurflen hon?</translation>
    </message>
    <message>
        <source>Taken back: {question}</source>
        <translation>Cymerwyd yn ôl: {question}</translation>
    </message>
    <message>
        <source>The council asks</source>
        <translation>Mae'r cyngor yn gofyn</translation>
    </message>
    <message>
        <source>The council asks: {reason}</source>
        <translation>Mae'r cyngor yn gofyn: {reason}</translation>
    </message>
    <message>
        <source>The council decides what to do within one working day. You may be called for more details.</source>
        <translation>Mae'r cyngor yn penderfynu beth i'w wneud o fewn un diwrnod gwaith. Efallai y cewch alwad am ragor o fanylion.</translation>
    </message>
    <message>
        <source>The council has NOT received it yet.</source>
        <translation>NID yw'r cyngor wedi'i derbyn eto.</translation>
    </message>
    <message>
        <source>The council has closed this form: {outcome}. You can still send what you have changed.</source>
        <translation>Mae'r cyngor wedi cau'r ffurflen hon: {outcome}. Gallwch anfon yr hyn rydych wedi'i newid o hyd.</translation>
    </message>
    <message>
        <source>The council has withdrawn this request. You can still send what you have changed.</source>
        <translation>Mae'r cyngor wedi tynnu'r cais hwn yn ôl. Gallwch ddal i anfon yr hyn a newidiwyd gennych.</translation>
    </message>
    <message>
        <source>Then call {council} on {day}, or on {night} in the evening, at night and at weekends.</source>
        <translation>Yna ffoniwch {council} ar {day}, neu ar {night} gyda'r nos, dros nos ac ar benwythnosau.</translation>
    </message>
    <message>
        <source>Then call {council} on {day}.</source>
        <translation>Yna ffoniwch {council} ar {day}.</translation>
    </message>
    <message>
        <source>There is a problem</source>
        <translation>Mae problem</translation>
    </message>
    <message>
        <source>There is more. Type another word to see less.</source>
        <translation>Mae rhagor. Teipiwch air arall i weld llai.</translation>
    </message>
    <message>
        <source>This was answered on another computer. You can still send: then you see both answers and choose.</source>
        <translation>Cafodd hwn ei ateb ar gyfrifiadur arall. Gallwch anfon o hyd: yna fe welwch y ddau ateb a dewis.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Dadwneud</translation>
    </message>
    <message>
        <source>View the form as a &amp;PDF</source>
        <translation>&amp;Gweld y ffurflen fel PDF</translation>
    </message>
    <message>
        <source>What is left</source>
        <translation>Beth sydd ar ôl</translation>
    </message>
    <message>
        <source>What is left:</source>
        <translation>Beth sydd ar ôl:</translation>
    </message>
    <message>
        <source>What is left: {count}</source>
        <translation>Beth sydd ar ôl: {count}</translation>
    </message>
    <message>
        <source>You can answer these now, or press Next again to go on and come back to them.</source>
        <translation>Gallwch ateb y rhain nawr, neu bwyso Nesaf eto i fynd ymlaen a dod yn ôl atynt.</translation>
    </message>
    <message>
        <source>You can close this page. The program keeps saying that the form is waiting until the council has it.</source>
        <translation>Gallwch gau'r dudalen hon. Mae'r rhaglen yn dal i ddweud bod y ffurflen yn aros nes bod y cyngor wedi'i chael.</translation>
    </message>
    <message>
        <source>You can fill in this form afterwards: it follows up the call. It does not take the place of it.</source>
        <translation>Gallwch lenwi'r ffurflen hon wedyn: mae'n dilyn yr alwad. Nid yw'n cymryd ei lle.</translation>
    </message>
    <message>
        <source>Your answer to the council, in your own words</source>
        <translation>Eich ateb i'r cyngor, yn eich geiriau eich hun</translation>
    </message>
    <message>
        <source>Your form is waiting to be sent</source>
        <translation>Mae eich ffurflen yn aros i'w hanfon</translation>
    </message>
    <message>
        <source>Your reference</source>
        <translation>Eich cyfeirnod</translation>
    </message>
    <message>
        <source>and {count} more, named in their sections</source>
        <translation>a {count} arall, a enwir yn eu hadrannau</translation>
    </message>
    <message>
        <source>must be answered. If you do not know, say so: it never stops you sending this form.</source>
        <translation>rhaid ei ateb. Os nad ydych yn gwybod, dywedwch hynny: nid yw byth yn eich atal rhag anfon y ffurflen hon.</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>heb ei chadw eto</translation>
    </message>
    <message>
        <source>saved {time}</source>
        <translation>cadwyd {time}</translation>
    </message>
    <message>
        <source>this page</source>
        <translation>y dudalen hon</translation>
    </message>
    <message>
        <source>{council} has received your form</source>
        <translation>Mae {council} wedi derbyn eich ffurflen</translation>
    </message>
    <message>
        <source>{count} answers changed since it was sent</source>
        <translation>Newidiodd {count} ateb ers ei hanfon</translation>
    </message>
    <message>
        <source>{count} answers could not be carried over into this form.</source>
        <translation>Ni ellid cario {count} ateb drosodd i'r ffurflen hon.</translation>
    </message>
    <message>
        <source>{count} answers of this computer gave way to those of the other computer.</source>
        <translation>Ildiodd {count} o atebion y cyfrifiadur hwn i rai'r cyfrifiadur arall.</translation>
    </message>
    <message>
        <source>{count} answers were set aside from this form.</source>
        <translation>Rhoddwyd {count} o atebion o'r neilltu o'r ffurflen hon.</translation>
    </message>
    <message>
        <source>{count} places</source>
        <translation>{count} lle</translation>
    </message>
    <message>
        <source>{count} questions still need an answer. If you do not know, say so: it never stops you sending this form.</source>
        <translation>Mae angen ateb i {count} cwestiwn o hyd. Os nad ydych yn gwybod, dywedwch hynny: nid yw byth yn eich atal rhag anfon y ffurflen hon.</translation>
    </message>
    <message>
        <source>“{form}” goes to {council}. After this you cannot change it, unless the council asks you for more.</source>
        <translation>Mae “{form}” yn mynd i {council}. Ar ôl hyn ni allwch ei newid, oni bai bod y cyngor yn gofyn i chi am ragor.</translation>
    </message>
    <message>
        <source>← All sections</source>
        <translation>← Pob adran</translation>
    </message>
    <message>
        <source>← Back to all forms</source>
        <translation>← Yn ôl i'r holl ffurflenni</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>1 day</source>
        <translation>1 diwrnod</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 awr</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 munud</translation>
    </message>
    <message>
        <source>Being reviewed</source>
        <translation>Yn cael ei hadolygu</translation>
    </message>
    <message>
        <source>Cannot be sent</source>
        <translation>Ni ellir ei hanfon</translation>
    </message>
    <message>
        <source>Change it, or make a PDF at its end and call the council on {}.</source>
        <translation>Newidiwch hi, neu gwnewch PDF ar ei diwedd a ffoniwch y cyngor ar {}.</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Wedi'i chau</translation>
    </message>
    <message>
        <source>More information needed</source>
        <translation>Angen rhagor o wybodaeth</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Heb ei derbyn</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Heb ei hanfon</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Wedi'i derbyn</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Yn anfon</translation>
    </message>
    <message>
        <source>Sending {} %</source>
        <translation>Yn anfon {} %</translation>
    </message>
    <message>
        <source>Sign in to send</source>
        <translation>Mewngofnodwch i anfon</translation>
    </message>
    <message>
        <source>Someone at the council is reading this form.</source>
        <translation>Mae rhywun yn y cyngor yn darllen y ffurflen hon.</translation>
    </message>
    <message>
        <source>That did not work, and it is our mistake. Nothing was lost. Try again.</source>
        <translation>Ni weithiodd hynny, a'n camgymeriad ni ydyw. Ni chollwyd dim. Rhowch gynnig arall arni.</translation>
    </message>
    <message>
        <source>The council has asked you for more information.</source>
        <translation>Mae'r cyngor wedi gofyn i chi am ragor o wybodaeth.</translation>
    </message>
    <message>
        <source>The council has finished with this form.</source>
        <translation>Mae'r cyngor wedi gorffen gyda'r ffurflen hon.</translation>
    </message>
    <message>
        <source>The council has not received this form. Sign in again and it is sent. Nothing is lost.</source>
        <translation>Nid yw'r cyngor wedi derbyn y ffurflen hon. Mewngofnodwch eto ac fe'i hanfonir. Nid oes dim wedi'i golli.</translation>
    </message>
    <message>
        <source>The council has received this form.</source>
        <translation>Mae'r cyngor wedi derbyn y ffurflen hon.</translation>
    </message>
    <message>
        <source>The council no longer takes this version of the form. Open it to carry your answers to the new one.</source>
        <translation>Nid yw'r cyngor yn derbyn y fersiwn hon o'r ffurflen mwyach. Agorwch hi i gario eich atebion i'r un newydd.</translation>
    </message>
    <message>
        <source>The council's server did not accept the form. Put this right and submit it again:</source>
        <translation>Ni dderbyniodd gweinydd y cyngor y ffurflen. Cywirwch hyn a'i chyflwyno eto:</translation>
    </message>
    <message>
        <source>The council's server did not accept this form. Open it to see what to change.</source>
        <translation>Ni dderbyniodd gweinydd y cyngor y ffurflen hon. Agorwch hi i weld beth i'w newid.</translation>
    </message>
    <message>
        <source>The council's server did not accept this form: {said}. Open it to put that right.</source>
        <translation>Ni dderbyniodd gweinydd y cyngor y ffurflen hon: {said}. Agorwch hi i gywiro hynny.</translation>
    </message>
    <message>
        <source>The council's server refuses this form: {said}. Open it to change it, or make a PDF at its end and call the council.</source>
        <translation>Mae gweinydd y cyngor yn gwrthod y ffurflen hon: {said}. Agorwch hi i'w newid, neu gwnewch PDF ar ei diwedd a ffoniwch y cyngor.</translation>
    </message>
    <message>
        <source>The form is on its way. The council has not received it yet.</source>
        <translation>Mae'r ffurflen ar ei ffordd. Nid yw'r cyngor wedi'i derbyn eto.</translation>
    </message>
    <message>
        <source>This form cannot be sent from this computer. Call the council, and tell your IT support.</source>
        <translation>Ni ellir anfon y ffurflen hon o'r cyfrifiadur hwn. Ffoniwch y cyngor, a dywedwch wrth eich cymorth TG.</translation>
    </message>
    <message>
        <source>This form was also sent from somewhere else. Open it to see both and choose. Nothing is lost.</source>
        <translation>Anfonwyd y ffurflen hon o rywle arall hefyd. Agorwch hi i weld y ddwy a dewis. Nid oes dim wedi'i golli.</translation>
    </message>
    <message>
        <source>This version of the program is too old for the council's server, so the form is not sent. Update the program; the form waits here and is sent then. Nothing is lost.</source>
        <translation>Mae'r fersiwn hon o'r rhaglen yn rhy hen i weinydd y cyngor, felly ni anfonir y ffurflen. Diweddarwch y rhaglen; mae'r ffurflen yn aros yma ac fe'i hanfonir bryd hynny. Ni chollir dim.</translation>
    </message>
    <message>
        <source>Today {}</source>
        <translation>Heddiw {}</translation>
    </message>
    <message>
        <source>Too big</source>
        <translation>Rhy fawr</translation>
    </message>
    <message>
        <source>Two versions</source>
        <translation>Dwy fersiwn</translation>
    </message>
    <message>
        <source>Update needed</source>
        <translation>Mae angen diweddaru</translation>
    </message>
    <message>
        <source>Waiting for {time}: {why} Nothing is lost.</source>
        <translation>Yn aros ers {time}: {why} Nid oes dim wedi'i golli.</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Yn aros i'w hanfon</translation>
    </message>
    <message>
        <source>it is sent as soon as the council's server answers.</source>
        <translation>fe'i hanfonir cyn gynted ag y bydd gweinydd y cyngor yn ateb.</translation>
    </message>
    <message>
        <source>it is sent next.</source>
        <translation>hon a anfonir nesaf.</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>llai na munud</translation>
    </message>
    <message>
        <source>the council's server is busy. It is tried again by itself.</source>
        <translation>mae gweinydd y cyngor yn brysur. Rhoddir cynnig arall arni ar ei phen ei hun.</translation>
    </message>
    <message>
        <source>the server's certificate cannot be trusted, so nothing is sent. Check this computer's date and time; if they are right, tell your IT support.</source>
        <translation>ni ellir ymddiried yn nhystysgrif y gweinydd, felly nid anfonir dim. Gwiriwch ddyddiad ac amser y cyfrifiadur hwn; os ydynt yn gywir, dywedwch wrth eich cymorth TG.</translation>
    </message>
    <message>
        <source>this computer does not know your council's server yet. Ask your IT support to set it.</source>
        <translation>nid yw'r cyfrifiadur hwn yn gwybod am weinydd eich cyngor eto. Gofynnwch i'ch cymorth TG ei osod.</translation>
    </message>
    <message>
        <source>this computer is offline. It is sent as soon as there is a connection.</source>
        <translation>mae'r cyfrifiadur hwn all-lein. Fe'i hanfonir cyn gynted ag y bydd cysylltiad.</translation>
    </message>
    <message>
        <source>this network wants you to sign in. Open your browser, sign in, then send now.</source>
        <translation>mae'r rhwydwaith hwn am i chi fewngofnodi. Agorwch eich porwr, mewngofnodwch, yna anfonwch nawr.</translation>
    </message>
    <message>
        <source>your organisation's proxy asks for a name and a password. Enter them in Settings.</source>
        <translation>mae dirprwy weinydd eich sefydliad yn gofyn am enw a chyfrinair. Rhowch nhw yn Gosodiadau.</translation>
    </message>
    <message>
        <source>{detail} is too big for the council's server. Open the form and remove it or make it smaller.</source>
        <translation>Mae {detail} yn rhy fawr i weinydd y cyngor. Agorwch y ffurflen a'i ddileu neu ei wneud yn llai.</translation>
    </message>
    <message>
        <source>{} days</source>
        <translation>{} diwrnod</translation>
    </message>
    <message>
        <source>{} hours</source>
        <translation>{} awr</translation>
    </message>
    <message>
        <source>{} minutes</source>
        <translation>{} munud</translation>
    </message>
</context>
</TS>
