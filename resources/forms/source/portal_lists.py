"""Code lists of our own: agencies, relationships, languages, kinds of concern and the like."""

from __future__ import annotations

from source.lists import code_list

AGENCY = code_list(
    "agency",
    "Agencies",
    """
    school|School|also=primary,secondary,academy,teacher
    early-years|Early years or nursery|also=childminder,pre-school
    college|College|also=sixth form
    gp|GP practice|also=doctor,surgery
    health-visitor|Health visiting
    school-nurse|School nursing
    midwife|Midwifery|also=maternity
    hospital|Hospital or A&E|also=accident and emergency,ward
    camhs|CAMHS or mental health support team|also=MHST
    salt|Speech and language therapy|also=SALT
    ep|Educational psychology|also=EP
    ambulance|Ambulance service|also=paramedic
    police|Police
    probation|Probation
    youth-justice|Youth justice|also=youth offending
    housing|Housing|also=landlord,homelessness
    adult-social-care|Adult social care
    childrens-social-care|Children's social care in another council
    substance|Drug and alcohol service
    domestic-abuse|Domestic abuse service|also=refuge,IDVA
    cafcass|Cafcass
    court|Courts
    fire|Fire and rescue
    dwp|Department for Work and Pensions|also=Jobcentre,DWP
    voluntary|Voluntary or community organisation|also=charity
    faith|Faith group|also=church,mosque,synagogue,temple
    provider|Fostering or residential provider|also=children's home
    other|Another agency
    """,
)

RELATIONSHIP = code_list(
    "relationship",
    "Relationship to the child",
    """
    mother|Mother
    father|Father
    step-parent|Step-parent
    parents-partner|Parent's partner
    grandparent|Grandparent|also=grandmother,grandfather,nan
    aunt-uncle|Aunt or uncle
    sibling|Brother or sister|also=sibling,half-brother,half-sister
    foster-carer|Foster carer
    special-guardian|Special guardian
    adoptive-parent|Adoptive parent
    lodger|Lodger
    visitor|Regular visitor to the home|also=babysitter
    other|Another relationship
    """,
)

RELIGION = code_list(
    "religion",
    "Religion or belief",
    """
    none|No religion
    christian|Christian
    buddhist|Buddhist
    hindu|Hindu
    jewish|Jewish
    muslim|Muslim
    sikh|Sikh
    other|Another religion or belief
    """,
)

LANGUAGE = code_list(
    "language",
    "First language",
    """
    eng|English
    cym|Welsh|also=Cymraeg
    bfi|British Sign Language|also=BSL,signing
    aka|Akan or Twi
    sqi|Albanian
    amh|Amharic
    ara|Arabic
    hye|Armenian
    ben|Bengali or Sylheti
    bul|Bulgarian
    yue|Cantonese|also=Chinese
    hrv|Croatian
    ces|Czech
    prs|Dari
    nld|Dutch
    fas|Persian (Farsi)|also=Farsi,Iranian
    fra|French
    deu|German
    ell|Greek
    guj|Gujarati
    hau|Hausa
    heb|Hebrew
    hin|Hindi
    hun|Hungarian
    ibo|Igbo
    gle|Irish
    ita|Italian
    kur|Kurdish|also=Sorani,Kurmanji
    lav|Latvian
    lin|Lingala
    lit|Lithuanian
    mal|Malayalam
    cmn|Mandarin|also=Chinese
    nep|Nepali
    pus|Pashto
    pol|Polish
    por|Portuguese
    pan|Panjabi|also=Punjabi
    ron|Romanian or Moldovan
    rom|Romani
    rus|Russian
    sna|Shona
    sin|Sinhala
    slk|Slovak
    som|Somali
    spa|Spanish
    swa|Swahili
    tgl|Tagalog or Filipino
    tam|Tamil
    tel|Telugu
    tha|Thai
    tir|Tigrinya
    tur|Turkish
    ukr|Ukrainian
    urd|Urdu
    vie|Vietnamese
    yor|Yoruba
    other|Another language
    """,
)

IMMIGRATION = code_list(
    "immigration-status",
    "Immigration status",
    """
    british|British or Irish citizen
    settled|Settled status or indefinite leave to remain
    pre-settled|Pre-settled status
    limited|Limited leave to remain or visa
    refugee|Refugee or humanitarian protection
    asylum-family|Asylum seeker with their family
    uasc|Unaccompanied asylum-seeking child|also=UASC
    nrpf|No recourse to public funds|also=NRPF
    none|No leave to remain
    other|Another status
    """,
)

LEGAL_STATUS = code_list(
    "legal-status",
    "Social care and legal status",
    """
    none|None that I know of|exclusive
    cin|Child in need plan
    cp|Child protection plan
    s20|Looked after by agreement (section 20)
    interim|Looked after: interim care order
    care-order|Looked after: full care order
    care-leaver|Care leaver
    private|Privately fostered
    sgo|Special guardianship order|also=SGO
    other|Another order
    """,
)

YEAR_GROUP = code_list(
    "year-group",
    "Year group",
    """
    pre|Not at school yet
    nursery|Nursery
    R|Reception
    1|Year 1
    2|Year 2
    3|Year 3
    4|Year 4
    5|Year 5
    6|Year 6
    7|Year 7
    8|Year 8
    9|Year 9
    10|Year 10
    11|Year 11
    12|Year 12
    13|Year 13
    college|College or training
    left|Left education
    """,
)

CONCERN = code_list(
    "concern",
    "Kinds of concern",
    """
    neglect|Neglect|group=harm
    physical|Physical abuse|group=harm
    emotional|Emotional abuse|group=harm
    sexual|Sexual abuse|group=harm
    faith|Abuse linked to faith or belief|group=harm
    fgm|Female genital mutilation (FGM)|group=harm
    honour|Honour-based abuse or forced marriage|group=harm
    peer|Child-on-child abuse|group=harm
    hsb|Harmful sexual behaviour by the child|group=harm
    cse|Child sexual exploitation|group=exploitation
    cce|Child criminal exploitation|group=exploitation
    county-lines|County lines|group=exploitation
    gangs|Gangs|group=exploitation
    trafficking|Trafficking or modern slavery|group=exploitation
    radicalisation|Radicalisation (Prevent)|group=exploitation
    missing|Going missing|group=exploitation
    child-alcohol|Alcohol|group=child
    child-drugs|Drugs|group=child
    child-dealing|Drug dealing|group=child
    child-mental-health|Mental health|group=child
    self-harm|Self-harm or suicidal thoughts|group=child
    child-learning|Learning disability|group=child
    child-physical|Physical illness or disability|group=child
    anti-social|Anti-social behaviour|group=child
    child-offending|Offending|group=child
    absence|Absence from school|group=child
    online|Harm or bullying online|group=child
    young-carer|Young carer|group=child
    privately-fostered|Privately fostered|group=child
    uasc|Unaccompanied asylum-seeking child|group=child
    own-relationship|Violence in the young person's own relationship|group=child
    parent-alcohol|Alcohol|group=parent
    parent-drugs|Drugs|group=parent
    parent-dealing|Drug dealing|group=parent
    domestic-abuse|Domestic abuse|group=parent
    parent-mental-health|Mental health|group=parent
    parent-learning|Learning disability|group=parent
    parent-physical|Physical illness or disability|group=parent
    parent-offending|Offending|group=parent
    housing|Housing|group=family
    money|Money, or no recourse to public funds|group=family
    contact-dispute|Dispute about contact with the child|group=family
    unborn|Unborn baby or concealed pregnancy|group=family
    death|Notification of a child's death|group=family
    lado|Allegation against a person who works with children|group=family
    transfer|Family moving in from another council|group=family
    other|Something else|group=family
    """,
)

DOCUMENT = code_list(
    "document-category",
    "Kinds of document",
    """
    chronology|Chronology
    body-map|Body map
    early-help|Early help assessment
    risk-screening|Risk screening tool (sexual or criminal exploitation)
    graded-care|Graded care profile
    dash|DASH or MARAC form
    medical|Medical report
    school-report|School report
    provision-map|Provision map or individual education plan
    reviewed-plan|Reviewed support plan
    views|Views of the child or the parents
    attendance|Attendance print
    professional|Report by another professional
    consent|Consent form
    photo|Photo
    other|Another document
    """,
)

# Each code but the last is a place on the body map: the id of a path in resources/body/body.svg.
BODY_SITE = code_list(
    "body-site",
    "Places on the body",
    """
    forehead|Forehead|also=head,face,temple
    head-back|Back or top of the head|also=scalp,skull
    eye-right|Right eye|also=black eye,face
    eye-left|Left eye|also=black eye,face
    cheek-right|Right cheek or jaw|also=face
    cheek-left|Left cheek or jaw|also=face
    mouth|Nose, mouth or chin|also=face,lip,teeth,tongue
    ear-right|Right ear
    ear-left|Left ear
    behind-ear-right|Behind the right ear
    behind-ear-left|Behind the left ear
    neck-front|Front of the neck|also=throat
    neck-back|Back of the neck|also=nape
    shoulder-right|Right shoulder or collarbone
    shoulder-left|Left shoulder or collarbone
    chest-right|Right side of the chest|also=breast,ribs
    chest-left|Left side of the chest|also=breast,ribs
    belly|Belly|also=tummy,stomach,abdomen
    hip-right|Right hip or groin
    hip-left|Left hip or groin
    genitals|Genital area|also=private parts
    upper-back-right|Right side of the upper back|also=shoulder blade
    upper-back-left|Left side of the upper back|also=shoulder blade
    lower-back|Lower back|also=waist
    buttock-right|Right buttock|also=bottom
    buttock-left|Left buttock|also=bottom
    upper-arm-right-front|Front of the right upper arm
    upper-arm-left-front|Front of the left upper arm
    upper-arm-right-back|Back of the right upper arm
    upper-arm-left-back|Back of the left upper arm
    elbow-right|Right elbow
    elbow-left|Left elbow
    forearm-right-front|Inside of the right forearm or wrist
    forearm-left-front|Inside of the left forearm or wrist
    forearm-right-back|Outside of the right forearm or wrist
    forearm-left-back|Outside of the left forearm or wrist
    palm-right|Palm or fingers of the right hand
    palm-left|Palm or fingers of the left hand
    hand-right-back|Back of the right hand|also=knuckles
    hand-left-back|Back of the left hand|also=knuckles
    thigh-right-front|Front of the right thigh|also=leg
    thigh-left-front|Front of the left thigh|also=leg
    thigh-right-back|Back of the right thigh|also=leg
    thigh-left-back|Back of the left thigh|also=leg
    knee-right|Right knee
    knee-left|Left knee
    knee-right-back|Back of the right knee
    knee-left-back|Back of the left knee
    shin-right|Right shin or ankle|also=leg
    shin-left|Left shin or ankle|also=leg
    calf-right|Right calf|also=leg
    calf-left|Left calf|also=leg
    foot-right|Top or toes of the right foot
    foot-left|Top or toes of the left foot
    sole-right|Sole or heel of the right foot
    sole-left|Sole or heel of the left foot
    many|In many places|also=all over,everywhere
    """,
)

PORTAL_LISTS = (
    AGENCY,
    RELATIONSHIP,
    RELIGION,
    LANGUAGE,
    IMMIGRATION,
    LEGAL_STATUS,
    YEAR_GROUP,
    CONCERN,
    DOCUMENT,
    BODY_SITE,
)
