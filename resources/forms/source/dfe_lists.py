"""Code lists of the Department for Education; the codes are exact, the labels shortened where theirs are long."""

from __future__ import annotations

from source.lists import code_list

ETHNICITY = code_list(
    "dfe-ethnicity",
    "Ethnicity (DfE)",
    """
    WBRI|White British
    WIRI|White Irish
    WIRT|Traveller of Irish heritage
    WROM|Gypsy or Roma
    WOTH|Any other White background
    MWBC|White and Black Caribbean
    MWBA|White and Black African
    MWAS|White and Asian
    MOTH|Any other mixed background
    AIND|Indian
    APKN|Pakistani
    ABAN|Bangladeshi
    CHNE|Chinese
    AOTH|Any other Asian background
    BCRB|Black Caribbean
    BAFR|Black African
    BOTH|Any other Black background
    OOTH|Any other ethnic background
    REFU|They did not want to say
    NOBT|Not asked yet
    """,
)

DISABILITY = code_list(
    "dfe-disability",
    "Disability (DfE, children in need census)",
    """
    NONE|No disability|exclusive
    MOB|Mobility: moving around
    HAND|Hand function: holding and using things
    PC|Personal care: washing, dressing, eating
    INC|Incontinence
    COMM|Communication: speaking, understanding
    LD|Learning
    HEAR|Hearing
    VIS|Vision
    BEH|Behaviour
    CON|Consciousness: such as epilepsy or blackouts
    AUT|Autism, including Asperger syndrome
    DDA|Another disability
    """,
)

FACTORS = code_list(
    "dfe-factors",
    "Factors identified at the end of assessment (DfE, children in need census)",
    """
    1A|Alcohol misuse: the child
    1B|Alcohol misuse: a parent or carer
    1C|Alcohol misuse: another person in the household
    2A|Drug misuse: the child
    2B|Drug misuse: a parent or carer
    2C|Drug misuse: another person in the household
    3A|Domestic abuse: the child
    3B|Domestic abuse: a parent or carer
    3C|Domestic abuse: another person in the household
    4A|Mental health: the child
    4B|Mental health: a parent or carer
    4C|Mental health: another person in the household
    5A|Learning disability: the child
    5B|Learning disability: a parent or carer
    5C|Learning disability: another person in the household
    6A|Physical disability or illness: the child
    6B|Physical disability or illness: a parent or carer
    6C|Physical disability or illness: another person in the household
    7A|Young carer
    8B|Privately fostered: from overseas, intends to return|unverified
    8C|Privately fostered: from overseas, intends to stay|unverified
    8D|Privately fostered: from the UK, in education here|unverified
    8E|Privately fostered: from the UK, the family's own arrangement|unverified
    8F|Privately fostered: other|unverified
    9A|Unaccompanied asylum-seeking child
    10A|Going missing
    11A|Child sexual exploitation
    12A|Trafficking
    13A|Gangs
    14A|Socially unacceptable behaviour
    15A|Self-harm
    16A|Neglect
    17A|Emotional abuse
    18A|Physical abuse|retired
    18B|Physical abuse: child on child
    18C|Physical abuse: adult on child
    19A|Sexual abuse|retired
    19B|Sexual abuse: child on child
    19C|Sexual abuse: adult on child
    20|Other
    21|No factors identified|exclusive
    22A|Female genital mutilation
    23A|Abuse linked to faith or belief
    24A|Child criminal exploitation
    """,
)

ABUSE_CATEGORY = code_list(
    "dfe-abuse-category",
    "Category of abuse of a child protection plan (DfE)",
    """
    NEG|Neglect
    PHY|Physical abuse
    SAB|Sexual abuse
    EMO|Emotional abuse
    MUL|Multiple categories
    """,
)

PRIMARY_NEED = code_list(
    "dfe-primary-need",
    "Primary need (DfE, children in need census)",
    """
    N0|Not stated
    N1|Abuse or neglect
    N2|Child's disability or illness
    N3|Parent's disability or illness
    N4|Family in acute stress
    N5|Family dysfunction
    N6|Socially unacceptable behaviour
    N7|Low income
    N8|Absent parenting
    N9|Cases other than children in need
    """,
)

REFERRAL_SOURCE = code_list(
    "dfe-referral-source",
    "Referral source (DfE, children in need census)",
    """
    1A|Family member, relative or carer|unverified
    1B|Acquaintance or neighbour|unverified
    1C|The child|unverified
    1D|Other individual|unverified
    2A|School|unverified
    2B|Education service|unverified
    3A|GP|unverified
    3B|Health visitor|unverified
    3C|School nurse|unverified
    3D|Other primary health service|unverified
    3E|Accident and emergency|unverified
    3F|Other health service|unverified
    4|Housing|unverified
    5A|Local authority: adult social care|unverified
    5B|Local authority: other internal|unverified
    5C|Other local authority|unverified
    5D|Local authority: early help|unverified
    6|Police|unverified
    7|Other legal: court, probation, Cafcass|unverified
    8|Other: children's centre, voluntary organisation|unverified
    9|Anonymous|unverified
    10|Not known|unverified
    """,
)

UPN_REASON = code_list(
    "dfe-upn-reason",
    "Why there is no UPN (DfE)",
    """
    UN1|The child is not of school age and has no UPN yet
    UN2|The child has never attended a maintained school in England|unverified
    UN3|The child is educated outside England|unverified
    UN4|The UPN is not known yet|unverified
    UN5|Records differ, so the child cannot be matched with certainty|unverified
    UN6|The child is not born yet|unverified
    UN7|Referral with no further action
    """,
)

SEN_TYPE = code_list(
    "dfe-sen-type",
    "Type of special educational need (DfE)",
    """
    SPLD|Specific learning difficulty|also=dyslexia,dyscalculia,dyspraxia
    MLD|Moderate learning difficulty
    SLD|Severe learning difficulty
    PMLD|Profound and multiple learning difficulty
    SEMH|Social, emotional and mental health
    SLCN|Speech, language and communication needs
    HI|Hearing impairment|also=deaf
    VI|Vision impairment|also=blind
    MSI|Multi-sensory impairment|also=deafblind
    PD|Physical disability
    ASD|Autistic spectrum disorder|also=autism,Asperger
    OTH|Other difficulty or disability
    NSA|SEN support, but the type has not been assessed
    """,
)

SEN_PROVISION = code_list(
    "dfe-sen-provision",
    "Special educational provision (DfE)",
    """
    N|No special educational need
    K|SEN support
    E|Education, health and care plan
    """,
)

SEX = code_list(
    "dfe-sex",
    "Sex (DfE)",
    """
    M|Male
    F|Female
    U|Not known or not born yet
    """,
)

DFE_LISTS = (
    ETHNICITY,
    DISABILITY,
    FACTORS,
    ABUSE_CATEGORY,
    PRIMARY_NEED,
    REFERRAL_SOURCE,
    UPN_REASON,
    SEN_TYPE,
    SEN_PROVISION,
    SEX,
)
